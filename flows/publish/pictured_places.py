"""The pictures of an archived report on which findings rest, shown where they stood with their places boxed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from math import inf
from urllib.parse import urljoin

from selectolax.lexbor import LexborNode

from checks.model import Finding
from checks.report import Report, Where
from flows.extract.document import Document, Picture
from flows.extract.layout.page import A4_WIDTH_POINTS
from flows.extract.readers.html_pictures import address_of, inline_picture
from flows.publish.marks import places_of
from flows.publish.shown_picture import Shares, Spot, shown_picture, spots_of

_PICTURE = re.compile(r"\(//img\)\[(\d{1,6})\]")
# Stands in the page for a picture until its text has been masked: a picture's own letters are no personal number.
_MARK = "\ue0a7{}\ue0a7"

Pictures = Mapping[str, bytes]
"""Address → bytes, of the pictures that were fetched with a page."""


def take_pictures_out(
    body: LexborNode, report: Report, findings: Sequence[Finding], pictures: Pictures, source: str, named: set[int]
) -> dict[str, str]:
    """Puts a mark in the place of each picture that findings rest on; mark → the picture as HTML, its places boxed."""
    nodes = body.css("img")
    drawn: dict[str, str] = {}
    for order, spots in _spots(report, findings).items():
        if not 0 < order <= len(nodes):
            continue
        address = address_of(nodes[order - 1])
        content = pictures.get(urljoin(source, address)) or pictures.get(address) or inline_picture(address)
        if content and (html := shown_picture(content, spots, named)):
            mark = _MARK.format(order)
            drawn[mark] = html
            nodes[order - 1].replace_with(mark)
    return drawn


def pictures_drawn(
    document: Document, report: Report, findings: Sequence[Finding], named: set[int]
) -> dict[int, list[str]]:
    """The pictures of a Word or OFD file that findings rest on, as HTML: by how many blocks of the file stand before."""
    resting = [
        (number, where) for number, one in enumerate(findings, 1) for where in places_of(report, one) if where.bbox
    ]
    drawn: defaultdict[int, list[str]] = defaultdict(list)
    orders: Counter[int] = Counter()
    for picture in document.pictures:
        orders[picture.at] += 1
        found = [(number, box) for number, where in resting if (box := _box_on(picture, orders[picture.at], where))]
        html = shown_picture(picture.content, spots_of(found), named) if found and picture.content else None
        drawn[picture.at] += [html] if html else []
    return drawn


def _box_on(picture: Picture, order: int, where: Where) -> Shares | None:
    """A place as shares of the picture's width, or None where it is on another one; `order` counts those at its place."""
    if where.bbox is None:
        return None
    left, top, right, bottom = picture.where.bbox or (0.0, 0.0, A4_WIDTH_POINTS, inf)
    x0, y0, x1, y1 = where.bbox
    same = (where.page or 1) == (picture.where.page or order) and where.xpath == picture.where.xpath
    if not same or not (left <= (x0 + x1) / 2 <= right and top <= (y0 + y1) / 2 <= bottom):
        return None
    width = right - left
    return (x0 - left) / width, (y0 - top) / width, (x1 - left) / width, (y1 - top) / width


def _spots(report: Report, findings: Sequence[Finding]) -> dict[int, list[Spot]]:
    """Picture (counted from 1) → where findings rest on it."""
    found: defaultdict[int, list[tuple[int, Shares]]] = defaultdict(list)
    for number, finding in enumerate(findings, 1):
        for where in places_of(report, finding):
            if (picture := _PICTURE.fullmatch(where.xpath or "")) and where.bbox:
                x0, y0, x1, y1 = (at / A4_WIDTH_POINTS for at in where.bbox)
                found[int(picture[1])].append((number, (x0, y0, x1, y1)))
    return {order: spots_of(resting) for order, resting in found.items()}
