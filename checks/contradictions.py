"""One claim of the prose against the tables: does any sensible reading of the words fit, and if none does, how sure are we.

What each rule looks at and which readings it allows is in the narrative families; only the weighing belongs here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checks.counted_as import counted_as
from checks.figures import Figure, figure, number
from checks.forms import Form, quoted, split_cell
from checks.implied import implied
from checks.masking import mask
from checks.model import Filing, Hit, Responsibility, Severity, Unassessable
from checks.registry import Answer, Context
from checks.report import Claim, Number, Report
from checks.scope import same_scope
from checks.wordings import cell_name, named

_SENTENCE_END = re.compile(r"[。；;！!\n]")
_DENIAL = re.compile("[未没无零]")
_COUNTED = re.compile(r"(\d+)[件起宗条份]")
_CLAUSE_END = re.compile(r"[，,；;。\n]")
_GROUPS = {
    "denied": "（三）不予公开",
    "unable": "（四）无法提供",
    "refused": "（五）不予处理",
    "other": "（六）其他处理",
}
_RECEIVED = "T3.new.total"
_OURSELVES = r"[我本](?:[局委办厅院镇乡级]|机关|单位|街道)"
_OTHER_SCOPE = ("（文字与表格的统计范围可能不同）", " (sentence and table may count different bodies)")


@dataclass(frozen=True, slots=True)
class Readings:
    """What the words may honestly mean beside the claim's own cells.

    A figure of `sensible` that fits settles it. One of `loose` that fits turns the contradiction into a question. `values` are
    figures that were worked out already. `ask` makes any contradiction a question, whose reason is `doubt` (zh, en).
    """

    sensible: Sequence[str] = ()
    loose: Sequence[str] = ()
    values: Sequence[Number] = ()
    ask: bool = False
    doubt: tuple[str, str] = ("", "")


def claims(report: Report, *cells: str) -> Iterator[tuple[Claim, Number]]:
    """The claims on these cells (`T3.new.*` by its beginning "T3.new.") that give a plain number, with that number."""
    for claim in report.claims:
        if claim.cell.startswith(cells):
            value = number(claim.value)
            if value is not None:
                yield claim, value


def counted(text: str) -> frozenset[int]:
    """The counts of cases or applications that a text tells."""
    return frozenset(map(int, _COUNTED.findall(text)))


def sentence(report: Report, claim: Claim) -> str:
    """The whole sentence a claim stands in, or its quote where the place is not known."""
    part = report.section(claim.section) if claim.section else None
    text = part.text if part else report.preamble
    if not text or not text[claim.start : claim.end]:
        return claim.quote
    start = max((match.end() for match in _SENTENCE_END.finditer(text, 0, claim.start)), default=0)
    end = _SENTENCE_END.search(text, claim.end)
    return text[start : end.start() if end else len(text)]


def clause(claim: Claim, about: re.Pattern[str] | None = None) -> str:
    """The clause of the quote that holds the claim's figure and, where several do, what it is about; else the whole quote."""
    cuts = [cut for cut in _CLAUSE_END.split(claim.quote) if cut.strip()]
    holding = [cut for cut in cuts if re.search(rf"(?<![\d.]){re.escape(claim.value)}(?![\d.])", cut)]
    denying = [cut for cut in cuts if _DENIAL.search(cut)] if claim.value == "0" else []
    holding = holding or denying or cuts
    fitting = [cut for cut in holding if about is not None and about.search(cut)]
    return next(iter(fitting or (holding if about is None else ())), claim.quote)


def weigh(filing: Filing, context: Context, claim: Claim, said: Number, readings: Readings) -> Answer | None:
    """The contradiction between one claim and the tables, why it cannot be told, or None where the words fit."""
    report = filing.report
    if report is None or claim.qualifier == "approximate":
        return None
    found = figure(report, claim.cell)
    others = [figure(report, cell) for cell in (*claim.alternatives, *readings.sensible)]
    if any(_fits(claim, said, read) for read in (found, *others)) or said in readings.values:
        return None
    unknown = next((read.why for read in (found, *others) if read.value is None), None)
    if unknown is not None or found.value is None:
        return Unassessable(context.rule.id, unknown or found.why, claim.cell)
    if _counts_other_bodies(filing, report, claim, found) or _is_told_in_parts(report, claim, found):
        return None
    form = context.form(filing)
    if form is not None and said and said in implied(form, report, found.cells):
        # The table contradicts itself, and the sentence has the figure that would mend it; a denial is told all the same.
        return None
    loose = [cell for cell in readings.loose if said == figure(report, cell).value]
    return _contradiction(filing, context, claim, said, found, readings, loose)


def each_once(answers: Iterator[Answer | None]) -> Iterator[Answer]:
    """The answers without those that say the same of the same figure again (a sentence repeated in another part)."""
    seen: set[tuple[type, str]] = set()
    for answer in answers:
        if answer is not None and (type(answer), answer.key) not in seen:
            seen.add((type(answer), answer.key))
            yield answer


def expression_name(form: Form | None, expression: str) -> str:
    """An expression as an inspector would say it: 表三“（三）不予公开”各项总计之和."""
    return "＋".join(_part_name(form, part) for part in expression.split("+"))


def plain(value: Number) -> str:
    """A number without a needless fraction."""
    return str(int(value)) if float(value).is_integer() else str(value)


def _fits(claim: Claim, said: Number, read: Figure) -> bool:
    values = [value for value in (read.value, read.parts) if value is not None]
    if claim.qualifier == "at_least":
        return any(value >= said for value in values)
    if claim.qualifier == "at_most":
        return any(value <= said for value in values)
    return said in values


