"""Word documents made of a PDF: every piece of text in a frame or text box with a place on its page.

Source: ECMA-376 part 1, 17.3.1.11 `framePr`: `x` and `y` in twentieths of a point; 20.4.2.3 `anchor`: offsets in 12,700ths.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from lxml import etree

from flows.extract.layout.page import PageLayout
from flows.extract.layout.placed import FEWEST, SHARE, Run, page_of_runs
from flows.extract.readers.word_text import written_in
from flows.extract.readers.word_xml import attribute_of, name_of, number_of, property_of
from flows.extract.script import settle

_TWIPS, _EMU = 20, 12_700
_MOST_DIGITS = 9
_LEADING = 1.2
_HALF_POINTS = 21
"""The usual size of type, where a paragraph tells none."""


def placed_pages(body: etree._Element) -> list[PageLayout]:
    """The pages whose pieces of text have places on them; none where most of the text has none."""
    if sum(1 for _ in body.iter("{*}framePr", "{*}anchor")) < FEWEST:
        return []
    pages: list[list[Run]] = [[]]
    others = 0
    for child in body:
        text, runs = _runs(child)
        pages[-1] += runs
        others += len(text)
        if property_of(child, "pPr", "sectPr") is not None or any(value == "page" for value in _breaks(child)):
            pages.append([])
    placed = sum(len(run.text) for run in chain.from_iterable(pages))
    if sum(map(len, pages)) < FEWEST or placed < SHARE * (placed + others):
        return []
    return [page_of_runs(number, runs) for number, runs in enumerate(filter(None, pages), 1)]


def _breaks(element: etree._Element) -> Iterator[str]:
    return (attribute_of(part, "type") for part in element.iter("{*}br"))


def _runs(element: etree._Element) -> tuple[str, list[Run]]:
    """What an element of the body says in no place of its own, and its pieces with places."""
    if name_of(element) != "p":
        return "".join(map(str, element.itertext())).strip(), []
    written = written_in(element)
    own = settle(written.text).strip()
    frame = property_of(element, "pPr", "framePr")
    here = _place(attribute_of(frame, "x"), attribute_of(frame, "y"), _TWIPS) if frame is not None else None
    runs = [Run(own, *here, _size(element))] if here and own else []
    texts = [] if here else [own]
    for box in written.boxes:
        if next(box.iter("{*}tbl"), None) is not None:
            texts += map(str, box.itertext())
        else:
            runs += _in_box(box)
    return "".join(texts), runs


def _in_box(box: etree._Element) -> Iterator[Run]:
    """The lines of a text box that has a place on its page."""
    anchor = next(box.iterancestors("{*}anchor"), None)
    if anchor is None or not (place := _place(_offset(anchor, "positionH"), _offset(anchor, "positionV"), _EMU)):
        return
    left, top = place
    for paragraph in box.iter("{*}p"):
        size = _size(paragraph)
        for line in filter(None, map(str.strip, settle(written_in(paragraph).text).split("\n"))):
            yield Run(line, left, top, size)
            top += size * _LEADING


def _offset(anchor: etree._Element, which: str) -> str:
    """How far from its page's edge an anchored drawing stands; nothing where it is told from elsewhere."""
    for position in anchor.iter(f"{{*}}{which}"):
        if position.get("relativeFrom") == "page":
            return next(("".join(map(str, part.itertext())).strip() for part in position.iter("{*}posOffset")), "")
    return ""


def _place(left: str, top: str, units: int) -> tuple[float, float] | None:
    """A place in points, of measures of which so many make one; None where it is not told in figures."""
    if not (left.isdecimal() and top.isdecimal() and max(len(left), len(top)) <= _MOST_DIGITS):
        return None
    return int(left) / units, int(top) / units


def _size(element: etree._Element) -> float:
    """The size of its type in points."""
    size = next((one for one in element.iter() if name_of(one) == "sz"), None)
    return (number_of(size, 1) if size is not None else _HALF_POINTS) / 2
