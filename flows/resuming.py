"""Nights that a kill cut off, found again by the next start, even on the day after."""

from __future__ import annotations

from contextlib import closing
from datetime import datetime, timedelta

from flows.ledger import Ledger, is_there
from flows.ledger.runs import Run, unfinished_runs
from flows.settings import Settings
from flows.shift import Wish, look_over, order_of

# A later start is another night: what sites show by then is not of that day. Nor is a start long before it, by a
# clock that ran ahead and was put right.
_LONGEST = timedelta(days=1)


def cut_off(settings: Settings, at: datetime, year: int | None = None) -> list[Wish]:
    """The nights of the last day (of a year, where it is given) that a start with these settings goes on with, oldest first.

    Raises `RegistryError`, `SettingsError`, `LedgerError` or `OutputError`.
    """
    if not is_there(settings.database_url):
        # What is refused later must leave no ledger behind.
        return []
    with closing(Ledger(settings.database_url)) as ledger:
        recent = [
            run for run in unfinished_runs(ledger) if abs(at - run.started) < _LONGEST and year in (None, run.year)
        ]
    wishes = ((run, Wish(run.year, run.as_of, run.started, settings)) for run in recent)
    return [wish for run, wish in wishes if _is_the_same(run, wish)]


def _is_the_same(run: Run, wish: Wish) -> bool:
    return run.is_gone_on_with(order_of(wish, tuple(look_over(wish))).scope)
