"""The archived copy beside an agency's page, whatever format its report came in. How each looks is for the modules below."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urljoin

from flows.crawl.evidence.archive import Archive
from flows.crawl.evidence.served import Served
from flows.errors import SourceError
from flows.extract.companions import addresses_of
from flows.extract.pool import Given, read_laid_out
from flows.night import AgencyNight
from flows.publish.agency_page import AuditedReport, Copy
from flows.publish.copies import archived_copy
from flows.publish.pdf_copy import pictured_copy
from flows.publish.picture_copy import boxed_picture
from flows.publish.redrawn_copy import redrawn_copy
from flows.settings import load_settings

_MOST_PDF_BYTES = 20_000_000
# An OFD or a newer Word file is a zip; Word before 2007 and WPS write OLE containers.
_PAPERS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")


def copy_of(audited: AuditedReport, result: AgencyNight, folder: Path, name: str, archive: Archive) -> Copy | None:
    """Write the archived report as `folder/name` with an ending of its own, where there is a finding to show on it."""
    evidence = audited.filing.evidence
    if not (audited.standing and audited.report and result.origin):
        return None
    served = archive.read(result.origin.record_id, result.origin.place)
    if served is None or not served.content:
        return None
    if served.content.startswith(b"%PDF") and len(served.content) <= _MOST_PDF_BYTES:
        return _pdf(audited, served.content, folder, name, evidence.url or served.url)
    if served.content.startswith(_PAPERS):
        return _paper(audited, served, folder, name, evidence.url or served.url)
    given = (served.content, audited.report, audited.standing, evidence.url or served.url)
    marked = boxed_picture(*given) or archived_copy(*given, _pictures(audited, served, archive))
    return _written(folder, name, marked.html, marked.placed) if marked else None


def _pictures(audited: AuditedReport, served: Served, archive: Archive) -> dict[str, bytes]:
    """The pictures that were fetched with a page whose tables were read from them, by their address."""
    if audited.report is None or audited.report.method == "digital":
        return {}
    addresses = (urljoin(served.url, address) for address in addresses_of(served.content))
    answers = ((address, archive.answered(address)) for address in addresses)
    return {address: answer[1].content for address, answer in answers if answer}


def _pdf(audited: AuditedReport, content: bytes, folder: Path, name: str, source: str) -> Copy | None:
    """The file as served, and where findings have a place in it a page with those places boxed."""
    if audited.report is None:
        return None
    (folder / f"{name}.pdf").write_bytes(content)
    file = f"{Path(name).name}.pdf"
    marked = pictured_copy(content, audited.report, audited.standing, source, file)
    if marked is None:
        return Copy(f"../{name}.pdf", is_pdf=True)
    return _written(folder, name, marked.html, marked.placed)


def _paper(audited: AuditedReport, served: Served, folder: Path, name: str, source: str) -> Copy | None:
    """A Word or OFD file drawn from a new reading of it, which like every reading is done in a process of its own."""
    (document,) = read_laid_out([Given(served.content, source, served.content_type)], load_settings())
    if isinstance(document, SourceError) or audited.report is None:
        return None
    marked = redrawn_copy(document, audited.report, audited.standing, source)
    return _written(folder, name, marked.html, marked.placed)


def _written(folder: Path, name: str, html: str, placed: frozenset[int]) -> Copy:
    (folder / f"{name}.html").write_bytes(html.encode("utf-8", "replace"))
    return Copy(f"../{name}.html", placed=placed)
