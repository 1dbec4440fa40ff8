"""A source that holds more than one report: which of its blocks are the report that is wanted.

Pages show the reports of several years one below the other, or a subordinate office's behind the own one. What another
report says is nobody's claim about this one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import combinations
from typing import NamedTuple

from flows.extract.document import Block, Document, Grid, Paragraph
from flows.extract.headings import STRONG, read_heading
from flows.extract.script import comparable
from flows.extract.titles import LONGEST_TITLE, is_title, title_agency, title_year

_MOST_TITLES = 8
_FEWEST_PARTS = 3
"""So many of the six parts make a report; a list of links to reports has none."""


class _Start(NamedTuple):
    """The block that begins with a title, and the title's year and agency."""

    at: int
    year: int
    agency: str


def wanted_report(document: Document, hint_year: int | None) -> Document:
    """The document with the blocks of one report alone: the one of the year asked for, else the first.

    The document itself where it holds one report, however often that says its title. What a page shows once more, word for
    word, for screens of another size is left out.
    """
    document = _once(document)
    starts = _reports(document.blocks)
    if len(starts) < 2:
        return document
    wanted = next((start for start in starts if start.year == hint_year), starts[0])
    place = starts.index(wanted)
    begin = wanted.at if place else 0
    end = starts[place + 1].at if place + 1 < len(starts) else len(document.blocks)
    pictures = tuple(replace(one, at=one.at - begin) for one in document.pictures if begin <= one.at <= end)
    whose = wanted.agency or "the page itself"
    note = f"{len(starts)} reports in one source, of which the one of {whose} for {wanted.year} is read"
    return replace(document, blocks=document.blocks[begin:end], pictures=pictures, notes=(*document.notes, note))


def _once(document: Document) -> Document:
    """The document without a report's second copy right behind it, which begins and goes on with the same words and figures."""
    blocks = document.blocks
    titles = [at for at, block in enumerate(blocks) if isinstance(block, Paragraph) and _may_be_title(block.text)]
    for first, again in combinations(titles[:_MOST_TITLES], 2):
        end = 2 * again - first
        if _words(blocks[first:again]) == _words(blocks[again:end]) and _is_report(blocks[first:again]):
            shown = (replace(one, at=min(one.at, again) + max(one.at - end, 0)) for one in document.pictures)
            return replace(document, blocks=(*blocks[:again], *blocks[end:]), pictures=tuple(shown))
    return document


def _words(blocks: Sequence[Block]) -> list[str | tuple[str, ...]]:
    """What blocks say, a table by its cells."""
    return [
        block.text if isinstance(block, Paragraph) else tuple([cell.text for cell in block.cells]) for block in blocks
    ]


def _may_be_title(text: str) -> bool:
    return len(text) <= LONGEST_TITLE and "信息" in text and ("报" in text or "報" in text) and is_title(text)


def _reports(blocks: Sequence[Block]) -> list[_Start]:
    """Where reports begin that are not of the same agency and year as the one before; links to others begin none."""
    titled = list(_titled(blocks))
    if titled and _is_whole_before(blocks[: titled[0].at]):
        titled = [_Start(0, titled[0].year, ""), *titled]  # its title stands above the article
    if len({(start.year, start.agency) for start in titled}) < 2:
        return []
    ends = [*(start.at for start in titled[1:]), len(blocks)]
    whole = [start for start, end in zip(titled, ends, strict=True) if _is_report(blocks[start.at : end])]
    return [one for place, one in enumerate(whole) if not place or one[1:] != whole[place - 1][1:]]


def _is_whole_before(blocks: Sequence[Block]) -> bool:
    """Whether what stands before the first title is a report, and no list of contents."""
    return any(isinstance(block, Grid) for block in blocks) and _is_report(blocks)


def _titled(blocks: Sequence[Block]) -> Iterator[_Start]:
    above = ""
    for at, block in enumerate(blocks):
        text = block.text if isinstance(block, Paragraph) and len(block.text) <= LONGEST_TITLE else ""
        if _may_be_title(text):
            for title, start in ((text, at), (above + text, at - 1)):
                year, agency = title_year(title), title_agency(title)
                if year and agency and is_title(title):
                    yield _Start(start, year, comparable(agency))
                    break
        above = text


def _is_report(blocks: Sequence[Block]) -> bool:
    headings = (read_heading(block.text) for block in blocks if isinstance(block, Paragraph))
    return len({one.section for one in headings if one and one.section and one.score >= STRONG}) >= _FEWEST_PARTS
