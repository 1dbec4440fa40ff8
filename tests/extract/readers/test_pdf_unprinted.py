"""Figures that a PDF holds and its page does not show, found by looking at the page."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from tests.extract.readers.test_pdf_pages import read, signs

Draw = Callable[[Canvas], None]


def clipped(canvas: Canvas) -> None:
    canvas.saveState()
    window = canvas.beginPath()
    window.rect(0, 0, 5, 5)
    canvas.clipPath(window, stroke=0)
    canvas.drawString(104, 500, "305")
    canvas.restoreState()


def painted_over(canvas: Canvas) -> None:
    canvas.drawString(100, 500, "305")
    canvas.setFillGray(1)
    canvas.rect(95, 495, 40, 14, stroke=0, fill=1)
    canvas.setFillGray(0)


@pytest.mark.parametrize("unseen", [clipped, painted_over])
def test_a_figure_printed_over_one_that_nobody_sees_is_read(unseen: Draw) -> None:
    def draw(canvas: Canvas) -> None:
        unseen(canvas)
        canvas.drawString(100, 500, "12")

    assert signs(read(draw)) == "12"


@pytest.mark.parametrize("unseen", [clipped, painted_over])
def test_a_figure_that_nobody_sees_is_not_read(unseen: Draw) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 600, "12")
        unseen(canvas)

    assert signs(read(draw)) == "12"


def test_a_figure_that_nobody_sees_and_that_touches_a_printed_one_is_not_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.setFont("Times-Roman", 12)
        canvas.drawString(100, 600, "12")
        canvas.drawString(117.2, 500, "0")
        canvas.saveState()
        window = canvas.beginPath()
        window.rect(0, 0, 5, 5)
        canvas.clipPath(window, stroke=0)
        canvas.drawString(100, 500, "528")
        canvas.restoreState()

    assert signs(read(draw)) == "120"


def test_two_figures_over_each_other_are_both_there() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 600, "12")
        canvas.drawString(100, 500, "35")
        canvas.drawString(101, 500, "46")

    assert signs(read(draw)) == "123546"


def test_a_page_that_shows_none_of_its_figures_has_not_been_understood() -> None:
    assert signs(read(clipped)) == "305"


@pytest.mark.parametrize("unseen", [clipped, painted_over])
def test_where_a_figure_is_that_nobody_sees_no_cell_is_blank(unseen: Draw) -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 600, "12")
        unseen(canvas)

    page = read(draw)
    assert any(95 < (mark[0] + mark[2]) / 2 < 135 and 330 < mark[1] < 345 for mark in page.marks)


def test_a_line_that_is_not_seen_to_its_end_leaves_no_cell_blank_there() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 600, "12")
        window = canvas.beginPath()
        window.rect(50, 400, 250, 300)
        canvas.clipPath(window, stroke=0)
        canvas.line(60, 590, 250, 590)
        canvas.line(60, 570, 400, 570)

    places = {(round(mark[0]), round(mark[2])) for mark in read(draw).marks}
    assert places == {(396, 400)}


def test_words_beside_the_window_that_they_are_drawn_in_are_not_read() -> None:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 600, "12")
        canvas.saveState()
        window = canvas.beginPath()
        window.rect(90, 400, 100, 90)
        canvas.clipPath(window, stroke=0)
        canvas.drawString(100, 500, "away")
        canvas.drawString(100, 450, "seen")
        canvas.restoreState()

    assert signs(read(draw)) == "12seen"
