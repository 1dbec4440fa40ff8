"""The queue page, and the forms on it: deciding one or several findings, taking back, what a page then tells.

A form sent by htmx is answered with the pieces that changed; without scripts it leads back to where it was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import date
from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Form, Query, Request
from fastapi.responses import RedirectResponse, Response

from flows.ledger.accounts import bodies_in
from flows.ledger.decisions import Kind, rulings
from flows.review.access import Refused, TheOffice, Visitor, Who, Writer, tell_once, told
from flows.review.asking import AskedFor
from flows.review.deciding import MOST_AT_ONCE, Answer, Asked, decide, undo
from flows.review.desk import facts_of, is_htmx
from flows.review.docket import Wanted, docket, overview, years
from flows.review.item import named
from flows.review.office import Office
from flows.review.pages import page
from flows.review.words import KIND

router = APIRouter()
_MOST_TOLD = 20
# Where a form stands that is not on the queue: `finding:ID`, or `case:YEAR:AGENCY_ID`.
_ELSEWHERE = ("finding:", "case:")


@router.get("/")
def queue(
    office: TheOffice,
    who: Who,
    asked: AskedFor,
    number: Annotated[int, Query(ge=1, le=1_000_000, alias="page")] = 1,
    since: Annotated[int, Query(ge=0, le=10**12)] = 0,
) -> Response:
    """The findings that wait for a decision, with their evidence."""
    asked = replace(asked, page=number, since=since)
    found = docket(office, asked, who.account)
    return page(
        "queue.html",
        who=who,
        place="queue",
        notice=told(office, who),
        wanted=asked,
        years=years(office),
        docket=found,
        query=_query(replace(asked, since=since or found.newest)),
        **facts_of(office, who, found.items),
    )


@router.post("/decisions")
def decisions(
    request: Request,
    office: TheOffice,
    who: Writer,
    kind: Annotated[str, Form()],
    chosen: Annotated[list[str] | None, Form()] = None,
    reason: Annotated[str, Form(max_length=5000)] = "",
    until: Annotated[str, Form(max_length=10)] = "",
    to: Annotated[str, Form(max_length=100)] = "",
    back: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Decide on the chosen findings (`finding_id|token` each) and go back to where the form was."""
    if kind not in {one.value for one in Kind} or len(chosen or ()) > MOST_AT_ONCE:
        raise Refused(422, "无法识别的请求")
    asked = [
        Asked(finding_id, token, Kind(kind), reason, _day(until), to.strip())
        for finding_id, _, token in (one.rpartition("|") for one in chosen or ())
    ]
    answers = decide(office, who.asker, asked)
    return _told(request, office, who, _notice(KIND[Kind(kind)].zh, answers), answers, back)


@router.post("/undo")
def take_back(
    request: Request,
    office: TheOffice,
    who: Writer,
    taken: Annotated[list[str] | None, Form()] = None,
    back: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Take back decisions (`number|finding_id` each)."""
    pairs = [(number, finding_id) for number, _, finding_id in (one.partition("|") for one in taken or ())]
    if len(pairs) > MOST_AT_ONCE or not all(number.isdecimal() and len(number) < 16 for number, _ in pairs):
        raise Refused(422, "无法识别的请求")
    answers = undo(office, who.asker, [int(number) for number, _ in pairs], [finding_id for _, finding_id in pairs])
    return _told(request, office, who, _notice("撤销", answers, can_undo=False), answers, back)


def _told(
    request: Request, office: Office, who: Visitor, notice: dict[str, object], answers: Sequence[Answer], back: str
) -> Response:
    """What became of it: the pieces as they stand now, or, without scripts, the page that the form came from."""
    if not is_htmx(request) or back.startswith(_ELSEWHERE):
        tell_once(office, who, notice)
        return _back(request, back)
    wanted = _wanted(back)
    with office.ledger.reading() as connection:
        ids = [one.finding_id for one in answers][:MOST_AT_ONCE]
        scope = bodies_in(connection, who.account.regions)
        known = named(connection, ids, rulings(connection, ids), office.today).values()
        items = [item for item in known if scope is None or item.agency_id in scope]
    shelf = office.shelves.of(wanted.year or next(iter(years(office)), 0), office.today)
    return page(
        "decided.html",
        who=who,
        notice=notice,
        items=items,
        wanted=wanted,
        counts=overview(office, shelf, who.account)[0],
        query=back,
        **facts_of(office, who, items),
    )


def _notice(verb: str, answers: Sequence[Answer], can_undo: bool = True) -> dict[str, object]:
    done = [f"{one.decision_id}|{one.finding_id}" for one in answers if one.decision_id is not None]
    refused = [[one.finding_id, one.refused] for one in answers if one.refused]
    return {
        "verb": verb,
        "done": len(done),
        "undo": done if can_undo else [],
        "refused": refused[:_MOST_TOLD],
        "more": max(0, len(refused) - _MOST_TOLD),
        "empty": not answers,
    }


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise Refused(422, f"日期“{text}”应写成 YYYY-MM-DD") from None


def _query(asked: Wanted) -> str:
    return urlencode({name: value for name, value in asdict(asked).items() if value})


def _wanted(query: str) -> Wanted:
    """What the parts that were changed need to know of the page they stand on."""
    said = {name: value[:100] for name, value in parse_qsl(query)}
    year = said.get("year", "")
    asked = Wanted()
    return replace(
        asked,
        year=int(year[:7]) if year.isascii() and year.isdecimal() else 0,
        state=said.get("state", asked.state),
        group=said.get("group", asked.group),
    )


def _back(request: Request, query: str) -> Response:
    """Back to the queue, or to the page of a finding or case; nothing in a form may lead out of the console."""
    where = "/?" + urlencode(parse_qsl(query))
    if query.startswith("finding:"):
        where = "/finding?" + urlencode({"id": query.removeprefix("finding:")})
    elif query.startswith("case:"):
        year, _, agency_id = query.removeprefix("case:").partition(":")
        where = "/letter?" + urlencode({"id": agency_id, "year": year})
    return Response(headers={"HX-Redirect": where}) if is_htmx(request) else RedirectResponse(where, 303)
