"""Table 3 in text made of a page column by column → the readings of its figures as bands of rows, each read down its columns.

How high its bands are depends on gaps and page ends that the text does not keep, so every division is tried. A row
whose figures stand together is a band of one.
"""

from __future__ import annotations

from collections.abc import Sequence

from checks.forms import Form
from flows.extract.match.flat_figures import Figure

Rows = tuple[tuple[int, ...], ...]
"""For every row of the table, or of a part of it, the places of its figures in the text."""
_MOST_READINGS = 4000
"""Readings of the first rows that are followed at once; where there are more the figures say too little."""


def bands(figures: Sequence[Figure], form: Form) -> list[Rows] | None:
    """Every such reading whose rows add up, of those that give the same cells one; None where they are too many."""
    height, width = len(form.t3_rows), len(form.t3_columns)
    begun: list[dict[tuple[str, ...], Rows]] = [{(): ()}, *({} for _ in range(height))]
    for top in range(height):
        if sum(map(len, begun)) > _MOST_READINGS:
            return None
        for tall in range(1, height - top + 1) if begun[top] else ():
            band = _band(figures, top * width, tall, width)
            if band is None or not adds_up(figures, band):
                continue
            texts = tuple(figures[at].text for row in band for at in row)
            for told, rows in begun[top].items():
                begun[top + tall].setdefault((*told, *texts), (*rows, *band))
    return list(begun[height].values())


def adds_up(figures: Sequence[Figure], rows: Rows) -> bool:
    """Whether the last figure of every row is the sum of the others."""
    return all(sum(figures[at].value for at in row[:-1]) == figures[row[-1]].value for row in rows)


def _band(figures: Sequence[Figure], start: int, tall: int, width: int) -> Rows | None:
    """The rows of a band; None where figures of one line, or names of columns, stand otherwise than it would have them."""
    held = figures[start : start + tall * width]
    if any((one.joined and tall > 1) or (one.heads and at % tall) for at, one in enumerate(held)):
        return None
    order = _order([one.heads for one in held[::tall]])
    if order is None:
        return None
    return tuple(tuple(start + order.index(column) * tall + row for column in range(width)) for row in range(tall))


def _order(heads: Sequence[tuple[int, ...]]) -> list[int] | None:
    """The columns in the order in which they come: as the names before them say, else the next of the form."""
    named = {names[0] for names in heads if len(names) == 1}
    order: list[int] = []
    for names in heads:
        free = (at for at in range(len(heads)) if at not in order and (at in names if names else at not in named))
        column = next(free, None)
        if column is None:
            return None
        order.append(column)
    return order
