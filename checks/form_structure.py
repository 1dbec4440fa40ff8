"""Rows, columns and parts of the published tables 3 and 4 against the mandated ones; labels of table 2 are `checks.form_labels`.

The words on the page decide: what is not found among the cells but stands on the page was missed by our reading, and
then nothing is said against the agency.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import TypeVar

from rapidfuzz import fuzz

from checks.forms import MIXED, Form, Label, Row, form_for_year, split_cell
from checks.labels import plain, plain_label
from checks.model import Filing, Hit, Responsibility, Severity, Unassessable
from checks.registry import Answer, Context, filing_rule
from checks.report import BESIDE_THE_FORM, CellState, Report, Table
from checks.wordings import column_label, named, row_label

# What the readers write for a sign that could not be read.
UNREADABLE = "\ufffd"
UNREAD = "表格未读到或未保留原表，不能比对栏目"
# A label this much like a piece of the page's words stands on the page, however damaged.
LIKE = 80
# 其他 and 总计 are pieces of other labels too: they stand on the page only where a cell says just that.
SHORT = 2
# The words that tell the three outcomes of （六） from one undivided row.
PARTS_OF_OTHER = ("逾期不补正", "逾期未按收费", "逾期不缴费")
# The figures behind the label of a row that the form does not have.
_ROW_OF_FIGURES = re.compile(r"(?:\s+(?:\d[\d,.]*|[/／—-]))+$")
_Named = TypeVar("_Named", Row, Label)
# 合计 is a usual spelling of 总计; 小计 is a column of its own.
ADDED_SUM = "小计"


@filing_rule("FMT-T3-ROWS")
def rows_of_table_3(filing: Filing, context: Context) -> Iterator[Answer]:
    """Table 3 lacks a mandated row (an undivided （六） from 2021 on lacks three), or has one that is none of the form.

    A row whose label stands on the page is there: merged label cells make rows only seem lost. A row of unknown words may
    be one whose label we do not know, unless all that are mandated were read beside it.
    """
    report, form, due = filing.report, context.form(filing), form_for_year(context.forms, filing.year)
    words = label_words(report, "T3")
    if report is None or form is None or due is None or not words:
        yield Unassessable("FMT-T3-ROWS", UNREAD)
        return
    is_divided = any(part in "".join(words) for part in PARTS_OF_OTHER)
    if form.name == MIXED and due.name == "2021" and not is_divided:
        found = "（六）其他处理未按1、2、3三种情形分行填报"
        yield _rows_hit("undivided", found, "（六） is not divided into its three rows", Responsibility.AGENCY)
    absent = absent_cells(report, form, "T3")
    lost = _lost(form.t3_rows, absent, lambda row: (f"T3.{row.id}.{column.id}" for column in form.t3_columns))
    is_rest_read = _is_read_but_for(report, form, lost)
    left_over = [text for text in report.left_over if text.startswith("T3:") and BESIDE_THE_FORM not in text]
    gone = [
        row
        for row in lost
        if (not _row_stands(row, words) or (is_rest_read and _is_named_generally(row)))
        # Its three rows of 2021 stand for the one row of 2019.
        and not (is_divided and row.id == "other")
    ]
    if gone:
        found = f"未见{named(f'“{row_label(form, row.id)}”行' for row in gone)}"
        found_en = f"missing {named((row.id for row in gone), ', ')}"
        yield _rows_hit("missing", found, found_en, Responsibility.UNDECIDED if left_over else Responsibility.AGENCY)
    elif lost:
        yield Unassessable("FMT-T3-ROWS", "部分行的名称在页面上，但数据未能对应")
    added = [text for text in left_over if _is_foreign_row(text, form)]
    if added:
        # A cell over several columns is told once for each.
        labels = [" ".join(dict.fromkeys(_ROW_OF_FIGURES.sub("", text[3:].strip()).split())) for text in added]
        found, found_en = (
            f"另有{named(f'“{label}”行' for label in labels)}",
            f"also {named((f'“{label}”' for label in labels), ', ')}",
        )
        sure = _is_read_beside(report, form, ()) and any(_is_plainly_added(text, report, form) for text in added)
        yield _rows_hit("added", found, found_en, Responsibility.AGENCY if sure else Responsibility.UNDECIDED)


def _is_plainly_added(text: str, report: Report, form: Form) -> bool:
    """Whether a row between the mandated ones has a figure in every column; one of subtotals is only pointed out."""
    figures = _ROW_OF_FIGURES.search(text)
    is_filled = figures is not None and len(figures.group().split()) == len(form.t3_columns)
    return is_filled and ADDED_SUM not in text and any(_stands_within(text, table) for table in report.tables)


def _stands_within(text: str, table: Table) -> bool:
    """Whether a row stands between two of table 3 as published: one below its end may be of another table."""
    placed = [at for at, row in enumerate(table.rows) if any(cell for *_, cell in row)] if table.id == "T3" else []
    within = table.rows[placed[0] + 1 : placed[-1]] if placed else ()
    words = (plain("".join(cell for cell, *_ in row)) for row in within if not any(cell for *_, cell in row))
    return any(word and plain(text).endswith(word) for word in words)


def _rows_hit(key: str, found: str, found_en: str, responsibility: Responsibility) -> Hit:
    return Hit(
        "FMT-T3-ROWS",
        key,
        values={"found": found, "found_en": found_en, "doubt": "", "doubt_en": ""},
        responsibility=responsibility,
    )


@filing_rule("FMT-T3-COLS")
def columns_of_table_3(filing: Filing, context: Context) -> Iterator[Answer]:
    """Table 3 lacks a mandated applicant column; an added one (小计, 备注) is only pointed out."""
    report, form = filing.report, context.form(filing)
    words = label_words(report, "T3")
    if report is None or form is None or not words:
        yield Unassessable("FMT-T3-COLS", UNREAD)
        return
    lost = _lost_columns(report, form)
    gone = left_out_of_table_3(report, form)
    values = {"doubt": "", "doubt_en": ""}
    if gone:
        found = f"未见{named(f'“{column_label(form, column.id)}”列' for column in gone)}"
        values |= {"found": found, "found_en": f"missing {named((column.id for column in gone), ', ')}"}
        sure = _is_read_beside(report, form, gone) and not _may_run_off(report, form, gone)
        whose = Responsibility.AGENCY if sure else Responsibility.UNDECIDED
        yield Hit("FMT-T3-COLS", "missing", values=values, responsibility=whose)
    elif lost:
        yield Unassessable("FMT-T3-COLS", "部分列的名称在页面上，但数据未能对应")
    if any(text.startswith("T3:") and BESIDE_THE_FORM in text for text in report.left_over):
        found, found_en = ("“小计”栏", "of subtotals") if ADDED_SUM in words else ("规定之外的栏", "beside the form")
        values |= {"found": f"增加了{found}", "found_en": f"a column {found_en} was added"}
        yield Hit("FMT-T3-COLS", "added", values=values, severity=Severity.ADVICE)


def left_out_of_table_3(report: Report, form: Form) -> list[Label]:
    """The columns that a table 3 found on the page lacks: none of their figures is there, nor their names."""
    words = label_words(report, "T3")
    return [column for column in _lost_columns(report, form) if words and not _label_stands(column, words)]


def _lost_columns(report: Report, form: Form) -> list[Label]:
    absent = absent_cells(report, form, "T3")
    return _lost(form.t3_columns, absent, lambda column: (f"T3.{row.id}.{column.id}" for row in form.t3_rows))


def _may_run_off(report: Report, form: Form, gone: Iterable[Label]) -> bool:
    """Whether the last column is among those gone from a printed page: a table too wide for it ends beyond its edge."""
    last = form.t3_columns[-1].id
    printed = any(cell.where.page is not None for cell in report.cells.values())
    return printed and any(column.id == last for column in gone)


def _is_read_but_for(report: Report, form: Form, rows: Iterable[Row]) -> bool:
    """Whether every figure of table 3's other rows was read and none is left over that might be of these."""
    ids = {row.id for row in rows}
    cells = (report.cells.get(name) for name in form.table_cells("T3") if split_cell(name)[1] not in ids)
    is_left_over = any(text.startswith("T3:") for text in report.left_over)
    return not is_left_over and all(
        cell is not None and cell.state not in (CellState.ABSENT, CellState.UNREADABLE) for cell in cells
    )


