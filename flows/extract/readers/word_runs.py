"""How a run of a Word paragraph is to be taken by the way it is printed: as text, not at all, as a note's mark, or with doubt."""

from __future__ import annotations

from enum import StrEnum

from lxml import etree

from flows.extract.readers.word_xml import is_on, name_of, number_of, property_of, value_of


class Manner(StrEnum):
    """READ as it stands; GONE for what nobody sees; RAISED for 20¹, which is 20; STRUCK or UNLIKE the text beside it."""

    READ = "read"
    GONE = "gone"
    RAISED = "raised"
    STRUCK = "struck"
    UNLIKE = "unlike"


_WHITE = "ffffff"
_SMALL = range(1, 13)
"""Half points: letters that nobody prints a table in."""
_RAISED = ("superscript", "subscript")


def manner_of(run: etree._Element) -> Manner:
    """The manner of a run; digits set higher, tiny, white or unseen on screens beside others may be a note, or a slip of the editor."""
    if is_on(run, "rPr", "vanish"):
        return Manner.GONE
    if is_on(run, "rPr", "strike") or is_on(run, "rPr", "dstrike"):
        return Manner.STRUCK
    if value_of(property_of(run, "rPr", "vertAlign")) in _RAISED:
        return Manner.RAISED
    unlike = (
        is_on(run, "rPr", "webHidden")
        or value_of(property_of(run, "rPr", "color")).lower() == _WHITE
        or value_of(property_of(run, "rPr", "position"), "0") != "0"
        or number_of(property_of(run, "rPr", "sz"), least=0) in _SMALL
    )
    return Manner.UNLIKE if unlike else Manner.READ


def text_of(run: etree._Element) -> str:
    """The letters of a run."""
    return "".join(part.text or "" for part in run if name_of(part) == "t")
