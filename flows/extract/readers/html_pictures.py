"""The pictures that an article shows: how many, where each stands, and its bytes where page or companions hold them."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath
from urllib.parse import unquote_to_bytes, urljoin, urlsplit

from selectolax.lexbor import LexborNode

from checks.report import Where
from flows.extract.document import Block, Paragraph, Picture
from flows.extract.headings import names_part
from flows.extract.readers import Source
from flows.extract.readers.html_marks import BREAK, PICTURE

# Where scripts put the address that is shown once a reader scrolls to it; `src` then names a grey dot.
_ADDRESSES = ("data-original", "data-src", "data-lazy-src", "original", "_src", "src")
_ICON_PIXELS, _SPECK_PIXELS = 40, 3
_STYLED_SIDE = re.compile(r"(?<![\w-])(?:width|height)\s*:\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*(?:;|!|$)", re.IGNORECASE)
_TO_COPY = re.compile(r"\s*(?:点击|一键)?(?:复制|拷贝|copy)\s*", re.IGNORECASE)
_MOST_PICTURES = 60
_LONGEST_NAME = 60


def pictures_in(root: LexborNode) -> list[LexborNode]:
    """Pictures in the article, those declared smaller than an icon left out."""
    return [node for node in root.css("img") if not _is_icon(node)]


def write_headings(images: Iterable[LexborNode]) -> None:
    """Writes the headings of parts that are pictures before them as lines: what a page says of a picture is what it shows."""
    for node in images:
        words = (node.attributes.get("alt") or "").strip()
        if words and names_part(words):
            node.insert_before(f"{BREAK}{words}{BREAK}")


def mark_pictures(images: Iterable[LexborNode], source: Source, orders: dict[int, int]) -> list[Picture]:
    """Marks where pictures stand; returns those that the marks' numbers stand for. `orders` counts all `img`."""
    pictures: list[Picture] = []
    for node in images:
        if len(pictures) == _MOST_PICTURES:
            break
        address = address_of(node)
        place = Where(source.name, f"(//img)[{orders.get(node.mem_id, 0)}]")
        pictures.append(Picture(_name(address, len(pictures) + 1), _content(address, source), place))
        node.insert_before(f"{BREAK}{PICTURE}{len(pictures) - 1}{BREAK}")
    return pictures


def with_pictures_in_place(blocks: Iterable[Block], pictures: list[Picture]) -> Iterator[Block | Picture]:
    """The blocks with every mark replaced by its picture."""
    for block in blocks:
        if isinstance(block, Paragraph) and block.text.startswith(PICTURE):
            yield pictures[int(block.text[1:])]
        else:
            yield block


def address_of(image: LexborNode) -> str:
    """The address of what a reader sees in the end; empty where there is none."""
    attributes = image.attributes
    return next((value.strip() for name in _ADDRESSES if (value := attributes.get(name))), "")


def _content(address: str, source: Source) -> bytes | None:
    absolute = urljoin(source.name, address) if "://" in source.name else address
    return inline_picture(address) or source.companions.get(address) or source.companions.get(absolute)


def inline_picture(address: str) -> bytes | None:
    """The bytes of a `data:` address; None for any other. Source: RFC 2397."""
    if address[:5].lower() != "data:":
        return None
    head, _, body = address.partition(",")
    try:
        return base64.b64decode(body) if head.lower().endswith(";base64") else unquote_to_bytes(body)
    except (binascii.Error, ValueError):
        return None


def _name(address: str, order: int) -> str:
    """A picture's file name; one inside the page has none, and is counted."""
    name = "" if address[:5].lower() == "data:" else PurePosixPath(urlsplit(address).path).name
    return name[:_LONGEST_NAME] or f"第{order}张图片"


def is_speck(image: LexborNode) -> bool:
    """Whether a picture shows no character: what only keeps a place or counts visits, by its size, or a button to copy by."""
    if any(_TO_COPY.fullmatch(image.attributes.get(name) or "") for name in ("alt", "title")):
        return True
    styled = map(int, _STYLED_SIDE.findall(image.attributes.get("style") or ""))
    return any(pixels <= _SPECK_PIXELS for pixels in (*_sides(image), *styled))


def _is_icon(image: LexborNode) -> bool:
    return any(pixels < _ICON_PIXELS for pixels in _sides(image))


def _sides(image: LexborNode) -> Iterator[int]:
    """The width and height of a picture in pixels, by its attributes."""
    for side in ("width", "height"):
        digits = (image.attributes.get(side) or "").strip().removesuffix("px")
        if digits.isdigit():
            yield int(digits)
