"""The look of an official paper in Word: faces, sizes, margins, numbered tables; and bytes that do not tell the hour.

Source: GB/T 9704-2012 for margins and faces, as offices know it; an office's own template outranks all of it.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape

from docx import Document
from docx.document import Document as Paper
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from lxml.etree import XMLSyntaxError

from flows.errors import SettingsError
from flows.extract.package import DAMAGE
from flows.official import title_lines
from flows.wild import shown

__all__ = ["Paper", "body", "head", "in_place", "new_paper", "office_paper", "page_break", "save", "table", "title"]

TITLE, HEAD, BODY, SMALL = ("方正小标宋简体", 22), ("黑体", 16), ("仿宋_GB2312", 16), ("仿宋_GB2312", 10.5)
TABLE_HEAD, NUMBER = ("黑体", 10.5), ("宋体", 14)
Face = tuple[str, float]
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MOST_LETTERS = 4000
# What a table's row waits for its texts with: a character that belongs to nobody.
_ROOM = "\ue000"
_TEXT = "word/document.xml"
_BLANKS = re.compile(r"[^\S\u3000]+")


def office_paper(template: Path) -> Paper:
    """An office's own template as the paper to go on writing on.

    Raises `SettingsError` for a file that Word's format does not know.
    """
    try:
        return Document(str(template))
    except (*DAMAGE, KeyError, XMLSyntaxError, PackageNotFoundError) as fault:
        told = f"{template}: 不是可用的 Word 文件（.docx），请用 Word 另存为 .docx 或移走 (no usable .docx: {fault})"
        raise SettingsError(told) from None


def new_paper(*, landscape: bool = False) -> Paper:
    """An empty A4 paper with official margins."""
    paper = Document()
    section = paper.sections[0]
    section.page_width, section.page_height = (Mm(297), Mm(210)) if landscape else (Mm(210), Mm(297))
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.top_margin, section.bottom_margin = (Mm(25), Mm(20)) if landscape else (Mm(37), Mm(35))
    section.left_margin, section.right_margin = (Mm(20), Mm(20)) if landscape else (Mm(28), Mm(26))
    paper.settings.odd_and_even_pages_header_footer = True
    _number(section.footer.paragraphs[0], WD_ALIGN_PARAGRAPH.RIGHT)
    _number(section.even_page_footer.paragraphs[0], WD_ALIGN_PARAGRAPH.LEFT)
    return paper


def _number(line: Paragraph, side: WD_ALIGN_PARAGRAPH) -> None:
    """— 1 — at the foot, one character in. Source: GB/T 9704-2012, 7.5: odd pages right, even ones left."""
    line.alignment = side
    line.paragraph_format.left_indent = line.paragraph_format.right_indent = Pt(NUMBER[1])
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    _run(line, "—\u3000", NUMBER)
    line._p.append(field)
    _run(line, "\u3000—", NUMBER)


@contextmanager
def in_place(paper: Paper, place: str) -> Iterator[None]:
    """What the block writes stands where the paper has a paragraph of these words, which goes; else at its end."""
    mark = next((line._p for line in paper.paragraphs if line.text.strip() == place), None)
    known = len(paper.paragraphs)
    yield
    if mark is not None:
        for line in paper.paragraphs[known:]:
            mark.addprevious(line._p)
        paper.element.body.remove(mark)


def title(paper: Paper, text: str) -> None:
    """The paper's title, centred."""
    first, *further = title_lines(_clean(text))
    line = _line(paper, first, TITLE)
    for more in further:
        line.add_run().add_break()
        _run(line, more, TITLE)
    line.alignment = WD_ALIGN_PARAGRAPH.CENTER
    line.paragraph_format.space_after = Pt(14)


def head(paper: Paper, text: str) -> None:
    """A heading of the first order: 一、…"""
    layout = _line(paper, text, HEAD).paragraph_format
    layout.first_line_indent, layout.keep_with_next = Pt(32), True


