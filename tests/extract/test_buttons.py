"""Words and signs for a click beside the figures of a table."""

from __future__ import annotations

import pytest

from flows.extract.document import Grid
from flows.extract.grid import RawCell, lay_out
from flows.extract.match.buttons import without_buttons

HEAD = ["信息内容", "本年制发件数", "本年废止件数"]


def figures(*rows: list[str]) -> list[str]:
    (block,) = without_buttons([lay_out([[RawCell(text) for text in row] for row in (HEAD, *rows)])])
    assert isinstance(block, Grid)
    return [cell.text for cell in block.cells if cell.row and cell.column]


@pytest.mark.parametrize("button", ["复制", " [复制]", "点击复制", "查看详情", "\ue600"])
def test_a_button_beside_every_figure_is_no_part_of_it(button):
    rows = ["规章", f"0{button}", f"12{button}"], ["规范性文件", f"3{button}", "/"]
    assert figures(*rows) == ["0", "12", "3", "/"]


def test_a_button_may_stand_before_the_figure_and_beside_a_blank():
    assert figures(["规章", "复制3", "复制"], ["规范性文件", "复制12", "复制 7"]) == ["3", "", "12", "7"]


@pytest.mark.parametrize(
    "cells",
    [
        ["3\ue600", "\ue601", "\ue602", "12\ue603"],  # one font's digits, each another
        ["3", "5", "7", "12详情"],
    ],
)
def test_what_few_figures_have_or_what_differs_is_no_button(cells):
    assert figures(["规章", *cells[:2]], ["规范性文件", *cells[2:]]) == cells


def test_a_sign_alone_that_other_figures_have_is_a_button():
    assert figures(["规章", "3\ue600", "4\ue600"], ["规范性文件", "\ue600", "9\ue600"]) == ["3", "4", "", "9"]


def test_a_sign_alone_beside_which_no_figure_stands_is_kept():
    assert figures(["规章", "\ue600", "\ue600"], ["规范性文件", "\ue600", "\ue600"]) == ["\ue600"] * 4
