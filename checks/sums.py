"""The sums and counts of a night's tables: pandera finds what fails, causes say why, and nulls say what is not assessable.

Which sums there are is `checks.arithmetic`, why they fail `checks.causes`, the wording `checks.explanations`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import polars as pl

from checks.batches import Batch
from checks.causes import Cause, Kind, explain
from checks.explanations import PATTERN_RULES, SUM_RULES, Sums
from checks.frames import EMPTY
from checks.impossible import no_counts
from checks.model import Filing, Unassessable
from checks.registry import Answer, Context, joint_rule
from checks.report import CellState, Report
from checks.schemas import RANGE, impossible_cells
from checks.web import Failing, Figures, is_suit, web
from checks.wordings import STATE_NAMES, cell_name, named

# Without one single sum of this rule a pattern in the figures cannot be seen either.
NEEDS = {"T3-TOTALONLY": "T3-ROW-SUM", "T3-SHIFT": "T3-ROW-SUM", "T3-PARTIAL": "T3-COL-SUM"}
# With more than half of all sums failing for more reasons than this, a table was more likely misread than misfilled.
MOST_CAUSES = 3
NO_TABLE = "未识别到法定格式的表格"


@joint_rule(*SUM_RULES, *PATTERN_RULES, RANGE)
def table_sums(filings: Sequence[Filing], contexts: Mapping[str, Context]) -> Iterator[tuple[int, Answer]]:
    """Every identity of tables 3 and 4 and the range of every count, validated by pandera over the wide frames.

    Source: printed in the head of table 3 and the labels 总计, 国办公开办函〔2021〕30号, annex.
    """
    context = next(iter(contexts.values()))
    for batch in context.batches:
        yield from _failures(filings, batch, contexts)
        yield from _gaps(filings, batch, contexts)
    for position, filing in enumerate(filings):
        if filing.report is not None and context.form(filing) is None:
            yield from ((position, Unassessable(rule_id, NO_TABLE)) for rule_id in contexts)


def _failures(filings: Sequence[Filing], batch: Batch, contexts: Mapping[str, Context]) -> Iterator[tuple[int, Answer]]:
    failing, ranges = _by_row(batch)
    rows = sorted(failing.keys() | ranges.keys())
    for row, figures in zip(rows, batch.figures[rows].iter_rows(named=True), strict=True):
        filing = filings[batch.positions[row]]
        if filing.report is None:
            continue
        active = {rule_id: c.rule for rule_id, c in contexts.items() if c.rule.applies_to(filing.year)}
        sums = Sums(filing.report, batch.form, figures, failing.get(row, {}), active)
        causes = _causes(sums, sum(gap is not None for gap in batch.gaps.row(row)))
        if RANGE in active:
            cells = [cell for table in ranges.get(row, ()) for cell in impossible_cells(batch.form, table, figures)]
            hits, causes = no_counts(sums, cells, causes)
            yield from ((batch.positions[row], hit) for hit in hits)
        yield from ((batch.positions[row], hit) for cause in causes if (hit := sums.hit(cause)) is not None)


def _by_row(batch: Batch) -> tuple[dict[int, Failing], dict[int, list[str]]]:
    """What fails in each report: sums with their differences, and the tables that hold impossible counts."""
    failing: dict[int, Failing] = {}
    ranges: dict[int, list[str]] = {}
    for failure in batch.failures:
        rule_id, key = failure.column.split(":")
        if rule_id == RANGE:
            ranges.setdefault(failure.row, []).append(key)
        else:
            failing.setdefault(failure.row, {})[failure.column] = failure.value
    return failing, ranges


def _causes(sums: Sums, assessed: int) -> list[Cause]:
    if not sums.failing:
        return []
    empty = _empty(sums.report, sums.form.cells)
    causes = explain(web(sums.form), sums.figures, sums.failing, empty, frozenset(sums.active))
    return _gathered(causes, assessed) if "T3-SHIFT" in sums.active else causes


def _gathered(causes: list[Cause], assessed: int) -> list[Cause]:
    """The causes, or, where half of all sums fail and hardly any two for one reason, one question about the reading."""
    table_3 = [cause for cause in causes if not is_suit(cause.broken[0])]
    broken = tuple(name for cause in table_3 for name in cause.broken)
    if 2 * len(broken) <= assessed or len(table_3) <= MOST_CAUSES:
        return causes
    return [*(cause for cause in causes if cause not in table_3), Cause(Kind.SHIFT, broken)]


def _empty(report: Report, cells: Sequence[str]) -> frozenset[str]:
    return frozenset(name for name in cells if (cell := report.cells.get(name)) is not None and cell.state in EMPTY)


def _gaps(filings: Sequence[Filing], batch: Batch, contexts: Mapping[str, Context]) -> Iterator[tuple[int, Answer]]:
    """For each report and rule with sums that cannot be assessed: how many, and for want of which cells."""
    missing = batch.gaps.select(pl.all().is_null()).with_row_index("row").filter(pl.any_horizontal(pl.exclude("row")))
    for row, *nulls in missing.iter_rows():
        figures = batch.figures.row(row, named=True)
        unknown = [name for name, is_null in zip(batch.gaps.columns, nulls, strict=True) if is_null]
        report = filings[batch.positions[row]].report
        for rule_id in contexts:
            source = NEEDS.get(rule_id, rule_id)
            names = [name for name in unknown if name.startswith(f"{source}:")]
            whole = rule_id not in NEEDS or len(names) == sum(
                name.startswith(f"{source}:") for name in batch.gaps.columns
            )
            if names and whole and report is not None:
                yield batch.positions[row], Unassessable(rule_id, _why(report, batch, figures, names))


def _why(report: Report, batch: Batch, figures: Figures, names: Sequence[str]) -> str:
    table = names[0][:2]
    if not report.coverage.get(table, 1.0):
        return f"未读到{'表三' if table == 'T3' else '表四'}"
    by_name = web(batch.form).by_name
    cells = dict.fromkeys(cell for name in names for cell in by_name[name].cells if figures[cell] is None)
    return f"{len(names)}项勾稽关系无法核对：{named((_described(report, batch, cell) for cell in cells), most=2)}"


def _described(report: Report, batch: Batch, cell: str) -> str:
    state = found.state if (found := report.cells.get(cell)) else CellState.ABSENT
    return f"{cell_name(batch.form, cell)}{STATE_NAMES[state]}"
