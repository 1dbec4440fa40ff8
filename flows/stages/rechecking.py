"""After a night is sealed: what the office declared automatic is confirmed, open cases are looked at again.

Closing letters are drafted beside the other drafts; the office itself is told where it asked for alerts.
"""

from __future__ import annotations

import logging

from flows.errors import OutputError
from flows.night import Night
from flows.notify.alerts import alert
from flows.notify.cases.case_store import NIGHT, Act
from flows.notify.confirming import confirm_automatically
from flows.notify.recheck import late_agencies
from flows.notify.recheck import recheck as recheck_cases
from flows.notify.writing.stationery import stationery
from flows.shift import Shift
from flows.summary import sentence
from flows.wild import page_name

log = logging.getLogger(__name__)


def recheck(shift: Shift, night: Night) -> None:
    """Move the cases whose findings are all settled; their closing letters wait for approval.

    Raises `OutputError` where a draft cannot be written.
    """
    act = Act(NIGHT, night.finished, night.as_of)
    confirmed = confirm_automatically(shift.ledger, night.year, stationery().automatic, act)
    drafted = recheck_cases(shift.ledger, night.year, night.run_id, act)
    folder = shift.run.staging / "notices"
    try:
        for case, notice in drafted:
            place = folder / page_name(case.agency_id).removesuffix(".html")
            place.mkdir(parents=True, exist_ok=True)
            (place / "closing.docx").write_bytes(notice.document)
    except OSError as fault:
        raise OutputError(f"{fault.filename or folder}: 无法写入，{fault.strerror} (cannot be written)") from fault
    log.info("run=%s rechecked=%d confirmed=%d", shift.run.run_id, len(drafted), confirmed)


def tell_office(shift: Shift, night: Night) -> None:
    """Send the office itself one alert about the finished night, where it gave addresses for alerts."""
    late = late_agencies(shift.ledger, night.year, night.as_of)
    lines = [sentence(night), *([f"逾期未办结：{'、'.join(late)}"] if late else [])]
    alert(shift.settings, f"勾稽：{night.year}年度报告核查完成", "\n".join(lines))
