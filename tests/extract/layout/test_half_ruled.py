"""Tables with lines across only: the lines tell rows and groups, the gaps columns; where they do not, nothing is told."""

from __future__ import annotations

from dataclasses import replace

from flows.extract.document import Grid
from flows.extract.layout.assemble import blocks_of
from flows.extract.layout.half_ruled import with_lines_down
from flows.extract.layout.page import Glyph, PageLayout, Rule
from tests.extract.layout.sheet import text, texts

LEFT, GROUP, RIGHT = 50.0, 90.0, 400.0
PLACES = (220.0, 280.0, 340.0)
HEAD = [*text(100, 90, "信息内容"), *text(205, 90, "本年制发"), *text(265, 90, "本年废止"), *text(325, 90, "现行有效")]


def page(glyphs: list[Glyph], rules: list[Rule], number: int = 1) -> PageLayout:
    return PageLayout(number, 595, 842, tuple(glyphs), tuple(rules))


def across(*heights: float, start: float = LEFT) -> list[Rule]:
    return [Rule(True, height, start, RIGHT) for height in heights]


def figures(height: float, *signs: str) -> list[Glyph]:
    return [glyph for place, sign in zip(PLACES, signs, strict=True) for glyph in text(place, height, sign)]


def rows(*pages: PageLayout) -> list[list[str]]:
    (grid,) = blocks_of(pages, "a.pdf")
    assert isinstance(grid, Grid)
    return texts(grid)


FIRST = [
    *HEAD,
    *text(53, 110, "一、新收申请数量"),
    *figures(110, "12345", "0", "7"),
    # Set to the right, the group's name reaches up to the labels beside it.
    *text(57, 130, "（三）"),
    *text(53, 140, "不予公开"),
    *text(92, 126, "1.属于国家秘密的政府"),
    *text(92, 134, "信息"),
    *figures(130, "3", "88", "0"),
    *text(92, 150, "2.保护第三方合法权益"),
    *figures(150, "0", "0", "22"),
    *text(92, 170, "3.属于行政执法案卷"),
    *figures(170, "0", "6", "0"),
]
FIRST_RULES = [*across(80, 100, 120, 180), *across(140, 160, start=GROUP)]


def test_rows_and_groups_are_told_by_lines_and_columns_by_gaps() -> None:
    assert rows(page(FIRST, FIRST_RULES)) == [
        ["信息内容", "本年制发", "本年废止", "现行有效"],
        ["一、新收申请数量", "12345", "0", "7"],
        ["（三）不予公开", "1.属于国家秘密的政府信息", "3", "88", "0"],
        ["2.保护第三方合法权益", "0", "0", "22"],
        ["3.属于行政执法案卷", "0", "6", "0"],
    ]


def test_a_row_cut_below_a_head_that_the_next_page_repeats_is_whole() -> None:
    lower = [*HEAD, *text(92, 110, "（续）"), *text(92, 130, "4.查询"), *figures(130, "1", "", "0")]
    read = rows(page(FIRST, FIRST_RULES), page(lower, [*across(80, 100, 140), *across(120, start=GROUP)], 2))
    assert read[4:] == [["3.属于行政执法案卷（续）", "0", "6", "0"], ["4.查询", "1", "", "0"]]


def test_a_group_goes_on_below_a_head_of_two_rows_that_the_next_page_repeats() -> None:
    over = [*text(53, 70, "本列"), *text(95, 70, "数据"), *text(250, 70, "申请人情况")]
    rules = [*across(60), *across(80, start=200.0)]
    lower = [
        *over,
        *HEAD,
        *text(92, 110, "4.查询"),
        *figures(110, "1", "", "0"),
        *text(92, 130, "5.其他"),
        *figures(130, "2", "0", "0"),
    ]
    again = [*rules, *across(100, 140), *across(120, start=GROUP)]
    read = rows(page([*over, *FIRST], [*rules, *FIRST_RULES[1:]]), page(lower, again, 2))
    assert read[5:] == [["3.属于行政执法案卷", "0", "6", "0"], ["4.查询", "1", "", "0"], ["5.其他", "2", "0", "0"]]


def test_where_lines_do_not_part_all_rows_none_are_drawn_down() -> None:
    lying = page(FIRST, across(80, 100, 120, 140, 180))
    assert with_lines_down([lying])[0].rules == lying.rules


def test_where_no_line_closes_the_head_none_are_drawn_down() -> None:
    below, without = page(FIRST, FIRST_RULES[1:]), page(FIRST[len(HEAD) :], FIRST_RULES[1:])
    assert with_lines_down([below])[0].rules == below.rules
    assert with_lines_down([without])[0].rules == without.rules


def test_on_a_recognised_page_none_are_drawn_down() -> None:
    seen = replace(page(FIRST, FIRST_RULES), blank_confidence=0.9)
    assert with_lines_down([seen])[0].rules == seen.rules


def test_a_group_of_which_a_page_shows_only_the_beginning_of_its_first_row_is_parted_from_its_label() -> None:
    group = [
        *text(57, 190, "（四"),
        *text(53, 200, "）无"),
        *text(92, 190, "1.本机关不"),
        *text(92, 200, "掌握相关"),
        *figures(190, "1", "0", "9"),
    ]
    read = rows(page([*FIRST, *group], [*FIRST_RULES, *across(206)]))
    assert read[-1] == ["（四）无", "1.本机关不掌握相关", "1", "0", "9"]
