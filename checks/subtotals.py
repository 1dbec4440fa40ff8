"""Rows of subtotals that an agency added to table 3: no part of the form, and wrong if they do not add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from checks.facts import figure
from checks.forms import Form
from checks.labels import plain
from checks.model import Filing, Hit, Responsibility, Unassessable
from checks.registry import Answer, Context, filing_rule
from checks.report import Report
from checks.wordings import column_label, figure_text, named

GROUPS = {"不予公开": "denied.", "无法提供": "unable.", "不予处理": "refused.", "其他处理": "other."}
_IN_ORDER = ("granted", "partial", *GROUPS.values())
# One group, or several on end: what a 小计 without a name may close.
_RUNS = tuple(_IN_ORDER[start:end] for start in range(len(_IN_ORDER)) for end in range(start + 1, len(_IN_ORDER) + 1))


@filing_rule("T3-SUBTOTAL")
def subtotals(filing: Filing, context: Context) -> Iterator[Answer]:
    """An added 小计 is the sum of its group's rows in every column.

    Such a row is found among what matched nothing. Where its label names no group it may close any of them, or several on end.
    """
    report, form = filing.report, context.form(filing)
    if report is None or form is None:
        yield Unassessable("T3-SUBTOTAL", "未识别到表格")
        return
    for text in (text for text in report.left_over if text.startswith("T3:") and "小计" in text):
        words = text[3:].split()
        figures = [float(word) for word in words if word.replace(".", "", 1).isdigit()]
        if len(figures) != len(form.t3_columns):
            yield Unassessable("T3-SUBTOTAL", "小计行的数据未能与各列对应")
            continue
        group = next((rows for name, rows in GROUPS.items() if name in plain(text)), None)
        wrong = [_wrong(report, form, rows, figures) for rows in ([(group,)] if group else _RUNS)]
        if all(wrong):
            told = named(wrong[0]) if group else "与任何一组或相连几组的各行之和都不相同"
            yield Hit(
                "T3-SUBTOTAL",
                group.rstrip(".") if group else "小计",
                values={"wrong": told, "label": words[0] if words else "小计"},
                responsibility=Responsibility.UNDECIDED,
            )


def _wrong(report: Report, form: Form, groups: tuple[str, ...], figures: Sequence[float]) -> list[str]:
    """The columns in which a subtotal is not the sum of these groups' rows."""
    return [
        f"{column_label(form, column.id)}（{figure_text(stated)}，各行之和{figure_text(total)}）"
        for column, stated in zip(form.t3_columns, figures, strict=True)
        if (total := _sum(report, form, groups, column.id)) is not None and total != stated
    ]


def _sum(report: Report, form: Form, groups: tuple[str, ...], column: str) -> float | None:
    rows = [figure(report, f"T3.{leaf}.{column}") for leaf in form.leaves if leaf.startswith(groups)]
    return None if None in rows or not rows else sum(filter(None, rows))
