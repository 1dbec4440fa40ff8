"""What `gouji evidence` does: shows what a finding rests on, and tests the seals of all nights."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from checks.model import Finding
from flows.crawl.evidence.archive import Archive
from flows.crawl.evidence.index import Line, address_in, read_lines
from flows.crawl.evidence.manifest import in_chain, read_manifest, verify
from flows.crawl.evidence.retention import pruned
from flows.crawl.evidence.served import Served
from flows.crawl.trail import addresses_in
from flows.errors import OutputError, SettingsError
from flows.ledger import Ledger
from flows.ledger.citations import search_of
from flows.ledger.findings import history
from flows.ledger.runs import evidence_seals, run_folders
from flows.os_fault import why


@dataclass(frozen=True, slots=True)
class Seals:
    """The nights that are sealed, oldest first, what is wrong with them, a sentence each, and the newest seal.

    `pruned` is how many files retention has taken records out of.
    """

    nights: tuple[str, ...]
    broken: tuple[str, ...]
    newest: str = ""
    pruned: int = 0


@dataclass(frozen=True, slots=True)
class Searched:
    """What a finding of absence rests on: the trail of the search, and what was served at each address, in order."""

    run_id: str
    trail: tuple[str, ...]
    pages: tuple[Served, ...]


def evidence_for(ledger: Ledger, named: str) -> Served | Searched:
    """What was served for a finding (by its id) or stands in a record; for one of absence, the pages searched in vain.

    Raises `SettingsError` where neither is known, `OutputError` where the evidence is no longer there.
    """
    if not named.startswith("<urn:"):
        run_id, finding = _last_turn(ledger, named)
        if not finding.evidence.snapshot and (searched := _searched(ledger, run_id, finding.agency_id or "")):
            return searched
    return served_for(ledger, named)


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
    """Tests the manifests of all nights of a ledger against their files, each other and what the ledger remembers."""
    known = {folder / "evidence": sha256 for folder, sha256 in evidence_seals(ledger).items()}
    folders = [folder / "evidence" for folder in reversed(run_folders(ledger))]
    # A run that is still open, in its hidden folder, is not sealed yet.
    sealed = in_chain(
        [folder for folder in folders if folder in known or read_manifest(folder) or _ought_to_be(folder)]
    )
    told = pruned(sealed)
    newest = read_manifest(sealed[-1]) if sealed else None
    nights = tuple(folder.parent.name for folder in sealed)
    broken = tuple(verify(sealed, known, told))
    return Seals(nights, broken, newest.sha256 if newest else "", sum(name.endswith(".gz") for _, name in told))


def save(served: Served, path: Path) -> None:
    """Writes the content as it was read to a file; raises `OutputError`."""
    try:
        path.write_bytes(served.content)
    except OSError as fault:
        raise OutputError(f"{path}: 无法写入，{why(fault)} (cannot be written)") from None


def _ought_to_be(folder: Path) -> bool:
    return not folder.parent.name.startswith(".") and any(folder.glob("*.warc.gz"))


def _record_of(ledger: Ledger, finding_id: str) -> str:
    _, finding = _last_turn(ledger, finding_id)
    if not finding.evidence.snapshot:
        raise OutputError(f"{finding_id}: 这个问题不以网页为证，例如未发布 (it rests on no page)")
    return finding.evidence.snapshot


def _last_turn(ledger: Ledger, finding_id: str) -> tuple[str, Finding]:
    turns = history(ledger, finding_id)
    if not turns:
        raise SettingsError(f"{finding_id}: 台账里没有这个问题 (no such finding)")
    return turns[-1]


def _searched(ledger: Ledger, run_id: str, agency_id: str) -> Searched | None:
    """The search of one agency in one run with the pages that it read, as that run's own archive holds them."""
    trail = search_of(ledger, run_id, agency_id)
    folders = {folder.name: folder / "evidence" for folder in run_folders(ledger)}
    evidence = folders.pop(run_id, None)
    if not trail or evidence is None:
        return None
    archive = Archive(evidence, list(folders.values()))
    read: dict[str, dict[str, Line]] = {address: {} for address in addresses_in(trail)}
    for index in sorted(evidence.glob("*.idx")):
        for line in read_lines(index):
            if line.url and (answers := read.get(address_in(line.url))) is not None:
                answers[line.url] = line
    lines = (line for answers in read.values() for line in answers.values())
    pages = (archive.read(line.record_id) for line in lines)
    return Searched(run_id, trail, tuple(page for page in pages if page))
