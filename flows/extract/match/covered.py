"""Blank lines of a text of one cell a line that are no figures: what the merged labels of table 3 cover further down.

Word processors write a line for every cell, also for those that a label merged downwards covers: behind the figures of a
row stand as many empty lines as the next row has labels covered from above. Only where that holds for every row of the
table is nothing lost of it, and only then are those lines known to be no blank figures.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from checks.forms import Row
from flows.extract.forms import forms
from flows.extract.match.rows import PublishedRow


def drop_covered(rows: Sequence[PublishedRow], width: int) -> None:
    """Takes such lines off the ends of table 3's rows of `width` figures, in place; all of them or none."""
    if any(row.grid is not None for row in rows):
        return
    ids = [row.exact for row in rows]
    for form in forms().values():
        if ids == [(row.id,) for row in form.t3_rows] and _are_whole(rows, form.t3_rows, width):
            for row in rows:
                row.figures = row.figures[:width]


def _are_whole(rows: Sequence[PublishedRow], printed: Sequence[Row], width: int) -> bool:
    """Whether every row has its figures and, but the last, just the blanks that stand before the next row's own label."""
    covered = [_covered(above, row) for above, row in pairwise(printed)]
    return len(rows[-1].figures) == width and all(
        len(row.figures) == width + more and not any(cell.text for cell in row.figures[width:])
        for row, more in zip(rows, covered, strict=False)
        if len(row.figures) > width or more == 0 or not all(cell.text for cell in row.figures)
    )


def _covered(above: Row, row: Row) -> int:
    group = row.group is not None and row.group == above.group
    return group + (group and row.subgroup is not None and row.subgroup == above.subgroup)
