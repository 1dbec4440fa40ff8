"""What `gouji evidence` does: shows what a finding rests on, and tests the seals of all nights."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from flows.crawl.archive import Archive
from flows.crawl.manifest import read_manifest, verify
from flows.crawl.served import Served
from flows.errors import OutputError, SettingsError
from flows.ledger import Ledger
from flows.ledger.findings import history
from flows.ledger.runs import run_folders


@dataclass(frozen=True, slots=True)
class Seals:
    """The nights that are sealed, oldest first, and what is wrong with them, a sentence each."""

    nights: tuple[str, ...]
    broken: tuple[str, ...]


def served_for(ledger: Ledger, named: str) -> Served:
    """What was served for a finding (by its id) or stands in a record (by its WARC-Record-ID).

    Raises `SettingsError` where neither is known, `OutputError` where the evidence is no longer there.
    """
    record_id = named if named.startswith("<urn:") else _record_of(ledger, named)
    folders = [folder / "evidence" for folder in run_folders(ledger)]
    served = Archive(folders[0], folders[1:]).read(record_id) if folders else None
    if served is None:
        raise OutputError(f"{record_id}: 证据文件已不在或已损坏 (the evidence is gone or damaged)")
    return served


def check_seals(ledger: Ledger) -> Seals:
    """Tests the manifests of all nights of a ledger against their files and each other."""
    folders = [folder / "evidence" for folder in reversed(run_folders(ledger))]
    # An abandoned run, still in its hidden folder, was never sealed.
    sealed = [folder for folder in folders if read_manifest(folder) or _ought_to_be(folder)]
    nights = tuple(folder.parent.name for folder in sealed)
    return Seals(nights, tuple(verify(sealed)))


def save(served: Served, path: Path) -> None:
    """Writes the content as it was read to a file; raises `OutputError`."""
    try:
        path.write_bytes(served.content)
    except OSError as fault:
        raise OutputError(f"{path}: 无法写入，{fault.strerror} (cannot be written)") from None


def _ought_to_be(folder: Path) -> bool:
    return not folder.parent.name.startswith(".") and any(folder.glob("*.warc.gz"))


def _record_of(ledger: Ledger, finding_id: str) -> str:
    turns: Sequence[tuple[str, object]] = history(ledger, finding_id)
    if not turns:
        raise SettingsError(f"{finding_id}: 台账里没有这个问题 (no such finding)")
    evidence = getattr(turns[-1][1], "evidence", None)
    if evidence is None or not evidence.snapshot:
        raise OutputError(f"{finding_id}: 这个问题不以网页为证，例如未发布 (it rests on no page)")
    return str(evidence.snapshot)
