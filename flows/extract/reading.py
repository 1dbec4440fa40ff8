"""One source → one `Report`: every step of reading in order, and nothing else."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from checks.forms import TABLE_NAMES
from checks.report import Report
from flows.extract.attached import offered_files, with_attached_tables
from flows.extract.bilingual import in_chinese
from flows.extract.claims import read_claims
from flows.extract.document import Document
from flows.extract.identity import read_identity
from flows.extract.match.tables import match_tables
from flows.extract.pairs import with_told_rows
from flows.extract.pictured import with_pictures
from flows.extract.readers import read_document
from flows.extract.sections import read_sections
from flows.extract.several import wanted_report
from flows.extract.written import with_written_rows
from flows.settings import Settings, load_settings


def read_report(
    content: bytes,
    source: str,
    *,
    content_type: str | None = None,
    settings: Settings | None = None,
    hint_year: int | None = None,
    companions: Mapping[str, bytes] = MappingProxyType({}),
) -> Report:
    """The report in these bytes.

    `source` is the file or address they came from, `content_type` the response's header; `hint_year` is the year
    asked for, used only where the report itself does not tell; `companions` are pictures that the source shows,
    the further pages of its article and files that it offers, by their address. Raises a `SourceError` where it cannot be read.
    """
    settings = settings or load_settings()
    document = with_written_rows(with_told_rows(read_document(content, source, content_type, settings, companions)))
    document = with_pictures(document, source, settings, hint_year)
    sha256 = hashlib.sha256(content).hexdigest()
    report = report_of(document, source, sha256, hint_year)
    if report.form is None:
        whole = with_attached_tables(document, companions, settings)
        report = report_of(whole, source, sha256, hint_year) if whole is not document else report
    is_whole = all(report.coverage.get(table) for table in TABLE_NAMES)
    return report if is_whole else replace(report, attached=tuple(offered_files(document.links).values()))


def report_of(document: Document, source: str, sha256: str, hint_year: int | None = None) -> Report:
    """The report that a document holds, whatever its format was; of several the one of the year asked for, else the first."""
    document = wanted_report(in_chinese(document), hint_year)
    prose = read_sections(document)
    identity = read_identity(document, prose, source, hint_year)
    matched = match_tables(document, source, identity.year, identity.agency)
    return Report(
        source=source,
        sha256=sha256,
        title=identity.title,
        agency=identity.agency,
        year=identity.year,
        form=matched.form,
        published=identity.published,
        preamble=prose.preamble,
        sections=prose.sections,
        headings=prose.headings,
        cells=matched.cells,
        claims=read_claims(prose.sections, prose.preamble, identity.year),
        coverage=matched.coverage,
        tables=matched.tables,
        left_over=matched.left_over,
        suspicions=matched.suspicions,
        method=document.method,
        images=document.images,
        notes=document.notes,
        origins=identity.origins,
    )
