"""Days as people and spreadsheets leave them in a cell."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, timedelta

# 2024-06-30, 2024/6/30, 2024.6.30, 2024年6月30日, 20240630.
_WRITTEN = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?|(20\d\d)(\d\d)(\d\d)", re.ASCII)
# Days of this century as spreadsheets count them (from 1899-12-30).
_SERIAL = re.compile(r"(3[7-9]|[4-6]\d)\d{3}(\.\d+)?", re.ASCII)
_FIRST_DAY = date(1899, 12, 30)


def typed_day(value: object) -> date | None:
    """The day that a cell holds, as a date, as text in any of the usual ways, or as a spreadsheet counts; None where blank.

    Raises `ValueError` for anything else.
    """
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    # What was typed with an input method left on comes in full width.
    text = "".join(unicodedata.normalize("NFKC", str(value or "")).split())
    if not text:
        return None
    written = _WRITTEN.fullmatch(text)
    day = date(*(int(part) for part in written.groups() if part)) if written else counted_day(text)
    if day is None:
        raise ValueError("no day")
    return day


def counted_day(text: str) -> date | None:
    """The day behind a number of days that a spreadsheet keeps; None for any other text."""
    return _FIRST_DAY + timedelta(days=int(text.partition(".")[0])) if _SERIAL.fullmatch(text) else None
