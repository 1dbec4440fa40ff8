"""Pieces → PDF with text in a CJK font that every viewer has; ruled or not, upright or turned, one or two pages a sheet."""

from __future__ import annotations

import io
from collections.abc import Sequence

import pypdfium2 as pdfium
from reportlab.lib import colors
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, LongTable, Paragraph, SimpleDocTemplate, Spacer

from tests.accuracy.pieces import Piece, Sheet

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
_PROSE = ParagraphStyle("prose", fontName="STSong-Light", fontSize=14, leading=24, firstLineIndent=28, wordWrap="CJK")
_CELL = ParagraphStyle("cell", fontName="STSong-Light", fontSize=7.5, leading=9, wordWrap="CJK")
QUIRKS = ("ruled", "unruled", "turned", "two_up", "landscape")


def as_pdf(pieces: Sequence[Piece], quirk: str = "ruled") -> bytes:
    flow: list[Flowable] = []
    for piece in pieces:
        flow.append(_table(piece, quirk != "unruled") if isinstance(piece, Sheet) else Paragraph(piece, _PROSE))
        flow.append(Spacer(1, 6))
    file = io.BytesIO()
    size = landscape(A3) if quirk == "landscape" else A4
    SimpleDocTemplate(file, pagesize=size, leftMargin=56, rightMargin=56).build(
        flow, onFirstPage=_foot, onLaterPages=_foot
    )
    content = file.getvalue()
    return {"turned": _turned, "two_up": _two_up}.get(quirk, lambda same: same)(content)


def _foot(canvas: object, template: object) -> None:
    canvas.setFont("STSong-Light", 10)  # type: ignore[attr-defined]
    canvas.drawCentredString(300, 30, f"— {template.page} —")  # type: ignore[attr-defined]


def _table(sheet: Sheet, ruled: bool) -> LongTable:
    rows: list[list[object]] = [[""] * sheet.width for _ in sheet.rows]
    style: list[tuple[object, ...]] = [
        ("FONTNAME", (0, 0), (-1, -1), "STSong-Light"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    if ruled:
        style.append(("GRID", (0, 0), (-1, -1), 0.5, colors.black))
    for r, c, box in sheet.placed():
        rows[r][c] = Paragraph(box.text, _CELL)
        if box.rowspan > 1 or box.colspan > 1:
            style.append(("SPAN", (c, r), (c + box.colspan - 1, r + box.rowspan - 1)))
    return LongTable(rows, colWidths=_widths(sheet), style=style)


def _widths(sheet: Sheet) -> list[float]:
    if sheet.width == 10:
        return [40, 60, 120] + [37.0] * 7
    return [480 / sheet.width] * sheet.width


def _turned(content: bytes) -> bytes:
    """The pages stored on their side, with the turn that sets them upright again."""
    source, target = pdfium.PdfDocument(content), pdfium.PdfDocument.new()
    for index in range(len(source)):
        width, height = source[index].get_size()
        page = target.new_page(height, width)
        form = source.page_as_xobject(index, target).as_pageobject()
        form.set_matrix(pdfium.PdfMatrix().rotate(90, ccw=True).translate(height, 0))
        page.insert_obj(form)
        page.gen_content()
        page.set_rotation(90)
    return _saved(target)


def _two_up(content: bytes) -> bytes:
    """Two pages side by side on one sheet."""
    source, target = pdfium.PdfDocument(content), pdfium.PdfDocument.new()
    for index in range(0, len(source), 2):
        width, height = source[index].get_size()
        page = target.new_page(2 * width, height)
        for side in range(min(2, len(source) - index)):
            form = source.page_as_xobject(index + side, target).as_pageobject()
            form.set_matrix(pdfium.PdfMatrix().translate(side * width, 0))
            page.insert_obj(form)
        page.gen_content()
    return _saved(target)


def _saved(document: pdfium.PdfDocument) -> bytes:
    file = io.BytesIO()
    document.save(file)
    document.close()
    return file.getvalue()
