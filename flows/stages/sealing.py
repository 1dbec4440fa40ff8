"""The seal on a night's evidence, chained to the night before it in the ledger."""

from __future__ import annotations

from flows.crawl.manifest import read_manifest, seal
from flows.ledger.runs import run_folders
from flows.shift import Shift


def seal_evidence(shift: Shift) -> None:
    """Write the manifest of tonight's evidence; a night that fetched nothing has none.

    Raises `OutputError` where it cannot be written.
    """
    evidence = shift.run.staging / "evidence"
    if not evidence.is_dir():
        return
    earlier = (folder / "evidence" for folder in run_folders(shift.ledger) if folder != shift.run.staging)
    before = next((folder for folder in earlier if read_manifest(folder)), None)
    seal(evidence, shift.run.run_id, before)
