"""The pictures that an OFD shows: scanned pages, and tables pasted as images.

Source: GB/T 33190-2016, clauses 7.9 (resources) and 10 (images).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import PurePosixPath

from lxml import etree

from checks.report import Where
from flows.errors import SourceError
from flows.extract.document import Picture
from flows.extract.layout.page import PageLayout
from flows.extract.layout.placing import may_be_table
from flows.extract.package import Package
from flows.extract.readers.ofd_xml import all_of, resolved, text_of

_MOST_PICTURES = 60


def resources_of(package: Package, main: str, document: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """The document's lists of resources, each with its place in the package."""
    for kind in ("PublicRes", "DocumentRes"):
        for listed in all_of(document, kind):
            place = resolved(main, (listed.text or "").strip())
            if place in package:
                yield place, package.xml(place)


def media_of(resources: Iterable[tuple[str, etree._Element]]) -> Mapping[str, str]:
    """Resource id → the part that holds the picture, from the document's lists of resources."""
    media: dict[str, str] = {}
    for place, listed in resources:
        folder = resolved(place, listed.get("BaseLoc") or ".")
        for one in all_of(listed, "MultiMedia"):
            media[one.get("ID", "")] = resolved(f"{folder}/.", text_of(one, "MediaFile"))
    return media


def pictures_on(
    page: PageLayout, images: list[etree._Element], package: Package, media: Mapping[str, str], name: str
) -> list[Picture]:
    """The pictures on a page that may be tables; without content where the package does not hold them."""
    pictures = []
    for image, box in list(zip(images, page.pictures, strict=True))[:_MOST_PICTURES]:
        if may_be_table(box, page):
            part = media.get(image.get("ResourceID", ""), "")
            place = Where(name, page=page.number, bbox=box)
            pictures.append(
                Picture(f"第{page.number}页 {PurePosixPath(part).name}".strip(), _content(package, part), place)
            )
    return pictures


def _content(package: Package, part: str) -> bytes | None:
    try:
        return package.read(part)
    except SourceError:
        return None
