"""The tables of a Word document as rows of text, for the feedback form that comes back as `.docx`."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from lxml import etree

from flows.notify.reply.package import MOST_ROWS, Rows, part
from flows.notify.writing.annex import FEEDBACK

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PIECES = tuple(f"{_W}{name}" for name in ("t", "br", "cr", "tab"))


def table_rows(package: zipfile.ZipFile) -> Iterator[Rows]:
    """Each table's rows, as wide as the form at most.

    Raises `ValueError` for a table beyond any form.
    """
    for table in part(package, "word/document.xml").iter(f"{_W}tbl"):
        rows = table.findall(f"{_W}tr")
        if len(rows) > MOST_ROWS:
            raise ValueError("too many rows")
        yield [[_text(cell) for cell in row.findall(f"{_W}tc")[: len(FEEDBACK)]] for row in rows]


def _text(cell: etree._Element) -> str:
    """A cell's words; what was deleted with changes tracked is not among them."""
    return " ".join("".join(map(_piece, paragraph.iter(*_PIECES))) for paragraph in cell.iter(f"{_W}p"))


def _piece(piece: etree._Element) -> str:
    return str(piece.text or "") if piece.tag == f"{_W}t" else " "
