"""Fonts that an OFD carries and whose digits look like other digits than it calls them: believed in none of them.

Source: GB/T 33190-2016, clauses 11.1 (fonts) and 11.4 (glyph transformation).
"""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from lxml import etree

from flows.errors import SourceError
from flows.extract.package import Package
from flows.extract.pdf.shapes import DIGITS, ink_of, likeness, misnames
from flows.extract.readers.ofd_xml import all_of, local, number_of

# So many fonts of a page are looked at, so many different digits of each, and so many pixels high.
_MOST_FONTS, _MOST_KINDS, _PIXELS = 20, 60, 40.0


class _Kind(NamedTuple):
    """A digit as a document calls it, and the number of the glyph that it draws; None where the font chooses it."""

    named: str
    glyph: int | None


def misnaming_fonts(texts: Sequence[etree._Element], fonts: Mapping[str, str], package: Package) -> frozenset[str]:
    """The ids of the fonts among `fonts` (id → part) that misname digits in these text objects."""
    used: dict[str, dict[_Kind, None]] = {}
    for text in texts:
        if (font := text.get("Font", "")) in fonts and (font in used or len(used) < _MOST_FONTS):
            used.setdefault(font, {}).update(dict.fromkeys(_digits(text)))
    return frozenset(font for font, kinds in used.items() if kinds and _misnames(fonts[font], list(kinds), package))


def _digits(text: etree._Element) -> Iterator[_Kind]:
    """The digits of a text object, each with the glyph that it is set to be drawn with."""
    glyphs = _glyphs(text)
    signs = "".join("".join(map(str, code.itertext())) for code in all_of(text, "TextCode"))
    yield from (_Kind(sign, glyphs.get(at)) for at, sign in enumerate(signs) if sign in DIGITS)


def _glyphs(text: etree._Element) -> Mapping[int, int]:
    """Index of a character → number of its glyph, where one character is one glyph."""
    found: dict[int, int] = {}
    for transform in (child for child in text if local(child) == "CGTransform"):
        start, count, drawn = (
            int(number_of(transform.get(name, ""), default))
            for name, default in (("CodePosition", 0.0), ("CodeCount", 1.0), ("GlyphCount", 1.0))
        )
        numbers = " ".join(part.text or "" for part in all_of(transform, "Glyphs")).split()
        if count == drawn == len(numbers):
            found |= {start + at: int(number_of(number, 0.0)) for at, number in enumerate(numbers)}
    return found


def _misnames(part: str, kinds: Sequence[_Kind], package: Package) -> bool:
    try:
        content = package.read(part)
    except SourceError:
        return False
    with closing(pdfium.PdfDocument.new()) as pdf:
        page = pdf.new_page(100, 100)
        font = raw.FPDFText_LoadFont(
            pdf.raw, (ctypes.c_uint8 * len(content)).from_buffer_copy(content), len(content), raw.FPDF_FONT_TRUETYPE, 1
        )
        return bool(font) and misnames(
            (kind.named, like) for kind in kinds[:_MOST_KINDS] if (like := _likeness(pdf, page, font, kind)) is not None
        )


def _likeness(pdf: Any, page: Any, font: Any, kind: _Kind) -> Mapping[str, float] | None:  # pypdfium2 ships no types
    drawn = raw.FPDFPageObj_CreateTextObj(pdf.raw, font, _PIXELS)
    if kind.glyph is None:
        said = ctypes.create_string_buffer(f"{kind.named}\0".encode("utf-16-le"))
        raw.FPDFText_SetText(drawn, ctypes.cast(said, raw.FPDF_WIDESTRING))
    else:
        raw.FPDFText_SetCharcodes(drawn, (ctypes.c_uint32 * 1)(kind.glyph), 1)
    ink = ink_of(pdf, page, drawn, 1.0)
    raw.FPDFPageObj_Destroy(drawn)
    return None if ink is None else likeness(ink)
