"""Pictures of a report's pages on a page of their own, with the places of the findings boxed. Where pictures come from is told elsewhere."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from checks.model import Finding
from checks.report import Report
from flows.publish.copies import banner
from flows.publish.marks import places_of
from flows.publish.shown_picture import Shares, boxed, image, spots_of

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
_STYLE = """
body{margin:0;background:#e8e8e8;font:14px/1.6 sans-serif;color:#1c2126}
figure{position:relative;width:min(1000px,100%);margin:16px auto;background:#fff}
figcaption{padding:4px 12px}figure>div{position:relative}
figure span{border:3px solid #b3261e;scroll-margin-top:120px}
figure span::before{content:attr(data-gouji);position:absolute;left:-3px;bottom:100%;background:#b3261e;color:#fff;
font:bold 12px/18px sans-serif;padding:0 6px}
"""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom in points, from the page's upper left corner."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a finding (numbered from 1) rests on a page."""

    number: int
    box: Box


@dataclass(frozen=True, slots=True)
class Picture:
    """A page as a picture: its number, its width in points, the bytes and their type, and what is boxed on it."""

    number: int
    width_points: float
    content: bytes
    content_type: str
    places: Sequence[Place]


def places_by_page(report: Report, findings: Sequence[Finding]) -> Mapping[int, list[Place]]:
    """Page number → the places on it; a finding's own place, or else its suspect's, comes first."""
    places: defaultdict[int, list[Place]] = defaultdict(list)
    for number, finding in enumerate(findings, 1):
        for where in places_of(report, finding):
            if where.page and where.bbox:
                places[where.page].append(Place(number, where.bbox))
    return places


def boxed_pictures(
    pictures: Sequence[Picture], report: Report, findings: Sequence[Finding], source: str, remark: str, above: str = ""
) -> tuple[str, frozenset[int]]:
    """The page of the pictures under the strip that tells what it is, and the numbers of the findings boxed in it.

    `above` is markup of ours that stands between the two.
    """
    named: set[int] = set()
    figures = "".join([_figure(picture, named) for picture in pictures])
    head = f'<meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
    title = f"<title>存档副本 {escape(report.title or '')}</title><style>{_STYLE}</style>"
    told = banner(findings, source, remark)
    html = f"<!doctype html>\n<html lang=zh-CN><head>{head}{title}</head><body>{told}{above}{figures}</body></html>"
    return html, frozenset(named)


def _figure(picture: Picture, named: set[int]) -> str:
    width = picture.width_points
    spots = spots_of((place.number, _shares(place.box, width)) for place in picture.places)
    shown = image(picture.content, picture.content_type, f"第{picture.number}页") + boxed(spots, named)
    caption = f"<figcaption>第{picture.number}页 (page {picture.number})</figcaption>"
    return f"<figure>{caption}<div>{shown}</div></figure>"


def _shares(box: Box, width: float) -> Shares:
    left, top, right, bottom = box
    return left / width, top / width, right / width, bottom / width
