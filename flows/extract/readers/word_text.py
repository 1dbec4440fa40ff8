"""The text of a Word paragraph as a reader sees it printed, its tracked changes accepted."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import NamedTuple

from lxml import etree

from flows.extract.layout.page import TORN
from flows.extract.readers.word_fields import Fields
from flows.extract.readers.word_runs import Manner, manner_of, text_of
from flows.extract.readers.word_xml import ALTERNATE, chosen_of, name_of, value_of

DROPPED = frozenset({"del", "moveFrom", "instrText", "delText", "rPr", "pPr", "tblPr", "sectPr", "footnote", "rt"})
"""What a reader never sees as text: deleted or moved text, field codes, properties, notes' own marks, what ruby says."""
# What a run writes: its own text, or the sign that an empty element stands for. Tab stops sit in dropped properties.
_SHOWING = ("}blip", "}imagedata", "}OLEObject", "subDoc")
_MATH = (
    "{http://schemas.openxmlformats.org/officeDocument/2006/math}",
    "{http://purl.oclc.org/ooxml/officeDocument/math}",
)
_BUILT_UP = frozenset({"f", "rad", "sSup", "sSub", "sSubSup", "nary", "d", "m", "func", "limLow", "limUpp", "eqArr"})
_DIGITS = frozenset(f"3{digit}" for digit in range(10))
"""Last two digits of the codes under which fonts of symbols keep their digits, or other signs in their places."""
_FONT_WITH_DIGITS = "symbol"
_LONGEST_FIGURE = 12
_DOUBTED = (Manner.UNLIKE, Manner.UNSEEN)
_NO_PART = (Manner.RAISED, Manner.STRUCK)
"""What is no part of the figure that stands beside it."""
_SIGNS = {"t": "", "tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


class Written(NamedTuple):
    """A paragraph's text, the text boxes anchored in it, and the relations by which it shows pictures.

    Of an object of another program there are two with a blank between them: its picture's and its own.
    """

    text: str
    boxes: list[etree._Element]
    pictures: list[str]


def written_in(element: etree._Element) -> Written:
    """The text below an element; text boxes are set aside, their content stands on its own."""
    writer = _Writer()
    stack = [element]
    while stack:
        stack.extend(reversed(writer.take(stack.pop())))
    return writer.written()


class _Writer:
    """Writes down what is printed, element by element.

    `unlike` are the places among the pieces of figures that do not look like those beside them, `unseen` those of what has
    the colour of its ground, `pictured` those of pictures; `left_out` is what was left out and may be a figure where it
    stands alone: raised or struck letters, a font's sign.
    """

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._unlike: set[int] = set()
        self._unseen: set[int] = set()
        self._pictured: list[int] = []
        self._left_out: list[str] = []
        self._boxes: list[etree._Element] = []
        self._pictures: list[str] = []
        self._fields = Fields()

    def take(self, node: etree._Element) -> Sequence[etree._Element]:
        """Takes down an element; gives those in it that are to be taken down in turn."""
        name = name_of(node)
        if name in ("fldChar", "instrText"):
            self._pieces.append(self._fields.meet(node, len("".join(self._pieces))))
        elif name == "r" and (manner := manner_of(node)) is not Manner.READ:
            return self._take_run(node, manner)
        elif name == "bdo" and value_of(node) == "rtl":
            self._pieces.append("".join(text_of(run) for run in node if name_of(run) == "r")[::-1])
        elif name == "txbxContent":
            self._boxes.append(node)
        elif name.endswith(_SHOWING) or name == "object":
            shown = [part for part in node.iter() if str(part.tag).endswith(_SHOWING)]
            self._pictures.append(" ".join(filter(None, map(_relation, shown))))
            self._pictured.append(len(self._pieces))
            self._pieces.append("")
        elif name in _SIGNS or name == "sym" or name.startswith(_MATH):
            self._take_sign(node, name)
        else:
            return _within(node, name)
        return ()

    def written(self) -> Written:
        """All that was taken down."""
        is_figure = _is_figure("".join(self._pieces))
        unlike = self._unlike.union(self._pictured if is_figure else ())
        if is_figure and all(not piece.strip() or at in self._unseen for at, piece in enumerate(self._pieces)):
            return Written(TORN, self._boxes, self._pictures)
        return Written(_joined(self._pieces, unlike) or TORN * any(self._left_out), self._boxes, self._pictures)

    def _take_run(self, run: etree._Element, manner: Manner) -> Sequence[etree._Element]:
        """A run that is not to be read as it stands; the edges of fields in it count all the same."""
        if not self._fields.in_code:
            self._unlike |= {len(self._pieces)} if manner in _DOUBTED else set()
            self._unseen |= {len(self._pieces)} if manner is Manner.UNSEEN else set()
            self._left_out += [text_of(run)] if manner in _NO_PART else []
            self._pieces.append(text_of(run) if manner in _DOUBTED else "")
        return [part for part in run if name_of(part) == "fldChar"]

    def _take_sign(self, node: etree._Element, name: str) -> None:
        if self._fields.in_code:
            return
        if name in _SIGNS:
            self._pieces.append(_SIGNS[name] or node.text or "")
            return
        self._pieces.append(_sign(node, name))
        self._left_out += ["sym"] if name == "sym" else []


def _relation(shown: etree._Element) -> str:
    return next((str(v) for k, v in shown.attrib.items() if str(k).endswith(("}embed", "}id"))), "")


def _within(node: etree._Element, name: str) -> Sequence[etree._Element]:
    """What an element holds that says nothing itself."""
    if name == ALTERNATE:
        return [way for way in [chosen_of(node)] if way is not None]
    return () if name in DROPPED else list(node)


def _is_figure(text: str) -> bool:
    """Whether a text is a figure, of which a picture in its line may be a part."""
    return text.strip().replace(",", "").replace(".", "").isdigit()


def _joined(pieces: Sequence[str], unlike: Collection[int]) -> str:
    """The pieces as one text, in which figures unlike others right beside them are not to be trusted."""
    text = "".join(pieces)
    if unlike and len(text) <= _LONGEST_FIGURE and any(pieces[at] for at in range(len(pieces)) if at not in unlike):
        return "".join(TORN if at in unlike else piece for at, piece in enumerate(pieces))
    return text


def _sign(node: etree._Element, name: str) -> str:
    """What a sign of a font or a formula says: digits are read; a fraction or a root among them is not one figure."""
    if name == "sym":
        code, font = (
            next((str(v) for k, v in node.attrib.items() if str(k).endswith(n)), "") for n in ("char", "font")
        )
        shown = code[-1:] if font.lower() == _FONT_WITH_DIGITS else TORN
        return shown if code[-2:] in _DIGITS else ""
    parts = {str(part.tag).rpartition("}")[2] for part in node.iter() if str(part.tag).startswith(_MATH)}
    if not parts & _BUILT_UP:
        return "".join(part.text or "" for part in node.iter(*(f"{vocabulary}t" for vocabulary in _MATH)))
    return TORN
