"""Which pages need not be made again: the facts they are made from, in one digest, and the pages of the run before.

What a page is made from is fixed in `flows.publish.lasting`: made anew from the same facts it would be the same bytes.
The drafts of letters are taken over in the same way (`flows.notify.drafts`).
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import stat
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from datetime import date
from functools import cache
from itertools import chain
from pathlib import Path

from checks.model import Finding
from checks.report import Report
from flows.night import AgencyNight
from flows.publish.lasting import detail, fetch, publication_facts, sentences
from flows.settings import config_text

_SUBS = ("agencies", "copies", "rules")


class Pages:
    """The digests of this run's pages, and those of an earlier run to take pages over from.

    `look` stands for everything that all pages are made with: templates, code, catalogue, forms, report year. `subs` are
    the folders that the pages stand in, `manifest` is the file that tells of them.
    """

    def __init__(
        self,
        folder: Path,
        earlier: Path | None,
        look: str,
        subs: Sequence[str] = _SUBS,
        manifest: str = "pages.json",
    ) -> None:
        self._folder, self._look = folder, digest_of_facts((look,))
        self._subs, self._manifest = subs, manifest
        self._digests: dict[str, str] = {}
        self._known, self._sizes = _known(earlier / manifest, self._look) if earlier else ({}, {})
        # Resolved once: `earlier` is mostly the link to the latest run, followed anew at every file otherwise.
        self._earlier = earlier.resolve() if earlier and self._known else None
        self._there = _sizes(self._earlier, subs) if self._earlier else {}

    def take_over(self, names: tuple[str, ...], digest: str) -> bool:
        """Put the earlier run's files in place where the first was made from the same facts; whether that was so.

        The others belong to the first and are taken along. Files that are gone since they were written, or are of another
        size, are made anew with all that belongs to them.
        """
        self._digests[names[0]] = digest
        if self._known.get(names[0]) != digest:
            return False
        written = [name for name in names if name in self._sizes]
        if names[0] not in written or any(self._there.get(name) != self._sizes[name] for name in written):
            return False
        for name in written:
            _link(f"{self._earlier}/{name}", f"{self._folder}/{name}")
        return True

    def forget(self, name: str) -> None:
        """Make the page anew the next time, whatever its facts."""
        self._digests.pop(name, None)

    def write(self) -> None:
        """Leave the digests, and the sizes of what was written, for the next run."""
        facts = {"look": self._look, "pages": self._digests, "sizes": _sizes(self._folder, self._subs)}
        text = json.dumps(facts, separators=(",", ":"), sort_keys=True)
        (self._folder / self._manifest).write_text(text, "utf-8")


def _sizes(folder: Path, subs: Sequence[str]) -> dict[str, int]:
    """The sizes in bytes of the files in some folders of a run, by their names relative to it."""
    return dict(chain.from_iterable(_files(str(folder / sub), sub) for sub in subs))


def _files(folder: str, name: str) -> Iterator[tuple[str, int]]:
    with suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            told = entry.stat(follow_symlinks=False)
            if stat.S_ISDIR(told.st_mode):
                yield from _files(entry.path, f"{name}/{entry.name}")
            elif stat.S_ISREG(told.st_mode):
                yield f"{name}/{entry.name}", told.st_size


def _known(manifest: Path, look: str) -> tuple[Mapping[str, str], Mapping[str, int]]:
    """The digests and the sizes that an earlier run left; none where it had another look or they cannot be read."""
    try:
        told = json.loads(manifest.read_text("utf-8"))
        if told["look"] == look:
            return dict(told["pages"]), dict(told["sizes"])
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        pass
    return {}, {}


def _link(source: str, target: str) -> None:
    try:
        os.link(source, target)
    except FileExistsError:
        Path(target).unlink()
        _link(source, target)
    except OSError:
        shutil.copyfile(source, target)


def digest_of(result: AgencyNight, day: date, *beside: str) -> str:
    """One digest of an agency's facts after the night of `day` and of the words `beside` them on its page."""
    return digest_of_facts((*beside, *_facts(result, day)))


def digest_of_facts(facts: Iterable[str]) -> str:
    """One digest of everything that a page is made from."""
    digest = hashlib.blake2b(digest_size=16)
    for fact in facts:
        digest.update(fact.encode("utf-8", "replace"))
        digest.update(b"\x00")
    return digest.hexdigest()


def _facts(result: AgencyNight, day: date) -> Iterator[str]:
    assessment = result.assessment
    filing = assessment.filing
    yield f"{result.agency!r}{result.status}{fetch(result)}{detail(result)}{result.origin!r}"
    for finding in assessment.findings:
        yield from finding_facts(finding, day)
        yield repr(result.since.get(finding.finding_id))
    for gone in result.mended:
        yield f"{gone.day}{gone.finding.finding_id}{gone.finding.rule_id}{gone.finding.message}"
    yield f"{assessment.not_assessable!r}{filing.unread}{filing.year}"
    if filing.publication:
        yield repr(tuple(publication_facts(filing.publication)))
    yield f"{filing.evidence.url}{filing.evidence.sha256}{result.record!r}"
    if result.readings:
        yield "\x1f".join(result.readings)
        return
    for report in (filing.report, filing.previous, filing.earlier):
        if report:
            yield from _report_facts(report)


def finding_facts(finding: Finding, day: date) -> Iterator[str]:
    """What is told of a finding in a night of `day`; when its evidence was fetched is no part of that."""
    evidence = finding.evidence
    yield f"{finding.finding_id}{finding.rule_id}{finding.severity}{finding.responsibility}"
    yield f"{finding.cells}{finding.expected}{finding.actual}{finding.difference}{finding.suspect}{finding.related}"
    yield from sentences(finding, day)
    yield f"{finding.legal_basis}{finding.fix}{finding.suppressed_by}"
    yield f"{evidence.url}{evidence.sha256}{evidence.quote}{evidence.where}"


def _report_facts(report: Report) -> Iterator[str]:
    yield f"{report.source}{report.title}{report.form}{report.year}{report.published}{report.method}{report.preamble}"
    yield f"{report.coverage}{report.left_over}{report.suspicions}"
    for section in report.sections:
        yield f"{section.heading}{section.text}"
    yield "\x1f".join([f"{cell.cell}\x1e{cell.raw}\x1e{cell.state}" for cell in report.cells.values()])
    for table in report.tables:
        yield f"{table.id}{table.rows}"


@cache
def look_of_the_code() -> str:
    """A digest of the templates, of the code that fills them and letters, and of the words they are told in English with."""
    here, digest = Path(__file__).resolve().parent, hashlib.blake2b(digest_size=16)
    folders = (here, here.parent / "notify" / "writing", here.parent / "spreadsheet")
    code = (path for folder in folders for path in sorted(folder.rglob("*")) if path.suffix in (".py", ".html"))
    for path in [*code, *(here.parent / name for name in ("beijing.py", "official.py", "wild.py"))]:
        digest.update(path.name.encode() + path.read_bytes())
    digest.update(config_text("english.yaml").encode())
    return digest.hexdigest()
