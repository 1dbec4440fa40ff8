"""Root causes of failing sums put into words: formula, both figures, the suspect, and what else the same cause breaks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checks.arithmetic import Identity
from checks.catalogue import Rule
from checks.causes import Cause, Kind
from checks.forms import Form, quoted
from checks.model import Hit, Responsibility
from checks.remedy_words import HINTS, remedy_words, slip_words
from checks.report import Report
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
BALANCE_NAMES = {
    "new": "本年新收",
    "carried_in": "上年结转",
    "total": "办理总计",
    "carried_out": "结转下年度继续办理",
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
        by_name = web(self.form).by_name
        identity = by_name[names[0]]
        left = sum(self.figures[cell] or 0 for cell in identity.left)
        right = sum(self.figures[cell] or 0 for cell in identity.right)
        shown = [cell for cell in identity.left if self.figures[cell]]
        also, hint = self.also(names[1:]), self._hint(cause, identity)
        blanks = blanks_note(self.report.cells, dict.fromkeys(cell for name in names for cell in by_name[name].cells))
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
            return f"{quoted(row_label(self.form, identity.key))}行"
        if identity.rule_id.startswith("T3"):
            return f"“{column_label(self.form, identity.key)}”列"
        return f"“{block_label(self.form, identity.key)}”"

    def _formula(self, cells: tuple[str, ...], total: float, identity: Identity) -> str:
        shown = [cell for cell in cells if self.figures[cell] or len(cells) <= MOST_SHOWN]
        terms = "＋".join(f"{self._part_name(cell, identity)}{_operand(self.figures[cell])}" for cell in shown)
        return f"{terms or '各分项均为0'}＝{figure_text(total)}" if terms else "各分项均为0"

    def _part_name(self, cell: str, identity: Identity) -> str:
        row, column = cell.split(".", 1)[1].rsplit(".", 1)
        if identity.rule_id == "T3-COL-BAL":
            return BALANCE_NAMES[row]
        if identity.rule_id == "T3-COL-SUM":
            return quoted(row_label(self.form, row))
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
        slip = slip_words(stated, corrected)
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
            values={**values, **remedy_words(remedy, self.form)},
            responsibility=Responsibility.UNDECIDED,
            related=cause.broken,
        )


def _operand(figure: float | None) -> str:
    """A figure as a part of a sum: one below zero in brackets."""
    return f"（{figure_text(figure)}）" if figure is not None and figure < 0 else figure_text(figure)


def _formula_en(cells: tuple[str, ...], figures: Figures) -> str:
    shown = [cell for cell in cells if figures[cell] or len(cells) <= MOST_SHOWN]
    total = sum(figures[cell] or 0 for cell in cells)
    terms = " + ".join(f"{cell} {figure_text(figures[cell])}" for cell in shown)
    return f"{terms} = {figure_text(total)}" if len(shown) > 1 else terms or "all parts 0"
