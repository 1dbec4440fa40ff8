"""The letters to agencies in the console: all cases of a year, one case whole, and the deeds on it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import APIRouter, File, Form, Query, UploadFile
from fastapi.responses import RedirectResponse, Response

from flows.errors import NoticeRefused
from flows.ledger.accounts import bodies_in
from flows.ledger.decisions import rulings
from flows.notify import case_list, listing
from flows.notify.cases.case_store import OVERVIEW_OF
from flows.review.access import Refused, TheOffice, Visitor, Who, Writer, tell_once, told
from flows.review.docket import years
from flows.review.item import Item, named
from flows.review.lettering import DEEDS, Unable, Wish, do, is_in_scope, offered
from flows.review.mail_switch import is_stopped, may_throw, throw
from flows.review.office import Office
from flows.review.pages import page

router = APIRouter()
_MOST_BYTES = 20_000_000
_MOST_SHOWN = 300
Year = Annotated[int, Query(ge=0, le=9999)]
_TYPES = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "txt": "text/plain; charset=utf-8",
}


@router.get("/letters")
def letters(
    office: TheOffice, who: Who, year: Year = 0, state: str = "", q: Annotated[str, Query(max_length=100)] = ""
) -> Response:
    """The cases of a report year, what waits for somebody first; `q` is part of a name, a code or a letter's number."""
    known = years(office)
    year = year or next(iter(known), 0)
    with office.ledger.reading() as connection:
        scope = bodies_in(connection, who.account.regions)
    cases = [
        one
        for one in case_list.rows(office.ledger, year, office.today)
        if (scope is None or one["agency_id"].removeprefix(OVERVIEW_OF) in scope) and _is_sought(one, q.strip())
    ]
    counts: dict[str, int] = {}
    for one in cases:
        counts[one["state_zh"]] = counts.get(one["state_zh"], 0) + 1
    shown = sorted((one for one in cases if state in ("", one["state_zh"])), key=_urgency)
    left = max(0, len(shown) - _MOST_SHOWN)
    facts = {
        "year": year,
        "years": known,
        "counts": counts,
        "state": state,
        "cases": shown[:_MOST_SHOWN],
        "left": left,
        "q": q,
    }
    switch = {"is_stopped": is_stopped(office), "may_throw": may_throw(who.account)}
    return page("letters.html", who=who, place="letters", notice=told(office, who), switch=switch, **facts)


@router.post("/mail")
def mail(office: TheOffice, who: Writer, stop: Annotated[bool, Form()]) -> Response:
    """Hold all mail or let it go again, and go back to the letters."""
    tell_once(office, who, {"sentence": throw(office, who.asker, stop=stop), "wrong": False})
    return RedirectResponse("/letters", 303)


@router.get("/letter")
def letter(office: TheOffice, who: Who, id: str, year: Year) -> Response:  # noqa: A002 - the name in the address
    """One agency's case: its findings, its letters, exactly what would go where, and what may be done now."""
    case = _case(office, who, id, year)
    waiting = next((one for one in case["letters"] if not one["number"]), None)
    deeds = [(name, DEEDS[name]) for name in offered(case)]
    held = [name for name, _ in listing.letter_files(office.ledger, id, year)] if case["letters"] else []
    facts = {"case": case, "waiting": waiting, "deeds": deeds, "today": office.today, "todo": _todo(office, case)}
    return page("letter.html", who=who, place="letters", notice=told(office, who), held=held, **facts)


@router.get("/letter/file")
def letter_file(office: TheOffice, who: Who, id: str, year: Year, name: str) -> Response:  # noqa: A002
    """A file of the newest letter: the letter, its annex, the feedback form, the evidence, the mail's words."""
    _case(office, who, id, year)
    try:
        files = dict(listing.letter_files(office.ledger, id, year))
    except NoticeRefused as fault:
        raise Refused(404, str(fault)) from None
    if name not in files:
        raise Refused(404, "没有这个文件")
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    media_type = _TYPES.get(name.rpartition(".")[2], "application/octet-stream")
    return Response(files[name], media_type=media_type, headers=headers)


@router.post("/letter")
def act(
    office: TheOffice,
    who: Writer,
    id: Annotated[str, Form(max_length=120)],  # noqa: A002 - the name in the form
    year: Annotated[int, Form(ge=0, le=9999)],
    deed: Annotated[str, Form(max_length=20)],
    reason: Annotated[str, Form(max_length=2000)] = "",
    chosen: Annotated[list[str] | None, Form()] = None,
    until: Annotated[str, Form(max_length=10)] = "",
    seen: Annotated[str, Form(max_length=64)] = "",
    file: Annotated[UploadFile | None, File()] = None,
) -> Response:
    """Do one thing with a case, and go back to it."""
    form = (file.filename or "", file.file.read(_MOST_BYTES)) if file and file.filename else None
    try:
        last = date.fromisoformat(until) if until else None
        wish = Wish(id, year, deed, reason.strip(), tuple(chosen or ()), last, seen, form)
        notice = {"sentence": do(office, who.asker, wish), "wrong": False}
    except ValueError:
        notice = {"sentence": f"日期“{until}”应写成 YYYY-MM-DD", "wrong": True}
    except Unable as refused:
        notice = {"sentence": str(refused), "wrong": True}
    tell_once(office, who, notice)
    return RedirectResponse("/letter?" + urlencode({"id": id, "year": year}), 303)


def _case(office: Office, who: Visitor, agency_id: str, year: int) -> dict[str, Any]:
    if not is_in_scope(office, who.asker, agency_id):
        raise Refused(404, "没有这个单位")
    try:
        return listing.record(office.ledger, agency_id, year, office.today)
    except NoticeRefused as fault:
        raise Refused(404, str(fault)) from None


def _todo(office: Office, case: dict[str, Any]) -> list[Item]:
    """The findings of a case that nobody decided on yet, or not since they changed."""
    ids = [one["finding_id"] for one in case["findings"]]
    with office.ledger.reading() as connection:
        items = named(connection, ids, rulings(connection, ids), office.today)
    return [items[finding_id] for finding_id in ids if finding_id in items and items[finding_id].is_todo]


def _is_sought(case: dict[str, Any], words: str) -> bool:
    return any(words in case[told] for told in ("name", "agency_id", "number"))


def _urgency(case: dict[str, Any]) -> tuple[object, ...]:
    """What waits for a second person, then what is late, what mail is unclear, what is under way, what nobody touched."""
    unclear = case["outbox"] in ("held", "refused", "bounced")
    return (
        not case["waiting"],
        not unclear,
        not case["late"],
        not case["case_id"],
        case["due"] or "9",
        case["agency_id"],
    )
