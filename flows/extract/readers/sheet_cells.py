"""The text that a spreadsheet's cell shows: its value in its number format, or the words that the file keeps for all cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from lxml import etree

from flows.errors import BrokenDocument
from flows.extract.layout.page import TORN
from flows.extract.package import Package
from flows.extract.readers.sheet_numbers import format_of, shown

Kind = TypeVar("Kind")

_STRINGS, _STYLES = "xl/sharedStrings.xml", "xl/styles.xml"
_TRUTH = {"1": "TRUE", "0": "FALSE"}
_MOST_DIGITS = 7


@dataclass(frozen=True, slots=True)
class Look:
    """What a style makes of a cell: its number format, whether a frame is drawn around it and its figure struck through
    or white on white."""

    number_format: str = ""
    is_framed: bool = False
    is_struck: bool = False
    is_hidden: bool = False


@dataclass(frozen=True, slots=True)
class Texts:
    """What cells refer to by number: the workbook's words and its styles."""

    words: Sequence[str]
    looks: Sequence[Look]

    def look(self, cell: etree._Element) -> Look:
        """The look of a cell."""
        return pick(self.looks, cell.get("s", "0"), Look())

    def of(self, cell: etree._Element) -> str:
        """What a cell shows; a formula whose value the file does not keep shows something that nobody here knows."""
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return "".join(_written(part) for part in cell if local(part) == "is")
        value = next((part.text or "" for part in cell if local(part) == "v"), "").strip()
        if not value:
            return TORN if any(local(part) == "f" for part in cell) else ""
        look = self.look(cell)
        if look.is_struck or look.is_hidden:
            return TORN
        if kind == "s":
            return pick(self.words, value, TORN)
        return shown(value, look.number_format) if kind == "n" else _TRUTH.get(value, TORN) if kind == "b" else value


def local(element: etree._Element) -> str:
    """An element's name without its namespace; of a comment nothing."""
    tag: object = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def pick(values: Sequence[Kind], number: str, default: Kind) -> Kind:
    """The value of this number, as files write numbers."""
    known = number.isdecimal() and len(number) <= _MOST_DIGITS and int(number) < len(values)
    return values[int(number)] if known else default


def texts_of(package: Package) -> Texts:
    """What the cells of a workbook refer to; styles that cannot be read leave every number as it is kept."""
    entries = package.xml(_STRINGS) if _STRINGS in package else ()
    return Texts([_written(entry) for entry in entries if local(entry) == "si"], _looks(package))


def _looks(package: Package) -> Sequence[Look]:
    try:
        styles = {local(part): part for part in package.xml(_STYLES)} if _STYLES in package else {}
    except BrokenDocument:
        return ()
    own = {one.get("numFmtId", ""): one.get("formatCode", "") for one in styles.get("numFmts", ())}
    framed = [any(side.get("style", "none") != "none" for side in border) for border in styles.get("borders", ())]
    struck = [_is_struck(font) for font in styles.get("fonts", ())]
    white = [_is_white(font) for font in styles.get("fonts", ())]
    filled = [_is_filled(fill) for fill in styles.get("fills", ())]
    return [
        Look(
            format_of(style.get("numFmtId", "0"), own),
            pick(framed, style.get("borderId", "0"), False),
            pick(struck, style.get("fontId", "0"), False),
            pick(white, style.get("fontId", "0"), False) and not pick(filled, style.get("fillId", "0"), False),
        )
        for style in styles.get("cellXfs", ())
    ]


def _written(entry: etree._Element) -> str:
    """The words of a text, its raised runs in brackets; one that is struck through is in doubt, hints how to say it are none."""
    written: list[str] = []
    for part in entry:
        if local(part) == "t":
            written.append(part.text or "")
        elif local(part) == "r":
            text = "".join(piece.text or "" for piece in part if local(piece) == "t")
            fonts = [font for font in part if local(font) == "rPr"]
            raised = any(local(mark) == "vertAlign" for font in fonts for mark in font)
            written.append(TORN if any(map(_is_struck, fonts)) else f"({text})" if raised else text)
    return "".join(written)


def _is_struck(font: Iterable[etree._Element]) -> bool:
    return any(local(mark) == "strike" and mark.get("val", "1") not in ("0", "false") for mark in font)


def _is_white(parts: Iterable[etree._Element]) -> bool:
    """Whether a font, or the ground of a pattern, is white: said as such, as the theme's paper or by its old number."""
    colours = [colour for colour in parts if local(colour) in ("color", "fgColor")]
    return any(
        colour.get("rgb", "")[-6:].upper() == "FFFFFF"
        or colour.get("theme") == "0"
        or colour.get("indexed") in ("1", "9")
        for colour in colours
        if not colour.get("tint", "0").startswith("-")
    )


def _is_filled(fill: Iterable[etree._Element]) -> bool:
    """Whether a cell has a ground of another colour than white."""
    return any(
        local(pattern) != "patternFill" or (pattern.get("patternType", "none") != "none" and not _is_white(pattern))
        for pattern in fill
    )
