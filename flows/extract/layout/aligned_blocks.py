"""Where the figures of a table without ruled lines begin, and its lines by blocks of one head each."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from flows.extract.layout.aligned_columns import bands_of
from flows.extract.layout.aligned_heads import near
from flows.extract.layout.aligned_regions import GAP_EMS
from flows.extract.layout.words import Word, together

# So many names beside each other are no label.
_FEWEST_NAMES = 3
# A word that stands for no figure; among labels it may be a piece of one (无法提供).
_NONE = "无"


def edge_of(words: Sequence[Sequence[Word]], tokens: Sequence[Sequence[Word]]) -> float | None:
    """The left edge of the figures; None where there are none. `tokens` are the lines' words parted by wide gaps only."""
    edge = min((token.box[0] for row in tokens for token in row if token.is_figure), default=None)
    if edge is None:
        return None
    edge = _glued(words, _widened(edge, [word for row in words for word in row if _is_value(word)]))
    return _named(words, edge)


def _named(words: Sequence[Sequence[Word]], edge: float) -> float:
    """Where the columns begin: with the first of several names that stand behind all labels, be there no figure below them."""
    first = next((at for at, row in enumerate(words) if has_figures(row, edge)), len(words))
    labels = max((word.box[2] for row in words[first:] for word in row if word.box[0] < edge - 1), default=0.0)
    names = [[word for word in row if word.box[0] >= labels and word.box[2] < edge] for row in words[:first]]
    if max(map(len, names), default=0) < _FEWEST_NAMES:
        return edge
    return min(word.box[0] for row in names for word in row)


def _widened(edge: float, figures: Sequence[Word]) -> float:
    """Where the figures begin, those too that a label reaches up to: a longer one in the first column begins earlier."""
    first = next(iter(bands_of([word for word in figures if word.box[0] >= edge - 1])))
    return min((word.box[0] for word in figures if word.box[0] < first[2] and word.box[2] > first[0]), default=edge)


def _glued(words: Sequence[Sequence[Word]], edge: float) -> float:
    """Where the figures begin if those of the first column stand close behind the labels of most rows."""
    begun = [
        next((at for at, word in enumerate(row) if word.is_figure and word.box[0] >= edge - 1), 0) for row in words
    ]
    before = [row[at - 1] for row, at in zip(words, begun, strict=True) if at > 0]
    close = [word for word in before if word.is_figure]
    return min((word.box[0] for word in close), default=edge) if len(close) * 2 > len(before) else edge


def parted_at(row: Sequence[Word], edge: float) -> list[Word]:
    """Labels in pieces as small as they come, what stands from the figures' edge on word by word."""
    return [word for word in row if word.box[0] < edge - 1] + [
        together(group) for group in near([word for word in row if word.box[0] >= edge - 1])
    ]


class Block(NamedTuple):
    """Lines under one head; the first `heads` of them are surely the head, whatever stands where the figures do."""

    lines: list[Sequence[Word]]
    heads: int = 0


def blocks_of(words: Sequence[Sequence[Word]], edge: float) -> list[Block]:
    """The lines of a table by blocks of one head each: another head below figures begins another block.

    Below rows without figures, or where names end before figures begin, a head is known by the label that it begins with,
    which is that of a head above.
    """
    blocks = [Block([])]
    corners: set[tuple[str, int]] = set()
    figured = False
    for row in words:
        has_label = _has_label(row, edge)
        corner = row[0].text, round(row[0].box[0])
        is_alike = has_label and corner in corners and not has_figures(row, edge)
        is_head = is_alike or any(word.box[0] + word.box[2] > 2 * edge for word in row) and not has_figures(row, edge)
        if is_head and (figured or (is_alike and _has_blank_rows(blocks[-1], edge))):
            above = blocks[-1].lines
            heading = [above.pop()] if has_label and not has_figures(above[-1], edge) else []
            blocks.append(Block(heading))
            figured = False
        blocks[-1].lines.append(row)
        if is_head and has_label:
            corners.add(corner)
            blocks[-1] = blocks[-1]._replace(heads=len(blocks[-1].lines))
        figured = figured or has_figures(row, edge)
    return blocks


def _has_label(row: Sequence[Word], edge: float) -> bool:
    """Whether a line begins with a label: something stands apart from it."""
    gaps = (after.box[0] - before.box[2] > GAP_EMS * after.size for before, after in pairwise(row))
    return row[0].box[2] <= edge and any(gaps)


def _has_blank_rows(block: Block, edge: float) -> bool:
    """Whether rows without figures follow the head of a block."""
    rest = block.lines[block.heads :] if block.heads else []
    return any(all(word.box[2] <= edge for word in row) for row in rest)


def has_figures(row: Sequence[Word], edge: float) -> bool:
    """Whether a line has a figure."""
    return any(is_figure(word, edge) for word in row)


def is_figure(word: Word, edge: float) -> bool:
    """Whether a word is one of the figures, and no number in a label."""
    return _is_value(word) and word.box[0] >= edge - 1


def _is_value(word: Word) -> bool:
    return word.is_figure or word.text == _NONE
