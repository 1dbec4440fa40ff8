"""How a run of a Word paragraph is to be taken by the way it is printed: as text, not at all, as a note's mark, or with doubt."""

from __future__ import annotations

from enum import StrEnum

from lxml import etree

from flows.extract.readers.word_xml import (
    attribute_of,
    is_coloured,
    is_on,
    name_of,
    number_of,
    property_of,
    value_of,
)


class Manner(StrEnum):
    """READ as it stands; GONE for what nobody sees; RAISED for 20¹, which is 20; STRUCK or UNLIKE the text beside it;
    UNSEEN for what has the colour of its ground.
    """

    READ = "read"
    GONE = "gone"
    RAISED = "raised"
    STRUCK = "struck"
    UNLIKE = "unlike"
    UNSEEN = "unseen"


WHITE = "ffffff"
_HIGHLIGHTS = {"black": "000000", "white": WHITE, "red": "ff0000", "yellow": "ffff00", "blue": "0000ff"}
_GROUNDS = {"p": "pPr", "tc": "tcPr"}
"""What a run lies in that may have a ground, and where that is told; a text box and the rows of a table may have any."""
_BOX = "txbxContent"
_FILL = "{http://schemas.microsoft.com/office/word/2010/wordml}textFill"
SMALL = 12
"""Half points: letters so small, or smaller, nobody prints a table in."""
_RAISED = ("superscript", "subscript")


def manner_of(run: etree._Element) -> Manner:
    """The manner of a run; digits set higher, tiny, white or unseen on screens beside others may be a note, or a slip of the editor."""
    if is_on(run, "rPr", "vanish"):
        return Manner.GONE
    if is_on(run, "rPr", "strike") or is_on(run, "rPr", "dstrike"):
        return Manner.STRUCK
    if value_of(property_of(run, "rPr", "vertAlign")) in _RAISED:
        return Manner.RAISED
    if _is_unseen(run):
        return Manner.UNSEEN
    unlike = (
        is_on(run, "rPr", "webHidden")
        or value_of(property_of(run, "rPr", "color")).lower() == WHITE
        or value_of(property_of(run, "rPr", "position"), "0") != "0"
        or 0 < number_of(property_of(run, "rPr", "sz"), least=0) <= SMALL
    )
    return Manner.UNLIKE if unlike else Manner.READ


def _is_unseen(run: etree._Element) -> bool:
    """Whether a run is printed in the colour of its ground, or with no colour at all."""
    fill = property_of(run, "rPr", _FILL)
    if fill is not None and any(name_of(part).endswith("}noFill") for part in fill):
        return True
    colour = value_of(property_of(run, "rPr", "color")).lower()
    if not colour:
        return False
    highlight = _HIGHLIGHTS.get(value_of(property_of(run, "rPr", "highlight")))
    return colour == (highlight or _shade(run, "rPr") or _ground(run))


def _shade(element: etree._Element, properties: str) -> str:
    shade = property_of(element, properties, "shd")
    return attribute_of(shade, "fill").lower() if shade is not None and is_coloured(shade) else ""


def _ground(run: etree._Element) -> str:
    """The colour of what a run lies on; empty where it may be any."""
    for element in run.iterancestors():
        name = name_of(element)
        if name == _BOX or (name == "tbl" and _shade(element, "tblPr")):
            return ""
        if name in _GROUNDS and (shade := _shade(element, _GROUNDS[name])):
            return shade
    return WHITE


def text_of(run: etree._Element) -> str:
    """The letters of a run."""
    return "".join(part.text or "" for part in run if name_of(part) == "t")
