"""Where the columns of a table part that has lines across only: between figures and their names, and behind names of groups.

A line across that begins behind a group's name shows where the column of that name ends. Where anything stands over two
columns, or in no row between two lines, nothing is told.
"""

from __future__ import annotations

from bisect import bisect
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from typing import NamedTuple

from flows.extract.layout.aligned_blocks import edge_of, has_figures, is_figure, parted_at
from flows.extract.layout.aligned_heads import headed
from flows.extract.layout.aligned_labels import numbered_in
from flows.extract.layout.aligned_spread import with_spread_joined
from flows.extract.layout.joints import SNAP
from flows.extract.layout.lines import Line
from flows.extract.layout.page import Rule
from flows.extract.layout.words import BEGUN, NUMBERED, REST, Word, are_alike, words_of

# In characters: words further apart are of two cells; pieces of labels are nearer to each other than those of two.
_CELL_GAP, _PIECE_GAP = 1.1, 0.12
# In characters: a column that is no wider has room for one digit a line.
_NARROW = 2.7
_FEWEST_FIGURES = 10


class Band(NamedTuple):
    """What stands between two lines across on one page, and the two; `sides` are those of its table there."""

    page: int
    above: tuple[Rule, ...]
    below: tuple[Rule, ...]
    lines: tuple[Line, ...]
    sides: tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Row:
    """A band with its words line by line; the numbers of their lines are none of another band's."""

    band: Band
    words: list[list[Word]]


@dataclass(slots=True)
class _Block:
    """The rows under one head, which may come again on every page, and the rows of that head each time."""

    heads: list[list[_Row]] = field(default_factory=list)
    rows: list[_Row] = field(default_factory=list)


def columns_down(bands: Sequence[Band]) -> Mapping[int, list[Rule]]:
    """The lines down of a table by the numbers of its pages; none where they cannot be told for all its rows, or it has no head."""
    lines = [line for band in bands for line in band.lines]
    tokens = [words_of(line, number, _CELL_GAP) for number, line in enumerate(lines)]
    edge = edge_of([words_of(line, number, _PIECE_GAP) for number, line in enumerate(lines)], tokens)
    if edge is None:
        return {}
    rows = list(_rows(bands, edge))
    if sum(is_figure(word, edge) for row in rows for line in row.words for word in line) < _FEWEST_FIGURES:
        return {}
    drawn: defaultdict[int, list[Rule]] = defaultdict(list)
    blocks = _blocks(rows, edge)
    if not blocks[0].heads:
        return {}
    for block in blocks:
        found = _down(block, edge)
        if found is None:
            return {}
        for page, rule in found:
            drawn[page].append(rule)
    for page in {band.page for band in bands}:
        drawn[page] += _behind_groups([row for row in rows if row.band.page == page], edge)
    return drawn


def _rows(bands: Sequence[Band], edge: float) -> Iterator[_Row]:
    number = 0
    for band in bands:
        words = [words_of(line, number + at, _PIECE_GAP) for at, line in enumerate(band.lines)]
        number += len(words)
        yield _Row(band, with_spread_joined([parted_at(row, edge) for row in words], edge))


def _has_figures(row: _Row, edge: float) -> bool:
    return any(has_figures(line, edge) for line in row.words)


def _blocks(rows: Sequence[_Row], edge: float) -> list[_Block]:
    """The rows by the heads that they stand under; a head that every page repeats is that of the first block."""
    first = _Block()
    blocks, head = [first], list[_Row]()
    at = 0
    while at < len(rows):
        row = rows[at]
        again = _repeated(rows, at, edge) if at and row.band.page != rows[at - 1].band.page else 0
        if again:
            first.heads.append(list(rows[at : at + again]))
            at += again
            continue
        if _is_head(row, edge):
            head.append(row)
        else:
            if head and (blocks[-1].rows or blocks[-1].heads):
                blocks.append(_Block())
            blocks[-1].heads += [head] if head else []
            blocks[-1].rows.append(row)
            head = []
        at += 1
    blocks[-1].heads += [head] if head else []
    return blocks


def _is_head(row: _Row, edge: float) -> bool:
    return not _has_figures(row, edge) and any(word.box[2] > edge for line in row.words for word in line)


def _repeated(rows: Sequence[_Row], at: int, edge: float) -> int:
    """How many rows without figures say, from one on, what the table begins with."""
    count = 0
    while (
        at + count < len(rows) and _says(rows[at + count]) == _says(rows[count]) and not _has_figures(rows[count], edge)
    ):
        count += 1
    return count


def _says(row: _Row) -> str:
    return "".join(line.text for line in row.band.lines)


