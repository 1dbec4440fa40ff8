"""How the objects of an OFD page look: how light they are, and whether anything is seen through them.

Source: GB/T 33190-2016, clause 8.3 (colours).
"""

from __future__ import annotations

from lxml import etree

from flows.extract.layout.strokes import lightness
from flows.extract.readers.ofd_objects import Item
from flows.extract.readers.ofd_xml import local, number_of

_FULL = 255.0


def lightness_of(item: Item) -> float:
    """That of what an object is filled with; black where the file does not tell."""
    colour = _fill(item)
    parts = [_part(part) for part in (colour.get("Value", "") if colour is not None else "").split()]
    match parts:
        case [gray]:
            rgb = (gray, gray, gray)
        case [red, green, blue]:
            rgb = (red, green, blue)
        case [cyan, magenta, yellow, black]:
            rgb = ((1 - cyan) * (1 - black), (1 - magenta) * (1 - black), (1 - yellow) * (1 - black))
        case _:
            rgb = (0.0, 0.0, 0.0)
    return lightness(*rgb, opacity_of(item))


def opacity_of(item: Item) -> float:
    """From 0 (nothing is seen) to 1."""
    colour = _fill(item)
    own = number_of(item.element.get("Alpha", ""), _FULL) / _FULL
    return own * (number_of(colour.get("Alpha", ""), _FULL) / _FULL if colour is not None else 1.0)


def _fill(item: Item) -> etree._Element | None:
    """The nearest colour: the object's own, that of its drawing parameters, that of its layer's."""
    return next((child for style in item.styles for child in style if local(child) == "FillColor"), None)


def _part(text: str) -> float:
    """One part of a colour, from 0 to 1; written as a number up to 255 or as `#FF`."""
    try:
        return (int(text[1:], 16) if text.startswith("#") else float(text)) / _FULL
    except ValueError:
        return 0.0
