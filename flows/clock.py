"""The one place that asks what time it is; the command line and the schedule hand the answer down."""

from __future__ import annotations

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo


def now() -> datetime:
    """This moment, aware, in UTC."""
    return datetime.now(UTC)


def today(timezone: str) -> date:
    """The day that the office's wall calendar shows."""
    return now().astimezone(ZoneInfo(timezone)).date()
