"""The seal on a night's evidence, chained to the night before it in the ledger; before it, what retention takes away."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from flows.chain import add_to_chain, sealed_before
from flows.crawl.evidence.index import address_in, read_lines
from flows.crawl.evidence.retention import prune, pruned
from flows.ledger.citations import absence_addresses, cited_records
from flows.run_folder import night_of
from flows.shift import Shift


def seal_evidence(shift: Shift) -> None:
    """Prune old evidence where the settings say so, then write the manifest of tonight's; without evidence there is none.

    Raises `OutputError` where it cannot be written.
    """
    if shift.settings.keep_evidence_nights:
        _retain(shift, shift.run.staging / "evidence", sealed_before(shift.ledger, shift.run)[::-1])
    add_to_chain(shift.ledger, shift.run)


def _retain(shift: Shift, tonight: Path, earlier: list[Path]) -> None:
    """Prune the sealed nights, given newest first, that are past the settings' number and not pruned yet."""
    kept = earlier[: shift.settings.keep_evidence_nights - 1]
    done = {night for night, _ in pruned(earlier)}
    due = [folder for folder in earlier[len(kept) :] if night_of(folder.parent) not in done]
    if due:
        keep = cited_records(shift.ledger, [shift.run.run_id, *(night_of(folder.parent) for folder in kept)])
        prune(tonight, due, keep | set(_absences(shift, due)))


def _absences(shift: Shift, folders: Iterable[Path]) -> Iterable[str]:
    """The records of pages that were read in vain for a report whose absence a finding states."""
    sought = absence_addresses(shift.ledger)
    for folder in folders:
        addresses = sought.get(night_of(folder.parent), set())
        for index in sorted(folder.glob("*.idx")) if addresses else ():
            yield from (line.record_id for line in read_lines(index) if address_in(line.url) in addresses)
