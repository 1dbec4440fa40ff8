"""What a Word file's named styles do to what carries them, as if set there: hide, strike, raise or whiten runs, number paragraphs.

Source: ECMA-376 part 1, 17.7.2 (style hierarchy) and 17.7.3 (toggle properties).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from functools import cache
from itertools import islice

from lxml import etree

from flows.errors import BrokenDocument
from flows.extract.package import Package
from flows.extract.readers.word_runs import SMALL, WHITE
from flows.extract.readers.word_xml import (
    attribute_of,
    holder_of,
    is_coloured,
    name_of,
    number_of,
    property_of,
    says_yes,
    value_of,
)

_OF_RUNS = frozenset({"vanish", "strike", "dstrike", "vertAlign", "position", "color", "webHidden", "sz", "shd"})
_OF_PARAGRAPHS = frozenset({"numPr", "shd"})
_TOGGLED = ("vanish", "strike")
"""What two styles that both set it undo for each other."""
_MOST_ANCESTORS = 20

Marks = Mapping[str, etree._Element]
"""Name of a property → the element that sets it."""


def styles_of(package: Package, main: str) -> Sequence[etree._Element]:
    """The styles that a package keeps beside its main part; none where they cannot be read: Word passes them over too."""
    part = main.rpartition("/")[0] + "/styles.xml"
    try:
        return styles_in(package.xml(part)) if part in package else ()
    except BrokenDocument:
        return ()


def styles_in(root: etree._Element) -> Sequence[etree._Element]:
    """The styles below an element."""
    return [style for style in root.iter("{*}style") if name_of(style) == "style"]


def spell_out_styles(root: etree._Element, styles: Sequence[etree._Element]) -> None:
    """Give every run, paragraph and table of a document the telling properties of its styles that it does not set itself.

    Which rows or columns a table's style treats by themselves is not asked: what it strikes in some is struck in all.
    """
    sheet = _Sheet(styles)
    if any(is_coloured(shade) for style in styles for shade in style.iter("{*}shd")):
        for table in root.iter("{*}tbl"):
            _give(table, "tblPr", sheet.grounds_of(table))
    if _set_any(styles, "pPr", _OF_PARAGRAPHS):
        for paragraph in root.iter("{*}p"):
            _give(paragraph, "pPr", sheet.of_paragraph(paragraph))
    if _set_any(styles, "rPr", _OF_RUNS):
        for run in root.iter("{*}r"):
            _give(run, "rPr", sheet.of_run(run))


def _set_any(styles: Iterable[etree._Element], properties: str, telling: frozenset[str]) -> bool:
    holders = (holder for style in styles for holder in style.iter(f"{{*}}{properties}"))
    return any(name_of(mark) in telling for holder in holders for mark in holder)


def _give(element: etree._Element, properties: str, marks: Iterable[etree._Element]) -> None:
    for mark in marks:
        if property_of(element, properties, name_of(mark)) is None:
            holder_of(element, properties).append(deepcopy(mark))


class _Sheet:
    """The styles of a document by kind and id."""

    def __init__(self, styles: Iterable[etree._Element]) -> None:
        self._styles: dict[tuple[str, str], etree._Element] = {}
        self._usual: dict[str, str] = {}
        for style in styles:
            kind, name = attribute_of(style, "type") or "paragraph", attribute_of(style, "styleId")
            self._styles[kind, name] = style
            if says_yes(attribute_of(style, "default") or "0"):
                self._usual.setdefault(kind, name)
        self._chain = cache(self._chain_of)
        self._for_run = cache(self._for_run_in)
        self._grounds = cache(self._grounds_in)

    def grounds_of(self, table: etree._Element) -> Iterable[etree._Element]:
        """A ground that the style of a table gives it, or some of its cells."""
        return self._grounds(self._named("table", table, "tblPr", "tblStyle"))

    def _grounds_in(self, table: str) -> Sequence[etree._Element]:
        shades = (shade for style in self._chain("table", table) for shade in style.iter("{*}shd"))
        return list(islice(filter(is_coloured, shades), 1))

    def of_paragraph(self, paragraph: etree._Element) -> Iterable[etree._Element]:
        """What the style of a paragraph sets for it."""
        name = self._named("paragraph", paragraph, "pPr", "pStyle")
        marks = self._inherited("paragraph", name, "pPr")
        return [mark for kind, mark in marks.items() if kind in _OF_PARAGRAPHS]

    def of_run(self, run: etree._Element) -> Iterable[etree._Element]:
        """What the styles of a run, of its paragraph and of its table set for it."""
        paragraph = next(run.iterancestors("{*}p"), None)
        table = next(run.iterancestors("{*}tbl"), None)
        return self._for_run(
            value_of(property_of(run, "rPr", "rStyle")),
            "" if paragraph is None else self._named("paragraph", paragraph, "pPr", "pStyle"),
            "" if table is None else self._named("table", table, "tblPr", "tblStyle"),
        )

    def _for_run_in(self, character: str, paragraph: str, table: str) -> Sequence[etree._Element]:
        named = (("character", character), ("paragraph", paragraph), ("table", table))
        levels = [self._inherited(kind, name, "rPr") for kind, name in named]
        levels[-1] = {**self._struck_in_parts(table), **levels[-1]}
        merged = {name: mark for marks in reversed(levels) for name, mark in marks.items() if name in _OF_RUNS}
        for name in _TOGGLED:
            set_by = [marks[name] for marks in levels if name in marks and says_yes(value_of(marks[name], "true"))]
            merged.pop(name, None)
            merged |= {name: set_by[0]} if len(set_by) % 2 else {}
        return tuple(mark for mark in merged.values() if _tells(mark))

    def _struck_in_parts(self, table: str) -> Marks:
        chain = self._chain("table", table)
        return {name_of(mark): mark for style in chain for mark in style.iter("{*}strike", "{*}dstrike")}

    def _named(self, kind: str, element: etree._Element, properties: str, name: str) -> str:
        return value_of(property_of(element, properties, name)) or self._usual.get(kind, "")

    def _inherited(self, kind: str, name: str, properties: str) -> Marks:
        found: dict[str, etree._Element] = {}
        for style in self._chain(kind, name):
            found = {**_own(style, properties), **found}
        return found

    def _chain_of(self, kind: str, name: str) -> Sequence[etree._Element]:
        """A style and those that it is based on, the nearest first."""
        chain: list[etree._Element] = []
        while (style := self._styles.get((kind, name))) is not None and len(chain) < _MOST_ANCESTORS:
            chain.append(style)
            name = next((value_of(part) for part in style if name_of(part) == "basedOn"), "")
        return chain


def _tells(mark: etree._Element) -> bool:
    """Whether a property makes anything of a run beside what is usual: all runs have a size and a colour."""
    name, value = name_of(mark), value_of(mark)
    if name == "sz":
        return number_of(mark, least=0) <= SMALL
    return (value.lower() == WHITE) if name == "color" else is_coloured(mark) if name == "shd" else value != "baseline"


def _own(style: etree._Element, properties: str) -> Marks:
    return {name_of(mark): mark for part in style if name_of(part) == properties for mark in part}
