"""The pictures that an OFD shows: scanned pages, and tables pasted as images.

Source: GB/T 33190-2016, clause 10 (images).
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePosixPath

from lxml import etree

from checks.report import Where
from flows.errors import SourceError
from flows.extract.document import Picture
from flows.extract.layout.page import PageLayout
from flows.extract.layout.placing import may_be_table
from flows.extract.package import Package

_MOST_PICTURES = 60
# Of a PNG: how it begins, where the kind of its colours stands, and the kinds that tell how much is seen through.
_PNG, _PNG_KIND, _WITH_ALPHA = b"\x89PNG\r\n\x1a\n", slice(25, 26), frozenset({b"", b"\4", b"\6"})
_HEAD_BYTES = 2048


def is_opaque(package: Package, part: str | None) -> bool:
    """Whether nothing is seen through a picture; not so for one that may have holes, or that the package lacks."""
    if part is None or part not in package:
        return False
    head = package.head(part, _HEAD_BYTES)
    if head.startswith(_PNG):
        return head[_PNG_KIND] not in _WITH_ALPHA and b"tRNS" not in head
    return not head.startswith(b"GIF8")


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
