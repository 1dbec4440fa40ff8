"""Which named column each band of figures belongs to, however names and figures are set in their cells."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.layout.page import Box

# Points: how far a figure may reach past the edge that its cell seems to have.
_OVER = 1.5


def homes_of(bands: Sequence[Box], names: Sequence[Box]) -> list[int] | None:
    """For each band the index of its column; None where that cannot be told.

    A band that stands under a single name is that name's. Where names are set to one side and figures to the other,
    neither covers the other: then the cells' edges tell, if all the ways to see them that are possible agree.
    """
    if len(bands) == len(names) and _in_order(bands, names):
        return list(range(len(bands)))
    if (homes := _under(bands, names)) is not None:
        return homes
    ways = [_within(bands, edges) for edges in _edges(names)]
    found = [homes for homes in ways if homes is not None]
    return found[0] if found and all(homes == found[0] for homes in found) else None


def _in_order(bands: Sequence[Box], names: Sequence[Box]) -> bool:
    """Whether each band and the name of the same rank keep clear of the next ones."""
    both = [(min(band[0], name[0]), max(band[2], name[2])) for band, name in zip(bands, names, strict=True)]
    return all(left[1] <= right[0] for left, right in zip(both, both[1:], strict=False))


def overlap(first: Box, second: Box) -> bool:
    """Whether two boxes stand over one another."""
    return first[0] < second[2] and second[0] < first[2]


def _under(bands: Sequence[Box], names: Sequence[Box]) -> list[int] | None:
    under = [[place for place, name in enumerate(names) if overlap(band, name)] for band in bands]
    return [places[0] for places in under] if all(len(places) == 1 for places in under) else None


def _edges(names: Sequence[Box]) -> list[list[float]]:
    """The cells' edges if all names are set to the left, to the right, or in the middle."""
    pitch = min((right[0] - left[0] for left, right in zip(names, names[1:], strict=False)), default=0.0)
    middles = [(name[0] + name[2]) / 2 for name in names]
    between = [(left + right) / 2 for left, right in zip(middles, middles[1:], strict=False)]
    return [
        [*(name[0] for name in names), names[-1][0] + 2 * pitch],
        [names[0][2] - 2 * pitch, *(name[2] for name in names)],
        [middles[0] - pitch, *between, middles[-1] + pitch],
    ]


def _within(bands: Sequence[Box], edges: Sequence[float]) -> list[int] | None:
    cells = list(zip(edges, edges[1:], strict=False))
    within = [
        [place for place, (left, right) in enumerate(cells) if left - _OVER <= band[0] and band[2] <= right + _OVER]
        for band in bands
    ]
    return [places[0] for places in within] if all(len(places) == 1 for places in within) else None
