"""Tables drawn with strokes are read by where the strokes stand, in whatever measure these line up."""

from __future__ import annotations

import pytest

from flows.extract.document import Grid, Paragraph
from flows.extract.grid import rows_of
from flows.extract.readers import read_document
from flows.settings import load_settings

SETTINGS = load_settings()
SPANNED = """
┌───────────┬──────────┬────┐
│           │法人或其他│    │
│情形       ├────┬─────┤总计│
│           │商业│科研 │    │
├───────────┼────┼─────┼────┤
│（一）予以 │ 3  │  4  │ 7  │
│   公开    │    │     │    │
├────┬──────┼────┼─────┼────┤
│不予│“三安 │ 0  │     │ 0  │
│公开├──────┼────┴─────┼────┤
│    │重复  │    0     │ 0  │
└────┴──────┴──────────┴────┘
""".strip()


def grids(text: str) -> list[Grid | str]:
    blocks = read_document(text.encode(), "r.txt", None, SETTINGS).blocks
    return [block.text if isinstance(block, Paragraph) else block for block in blocks]


def shown(text: str) -> list[object]:
    return [one if isinstance(one, str) else [[c.text for c in row] for row in rows_of(one)] for one in grids(text)]


def test_a_drawn_cell_reaches_over_the_rows_and_columns_that_no_stroke_parts():
    (grid,) = grids(SPANNED)
    assert isinstance(grid, Grid)
    assert [[(c.text, c.column, c.rowspan, c.colspan) for c in row] for row in rows_of(grid)] == [
        [("情形", 0, 2, 2), ("法人或其他", 2, 1, 2), ("总计", 4, 2, 1)],
        [("商业", 2, 1, 1), ("科研", 3, 1, 1)],
        [("（一）予以公开", 0, 1, 2), ("3", 2, 1, 1), ("4", 3, 1, 1), ("7", 4, 1, 1)],
        [("不予公开", 0, 2, 1), ("“三安", 1, 1, 1), ("0", 2, 1, 1), ("", 3, 1, 1), ("0", 4, 1, 1)],
        [("重复", 1, 1, 1), ("0", 2, 1, 2), ("0", 4, 1, 1)],
    ]


@pytest.mark.parametrize("wide", [1, 2], ids=["counted", "shown"])
def test_strokes_line_up_by_characters_or_by_their_width(wide):
    rows = [("名称", "件数"), ("规章", "2"), ("行政规范性文件", "")]
    widths = [max(len(row[at]) * wide for row in rows) for at in (0, 1)]
    rule = "+".join(["", *("-" * (width + 2) for width in widths), ""])

    def line(row: tuple[str, str]) -> str:
        cells = (
            f" {text}{' ' * (width - len(text) * (1 if text.isdigit() else wide))} "
            for text, width in zip(row, widths, strict=True)
        )
        return f"|{'|'.join(cells)}|"

    table = "\n".join([rule, line(rows[0]), rule, line(rows[1]), rule, line(rows[2]), rule])
    assert shown(f"前言。\n\n{table}\n\n后记。") == ["前言。", [list(row) for row in rows], "后记。"]


def test_a_number_broken_by_a_narrow_column_is_one_and_numbers_with_room_beside_each_other_are_two():
    rule = "+------+------+"
    broken = [rule, "| 名称 | 件数 |", rule, "| 规章 | 8    |", "|      | 3997 |", rule, "| 许可 | 1    |", rule]
    assert shown("\n".join(broken)) == [[["名称", "件数"], ["规章", "83997"], ["许可", "1"]]]
    two = [line.replace("3997", "   3") for line in broken]
    assert shown("\n".join(two)) == [[["名称", "件数"], ["规章", "8"], ["", "3"], ["许可", "1"]]]


def test_a_dash_between_two_uprights_is_what_a_cell_says_and_no_rule():
    table = "+--+--+\n|规|- |\n+--+--+\n|章|—-|\n+--+--+"
    assert shown(table.replace("—-", "--")) == [[["规", "-"], ["章", "--"]]]


def test_a_box_whose_strokes_do_not_stand_under_each_other_is_read_line_by_line():
    assert shown("┌────────┐\n│规章│0│1│\n│规范性文件│5│6│\n└────────┘") == [
        [["规章", "0", "1"], ["规范性文件", "5", "6"]]
    ]
