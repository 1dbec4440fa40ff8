"""Pages drawn by hand for the tests of layout: a glyph a character, a rule a line, in points."""

from __future__ import annotations

from flows.extract.document import Grid
from flows.extract.layout.page import Glyph, Rule

SIZE = 8.0


def text(x: float, y: float, written: str, size: float = SIZE, confidence: float = 1.0) -> list[Glyph]:
    """The glyphs of a line that begins at `x` and has its middle at `y`; a space leaves room and no glyph."""
    glyphs = []
    for sign in written:
        width = size * (0.5 if sign.isascii() else 1.0)
        if not sign.isspace():
            glyphs.append(Glyph(sign, x, y - size / 2, x + width, y + size / 2, size, confidence))
        x += width
    return glyphs


def ruled(rows: list[float], columns: list[float]) -> list[Rule]:
    """All lines of a table."""
    return [
        *(Rule(True, y, columns[0], columns[-1]) for y in rows),
        *(Rule(False, x, rows[0], rows[-1]) for x in columns),
    ]


def texts(grid: Grid) -> list[list[str]]:
    """The cells' texts by the row they begin in."""
    return [[cell.text for cell in grid.cells if cell.row == row] for row in range(grid.height)]
