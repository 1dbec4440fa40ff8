"""Gate before blame: a table that was not read for certain accuses nobody.

A hit that rests on such a table becomes at most a warning, whose responsibility is ours or undecided, with the reason.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from checks.forms import TABLE_NAMES
from checks.model import Hit, Responsibility, Severity
from checks.report import Report

# Share of a table's cells whose place was found; below it the figures of the rest are not trusted either.
LEAST_COVERAGE = 0.9
PUBLICATION = "publication"
# The family of rules on what a page shows and lacks: parts, tables, rows, columns, cells.
FORM = "form"


@dataclass(frozen=True, slots=True)
class Doubt:
    """Why a hit must be confirmed by a person, and whose it is until then."""

    zh: str
    en: str
    responsibility: Responsibility


def gated(hit: Hit, report: Report | None, family: str) -> tuple[Hit, Doubt | None]:
    """The hit as it may be reported, with the doubt that stands behind it, if any."""
    doubt = next(_doubts(hit, report), None) if report is not None and family != PUBLICATION else None
    if doubt is None:
        return hit, None
    if hit.responsibility is Responsibility.AGENCY:
        hit = replace(hit, responsibility=doubt.responsibility)
    return hit, doubt


def guessed(hit: Hit, report: Report | None, family: str) -> str | None:
    """Why a hit on a page read by recognition is a guess and no finding, or None where it may be told.

    What such a page seems to lack, to add or to add up to where its tables are suspected to be misread was as likely
    lost or made by recognition: it is not even a warning.
    """
    if report is None or report.method == "digital" or family == PUBLICATION:
        return None
    on = {cell[:2] for cell in hit.cells} & TABLE_NAMES.keys() or (report.suspicions.keys() if family == FORM else ())
    table = next((table for table in sorted(on) if table in report.suspicions), None)
    return table and f"内容系图像识别所得，{TABLE_NAMES.get(table, table)}读取存疑：{report.suspicions[table]}"


def capped(severity: Severity, responsibility: Responsibility) -> Severity:
    """The severity that may stand: an error is an accusation, and only what is the agency's own may be one."""
    return Severity.WARNING if severity is Severity.ERROR and responsibility is not Responsibility.AGENCY else severity


def is_trusted(report: Report, table: str) -> bool:
    """Whether this table ("T2", "T3", "T4") was read for certain."""
    return (
        report.method != "ocr"
        and not (report.method == "mixed" and table in _recognised(report))
        and table not in report.suspicions
        and report.coverage.get(table, 1.0) >= LEAST_COVERAGE
    )


def _recognised(report: Report) -> frozenset[str]:
    """The tables of which a cell was recognised in a picture rather than read."""
    return frozenset(cell_id[:2] for cell_id, cell in report.cells.items() if cell.where.confidence < 1)


def _doubts(hit: Hit, report: Report) -> Iterator[Doubt]:
    for table in sorted({cell[:2] for cell in hit.cells} & TABLE_NAMES.keys()):
        if table in report.suspicions:
            reason = report.suspicions[table].rstrip("。")
            yield Doubt(f"{TABLE_NAMES[table]}读取存疑：{reason}", f"{table} may be misread", Responsibility.EXTRACTION)
        elif report.coverage.get(table, 1.0) < LEAST_COVERAGE:
            share = f"{report.coverage[table]:.0%}"
            yield Doubt(
                f"{TABLE_NAMES[table]}仅读到{share}的单元格",
                f"only {share} of {table} was read",
                Responsibility.EXTRACTION,
            )
    named = {cell[:2] for cell in hit.cells} & TABLE_NAMES.keys()
    # Of a report whose tables are partly pictures, only what names tables that are text stands on text alone.
    if report.method == "ocr" or (report.method == "mixed" and (not named or named & _recognised(report))):
        yield Doubt("内容系图像识别所得", "the text was recognised from an image", Responsibility.UNDECIDED)
