"""A report's figures against those that an office holds from elsewhere: submitted sheets, registers, courts, libraries.

Without such figures nothing can be said, and that is said. Which figures there are is for the upper floor; neither side is
called right here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checks.facts import figure
from checks.frames import is_empty_part
from checks.model import Filing, Hit, Responsibility, Unassessable
from checks.registry import Answer, Context, filing_rule
from checks.report import CellState, Number, Report
from checks.wordings import cell_name, figure_text, named, whole

# What each source is about: the rules below ask one source each.
SOURCES: Mapping[str, str] = {
    "submitted": "报送数据",
    "register": "申请登记台账",
    "cases": "复议机构、法院案件清单",
    "library": "规范性文件库、执法统计",
    "decisions": "双公示、执法年报的处理决定数",
}
_PUBLISHED = re.compile("公开|公示|发布")


@filing_rule("X-DATAREPORT")
def submitted_figures(filing: Filing, context: Context) -> Iterator[Answer]:
    """Published figures are not those submitted to the competent office; either may have been corrected later.

    Source: practice (编制和数据报送).
    """
    yield from _compared(filing, context, "submitted", Responsibility.AGENCY)


@filing_rule("X-LEDGER")
def register_of_applications(filing: Filing, context: Context) -> Iterator[Answer]:
    """Table 3 is not what the register of applications holds; the register counts by day of receipt.

    Source: 条例 article 45.
    """
    yield from _compared(filing, context, "register", Responsibility.AGENCY)


@filing_rule("X-CASES")
def cases_of_the_courts(filing: Filing, context: Context) -> Iterator[Answer]:
    """Table 4 is not what the review organ and the courts list; co-defendants and pending cases are counted differently."""
    yield from _compared(filing, context, "cases", Responsibility.UNDECIDED)


@filing_rule("T2-CATALOG")
def library_of_documents(filing: Filing, context: Context) -> Iterator[Answer]:
    """Table 2 is not what the document library or the enforcement statistics hold; those may count more bodies."""
    yield from _compared(filing, context, "library", Responsibility.UNDECIDED)


@filing_rule("T2-ALLDECISIONS")
def only_published_decisions(filing: Filing, context: Context) -> Iterator[Answer]:
    """The text tells of as many decisions published as table 2 has in all, and the office knows of many more.

    Source: 武政办发〔2025〕54号 (包括已公开和依法未公开的全部处理决定).
    """
    known, report = filing.references.get("decisions", {}), filing.report
    if report is None or not known:
        yield _without(context, "decisions")
        return
    for cell, count in known.items():
        stated = figure(report, cell)
        if stated is None:
            yield Unassessable(context.rule.id, f"{cell_name(context.form(filing), cell)}没有可核对的数据", cell)
            continue
        quote = _told_published(report, cell, stated)
        if quote and count >= stated * context.rule.parameters["ratio"]:
            yield Hit(
                context.rule.id,
                cell,
                cells=(cell,),
                expected=figure_text(count),
                actual=figure_text(stated),
                difference=whole(stated - count),
                quote=quote,
                responsibility=Responsibility.UNDECIDED,
            )


def _told_published(report: Report, cell: str, stated: float) -> str | None:
    """The sentence that tells of just this many decisions published."""
    told = (c.quote for c in report.claims if c.cell == cell and c.value == figure_text(stated))
    return next((quote for quote in told if _PUBLISHED.search(quote)), None)


@dataclass(frozen=True, slots=True)
class _Difference:
    cell: str
    published: float
    known: Number


def _compared(filing: Filing, context: Context, source: str, whose: Responsibility) -> Iterator[Answer]:
    known, report, form = filing.references.get(source, {}), filing.report, context.form(filing)
    if report is None or not known:
        yield _without(context, source)
        return
    figures = {cell: _counted(report, cell) for cell in known}
    unread = [cell for cell, published in figures.items() if published is None]
    if unread:
        told = named((cell_name(form, cell) for cell in unread), most=2)
        yield Unassessable(context.rule.id, f"{told}没有可核对的数据")
    differing = [
        _Difference(cell, published, known[cell])
        for cell, published in figures.items()
        if published is not None and published != known[cell]
    ]
    if differing:
        first = differing[0]
        yield Hit(
            context.rule.id,
            cells=tuple(one.cell for one in differing),
            expected=figure_text(first.known),
            actual=figure_text(first.published),
            difference=whole(first.published - first.known),
            values={
                "count": str(len(differing)),
                "listed": named(
                    f"{cell_name(form, one.cell)}（公开{figure_text(one.published)}，{SOURCES[source]}{figure_text(one.known)}）"
                    for one in differing
                ),
                "listed_en": named(
                    (f"{one.cell} {figure_text(one.published)} against {figure_text(one.known)}" for one in differing),
                    ", ",
                ),
            },
            responsibility=whose,
        )


def _counted(report: Report, name: str) -> float | None:
    """The figure of a cell as it counts in sums: an empty part is 0."""
    cell = report.cells.get(name)
    if cell is None:
        return None
    return 0 if is_empty_part(cell) else cell.value if cell.state is CellState.NUMBER else None


def _without(context: Context, source: str) -> Unassessable:
    return Unassessable(context.rule.id, f"未提供该单位的{SOURCES[source]}")
