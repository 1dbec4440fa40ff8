"""The chain of seals over the evidence of all nights in a ledger: what is in it, and how a run is added to it."""

from __future__ import annotations

import logging
from pathlib import Path

from flows.crawl.evidence.manifest import in_chain, read_manifest, seal
from flows.crawl.evidence.torn import mend
from flows.ledger import Ledger
from flows.ledger.runs import Run, evidence_seals, note_seal, run_folders

log = logging.getLogger(__name__)


def sealed_before(ledger: Ledger, run: Run) -> list[Path]:
    """The folders of all sealed evidence but this run's, in the order in which they were sealed."""
    folders = (folder / "evidence" for folder in reversed(run_folders(ledger)) if folder != run.staging)
    return in_chain([folder for folder in folders if read_manifest(folder)])


def add_to_chain(ledger: Ledger, run: Run) -> None:
    """Seal the evidence of a run in its staging folder after what was sealed last; without evidence there is no seal.

    Raises `OutputError` where the manifest cannot be written.
    """
    evidence = run.staging / "evidence"
    if not evidence.is_dir():
        return
    mend(evidence)
    for folder in evidence_seals(ledger):
        if folder != run.staging and read_manifest(folder / "evidence") is None:
            log.warning("evidence=%s was sealed, and its seal is gone or damaged: see `gouji evidence verify`", folder)
    before = sealed_before(ledger, run)
    manifest = seal(evidence, run.run_id, before[-1] if before else None)
    note_seal(ledger, run, manifest.sha256)
