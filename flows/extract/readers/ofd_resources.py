"""What the pages of an OFD show by its name: pictures, composite graphics, and the ways in which objects are drawn.

Source: GB/T 33190-2016, clauses 7.9 (resources), 8.2 (drawing parameters) and 13 (composite objects).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lxml import etree

from flows.extract.package import Package
from flows.extract.readers.ofd_xml import all_of, part_in, resolved, text_of

_KINDS = ("PublicRes", "DocumentRes", "PageRes")
_MOST_RELATIVES = 10


@dataclass(frozen=True, slots=True)
class Resources:
    """Resource id → part of the package that holds a picture or a font, element of a composite graphic, of a way to draw."""

    media: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, etree._Element] = field(default_factory=dict)
    params: Mapping[str, etree._Element] = field(default_factory=dict)
    fonts: Mapping[str, str] = field(default_factory=dict)

    def styles(self, name: str) -> tuple[etree._Element, ...]:
        """The drawing parameters of a name, and those that they rest on."""
        found: list[etree._Element] = []
        while (param := self.params.get(name)) is not None and len(found) < _MOST_RELATIVES:
            found.append(param)
            name = param.get("Relative", "")
        return tuple(found)


def resources_of(package: Package, place: str, element: etree._Element, known: Resources | None = None) -> Resources:
    """The resources that a document or a page lists, beside those that are known; `place` is its own part."""
    known = known or Resources()
    media, units, params, fonts = dict(known.media), dict(known.units), dict(known.params), dict(known.fonts)
    for part, listed in _lists(package, place, element):
        folder = resolved(part, listed.get("BaseLoc") or ".")
        for one in all_of(listed, "MultiMedia"):
            media[one.get("ID", "")] = resolved(f"{folder}/.", text_of(one, "MediaFile"))
        for one in all_of(listed, "Font"):
            if file := text_of(one, "FontFile"):
                fonts[one.get("ID", "")] = resolved(f"{folder}/.", file)
        units |= {unit.get("ID", ""): unit for unit in all_of(listed, "CompositeGraphicUnit")}
        params |= {param.get("ID", ""): param for param in all_of(listed, "DrawParam")}
    return Resources(media, units, params, fonts)


def _lists(package: Package, place: str, element: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """Each list of resources that an element names, with its place in the package."""
    for kind in _KINDS:
        for listed in all_of(element, kind):
            if (part := part_in(package, place, listed.text)) is not None:
                yield part, package.xml(part)
