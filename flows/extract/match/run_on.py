"""Blank cells of a row that hold a figure or words all the same, which stand beside them or over them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from checks.report import CellState
from flows.extract.document import GridCell
from flows.extract.layout.page import TORN
from flows.extract.match.vocabulary import is_piece, term
from flows.extract.numerals import read_cell

_DIGITS = "0123456789０１２３４５６７８９"
_ROWS = ("row", "block")


def with_open_figures(rows: Sequence[list[GridCell]]) -> Iterator[list[GridCell]]:
    """The rows of a grid; those blank cells are unknown that need not be blank.

    The label before one may end in digits, `行政处罚39`: the number of a note, or the figure, which a label too long for its
    own cell ran into. Words too long for one may begin in a line over the row: 未统 over a blank over 计.
    """
    for above, row in pairwise([[], *rows]):
        at = [place for place, cell in enumerate(row) if not cell.text and _is_open(place, row, above)]
        yield [cell._replace(text=TORN) if place in at else cell for place, cell in enumerate(row)] if at else row


def _is_open(place: int, row: Sequence[GridCell], above: Sequence[GridCell]) -> bool:
    if place and _ends_in_digits(row[place - 1].text):
        return True
    over = next((cell.text for cell in above if cell.column == row[place].column), "")
    is_word = over.isalpha() and read_cell(over).state is CellState.TEXT
    return is_word and len(above) < len(row) and not is_piece(over) and _has_figure(row)


def _has_figure(row: Sequence[GridCell]) -> bool:
    return any(cell.text.isdigit() for cell in row)


def _ends_in_digits(text: str) -> bool:
    label = text.rstrip(_DIGITS)
    return label != text and any(meaning.kind in _ROWS for meaning in term(label).meanings)
