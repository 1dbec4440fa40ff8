"""Tables with a line between any two rows and none between columns → the lines down that a reader sees in the gaps.

The rows of such a table are told by its lines, however labels and figures are wrapped and set in them; its columns by where
most rows leave room, on all its pages together. Which lines across are one table is told here, where its columns part in
`half_ruled_columns`. On a page that was recognised neither lines nor characters stand where they were printed, surely enough.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from flows.extract.layout.aligned_regions import SECTION, is_text, widest
from flows.extract.layout.half_ruled_columns import Band, columns_down
from flows.extract.layout.joints import SNAP, tables_of
from flows.extract.layout.lines import Line, lines_of
from flows.extract.layout.page import PageLayout, Rule
from flows.extract.layout.ruled import merged
from flows.extract.layout.words import words_of

_ALIKE = 0.5
_FEWEST_LEVELS, _MOST_LEVELS = 4, 400
# Points: shorter lines across are no rows of a table; rows are not higher.
_SHORTEST, _HIGHEST = 100.0, 300.0
# Points: what stands right above a line; in characters: words further apart are of two cells.
_NEAR, _GAP_EMS = 24.0, 1.1


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines across of one page below each other, from one side to the other, with nothing but rows between them."""

    page: int
    levels: tuple[tuple[Rule, ...], ...]

    @property
    def sides(self) -> tuple[float, float]:
        """Where the run begins and ends from left to right."""
        return _sides_of(self.levels)


def _sides_of(levels: Iterable[Sequence[Rule]]) -> tuple[float, float]:
    rules = [rule for level in levels for rule in level]
    return min(rule.start for rule in rules), max(rule.end for rule in rules)


def with_lines_down(pages: Sequence[PageLayout]) -> list[PageLayout]:
    """The pages, on which tables that are ruled across only have lines down too, where these can be told."""
    runs = [list(_runs(page, number)) if page.blank_confidence == 1 else [] for number, page in enumerate(pages)]
    if not any(runs):
        return list(pages)
    drawn: defaultdict[int, list[Rule]] = defaultdict(list)
    for table in _tables(pages, runs):
        if _is_open_above(table[0], pages[table[0].page]):
            continue
        bands = [band for run in table for band in _bands(run, pages[run.page])]
        for page, rules in columns_down(bands).items():
            drawn[page] += rules
        if any(band.page in drawn for band in bands):
            for run in table:
                drawn[run.page] += _sides(run)
    return [replace(page, rules=(*page.rules, *drawn[number])) for number, page in enumerate(pages)]


def _runs(page: PageLayout, number: int) -> Iterator[_Run]:
    """The runs of lines across that no line down crosses, from top to bottom."""
    lone = [group[0] for group in tables_of(merged(page.rules, _ALIKE)) if len(group) == 1 and group[0].horizontal]
    levels = list(_levels(lone))
    if not _FEWEST_LEVELS <= len(levels) <= _MOST_LEVELS:
        return
    lines = [line for line in lines_of(page.glyphs) if line.text]
    width = widest(lines) if lines else 0.0
    run: list[tuple[Rule, ...]] = []
    for level in levels:
        if run and not _goes_on(run, level, lines, width):
            yield from _long_enough(run, number)
            run = []
        run.append(level)
    yield from _long_enough(run, number)


def _levels(rules: Iterable[Rule]) -> Iterator[tuple[Rule, ...]]:
    level: list[Rule] = []
    for rule in sorted(rules, key=lambda rule: rule.at):
        if level and rule.at - level[0].at > SNAP:
            yield tuple(level)
            level = []
        level.append(rule)
    if level:
        yield tuple(level)


def _long_enough(run: Sequence[tuple[Rule, ...]], page: int) -> Iterator[_Run]:
    found = _Run(page, tuple(run))
    if len(run) >= 2 and found.sides[1] - found.sides[0] > _SHORTEST:
        yield found


def _goes_on(run: Sequence[tuple[Rule, ...]], level: Sequence[Rule], lines: Sequence[Line], width: float) -> bool:
    """Whether a line across is the next one of a table: no title and no sentence stands between, nor is it wider."""
    left, right = _sides_of(run)
    start, end = _sides_of([level])
    inside = left - SNAP <= start and end <= right + SNAP
    top, bottom = run[-1][0].at, level[0].at
    between = [line for line in lines if top < (line.box[1] + line.box[3]) / 2 < bottom]
    return inside and bottom - top < _HIGHEST and not any(_is_no_row(line, width) for line in between)


def _is_no_row(line: Line, width: float) -> bool:
    return SECTION.match(line.text) is not None or is_text(line, width)


def _tables(pages: Sequence[PageLayout], runs: Sequence[Sequence[_Run]]) -> list[list[_Run]]:
    """Runs that are one table: the first one of a page goes on the last one of the page before, if it is as wide."""
    tables: list[list[_Run]] = []
    for number, found in enumerate(runs):
        for at, run in enumerate(found):
            last = tables[-1][-1] if tables else None
            if last and at == 0 and last.page == number - 1 and _are_one(last, run, pages):
                tables[-1].append(run)
            else:
                tables.append([run])
    return [table for table in tables if sum(len(run.levels) for run in table) >= _FEWEST_LEVELS]


def _are_one(upper: _Run, lower: _Run, pages: Sequence[PageLayout]) -> bool:
    if any(abs(one - other) > 2 * SNAP for one, other in zip(upper.sides, lower.sides, strict=True)):
        return False
    below = [glyph for glyph in pages[upper.page].glyphs if glyph.top > upper.levels[-1][0].at]
    above = [glyph for glyph in pages[lower.page].glyphs if glyph.bottom < lower.levels[0][0].at]
    return not any(SECTION.match(line.text) for glyphs in (below, above) for line in lines_of(glyphs))


def _is_open_above(run: _Run, page: PageLayout) -> bool:
    """Whether several words beside each other stand right above the first line: the upper part of a head, which no line closes."""
    (left, right), top = run.sides, run.levels[0][0].at
    glyphs = [g for g in page.glyphs if top - _NEAR < g.middle[1] < top and left - SNAP < g.middle[0] < right + SNAP]
    above = [line for line in lines_of(glyphs) if line.text and not SECTION.match(line.text)]
    return bool(above) and len(words_of(above[-1], 0, _GAP_EMS)) > 1


def _bands(run: _Run, page: PageLayout) -> Iterator[Band]:
    left, right = run.sides
    for above, below in pairwise(run.levels):
        top, bottom = above[0].at, below[0].at
        glyphs = [g for g in page.glyphs if top < g.middle[1] <= bottom and left - SNAP < g.middle[0] < right + SNAP]
        yield Band(run.page, above, below, tuple(line for line in lines_of(glyphs) if line.text), run.sides)


def _sides(run: _Run) -> Iterator[Rule]:
    top, bottom = run.levels[0][0].at, run.levels[-1][0].at
    yield from (Rule(False, place, top, bottom) for place in run.sides)
