"""The text of a Word paragraph as a reader sees it printed, its tracked changes accepted."""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from flows.extract.layout.page import TORN
from flows.extract.readers.word_xml import is_on, name_of, property_of, value_of

DROPPED = frozenset({"del", "moveFrom", "instrText", "delText", "rPr", "pPr", "tblPr", "sectPr", "footnote"})
"""What a reader never sees: deleted or moved text, field codes, properties, notes' own marks."""
_ALTERNATE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
# What a run writes: its own text, or the sign that an empty element stands for. Tab stops sit in dropped properties.
_SIGNS = {"t": "", "tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


class Written(NamedTuple):
    """A paragraph's text, the text boxes anchored in it, and the relations by which it shows pictures."""

    text: str
    boxes: list[etree._Element]
    pictures: list[str]


def written_in(element: etree._Element) -> Written:
    """The text below an element; text boxes are set aside, their content stands on its own."""
    pieces: list[str] = []
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
        elif name.endswith(("}blip", "}imagedata")):
            pictures.append(next((str(v) for k, v in node.attrib.items() if str(k).endswith(("}embed", "}id"))), ""))
        elif name == "r" and not _is_read(node):
            pieces.append(TORN if _is_struck(node) else "")
        elif name not in DROPPED and name != _ALTERNATE:
            stack.extend(reversed(node))
    return Written("".join(pieces), boxes, pictures)


def _is_read(run: etree._Element) -> bool:
    """Hidden text is not, nor the raised mark of a note: 20¹ is 20, not 201."""
    raised = value_of(property_of(run, "rPr", "vertAlign")) == "superscript"
    return not raised and not is_on(run, "rPr", "vanish") and not _is_struck(run)


def _is_struck(run: etree._Element) -> bool:
    """A figure struck out by hand may be gone or wrongly so; whoever prints it does not say."""
    return is_on(run, "rPr", "strike") or is_on(run, "rPr", "dstrike")
