"""Text that a scanner wrote under its picture is the scanner's guess; text on or under what lets it through is print."""

from __future__ import annotations

import io
from collections.abc import Callable

import pytest
from PIL import Image
from reportlab.lib.pagesizes import A4
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from flows.extract.readers import Source
from flows.extract.readers.pdf import pdf_pages
from flows.settings import load_settings

Draw = Callable[[Canvas], None]


def picture(mode: str, colour: int | tuple[int, ...], scale: float = 1.0) -> Draw:
    def draw(canvas: Canvas) -> None:
        image = Image.new(mode, (300, 424), colour)
        canvas.drawImage(ImageReader(image), 0, 0, A4[0] * scale, A4[1] * scale, mask="auto")

    return draw


def text(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 12)
    for line in range(20):
        canvas.drawString(80, 700 - 20 * line, "0123456789")


def printed(*draws: Draw) -> int:
    """How many characters of a page count as printed."""
    file = io.BytesIO()
    canvas = Canvas(file, pagesize=A4)
    for draw in draws:
        draw(canvas)
    canvas.save()
    (page,) = pdf_pages(Source(file.getvalue(), "a.pdf", None, load_settings()))
    return sum(glyph.confidence == 1 for glyph in page.glyphs)


def test_text_under_a_picture_of_the_page_is_not_printed() -> None:
    assert printed(text, picture("RGB", (250, 250, 250))) == 0


@pytest.mark.parametrize(
    "draws",
    [
        [text],
        [picture("RGB", (250, 250, 250)), text],
        [text, picture("RGBA", (200, 200, 200, 60))],
        [text, picture("RGB", (250, 250, 250), scale=0.3)],
    ],
    ids=["no picture", "a ground under the text", "a watermark over it", "a picture at its foot"],
)
def test_text_that_is_seen_is_printed(draws: list[Draw]) -> None:
    assert printed(*draws) == 200
