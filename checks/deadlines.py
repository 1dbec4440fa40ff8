"""The days by which a report must stand in public, by kind of body, and what the calendar says of them.

Source: 条例 article 49 (31 January for departments, 31 March for a government's own report); townships and parks follow local notices.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import chinese_calendar

from checks.catalogue import Catalogue
from checks.model import Agency

DEPARTMENTS = frozenset({"department", "government_office", "vertical", "zone"})
GOVERNMENTS = frozenset({"government"})
TOWNS = frozenset({"town"})
_WEEKDAYS = "一二三四五六日"
_HOLIDAYS = {
    "Spring Festival": ("春节", "Spring Festival"),
    "New Year's Day": ("元旦", "New Year"),
    "Tomb-sweeping Day": ("清明节", "Tomb-sweeping Day"),
}


def legal_deadline(agency: Agency, year: int) -> date | None:
    """The day article 49 sets for the report of a year, or None for a body that it does not name (towns, enterprises)."""
    if agency.kind in DEPARTMENTS:
        return date(year + 1, 1, 31)
    return date(year + 1, 3, 31) if agency.kind in GOVERNMENTS else None


def local_deadline(agency: Agency, year: int) -> date | None:
    """The day of the local notice in the registry, or None where none is loaded."""
    if agency.deadline is None:
        return None
    month, day = agency.deadline
    try:
        return date(year + 1, month, day)
    except ValueError:  # 29 February outside a leap year
        return date(year + 1, month, day - 1)


def with_local_day(agency: Agency, catalogue: Catalogue) -> Agency:
    """The agency with its office's own day from the catalogue, where the registry gives none: departments and towns."""
    rule_id = "PUB-LATE-LOCAL" if agency.kind in DEPARTMENTS else "PUB-LATE-TOWN" if agency.kind in TOWNS else None
    rule = catalogue.rules.get(rule_id) if rule_id and agency.deadline is None else None
    day = rule.parameters["deadline"] if rule and rule.enabled else ""
    if not day:
        return agency
    month, of_month = map(int, day.split("-"))
    return replace(agency, deadline=(month, of_month))


def calendar_fact(day: date) -> tuple[str, str]:
    """What kind of day it is (zh, en): a weekend, a public holiday, or empty on a working day.

    The Regulation has no roll-over clause; the fact is shown and decides nothing. Beyond the years that the calendar knows
    only the weekday is told.
    """
    try:
        free, holiday = chinese_calendar.get_holiday_detail(day)
    except NotImplementedError:
        free, holiday = day.weekday() >= 5, None
    if free and holiday in _HOLIDAYS:
        zh, en = _HOLIDAYS[holiday]
        return (
            f"（{_spoken(day)}在{zh}假期内，条例未规定顺延）",
            f" ({day} fell in the {en} holiday; the Regulation has no roll-over)",
        )
    if free and day.weekday() >= 5:
        return (
            f"（{_spoken(day)}为星期{_WEEKDAYS[day.weekday()]}，条例未规定顺延）",
            f" ({day} was a weekend day; the Regulation has no roll-over)",
        )
    return "", ""


def _spoken(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