def body(paper: Paper, text: str, *, indent: bool = True, right: bool = False, kept: bool = False) -> None:
    """A paragraph of the text; what is `kept` stands on one page with the beginning of the next."""
    line = _line(paper, text, BODY)
    line.paragraph_format.keep_with_next = kept or None
    line.paragraph_format.first_line_indent = Pt(32) if indent else None
    line.alignment = WD_ALIGN_PARAGRAPH.RIGHT if right else WD_ALIGN_PARAGRAPH.JUSTIFY


def page_break(paper: Paper) -> None:
    """What follows begins on a new page."""
    paper.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _line(paper: Paper, text: str, face: Face) -> Paragraph:
    line = paper.add_paragraph()
    line.paragraph_format.line_spacing = Pt(29)
    line.paragraph_format.space_after = Pt(0)
    _run(line, text, face)
    return line


def _run(line: Paragraph, text: str, face: Face) -> None:
    run = line.add_run(_clean(text))
    run.font.name, run.font.size = face[0], Pt(face[1])
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), face[0])


def table(paper: Paper, heads: Sequence[str], widths_mm: Sequence[float]) -> None:
    """A ruled table whose head is repeated on every page; `save` takes its rows."""
    drawn = paper.add_table(rows=2, cols=len(heads), style="Table Grid")
    drawn.autofit = False
    for place, (text, width) in enumerate(zip(heads, widths_mm, strict=True)):
        # Word reads the cells' widths, LibreOffice and WPS those of the grid.
        drawn.columns[place].width = Mm(width)
        for line, face, words in ((0, TABLE_HEAD, text), (1, SMALL, _ROOM)):
            cell = drawn.cell(line, place)
            cell.width = Mm(width)
            _run(cell.paragraphs[0], words, face)
    repeated = OxmlElement("w:tblHeader")
    repeated.set(qn("w:val"), "true")
    drawn.rows[0]._tr.get_or_add_trPr().append(repeated)
    drawn.rows[1]._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _clean(text: str) -> str:
    """One line; the wide blanks that an office fills in stay."""
    return _BLANKS.sub(" ", shown(text)[:_MOST_LETTERS]).strip(" ")


def save(paper: Paper, path: Path, made: datetime, tables: Sequence[Sequence[Sequence[str]]] = ()) -> None:
    """Write the paper; the same paper is the same bytes whenever it is written.

    `tables` are the rows of its tables, in the order in which these were drawn.
    """
    facts = paper.core_properties
    facts.author, facts.last_modified_by, facts.comments = "勾稽", "勾稽", ""
    facts.created = facts.modified = made.replace(tzinfo=None)
    buffer = BytesIO()
    paper.save(buffer)
    with zipfile.ZipFile(buffer) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for entry in source.infolist():
            stamped = zipfile.ZipInfo(entry.filename, _EPOCH)
            stamped.compress_type = zipfile.ZIP_DEFLATED
            text = source.read(entry)
            with target.open(stamped, "w") as file:
                file.writelines(_filled(text, tables) if entry.filename == _TEXT else (text,))


def _filled(document: bytes, tables: Sequence[Sequence[Sequence[str]]]) -> Iterator[bytes]:
    """The text of a paper, in the place of each table's second row its rows.

    As elements of Word's, two tables of a thousand rows take 50 MB, and making them forty times as long.
    """
    done = 0
    for rows in tables:
        room = document.index(_ROOM.encode(), done)
        start, end = document.rindex(b"<w:tr>", done, room), document.index(b"</w:tr>", room) + len(b"</w:tr>")
        yield document[done:start]
        pieces = document[start:end].split(_ROOM.encode())
        for row in rows:
            texts = [escape(_clean(text)).encode() for text in row]
            yield b"".join(piece + text for piece, text in zip(pieces, [*texts, b""], strict=True))
        done = end
    yield document[done:]