def _down(block: _Block, edge: float) -> list[tuple[int, Rule]] | None:
    """The lines down of a block with the numbers of their pages; None where they cannot be told."""
    words = [word for row in block.rows for line in row.words for word in line]
    figures = [word for word in words if is_figure(word, edge)]
    labels = [word for word in words if not is_figure(word, edge)]
    head = [line for row in (block.heads[0] if block.heads else ()) for line in row.words]
    names, columns = headed([line for line in head if line], figures, labels, ())
    cuts = _between(labels, columns.bands)
    if cuts is None or not all(_is_one_row(row, cuts, edge) for row in block.rows):
        return None
    names_by_line = {_text(line): found for line, found in zip([line for line in head if line], names, strict=True)}
    drawn = [(row.band.page, rule) for row in block.rows for rule in _pieces(row.band, (), cuts)]
    for row in (row for held in block.heads for row in held):
        own = [word for line in row.words for word in names_by_line.get(_text(line), line)]
        drawn += [(row.band.page, rule) for rule in _pieces(row.band, own, cuts)]
    return drawn


def _text(line: Sequence[Word]) -> str:
    return "".join(word.text for word in line)


def _between(labels: Sequence[Word], bands: Sequence[tuple[float, float, float, float]]) -> list[float] | None:
    """The places between columns, labels and the first of them; None where two of them are not apart."""
    ends = [max(word.box[2] for word in labels)] if labels else []
    edges = [*ends, *(x for band in bands for x in (band[0], band[2]))]
    edges = edges if labels else edges[1:]
    gaps = list(zip(edges[:-1:2], edges[1::2], strict=False))
    return None if any(start > stop for start, stop in gaps) else [(start + stop) / 2 for start, stop in gaps]


def _is_one_row(row: _Row, cuts: Sequence[float], edge: float) -> bool:
    """Whether no more than one figure stands in a column, on however many lines, and none in a label."""
    words = [word for line in row.words for word in line]
    if any(_crosses(word, cut) for word in words for cut in cuts):
        return False
    stacks: defaultdict[int, list[Word]] = defaultdict(list)
    for word in (word for word in words if is_figure(word, edge)):
        stacks[bisect(cuts, word.box[0])].append(word)
    sides = [row.band.sides[0], *cuts, row.band.sides[1]]
    labels = [word for word in words if not is_figure(word, edge)]
    is_glued = any(word.text[-1].isdigit() for word in labels)
    return (
        not is_glued
        and not _has_two_items(row)
        and all(_are_pieces(stack, sides[column + 1] - sides[column]) for column, stack in stacks.items())
    )


def _has_two_items(row: _Row) -> bool:
    """Whether two numbered labels begin below each other."""
    starts = sorted(word.box[0] for line in row.words for word in numbered_in(line))
    return any(right - left < SNAP for left, right in pairwise(starts))


def _crosses(word: Word, place: float) -> bool:
    return word.box[0] < place - 1 and word.box[2] > place + 1


def _are_pieces(stack: Sequence[Word], width: float) -> bool:
    """Whether figures under each other in a column of this width are one that goes on over lines."""
    texts = [word.text for word in stack]
    if len(texts) < 2:
        return True
    is_narrow = width < _NARROW * stack[0].size and not texts[0].startswith("0")
    begun = all(BEGUN.match(text) or (is_narrow and text.isdigit()) for text in texts[:-1])
    falls = all(len(up) >= len(low) for up, low in pairwise(texts))
    return begun and falls and are_alike(stack) and REST.match(texts[-1]) is not None


def _pieces(band: Band, words: Sequence[Word], places: Sequence[float]) -> Iterator[Rule]:
    """Lines down through a band at these places, but where one of the words stands across."""
    for place in places:
        if not any(_crosses(word, place) for word in words):
            yield Rule(False, place, band.above[0].at, band.below[0].at)


def _behind_groups(rows: Sequence[_Row], edge: float) -> Iterator[Rule]:
    """Lines down where lines across begin behind a group's name, from one that runs over them to the next."""
    left = rows[0].band.sides[0] if rows else 0.0
    for start in sorted({rule.start for row in rows for rule in (*row.band.above, *row.band.below)}):
        if left + SNAP < start < edge - SNAP:
            runs = [
                run
                for run in _runs(rows, start, edge)
                if any(abs(_begin(row.band.below) - start) <= SNAP for row in run)
            ]
            # A page may end below the first row of a group.
            for row in [*chain.from_iterable(runs), *(row for row in rows if _begins_group(row, start))]:
                yield from _pieces(row.band, [word for line in row.words for word in line], [start])


def _begins_group(row: _Row, start: float) -> bool:
    """Whether a group's number and, behind a place, that of its first label stand beside each other in a row."""
    begin = max(_begin(row.band.above), _begin(row.band.below))
    if begin >= start - SNAP:
        return False
    for line in row.words:
        sides = [word for word in line if word.box[2] <= start + 1], [word for word in line if word.box[0] >= start - 1]
        if all(NUMBERED.match(_text(side)) for side in sides):
            return True
    return False


def _runs(rows: Sequence[_Row], start: float, edge: float) -> Iterator[list[_Row]]:
    """Rows below each other, no head among them, of which one line begins no further left than a place."""
    run: list[_Row] = []
    for row in rows:
        begin = max(_begin(row.band.above), _begin(row.band.below))
        if begin >= start - SNAP and not _is_head(row, edge):
            run.append(row)
        elif run:
            yield run
            run = []
    if run:
        yield run


def _begin(level: Sequence[Rule]) -> float:
    return min(rule.start for rule in level)
