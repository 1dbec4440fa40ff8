"""The labels of table 2 against the mandated ones, as words: its rows and columns are few and each has a name of its own.

Tables 3 and 4, whose labels repeat, are `checks.form_structure`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from checks.form_structure import UNREAD, absent_cells, label_words
from checks.forms import Form
from checks.labels import is_shortened, plain
from checks.model import Filing, Hit, Responsibility, Unassessable
from checks.registry import Answer, Context, filing_rule
from checks.report import Report
from checks.wordings import named

RECOGNISED = "栏目系图像识别所得，各格均已对应，不能逐字核对"


@filing_rule("FMT-T2-LABEL")
def labels_of_table_2(filing: Filing, context: Context) -> Iterator[Answer]:
    """A mandated label of table 2, or the unit of the fee, is not on the page.

    Spaces, brackets, one lost character and 「行政规范性文件」 against 「规范性文件」 are no alteration.
    """
    report, form = filing.report, context.form(filing)
    words = label_words(report, "T2")
    if report is None or form is None or not words:
        yield Unassessable("FMT-T2-LABEL", UNREAD)
        return
    if report.method != "digital" and not absent_cells(report, form, "T2"):
        yield Unassessable("FMT-T2-LABEL", RECOGNISED)
        return
    if altered := altered_in_table_2(report, form):
        values = {"found": named(f"“{label}”" for label in altered)}
        whose = Responsibility.UNDECIDED if "T2" in report.suspicions else Responsibility.AGENCY
        yield Hit("FMT-T2-LABEL", values=values, responsibility=whose)


def altered_in_table_2(report: Report, form: Form) -> list[str]:
    """The mandated labels that a table 2 found on the page lacks."""
    words = label_words(report, "T2")
    return [label for label in mandated_in_table_2(form) if words and not _stands(label, words)]


@lru_cache
def mandated_in_table_2(form: Form) -> tuple[str, ...]:
    """The labels of table 2, each once."""
    labels = [label.label for block in form.t2 for label in (*block.columns, *block.rows)]
    return tuple(dict.fromkeys(labels))


def _stands(label: str, words: Iterable[str]) -> bool:
    """Whether a label of table 2 is on the page, in one cell or broken over several, at most one character short."""
    full = plain(label).removeprefix("行政") if label == "行政规范性文件" else plain(label)
    words = list(words)
    unit = "万元" in full
    if unit and not any("万元" in word for word in words):
        return False
    name = full.split("(")[0] if unit else full
    return name in "".join(words) or any(is_shortened(word.split("(")[0], name) for word in words)
