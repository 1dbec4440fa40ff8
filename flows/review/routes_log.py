"""The audit log as a page and as a sheet, for approvers."""

from __future__ import annotations

import csv
import io

from fastapi import APIRouter
from fastapi.responses import Response

from flows.ledger.accounts import may_see_log
from flows.ledger.audit_log import entries
from flows.publish.pages import moment
from flows.review.access import Refused, TheOffice, Visitor, Who, told
from flows.review.pages import page
from flows.review.words import ACTION

router = APIRouter()
_SHOWN = 500


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
    for entry in entries(office.ledger, most=None):
        cells = [entry.who, ACTION.get(entry.action, entry.action), entry.finding_id or "", entry.detail, entry.address]
        rows.writerow([moment(entry.at), *map(_harmless, cells)])
    headers = {"Content-Disposition": 'attachment; filename="audit-log.csv"'}
    return Response("\ufeff" + sheet.getvalue(), media_type="text/csv; charset=utf-8", headers=headers)


def _harmless(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + text if text[:1] in ("=", "+", "-", "@", "\t", "\r") else text


def _approver(who: Visitor) -> None:
    if not may_see_log(who.account):
        raise Refused(403, "只有负责全部地区的审批人可以查看操作日志")
