"""The figures of table 4 between the names of its head: read where just one order of them adds up, else not at all."""

from __future__ import annotations

import pytest

from flows.extract.document import Grid, Paragraph
from flows.extract.match.in_order import with_rows_in_order

_NAMES = "结果维 持 结果纠 正 其他结 果 尚未审 结"
_FIRST, _SUITS = "行政复议 行政诉讼", "未经复议直接起诉 复议后起诉"


def _read(*lines: str) -> list[str] | None:
    blocks = with_rows_in_order([Paragraph("四、政府信息公开行政复议、行政诉讼情况"), *map(Paragraph, lines)])
    grid = next((block for block in blocks if isinstance(block, Grid)), None)
    return None if grid is None else [cell.text for cell in grid.cells if cell.row == grid.height - 1]


def _whole(figures: str) -> list[str]:
    return figures.split()


def test_figures_of_whole_blocks_behind_their_names_are_read():
    read = _read(
        _FIRST,
        "未经复议直接起诉",
        _NAMES,
        "总计",
        "25 0 20 0 45",
        "复议后起诉",
        *[_NAMES, "总计"] * 2,
        "0 0 0 0 0 15 39 17 0 71",
    )
    assert read == _whole("25 0 20 0 45 0 0 0 0 0 15 39 17 0 71")


def _with_a_total_behind(total: str) -> list[str]:
    """A table whose first total, `total`, stands behind the figures of the block that follows its own."""
    last = [_NAMES, "15 39 17 0", "总计", "71"]
    return [_FIRST, _NAMES, "25 0 20 0", "总计", _SUITS, _NAMES, f"3 0 1 0 {total}", "总计", "4", *last]


def test_a_total_behind_the_figures_that_follow_it_is_told_by_the_sums():
    assert _read(*_with_a_total_behind("45")) == _whole("25 0 20 0 45 3 0 1 0 4 15 39 17 0 71")


@pytest.mark.parametrize("total", ["46", "4", "0"])
def test_a_total_that_fits_nowhere_leaves_the_table_unread(total):
    assert _read(*_with_a_total_behind(total)) is None


def test_whole_blocks_one_of_which_does_not_add_up_are_not_put_in_another_order():
    assert _read(_FIRST, _SUITS, _NAMES, "总计", "0 0 0 0 1", *[_NAMES, "总计"] * 2, "1 0 0 0 0 0 0 0 0 0") is None


def test_results_apart_from_each_other_prove_no_order():
    read = _read(
        _FIRST,
        "结果维 持",
        "25",
        "结果纠 正",
        "0",
        "其他结 果 尚未审 结",
        "20 0",
        "总计",
        "45",
        _SUITS,
        *[_NAMES, "总计"] * 2,
        "0 0 0 0 0 15 39 17 0 71",
    )
    assert read is None


@pytest.mark.parametrize(
    ("lines", "is_read"),
    [
        (
            (
                _NAMES,
                "总计",
                _NAMES,
                "总计",
                "结果维 持 结果纠 正 复议后起诉 未经复议直接起诉 其他结 果 尚未审 结",
                "总计",
            ),
            True,
        ),
        (("复议后起诉 未经复议直接起诉", *[_NAMES, "总计"] * 3), False),
    ],
)
def test_the_name_over_the_last_five_may_be_read_among_theirs_and_not_before(lines, is_read):
    assert (_read(_FIRST, *lines, "1 0 0 0 1 0 2 0 0 2 0 0 3 0 3") is not None) == is_read
