"""Pieces → Word, written element by element so that every quirk of the format can be put in."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

from tests.accuracy.pieces import Box, Piece, Sheet

_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)
_RELATIONS = (
    '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
    'Target="word/document.xml"/></Relationships>'
)
QUIRKS = (
    "plain", "split_runs", "tracked", "content_control", "text_box", "layout_table", "hidden", "raised_mark",
    "deleted_cell", "old_merge", "nested_cell", "field", "low_mark", "ruby", "formula",
)  # fmt: skip
_UNREAD = {
    "hidden": "<w:vanish/>",
    "raised_mark": '<w:vertAlign w:val="superscript"/>',
    "low_mark": '<w:vertAlign w:val="subscript"/>',
}
_M = "http://schemas.openxmlformats.org/officeDocument/2006/math"


def as_docx(pieces: Sequence[Piece], quirk: str = "plain") -> bytes:
    body = "".join(_sheet(piece, quirk) if isinstance(piece, Sheet) else _paragraph(piece, quirk) for piece in pieces)
    return package(body)


def package(body: str) -> bytes:
    """A Word file around the XML of a body."""
    document = f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{_W}"><w:body>{body}</w:body></w:document>'
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", _TYPES)
        archive.writestr("_rels/.rels", _RELATIONS)
        archive.writestr("word/document.xml", document)
    return file.getvalue()


def _run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _paragraph(text: str, quirk: str) -> str:
    if quirk == "split_runs":
        return f"<w:p>{''.join(map(_run, text))}</w:p>"
    if quirk == "tracked":
        gone = "<w:del><w:r><w:delText>删去的字9</w:delText></w:r></w:del>"
        return f"<w:p>{gone}<w:ins>{_run(text)}</w:ins></w:p>"
    if quirk in _UNREAD:
        return f"<w:p>{_run(text)}{_run('9', _UNREAD[quirk])}</w:p>"
    if quirk == "ruby":
        return f"<w:p><w:r><w:ruby><w:rt>{_run('9')}</w:rt><w:rubyBase>{_run(text)}</w:rubyBase></w:ruby></w:r></w:p>"
    if quirk == "formula" and text.isdigit():
        return f'<w:p><m:oMath xmlns:m="{_M}"><m:r><m:t>{text}</m:t></m:r></m:oMath></w:p>'
    if quirk == "field":
        code = "<w:r><w:instrText>=SUM(LEFT) 9</w:instrText></w:r>"
        return f"<w:p>{code}<w:fldSimple w:instr='SUM'>{_run(text)}</w:fldSimple></w:p>"
    return f"<w:p>{_run(text)}</w:p>"


def _sheet(sheet: Sheet, quirk: str) -> str:
    placed = {(r, c): box for r, c, box in sheet.placed()}
    rows = []
    for r in range(len(sheet.rows)):
        cells, c = [], 0
        while c < sheet.width:
            box = placed.get((r, c))
            if box is not None:
                cells.append(_cell(box.text, box, "restart" if box.rowspan > 1 else "", quirk))
            else:
                box = _above(placed, r, c)
                cells.append(_cell("", box, "continue", quirk))
            c += box.colspan
        rows.append(f"<w:tr>{''.join(cells)}</w:tr>")
    table = f"<w:tbl>{''.join(rows)}</w:tbl>"
    if quirk == "layout_table":
        return f"<w:tbl><w:tr><w:tc>{table}<w:p/></w:tc></w:tr></w:tbl>"
    if quirk == "content_control":
        return f"<w:sdt><w:sdtContent>{table}</w:sdtContent></w:sdt>"
    if quirk == "text_box":
        return f"<w:p><w:r><w:pict><w:txbxContent>{table}</w:txbxContent></w:pict></w:r></w:p>"
    return table


def _above(placed: dict[tuple[int, int], Box], row: int, column: int) -> Box:
    for above in range(row - 1, -1, -1):
        box = placed.get((above, column))
        if box is not None and above + box.rowspan > row:
            return box
    return Box("")


def _cell(text: str, box: Box, merge: str, quirk: str) -> str:
    span = f'<w:gridSpan w:val="{box.colspan}"/>' if box.colspan > 1 and quirk != "old_merge" else ""
    joined = {"": "", "restart": '<w:vMerge w:val="restart"/>', "continue": "<w:vMerge/>"}[merge]
    inner = _paragraph(text, quirk if text else "plain")
    if quirk == "nested_cell":
        inner = f"<w:tbl><w:tr><w:tc>{inner}</w:tc></w:tr></w:tbl><w:p/>"
    cell = f"<w:tc><w:tcPr>{span}{joined}</w:tcPr>{inner}</w:tc>"
    if quirk == "old_merge":
        return cell + "<w:tc><w:tcPr><w:hMerge/></w:tcPr><w:p/></w:tc>" * (box.colspan - 1)
    gone = "<w:tc><w:tcPr><w:cellDel/></w:tcPr><w:p><w:r><w:t>9</w:t></w:r></w:p></w:tc>"
    return gone + cell if quirk == "deleted_cell" else cell
