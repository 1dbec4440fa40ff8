"""The drafts that every run leaves: a folder an agency with letter, annex and mail text. Nothing here can send."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

from checks.catalogue import Catalogue
from checks.forms import Form
from checks.model import Severity
from flows.errors import OutputError
from flows.night import AgencyNight, Night
from flows.notify.writing.matter import Matter
from flows.notify.writing.papers import papers
from flows.notify.writing.stationery import Stationery
from flows.publish.privacy import masked
from flows.publish.standing import counted
from flows.wild import page_name

_RANK = {severity: place for place, severity in enumerate(Severity)}
LETTER_FILE, ANNEX_FILE, FEEDBACK_FILE, MAIL_FILE = "letter.docx", "annex.xlsx", "feedback.docx", "mail.txt"


def matters(night: Night) -> Iterator[Matter]:
    """What a night would have to write about: agencies with open findings of their own, nothing confirmed yet."""
    for result in night.agencies:
        matter = _matter(masked(result), night.year, night.as_of)
        if matter.findings:
            yield matter


def write_drafts(night: Night, folder: Path, paper: Stationery, catalogue: Catalogue, forms: Mapping[str, Form]) -> int:
    """Write the night's drafts into `folder`, which is made anew; gives how many.

    Raises `OutputError` where the disk refuses.
    """
    try:
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)
        lines = [_write(matter, folder, paper, catalogue, forms) for matter in matters(night)]
        text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
        (folder / "drafts.jsonl").write_bytes(text.encode("utf-8", "replace"))
    except OSError as fault:
        raise OutputError(f"{fault.filename or folder}: 无法写入，{fault.strerror} (cannot be written)") from fault
    return len(lines)


def _matter(result: AgencyNight, year: int, as_of: date) -> Matter:
    findings = sorted(counted(result), key=lambda one: (_RANK[one.severity], one.rule_id, one.finding_id))
    return Matter(result.agency, year, tuple(findings), as_of)


def _write(
    matter: Matter, folder: Path, paper: Stationery, catalogue: Catalogue, forms: Mapping[str, Form]
) -> Mapping[str, object]:
    place = folder / page_name(matter.agency.agency_id).removesuffix(".html")
    place.mkdir()
    made = papers(matter, paper, catalogue, forms)
    (place / LETTER_FILE).write_bytes(made.document)
    (place / ANNEX_FILE).write_bytes(made.annex)
    (place / FEEDBACK_FILE).write_bytes(made.feedback)
    (place / MAIL_FILE).write_bytes(made.mail.encode("utf-8", "replace"))
    return {
        "agency_id": matter.agency.agency_id,
        "name": matter.agency.name,
        "title": made.letter.title,
        "mark": made.letter.mark,
        "findings": [finding.finding_id for finding in matter.findings],
        "contact_email": matter.agency.contact_email,
        "folder": place.name,
    }
