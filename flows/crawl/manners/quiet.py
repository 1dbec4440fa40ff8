"""Quiet hours: times of day in which no site is asked anything."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from flows.settings import Settings


def is_quiet(settings: Settings, moment: datetime) -> bool:
    """Whether an aware moment lies in the settings' quiet hours."""
    if not settings.quiet_hours:
        return False
    now = moment.astimezone(ZoneInfo(settings.timezone)).time()
    return any(begin <= now < end if begin <= end else now >= begin or now < end for begin, end in settings.quiet_spans)
