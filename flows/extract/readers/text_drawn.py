"""Tables drawn with characters (`+---+`, `┌─┬─┐`) → plain rows between bars, a cell that wraps as one.

What is drawn between two rows says where a row ends; only then can lines of it be one row's.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

_DRAWN = re.compile(r"[│┃｜║]|^ *[+]-", re.MULTILINE)
_STROKES = str.maketrans("│┃｜║", "||||")
_RULE = re.compile(r"[ \t|]*(?:[\u2500-\u257f][\u2500-\u257f |]*|\+[-=+]+)[ \t]*")
FIGURE = re.compile(r"[\d.,]+")
_PADDING = 4
"""Spaces beside words in a full line of a cell: one at each side, and the room that a wide character does not fit in."""
NO_ROW = "|--|"
_MOST_LINES = 40
"""Lines of a row; more are several rows under one rule."""


def undrawn(text: str) -> str:
    """The text with the strokes of drawn tables as bars and their rules as Markdown's, of a row that wraps over lines the first
    line whole and the others such rules: the count of lines is kept.
    """
    if not _DRAWN.search(text):
        return text
    lines = text.translate(_STROKES).split("\n")
    rules = [at for at, line in enumerate(lines) if line.strip() and _RULE.fullmatch(line)]
    for above, below in zip(rules, rules[1:], strict=False):
        lines[above + 1 : below] = _one_row(lines[above + 1 : below])
    for at in rules:
        lines[at] = NO_ROW
    return "\n".join(lines)


def _one_row(lines: Sequence[str]) -> list[str]:
    """The lines between two rules, joined cell by cell where they can be one row."""
    cells = [line.strip().split("|") for line in lines]
    if not 1 < len(lines) <= _MOST_LINES or len({len(row) for row in cells}) > 1 or len(cells[0]) <= 1:
        return list(lines)
    columns = [[piece for piece in column if piece.strip()] for column in zip(*cells, strict=True)]
    if not all(map(wraps, columns)):
        return list(lines)
    return ["|".join("".join(map(str.strip, column)) for column in columns), *[NO_ROW] * (len(lines) - 1)]


def wraps(pieces: Sequence[str]) -> bool:
    """Whether the pieces of a column can be one cell: no figures, and every one but the last fills its line."""
    figures = any(FIGURE.fullmatch(piece.strip()) for piece in pieces)
    return len(pieces) < 2 or (all(map(fills, pieces[:-1])) and not figures)


def fills(piece: str) -> bool:
    """Whether the words of a cell's line leave no room in it, so that the next line may go on with them."""
    return bool(piece.strip()) and len(piece) - len(piece.strip()) <= _PADDING
