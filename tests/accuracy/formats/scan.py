"""Pieces → a scan: the pages of a PDF as pictures, laid askew or not, in a PDF without text."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdfium2 as pdfium
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from tests.accuracy.formats.pdf import as_pdf
from tests.accuracy.pieces import Piece

QUIRKS = ("straight", "askew")
_DPI = 150
_ASKEW_DEGREES = 1.2


def as_scan(pieces: Sequence[Piece], quirk: str = "straight") -> bytes:
    source = pdfium.PdfDocument(as_pdf(pieces))
    file = io.BytesIO()
    canvas = Canvas(file)
    for page in source:
        picture = page.render(scale=_DPI / 72).to_pil().convert("L")
        if quirk == "askew":
            picture = picture.rotate(_ASKEW_DEGREES, fillcolor=255)
        width, height = page.get_size()
        canvas.setPageSize((width, height))
        canvas.drawImage(ImageReader(picture), 0, 0, width, height)
        canvas.showPage()
    canvas.save()
    source.close()
    return file.getvalue()
