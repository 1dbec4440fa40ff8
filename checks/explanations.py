"""Root causes of failing sums put into words: formula, both figures, the suspect, and what else the same cause breaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checks.arithmetic import Identity
from checks.catalogue import Rule
from checks.causes import Cause, Kind, is_transposed
from checks.forms import Form
from checks.model import Hit, Responsibility
from checks.report import Report
from checks.shifts import Remedy
from checks.web import Failing, Figures, web
from checks.wordings import (
    blanks_note,
    block_label,
    cell_name,
    column_label,
    figure_text,
    named,
    row_label,
    whole,
)

SUM_RULES = ("T3-COL-BAL", "T3-COL-SUM", "T3-ROW-SUM", "T4-SUM-REV", "T4-SUM-LIT1", "T4-SUM-LIT2")
PATTERN_RULES = ("T3-TOTALONLY", "T3-SHIFT", "T3-PARTIAL")
# A sum of this many figures is shown by those that are not 0.
MOST_SHOWN = 6
MOST_PLACES = 3
BALANCE_NAMES = {
    "new": "本年新收",
    "carried_in": "上年结转",
    "total": "办理总计",
    "carried_out": "结转下年度继续办理",
}
REMEDIES = {
    "row_left": ("“{place}”行整体左移一列", "moving row {place} one column to the left,"),
    "row_right": ("“{place}”行整体右移一列", "moving row {place} one column to the right,"),
    "column_up": ("“{place}”列整体上移一行", "moving column {place} up one row,"),
    "column_down": ("“{place}”列整体下移一行", "moving column {place} down one row,"),
    "row_move": ("“{place}”两行间的数据对调", "exchanging the figure between rows {place},"),
    "exchange_rows": ("“{place}”两行整行对调", "exchanging rows {place},"),
    "exchange_columns": ("“{place}”两列整列对调", "exchanging columns {place},"),
    "rows_up": ("自“{place}”行起各行整体上移一行", "moving all rows from {place} on up by one,"),
    "join": ("“{place}”行相邻两格数字合并", "joining the digits of two neighbours in row {place},"),
    "part": ("“{place}”行一格数字拆为相邻两格", "parting one figure over two neighbours in row {place},"),
    "join_on": (
        "“{place}”行相邻两格数字合并、其后各格左移一列",
        "joining the digits of two neighbours in row {place} and moving the rest left,",
    ),
    "part_on": (
        "“{place}”行一格数字拆为相邻两格、其后各格右移一列",
        "parting one figure over two neighbours in row {place} and moving the rest right,",
    ),
}


@dataclass(frozen=True, slots=True)
class Sums:
    """One report's failing sums; `active` are the rules switched on for its year."""

    report: Report
    form: Form
    figures: Figures
    failing: Failing
    active: Mapping[str, Rule]

    def hit(self, cause: Cause) -> Hit | None:
        """The cause as a hit of the first active rule it breaks, or None where all of them are switched off."""
        if cause.kind is Kind.SHIFT:
            return self._shift(cause)
        if cause.kind is Kind.TOTAL_ONLY:
            return self._total_only(cause)
        names = sorted(cause.broken, key=lambda name: name.split(":")[0] not in self.active)
        return self._sum(cause, names) if names[0].split(":")[0] in self.active else None

    def _sum(self, cause: Cause, names: list[str]) -> Hit:
        identity = web(self.form).by_name[names[0]]
        left = sum(self.figures[cell] or 0 for cell in identity.left)
        right = sum(self.figures[cell] or 0 for cell in identity.right)
        shown = [cell for cell in identity.left if self.figures[cell]]
        also, hint = self.also(names[1:]), self._hint(cause, identity)
        blanks = blanks_note(self.report.cells, identity.cells)
        values = {
            "where": self._where(identity), "where_en": f"{identity.key}:",
            "formula": self._formula(identity.left, left, identity), "formula_en": _formula_en(identity.left, self.figures),
            "stated": self._stated(identity, right), "stated_en": _formula_en(identity.right, self.figures),
            "gap": figure_text(abs(right - left)),
            "also": also, "also_en": f"The same cause breaks {', '.join(names[1:])}. " if names[1:] else "",
            "hint": hint[0], "hint_en": hint[1], "blanks": blanks[0], "blanks_en": blanks[1],
        }  # fmt: skip
        return Hit(
            identity.rule_id,
            identity.key,
            cells=tuple(dict.fromkeys(filter(None, (cause.suspect, *identity.right, *shown)))),
            expected=figure_text(left),
            actual=figure_text(right),
            difference=whole(round(right - left, 6)),
            suspect=cause.suspect,
            values=values,
            related=(*names[1:], *(("T3-PARTIAL",) if self._partial(cause, identity) else ())),
        )

    def _where(self, identity: Identity) -> str:
        if identity.rule_id == "T3-ROW-SUM":
            return f"“{row_label(self.form, identity.key)}”行"
        if identity.rule_id.startswith("T3"):
            return f"“{column_label(self.form, identity.key)}”列"
        return f"“{block_label(self.form, identity.key)}”"

    def _formula(self, cells: tuple[str, ...], total: float, identity: Identity) -> str:
        shown = [cell for cell in cells if self.figures[cell] or len(cells) <= MOST_SHOWN]
        terms = "＋".join(f"{self._part_name(cell, identity)}{figure_text(self.figures[cell])}" for cell in shown)
        return f"{terms or '各分项均为0'}＝{figure_text(total)}" if terms else "各分项均为0"

    def _part_name(self, cell: str, identity: Identity) -> str:
        row, column = cell.split(".", 1)[1].rsplit(".", 1)
        if identity.rule_id == "T3-COL-BAL":
            return BALANCE_NAMES[row]
        if identity.rule_id == "T3-COL-SUM":
            return f"“{row_label(self.form, row)}”"
        if identity.rule_id == "T3-ROW-SUM":
            return column_label(self.form, column)
        return next(label.label for label in self.form.t4_columns if label.id == column)

    def _stated(self, identity: Identity, total: float) -> str:
        if len(identity.right) > 1:
            return self._formula(identity.right, total, identity)
        label = "“（七）总计”" if identity.rule_id == "T3-COL-SUM" else "总计"
        return f"所填{label}{figure_text(total)}"

    def also(self, names: list[str]) -> str:
        """The sums that a cause breaks beside the one it is told under."""
        by_name = web(self.form).by_name
        return f"同一原因还使{named(self._sum_name(by_name[name]) for name in names)}不成立。" if names else ""

    def _sum_name(self, identity: Identity) -> str:
        kinds = {"T3-ROW-SUM": "的总计", "T3-COL-BAL": "的勾稽关系", "T3-COL-SUM": "的（七）总计"}
        return f"{self._where(identity)}{kinds.get(identity.rule_id, '的总计')}"

    def _hint(self, cause: Cause, identity: Identity) -> tuple[str, str]:
        if cause.suspect is not None and cause.corrected is not None:
            return self._suspicion(cause.suspect, cause.corrected)
        if self._partial(cause, identity):
            return self._partial_hint(identity)
        return HINTS[cause.kind]

    def _suspicion(self, cell: str, corrected: float) -> tuple[str, str]:
        stated = self.figures[cell] or 0
        slip = _slip(stated, corrected)
        before, after = figure_text(stated), figure_text(corrected)
        return (
            f"疑似出错的单元格是{cell_name(self.form, cell)}：由{before}改为{after}则以上各项均成立{slip[0]}。",
            f"The suspect is {cell}: with {after} instead of {before} all of them hold{slip[1]}. ",
        )

    def _partial(self, cause: Cause, identity: Identity) -> bool:
        """Whether the outcomes exceed the total by no more than what was granted in part, in a pair of cells."""
        if identity.rule_id != "T3-COL-SUM" or cause.suspect is not None or "T3-PARTIAL" not in self.active:
            return False
        excess = -self.failing[identity.name]
        return 0 < excess <= (self.figures[f"T3.partial.{identity.key}"] or 0)

    def _partial_hint(self, identity: Identity) -> tuple[str, str]:
        rule = self.active["T3-PARTIAL"]
        partial = figure_text(self.figures[f"T3.partial.{identity.key}"])
        values = {"k": figure_text(-self.failing[identity.name]), "partial": partial}
        return rule.message_zh.format_map(values), rule.message_en.format_map(values) + " "

    def _total_only(self, cause: Cause) -> Hit:
        by_name = web(self.form).by_name
        rows = [by_name[name] for name in cause.broken]
        blanks = blanks_note(self.report.cells, [cell for row in rows for cell in row.left])
        values = {
            "count": str(len(rows)),
            "rows": named(
                f"“{row_label(self.form, row.key)}”总计{figure_text(self.figures[row.right[0]])}" for row in rows
            ),
            "rows_en": named((row.key for row in rows), ", "),
            "blanks": blanks[0],
            "blanks_en": blanks[1],
        }
        stated = self.figures[rows[0].right[0]]
        return Hit(
            "T3-TOTALONLY",
            cells=tuple(row.right[0] for row in rows),
            expected="0",
            actual=figure_text(stated),
            difference=whole(stated),
            values=values,
            related=cause.broken,
        )

    def _shift(self, cause: Cause) -> Hit:
        by_name, remedy = web(self.form).by_name, cause.remedy
        cells = remedy.cells if remedy else tuple(by_name[name].right[0] for name in cause.broken)
        blanks = blanks_note(self.report.cells, cells)
        values = {
            "count": str(len(cause.broken)),
            "identities": named((self._sum_name(by_name[name]) for name in cause.broken), most=3),
            "identities_en": named(cause.broken, ", ", most=3),
            "blanks": blanks[0], "blanks_en": blanks[1],
        }  # fmt: skip
        return Hit(
            "T3-SHIFT",
            f"{remedy.kind}:{remedy.place}" if remedy else "",
            cells=cells,
            values={**values, **self._remedy_words(remedy)},
            responsibility=Responsibility.UNDECIDED,
            related=cause.broken,
        )

    def _remedy_words(self, remedy: Remedy | None) -> dict[str, str]:
        if remedy is None:
            return {"remedy": "，且不能由少数单元格解释", "remedy_en": " and no few cells explain that"}
        zh, en = REMEDIES[remedy.kind]
        return {
            "remedy": f"，{zh.format(place=self._place_labels(remedy))}则全部成立",
            "remedy_en": f"; {en.format(place=remedy.place)} all of them hold",
        }

    def _place_labels(self, remedy: Remedy) -> str:
        label = column_label if "column" in remedy.kind else row_label
        places = [label(self.form, place) for place in remedy.place.split(",")]
        return "”“".join(places[:MOST_PLACES]) + (f"”等{len(places)}处“" if len(places) > MOST_PLACES else "")


