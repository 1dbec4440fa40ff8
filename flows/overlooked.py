"""What an office wrote that has no effect on a night: told in the log, since a slip there passes for an order.

A night is not refused for it: a list may be older than the registry, a variable may be another program's.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Collection, Iterator
from datetime import date, datetime

from flows import reference, waivers
from flows.crawl.manners.quiet import is_quiet
from flows.settings import Settings

log = logging.getLogger(__name__)
_VARIABLE = "GOUJI_"
# Read where they are needed, and no settings: the folder of configuration, secrets, what tests are told.
_OTHERS = frozenset({"CONFIG", "ALERT_URLS", "SMTP_PASSWORD", "GOLDEN"})
_OF_TESTS = ("TEST_", "BENCH_")


def tell_overlooked(agency_ids: Collection[str]) -> None:
    """Warn of variables that name no setting, and of rows of the office's lists whose agency the registry lacks.

    Raises `SettingsError` where a list has mistakes.
    """
    for name in _variables():
        log.warning("%s%s：没有这一项设置，不起作用 (no such setting)", _VARIABLE, name)
    for file, named in _listed():
        for agency_id in sorted(named.difference(agency_ids)):
            log.warning("%s：登记表中没有单位 %s，这一行不起作用 (not in the registry)", file, agency_id)


def tell_quiet(settings: Settings, moment: datetime) -> None:
    """Warn that a night begun at this moment asks no site anything: it lies in the quiet hours."""
    if is_quiet(settings, moment):
        log.warning(
            "现在是 quiet_hours（%s），此时段内不访问任何网站，各单位都将无法核查 (quiet hours: no site is asked)",
            settings.quiet_hours,
        )


def tell_day(day: date, today: date, last: date | None) -> None:
    """Warn of a night whose day has not come yet, or lies before that of the `last` one: a slip, or a clock that is wrong.

    What it finds is recorded beside the rest: by a day to come many are late, by a day gone by hardly anybody.
    """
    if day > today:
        log.warning("核查日 %s 还没有到，期限在此之前的都会按逾期认定 (that day has not come yet)", day)
    if last and day < last:
        log.warning(
            "核查日 %s 早于上一次核查的 %s，请核对日期和本机时钟 (before the day of the last run; is the clock right?)",
            day,
            last,
        )


def _variables() -> Iterator[str]:
    names = (name.removeprefix(_VARIABLE) for name in sorted(os.environ) if name.startswith(_VARIABLE))
    return (
        name
        for name in names
        if name.lower() not in Settings.model_fields and name not in _OTHERS and not name.startswith(_OF_TESTS)
    )


def _listed() -> Iterator[tuple[str, set[str]]]:
    yield waivers.FILE, {one.agency_id for one in waivers.configured_waivers()}
    yield reference.FILE, {agency_id for agency_id, _ in reference.reference_figures()}
