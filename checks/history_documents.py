"""Table 2 against last year's report: the stock of rules and norms, decisions and fees.

The stock is no printed identity: revisions, expiry, clean-ups and reforms move it honestly, so a note is accepted and
the rest is asked. Reports in the forms of 2019 and 2021 are never compared here.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from checks.facts import figure, missing
from checks.forms import is_impossible
from checks.history import is_jump
from checks.lineage import both, obstacle
from checks.model import Filing, Hit, Severity, Unassessable
from checks.reasons import CHANGES, is_explained, sentences
from checks.registry import Answer, Context, filing_rule, joint_rule
from checks.wordings import cell_name, figure_text, named, whole

DOCUMENTS = {"rules": "规章", "norms": "行政规范性文件"}
SUBJECT = re.compile("规章|规范性文件")
# A note beside a figure is about that figure; a sentence of the text must name how many papers moved, or a reform: that
# papers are cleaned up "in time" is said everywhere, and how many were repealed is in the sum already.
MOVED = re.compile("清理|修订|修改|修正|失效|机构改革|划转|划入|合并|口径|更正|重新统计|继续有效|宣布")
CLEANED = re.compile(f"清理|{CHANGES.pattern}")
COUNTED = re.compile(
    "(?:清理|修订|修改|修正|失效|宣布)[^。；;]{0,40}?\\d+[件份部个项]|\\d+[件份部个项][^。；;，,]{0,12}(?:清理|修订|修改|修正|失效)"
)
# Powers that were gathered elsewhere leave a body with no decisions.
GATHERED = re.compile("划转|集中|移交|划入|行政审批局|综合执法|相对集中")
POWERS = ("T2.licence.decisions", "T2.penalty.decisions")
FLOWS = (*POWERS, "T2.coercion.decisions", "T2.norms.issued", "T2.fee.amount_10k_yuan")
FEE = "T2.fee.amount_10k_yuan"
NUMBER = re.compile(r"\d+")


@filing_rule("T2-STOCK")
def stock(filing: Filing, context: Context) -> Iterator[Answer]:
    """What is in force now is what was in force last year, plus issued, minus repealed.

    A note in a cell or the text explains a gap; a note with a figure explains a gap up to that figure. Source: practice.
    """
    if reason := obstacle(filing, "T2"):
        yield Unassessable("T2-STOCK", reason)
        return
    for row in DOCUMENTS:
        held, issued, repealed, before = _documents(filing, row)
        if held is None or issued is None or repealed is None or before is None:
            yield missing(filing, context, *_cells(row))
            continue
        expected = before + issued - repealed
        # Below 0 it is T2-REPEAL's affair: two figures that cannot both be true.
        if expected != held and expected >= 0 and not _is_moved(filing, row, expected - held):
            yield Hit(
                "T2-STOCK",
                row,
                cells=(f"T2.{row}.in_force", f"T2.{row}.issued", f"T2.{row}.repealed"),
                expected=figure_text(expected),
                actual=figure_text(held),
                difference=whole(held - expected),
                values=_stock_values(filing, row),
            )


@filing_rule("T2-REPEAL")
def repealed_more_than_there_were(filing: Filing, context: Context) -> Iterator[Answer]:
    """More was repealed than was in force last year and issued this year together: one of the two years is wrong.

    Where the text tells of a clean-up or a transfer it is only asked. Source: logic.
    """
    if reason := obstacle(filing, "T2"):
        yield Unassessable("T2-REPEAL", reason)
        return
    for row in DOCUMENTS:
        _, issued, repealed, before = _documents(filing, row)
        if issued is None or repealed is None or before is None:
            yield missing(filing, context, *_cells(row))
        elif repealed > before + issued:
            yield Hit(
                "T2-REPEAL",
                row,
                cells=(f"T2.{row}.repealed", f"T2.{row}.issued"),
                expected=figure_text(before + issued),
                actual=figure_text(repealed),
                difference=whole(repealed - before - issued),
                values=_stock_values(filing, row),
                severity=Severity.WARNING if is_explained(filing.report, SUBJECT, CLEANED) else None,
            )


def _cells(row: str) -> list[str]:
    return [f"T2.{row}.{column}" for column in ("in_force", "issued", "repealed")]


def _documents(filing: Filing, row: str) -> Sequence[float | None]:
    """In force, issued and repealed this year, and in force last year."""
    now = [figure(filing.report, cell) for cell in _cells(row)]
    return *now, figure(filing.previous, f"T2.{row}.in_force")


def _stock_values(filing: Filing, row: str) -> dict[str, str]:
    held, issued, repealed, before = map(figure_text, _documents(filing, row))
    return {
        "row": DOCUMENTS[row],
        "row_en": row,
        "held": held,
        "issued": issued,
        "repealed": repealed,
        "before": before,
        "last_year": str(filing.year - 1),
    }


def _is_moved(filing: Filing, row: str, gap: float) -> bool:
    """Whether a note beside one of the figures, or a sentence, says why the stock moved by this gap."""
    cells = filing.report.cells if filing.report is not None else {}
    notes = [cells[cell].note or "" for cell in _cells(row) if cell in cells]
    notes = [note for note in notes if MOVED.search(note)]
    counts = [int(number) for note in notes for number in NUMBER.findall(note)]
    if counts:
        return 0 <= gap <= sum(counts)
    return bool(notes) or _is_told(filing, row, gap)


def _is_told(filing: Filing, row: str, gap: float) -> bool:
    """Whether either year's text tells of a reform or a correction, or this year's of papers that moved in another number
    than those issued and repealed, or in just the number that is short and was not repealed."""
    flows = {figure(filing.report, f"T2.{name}.{column}") for name in DOCUMENTS for column in ("issued", "repealed")}
    counted = (one for one in sentences(filing.report) if SUBJECT.search(one))
    numbers = {int(n) for one in counted for told in COUNTED.finditer(one) for n in NUMBER.findall(told.group())}
    is_gap = gap in numbers and gap != figure(filing.report, f"T2.{row}.repealed")
    is_other = bool(numbers - flows) or is_gap
    return is_other or any(is_explained(report, SUBJECT) for report in (filing.report, filing.previous))


@filing_rule("T2-UNIT")
def unit_of_fees(filing: Filing, context: Context) -> Iterator[Answer]:
    """The fee is about ten thousand times last year's (or its ten-thousandth), or beyond what its level can charge."""
    amount, rule = figure(filing.report, FEE), context.rule.parameters
    if amount is None:
        yield missing(filing, context, FEE)
        return
    level = filing.agency.level if filing.agency else None
    cap = rule["caps"].get(level)
    before = figure(filing.previous, FEE) if obstacle(filing, "T2") is None else None
    if before and amount and _is_unit_slip(amount, before, rule["slip"]):
        found, found_en = f"上年为{figure_text(before)}万元，相差约一万倍", f"last year it was {figure_text(before)}"
        slip, slip_en = "疑似两年中有一年以元为单位填报", "one of the two may be in yuan"
    elif cap is not None and amount >= cap:
        found, found_en = "远超同级单位通常水平", "far beyond what bodies of its level charge"
        slip, slip_en = "疑似以元为单位填报", "it may be in yuan"
    elif before is None and amount and cap is None:
        yield Unassessable("T2-UNIT", obstacle(filing, "T2") or "上年收费金额缺失")
        return
    else:
        return
    values = {"found": found, "found_en": found_en, "slip": slip, "slip_en": slip_en}
    yield Hit("T2-UNIT", cells=(FEE,), actual=figure_text(amount), values=values)


