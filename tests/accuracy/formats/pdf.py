"""Pieces → PDF with text in a CJK font that every viewer has; ruled or not, upright or turned, one or two pages a sheet."""

from __future__ import annotations

import io
import re
from collections.abc import Sequence

import pypdfium2 as pdfium
from reportlab.lib import colors
from reportlab.lib.enums import TA_RIGHT
from reportlab.lib.pagesizes import A3, A4, landscape
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.platypus import Flowable, LongTable, PageBreak, Paragraph, SimpleDocTemplate, Spacer

from tests.accuracy.formats.pdf_edges import EDGES, foot
from tests.accuracy.pieces import Piece, Sheet
from tests.accuracy.report import Figure

pdfmetrics.registerFont(UnicodeCIDFont("STSong-Light"))
_PROSE = ParagraphStyle("prose", fontName="STSong-Light", fontSize=14, leading=24, firstLineIndent=28, wordWrap="CJK")
_CELL = ParagraphStyle("cell", fontName="STSong-Light", fontSize=7.5, leading=9, wordWrap="CJK")
_RIGHT = ParagraphStyle("right", parent=_CELL, alignment=TA_RIGHT)
_TILE = colors.HexColor("#eef3fb")
_HEADING = re.compile("[一二三四五六]、")
QUIRKS = (
    "ruled",
    "unruled",
    "turned",
    "turned_back",
    "two_up",
    "landscape",
    "dashed",
    "rows_cut",
    "watermark",
    "radicals",
    "tiles",
    "framed",
    "figures_right",
    "printed_over",
    "browser",
    "contents",
    "faint",
    "line_numbers",
    "off_page",
    "laid_on_side",
    "filled_in",
)
_RADICALS = str.maketrans("一文行人工生大自长", "⼀⽂⾏⼈⼯⽣⼤⾃⻓")


def as_pdf(pieces: Sequence[Piece], quirk: str = "ruled") -> bytes:
    flow: list[Flowable] = _contents(pieces) if quirk == "contents" else []
    for piece in pieces:
        flow.append(_table(piece, quirk) if isinstance(piece, Sheet) else Paragraph(_written(piece, quirk), _PROSE))
        flow.append(Spacer(1, 6))
    file = io.BytesIO()
    size = landscape(A3) if quirk == "landscape" else A4
    edge = EDGES.get(quirk, foot)
    SimpleDocTemplate(file, pagesize=size, leftMargin=56, rightMargin=56).build(
        flow, onFirstPage=edge, onLaterPages=edge
    )
    content = file.getvalue()
    turns = {
        "turned": _turned,
        "turned_back": lambda sheets: _turned(sheets, back=True),
        "laid_on_side": lambda sheets: _turned(sheets, told=False),
        "two_up": _two_up,
    }
    return turns.get(quirk, lambda same: same)(content)


def _written(text: str, quirk: str) -> str:
    return text.translate(_RADICALS) if quirk == "radicals" else text


def _contents(pieces: Sequence[Piece]) -> list[Flowable]:
    """A page of its own: 目录, and every heading with dots up to the number of its page."""
    headings = [piece for piece in pieces if isinstance(piece, str) and _HEADING.match(piece)]
    entries = [f"{heading}{'.' * (60 - 2 * len(heading))}{number}" for number, heading in enumerate(headings, 2)]
    return [*(Paragraph(line, _PROSE) for line in ("目录", *entries)), PageBreak()]


def _table(sheet: Sheet, quirk: str) -> LongTable:
    rows: list[list[object]] = [[""] * sheet.width for _ in sheet.rows]
    style: list[tuple[object, ...]] = [
        ("FONTNAME", (0, 0), (-1, -1), "STSong-Light"),
        ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
        ("TOPPADDING", (0, 0), (-1, -1), 2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
    ]
    style += _lines(sheet, quirk)
    for r, c, box in sheet.placed():
        right = quirk == "figures_right" and isinstance(box, Figure)
        typed = quirk == "filled_in" and isinstance(box, Figure)
        rows[r][c] = _Field(box.text) if typed else Paragraph(_written(box.text, quirk), _RIGHT if right else _CELL)
        if box.rowspan > 1 or box.colspan > 1:
            style.append(("SPAN", (c, r), (c + box.colspan - 1, r + box.rowspan - 1)))
    return LongTable(rows, colWidths=_widths(sheet), style=style, splitInRow=quirk == "rows_cut")


class _Field(Flowable):
    """A form's field with a figure typed into it."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._text = text

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width = width
        return width, 9

    def draw(self) -> None:
        self.canv.acroForm.textfield(
            value=self._text, width=self.width, height=9, fontSize=7, borderWidth=0, relative=True
        )


def _lines(sheet: Sheet, quirk: str) -> list[tuple[object, ...]]:
    """How the cells are parted: by lines, by a coloured tile for each, by lines across within a frame, or not at all."""
    whole = (0, 0), (-1, -1)
    if quirk in ("unruled", "figures_right"):
        return []
    if quirk == "tiles":
        return [
            ("BACKGROUND", (c, r), (c + box.colspan - 1, r + box.rowspan - 1), _TILE) for r, c, box in sheet.placed()
        ]
    if quirk == "framed":
        return [("BOX", *whole, 0.5, colors.black), ("LINEBELOW", (0, 2), (-1, -1), 0.5, colors.grey)]
    return [("GRID", *whole, 0.5, colors.black, *((None, (2, 1.5)) if quirk == "dashed" else ()))]


def _widths(sheet: Sheet) -> list[float]:
    if sheet.width == 10:
        return [40, 60, 120] + [37.0] * 7
    return [480 / sheet.width] * sheet.width


def _turned(content: bytes, back: bool = False, told: bool = True) -> bytes:
    """The pages stored on one of their sides, with the turn that sets them upright again, or without a word of it."""
    source, target = pdfium.PdfDocument(content), pdfium.PdfDocument.new()
    for index in range(len(source)):
        width, height = source[index].get_size()
        page = target.new_page(height, width)
        form = source.page_as_xobject(index, target).as_pageobject()
        across, up = (0, width) if back else (height, 0)
        form.set_matrix(pdfium.PdfMatrix().rotate(90, ccw=not back).translate(across, up))
        page.insert_obj(form)
        page.gen_content()
        page.set_rotation((270 if back else 90) if told else 0)
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