def _is_read_beside(report: Report, form: Form, gone: Iterable[Label]) -> bool:
    """Whether every figure of the other columns was read: a column whose name we lost would leave one too many in each row."""
    columns = {column.id for column in gone}
    cells = (report.cells.get(name) for name in form.table_cells("T3") if split_cell(name)[2] not in columns)
    return all(cell is not None and cell.state not in (CellState.ABSENT, CellState.UNREADABLE) for cell in cells)


@filing_rule("FMT-T4-STRUCT")
def structure_of_table_4(filing: Filing, context: Context) -> Iterator[Answer]:
    """Table 4 lacks one of its three parts or one of their five columns.

    Where figures were lost though the words are there (a head in several lines, a row that wraps), the reading failed.
    """
    report, form = filing.report, context.form(filing)
    words = label_words(report, "T4")
    if report is None or form is None or not words:
        yield Unassessable("FMT-T4-STRUCT", UNREAD)
        return
    if gone := left_out_of_table_4(report, form):
        found = f"未见{named(f'“{label.label}”' for label in gone)}"
        values = {"found": found, "found_en": f"missing {named((label.id for label in gone), ', ')}"}
        values |= {"doubt": "", "doubt_en": ""}
        # Rows of figures whose part is not known may be those of the parts that are not found, if there are enough.
        left_over = sum(text.startswith("T4:") for text in report.left_over)
        whose = Responsibility.UNDECIDED if left_over >= len(gone) else Responsibility.AGENCY
        yield Hit("FMT-T4-STRUCT", values=values, responsibility=whose)
    elif absent_cells(report, form, "T4"):
        yield Unassessable("FMT-T4-STRUCT", "部分单元格未能对应，可能是表头分行所致")


