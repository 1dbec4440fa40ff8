"""What stands on a page beside its text: running heads and feet, page numbers, drawn watermarks, and the list of contents."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from flows.extract.layout.lines import Line
from flows.extract.layout.page import Box, PageLayout
from flows.extract.layout.words import words_of

_PAGE_NUMBER = re.compile(r"^[-—–―－·.\s]*(?:第\s*)?\d{1,4}(?:\s*页)?(?:\s*[/／共，,]+\s*\d{1,4}\s*页?)?[-—–―－·.\s]*$")
_ADDRESS = re.compile(r"^(?:https?|file)://\S+(?:\s.*)?$")
_PRINTED = re.compile(r"^\d{1,4}[/.年-]\d{1,2}[/.月-]\d{1,4}日?[,，]?\s*(?:[上下]午)?\s*\d{1,2}:\d\d")
_DIGITS = re.compile(r"\d+")
_WORDED = re.compile(r"[\u4e00-\u9fffA-Za-z]{3}")
# A number or a bar code's text on every sheet.
_CODE = re.compile(r"^\W*\w{10,}\W*$")
_CONTENTS = re.compile(r"^目\s*[录錄次]$")
_ENTRY = re.compile(
    r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[)）]|\d+[.、]).{2,40}?[\s.·…．•-]*\d{1,3}$"
)
_LEADERS = re.compile(r"(?:[.·…．•]\s?){5,}\s*\d{1,3}$")
# Of the longer side of a sheet, which margins do not turn with.
_MARGIN = 0.09
# Points: a running head stands as far from the edge on all its pages.
_SAME = 3.0
_MOST_WORDS = 4
# In characters: the lines of one cell stand closer than this.
_CLOSE = 0.5


class Sheet(NamedTuple):
    """A page's size in points and its lines outside ruled tables."""

    width: float
    height: float
    lines: Sequence[Line]


def without_running_marks(pages: Sequence[PageLayout]) -> list[PageLayout]:
    """The pages without the marks and pictures that come again at one place on all of them but one: a watermark is no figure."""
    places = Counter(
        place for page in pages for place in {tuple(map(round, box)) for box in (*page.marks, *page.pictures)}
    )
    least = max(2, len(pages) - 1)

    def own(boxes: Sequence[Box]) -> tuple[Box, ...]:
        return tuple(box for box in boxes if places[tuple(map(round, box))] < least)

    return [replace(page, marks=own(page.marks), pictures=own(page.pictures)) for page in pages]


def body_lines(pages: Sequence[Sheet]) -> list[list[Line]]:
    """The lines of each page that are its text."""
    running = _running(pages)
    return [
        [
            line
            for line in _without_contents(page.lines)
            if not (_in_margin(line, page) and _is_beside(line, page, running)) or _hangs_on(line, page.lines)
        ]
        for page in pages
    ]


def _hangs_on(line: Line, lines: Sequence[Line]) -> bool:
    """Whether a number is the end of a figure in the line right above it, for which its cell was too narrow."""
    top, size = line.box[1], line.size
    return line.text.isdigit() and any(
        other.box[1] < top < other.box[3] + _CLOSE * size and other.box[0] < line.box[0] and line.box[2] < other.box[2]
        for other in lines
    )


def _running(pages: Sequence[Sheet]) -> dict[str, list[float]]:
    """Texts, whatever numbers are in them, that stand at one height in the margins of most pages → those heights.

    The names over a table's columns come again on every page too, but they are many words.
    """
    seen: defaultdict[str, list[float]] = defaultdict(list)
    for page in pages:
        for line in page.lines:
            is_text = _WORDED.search(line.text) or _CODE.match(line.text)
            if is_text and _in_margin(line, page) and len(words_of(line, 0)) <= _MOST_WORDS:
                seen[_name(line)].append(_from_edge(line, page))
    least = max(2, len(pages) // 2)
    return {
        text: heights
        for text, heights in seen.items()
        if any(sum(abs(other - height) <= _SAME for other in heights) >= least for height in heights)
    }


def _is_beside(line: Line, page: Sheet, running: dict[str, list[float]]) -> bool:
    if _is_page_number(line, page):
        # A figure of a table's first or last row has text between it and the edge.
        return not (line.text.isdigit() and any(_is_text(other, page, running) for other in _beyond(line, page)))
    return _is_marginal(line, page, running)


def _beyond(line: Line, page: Sheet) -> Iterator[Line]:
    """The lines between a line and the edge of the page that it is near to."""
    is_head = _from_edge(line, page) > 0
    for other in page.lines:
        if other.box[3] <= line.box[1] if is_head else other.box[1] >= line.box[3]:
            yield other


def _is_text(line: Line, page: Sheet, running: dict[str, list[float]]) -> bool:
    return not (_is_page_number(line, page) or _is_marginal(line, page, running))


def _is_marginal(line: Line, page: Sheet, running: dict[str, list[float]]) -> bool:
    if _ADDRESS.match(line.text) or _PRINTED.match(line.text):
        return True
    heights = running.get(_name(line), [])
    return sum(abs(_from_edge(line, page) - other) <= _SAME for other in heights) > 1


def _name(line: Line) -> str:
    """A line by its words and size: a title is larger than the same name in a signature at the head of another page."""
    return f"{_DIGITS.sub('0', line.text)} {line.size:.0f}"


def _from_edge(line: Line, page: Sheet) -> float:
    """How far a line stands below the upper edge of its page; a negative number, how far above the lower one."""
    top = line.box[1]
    return top if top < page.height / 2 else top - page.height


def _in_margin(line: Line, page: Sheet) -> bool:
    margin = max(page.width, page.height) * _MARGIN
    return line.box[3] < margin or line.box[1] > page.height - margin


def _is_page_number(line: Line, page: Sheet) -> bool:
    """Whether a line in a margin is only a page number (- 3 -, — 4 —, 3 / 5, 第3页 共5页)."""
    return _in_margin(line, page) and bool(_PAGE_NUMBER.match(line.text))


def _without_contents(lines: Sequence[Line]) -> list[Line]:
    """The lines without a list of contents: headings with the numbers of their pages, under 目录 or behind dots."""
    titled = any(_CONTENTS.match(line.text) for line in lines)
    listed = [line for line in lines if _LEADERS.search(line.text) or (titled and _ENTRY.match(line.text))]
    if len(listed) < 2:
        return list(lines)
    return [line for line in lines if line not in listed and not _CONTENTS.match(line.text)]
