"""Table 4 whose names and figures stand by turns in a text is read where all its figures are the same, and else not at all."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.document import Grid, Paragraph
from flows.extract.grid import rows_of
from flows.extract.match.flat_t4_alike import with_zeros_of_table_4

_COLUMNS = ["结果维持", "结果纠正", "其他结果", "尚未审结", "总计"]
_NAMES = ["行政复议", "行政诉讼", "未经复议直接起诉", "复议后起诉", *_COLUMNS * 3]


def _read(lines: Sequence[str]) -> list[str]:
    """The figures of the grid that the lines become, none where they stay lines."""
    blocks = [Paragraph("四、政府信息公开行政复议、行政诉讼情况"), *map(Paragraph, lines)]
    grids = [block for block in with_zeros_of_table_4(blocks) if isinstance(block, Grid)]
    return [cell.text for cell in rows_of(grids[0])[-1]] if grids else []


def test_figures_that_are_all_alike_need_no_order():
    assert _read([*_NAMES[:9], *["0"] * 4, *_NAMES[9:], *["0"] * 11]) == ["0"] * 15


def test_what_stands_behind_the_next_heading_goes_on_with_the_table():
    heading = ["五、存在的主要问题及改进情况", "一是公开的主动性有待加强，二是解读形式较为单一。"]
    assert _read([*_NAMES[:9], *["0"] * 4, *heading, *_NAMES[9:], *["0"] * 11]) == ["0"] * 15


def test_a_figure_too_few_another_figure_or_a_missing_name_leaves_the_table_as_it_stands():
    assert _read([*_NAMES, *["0"] * 14]) == []
    assert _read([*_NAMES, "1", *["0"] * 3, "1", *["0"] * 10]) == []
    assert _read([*_NAMES[:-1], *["0"] * 15]) == []
