"""The text of a Word paragraph as a reader sees it printed, its tracked changes accepted."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from flows.extract.layout.page import TORN
from flows.extract.readers.word_runs import Manner, manner_of, text_of
from flows.extract.readers.word_xml import name_of

DROPPED = frozenset({"del", "moveFrom", "instrText", "delText", "rPr", "pPr", "tblPr", "sectPr", "footnote", "rt"})
"""What a reader never sees as text: deleted or moved text, field codes, properties, notes' own marks, what ruby says."""
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What a run writes: its own text, or the sign that an empty element stands for. Tab stops sit in dropped properties.
_SHOWING = ("}blip", "}imagedata", "}OLEObject")
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_BUILT_UP = frozenset({"f", "rad", "sSup", "sSub", "sSubSup", "nary", "d", "m", "func", "limLow", "limUpp", "eqArr"})
_DIGITS = frozenset(f"3{digit}" for digit in range(10))
"""Last two digits of the codes under which fonts of symbols keep their digits, or other signs in their places."""
_LONGEST_FIGURE = 12
_SIGNS = {"t": "", "tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


class Written(NamedTuple):
    """A paragraph's text, the text boxes anchored in it, and the relations by which it shows pictures."""

    text: str
    boxes: list[etree._Element]
    pictures: list[str]


def written_in(element: etree._Element) -> Written:
    """The text below an element; text boxes are set aside, their content stands on its own."""
    pieces: list[str] = []
    left_out: list[str] = []
    unlike: list[int] = []
    boxes: list[etree._Element] = []
    pictures: list[str] = []
    stack = [element]
    while stack:
        node = stack.pop()
        name = name_of(node)
        if name == "txbxContent":
            boxes.append(node)
        elif name in _SIGNS:
            pieces.append(_SIGNS[name] or node.text or "")
        elif name.endswith(_SHOWING):
            pictures.append(next((str(v) for k, v in node.attrib.items() if str(k).endswith(("}embed", "}id"))), ""))
        elif name == "sym" or name.startswith(_MATH):
            pieces.append(_sign(node, name))
            left_out += ["sym"] if name == "sym" else []
        elif name == "r" and (manner := manner_of(node)) is not Manner.READ:
            unlike += [len(pieces)] if manner is Manner.UNLIKE else []
            left_out += [text_of(node)] if manner is Manner.RAISED else []
            pieces.append({Manner.STRUCK: TORN, Manner.UNLIKE: text_of(node)}.get(manner, ""))
        elif name not in DROPPED and name != _ALTERNATE:
            stack.extend(reversed(node))
    # Raised letters alone may be a figure, or the mark of a note on a blank; a font's sign alone may be any figure.
    return Written(_joined(pieces, unlike) or TORN * any(left_out), boxes, pictures)


def _joined(pieces: list[str], unlike: list[int]) -> str:
    """The pieces as one text, in which figures unlike others right beside them are not to be trusted."""
    text = "".join(pieces)
    if unlike and len(text) <= _LONGEST_FIGURE and any(pieces[at] for at in range(len(pieces)) if at not in unlike):
        return "".join(TORN if at in unlike else piece for at, piece in enumerate(pieces))
    return text


def _sign(node: etree._Element, name: str) -> str:
    """What a sign of a font or a formula says: digits are read; a fraction or a root among them is not one figure."""
    if name == "sym":
        code = next((str(v) for k, v in node.attrib.items() if str(k).endswith("char")), "")[-2:]
        return TORN if code in _DIGITS else ""
    parts = {str(part.tag).removeprefix(_MATH) for part in node.iter() if isinstance(part.tag, str)}
    if not parts & _BUILT_UP:
        return "".join(part.text or "" for part in node.iter(f"{_MATH}t"))
    return TORN
