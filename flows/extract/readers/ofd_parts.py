"""Which parts of an OFD package are drawn, in what order: documents, their pages, what lies under and over each page.

Source: GB/T 33190-2016, clauses 7.2 (documents), 7.4 (document), 7.7 (pages and templates), 15 (annotations).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from flows.extract.layout.page import Box
from flows.extract.package import Package
from flows.extract.readers.ofd_pictures import media_of, resources_of
from flows.extract.readers.ofd_xml import all_of, box_of, resolved, text_of

_A4 = (0.0, 0.0, 210.0, 297.0)
# Annotations that say nothing of the text: a mark across the page, and what only points to it.
_BESIDE = frozenset({"Watermark", "Link", "Highlight", "Path"})


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to be: the elements that hold what is drawn, lowest first, its box in millimetres.

    `media` is resource id → part of the document's pictures, `units` resource id → a graphic that pages show by its name.
    """

    layers: tuple[etree._Element, ...]
    area: Box
    media: Mapping[str, str]
    units: Mapping[str, etree._Element]


def sheets_of(package: Package, most: int) -> Iterator[Sheet]:
    """The pages of all documents of a package; of a long one no more than `most` and one."""
    left = most + 1
    for root in [(root.text or "").strip() for root in all_of(package.xml("OFD.xml"), "DocRoot")] or [""]:
        for sheet in _sheets(package, resolved("", root)):
            if left > 0:
                yield sheet
            left -= 1


def _sheets(package: Package, main: str) -> Iterator[Sheet]:
    document = package.xml(main)
    templates = {
        part.get("ID", ""): resolved(main, part.get("BaseLoc", "")) for part in all_of(document, "TemplatePage")
    }
    usual = next((box_of(area) for area in all_of(document, "PhysicalBox")), _A4)
    resources = list(resources_of(package, main, document))
    media = media_of(resources)
    units = {unit.get("ID", ""): unit for _, part in resources for unit in all_of(part, "CompositeGraphicUnit")}
    notes = _notes(package, main, document)
    for part in [part for holder in all_of(document, "Pages") for part in all_of(holder, "Page")]:
        page = package.xml(resolved(main, part.get("BaseLoc", "")))
        used = [used.get("TemplateID", "") for used in all_of(page, "Template")]
        below = [package.xml(templates[name]) for name in used if name in templates]
        area = next((box_of(area) for area in all_of(page, "PhysicalBox")), usual)
        yield Sheet((*below, page, *notes.get(part.get("ID", ""), ())), area, media, units)


def _notes(package: Package, main: str, document: etree._Element) -> Mapping[str, list[etree._Element]]:
    """Page id → what annotations draw on it as if it were its own."""
    notes: defaultdict[str, list[etree._Element]] = defaultdict(list)
    for listed in all_of(document, "Annotations"):
        place = resolved(main, (listed.text or "").strip())
        if place not in package:
            continue
        for page in all_of(package.xml(place), "Page"):
            file = resolved(place, text_of(page, "FileLoc"))
            if file in package:
                notes[page.get("PageID", "")] += _drawn(package.xml(file))
    return notes


def _drawn(annotations: etree._Element) -> Iterator[etree._Element]:
    for note in all_of(annotations, "Annot"):
        if note.get("Type") not in _BESIDE and note.get("Visible", "true") != "false":
            yield from all_of(note, "Appearance")
