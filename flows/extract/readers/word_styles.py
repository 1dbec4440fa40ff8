"""What a Word file's named styles do to the runs that carry them: hide, strike, raise or whiten, as if set on the run."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import deepcopy

from lxml import etree

from flows.errors import BrokenDocument
from flows.extract.package import Package
from flows.extract.readers.word_xml import name_of, property_of, value_of

_TELLING = frozenset({"vanish", "strike", "dstrike", "vertAlign", "position", "color", "webHidden", "sz"})
_MOST_ANCESTORS = 20


def spell_out_styles(root: etree._Element, package: Package, main: str) -> None:
    """Give every run of a document the telling properties of its character style that it does not set itself.

    Source: ECMA-376 part 1, 17.7.2 (style hierarchy). Styles that cannot be read are passed over: Word does so too.
    """
    styles = _telling_styles(package, main.rpartition("/")[0] + "/styles.xml")
    if not styles:
        return
    for run in root.iter("{*}r"):
        for mark in styles.get(value_of(property_of(run, "rPr", "rStyle")), ()):
            if property_of(run, "rPr", name_of(mark)) is None:
                next(part for part in run if name_of(part) == "rPr").append(deepcopy(mark))


def _telling_styles(package: Package, part: str) -> Mapping[str, Sequence[etree._Element]]:
    """By a character style's id, the telling properties that it sets or inherits."""
    if part not in package:
        return {}
    try:
        root = package.xml(part)
    except BrokenDocument:
        return {}
    named = (style for style in root if name_of(style) == "style" and _attribute(style, "type") == "character")
    styles = {_attribute(style, "styleId"): style for style in named}
    telling = {name: tuple(_inherited(style, styles).values()) for name, style in styles.items()}
    return {name: marks for name, marks in telling.items() if marks}


def _inherited(style: etree._Element, styles: Mapping[str, etree._Element]) -> Mapping[str, etree._Element]:
    found: dict[str, etree._Element] = {}
    for _ in range(_MOST_ANCESTORS):
        for holder in (part for part in style if name_of(part) == "rPr"):
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
