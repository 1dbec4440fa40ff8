"""The cells of a drawn table → rows: lines that no rule parts are one row whose cells wrap, or rows of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple

from checks.report import Where
from flows.extract.document import Grid, GridCell
from flows.extract.readers.text_drawn import FIGURE, fills, wraps
from flows.extract.readers.text_rows import cell_of

_FEWEST_BANDS = 3
_PADDING = 2
_WHOLE = re.compile(r"(?!0\d)[\d.,]+")
"""A number that is not the end of another: none begins with 0 but a fraction."""
_LINE_BLOCK = re.compile(r"\s*\|(?:\s|$)")
"""What a line begins with that reStructuredText is to keep."""
_BEGINS_ROW = re.compile(r"\s*(?:[一二三四五六七八九十]、|[（(][一二三四五六七八九十]+[）)]|\d\s*[.、．])")


class Area(NamedTuple):
    """A cell: the bands between rules and the slots between edges that it covers, and the words of each of its lines."""

    top: int
    bottom: int
    left: int
    right: int
    words: tuple[str, ...] = ()


def grid_of(areas: Sequence[Area], bands: Sequence[range], numbers: Sequence[int], name: str) -> Grid:
    """The table of these areas; `bands` are lines by their index, `numbers` what each line is called."""
    flat = [[area for area in areas if area.top == band and area.bottom == band + 1] for band in range(len(bands))]
    is_ruled = len(bands) >= _FEWEST_BANDS and not any(map(_holds_rows, flat))
    starts = [[0] if is_ruled else _starts(own, len(band)) for own, band in zip(flat, bands, strict=True)]
    rows = list(accumulate(map(len, starts), initial=0))
    cells = [
        cell
        for area in areas
        for cell in _cells(area, starts[area.top] if area.bottom == area.top + 1 else [0], rows, bands, numbers, name)
    ]
    width = max(area.right for area in areas)
    ordered = tuple(sorted(cells, key=lambda cell: (cell.row, cell.column)))
    return Grid(ordered, rows[-1], width, Where(name, f"line {numbers[0]}"))


def _cells(
    area: Area, starts: Sequence[int], rows: Sequence[int], bands: Sequence[range], numbers: Sequence[int], name: str
) -> Iterator[GridCell]:
    """An area as a cell for each row that begins in it."""
    for at, (start, stop) in enumerate(zip(starts, [*starts[1:], len(area.words)], strict=True)):
        where = Where(name, f"line {numbers[bands[area.top].start + start]}, cell {area.left + 1}")
        raw = cell_of(_joined(area.words[start:stop]), where)
        height = 1 if len(starts) > 1 else rows[area.bottom] - rows[area.top]
        yield GridCell(raw.text, rows[area.top] + at, area.left, height, area.right - area.left, where, raw.lines)


def _joined(words: Sequence[str]) -> str:
    held = _filled(words)
    if held and all(map(_LINE_BLOCK.match, held)):
        held = [_LINE_BLOCK.sub("", piece) for piece in held]
    return "".join(map(str.strip, held))


def _holds_rows(areas: Sequence[Area]) -> bool:
    """Whether a figure stands below another beside which its line had room for it: no number that was broken, but two."""
    return any(
        FIGURE.fullmatch(upper.strip())
        and _WHOLE.fullmatch(lower.strip())
        and len(upper.strip()) + len(lower.strip()) + _PADDING <= len(upper)
        for area in areas
        for upper, lower in pairwise(_filled(area.words))
    )


def _filled(words: Sequence[str]) -> list[str]:
    """The lines of a cell that are not blank."""
    return [piece for piece in words if piece.strip()]


def _starts(areas: Sequence[Area], count: int) -> list[int]:
    """The lines with which a row begins: all but those that only go on with cells which fill the line above.

    Where nothing forbids that all lines are one row, they are.
    """
    if all(wraps(_filled(area.words)) for area in areas):
        return [0]
    return [at for at in range(count) if not at or not _goes_on(areas, at)]


def _goes_on(areas: Sequence[Area], at: int) -> bool:
    pieces = [(area.words[at - 1], area.words[at]) for area in areas]
    held = [(upper, lower) for upper, lower in pieces if lower.strip()]
    return 0 < len(held) < len(pieces) and not any(
        FIGURE.fullmatch(lower.strip()) or _BEGINS_ROW.match(lower) or not fills(upper) for upper, lower in held
    )
