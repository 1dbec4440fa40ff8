"""Digits of which a page shows too little, or something else than the file says."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from reportlab.pdfgen.canvas import Canvas

from flows.extract.layout.page import TORN
from tests.extract.readers.test_pdf_pages import read, signs

Draw = Callable[[Canvas], None]


def boxed(x: float, y: float, width: float, height: float, grey: float = 0.0) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 500, "26")
        canvas.setFillGray(grey)
        canvas.rect(x, y, width, height, stroke=0, fill=1)
        canvas.setFillGray(0)

    return draw


def held(a: float, d: float, x: float, y: float) -> Draw:
    """The figure drawn under a matrix that mirrors or turns it."""

    def draw(canvas: Canvas) -> None:
        canvas.saveState()
        canvas.transform(a, 0, 0, d, x, y)
        canvas.drawString(0, 0, "26")
        canvas.restoreState()

    return draw


def cut(canvas: Canvas) -> None:
    canvas.saveState()
    window = canvas.beginPath()
    window.rect(95, 504, 40, 20)
    canvas.clipPath(window, stroke=0)
    canvas.drawString(100, 500, "26")
    canvas.restoreState()


def rounded(canvas: Canvas) -> None:
    canvas.drawString(100, 500, "26")
    canvas.roundRect(96, 496, 24, 14, 3, stroke=0, fill=1)


@pytest.mark.parametrize(
    "draw",
    [
        rounded,
        boxed(95, 495, 40, 20),
        boxed(95, 495, 40, 20, grey=0.6),
        boxed(95, 499, 40, 4),
        boxed(95, 503, 40, 10, grey=1.0),
        held(-1, 1, 120, 500),
        held(1, -1, 100, 510),
        held(-1, -1, 120, 510),
        cut,
    ],
    ids=[
        "under a rounded box",
        "blackened",
        "greyed",
        "lower half",
        "upper half",
        "mirrored",
        "flipped",
        "upside down",
        "cut off",
    ],
)
def test_a_figure_of_which_too_little_is_seen_is_nobodys(draw: Draw) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(100, 600, "1357")
        draw(canvas)

    assert signs(read(page)) == f"1357{TORN}{TORN}"


@pytest.mark.parametrize("sign", ["/", "-"])
def test_a_stroke_that_is_painted_over_stands_for_nothing(sign: str) -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(100, 600, "1357")
        canvas.drawString(100, 500, sign)
        canvas.rect(95, 495, 40, 20, stroke=0, fill=1)

    assert signs(read(page)) == f"1357{TORN}"


def framed(canvas: Canvas) -> None:
    """A frame filled between its edges, as some programs draw the border of a cell, after the text in it."""
    canvas.drawString(100, 500, "26")
    path = canvas.beginPath()
    path.rect(90, 490, 60, 30)
    path.rect(94, 494, 52, 22)
    canvas.drawPath(path, stroke=0, fill=1, fillMode=0)


def shone_through(canvas: Canvas) -> None:
    canvas.drawString(100, 500, "26")
    canvas.setFillAlpha(0.4)
    canvas.rect(95, 495, 40, 20, stroke=0, fill=1)
    canvas.setFillAlpha(1)


def laid_under(canvas: Canvas) -> None:
    canvas.setFillGray(0.9)
    canvas.rect(95, 495, 40, 20, stroke=0, fill=1)
    canvas.setFillGray(0)
    canvas.drawString(100, 500, "26")


@pytest.mark.parametrize("draw", [framed, shone_through, laid_under, boxed(120, 495, 40, 20)])
def test_a_figure_beside_a_box_or_seen_through_it_is_read(draw: Draw) -> None:
    assert signs(read(draw)) == "26"


def test_a_page_held_upside_down_by_its_file_is_read() -> None:
    def page(canvas: Canvas) -> None:
        canvas.rotate(180)
        canvas.translate(-500, -700)
        for line in range(4):
            canvas.drawString(100, 100 + 20 * line, "1357902468")

    assert TORN not in signs(read(page))
