"""Figures under pictures, shapes that are no boxes, and annotations: only those that can still be seen are read."""

from __future__ import annotations

import pytest
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from flows.extract.layout.page import TORN
from tests.extract.readers.test_pdf_misnamed import page as annotated
from tests.extract.readers.test_pdf_misnamed import signs as signs_of
from tests.extract.readers.test_pdf_obscured import Draw
from tests.extract.readers.test_pdf_pages import read, signs


def under(lay: Draw) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.drawString(100, 600, "1357")
        canvas.drawString(100, 500, "26")
        lay(canvas)

    return draw


def disc(fill: float, *, solid: int = 1, opacity: float = 1.0) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setFillColorRGB(fill, 0.1, 0.1, opacity)
        canvas.circle(106, 504, 30, stroke=1, fill=solid)

    return draw


def pictured(opacity: int) -> Draw:
    def draw(canvas: Canvas) -> None:
        seal = Image.new("RGBA", (40, 40), (210, 210, 210, opacity))
        canvas.drawImage(ImageReader(seal), 80, 480, 50, 50, mask="auto")

    return draw


def box(fill: float, blend: str, opacity: float = 1.0) -> Draw:
    def draw(canvas: Canvas) -> None:
        canvas.setBlendMode(blend)
        canvas.setFillGray(fill, opacity)
        canvas.rect(90, 490, 40, 30, stroke=0, fill=1)

    return draw


def three_cornered(canvas: Canvas) -> None:
    path = canvas.beginPath()
    path.moveTo(60, 480)
    path.lineTo(106, 560)
    path.lineTo(150, 480)
    path.close()
    canvas.drawPath(path, stroke=0, fill=1)


@pytest.mark.parametrize(
    "lay",
    [disc(0.9), pictured(255), three_cornered, box(0, "Multiply"), box(0, "Normal", opacity=0.98)],
    ids=["a disc", "a picture", "a shape", "a marker", "a box that hardly lets through"],
)
def test_a_figure_under_something_that_hides_it_is_nobodys(lay: Draw) -> None:
    assert signs(read(under(lay))) == f"1357{TORN}{TORN}"


@pytest.mark.parametrize(
    "lay",
    [disc(0.9, solid=0), disc(0.9, opacity=0.4), pictured(90), box(1, "Multiply")],
    ids=["in a ring", "through a disc", "through a picture", "through a marker"],
)
def test_a_figure_seen_through_what_lies_on_it_is_read(lay: Draw) -> None:
    assert signs(read(under(lay))) == "135726"


def letters(sign: str, size: float, *, before: bool = False) -> Draw:
    """Letters as white as the paper in the place of "26"."""

    def draw(canvas: Canvas) -> None:
        canvas.setFillGray(1)
        canvas.setStrokeGray(1)
        text = canvas.beginText(97, 497)
        text.setFont("Helvetica-Bold", size)
        text.setTextRenderMode(2)
        text.textOut(sign)
        canvas.drawText(text)
        canvas.setFillGray(0)
        if before:
            canvas.drawString(100, 600, "1357")
            canvas.drawString(100, 500, "26")

    return draw


@pytest.mark.parametrize("sign", ["MM", "88"])
def test_a_figure_under_letters_as_white_as_the_paper_is_nobodys(sign: str) -> None:
    assert signs(read(under(letters(sign, 14)))) == f"1357{TORN}{TORN}"


def test_a_figure_over_or_beside_white_letters_is_read() -> None:
    assert signs(read(letters("MM", 14, before=True))) == "135726"
    assert signs(read(under(letters(".", 4)))) == "135726"


def test_a_figure_over_a_picture_is_read() -> None:
    def draw(canvas: Canvas) -> None:
        pictured(255)(canvas)
        canvas.drawString(100, 500, "26")

    assert signs(read(draw)) == "26"


def covering(filled: str, flags: int = 4) -> str:
    """A box of 15 points laid over "35" as an annotation; form 7 of the page is a line, so that it draws itself."""
    return f"<</Type/Annot/Subtype/Square/F {flags}/Rect[98 698 116 714]/C[0 0 0]{filled}/BS<</W 1>>>>"


@pytest.mark.parametrize(
    ("annotation", "read_as"),
    [
        (covering("/IC[1 1 1]"), TORN * 2),
        (covering(""), "35"),
        (covering("/IC[1 1 1]", flags=2), "35"),
        ("<</Type/Annot/Subtype/Link/Rect[98 698 116 714]/Border[0 0 0]>>", "35"),
    ],
    ids=["filled", "only a frame", "hidden", "a link"],
)
def test_a_figure_under_an_annotation_is_what_is_seen_of_it(annotation: str, read_as: str) -> None:
    assert signs_of(annotated("Helvetica", "35", annotation=annotation)) == read_as
