"""Scans read for the bench: every damage once, and what is said of a report only because it was recognised."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from datetime import date

from checks.engine import audit
from checks.model import Filing, Severity
from checks.report import CellState, Report
from flows.extract import read_report
from flows.extract.forms import forms
from flows.rulebook import rulebook
from tests.accuracy.figures import Figures, invent
from tests.accuracy.formats import scan
from tests.accuracy.formats.html import as_html
from tests.accuracy.reading_score import ReadingScore
from tests.accuracy.report import pieces_of

_SLASHED = "slashed"
_PUBLICATION = "PUB-"
_AS_OF = date(2026, 6, 1)


@dataclass
class ScansRead:
    """How all scans together and each damage came out; `made_up` counts warnings and errors, `seconds` is CPU a report."""

    score: ReadingScore = field(default_factory=ReadingScore)
    right: dict[str, float] = field(default_factory=dict)
    made_up: int = 0
    seconds: float = 0.0


def read_scans() -> ScansRead:
    """Every damage on a report of its own, and one whose empty cells hold slashes."""
    read = ScansRead()
    truths = {quirk: invent(seed, "2021") for seed, quirk in enumerate(scan.QUIRKS)}
    truths[_SLASHED] = _slashed(invent(len(truths), "2021"))
    for quirk, truth in truths.items():
        content = scan.as_scan(pieces_of(truth), "straight" if quirk == _SLASHED else quirk)
        start, before = time.process_time(), read.score.right
        report = read_report(content, "scan.pdf")
        read.seconds += (time.process_time() - start) / len(truths)
        read.score.add(report, truth)
        read.right[quirk] = (read.score.right - before) / len(truth.expected)
        read.made_up += len(_accused(report) - _accused(read_report(as_html(pieces_of(truth)), "report.html")))
    return read


def _slashed(truth: Figures) -> Figures:
    for cell, (state, value) in truth.expected.items():
        if state is CellState.NUMBER and value == 0 and cell.startswith("T3.") and not cell.endswith(".total"):
            truth = truth.printed(cell, "/", CellState.NOT_APPLICABLE, None)
    return truth


def _accused(report: Report) -> set[tuple[str, tuple[str, ...]]]:
    """The rules and cells of the findings that blame anybody, what is said of pictures as such apart."""
    (found,) = audit([Filing(report.year or _AS_OF.year - 1, report=report)], rulebook(), forms(), _AS_OF)
    return {
        (finding.rule_id, finding.cells)
        for finding in found.findings
        if finding.severity is not Severity.ADVICE and not finding.rule_id.startswith(_PUBLICATION)
    }
