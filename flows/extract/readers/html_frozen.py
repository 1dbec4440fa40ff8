"""A table whose first columns stay in place while the others are moved: the names of its rows are one table, the figures another."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from selectolax.lexbor import LexborNode

from flows.extract.readers.html_nodes import Elements, elements_of

_FEWEST_ROWS = 12
_MOST_NAMES = 3
"""Cells of a row of names: those of its groups and its own."""
_FIGURE = re.compile(r"\s*(?:[\d.,]+|[/—–-]+)?\s*")


def join_frozen(body: LexborNode, elements: Elements) -> Elements:
    """Joins each table of names with the table of as many rows of figures that follows it; returns the tree's elements then."""
    joined = [_join(left, right) for left, right in pairwise(elements["table"])]
    return elements_of(body) if any(joined) else elements


def _join(left: LexborNode, right: LexborNode) -> bool:
    names, figures = left.css("tr"), right.css("tr")
    if not _FEWEST_ROWS <= len(names) <= len(figures) or len(left.css("td,th")) > _MOST_NAMES * len(names):
        return False
    rows = len(list(takewhile(_is_of_figures, reversed(figures))))
    head = len(figures) - rows
    # The head of the names is as high as that of the figures, or one row for all of these.
    own = len(names) - rows
    if rows < _FEWEST_ROWS or own not in (head, min(head, 1)) or any(map(_holds_figure, names[own:])):
        return False
    above = [f"<td rowspan={head}></td>", *[""] * (head - 1)] if head else []
    below = [row.inner_html for row in names[own:]]
    cells = zip([*above, *below], (row.inner_html for row in figures), strict=True)
    right.inner_html = f"<tbody>{''.join(f'<tr>{name}{figure}</tr>' for name, figure in cells)}</tbody>"
    left.decompose()
    return True


def _cells(row: LexborNode) -> Sequence[LexborNode]:
    return row.css("td,th")


def _is_of_figures(row: LexborNode) -> bool:
    cells = _cells(row)
    return len(cells) > 1 and all(_FIGURE.fullmatch(cell.text()) for cell in cells)


def _holds_figure(row: LexborNode) -> bool:
    return not _cells(row) or any(_FIGURE.fullmatch(cell.text()) for cell in _cells(row))
