"""Tables in the markup of wikis and text processors say what a page's tables say, with what their cells span."""

from __future__ import annotations

import pytest

from flows.extract.document import Grid, Paragraph
from flows.extract.grid import rows_of
from flows.extract.readers import read_document
from flows.settings import load_settings

SETTINGS = load_settings()
TABLES = {
    "mediawiki": """{| class="wikitable"
|+ 表
|-
! rowspan="2" | 情形 !! colspan=2 | 申请人
|-
| 自然<br />人
| 总计
|-
| 予以公开
| 5 || 
|}""",
    "asciidoc": """[width="99%",cols="40%,30%,30%",options="header"]
|===
.2+|情形 2+|申请人
|自然 +
人 |总计
|予以公开 |5 |
|===""",
    "textile": """|/2. 情形|\\2=. 申请人|
|自然人|<. 总计|
|_. 予以公开|5| |""",
}


def shown(text: str, name: str = "r.txt") -> list[object]:
    blocks = read_document(text.encode(), name, None, SETTINGS).blocks
    return [
        block.text
        if isinstance(block, Paragraph)
        else [[(c.text.replace(" ", ""), c.rowspan, c.colspan) for c in row] for row in rows_of(block)]
        for block in blocks
    ]


@pytest.mark.parametrize("kind", TABLES)
def test_a_table_in_markup_keeps_its_spans_and_its_blanks(kind):
    assert shown(f"前言。\n\n{TABLES[kind]}\n\n后记。") == [
        "前言。",
        [
            [("情形", 2, 1), ("申请人", 1, 2)],
            [("自然人", 1, 1), ("总计", 1, 1)],
            [("予以公开", 1, 1), ("5", 1, 1), ("", 1, 1)],
        ],
        "后记。",
    ]


@pytest.mark.parametrize(
    "heading", ["## 一、总体情况", "== 一、总体情况 ==", "== 一、总体情况", "h2. {anchor:一}一、总体情况"]
)
def test_a_heading_in_markup_is_one_without_its_marks(heading):
    (block,) = read_document(heading.encode(), "r.txt", None, SETTINGS).blocks
    assert isinstance(block, Paragraph)
    assert (block.text, block.level) == ("一、总体情况", 2)


def test_a_text_whose_first_line_is_a_tag_is_still_no_page():
    rows = "| 规章 | 0 |\n|---|---|\n| 规范性文件 | 5 |"
    assert shown(f'<div class="article">\n\n# 年度报告\n\n正文。\n\n{rows}\n\n</div>\n', "r.md") == [
        "年度报告",
        "正文。",
        [[("规章", 1, 1), ("0", 1, 1)], [("规范性文件", 1, 1), ("5", 1, 1)]],
    ]
    page = "<div>\n<p>正文。</p>\n<table><tr><td>规章</td><td>0</td></tr></table>\n</div>"
    (paragraph, grid) = read_document(page.encode(), "r.txt", None, SETTINGS).blocks
    assert isinstance(paragraph, Paragraph)
    assert isinstance(grid, Grid)


def test_a_row_whose_cells_hold_line_ends_goes_on_to_the_bar_that_closes_it():
    assert shown("| 行政\n许可 | 3 | |\n| 行政处罚 | 7 | |\n| 规范性 \\\\ | 2 | |\n| 文件 | | |") == [
        [
            [("行政许可", 1, 1), ("3", 1, 1), ("", 1, 1)],
            [("行政处罚", 1, 1), ("7", 1, 1), ("", 1, 1)],
            [("规范性文件", 1, 1), ("2", 1, 1), ("", 1, 1)],
        ]
    ]


def test_a_table_in_markup_without_cells_is_none():
    assert shown('前言。\n\n[cols="",]\n|===\n|===\n\n后记。')[0] == "前言。"


def test_a_table_within_a_quotation_is_one():
    assert shown("> | 规章 | 0 |\n> |---|---|\n> | 规范性文件 | 5 |", "r.md") == [
        [[("规章", 1, 1), ("0", 1, 1)], [("规范性文件", 1, 1), ("5", 1, 1)]]
    ]