def _counts_other_bodies(filing: Filing, report: Report, claim: Claim, found: Figure) -> bool:
    """Whether a figure counts other bodies than the table, or some of them, while the table's own figure is told as well.

    「全市收到320件，其中本级85件」 tells both in one sentence; 「全市收到320件」 may stand beside 「收到85件」 anywhere.
    """
    wider = not same_scope(filing, claim, sentence(report, claim), clause(claim))
    if (
        wider
        and found.value
        and re.search(rf"(?:其中|{_OURSELVES})[^，,；;。\d]*{plain(found.value)}(?![\d.])", claim.quote)
    ):
        # 全系统收到43件，其中局机关12件, or 全市收到43件，我局12件, where the table counts the bureau's twelve.
        return True
    wholes = ((told, said) for told, said in claims(report, *_wholes(claim)) if told.scope != claim.scope)
    if wider and any(_fits(told, said, figure(report, told.cell)) for told, said in wholes):
        # 全县发生复议11件，其中被纠正2件 beside 本机关被复议1件
        return True
    return any(
        told.cell == claim.cell
        and (wider or told.quote == claim.quote or _is_less_sure(claim, told))
        and _fits(told, said, found)
        for told, said in claims(report, claim.cell)
    )


def _wholes(claim: Claim) -> tuple[str, ...]:
    """The totals that a result or an outcome is a part of: where they are told as the table has them, other bodies' parts are not."""
    block = claim.cell.split(".")[1]
    if claim.cell.startswith("T4."):
        return () if claim.cell.endswith(".total") else (f"T4.{block}.total",)
    return (_RECEIVED,) if claim.cell.startswith("T3.") and not claim.cell.startswith("T3.new.") else ()


def _is_less_sure(claim: Claim, told: Claim) -> bool:
    """「办理行政复议131件，其中涉政府信息公开19件…本局未被复议」 what is not surely ours, or a part (其中市政府制发9件) of it."""
    return (claim.doubtful and not told.doubtful) or claim.quote.startswith("其中")


def _is_told_in_parts(report: Report, claim: Claim, found: Figure) -> bool:
    """「以政府名义制发5件，以部门名义制发9件」: the figures that one sentence gives of one cell are together what the table holds."""
    parts = [said for told, said in claims(report, claim.cell) if told.cell == claim.cell and told.quote == claim.quote]
    return len(parts) > 1 and sum(parts) == found.value


def _contradiction(
    filing: Filing, context: Context, claim: Claim, said: Number, found: Figure, readings: Readings, loose: list[str]
) -> Hit:
    assert filing.report is not None
    assert found.value is not None
    form = context.form(filing)
    words = sentence(filing.report, claim)
    other_scope = not same_scope(filing, claim, words, clause(claim))
    question = readings.ask or other_scope or claim.doubtful or bool(loose) or claim.qualifier != "exact"
    hint, hint_en = _OTHER_SCOPE if other_scope else readings.doubt if question else ("", "")
    if loose:
        hint = f"（文字数与{expression_name(form, loose[0])}相同，请核实口径）"
        hint_en = f" (the sentence's figure equals {loose[0]}: please confirm what was counted)"
    blanks, blanks_en = _summed(form, found)
    return Hit(
        context.rule.id,
        key=f"{claim.cell}={plain(said)}",
        cells=found.cells,
        expected=plain(said),
        actual=plain(found.value),
        difference=found.value - said,
        values={
            "said": plain(said),
            "found": plain(found.value),
            **counted_as(claim.cell),
            "place": expression_name(form, claim.cell),
            "place_en": claim.cell,
            **_judged(question or not found.sure),
            "hint": hint + blanks,
            "hint_en": hint_en + blanks_en,
        },
        quote=mask(claim.quote),
        severity=_severity(context, question, found.sure),
        responsibility=Responsibility.AGENCY if found.sure and not question else Responsibility.UNDECIDED,
    )


def _judged(doubtful: bool) -> dict[str, str]:
    """How the catalogue's sentence may put it: 存在 only where nothing speaks against it."""
    if doubtful:
        return {"judged": "疑似矛盾，请核实", "judged_en": "seem to contradict each other"}
    return {"judged": "存在矛盾", "judged_en": "contradict each other"}


def _summed(form: Form | None, found: Figure) -> tuple[str, str]:
    """What must be said of empty cells: totals are summed from their rows, parts count as 0."""
    totals = [cell_name(form, cell) for cell in found.blank if cell.endswith(".total")]
    parts = [cell_name(form, cell) for cell in found.blank if not cell.endswith(".total")]
    said = f"（{named(totals)}为空白，按本行各栏相加）" if totals else ""
    said_en = f" ({len(totals)} empty total(s) summed from their rows)" if totals else ""
    if parts:
        said, said_en = (
            f"{said}（{named(parts)}为空白，按0计算）",
            f"{said_en} ({len(parts)} empty part(s) counted as 0)",
        )
    return said, said_en


def _severity(context: Context, question: bool, sure: bool) -> Severity | None:
    if question:
        return Severity.ADVICE
    return Severity.WARNING if not sure and context.rule.severity is Severity.ERROR else None


def _part_name(form: Form | None, part: str) -> str:
    table, row, column = split_cell(part)
    if row.endswith(".*"):
        return f"表三{quoted(_GROUPS.get(row[:-2], row))}各项{'总计' if column == 'total' else ''}之和"
    if column == "legal_entities":
        return _part_name(form, f"{table}.{row}.total").removesuffix("总计") + "法人或其他组织各栏之和"
    return form.names.get(part, part) if form else part
