"""How wide a terminal shows characters: what lines of text up with spaces counts in these columns.

Source: Unicode Standard Annex #11, East Asian Width.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from functools import partial

from flows.extract.readers.text_strokes import DRAWING

_TAB = 8
AMBIGUOUS = (1, 2)
"""The columns that “, — or ① take: they are neither wide nor narrow, and terminals differ."""


def columns_of(line: str, ambiguous: int, *, stroke: int = 0) -> list[int]:
    """The column in which each character of a line begins, and at the end the one behind the last.

    `stroke` is how many columns those that draw tables take, where it is not as many as other ambiguous ones.
    """
    at, found = 0, [0]
    for sign in line:
        at += stroke if stroke and sign in DRAWING else _wide(sign, at, ambiguous)
        found.append(at)
    return found


def _counted(line: str) -> list[int]:
    return list(range(len(line) + 1))


MEASURES: tuple[Callable[[str], list[int]], ...] = (
    partial(columns_of, ambiguous=1),
    partial(columns_of, ambiguous=2, stroke=1),
    partial(columns_of, ambiguous=2),
    _counted,
)
"""What the makers of tables count in: columns of terminals of every kind, or characters."""


def width(line: str, ambiguous: int) -> int:
    """How many columns a line fills without the spaces at its end."""
    return columns_of(line.rstrip(), ambiguous)[-1]


def _wide(sign: str, at: int, ambiguous: int) -> int:
    if sign == "\t":
        return _TAB - at % _TAB
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Cf", "Cc"):
        return 0
    return {"W": 2, "F": 2, "A": ambiguous}.get(unicodedata.east_asian_width(sign), 1)