def _is_unit_slip(amount: float, before: float, slip: Sequence[float]) -> bool:
    low, high = slip
    return low <= amount / before <= high or low <= before / amount <= high


@joint_rule("T2-YOY", "T2-ZERO-POWER")
def flows(filings: Sequence[Filing], contexts: Mapping[str, Context]) -> Iterator[tuple[int, Answer]]:
    """Jumps against last year, and powers that are not used any more: these are no jump beside."""
    for position, filing in enumerate(filings):
        if filing.report is None:
            continue
        context = contexts.get("T2-ZERO-POWER")
        idle = list(_no_decisions_any_more(filing, context)) if context else []
        told = {cell for answer in idle if isinstance(answer, Hit) for cell in answer.cells}
        yield from ((position, answer) for answer in idle)
        if context := contexts.get("T2-YOY"):
            yield from ((position, answer) for answer in _flows_jump(filing, context, told))


def _flows_jump(filing: Filing, context: Context, told: Collection[str]) -> Iterator[Answer]:
    """Decisions, papers or fees rose or fell out of proportion to last year's; once a report."""
    form, rule = context.form(filing), context.rule.parameters
    if (reason := obstacle(filing, "T2")) or form is None:
        yield Unassessable("T2-YOY", reason or "未识别到表格")
        return
    pairs = {cell: pair for cell in FLOWS if cell in form.cells and (pair := both(filing, cell)) is not None}
    if not pairs:
        yield missing(filing, context, *(cell for cell in FLOWS if cell in form.cells))
        return
    jumps = [
        cell
        for cell, pair in pairs.items()
        if cell not in told
        and is_jump(*pair, rule["ratio"], rule["least"])
        # A count that cannot be is FMT-NEG-INT's.
        and not any(is_impossible(cell, figure) for figure in pair)
        and not (cell == FEE and 0 not in pair and _is_unit_slip(*pair, rule["slip"]))
    ]
    if jumps:
        listed = named(f"{cell_name(form, c)}由{figure_text(pairs[c][1])}变为{figure_text(pairs[c][0])}" for c in jumps)
        listed_en = named((f"{c} {figure_text(pairs[c][1])} → {figure_text(pairs[c][0])}" for c in jumps), ", ")
        yield Hit("T2-YOY", cells=tuple(jumps), values={"listed": listed, "listed_en": listed_en})


