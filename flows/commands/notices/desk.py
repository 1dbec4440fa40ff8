"""What every command of `gouji notices` shares: whose ledger, which year, who acts."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from cyclopts import Parameter
from rich.console import Console

from flows.clock import now, today
from flows.errors import SettingsError
from flows.ledger import Ledger, open_ledger
from flows.notify.cases.case_store import Act, last_night
from flows.notify.writing.papers import check_templates
from flows.notify.writing.stationery import stationery
from flows.settings import Settings, load_settings
from flows.terminal import console, plain

AgencyId = Annotated[str, Parameter(name="AGENCY_ID")]
AgencyIds = Annotated[str, Parameter(name="AGENCY_ID")]
FindingIds = Annotated[str, Parameter(name="FINDING_ID")]


@Parameter(name="*")
@dataclass(frozen=True)
class Place:
    """Where and when a command works.

    Parameters
    ----------
    year
        报告年度，默认为最近一次核查的年度。
    out
        核查结果所在的文件夹，默认 reports_out。
    database
        台账的 SQLAlchemy 地址；不填则用设置里的。
    """

    year: int | None = None
    out: Path | None = None
    database: str | None = None


@Parameter(name="*")
@dataclass(frozen=True)
class Actor(Place):
    """The same with who acts.

    Parameters
    ----------
    who
        经办人姓名；默认取设置 acting_as。
    """

    who: Annotated[str | None, Parameter(name="--as")] = None


NOWHERE, NOBODY = Place(), Actor()


@dataclass(frozen=True, slots=True)
class Desk:
    """An open ledger, the report year in hand, who acts, and the terminal."""

    ledger: Ledger
    settings: Settings
    year: int
    act: Act
    out: Console

    def say(self, *lines: str) -> None:
        """Print lines that may hold words from outside."""
        for line in lines:
            self.out.print(plain(line))


@contextmanager
def looking(place: Place) -> Iterator[Desk]:
    """The desk on the ledger of the settings, for a report year or that of the newest night.

    Raises `SettingsError`, `LedgerError`, or `NoticeRefused` where no night is complete yet.
    """
    settings = load_settings(out=place.out, database=place.database)
    stationery()
    check_templates()
    ledger = open_ledger(settings.database_url)
    try:
        with ledger.reading() as connection:
            night = last_night(connection, place.year)
        who = (place.who if isinstance(place, Actor) else None) or settings.acting_as
        yield Desk(ledger, settings, night.year, Act(who, now(), today(settings.timezone)), console())
    finally:
        ledger.close()


@contextmanager
def acting(place: Actor) -> Iterator[Desk]:
    """The same for somebody who acts.

    Raises `SettingsError` where nobody says who.
    """
    with looking(place) as desk:
        if not desk.act.who.strip():
            raise SettingsError("请写明经办人：--as 姓名，或设置 acting_as (say who acts: --as NAME)")
        yield desk
