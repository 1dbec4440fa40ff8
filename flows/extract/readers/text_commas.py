"""Files of values between separators (.csv): another separator, and cells that hold line ends, made plain commas."""

from __future__ import annotations

import csv
import io

_SEPARATORS = ",;\t|"
_FEWEST = 2
"""Separators in a line of a table."""


def with_commas(text: str) -> str:
    """The text with a line for every row of the file and commas between its cells.

    Line ends within a cell become spaces; a row of one cell is its words alone. A text that is no such file is left as it is.
    """
    lines = text.split("\n")
    separator = max(_SEPARATORS, key=lambda sign: sum(line.count(sign) >= _FEWEST for line in lines))
    try:
        rows = list(csv.reader(io.StringIO(text), delimiter=separator))
    except csv.Error:
        return text
    return "\n".join(_line([" ".join(cell.split()) for cell in row]) for row in rows)


def _line(cells: list[str]) -> str:
    if len(cells) < 2:
        return "".join(cells)
    written = io.StringIO()
    csv.writer(written, lineterminator="").writerow(cells)
    return written.getvalue()
