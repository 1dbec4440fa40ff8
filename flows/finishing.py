"""The last steps of a sealed run: open cases looked at again, the run put in its place, the office told of it.

The run is complete only after the last of them. Each changes nothing when it was done before, so that a start that
finds a run killed among them does them all once more; only the office may then be told twice.
"""

from __future__ import annotations

import logging
from pathlib import Path

from flows.errors import OutputError
from flows.ledger import Ledger
from flows.ledger.runs import Run, complete, finished_at, load_run
from flows.notify.alerts import alert
from flows.notify.cases.case_store import NIGHT, Act
from flows.notify.confirming import confirm_automatically
from flows.notify.recheck import late_agencies
from flows.notify.recheck import recheck as recheck_cases
from flows.notify.writing.stationery import stationery
from flows.os_fault import why
from flows.run_folder import put_in_place
from flows.settings import Settings
from flows.summary import sentence, summary_in
from flows.wild import page_name

log = logging.getLogger(__name__)


def finish(ledger: Ledger, settings: Settings, run: Run) -> Path:
    """Do what is left of a run that has nothing more to record; gives the folder that it now stands in.

    A run whose files are gone altogether is complete without them. Raises `OutputError`, `SettingsError`.
    """
    if run.staging.is_dir() or run.folder.is_dir():
        recheck(ledger, run)
        put_in_place(run.staging, run.folder, run.folder.parent.parent)
        tell_office(ledger, settings, run)
    complete(ledger, run)
    return run.folder


def recheck(ledger: Ledger, run: Run) -> None:
    """Confirm what the office declared automatic, and move the cases whose findings are all settled.

    Their closing letters wait for approval, a draft of each beside the run's other drafts. Raises `OutputError` where
    one cannot be written.
    """
    act = Act(NIGHT, finished_at(load_run(ledger, run.run_id)), run.as_of)
    confirmed = confirm_automatically(ledger, run.year, stationery().automatic, act)
    drafted = recheck_cases(ledger, run.year, run.run_id, act)
    drafts = (run.staging if run.staging.is_dir() else run.folder) / "notices"
    try:
        for case, notice in drafted:
            place = drafts / page_name(case.agency_id).removesuffix(".html")
            place.mkdir(parents=True, exist_ok=True)
            (place / "closing.docx").write_bytes(notice.document)
    except OSError as fault:
        raise OutputError(f"{fault.filename or drafts}: 无法写入，{why(fault)} (cannot be written)") from fault
    log.info("run=%s rechecked=%d confirmed=%d", run.run_id, len(drafted), confirmed)


def tell_office(ledger: Ledger, settings: Settings, run: Run) -> None:
    """Send the office itself one alert about the finished night, where it gave addresses for alerts."""
    late = late_agencies(ledger, run.year, run.as_of)
    lines = [sentence(summary_in(run.folder)), *([f"逾期未办结：{'、'.join(late)}"] if late else [])]
    alert(settings, f"勾稽：{run.year}年度报告核查完成", "\n".join(lines))
