"""Which of several tables 3 on a page is the report's own, where last year's is published beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.extract.match_rows import PublishedRow

_YEAR = re.compile(r"(20[0-3]\d)年")
_CARRIED_IN, _CARRIED_OUT = "carried_in", "carried_out"
_NOTHING = frozenset("0０-—/")


def own_copies(copies: Sequence[list[PublishedRow]], year: int | None) -> list[list[PublishedRow]]:
    """The copies of the table that can be the report's own; all of them where nothing tells.

    Another year's is told by its caption, or by what it carried out: that is what this year's carried in.
    """
    if len(copies) < 2:
        return list(copies)
    if year is not None and any(year in _years(copy) for copy in copies):
        return [copy for copy in copies if year in _years(copy)]
    unmarked = [copy for copy in copies if not _years(copy) or year is None]
    kept = unmarked or list(copies)
    return [copy for copy in kept if not any(_precedes(copy, other) for other in kept if other is not copy)] or kept


def _years(copy: Sequence[PublishedRow]) -> set[int]:
    """The years named above a table's first row of the form."""
    above = next((place for place, row in enumerate(copy) if row.exact), 0)
    texts = (cell.text for row in copy[: above + 1] for line in row.before for cell in line.cells)
    return {int(year) for text in texts for year in _YEAR.findall(text)}


def _precedes(earlier: Sequence[PublishedRow], later: Sequence[PublishedRow]) -> bool:
    """Whether a table ends with the very figures that another begins with, and not the other way round too."""
    return _meet(earlier, later) and not _meet(later, earlier)


def _meet(earlier: Sequence[PublishedRow], later: Sequence[PublishedRow]) -> bool:
    left, taken_over = _figures(earlier, _CARRIED_OUT), _figures(later, _CARRIED_IN)
    return left == taken_over and not _NOTHING.issuperset("".join(left))


def _figures(copy: Sequence[PublishedRow], row_id: str) -> list[str]:
    return next(([cell.text for cell in row.figures] for row in copy if row.exact == (row_id,)), [])
