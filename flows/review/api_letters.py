"""The letters as JSON, for programs: the same deeds under the same rules as on the pages."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from flows.errors import NoticeRefused
from flows.ledger.accounts import bodies_in
from flows.notify import case_list, listing
from flows.notify.cases.case_store import OVERVIEW_OF
from flows.review.access import Program, Refused, TheOffice
from flows.review.docket import years
from flows.review.faults import ALWAYS, Day, faults
from flows.review.lettering import Unable, Wish, do, is_in_scope, offered
from flows.review.mail_switch import is_stopped, throw

router = APIRouter(prefix="/api", tags=["letters"], responses=ALWAYS)
Year = Annotated[int, Query(ge=0, le=9999)]


class CaseRow(BaseModel, extra="allow"):
    """A case as `gouji notices list` tells it; `case_id` 0 where nobody has touched its suspicions yet."""

    case_id: int
    agency_id: str
    year: int
    state: str


class Case(CaseRow):
    """A case whole: its findings, letters and events; `offered` are the deeds that its state allows."""

    offered: list[str]


class DeedWish(BaseModel):
    """A deed on a case: `draft`, `approve`, `send`, `acknowledge`, `correct`, `explain`, `accept`, `remind`, …"""

    deed: str = Field(max_length=20)
    year: int = Field(ge=0, le=9999)
    reason: str = Field("", max_length=2000)
    findings: list[Annotated[str, Field(max_length=100)]] = Field([], max_length=500)
    until: Day | None = None
    seen: str = Field("", max_length=64)


class Mail(BaseModel):
    """The switch for all mail: while it is stopped no letter leaves."""

    stopped: bool


class Done(BaseModel):
    """What was done, or why it was refused."""

    told: str | None
    refused: str | None


@router.get("/mail")
def mail(office: TheOffice, asker: Program) -> Mail:
    """Whether all mail is held."""
    return Mail(stopped=is_stopped(office))


@router.post("/mail", responses=faults(403))
def switch_mail(office: TheOffice, asker: Program, wish: Mail) -> Mail:
    """Hold all mail or let it go again."""
    throw(office, asker, stop=wish.stopped)
    return wish


@router.get("/letters")
def letters(office: TheOffice, asker: Program, year: Year = 0) -> list[CaseRow]:
    """Every case of a report year (0: the newest) and every agency with suspicions."""
    with office.ledger.reading() as connection:
        scope = bodies_in(connection, asker.account.regions)
    found = case_list.rows(office.ledger, year or next(iter(years(office)), 0), office.today)
    return [CaseRow(**one) for one in found if scope is None or one["agency_id"].removeprefix(OVERVIEW_OF) in scope]


@router.get("/letters/{agency_id}", responses=faults(404))
def letter(office: TheOffice, asker: Program, agency_id: str, year: Year = 0) -> Case:
    """One case."""
    if not is_in_scope(office, asker, agency_id):
        raise Refused(404, "没有这个单位")
    try:
        asked = year or next(iter(years(office)), 0)
        case = listing.record(office.ledger, agency_id, asked, office.today)
    except NoticeRefused as fault:
        raise Refused(404, str(fault)) from None
    return Case(**case, offered=offered(case))


@router.post("/letters/{agency_id}")
def act(office: TheOffice, asker: Program, agency_id: str, wish: DeedWish) -> Done:
    """Do one thing with a case."""
    asked = Wish(agency_id, wish.year, wish.deed, wish.reason.strip(), tuple(wish.findings), wish.until, wish.seen)
    try:
        return Done(told=do(office, asker, asked), refused=None)
    except Unable as refused:
        return Done(told=None, refused=str(refused))
