"""Text under a picture of the whole page: a scanner's guess at its own picture, which no reader of the page ever sees.

Some scanners write it invisibly, others as any text, and then draw the scan over it. Both are the same from here on.
"""

from __future__ import annotations

from typing import Any

import pypdfium2.raw as raw
from pypdfium2 import PdfiumError

from flows.extract.pdf.drawing import MOST_OBJECTS
from flows.extract.pdf.printed import texts_in

# The share of a page that a picture of the page covers.
_WHOLE = 0.8
_OPAQUE, _WITH_ALPHA = 250, 4


def hide_covered(page: Any) -> None:  # pypdfium2 ships no types
    """Makes text invisible over which an opaque picture of the page is drawn, before the page's text is loaded."""
    count = raw.FPDFPage_CountObjects(page.raw)
    if count > MOST_OBJECTS or not any(_is_picture(page, index) for index in range(count)):
        return
    objects = list(page.get_objects(max_depth=1))
    cover = next((at for at in reversed(range(len(objects))) if _is_cover(objects[at], page)), 0)
    for item in objects[:cover]:
        is_form = item.type == raw.FPDF_PAGEOBJ_FORM
        for text in texts_in(item.raw, 1) if is_form else [item.raw] * (item.type == raw.FPDF_PAGEOBJ_TEXT):
            raw.FPDFTextObj_SetTextRenderMode(text, raw.FPDF_TEXTRENDERMODE_INVISIBLE)


def _is_picture(page: Any, index: int) -> bool:
    return bool(raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page.raw, index)) == raw.FPDF_PAGEOBJ_IMAGE)


def _is_cover(item: Any, page: Any) -> bool:
    """Whether an object is a picture over most of the page through which nothing is seen."""
    if item.type != raw.FPDF_PAGEOBJ_IMAGE:
        return False
    left, bottom, right, top = item.get_bounds()
    x0, y0, x1, y1 = page.get_mediabox()
    seen = max(min(right, x1) - max(left, x0), 0) * max(min(top, y1) - max(bottom, y0), 0)
    return seen >= _WHOLE * (x1 - x0) * (y1 - y0) and _is_opaque(item)


def _is_opaque(picture: Any) -> bool:
    if raw.FPDFPageObj_HasTransparency(picture.raw):
        return False
    try:
        bitmap = picture.get_bitmap(render=True, scale_to_original=False)
    except PdfiumError:
        return False
    return bitmap.n_channels < _WITH_ALPHA or bool((bitmap.to_numpy()[:, :, -1] >= _OPAQUE).all())
