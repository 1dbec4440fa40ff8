"""A letter as a Word document in the layout of official letters: 版头、发文字号、标题、主送机关、正文、附件、署名、成文日期.

The same letter gives the same bytes. An office's own paper, `config/letters/base.docx`, is built upon where there is one.
"""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from flows.notify.letter import Letter
from flows.notify.stationery import Layout
from flows.settings import config_dir

_RED = "E60012"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_CENTER, _LEFT, _RIGHT, _BOTH = (
    WD_ALIGN_PARAGRAPH.CENTER,
    WD_ALIGN_PARAGRAPH.LEFT,
    WD_ALIGN_PARAGRAPH.RIGHT,
    WD_ALIGN_PARAGRAPH.JUSTIFY,
)


def document(letter: Letter, layout: Layout) -> bytes:
    """The letter as `.docx` bytes."""
    base = config_dir() / "letters" / "base.docx"
    sheet = _Sheet(Document(str(base) if base.is_file() else None), layout)
    sheet.head(letter)
    sheet.body(letter)
    sheet.foot(letter)
    return _still(sheet.bytes(letter.title))


class _Sheet:
    """A document being written, in the office's layout."""

    def __init__(self, doc: Any, layout: Layout) -> None:
        self.doc, self.layout = doc, layout
        self._page()
        self._style()

    def head(self, letter: Letter) -> None:
        """The draft's mark, the office's name over its red line, the number, the title."""
        fonts, sizes = self.layout.fonts, self.layout.sizes
        if letter.mark:
            self._write(letter.mark, font=fonts.heading, align=_CENTER, bold=True, boxed=True)
            self._mark_pages(letter.mark)
        banner = self._write(letter.banner, font=fonts.banner, size=sizes.banner, align=_CENTER, red=True)
        banner.paragraph_format.line_spacing = Pt(sizes.banner * 1.6)
        banner.paragraph_format.space_before = Pt(self.layout.line)
        number = self._write(letter.number, align=_CENTER)
        number.paragraph_format.space_before = Pt(self.layout.line)
        number.paragraph_format.space_after = Pt(self.layout.line)
        _rule(number, "bottom")
        title = self._write(letter.title, font=fonts.title, size=sizes.title, align=_CENTER)
        title.paragraph_format.line_spacing = Pt(sizes.title * 1.6)
        title.paragraph_format.space_after = Pt(self.layout.line)

    def body(self, letter: Letter) -> None:
        """The recipient at the margin, then the text, two characters in."""
        self._write(letter.recipient, align=_LEFT)
        paragraph = self._write(letter.opening, indent=2)
        for part in letter.parts:
            if part.heading:
                heading = self._write(part.heading, font=self.layout.fonts.heading, indent=2)
                heading.paragraph_format.keep_with_next = True
            for text in part.paragraphs:
                paragraph = self._write(text, indent=2)
        last = paragraph if not letter.contact else self._write(letter.contact, indent=2)
        last.paragraph_format.keep_with_next = last.paragraph_format.keep_together = True

    def foot(self, letter: Letter) -> None:
        """The annexes named, the signature and the day, never alone on a page."""
        for place, annex in enumerate(letter.annexes, 1):
            lead = "附件：" if place == 1 else "\u3000\u3000\u3000"
            line = self._write(f"{lead}{place}.{annex}", indent=2, align=_LEFT)
            line.paragraph_format.space_before = Pt(self.layout.line if place == 1 else 0)
            line.paragraph_format.keep_with_next = True
        signature = self._write(letter.signature, align=_RIGHT, from_right=2)
        signature.paragraph_format.space_before = Pt(self.layout.line * 2)
        signature.paragraph_format.keep_with_next = True
        self._write(letter.day, align=_RIGHT, from_right=4)

    def bytes(self, title: str) -> bytes:
        """The finished document; its properties name no person and no moment."""
        properties = self.doc.core_properties
        properties.title, properties.author, properties.comments = title[:250], "", ""
        properties.created = properties.modified = datetime(2020, 1, 1)  # noqa: DTZ001 - a fixed day for equal bytes
        out = io.BytesIO()
        self.doc.save(out)
        return out.getvalue()

    def _page(self) -> None:
        page, margins = self.doc.sections[0], self.layout.margins
        page.page_width, page.page_height = Mm(210), Mm(297)
        page.top_margin, page.bottom_margin = Mm(margins.top), Mm(margins.bottom)
        page.left_margin, page.right_margin = Mm(margins.left), Mm(margins.right)
        page.footer_distance = Mm(max(margins.bottom - 10, 10))
        paragraph = page.footer.paragraphs[0]
        paragraph.alignment = _CENTER
        for text, field in (("— ", ""), ("", "PAGE"), (" —", "")):
            run = paragraph.add_run(text)
            self._dress(run, self.layout.fonts.page, self.layout.sizes.page)
            if field:
                _field(run, field)

    def _style(self) -> None:
        normal = self.doc.styles["Normal"]
        normal.font.size = Pt(self.layout.sizes.body)
        # Without the language a substitute font may set Chinese points in the middle of their square.
        language = OxmlElement("w:lang")
        language.set(qn("w:val"), "en-US")
        language.set(qn("w:eastAsia"), "zh-CN")
        normal.element.get_or_add_rPr().append(language)
        normal.paragraph_format.space_after = normal.paragraph_format.space_before = Pt(0)

    def _mark_pages(self, mark: str) -> None:
        paragraph = self.doc.sections[0].header.paragraphs[0]
        paragraph.alignment = _CENTER
        self._dress(paragraph.add_run(mark), self.layout.fonts.heading, 12, red=True)

    def _write(
        self,
        text: str,
        *,
        font: str = "",
        size: float = 0,
        align: Any = _BOTH,
        indent: int = 0,
        from_right: int = 0,
        red: bool = False,
        bold: bool = False,
        boxed: bool = False,
    ) -> Any:
        paragraph = self.doc.add_paragraph()
        shape = paragraph.paragraph_format
        # Justified, a line before a long address would be torn apart.
        paragraph.alignment = _LEFT if align is _BOTH and "://" in text else align
        shape.line_spacing_rule = WD_LINE_SPACING.EXACTLY
        shape.line_spacing = Pt(self.layout.line)
        body = self.layout.sizes.body
        shape.first_line_indent = Pt(indent * body) if indent else None
        shape.right_indent = Pt(from_right * body) if from_right else None
        run = paragraph.add_run(text)
        run.bold = bold
        self._dress(run, font or self.layout.fonts.body, size or body, red=red)
        if boxed:
            for side in ("top", "left", "bottom", "right"):
                _rule(paragraph, side, 8)
        return paragraph

    def _dress(self, run: Any, font: str, size: float, *, red: bool = False) -> None:
        run.font.size = Pt(size)
        run.font.name = self.layout.fonts.latin
        run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), font)
        if red:
            run.font.color.rgb = RGBColor.from_string(_RED)


def _rule(paragraph: Any, side: str, eighths: int = 18) -> None:
    """A red line at one side of a paragraph."""
    properties = paragraph._p.get_or_add_pPr()
    borders = properties.find(qn("w:pBdr"))
    if borders is None:
        borders = OxmlElement("w:pBdr")
        properties.insert_element_before(borders, "w:shd", "w:tabs", "w:spacing", "w:ind", "w:jc", "w:rPr")
    line = OxmlElement(f"w:{side}")
    for name, value in (("val", "single"), ("sz", str(eighths)), ("space", "6"), ("color", _RED)):
        line.set(qn(f"w:{name}"), value)
    borders.append(line)


def _field(run: Any, name: str) -> None:
    for kind in ("begin", None, "end"):
        element = OxmlElement("w:instrText" if kind is None else "w:fldChar")
        if kind is None:
            element.text = name
        else:
            element.set(qn("w:fldCharType"), kind)
        run._r.append(element)


def _still(content: bytes) -> bytes:
    """The same package with the moments of its members set to one fixed day."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as before,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as after,
    ):
        for name in before.namelist():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            after.writestr(member, before.read(name), compresslevel=1)
    return out.getvalue()
