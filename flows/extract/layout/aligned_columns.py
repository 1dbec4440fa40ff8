"""The columns of a table without ruled lines: the bands that its figures fill, and those that only its head names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from flows.extract.layout.aligned_homes import homes_of, overlap
from flows.extract.layout.page import Box
from flows.extract.layout.words import Word, around, together

# In a head of fewer names the first one heads the rows' labels, where nothing stands under it.
_MANY = 6
# In characters: how far apart the words of one heading may stand.
_SPACE = 1.1
# Of the distance between columns: what the two beside a third one are apart at least; where it has figures, at least the latter.
_ROOM, _TIGHT = 1.5, 1.2
# Points: figures that fill their columns touch those of the next.
_TOUCH = 0.5


class Columns(NamedTuple):
    """Bands from left to right; `named` where the head, or the page before, tells every one of them.

    A place in a row is then certainly blank where nothing stands in it.
    """

    bands: tuple[Box, ...]
    named: bool = False


def columns_of(
    figures: Sequence[Word], heads: Sequence[Sequence[Word]], labels: Sequence[Word], carried: Sequence[Box] = ()
) -> Columns:
    """The columns of one block of rows.

    `heads` are its head's words line by line, `labels` what stands left of the figures, `carried` are the columns of the
    page before, for a block that goes on without a head.
    """
    bands = bands_of(figures)
    if not bands:
        return Columns(tuple(_without_corner(leaves_of(heads), labels, bands)), bool(heads))
    for known in (_without_corner(leaves_of(heads), labels, bands), list(carried)):
        known = _without_headings(known, bands)
        homes = homes_of(bands, known) if known else None
        if homes is not None and not _share_a_line(bands, homes, figures):
            return Columns(tuple(_widened(known, bands, homes)), True)
    return Columns(tuple(bands))


def placed(words: Sequence[Word], columns: Sequence[Box]) -> Iterator[tuple[int, Word]]:
    """Words with the column each stands in or next to; two in one column are one, with a gap."""
    found: dict[int, list[Word]] = {}
    for word in words:
        found.setdefault(column_of(word, columns), []).append(word)
    for column, group in sorted(found.items()):
        yield column, together(group)


def column_of(word: Word, columns: Sequence[Box]) -> int:
    """The column that a word stands in or next to."""
    centre = (word.box[0] + word.box[2]) / 2
    return min(range(len(columns)), key=lambda index: _apart(columns[index], centre), default=0)


def bands_of(figures: Sequence[Word]) -> list[Box]:
    """The bands that figures fill, left to right: however they are set, those of one column overlap."""
    bands: list[list[Box]] = []
    right = 0.0
    for word in sorted(figures, key=lambda word: word.box[0]):
        if bands and word.box[0] < right - _TOUCH:
            bands[-1].append(word.box)
        else:
            bands.append([word.box])
            right = word.box[2]
        right = max(right, word.box[2])
    return [around(boxes) for boxes in bands]


def stands_in(word: Word, band: Box) -> bool:
    """Whether a word stands in a band that figures fill; the bands are rounded, so their edges tell nothing."""
    return band[0] <= (word.box[0] + word.box[2]) / 2 <= band[2]


def _share_a_line(bands: Sequence[Box], homes: Sequence[int], figures: Sequence[Word]) -> bool:
    """Whether two bands of one column have figures side by side: pieces of figures, then, and no columns."""
    seen = set()
    for place, band in enumerate(bands):
        for line in {word.line for word in figures if stands_in(word, band)}:
            if (homes[place], line) in seen:
                return True
            seen.add((homes[place], line))
    return False


def _widened(known: Sequence[Box], bands: Sequence[Box], homes: Sequence[int]) -> list[Box]:
    wider = list(known)
    for band, place in zip(bands, homes, strict=True):
        wider[place] = around([wider[place], band])
    return wider


def leaves_of(heads: Sequence[Sequence[Word]]) -> list[Box]:
    """What the head names below everything else: words with none under them, led by what stands over them alone.

    Words alone on their lines above all others are headings of the whole, whatever they stand over.
    """
    leaves: list[Box] = []
    top = next((number for number, line in enumerate(heads) if len(line) > 1), 0)
    for number, line in reversed(list(enumerate(heads))):
        if leaves and number < top:
            continue
        for word in line:
            below = [place for place, leaf in enumerate(leaves) if overlap(word.box, leaf)]
            if not below:
                leaves.append(word.box)
            elif len(below) == 1 and not _crowds(word.box, leaves, below[0]):
                leaves[below[0]] = around([leaves[below[0]], word.box])
    return sorted(leaves)


def _without_corner(leaves: Sequence[Box], labels: Sequence[Word], bands: Sequence[Box]) -> list[Box]:
    """The leaves that can be columns: not those over the rows' labels, nor the first where it has to be their heading."""
    corner = 0
    if labels and bands and 0 < len(leaves) < _MANY and leaves[0][2] < bands[0][0]:
        corner = 1
        while corner < len(leaves) and leaves[corner][0] - leaves[corner - 1][2] <= _SPACE * labels[0].size:
            corner += 1
    return [leaf for leaf in leaves[corner:] if not any(overlap(leaf, label.box) for label in labels)]


def _without_headings(leaves: Sequence[Box], bands: Sequence[Box]) -> list[Box]:
    """The leaves without group names over where two columns meet: above both, without room for a column, and no figure below.

    A figure set to one side of its cell may stand below a group's name too: then there is a leaf too many.
    """
    middles = [(leaf[0] + leaf[2]) / 2 for leaf in leaves]
    apart = {at: middles[at + 1] - middles[at - 1] for at in range(1, len(leaves) - 1)}
    filled = [at for at, leaf in enumerate(leaves) if any(overlap(leaf, band) for band in bands)]
    room = _ROOM * _pitch([middles[after] - middles[at] for at, after in pairwise(filled) if after == at + 1])
    headings = {at for at, width in apart.items() if width <= room and at not in filled and _stands_over(leaves, at)}
    if not headings and len(leaves) == len(bands) + 1:
        tight = _TIGHT * _pitch([after[0] - band[0] for band, after in pairwise(bands)])
        headings = {at for at, width in apart.items() if width <= tight and _stands_over(leaves, at)}
    return [leaf for at, leaf in enumerate(leaves) if at not in headings]


def _stands_over(leaves: Sequence[Box], at: int) -> bool:
    """Whether a leaf ends above where the two beside it begin."""
    return leaves[at][3] <= min(leaves[at - 1][1], leaves[at + 1][1])


def _pitch(steps: Sequence[float]) -> float:
    return median(steps) if steps else 0.0


def _crowds(box: Box, leaves: Sequence[Box], own: int) -> bool:
    """Whether a word over one name reaches as far as the next: a group's, over several columns."""
    wide = max(box[2], leaves[own][2]) - min(box[0], leaves[own][0])
    apart = [abs(leaf[0] - leaves[own][0]) for place, leaf in enumerate(leaves) if place != own]
    return wide > min(apart, default=wide)


def _apart(band: Box, centre: float) -> float:
    return max(band[0] - centre, centre - band[2], 0.0)
