"""What a decision stands on: the page of one finding, the archived copy (opening it is noted), the published run, the log."""

from __future__ import annotations

import csv
import io
from pathlib import Path

from fastapi import APIRouter
from fastapi.responses import FileResponse, Response

from flows.ledger.accounts import Role, bodies_in
from flows.ledger.audit_log import OPENED, Entry, entries, note
from flows.ledger.decisions import rulings
from flows.ledger.findings import history
from flows.publish.pages import moment
from flows.review.access import Refused, TheOffice, Visitor, Who, told
from flows.review.docket import Item, named
from flows.review.dossier import proofs
from flows.review.headers import COPY
from flows.review.office import Office
from flows.review.pages import page
from flows.review.routes_queue import opened
from flows.review.words import ACTION

router = APIRouter()
_SHOWN = 500


@router.get("/finding")
def finding(office: TheOffice, who: Who, id: str) -> Response:  # noqa: A002 - the name in the address
    """One finding: card, archived copy, everything that was decided on it and everything that became of it."""
    item = _item(office, who, id)
    proof = proofs(office, [item])[item.finding_id]
    return page(
        "finding.html",
        who=who,
        notice=told(office, who),
        item=item,
        proof=proof,
        proofs={item.finding_id: proof},
        opened=opened(office, who, [item]),
        turns=history(office.ledger, item.finding_id),
        log=entries(office.ledger, item.finding_id, _SHOWN),
        rule_of=office.rule,
        today=office.today,
        query=f"finding:{item.finding_id}",
    )


@router.get("/copy")
def copy(office: TheOffice, who: Who, id: str) -> Response:  # noqa: A002 - the name in the address
    """The archived copy of a finding's report, for a sandboxed frame; that it was opened is noted."""
    item = _item(office, who, id)
    proof = proofs(office, [item])[item.finding_id]
    if item.finding_id not in opened(office, who, [item]):
        entry = Entry(office.now(), who.account.name, OPENED, item.finding_id, item.content, who.asker.address)
        with office.ledger.writing() as connection:
            note(connection, [entry])
    if proof.copy is None:
        return page("nocopy.html", who=None, item=item, proof=proof)
    return _file(proof.copy)


@router.get("/site/{path:path}")
def site(office: TheOffice, who: Who, path: str) -> Response:
    """A file of the newest published run, to somebody who may see the whole registry."""
    if who.account.regions:
        raise Refused(403, "汇总页面包含全部地区，你的账号只负责部分地区")
    root = (office.out / "latest").resolve()
    asked = (root / (path or "index.html")).resolve()
    if not asked.is_relative_to(root) or not asked.is_file():
        raise Refused(404, "没有这个页面")
    return _file(asked, is_copy=asked.parent.name == "copies")


@router.get("/log")
def log(office: TheOffice, who: Who) -> Response:
    """The newest entries of the audit log."""
    _approver(who)
    return page("log.html", who=who, place="log", log=entries(office.ledger, most=_SHOWN), notice=told(office, who))


@router.get("/log.csv")
def log_csv(office: TheOffice, who: Who) -> Response:
    """The whole audit log, for a spreadsheet."""
    _approver(who)
    sheet = io.StringIO()
    rows = csv.writer(sheet)
    rows.writerow(["时间", "何人", "动作", "问题编号", "说明", "来自"])
    for entry in entries(office.ledger):
        cells = [entry.who, ACTION.get(entry.action, entry.action), entry.finding_id or "", entry.detail, entry.address]
        rows.writerow([moment(entry.at), *map(_harmless, cells)])
    headers = {"Content-Disposition": 'attachment; filename="audit-log.csv"'}
    return Response("\ufeff" + sheet.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _approver(who: Visitor) -> None:
    if who.account.role is not Role.APPROVER:
        raise Refused(403, "只有审批人可以查看操作日志")


def _item(office: Office, who: Visitor, finding_id: str) -> Item:
    with office.ledger.reading() as connection:
        decided = rulings(connection, [finding_id])
        item = named(connection, [finding_id], decided, office.today).get(finding_id)
        scope = bodies_in(connection, who.account.regions)
    if item is None or (scope is not None and item.agency_id not in scope):
        raise Refused(404, "没有这个问题")
    return item


def _file(path: Path, is_copy: bool = True) -> Response:
    headers = {"Cache-Control": "no-store"}
    if is_copy and path.suffix == ".html":
        headers["Content-Security-Policy"] = COPY
    return FileResponse(path, headers=headers)
