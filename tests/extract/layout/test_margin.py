"""What stands beside the text of a page goes; what only looks like it stays."""

from __future__ import annotations

from dataclasses import replace

from flows.extract.layout.lines import lines_of
from flows.extract.layout.margin import Sheet, body_lines, without_running_marks
from flows.extract.layout.overprint import without_overprint
from flows.extract.layout.page import Glyph, PageLayout
from tests.extract.layout.sheet import text

WIDTH, HEIGHT = 595.0, 842.0
BODY = text(60, 300, "一、总体情况")
NAME = "青河县教育局2023年政府信息公开工作年度报告"


def kept(*pages: list[Glyph]) -> list[list[str]]:
    return texts_of([Sheet(WIDTH, HEIGHT, lines_of(page)) for page in pages])


def texts_of(sheets: list[Sheet]) -> list[list[str]]:
    return [[line.text for line in page] for page in body_lines(sheets)]


def test_a_running_head_goes_whatever_number_stands_in_it() -> None:
    pages = [[*text(200, 30, f"教育局年报 第{number}页"), *BODY] for number in (1, 2, 3)]
    assert kept(*pages) == [["一、总体情况"]] * 3


def test_running_heads_and_page_numbers_go_on_a_page_that_lies_on_its_side_too() -> None:
    upright = [*text(200, 50, NAME), *text(280, 790, "— 1 —"), *BODY]
    lying = [*text(300, 50, NAME), *text(400, 543, "— 2 —"), *BODY]
    sheets = [Sheet(WIDTH, HEIGHT, lines_of(upright)), Sheet(HEIGHT, WIDTH, lines_of(lying))]
    assert texts_of(sheets) == [["一、总体情况"]] * 2


def test_a_title_with_the_words_of_the_running_head_stays() -> None:
    first, second = [*text(200, 60, NAME, size=20), *BODY], [*text(200, 60, NAME), *BODY]
    assert kept(first, second, second)[0] == [NAME, "一、总体情况"]


def test_the_names_over_a_table_come_again_on_every_page_and_stay() -> None:
    names = [sign for place in range(7) for sign in text(60 + 60 * place, 40, "结果维持")]
    assert kept([*names, *BODY], [*names, *BODY])[0][0].count("结果维持") == 7


def test_a_browsers_address_and_page_go() -> None:
    foot = [*text(30, 820, "http://www.example.gov.cn/art/2024/1/23/art1.html"), *text(500, 820, "3/6")]
    assert kept([*text(30, 20, "11/28/26, 3:34 PM"), *BODY, *foot]) == [["一、总体情况"]]


def test_a_list_of_contents_goes_and_the_headings_it_names_stay() -> None:
    contents = [*text(280, 100, "目录"), *text(60, 120, "一、总体情况.......2"), *text(60, 140, "六、其他事项.......5")]
    assert kept(contents, BODY) == [[], ["一、总体情况"]]


def test_large_print_across_small_text_is_left_out_and_a_large_title_is_not() -> None:
    small = [sign for row in range(5) for sign in text(60, 200 + 12 * row, "1.属于国家秘密 0 0 0")]
    mark, title = text(62, 220, "内部", size=48), text(60, 80, "年度报告", size=24)
    page = without_overprint(PageLayout(1, 595, HEIGHT, (*small, *mark, *title), ()))
    assert page.glyphs == (*small, *title)


def test_the_last_digits_of_a_figure_at_the_foot_of_a_page_are_no_page_number() -> None:
    row = [*text(60, 780, "一、本年新收"), *text(480, 776, "18205")]
    assert kept([*BODY, *row, *text(485, 786, "4"), *text(290, 815, "1")]) == [
        ["一、总体情况", "一、本年新收 18205", "4"]
    ]


def test_a_mark_at_one_place_of_all_pages_is_a_watermark_and_one_of_a_page_of_its_own_is_not() -> None:
    mark, own = (200.2, 300.0, 212.0, 330.0), (240.0, 126.0, 246.0, 134.0)
    pages = [
        PageLayout(number, 595, HEIGHT, (), (), marks=marks) for number, marks in enumerate([(mark, own), (mark,)])
    ]
    assert [page.marks for page in without_running_marks(pages)] == [(own,), ()]
    assert without_running_marks(pages[:1]) == pages[:1]
    pictured = [replace(page, pictures=page.marks) for page in pages]
    assert [page.pictures for page in without_running_marks(pictured)] == [(own,), ()]


def test_a_lone_figure_with_a_row_between_it_and_the_edge_is_no_page_number() -> None:
    row, figure = text(60, 40, "（一）予以公开 5085"), text(500, 56, "0")
    assert kept([*row, *figure, *BODY, *text(280, 800, "7")]) == [["（一）予以公开 5085", "0", "一、总体情况"]]
