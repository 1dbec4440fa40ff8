"""Labels that ran into their figures: `行政处罚39` and a blank cell behind it."""

from __future__ import annotations

from flows.extract.document import GridCell
from flows.extract.layout.page import TORN
from flows.extract.match.vocabulary import term

_DIGITS = "0123456789０１２３４５６７８９"
_ROWS = ("row", "block")


def with_open_figures(cells: list[GridCell]) -> list[GridCell]:
    """The cells of a row, a blank one unknown where the label before it ends in digits.

    They may be the number of a note, or the figure of the blank cell, which a label too long for its own ran into.
    """
    at = [place for place in range(1, len(cells)) if not cells[place].text and _ends_in_digits(cells[place - 1].text)]
    return [cell._replace(text=TORN) if place in at else cell for place, cell in enumerate(cells)] if at else cells


def _ends_in_digits(text: str) -> bool:
    label = text.rstrip(_DIGITS)
    return label != text and any(meaning.kind in _ROWS for meaning in term(label).meanings)
