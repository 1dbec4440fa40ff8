"""After a night is sealed: open cases are looked at again, closing letters drafted beside the other drafts."""

from __future__ import annotations

import logging

from flows.errors import OutputError
from flows.night import Night
from flows.notify.case_store import NIGHT, Act
from flows.notify.recheck import recheck as recheck_cases
from flows.publish.wild import page_name
from flows.shift import Shift

log = logging.getLogger(__name__)


def recheck(shift: Shift, night: Night) -> None:
    """Move the cases whose findings are all settled; their closing letters wait for approval.

    Raises `OutputError` where a draft cannot be written.
    """
    drafted = recheck_cases(shift.ledger, night.year, night.run_id, Act(NIGHT, night.finished, night.as_of))
    folder = shift.run.staging / "notices"
    try:
        for case, notice in drafted:
            place = folder / page_name(case.agency_id).removesuffix(".html")
            place.mkdir(parents=True, exist_ok=True)
            (place / "closing.docx").write_bytes(notice.document)
    except OSError as fault:
        raise OutputError(f"{fault.filename or folder}: 无法写入，{fault.strerror} (cannot be written)") from fault
    log.info("run=%s rechecked=%d", shift.run.run_id, len(drafted))
