"""What stands on a page and is none of its text: faint marks, the numbers of lines."""

from __future__ import annotations

from dataclasses import replace

from flows.extract.layout.faint import without_faint
from flows.extract.layout.line_numbers import without_line_numbers
from flows.extract.layout.page import TORN, Box, Glyph, PageLayout
from tests.extract.layout.sheet import text

LIGHT, WHITE = 0.85, 1.0


def page(*glyphs: list[Glyph], dark: tuple[Box, ...] = ()) -> PageLayout:
    return PageLayout(1, 400, 600, tuple(glyph for run in glyphs for glyph in run), (), dark=dark)


def printed(glyphs: list[Glyph], lightness: float) -> list[Glyph]:
    return [replace(glyph, lightness=lightness) for glyph in glyphs]


def signs(layout: PageLayout) -> str:
    return "".join(glyph.text for glyph in layout.glyphs)


PROSE = text(40, 50, "本机关认真贯彻落实条例要求持续推进公开")


def test_a_faint_word_with_its_number_is_left_out() -> None:
    assert signs(without_faint(page(PROSE, printed(text(100, 50, "内部2024"), LIGHT)))) == signs(page(PROSE))


def test_a_faint_figure_of_its_own_is_neither_read_nor_blank() -> None:
    read = without_faint(page(PROSE, printed(text(100, 80, "77"), LIGHT)))
    assert signs(read) == signs(page(PROSE)) + TORN * 2


def test_white_text_is_read_on_a_dark_ground_alone() -> None:
    white = printed(text(100, 80, "总计12"), WHITE)
    assert signs(without_faint(page(PROSE, white))) == signs(page(PROSE))
    assert signs(without_faint(page(PROSE, white, dark=((90, 70, 200, 90),)))) == signs(page(PROSE, white))


def test_a_page_printed_in_grey_is_read() -> None:
    grey = page(printed(PROSE, LIGHT), printed(text(40, 80, "规章3件"), LIGHT))
    assert without_faint(grey) == grey


def test_numbers_of_lines_are_left_out_on_a_short_last_page_too() -> None:
    def numbered(lines: int) -> PageLayout:
        runs = [text(20, 40 + 20 * n, f"{n}") + text(60, 40 + 20 * n, f"信息{n + 1}件") for n in range(1, lines + 1)]
        return page(*runs)

    long, short = without_line_numbers([numbered(9), numbered(2)])
    assert signs(long).startswith("信息2件信息3件")
    assert signs(short) == "信息2件信息3件"


def test_figures_left_of_the_text_are_kept_where_they_do_not_count_up() -> None:
    figures = page(*(text(20, 40 + 20 * n, f"{n * n}") + text(60, 40 + 20 * n, "件信息公开") for n in range(1, 10)))
    assert without_line_numbers([figures]) == [figures]


def test_a_figure_at_the_beginning_of_a_line_of_text_is_no_number_of_a_line() -> None:
    lines = [text(20, 40 + 20 * n, f"{n}") + text(60, 40 + 20 * n, "政府信息公开工作情况") for n in range(1, 10)]
    (read,) = without_line_numbers([page(*lines, text(34, 230, "2件"))])
    assert signs(read) == "政府信息公开工作情况" * 9 + "2件"
