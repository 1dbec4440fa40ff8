"""The queue page, and the forms on it: deciding one or several findings, taking back, what a page then tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Annotated
from urllib.parse import parse_qsl, urlencode

from fastapi import APIRouter, Form, Query
from fastapi.responses import RedirectResponse, Response

from flows.ledger.audit_log import has_opened
from flows.ledger.decisions import Kind
from flows.review.access import Refused, TheOffice, Visitor, Who, Writer, tell_once, told
from flows.review.deciding import MOST_AT_ONCE, Answer, Asked, decide, undo
from flows.review.docket import Item, Wanted, docket, years
from flows.review.dossier import proofs
from flows.review.office import Office
from flows.review.pages import page
from flows.review.words import KIND

router = APIRouter()
_MOST_TOLD = 20


def in_year(office: Office, asked: Wanted) -> tuple[Wanted, list[int]]:
    """The same with the newest report year where none is named, and the years there are."""
    known = years(office)
    year = asked.year or (known[0] if known else 0)
    return replace(asked, year=year), known


@router.get("/")
def queue(
    office: TheOffice,
    who: Who,
    year: int = 0,
    state: str = "todo",
    severity: str = "",
    rule: str = "",
    q: Annotated[str, Query(max_length=100)] = "",
    group: str = "agency",
    number: Annotated[int, Query(ge=1, le=1_000_000, alias="page")] = 1,
) -> Response:
    """The findings that wait for a decision, with their evidence."""
    asked, known = in_year(office, Wanted(year, state, severity, rule, q, group, number))
    found = docket(office, asked, who.account.regions)
    return page(
        "queue.html",
        who=who,
        place="queue",
        notice=told(office, who),
        wanted=asked,
        years=known,
        docket=found,
        groups=found.causes if asked.group == "rule" else found.groups,
        proofs=proofs(office, found.items),
        opened=opened(office, who, found.items),
        rule_of=office.rule,
        today=office.today,
        query=_query(asked),
    )


def opened(office: Office, who: Visitor, items: Sequence[Item]) -> frozenset[str]:
    """The findings whose evidence, as it is now, the visitor has opened."""
    with office.ledger.reading() as connection:
        return frozenset(
            item.finding_id for item in items if has_opened(connection, who.account.name, item.finding_id, item.content)
        )


@router.post("/decisions")
def decisions(
    office: TheOffice,
    who: Writer,
    kind: Annotated[str, Form()],
    chosen: Annotated[list[str] | None, Form()] = None,
    reason: Annotated[str, Form(max_length=5000)] = "",
    until: Annotated[str, Form(max_length=10)] = "",
    back: Annotated[str, Form(max_length=2000)] = "",
) -> Response:
    """Decide on the chosen findings (`finding_id|token` each) and go back to where the form was."""
    if kind not in {one.value for one in Kind} or len(chosen or ()) > MOST_AT_ONCE:
        raise Refused(422, "无法识别的请求")
    asked = [
        Asked(finding_id, token, Kind(kind), reason, _day(until))
        for finding_id, _, token in (one.rpartition("|") for one in chosen or ())
    ]
    answers = decide(office, who.asker, asked)
    tell_once(office, who, _notice(KIND[Kind(kind)].zh, answers))
    return _back(back)


@router.post("/undo")
def take_back(
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
    tell_once(office, who, _notice("撤销", answers, can_undo=False))
    return _back(back)


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
    facts = {name: getattr(asked, name) for name in ("year", "state", "severity", "rule", "q", "group", "page")}
    return urlencode({name: value for name, value in facts.items() if value})


def _back(query: str) -> Response:
    """Back to the queue, or to the page of a finding; nothing in a form may lead out of the console."""
    if query.startswith("finding:"):
        return RedirectResponse("/finding?" + urlencode({"id": query.removeprefix("finding:")}), 303)
    return RedirectResponse("/?" + urlencode(parse_qsl(query)), 303)
