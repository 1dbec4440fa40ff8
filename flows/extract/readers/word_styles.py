"""What a Word file's named styles do to what carries them, as if set there: hide, strike, raise or whiten runs, number paragraphs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy

from lxml import etree

from flows.errors import BrokenDocument
from flows.extract.package import Package
from flows.extract.readers.word_xml import name_of, property_of, value_of

_TELLING = frozenset({"vanish", "strike", "dstrike", "vertAlign", "position", "color", "webHidden", "sz", "numPr"})
_CARRIERS = {"character": ("r", "rPr", "rStyle"), "paragraph": ("p", "pPr", "pStyle")}
"""Kind of style → what carries it, that element's properties, and which of them names the style."""
_MOST_ANCESTORS = 20


def spell_out_styles(root: etree._Element, package: Package, main: str) -> None:
    """Give every run and paragraph of a document the telling properties of its own style that it does not set itself.

    Source: ECMA-376 part 1, 17.7.2 (style hierarchy). Styles that cannot be read are passed over: Word does so too.
    """
    named = _styles(package, main.rpartition("/")[0] + "/styles.xml")
    for kind, (carrier, properties, name) in _CARRIERS.items():
        styles = _telling(named, kind, properties)
        for element in root.iter(f"{{*}}{carrier}") if styles else ():
            for mark in styles.get(value_of(property_of(element, properties, name)), ()):
                if property_of(element, properties, name_of(mark)) is None:
                    next(part for part in element if name_of(part) == properties).append(deepcopy(mark))


def _styles(package: Package, part: str) -> Sequence[etree._Element]:
    try:
        return [style for style in package.xml(part) if name_of(style) == "style"] if part in package else ()
    except BrokenDocument:
        return ()


def _telling(named: Sequence[etree._Element], kind: str, properties: str) -> Mapping[str, Sequence[etree._Element]]:
    """By a style's id, the telling properties that it sets or inherits."""
    styles = {_attribute(style, "styleId"): style for style in named if _attribute(style, "type") == kind}
    telling = {name: tuple(_inherited(style, styles, properties).values()) for name, style in styles.items()}
    return {name: marks for name, marks in telling.items() if marks}


def _inherited(
    style: etree._Element, styles: Mapping[str, etree._Element], properties: str
) -> Mapping[str, etree._Element]:
    found: dict[str, etree._Element] = {}
    for _ in range(_MOST_ANCESTORS):
        for holder in (part for part in style if name_of(part) == properties):
            for mark in holder:
                if name_of(mark) in _TELLING:
                    found.setdefault(name_of(mark), mark)
        parent = next((value_of(part) for part in style if name_of(part) == "basedOn"), "")
        if parent not in styles:
            break
        style = styles[parent]
    return found


def _attribute(element: etree._Element, name: str) -> str:
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith(f"}}{name}")), "")
