"""The columns of a table without ruled lines: the bands that its figures fill, and those that only its head names."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from flows.extract.layout.page import Box
from flows.extract.layout.words import Word, around

# In a head of fewer names the first one heads the rows' labels, where nothing stands under it.
_MANY = 6
# In characters: how far apart the words of one heading may stand.
_SPACE = 1.1


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
    for known in (_without_corner(_leaves(heads), labels, bands), list(carried)):
        if len(known) >= max(len(bands), 2) and (wider := _each_in_one(bands, known)):
            return Columns(tuple(wider), True)
    return Columns(tuple(bands))


def bands_of(figures: Sequence[Word]) -> list[Box]:
    """The bands that figures fill, left to right: however they are set, those of one column overlap."""
    bands: list[Box] = []
    for word in sorted(figures, key=lambda word: word.box[0]):
        if bands and word.box[0] < bands[-1][2]:
            bands[-1] = around([bands[-1], word.box])
        else:
            bands.append(word.box)
    return bands


def _each_in_one(bands: Sequence[Box], known: Sequence[Box]) -> list[Box] | None:
    """The known columns widened by the figures in them; None where a band of figures is under none or several.

    As many bands as columns go together in order, wherever they stand.
    """
    under = [[place for place, column in enumerate(known) if _overlap(band, column)] for band in bands]
    if len(bands) == len(known):
        under = [[place] for place in range(len(bands))]
    if any(len(places) != 1 for places in under) or len({places[0] for places in under}) < len(bands):
        return None
    wider = list(known)
    for band, (place,) in zip(bands, under, strict=True):
        wider[place] = around([known[place], band])
    return wider if all(left[2] <= right[0] for left, right in zip(wider, wider[1:], strict=False)) else None


def _leaves(heads: Sequence[Sequence[Word]]) -> list[Box]:
    """What the head names below everything else: words with none under them, led by what stands over them alone.

    A word alone on a line that has others below is a heading of them all, whatever it stands over.
    """
    leaves: list[Box] = []
    for line in reversed(heads):
        if leaves and len(line) == 1:
            continue
        for word in line:
            below = [place for place, leaf in enumerate(leaves) if _overlap(word.box, leaf)]
            if not below:
                leaves.append(word.box)
            elif len(below) == 1 and not _crowds(word.box, leaves, below[0]):
                leaves[below[0]] = around([leaves[below[0]], word.box])
    return sorted(leaves)


def _without_corner(leaves: Sequence[Box], labels: Sequence[Word], bands: Sequence[Box]) -> list[Box]:
    """The leaves that can be columns: not those over the rows' labels, nor the first where it has to be their heading."""
    corner = 0
    if labels and 0 < len(leaves) < _MANY and leaves[0][2] < bands[0][0]:
        corner = 1
        while corner < len(leaves) and leaves[corner][0] - leaves[corner - 1][2] <= _SPACE * labels[0].size:
            corner += 1
    return [leaf for leaf in leaves[corner:] if not any(_overlap(leaf, label.box) for label in labels)]


def _crowds(box: Box, leaves: Sequence[Box], own: int) -> bool:
    """Whether a word over one name reaches as far as the next: a group's, over several columns."""
    wide = max(box[2], leaves[own][2]) - min(box[0], leaves[own][0])
    apart = [abs(leaf[0] - leaves[own][0]) for place, leaf in enumerate(leaves) if place != own]
    return wide > min(apart, default=wide)


def _overlap(first: Box, second: Box) -> bool:
    return first[0] < second[2] and second[0] < first[2]
