"""The head of a table without ruled lines: its names line by line, parted so that they make columns of the figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from flows.extract.layout.aligned_columns import Columns, bands_of, column_of, columns_of
from flows.extract.layout.aligned_homes import overlap
from flows.extract.layout.lines import GAP
from flows.extract.layout.page import Box
from flows.extract.layout.words import NOTE_BEGUN, Word, around, empty_half, together

# Names stand apart by more than this (characters); where that makes no columns of them, by less or by more.
_NAME_GAPS = (GAP, 0.2, 0.6)
# In characters: how far apart those of one name are set, usually and where it fills a wide cell.
_SPREAD, _WIDEST = 1.3, 4.0
# In characters: how far apart the words of a figure's note may stand, and how many they are at most.
_NOTE_GAP, _NOTE_WORDS = 0.8, 12
# So many characters by themselves in a line are no names of columns.
_MANY_ALONE = 8


def headed(
    lines: Sequence[Sequence[Word]], figures: Sequence[Word], labels: Sequence[Word], carried: Sequence[Box]
) -> tuple[list[list[Word]], Columns]:
    """The head's words and the columns: names may be set close, and one of them wide (总 计)."""
    ways = [_names(lines, figures, gap) for gap in _NAME_GAPS]
    ways.append([_spaced(line, lines, figures, labels) for line in lines])
    found = [(names, columns_of(figures, names, labels)) for names in ways] if lines else []
    told = [(names, columns) for names, columns in found if columns.named and not _is_scattered(ways[0])]
    filled = len(bands_of(figures))
    # A name parted in two would be a column in which no row has a figure.
    for names, columns in sorted(told, key=lambda way: len(way[1].bands) != filled):
        return names, columns
    return ways[0], columns_of(figures, (), labels, () if lines else carried)


def _is_scattered(names: Sequence[Sequence[Word]]) -> bool:
    """Whether some line is mostly characters spread over their cells, and no upright names: nothing is over or under them."""
    for line in names:
        others = [word for held in names if held is not line for word in held]
        alone = sum(len(word.text) == 1 and not any(overlap(word.box, other.box) for other in others) for word in line)
        if alone >= _MANY_ALONE and alone * 2 > len(line):
            return True
    return False


def _names(lines: Sequence[Sequence[Word]], figures: Sequence[Word], gap: float) -> list[list[Word]]:
    names = [[together(group) for group in near(line, gap)] for line in lines]
    if names:
        names[-1] = _parted_over(lines[-1], names[-1], bands_of(figures))
    return names


def _spaced(
    line: Sequence[Word], lines: Sequence[Sequence[Word]], figures: Sequence[Word], labels: Sequence[Word]
) -> list[Word]:
    """The names of a line, of which some are spread over their cells (自　然　人): characters over one column are one name."""
    bands = [*([around(word.box for word in labels)] if labels else []), *bands_of(figures)]
    groups: list[list[Word]] = []
    for word in line:
        last = groups[-1][-1] if groups else None
        if last and (len(list(near((last, word)))) == 1 or _is_spread(last, word, lines, bands)):
            groups[-1].append(word)
        else:
            groups.append([word])
    return [together(group) for group in groups]


def _is_spread(before: Word, after: Word, lines: Sequence[Sequence[Word]], bands: Sequence[Box]) -> bool:
    """Whether two characters beside each other are of one name: over one column, and not ends of two names in lines above."""
    single = len(before.text) == len(after.text) == 1
    if not single or next(near((before, after), _WIDEST), []) != [before, after]:
        return False
    apart = any(
        overlap(one.box, before.box) and overlap(other.box, after.box)
        for line in lines
        for one, other in pairwise(line)
        if one is not before
    )
    close = len(list(near((before, after), _SPREAD))) == 1
    return not apart and (close or column_of(before, bands) == column_of(after, bands))


def _parted_over(row: Sequence[Word], names: list[Word], bands: Sequence[Box]) -> list[Word]:
    """The names over the columns, of which two may stand as near to each other as the characters of one."""
    groups: list[list[Word]] = []
    for word in row:
        if (
            groups
            and column_of(word, bands) == column_of(groups[-1][-1], bands)
            and any(word in group and groups[-1][-1] in group for group in near(row))
        ):
            groups[-1].append(word)
        else:
            groups.append([word])
    parted = [together(group) for group in groups]
    return parted if len(names) < len(parted) == len(bands) + 1 else names


def near(row: Sequence[Word], most: float = GAP) -> Iterator[list[Word]]:
    """Words that follow each other without a gap as wide as a space, or as `most` characters; two figures never do.

    In the bracket of a figure's note they may stand further apart.
    """
    group: list[Word] = []
    for word in row:
        in_note = len(group) < _NOTE_WORDS and NOTE_BEGUN.match("".join(held.text for held in group)) is not None
        gap = max(most, _NOTE_GAP * in_note) + empty_half(group[-1].text, word.text) if group else 0.0
        figures = bool(group) and group[-1].text[-1].isdecimal() and word.text[0].isdecimal()
        if group and (figures or word.box[0] - group[-1].box[2] > gap * word.size):
            yield group
            group = []
        group.append(word)
    if group:
        yield group
