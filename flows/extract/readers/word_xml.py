"""Names and properties in the XML of a Word file, for the modules that walk over it."""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATE, _FALLBACK = _COMPATIBILITY + "AlternateContent", _COMPATIBILITY + "Fallback"
_KNOWN = ("http://schemas.microsoft.com/office/", "http://schemas.openxmlformats.org/", "http://purl.oclc.org/ooxml/")
"""How the names of the vocabularies begin that Word knows."""
_W_2003 = "{http://schemas.microsoft.com/office/word/2003/wordml}"
_SINCE_RENAMED = {"vmerge": "vMerge", "hmerge": "hMerge"}
_FIRST = 8
"""Among so many first children of an element its properties are looked for: a paragraph may hold a hundred thousand runs."""
_PAPER = frozenset({"", "auto", "ffffff"})
_OFF = frozenset({"0", "false", "off", "none"})


def name_of(element: etree._Element) -> str:
    """The local name of a word-processing element; of any other its whole tag, and of a comment nothing."""
    tag: object = element.tag
    return _name_in(tag) if isinstance(tag, str) else ""


@lru_cache(maxsize=1024)
def _name_in(tag: str) -> str:
    name = tag.removeprefix(_W).removeprefix(_STRICT)
    if not name.startswith(_W_2003):
        return name
    name = name.removeprefix(_W_2003)
    return _SINCE_RENAMED.get(name, name)


def property_of(element: etree._Element, holder: str, name: str) -> etree._Element | None:
    """The property `name` in the element's own properties (`rPr`, `tcPr`…), which stand before what it holds."""
    for part in islice(element, _FIRST):
        if name_of(part) == holder:
            return next((mark for mark in part if name_of(mark) == name), None)
    return None


def value_of(element: etree._Element | None, default: str = "") -> str:
    """The property's value, `default` where there is none."""
    if element is None:
        return default
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("val")), default)


def chosen_of(alternate: etree._Element) -> etree._Element | None:
    """Of the ways in which an `AlternateContent` can be shown the first whose needs are known, as Word chooses.

    Source: ECMA-376 part 3, clause 9.4 (alternate content).
    """
    for way in alternate:
        needs = str(way.get("Requires", "")).split()
        if name_of(way) == _FALLBACK or all((way.nsmap.get(need) or "").startswith(_KNOWN) for need in needs):
            return way
    return None


def attribute_of(element: etree._Element, name: str) -> str:
    """The element's word-processing attribute of this name; empty where there is none."""
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith(f"}}{name}")), "")


def holder_of(element: etree._Element, holder: str) -> etree._Element:
    """The element's own properties, made where there are none."""
    found = next((part for part in element if name_of(part) == holder), None)
    if found is None:
        found = etree.Element(f"{str(element.tag).rpartition('}')[0]}}}{holder}")
        element.insert(0, found)
    return found


def number_of(element: etree._Element | None, least: int) -> int:
    """The property's value as a number; `least` where it is none or less."""
    text = value_of(element)
    return max(int(text), least) if text.isdecimal() and len(text) < 6 else least


def is_on(element: etree._Element, holder: str, name: str) -> bool:
    """Whether a switch such as `vanish` is set; written without a value it is."""
    mark = property_of(element, holder, name)
    return mark is not None and says_yes(value_of(mark, "true"))


def says_yes(value: str) -> bool:
    """Whether the value of a switch sets it."""
    return value.lower() not in _OFF


def is_coloured(shade: etree._Element) -> bool:
    """Whether a shading (`shd`) is another ground than white paper."""
    fill = attribute_of(shade, "fill").lower()
    return bool(attribute_of(shade, "themeFill")) or (fill not in _PAPER and value_of(shade) != "nil")
