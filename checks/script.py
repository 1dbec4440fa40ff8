"""Reports in traditional script as the rules compare them: each character in its place in simplified script.

Every rule's words are in simplified script; what it quotes is shown as it was published.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from checks.characters import simplified
from checks.model import Filing, Hit
from checks.report import Report

_SIGNS = frozenset("開報總況動處請復議訴訟問題項關")


def as_compared(filing: Filing) -> Filing:
    """The filing with the prose of its reports in simplified script, as the rules' words are; itself where they are in it."""
    reports = (filing.report, filing.previous, filing.earlier, *filing.copies, *filing.older)
    if not any(report and _is_traditional(report) for report in reports):
        return filing
    return replace(
        filing,
        report=_as_compared(filing.report),
        previous=_as_compared(filing.previous),
        earlier=_as_compared(filing.earlier),
        copies=tuple(map(_in_simplified, filing.copies)),
        older=tuple(map(_in_simplified, filing.older)),
    )


def as_published(hit: Hit, filing: Filing) -> Hit:
    """The hit with its quote as the filing's report has it; `filing` is as it was before it was compared."""
    if not hit.quote or filing.report is None or not _is_traditional(filing.report):
        return hit
    for text in _texts(filing.report):
        if (at := simplified(text).find(hit.quote)) >= 0:
            return replace(hit, quote=text[at : at + len(hit.quote)])
    return hit


def _is_traditional(report: Report) -> bool:
    """Whether the headings of a report's parts, or where it has none its title and first words, are in traditional script."""
    headings = "".join(section.heading for section in report.sections) or f"{report.title}{report.preamble[:200]}"
    return not _SIGNS.isdisjoint(headings)


def _as_compared(report: Report | None) -> Report | None:
    return report and _in_simplified(report)


def _in_simplified(report: Report) -> Report:
    if not _is_traditional(report):
        return report
    return replace(
        report,
        title=report.title and simplified(report.title),
        preamble=simplified(report.preamble),
        sections=tuple(replace(s, heading=simplified(s.heading), text=simplified(s.text)) for s in report.sections),
        headings=tuple(replace(heading, text=simplified(heading.text)) for heading in report.headings),
        claims=tuple(replace(claim, quote=simplified(claim.quote)) for claim in report.claims),
    )


def _texts(report: Report) -> Iterator[str]:
    yield from (report.title or "", report.preamble)
    for section in report.sections:
        yield from (section.text, section.heading)
