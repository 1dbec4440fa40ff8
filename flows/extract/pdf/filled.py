"""What was typed onto a PDF afterwards, into its form's fields or as notes that stand as text, and what was struck out → part
of its pages.

Every viewer shows them. Seals, signatures, links and marginal notes are none of the text.
"""

from __future__ import annotations

from typing import Any

import pypdfium2.raw as raw

from flows.extract.layout.page import Box

_MOST_ANNOTATIONS = 5000
_UNSEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
# Bytes: what a text that is not there is long.
_EMPTY = 2
# What is typed, and what strikes text out: a mark of its own, or a line drawn through it.
_OF_TEXT = frozenset({raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_STRIKEOUT, raw.FPDF_ANNOT_LINE, raw.FPDF_ANNOT_INK})


def filled_page(pdf: Any, index: int) -> tuple[Any, list[Box]]:  # pypdfium2 ships no types
    """The page of this index with what was typed onto it, as it is printed; `pdf` has its forms initialised.

    Behind it the boxes, as the file has them, of notes whose text the file does not draw: other viewers do.
    """
    page = pdf[index]
    count = min(raw.FPDFPage_GetAnnotCount(page.raw), _MOST_ANNOTATIONS)
    typed = [number for number in range(count) if _is_typed(pdf, page, number)]
    if not typed:
        return page, []
    undrawn = [box for number in typed if (box := _undrawn(page, number)) is not None]
    for number in sorted(set(range(count)) - set(typed), reverse=True):
        raw.FPDFPage_RemoveAnnot(page.raw, number)
    raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
    page.close()
    return pdf[index], undrawn


def _undrawn(page: Any, number: int) -> Box | None:
    """The box of an annotation that stands as text and of which the file holds no picture."""
    annotation = raw.FPDFPage_GetAnnot(page.raw, number)
    box = raw.FS_RECTF()
    try:
        is_note = raw.FPDFAnnot_GetSubtype(annotation) == raw.FPDF_ANNOT_FREETEXT
        drawn = raw.FPDFAnnot_GetAP(annotation, raw.FPDF_ANNOT_APPEARANCEMODE_NORMAL, None, 0)
        if not is_note or drawn > _EMPTY or not raw.FPDFAnnot_GetRect(annotation, box):
            return None
        return (box.left, box.bottom, box.right, box.top)
    finally:
        raw.FPDFPage_CloseAnnot(annotation)


def _is_typed(pdf: Any, page: Any, number: int) -> bool:
    """Whether an annotation is text that was typed in, or strikes text out; a field for a signature has none."""
    annotation = raw.FPDFPage_GetAnnot(page.raw, number)
    if not annotation:
        return False
    try:
        kind = raw.FPDFAnnot_GetSubtype(annotation)
        if raw.FPDFAnnot_GetFlags(annotation) & _UNSEEN:
            return False
        if kind != raw.FPDF_ANNOT_WIDGET or not pdf.formenv:
            return kind in _OF_TEXT
        field = raw.FPDFAnnot_GetFormFieldType(pdf.formenv.raw, annotation)
        return bool(field != raw.FPDF_FORMFIELD_SIGNATURE)
    finally:
        raw.FPDFPage_CloseAnnot(annotation)
