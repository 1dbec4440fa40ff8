"""How wide a terminal shows characters: what lines of text up with spaces counts in these columns.

Source: Unicode Standard Annex #11, East Asian Width.
"""

from __future__ import annotations

import unicodedata

_TAB = 8
AMBIGUOUS = (1, 2)
"""The columns that “, — or ① take: they are neither wide nor narrow, and terminals differ."""


def columns_of(line: str, ambiguous: int) -> list[int]:
    """The column in which each character of a line begins, and at the end the one behind the last."""
    at, found = 0, [0]
    for sign in line:
        at += _wide(sign, at, ambiguous)
        found.append(at)
    return found


def width(line: str, ambiguous: int) -> int:
    """How many columns a line fills without the spaces at its end."""
    return columns_of(line.rstrip(), ambiguous)[-1]


def _wide(sign: str, at: int, ambiguous: int) -> int:
    if sign == "\t":
        return _TAB - at % _TAB
    if unicodedata.combining(sign) or unicodedata.category(sign) in ("Cf", "Cc"):
        return 0
    return {"W": 2, "F": 2, "A": ambiguous}.get(unicodedata.east_asian_width(sign), 1)
