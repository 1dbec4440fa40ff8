"""Figures before which the name of their column is said again."""

from __future__ import annotations

from flows.extract.document import Grid
from flows.extract.grid import RawCell, lay_out
from flows.extract.match.names_repeated import with_names_once

HEAD = ["信息内容", "本年制发件数", "本年废止件数"]


def texts(*rows: list[str]) -> list[str]:
    grid = lay_out([[RawCell(text) for text in row] for row in rows])
    (block,) = with_names_once([grid])
    assert isinstance(block, Grid)
    return [cell.text for cell in block.cells][len(HEAD) :]


def test_a_figure_stands_without_the_name_of_its_column():
    rows = ["规章", "本年制发件数：3", "本年废止件数: /"], ["规范性文件", "本年制发件数：12", "本年废止件数："]
    assert texts(HEAD, *rows) == ["规章", "3", "/", "规范性文件", "12", ""]


def test_another_name_is_kept():
    rows = ["规章", "其中：3", "本年制发件数：1"], ["规范性文件", "本年制发件数：12", "本年废止件数：2"]
    assert texts(HEAD, *rows) == [text for row in rows for text in row]


def test_a_name_under_the_nearest_of_two_heads_is_taken_off_too():
    below = ["信息内容", "本年处理决定数量", "备注"], ["行政许可", "本年处理决定数量：7", "无"]
    rows = ["规章", "本年制发件数：3", "本年废止件数：0"], *below
    assert texts(HEAD, *rows) == ["规章", "3", "0", *below[0], "行政许可", "7", "无"]
