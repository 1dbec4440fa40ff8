from __future__ import annotations

from datetime import date

import pytest

from flows.notify import workdays
from flows.notify.workdays import add_workdays, is_workday


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        (date(2024, 4, 8), 3, date(2024, 4, 11)),
        # 4 to 6 April is 清明节, 7 April (a Sunday) is worked instead.
        (date(2024, 4, 3), 2, date(2024, 4, 8)),
        (date(2024, 4, 8), 0, date(2024, 4, 8)),
        # 1 to 5 May is rest, 28 April and 11 May (weekend) are worked.
        (date(2024, 4, 26), 5, date(2024, 5, 7)),
    ],
)
def test_deadlines_count_chinese_working_days(start: date, days: int, end: date) -> None:
    assert add_workdays(start, days) == end


def test_a_year_that_the_calendar_does_not_know_is_told_by_its_weekdays() -> None:
    assert is_workday(date(2090, 1, 2))
    assert not is_workday(date(2090, 1, 7))


def test_an_office_has_days_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workdays, "config_text", lambda name: "rest: [2024-04-09]\nwork: [2024-04-13]\n")
    workdays._own_days.cache_clear()
    try:
        assert add_workdays(date(2024, 4, 8), 1) == date(2024, 4, 10)
        assert is_workday(date(2024, 4, 13))
    finally:
        workdays._own_days.cache_clear()
