"""Pages that hold what a sheet had no room for on its right side → at the right side of the page that they go on from.

A spreadsheet wider than its paper is printed so: its rows keep their heights, and only the first page names them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from checks.report import Where
from flows.extract.document import Block, relocated
from flows.extract.layout.aligned_regions import GAP_EMS, SECTION
from flows.extract.layout.joints import SNAP
from flows.extract.layout.lines import Line, lines_of
from flows.extract.layout.page import Beside, Box, Glyph, PageLayout, Rule
from flows.extract.layout.words import Word, words_of

# Points: what stands at one height on two pages of a sheet does so within this; digits stand a little off the words of their row.
_LEVEL, _OFF = 0.6, 1.5
# The share of heights that two pages of a sheet have in common at least; so many rows of figures, or lines across, tell by
# themselves, and so many rows without a figure beside them.
_SHARED, _FEWEST, _MANY = 0.7, 3, 8
_MOST_HEAD = 6


@dataclass(frozen=True)
class _Side:
    """A page, and what tells whether another goes on beside it."""

    page: PageLayout

    @cached_property
    def heights(self) -> frozenset[int]:
        """Where its characters stand, in whole points."""
        return frozenset(round(glyph.middle[1]) for glyph in self.page.glyphs)

    @cached_property
    def places(self) -> frozenset[tuple[str, int, int]]:
        """Its characters with their places, in whole points."""
        return frozenset(map(_place, self.page.glyphs))

    def shares(self, glyphs: Sequence[Glyph]) -> bool:
        """Whether most of these characters stand at the same places on this page too."""
        return 2 * sum(_place(glyph) in self.places for glyph in glyphs) > len(glyphs)

    @cached_property
    def lines(self) -> list[Line]:
        return lines_of(self.page.glyphs)

    @cached_property
    def rows(self) -> list[list[Word]]:
        """The words of its lines that hold a figure in a cell of its own."""
        words = (words_of(line, at, GAP_EMS) for at, line in enumerate(self.lines))
        return [row for row in words if any(word.is_figure for word in row)]

    @property
    def levels(self) -> list[float]:
        """The heights of its rows of figures."""
        return [next(word.middle for word in row if word.is_figure) for row in self.rows]

    @cached_property
    def edges(self) -> tuple[float, float]:
        """Where its lines across begin and end."""
        across = [rule for rule in self.page.rules if rule.horizontal]
        return min((rule.start for rule in across), default=0.0), max((rule.end for rule in across), default=0.0)

    def reaching(self, right: bool) -> list[float]:
        """The heights of its lines across that reach its right edge, or its left one."""
        edge = self.edges[right]
        across = (rule for rule in self.page.rules if rule.horizontal)
        return sorted({rule.at for rule in across if abs((rule.end if right else rule.start) - edge) <= SNAP})

    @cached_property
    def has_labels(self) -> bool:
        """Whether its rows, or a part of a report, are named on it."""
        named = any(not row[0].is_figure for row in self.rows)
        # Names of columns alone are lines of a head, which a page may end with.
        bare = not self.rows and (not self.page.rules or len(self.lines) > _MOST_HEAD)
        return bare or named or any(SECTION.match(line.text) for line in self.lines)


def whole_pages(pages: Sequence[PageLayout]) -> list[PageLayout]:
    """The pages, each with what goes on beside it on others, which are left out.

    None goes on where that cannot be told in one way alone.
    """
    sides = [_Side(page) for page in pages]
    homes = _homes(sides)
    if not homes:
        return list(pages)
    usual, rests = _usual_shift(sides, homes), {home: rest for rest, home in homes.items()}
    return [_with_rest(at, sides, rests, usual) for at in range(len(sides)) if at not in homes]


def on_their_pages(blocks: Iterable[Block], pages: Iterable[PageLayout]) -> tuple[Block, ...]:
    """The blocks with their places on the pages that they came from."""
    joined = {page.number: page.beside for page in pages if page.beside}

    def back(where: Where) -> Where:
        box = where.bbox
        beside = [b for b in joined.get(where.page or 0, ()) if box is not None and box[0] >= b.start - SNAP]
        if box is None or not beside:
            return where
        right = beside[-1].right
        return where._replace(
            page=beside[-1].number, bbox=(round(box[0] - right, 1), box[1], round(box[2] - right, 1), box[3])
        )

    return tuple(relocated(block, back) for block in blocks) if joined else tuple(blocks)


def _homes(sides: Sequence[_Side]) -> dict[int, int]:
    """Index of a page that goes on beside another → index of that one; none where it may be more than one."""
    possible = {rest: found for rest in range(1, len(sides)) if (found := _possible(sides, rest))}
    first, last = _taken(possible, 1), _taken(possible, -1)
    return first if first == last else {}


def _possible(sides: Sequence[_Side], rest: int) -> list[int]:
    """The pages before that one goes on from as well as from any."""
    fits = {home: fit for home in range(rest) if (fit := _fit(sides[home], sides[rest]))}
    return [home for home, fit in fits.items() if fit == max(fits.values())]


def _taken(possible: Mapping[int, Sequence[int]], step: int) -> dict[int, int]:
    """A page for each, begun at either end; nothing goes on from one twice."""
    taken: dict[int, int] = {}
    for rest in [*possible][::step]:
        home = next((home for home in possible[rest][::step] if home not in taken.values()), None)
        if home is not None:
            taken[rest] = home
    return taken


def _fit(home: _Side, rest: _Side) -> float:
    """How well a page holds the rows of another one in further columns: from 0, not at all, to 1."""
    if home.page.height != rest.page.height or not rest.heights or rest.page.blank_confidence < 1:
        return 0.0
    level = sum(not home.heights.isdisjoint((at - 1, at, at + 1)) for at in rest.heights) / len(rest.heights)
    if level < _SHARED or rest.has_labels:
        return 0.0
    few = 2 if level == 1 else _FEWEST
    return _one_ruling(home, rest, few) if rest.page.rules else _one_set_of_rows(home, rest, few)


def _one_ruling(home: _Side, rest: _Side, few: int) -> float:
    """The share of the lines across that go on, `few` at least; names over several columns may have some of their own."""
    ends, starts = home.reaching(right=True), rest.reaching(right=False)
    if not starts:
        return 0.0
    beside = [at for at in ends if starts[0] - _LEVEL <= at <= starts[-1] + _LEVEL]
    if not rest.rows and any(starts[0] < line.box[1] < starts[-1] and home.shares(line.glyphs) for line in rest.lines):
        return 0.0  # a head printed again
    shared = _shared(starts, beside)
    share = shared / max(len(beside), len(starts))
    return share if shared >= few and share >= _SHARED else 0.0


def _one_set_of_rows(home: _Side, rest: _Side, few: int) -> float:
    """1 where the rows of figures on a page are level with such rows of the other, which has no more between them.

    Where the other has fewer, there are many rows, and most are level with its labels: some of these have several lines.
    """
    below = rest.levels
    between = [at for at in home.levels if below[0] - _LEVEL <= at <= below[-1] + _LEVEL]
    if _shared(between, below) < len(between):
        return 0.0
    if len(below) == len(between):
        return float(len(rest.lines) >= few)
    labels = [(line.box[1] + line.box[3]) / 2 for line in home.lines]
    return float(len(below) >= _MANY and _shared(below, labels, _OFF) >= _SHARED * len(below))


def _place(glyph: Glyph) -> tuple[str, int, int]:
    return glyph.text, round(glyph.x0), round(glyph.top)


def _shared(heights: Iterable[float], others: Sequence[float], most: float = _LEVEL) -> int:
    return sum(any(abs(at - other) <= most for other in others) for at in heights)


def _usual_shift(sides: Sequence[_Side], homes: Mapping[int, int]) -> float:
    """How far pages without lines are to be moved: so that words cut in two are whole, else by a page."""
    found: Counter[float] = Counter()
    for rest, home in homes.items():
        places = {(glyph.text, round(glyph.top)): glyph.x0 for glyph in sides[home].page.glyphs}
        for glyph in sides[rest].page.glyphs:
            if not glyph.text.isdecimal() and (at := places.get((glyph.text, round(glyph.top)))) is not None:
                found[round(at - glyph.x0, 0)] += 1
    ((shift, count),) = found.most_common(1) or [(0.0, 0)]
    return shift if count >= _FEWEST else sides[0].page.width


def _with_rest(at: int, sides: Sequence[_Side], rests: Mapping[int, int], usual: float) -> PageLayout:
    page, right = sides[at].page, 0.0
    while at in rests:
        home, rest = sides[at], sides[rests[at]]
        right += home.edges[1] - rest.edges[0] if rest.page.rules else usual
        page = _joined(page, _without_running(rest, home), right)
        at = rests[at]
    return page


def _without_running(rest: _Side, home: _Side) -> PageLayout:
    """A page without the lines that stand on all pages: on the one that it is joined to they are told by that."""
    rows = {row[0].line for row in rest.rows}
    lines = [line for at, line in enumerate(rest.lines) if at in rows or not home.shares(line.glyphs)]
    return replace(rest.page, glyphs=tuple(glyph for line in lines for glyph in line.glyphs))


def _joined(page: PageLayout, rest: PageLayout, right: float) -> PageLayout:
    """A page with another one at its right, moved by so much."""
    start = right + min((rule.start for rule in rest.rules if rule.horizontal), default=0.0)
    seen = tuple(_moved(glyph, right) for glyph in rest.glyphs)
    return replace(
        page,
        width=rest.width + right,
        glyphs=(*page.glyphs, *seen),
        rules=(*page.rules, *(_ruled(rule, right) for rule in rest.rules)),
        pictures=(*page.pictures, *_boxes(rest.pictures, right)),
        fills=(*page.fills, *_boxes(rest.fills, right)),
        dark=(*page.dark, *_boxes(rest.dark, right)),
        marks=(*page.marks, *_boxes(rest.marks, right)),
        slants=(*page.slants, *_boxes(rest.slants, right)),
        beside=(*page.beside, Beside(start, rest.number, right)),
    )


def _moved(glyph: Glyph, right: float) -> Glyph:
    return replace(glyph, x0=glyph.x0 + right, x1=glyph.x1 + right)


def _ruled(rule: Rule, right: float) -> Rule:
    return (
        replace(rule, start=rule.start + right, end=rule.end + right)
        if rule.horizontal
        else replace(rule, at=rule.at + right)
    )


def _boxes(boxes: Iterable[Box], right: float) -> tuple[Box, ...]:
    return tuple((x0 + right, top, x1 + right, bottom) for x0, top, x1, bottom in boxes)
