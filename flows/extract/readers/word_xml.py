"""Names and properties in the XML of a Word file, for the modules that walk over it."""

from __future__ import annotations

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_W_2003 = "{http://schemas.microsoft.com/office/word/2003/wordml}"
_SINCE_RENAMED = {"vmerge": "vMerge", "hmerge": "hMerge"}
_OFF = frozenset({"0", "false", "off", "none"})


def name_of(element: etree._Element) -> str:
    """The local name of a word-processing element; of any other its whole tag, and of a comment nothing."""
    tag: object = element.tag
    if not isinstance(tag, str):
        return ""
    name = tag.removeprefix(_W).removeprefix(_STRICT)
    if not name.startswith(_W_2003):
        return name
    name = name.removeprefix(_W_2003)
    return _SINCE_RENAMED.get(name, name)


def property_of(element: etree._Element, holder: str, name: str) -> etree._Element | None:
    """The property `name` in the element's own properties (`rPr`, `tcPr`…)."""
    for part in element:
        if name_of(part) == holder:
            return next((mark for mark in part if name_of(mark) == name), None)
    return None


def value_of(element: etree._Element | None, default: str = "") -> str:
    """The property's value, `default` where there is none."""
    if element is None:
        return default
    return next((str(value) for key, value in element.attrib.items() if str(key).endswith("val")), default)


def number_of(element: etree._Element | None, least: int) -> int:
    """The property's value as a number; `least` where it is none or less."""
    text = value_of(element)
    return max(int(text), least) if text.isdecimal() and len(text) < 6 else least


def is_on(element: etree._Element, holder: str, name: str) -> bool:
    """Whether a switch such as `vanish` is set; written without a value it is."""
    mark = property_of(element, holder, name)
    return mark is not None and value_of(mark, "true").lower() not in _OFF
