"""Table 3 in text made of a page block by block is read where one reading of its figures fits the form's sums, and else not at all."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from checks.report import CellState, Report
from flows.extract import read_report
from flows.extract.document import Paragraph
from flows.extract.forms import forms
from flows.extract.match.flat_bands import bands
from flows.extract.match.flat_figures import figures_of
from flows.extract.match.flat_t3 import NOTE, columns_hold, with_blocks_in_place
from flows.extract.match.flat_tiles import tilings
from tests.accuracy.figures import Figures, invent

_HEAD = [
    "申请人情况",
    "法人或其他组织",
    "自然人",
    "商业企业",
    "科研机构",
    "社会公益组织",
    "法律服务机构",
    "其他",
    "总计",
]
Order = list[list[str]]


def _rows(truth: Figures) -> list[list[str]]:
    form = forms()[truth.form]
    return [[truth.texts[f"T3.{row.id}.{column.id}"] for column in form.t3_columns] for row in form.t3_rows]


def _labels(truth: Figures) -> list[str]:
    return [row.label for row in forms()[truth.form].t3_rows]


def _by_column(rows: Sequence[Sequence[str]]) -> Order:
    return [list(column) for column in zip(*rows, strict=True)]


def _in_bands(rows: Sequence[Sequence[str]], *heights: int) -> Order:
    """Blocks of the columns of the first so many rows, then of the next."""
    ends = [sum(heights[: at + 1]) for at in range(len(heights))]
    return [
        column
        for start, end in zip([0, *ends], [*ends, len(rows)], strict=True)
        for column in _by_column(rows[start:end])
    ]


def _beside_labels(truth: Figures) -> Order:
    """pdftotext of a page printed by Chromium: two columns beside their labels, the others behind them as blocks of their own."""
    rows, labels = _rows(truth), _labels(truth)
    first = [line for label, row in zip(labels, rows, strict=True) for line in (label, row[0], row[1])]
    return [first, *_by_column([row[2:5] for row in rows]), [" ".join(row[5:]) for row in rows]]


def _lines(blocks: Order, *, labels: Sequence[str] = (), head: Sequence[str] = _HEAD) -> list[str]:
    """The lines of the table, an empty one behind each block."""
    return [*head, *labels, "", *(line for block in blocks for line in (*block, ""))]


def _read(lines: Sequence[str]) -> Report:
    heading = "三、收到和处理政府信息公开申请情况"
    behind = ["四、政府信息公开行政复议、行政诉讼情况", "结果维持", "0", "五、存在的主要问题及改进情况", "无。"]
    return read_report("\n".join(["一、总体情况", "好。", heading, *lines, *behind]).encode(), "r.txt")


def _wrong(report: Report, truth: Figures) -> set[str]:
    told = {cell: expected for cell, expected in truth.expected.items() if cell.startswith("T3")}
    return {cell for cell, expected in told.items() if (report.cells[cell].state, report.cells[cell].value) != expected}


def _is_unread(report: Report, truth: Figures) -> bool:
    states = {report.cells[cell].state for cell in truth.expected if cell.startswith("T3") and cell in report.cells}
    return "T3" in report.suspicions or states <= {CellState.UNREADABLE, CellState.ABSENT}


@pytest.mark.parametrize("form", ["2021", "2019", "mixed"])
@pytest.mark.parametrize("heights", [(), (11,), (1, 1, 10, 4)])
def test_bands_of_rows_read_down_their_columns_are_put_back(form, heights):
    truth = invent(5, form, busy=0.5)
    report = _read(_lines(_in_bands(_rows(truth), *heights), labels=_labels(truth)))
    assert _wrong(report, truth) == set()
    assert report.cells["T3.new.natural"].note == NOTE


def test_columns_beside_their_labels_and_blocks_of_the_others_are_put_back():
    truth = invent(6, "2021", busy=0.5)
    assert _wrong(_read(_lines(_beside_labels(truth))), truth) == set()


def test_two_pieces_run_together_in_one_block_are_put_back():
    truth = invent(8, "2021", busy=0.5)
    blocks = _in_bands(_rows(truth), 11)
    joined = [*blocks[:5], blocks[5] + blocks[6], *blocks[7:]]
    assert _wrong(_read(_lines(joined, labels=_labels(truth))), truth) == set()


def test_names_at_the_figures_say_which_column_comes_first():
    truth = invent(5, "2021", busy=0.5)
    natural, business, *others = _by_column(_rows(truth))
    named = [[name, *column] for name, column in zip(_HEAD[4:], others, strict=True)]
    blocks = [["商业企业", *business], natural, *named]
    assert _wrong(_read(_lines(blocks, labels=_labels(truth), head=["申请人情况", "自然人"])), truth) == set()


def test_a_pages_number_among_the_figures_is_none_of_them():
    truth = invent(5, "2021", busy=0.5)
    blocks = _in_bands(_rows(truth), 11)
    assert _wrong(_read(_lines([*blocks[:7], ["4"], *blocks[7:]], labels=_labels(truth))), truth) == set()


def test_a_figure_that_fails_a_sum_is_no_pages_number_among_zeros():
    """A dash of table 2 came behind its heading, and the one application of a business was counted in no result."""
    truth = invent(5, "2021")
    blocks = [["0"] * len(_labels(truth)) for _ in range(7)]
    lone = [["0"], *blocks[:1], ["2"], blocks[1][1:], *blocks[2:]]
    report = _read(_lines(lone, labels=_labels(truth)))
    assert _is_unread(report, truth)


def test_a_blank_that_left_nothing_behind_leaves_no_figure_to_its_place():
    truth = invent(5, "2021", busy=0.5)
    blocks = _in_bands(_rows(truth), 11)
    del blocks[3][2]
    assert _is_unread(_read(_lines(blocks, labels=_labels(truth))), truth)


def test_a_figure_of_table_4_fills_no_place_of_a_blank():
    truth = invent(5, "2021")
    blocks = [["0"] * len(_labels(truth)) for _ in range(7)]
    del blocks[3][2]
    lines = _lines(blocks, labels=_labels(truth))
    assert not _is_unread(_read([*lines[:-3], "0", "", *lines[-3:]]), truth)
    assert _is_unread(_read(lines), truth)


def test_a_sum_of_the_report_that_fails_proves_no_order():
    truth = invent(5, "2021", busy=0.5).printed("T3.granted.total", "9999", CellState.NUMBER, 9999)
    assert _is_unread(_read(_lines(_in_bands(_rows(truth), 11), labels=_labels(truth))), truth)


def test_a_figure_that_comes_behind_those_it_stands_before_proves_no_order():
    truth = invent(5, "2021", busy=0.5)
    flat = [figure for block in _by_column(_rows(truth)) for figure in block]
    moved = [*flat[1:40], flat[0], *flat[40:]]
    assert _is_unread(_read(_lines([moved], labels=_labels(truth))), truth)


def test_rows_beside_their_labels_are_left_to_these():
    truth = invent(5, "2021", busy=0.5)
    blocks = [[label, *row] for label, row in zip(_labels(truth), _rows(truth), strict=True)]
    lines = tuple(Paragraph(line) for line in _lines(blocks))
    assert with_blocks_in_place(lines) == lines


def test_rows_beside_their_labels_in_another_order_are_left_to_these_too():
    truth = invent(5, "2021", busy=0.5)
    blocks = [[label, *row] for label, row in zip(_labels(truth), _rows(truth), strict=True)]
    blocks[-9], blocks[-6] = blocks[-6], blocks[-9]
    assert blocks[-9][1:] != blocks[-6][1:]
    lines = tuple(Paragraph(line) for line in _lines(blocks))
    assert with_blocks_in_place(lines) == lines


def test_names_of_a_line_in_another_order_leave_the_table_unread():
    truth = invent(5, "2021", busy=0.5)
    head = ["申请人情况", "自然人 科研机构 商业企业 社会公益组织 法律服务机构 其他 总计"]
    assert _is_unread(_read(_lines(_in_bands(_rows(truth), 11), labels=_labels(truth), head=head)), truth)


def test_where_two_readings_fit_none_is_taken():
    """One application of a business, written row by row: read down the columns of some rows its figures stand elsewhere and fit as well."""
    form = forms()["2021"]
    height, width = len(form.t3_rows), len(form.t3_columns)
    flat = ["0"] * (height * width)
    for row in (0, 8, height - 2):
        flat[row * width + 1] = flat[row * width + width - 1] = "1"
    figures = list(figures_of([(at, Paragraph(figure)) for at, figure in enumerate(flat)], form))
    fitting = [rows for rows in bands(figures, form) or () if columns_hold(figures, rows, form)]
    assert len({tuple(flat[at] for row in rows for at in row) for rows in fitting}) > 1
    lines = tuple(Paragraph(line) for line in [*_HEAD, *(row.label for row in form.t3_rows), *flat])
    assert with_blocks_in_place(lines) == lines


def test_blocks_of_single_figures_tell_no_tiles():
    form = forms()["2021"]
    flat = [figure for row in _rows(invent(5, "2021")) for figure in row]
    lines = [(at, Paragraph(text)) for at, figure in enumerate(flat) for text in (figure, "")]
    assert tilings(list(figures_of(lines, form)), form) is None
