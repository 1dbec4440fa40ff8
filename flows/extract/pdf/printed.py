"""What a PDF says that a piece of text stands for (ActualText), where it must not stand in for a figure.

PDFium hands over the replacement in place of the characters that are drawn. For words that is well; a figure is what a
reader sees printed, whatever a file says of it.
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from typing import Any

import pypdfium2.raw as raw

from flows.extract.pdf.drawing import MOST_OBJECTS

_ACTUAL = b"ActualText"
_WIDE = (b"\xfe\xff", b"\xff\xfe")
_MOST_NESTING = 8
_MOST_MARKS = 20


def show_printed(page: Any) -> None:  # pypdfium2 ships no types
    """Drops the replacements of everything but plain words from a page, before its text is loaded."""
    for item in texts_in(page.raw, 0):
        for number in range(min(raw.FPDFPageObj_CountMarks(item), _MOST_MARKS)):
            mark = raw.FPDFPageObj_GetMark(item, number)
            if (said := _said(mark)) is not None and not _is_words(said):
                raw.FPDFPageObjMark_RemoveParam(item, mark, _ACTUAL)


def texts_in(container: Any, depth: int) -> Iterator[Any]:
    """The text objects of a page (depth 0) or of a form within it (its depth), those of the forms in it included."""
    count = raw.FPDFFormObj_CountObjects(container) if depth else raw.FPDFPage_CountObjects(container)
    for index in range(min(count, MOST_OBJECTS)):
        item = raw.FPDFFormObj_GetObject(container, index) if depth else raw.FPDFPage_GetObject(container, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            yield item
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _MOST_NESTING:
            yield from texts_in(item, depth + 1)


def _said(mark: Any) -> str | None:
    """The replacement that a mark gives, None where it gives none."""
    size = ctypes.c_ulong()
    if not raw.FPDFPageObjMark_GetParamBlobValue(mark, _ACTUAL, None, 0, size):
        return None
    held = (ctypes.c_ubyte * max(size.value, 1))()
    raw.FPDFPageObjMark_GetParamBlobValue(mark, _ACTUAL, held, len(held), size)
    written = bytes(held)[: size.value]
    return written.decode("utf-16" if written[:2] in _WIDE else "latin-1", "replace")


def _is_words(said: str) -> bool:
    return any(map(str.isalpha, said)) and not any(map(str.isdigit, said))
