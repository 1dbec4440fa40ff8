"""The one clock of the people who use Gouji: Beijing time, wherever the program runs. China has had no summer time since 1991."""

from __future__ import annotations

from datetime import timedelta, timezone

BEIJING = timezone(timedelta(hours=8), "Asia/Shanghai")