def _no_decisions_any_more(filing: Filing, context: Context) -> Iterator[Answer]:
    """No licence or no penalty, though each of the three years before had more than a hundred.

    Powers that were gathered in an approval or enforcement bureau are an answer where the text says so.
    """
    rule = context.rule.parameters
    for cell in POWERS:
        now = figure(filing.report, cell)
        if now is None:
            yield missing(filing, context, cell)
            continue
        if now:
            continue
        reports = [report for report in (filing.previous, *filing.older) if report is not None][: rule["years"]]
        figures = [figure(report, cell) for report in reports]
        if reason := obstacle(filing, "T2", same_form=False):
            yield Unassessable("T2-ZERO-POWER", reason, cell)
        elif len(figures) < rule["years"] and all(f is None or f > rule["more_than"] for f in figures):
            yield Unassessable("T2-ZERO-POWER", f"不足{rule['years']}年的历史数据", cell)
        elif all(f is not None and f > rule["more_than"] for f in figures) and not _is_gathered(filing):
            before = [figure_text(f) for f in figures]
            values = {"before": "、".join(before), "before_en": ", ".join(before)}
            yield Hit("T2-ZERO-POWER", cell, cells=(cell,), actual="0", values=values)


def _is_gathered(filing: Filing) -> bool:
    return is_explained(filing.report, re.compile("许可|审批|处罚|执法|职能|职权"), GATHERED)


@filing_rule("T2-PREVITEM")
def items_of_last_year(filing: Filing, context: Context) -> Iterator[Answer]:
    """In the form of 2019, last year's items of 2020 are those of 2019 with the change of 2019; many bodies filled 0."""
    form = context.form(filing)
    if (reason := obstacle(filing, "T2")) or form is None or form.name != "2019":
        yield Unassessable("T2-PREVITEM", reason or "不是2019年格式")
        return
    for cell in (cell for cell in form.cells if cell.endswith(".items_last_year")):
        now, items = figure(filing.report, cell), figure(filing.previous, cell)
        change = figure(filing.previous, cell.replace("items_last_year", "items_change"))
        if now is None or items is None or change is None:
            yield missing(filing, context, cell)
        elif now and items and now != items + change:
            yield Hit(
                "T2-PREVITEM",
                cell,
                cells=(cell,),
                expected=figure_text(items + change),
                actual=figure_text(now),
                difference=whole(now - items - change),
            )
