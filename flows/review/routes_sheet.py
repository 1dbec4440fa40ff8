"""The queue taken away as a workbook, and decided in the workbook: each row is answered."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, File, UploadFile
from fastapi.responses import Response

from flows.ledger.accounts import Role
from flows.ledger.audit_log import Entry, note
from flows.review.access import Refused, TheOffice, Visitor, Who, Writer
from flows.review.asking import AskedFor
from flows.review.deciding import decide
from flows.review.desk import colleagues
from flows.review.docket import items_at, ordered, years
from flows.review.office import Office
from flows.review.pages import page
from flows.review.sheet import MOST_ROWS, write_sheet
from flows.review.sheet_back import MOST_BYTES, Line, NoSheet, read_sheet

router = APIRouter()
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@router.get("/sheet")
def sheet(office: TheOffice, who: Who) -> Response:
    """Where the workbook is fetched and given back."""
    _deciding(who)
    return page("sheet.html", who=who, place="sheet", years=years(office), answers=None, wrong=None)


@router.get("/queue.xlsx")
def queue(
    office: TheOffice,
    who: Who,
    asked: AskedFor,
) -> Response:
    """The findings that are asked for, as on the queue page, its pages one after the other."""
    _deciding(who)
    shelf = office.shelves.of(asked.year, office.today)
    places = ordered(office, shelf, asked, who.account)
    if len(places) > MOST_ROWS:
        raise Refused(422, f"共{len(places)}项，一个工作簿最多{MOST_ROWS}行。请先按单位、规则或性质筛选，再导出")
    items = items_at(office, shelf, places)
    _log(office, who, "exported", f"{asked.year}年度 {len(items)}项")
    headers = {"Content-Disposition": f'attachment; filename="queue-{asked.year}.xlsx"', "Cache-Control": "no-store"}
    return Response(write_sheet(office, items, colleagues(office, who)), media_type=_XLSX, headers=headers)


@router.post("/sheet")
def give_back(office: TheOffice, who: Writer, file: Annotated[UploadFile, File()]) -> Response:
    """Decide what the workbook says; every row that is refused is told with its reason."""
    _deciding(who)
    try:
        lines = read_sheet(file.file.read(MOST_BYTES + 1))
    except NoSheet as fault:
        facts = {"years": years(office), "answers": None, "wrong": str(fault)}
        return page("sheet.html", 422, who=who, place="sheet", **facts)
    answers = _answers(office, who, lines)
    done = sum(1 for _, refused in answers if refused is None)
    _log(office, who, "imported", f"{len(answers)}行，已记录{done}行")
    refused = [(place, why) for place, why in answers if why]
    told = {"done": done, "refused": refused, "rows": len(answers)}
    return page("sheet.html", who=who, place="sheet", years=years(office), answers=told, wrong=None)


def _answers(office: Office, who: Visitor, lines: list[Line]) -> list[tuple[str, str | None]]:
    asked = [line.asked for line in lines if line.asked is not None]
    given = iter(decide(office, who.asker, asked))
    return [(line.place, next(given).refused if line.asked is not None else line.wrong) for line in lines]


def _deciding(who: Visitor) -> None:
    if who.account.role is Role.VIEWER:
        raise Refused(403, "只读账号不能作决定")


def _log(office: Office, who: Visitor, action: str, detail: str) -> None:
    entry = Entry(office.now(), who.account.name, action, detail=detail, address=who.asker.address)
    with office.ledger.writing() as connection:
        note(connection, [entry])