HINTS: Mapping[Kind, tuple[str, str]] = {
    Kind.CELL: ("出错的单元格无法唯一确定，请逐项核对。", "Which cell is wrong cannot be told for certain. "),
    Kind.PAIR: (
        "该列与“总计”列相差相同，应是同一行的分项与总计同时有误，请逐项核对。",
        "The total column is off by the same amount: a cell and its row's total are wrong together. ",
    ),
    Kind.MOVED: (
        "两处相差数值相等、方向相反，疑似填错行列，请核对。",
        "Two sums are off by opposite amounts: a figure may stand in the wrong place. ",
    ),
    Kind.UNFILLED: (
        "多处总计为0而分项不为0，疑似总计未填，请补填。",
        "Totals stand at 0 beside parts that do not: they were left out. ",
    ),
    Kind.SUM: ("", ""),
}


def _formula_en(cells: tuple[str, ...], figures: Figures) -> str:
    shown = [cell for cell in cells if figures[cell] or len(cells) <= MOST_SHOWN]
    total = sum(figures[cell] or 0 for cell in cells)
    terms = " + ".join(f"{cell} {figure_text(figures[cell])}" for cell in shown)
    return f"{terms} = {figure_text(total)}" if len(shown) > 1 else terms or "all parts 0"


def _slip(stated: float, corrected: float) -> tuple[str, str]:
    """What kind of slip of the pen turns one figure into the other, if it is a usual one."""
    one, other = figure_text(stated), figure_text(corrected)
    if is_transposed(stated, corrected):
        return "（疑似数字前后颠倒）", " (digits turned round)"
    if corrected == 0:
        return "", ""
    if stated == 0:
        return "（疑似漏填）", " (left out)"
    longer, shorter = max(one, other, key=len), min(one, other, key=len)
    if len(longer) == len(shorter) + 1 and any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))):
        return (
            ("（疑似多写一位数字）", " (one digit too many)")
            if longer == one
            else ("（疑似少写一位数字）", " (one digit lost)")
        )
    return "", ""
