"""Audit of single reports, as an agency does before it publishes: no registry, no crawl, no ledger."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from checks.forms import form_for_year
from checks.lineage import not_last_years
from checks.model import Agency, Assessment, Filing
from checks.names import may_be_one
from checks.report import Report
from flows.corroboration import corroborate
from flows.errors import SourceError
from flows.settings import Settings
from flows.sources import ReadSource, Source, read_source, read_sources

# The ending by which a body's name tells its kind; anything else is taken for a department.
_KINDS = (
    ("镇人民政府", "town"),
    ("乡人民政府", "town"),
    ("苏木人民政府", "town"),
    ("人民政府", "government"),
    ("政府办公室", "government_office"),
    ("政府办公厅", "government_office"),
    ("政府办", "government_office"),
    ("街道办事处", "town"),
    ("镇", "town"),
    ("乡", "town"),
    ("管委会", "zone"),
    ("管理委员会", "zone"),
)


@dataclass(frozen=True, slots=True)
class Question:
    """What the user says of the reports handed in, over what they say of themselves; `as_of` is the day of the audit."""

    as_of: date
    year: int | None = None
    agency: str | None = None
    previous: str | None = None


@dataclass(frozen=True, slots=True)
class Handed:
    """A report handed in: as the rules take it, and its bytes for a second reading."""

    filing: Filing
    source: Source


def hand_in(sources: Sequence[str], question: Question, settings: Settings) -> Iterator[Handed | SourceError]:
    """Every source as the rules take it, in the order given.

    In the place of one that cannot be read, is no annual report, or is of a year that is not told, has not come or had no
    form stands the reason.
    """
    for reading in read_sources(sources, settings, question.year):
        try:
            yield reading if isinstance(reading, SourceError) else _handed(reading, question, settings)
        except SourceError as fault:
            yield fault


def _handed(reading: ReadSource, question: Question, settings: Settings) -> Handed:
    opened, report = reading
    if report.form is None and not report.sections and "年度报告" not in (report.title or ""):
        raise SourceError(f"{opened.name}: 看不出这是政府信息公开工作年度报告 (this is no annual report)")
    year = _year(opened.name, question.year or report.year, question.as_of)
    filing = Filing(
        year=year,
        agency=_agency(question.agency),
        report=report,
        previous=_previous(question.previous, year, settings),
        evidence=replace(opened.evidence, url=opened.evidence.url or opened.name, sha256=report.sha256),
    )
    return Handed(filing, opened)


def remarks(handed: Handed, question: Question) -> Iterator[str]:
    """What the report says of itself against what the user says of it: most likely the wrong file was handed in."""
    filing, name = handed.filing, handed.source.name
    report = filing.report
    if report is not None and report.year not in (None, filing.year):
        yield f"{name}: 报告自称 {report.year} 年度，按 {filing.year} 年度核查 (the report says {report.year})"
    if report is not None and report.agency and question.agency and not may_be_one(report.agency, question.agency):
        yield f"{name}: 报告署名“{report.agency}”，不是“{question.agency}” (the report names another body)"
    if reason := not_last_years(filing):
        yield f"{question.previous}: {reason} (not compared: no report of this body of the year before)"


def assess(reports: Sequence[Handed], as_of: date, settings: Settings) -> list[Assessment]:
    """What the rules in force say of each report, in the order given, after a second reading of every accusation."""
    from checks.engine import audit
    from flows.extract.forms import forms
    from flows.rulebook import rulebook

    assessments = audit([handed.filing for handed in reports], rulebook(), forms(), as_of)
    return corroborate(assessments, lambda place: reports[place].source, settings, as_of)


def _year(source: str, year: int | None, as_of: date) -> int:
    from flows.extract.forms import forms

    if year is None:
        raise SourceError(f"{source}: 看不出是哪一年的报告，请加 --year (its year is not told, give --year)")
    if year > as_of.year:
        raise SourceError(f"{source}: {year} 年度尚未到来，请用 --year 写明年度 (that year has not come, give --year)")
    if form_for_year(forms(), year) is None:
        raise SourceError(f"{source}: {year} 年度没有规定的报告格式 (no form was mandated for that year)")
    return year


def _agency(name: str | None) -> Agency | None:
    if not name:
        return None
    kind = next((kind for ending, kind in _KINDS if name.endswith(ending)), "department")
    return Agency(agency_id=name, name=name, kind=kind)


def _previous(source: str | None, year: int, settings: Settings) -> Report | None:
    return read_source(source, settings, year - 1) if source else None