def left_out_of_table_4(report: Report, form: Form) -> list[Label]:
    """The parts and columns that a table 4 found on the page lacks: none of their figures is there, nor their words."""
    words, absent = label_words(report, "T4"), absent_cells(report, form, "T4")
    lost: list[Label] = []
    lost += _lost(form.t4_blocks, absent, lambda block: (f"T4.{block.id}.{column.id}" for column in form.t4_columns))
    lost += _lost(form.t4_columns, absent, lambda column: (f"T4.{block.id}.{column.id}" for block in form.t4_blocks))
    return [label for label in lost if words and not _label_stands(label, words)]


def label_words(report: Report | None, table: str) -> list[str]:
    """What stands in the published table beside its figures, without white space."""
    if report is None:
        return []
    texts = [
        text for one in report.tables if one.id == table for row in one.rows for text, _, _, cell in row if not cell
    ]
    return [word for word in map(plain_label, texts) if word]


def absent_cells(report: Report, form: Form, table: str) -> frozenset[str]:
    """The cells of a table whose place was not found."""
    found = report.cells
    return frozenset(
        name for name in form.table_cells(table) if name not in found or found[name].state is CellState.ABSENT
    )


def _lost(labels: Iterable[_Named], absent: frozenset[str], cells: Callable[[_Named], Iterable[str]]) -> list[_Named]:
    """The rows or columns of which every cell is absent."""
    return [label for label in labels if absent.issuperset(cells(label))] if absent else []


def _row_stands(row: Row, words: Iterable[str]) -> bool:
    """Whether a row's words are on the page; 其他 says nothing, for a column and a group are called so too."""
    return _is_named_generally(row) or any(_is_in(name, words) for name in _names(row))


def _is_named_generally(row: Row) -> bool:
    """Whether other parts of table 3 are called as this row is."""
    return any(name in ("其他", "总计") for name in _names(row))


def _names(row: Row) -> list[str]:
    """A row's label and its variants, without numeral and explanation."""
    return [
        plain(name).split("(区分")[0].lstrip("一二三四五六七八()0123456789.、") for name in (row.label, *row.variants)
    ]


def _label_stands(label: Label, words: Iterable[str]) -> bool:
    return any(_is_in(plain(name), words) for name in (label.label, *label.variants))


def _is_in(name: str, words: Iterable[str]) -> bool:
    if len(name) <= SHORT:
        return name in words
    page = "".join(words)
    return name in page or fuzz.partial_ratio(name, page) >= LIKE


def _is_foreign_row(text: str, form: Form) -> bool:
    """Whether a row that matched nothing is like none of the form's: our matcher may miss a damaged label, too.

    Nor is it a row where a page cut the head in two: 法律 on one, 服务机构 on the next.
    """
    label = plain(text[3:]).replace(UNREADABLE, "").rstrip("0123456789./-—")
    if any(label in plain(name) for column in form.t3_columns for name in (column.label, column.group or "")):
        return False
    groups = {plain(part) for row in form.t3_rows for part in (row.group, row.subgroup) if part}
    # Where label cells are not merged the group stands before each of its rows.
    label = re.sub(f"^(?:{'|'.join(map(re.escape, groups))})+(?=.)", "", label)
    known = [*(plain(row.label) for row in form.t3_rows), *groups]
    return len(label) > 1 and max(fuzz.partial_ratio(label, name) for name in known) < LIKE
