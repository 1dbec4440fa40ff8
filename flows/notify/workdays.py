"""Chinese working days: the State Council's holidays and make-up days from a kept calendar, an office's own days over it."""

from __future__ import annotations

import functools
from datetime import date, timedelta

import chinese_calendar
import yaml

from flows.errors import SettingsError
from flows.settings import config_dir, config_text

_FILE = "letters/workdays.yaml"
_MOST_DAYS = 400


def add_workdays(start: date, days: int) -> date:
    """The day on which `days` working days after `start` are over; the first counted day is the next working day."""
    day, left = start, days
    for _ in range(_MOST_DAYS):
        if left <= 0:
            break
        day += timedelta(days=1)
        left -= is_workday(day)
    return day


def is_workday(day: date) -> bool:
    """Whether offices work on a day. A year that the calendar does not know yet is told by its weekdays alone."""
    own = _own_days()
    if day in own:
        return own[day]
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError:
        return day.weekday() < 5


def is_settled(day: date) -> bool:
    """Whether the holidays of the day's year are known: to the calendar, or because the office wrote down days of that year."""
    try:
        chinese_calendar.is_workday(day)
    except NotImplementedError:
        return any(own.year == day.year for own in _own_days())
    return True


@functools.cache
def _own_days() -> dict[date, bool]:
    """The office's own days: `config/letters/workdays.yaml` with lists `work` and `rest`."""
    try:
        given = yaml.safe_load(config_text(_FILE)) or {}
        return {day: kind == "work" for kind in ("work", "rest") for day in map(_day, given.get(kind) or ())}
    except (yaml.YAMLError, AttributeError, ValueError, TypeError) as fault:
        raise SettingsError(f"{config_dir() / _FILE}: {' '.join(str(fault).split())}") from None


def _day(value: object) -> date:
    return value if isinstance(value, date) else date.fromisoformat(str(value))
