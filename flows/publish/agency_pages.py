"""One page an agency: made anew where its facts changed, taken over from the run before where they did not.

A page that cannot be made says so in its place: one agency's odd report never costs the others their night.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from flows.crawl.archive import Archive
from flows.night import AgencyNight
from flows.publish.agency_page import AgencyView, AuditedReport, Copy
from flows.publish.copies import archived_copy
from flows.publish.desk import Desk
from flows.publish.outcome import outcome_advice, outcome_words
from flows.publish.pages import render
from flows.publish.pdf_copy import pictured_copy
from flows.publish.privacy import masked_filing
from flows.publish.unchanged import Pages, digest_of, look_of_the_code
from flows.publish.wild import page_name

_log = logging.getLogger(__name__)
_MOST_PDF_BYTES = 20_000_000


@dataclass(frozen=True, slots=True)
class Made:
    """How many pages were made anew, and by agency_id the fault that kept a page from being made."""

    anew: int
    failed: Mapping[str, str]


def write_agency_pages(desk: Desk, folder: Path, earlier: Path | None = None) -> Made:
    """Write every agency's page, and an archived copy beside it where something was found."""
    pages = Pages(folder, earlier, f"{look_of_the_code()}{desk.rules!r}{sorted(desk.forms)}{desk.night.year}")
    made, failed = 0, {}
    with Archive(folder / "evidence") as archive:
        for result in desk.night.agencies:
            try:
                made += _put(desk, result, folder, pages, archive)
            except OSError:
                raise
            except Exception as fault:  # noqa: BLE001  # one agency's odd report must not cost the others their night
                failed[result.agency.agency_id] = f"{type(fault).__name__}: {fault}"
                _tell(desk, result, folder, pages)
    pages.write()
    return Made(made, failed)


def _put(desk: Desk, result: AgencyNight, folder: Path, pages: Pages, archive: Archive) -> bool:
    """Take the agency's page over or make it; whether it was made."""
    name = page_name(result.agency.agency_id)
    copy = f"copies/{name.removesuffix('.html')}"
    names = (f"agencies/{name}", f"{copy}.html", f"{copy}.pdf")
    if pages.take_over(names, digest_of(result, desk.regions.name(result.agency.agency_id))):
        return False
    audited = _audited(desk, result)
    kept = _copy(audited, result, folder, copy, archive)
    _write(folder / "agencies" / name, agency_html(desk, result, audited, kept))
    return True


def _tell(desk: Desk, result: AgencyNight, folder: Path, pages: Pages) -> None:
    """Put a page in the place of one that could not be made: what failed, and the findings as bare sentences."""
    name = page_name(result.agency.agency_id)
    _log.exception("agency=%s page could not be made", result.agency.agency_id)
    pages.forget(f"agencies/{name}")
    trace = traceback.format_exc()
    html = render("unmade.html", root="../", place="", night=desk.night, result=result, trace=trace)
    _write(folder / "agencies" / name, html)


def _write(path: Path, html: str) -> None:
    path.write_bytes(html.encode("utf-8", "replace"))


def _audited(desk: Desk, result: AgencyNight) -> AuditedReport:
    assessment = replace(result.assessment, filing=masked_filing(result.assessment.filing))
    return AuditedReport(assessment, desk.rules, desk.forms, result.fixed)


def agency_html(desk: Desk, result: AgencyNight, audited: AuditedReport, copy: Copy | None = None) -> str:
    """The page of one agency."""
    region = desk.regions.of[result.agency.agency_id]
    view = AgencyView(
        result=result,
        audited=audited,
        region=region,
        region_name=desk.regions.names[region],
        outcome=outcome_words(result.fetch),
        advice=outcome_advice(result.fetch),
        copy=copy,
    )
    return render("agency.html", root="../", place="", night=desk.night, view=view, audited=audited)


def _copy(audited: AuditedReport, result: AgencyNight, folder: Path, name: str, archive: Archive) -> Copy | None:
    """The archived report beside the page, where there is a finding to show on it."""
    evidence = audited.filing.evidence
    if not (audited.standing and audited.report and evidence.snapshot and result.snapshot_path):
        return None
    served = archive.read(evidence.snapshot, result.snapshot_path)
    if served is None or not served.content:
        return None
    if served.content.startswith(b"%PDF") and len(served.content) <= _MOST_PDF_BYTES:
        return _pdf_copy(audited, served.content, folder, name, evidence.url or served.url)
    marked = archived_copy(served.content, audited.report, audited.standing, evidence.url or served.url)
    if marked is None:
        return None
    _write(folder / f"{name}.html", marked.html)
    return Copy(f"../{name}.html", placed=marked.placed)


def _pdf_copy(audited: AuditedReport, content: bytes, folder: Path, name: str, source: str) -> Copy | None:
    """The file as served, and where findings have a place in it a page with those places boxed."""
    if audited.report is None:
        return None
    (folder / f"{name}.pdf").write_bytes(content)
    file = f"{Path(name).name}.pdf"
    marked = pictured_copy(content, audited.report, audited.standing, source, file)
    if marked is None:
        return Copy(f"../{name}.pdf", is_pdf=True)
    _write(folder / f"{name}.html", marked.html)
    return Copy(f"../{name}.html", placed=marked.placed)
