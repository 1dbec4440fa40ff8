"""What became of a report after it stood in public: figures changed in silence, copies that differ.

Only figures are compared, never pages: navigation, counters and layout change every day.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from checks.gates import is_trusted
from checks.model import Filing, Hit, Responsibility, Severity, Unassessable
from checks.registry import Answer, Context, filing_rule
from checks.report import Cell, CellState, Report
from checks.superseded import is_superseded
from checks.wordings import cell_name, figure_text

_SAID_SO = re.compile(r"更正|勘误|修订说明|数据调整|更新说明|修正|重新发布|订正")
_TABLES = ("T2", "T3", "T4")
# Customs districts publish one report of the district and one of the office itself.
_PART = re.compile(r"本级|关区|机关本部|全系统")
_SPACE = re.compile(r"\s+")
_FILES = frozenset({".pdf", ".doc", ".docx", ".wps", ".ofd", ".zip"})
MOST_LISTED = 8


@filing_rule("PUB-SILENT-CHANGE")
def changed(filing: Filing, context: Context) -> Iterator[Answer]:
    """Figures differ from those first published, and the report does not say that it was corrected.

    Source: practice (发布后有变动). A correction that an office asked for is wanted; only its note is missing.
    """
    report, earlier = filing.report, filing.earlier
    if report is None or earlier is None or not _is_of_one(earlier, report):
        # Held under the agency's id, and another body's: taken for its own by us, or by itself until it was replaced.
        return
    differing = _differing(earlier, report)
    if differing is None:
        yield Unassessable(context.rule.id, "前后两版未能都完整读取")
    elif differing and not _says_so(report):
        yield _hit(context, filing, earlier, report, differing, Responsibility.AGENCY)


@filing_rule("PUB-DUP-VERSION")
def two_versions(filing: Filing, context: Context) -> Iterator[Answer]:
    """Two live copies of the report differ in their figures. Source: 条例 article 11 (准确、一致).

    Copies in different formats were read in different ways, so a person compares those first. A report of another body or
    year in the same list is no copy.
    """
    report, publication = filing.report, filing.publication
    if report is None:
        return
    unread = len(publication.versions) - len(filing.copies) if publication is not None else 0
    if unread > 0:
        yield Unassessable(context.rule.id, f"另有{unread}个同名版本，未能读取比对")
    for copy in filing.copies:
        differing = _differing(copy, report) if _is_copy(copy, report) else []
        if differing is None:
            yield Unassessable(context.rule.id, "另一版本未能完整读取", copy.source)
        elif differing:
            whose = Responsibility.AGENCY if _suffix(copy) == _suffix(report) else Responsibility.UNDECIDED
            hit = _hit(context, filing, copy, report, differing, whose, "{name}本报告为{after}、另一版本为{before}")
            yield _as_correction(hit) if _is_corrected(copy) or _is_corrected(report) else hit


def _is_corrected(report: Report) -> bool:
    """Whether a copy calls itself a correction: then the other is what it corrects, and only has to be taken down."""
    return bool(_SAID_SO.search((report.title or "") + report.preamble))


def _as_correction(hit: Hit) -> Hit:
    hint, hint_en = (
        "其中一份注明更正，请核实更正前的版本是否应撤下或加注。",
        " One of them calls itself a correction: should the other be taken down?",
    )
    values = {**hit.values, "hint": hint, "hint_en": hint_en}
    return replace(hit, values=values, severity=Severity.ADVICE, responsibility=Responsibility.UNDECIDED)


def _is_copy(one: Report, other: Report) -> bool:
    """Whether nothing says that they are two reports: a file without a title may be a copy of anything."""
    titles = [report.title for report in (one, other) if report.title]
    parts = {match.group() if (match := _PART.search(title)) else "" for title in titles}
    return _is_of_one(one, other) and len(parts) < 2 and not _is_superseded(one) and not _is_superseded(other)


def _is_superseded(report: Report) -> bool:
    """Whether a version itself says that it counts no longer, in its title or above its text."""
    return is_superseded(report.title or "", report.preamble)


def _is_of_one(one: Report, other: Report) -> bool:
    """Whether nothing says that they are of two bodies or years."""
    names = [_SPACE.sub("", name) for report in (one, other) if (name := report.agency or "")]
    years = {report.year for report in (one, other) if report.year is not None}
    same_body = len(names) < 2 or names[0].endswith(names[1]) or names[1].endswith(names[0])
    return same_body and len(years) < 2


def _suffix(report: Report) -> str:
    suffix = PurePosixPath(urlsplit(report.source).path).suffix.lower()
    return suffix if suffix in _FILES else ""


def _differing(one: Report, other: Report) -> list[str] | None:
    """The cells whose figures differ, or None where either was not read for certain or they are of different forms."""
    read = one.form == other.form is not None and all(is_trusted(r, t) for r in (one, other) for t in _TABLES)
    if not read:
        return None
    return [name for name, cell in other.cells.items() if name in one.cells and _differs(one.cells[name], cell)]


def _differs(one: Cell, other: Cell) -> bool:
    """Whether the figures differ; blank, `/` and 0 are no change of figures, and what was not read is no figure."""
    readable = (CellState.NUMBER, CellState.BLANK, CellState.NOT_APPLICABLE)
    return one.state in readable and other.state in readable and (one.value or 0) != (other.value or 0)


def _says_so(report: Report) -> bool:
    text = (report.title or "", report.preamble, *(section.text for section in report.sections))
    return any(_SAID_SO.search(part) for part in text)


def _hit(
    context: Context,
    filing: Filing,
    before: Report,
    after: Report,
    differing: list[str],
    whose: Responsibility,
    wording: str = "{name}由{before}变为{after}",
) -> Hit:
    form = context.form(filing)
    listed = [
        wording.format(name=cell_name(form, name), before=_shown(before, name), after=_shown(after, name))
        for name in differing[:MOST_LISTED]
    ]
    more = f"等{len(differing)}处" if len(differing) > MOST_LISTED else ""
    listed_en = [f"{name} {_shown(before, name)} → {_shown(after, name)}" for name in differing[:MOST_LISTED]]
    return Hit(
        context.rule.id,
        key="+".join(f"{name}={_shown(after, name)}" for name in differing[:MOST_LISTED]),
        cells=tuple(differing),
        expected=_shown(before, differing[0]),
        actual=_shown(after, differing[0]),
        values={
            "changes": "；".join(listed) + more,
            "changes_en": "; ".join(listed_en),
            "count": str(len(differing)),
            "other": before.source,
            "hint": "",
            "hint_en": "",
        },
        responsibility=whose,
    )


def _shown(report: Report, name: str) -> str:
    cell = report.cells[name]
    return (cell.raw or "空白") if cell.value is None else figure_text(cell.value)
