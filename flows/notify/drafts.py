"""The drafts that every run leaves: a folder an agency with letter, annex and mail text. Nothing here can send."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

from checks.catalogue import Catalogue
from checks.forms import Form
from checks.model import Severity
from flows.errors import OutputError
from flows.night import AgencyNight, Night
from flows.notify.writing.composing import compose
from flows.notify.writing.matter import Matter
from flows.notify.writing.papers import Papers, look_of_the_letters, papers
from flows.notify.writing.stationery import Stationery
from flows.os_fault import why
from flows.publish.privacy import masked
from flows.publish.standing import counted
from flows.publish.unchanged import Pages, digest_of_facts, finding_facts, look_of_the_code
from flows.wild import page_name

_RANK = {severity: place for place, severity in enumerate(Severity)}
LETTER_FILE, ANNEX_FILE, FEEDBACK_FILE, MAIL_FILE = "letter.docx", "annex.xlsx", "feedback.docx", "mail.txt"


def matters(night: Night) -> Iterator[Matter]:
    """What a night would have to write about: agencies with open findings of their own, nothing confirmed yet."""
    for result in night.agencies:
        matter = _matter(masked(result), night.year, night.as_of)
        if matter.findings:
            yield matter


def write_drafts(
    night: Night,
    folder: Path,
    paper: Stationery,
    catalogue: Catalogue,
    forms: Mapping[str, Form],
    earlier: Path | None = None,
) -> int:
    """Write the night's drafts into `folder`, which is made anew, within that of the run; gives how many.

    A draft that would tell the same but for the day of the audit and of the fetching is taken over from `earlier`, the
    folder of the run before. Raises `OutputError` where the disk refuses.
    """
    look = f"{look_of_the_code()}{look_of_the_letters()}{catalogue!r}{forms!r}{night.year}"
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        made = Pages(folder.parent, earlier, look, (folder.name,), "drafts.json")
        lines = [_write(matter, folder, made, paper, catalogue, forms) for matter in matters(night)]
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (folder / "drafts.jsonl").write_bytes(text.encode("utf-8", "replace"))
        made.write()
    except OSError as fault:
        raise OutputError(f"{fault.filename or folder}: 无法写入，{why(fault)} (cannot be written)") from fault
    return len(lines)


def _matter(result: AgencyNight, year: int, as_of: date) -> Matter:
    findings = sorted(counted(result), key=lambda one: (_RANK[one.severity], one.rule_id, one.finding_id))
    return Matter(result.agency, year, tuple(findings), as_of)


def _write(
    matter: Matter,
    folder: Path,
    made: Pages,
    paper: Stationery,
    catalogue: Catalogue,
    forms: Mapping[str, Form],
) -> dict[str, object]:
    """Write or take over one draft; gives its line of the list."""
    letter = compose(matter, paper, catalogue, forms)
    place = page_name(matter.agency.agency_id).removesuffix(".html")
    (folder / place).mkdir()
    names = tuple(f"{folder.name}/{place}/{file}" for file in (LETTER_FILE, ANNEX_FILE, FEEDBACK_FILE, MAIL_FILE))
    if not made.take_over(names, digest_of_facts(_facts(matter))):
        _make(folder / place, papers(matter, paper, catalogue, forms))
    return {
        "agency_id": matter.agency.agency_id,
        "name": matter.agency.name,
        "title": letter.title,
        "mark": letter.mark,
        "findings": [finding.finding_id for finding in matter.findings],
        "contact_email": matter.agency.contact_email,
        "folder": place,
    }


def _make(place: Path, made: Papers) -> None:
    (place / LETTER_FILE).write_bytes(made.document)
    (place / ANNEX_FILE).write_bytes(made.annex)
    (place / FEEDBACK_FILE).write_bytes(made.feedback)
    (place / MAIL_FILE).write_bytes(made.mail.encode("utf-8", "replace"))


def _facts(matter: Matter) -> Iterator[str]:
    """What a draft is made from, but for the day of the audit."""
    yield repr(replace(matter, findings=(), audited=date.min))
    for finding in matter.findings:
        yield from finding_facts(finding, matter.audited)
        yield str(finding.evidence.snapshot is None)
