"""A report as neutral pieces, before any format: paragraphs and sheets of boxes with spans."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True)
class Box:
    """One real cell, as HTML would write it."""

    text: str
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True)
class Sheet:
    """One table: rows of real cells; slots covered from above are not repeated."""

    rows: tuple[tuple[Box, ...], ...]

    def placed(self) -> Iterator[tuple[int, int, Box]]:
        """Every box with the row and column of its upper left slot."""
        taken: set[tuple[int, int]] = set()
        for r, row in enumerate(self.rows):
            c = 0
            for box in row:
                while (r, c) in taken:
                    c += 1
                yield r, c, box
                taken |= {(r + i, c + j) for i in range(box.rowspan) for j in range(box.colspan)}

    @property
    def width(self) -> int:
        return max(c + box.colspan for _, c, box in self.placed())


Piece = str | Sheet
