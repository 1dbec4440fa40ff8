"""Elements, boxes and locations in the XML of an OFD, for the modules that walk over it."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from lxml import etree

from flows.extract.layout.page import Box
from flows.extract.package import Package

# OFD counts in millimetres, the layout in points.
POINTS = 72 / 25.4


def local(element: etree._Element) -> str:
    """The name of an element without its namespace."""
    return str(element.tag).rpartition("}")[2]


def all_of(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """The element and all below it of this name."""
    return (child for child in element.iter() if local(child) == name)


def text_of(element: etree._Element, name: str) -> str:
    """The text of the first such element; empty where there is none."""
    return next(((child.text or "").strip() for child in all_of(element, name)), "")


def resolved(base: str, location: str) -> str:
    """A location within the package: absolute from its root, else relative to the part that names it."""
    joined = location if location.startswith("/") else posixpath.join(posixpath.dirname(base), location)
    return posixpath.normpath(joined.replace("\\", "/")).lstrip("/")


def box_of(element: etree._Element, attribute: str | None = None) -> Box:
    """The box that an attribute, or the element's own text, gives as x, y, width and height."""
    text = element.get(attribute, "") if attribute else element.text or ""
    numbers = [number_of(part, 0.0) for part in text.split()]
    x, y, width, height = (numbers + [0.0] * 4)[:4]
    return (x, y, x + width, y + height)


def number_of(text: str, default: float) -> float:
    """The number that a text is; `default` where it is none, or none that fits on paper."""
    try:
        value = float(text)
    except ValueError:
        return default
    return value if abs(value) < 1e6 else default


def part_in(package: Package, base: str, location: str | None) -> str | None:
    """The part of the package that a location leads to; None where there is none."""
    part = resolved(base, (location or "").strip())
    return part if part in package else None
