"""Which parts of an OFD package are drawn, in what order: documents, their pages, what lies under and over each page.

Source: GB/T 33190-2016, clauses 7.2 (documents), 7.4 (document), 7.7 (pages and templates), 15 (annotations).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from lxml import etree

from flows.extract.layout.page import Box
from flows.extract.package import Package
from flows.extract.readers.ofd_resources import Resources, resources_of
from flows.extract.readers.ofd_xml import all_of, box_of, part_in, resolved, text_of

_A4 = (0.0, 0.0, 210.0, 297.0)
# Annotations that say nothing of the text: a mark across the page, and what only points to it.
_BESIDE = frozenset({"Watermark", "Link", "Highlight", "Path"})
_STRIKES = "strikeout"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page to be: the elements that hold what is drawn, lowest first, its box in millimetres.

    `resources` are those of the document and of the page.
    """

    layers: tuple[etree._Element, ...]
    area: Box
    resources: Resources


def sheets_of(package: Package, most: int) -> Iterator[Sheet]:
    """The pages of all documents of a package; of a long one no more than `most` and one."""
    left = most + 1
    for body in list(all_of(package.xml("OFD.xml"), "DocBody")) or [package.xml("OFD.xml")]:
        for sheet in _sheets(package, _root(package, body)):
            if left > 0:
                yield sheet
            left -= 1


def _root(package: Package, body: etree._Element) -> str:
    """The part with which a document begins: that of the version that holds now, where it has several (clause 16)."""
    current = next((version for version in all_of(body, "Version") if version.get("Current") == "true"), None)
    if current is not None and (part := part_in(package, "", current.get("BaseLoc"))) is not None:
        root = part_in(package, part, text_of(package.xml(part), "DocRoot"))
        if root is not None:
            return root
    return resolved("", text_of(body, "DocRoot"))


class _Template(NamedTuple):
    """What pages show beside their own: `is_over` tells whether above it or below it."""

    element: etree._Element
    part: str
    is_over: bool


def _sheets(package: Package, main: str) -> Iterator[Sheet]:
    document = package.xml(main)
    templates = _templates(document)
    usual = next((box_of(area) for area in all_of(document, "PhysicalBox")), _A4)
    common = resources_of(package, main, document)
    notes = _notes(package, main, document)
    for listed in [part for holder in all_of(document, "Pages") for part in all_of(holder, "Page")]:
        place = resolved(main, listed.get("BaseLoc", ""))
        page = package.xml(place)
        names = [template.get("TemplateID", "") for template in all_of(page, "Template")]
        used = [_template(package, main, templates[name]) for name in names if name in templates]
        resources = resources_of(package, place, page, common)
        for template in used:
            resources = resources_of(package, template.part, template.element, resources)
        under, over = ([t.element for t in used if t.is_over is side] for side in (False, True))
        area = next((box_of(area) for area in all_of(page, "PhysicalBox")), usual)
        yield Sheet((*under, page, *over, *notes.get(listed.get("ID", ""), ())), area, resources)


def _templates(document: etree._Element) -> Mapping[str, etree._Element]:
    """Template id → where the document lists it."""
    return {listed.get("ID", ""): listed for listed in all_of(document, "TemplatePage")}


def _template(package: Package, main: str, listed: etree._Element) -> _Template:
    """A template that a page shows; those that none shows may be lacking."""
    part = resolved(main, listed.get("BaseLoc", ""))
    return _Template(package.xml(part), part, listed.get("ZOrder") == "Foreground")


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
        is_text = note.get("Type") not in _BESIDE or note.get("Subtype", "").lower() == _STRIKES
        if is_text and note.get("Visible", "true") != "false":
            yield from all_of(note, "Appearance")
