"""The copies of a table that is published more than once, and which of them is the report year's own."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import pairwise

from flows.extract.match.lines import Line
from flows.extract.match.rows import PublishedRow

_YEAR = re.compile(r"(20[0-3]\d)年")
_FIRST = "new"
_FEW_ROWS = 4
"""So many rows of the form's names other, smaller tables have too."""
_CARRIED_IN, _CARRIED_OUT = "carried_in", "carried_out"
_NOTHING = frozenset("0０-—/")


def copies(rows: list[PublishedRow], is_head: Callable[[str], bool]) -> Iterator[list[PublishedRow]]:
    """The table, once for each time that it is published: a page may show it again, or last year's beside it.

    It begins again with its first row, or with a head or a year's caption over rows that stood before: the second half
    of a table cut by a page has a head too, and other rows.
    """
    headed = {place for place, row in enumerate(rows) if _is_headed(row, is_head)}
    firsts = {_top(rows, place, headed) for place, row in enumerate(rows) if _FIRST in row.exact}
    start, seen = 0, set[str]()
    for top, end in pairwise([0, *sorted((firsts | headed) - {0}), len(rows)]):
        named = {row_id for row in rows[top:end] for row_id in row.exact}
        again = seen & named
        if _FIRST in again or len(again) > _FEW_ROWS:
            yield rows[start:top]
            start, seen = top, set()
        seen |= named
    yield rows[start:]


def _is_headed(row: PublishedRow, is_head: Callable[[str], bool]) -> bool:
    return bool(_years_of(row.before)) or any(is_head(cell.text) for line in row.before for cell in line.cells)


def _top(rows: Sequence[PublishedRow], first: int, headed: Collection[int]) -> int:
    """Where the table of a first row begins: a row of blanks or of numbered columns may stand between its head and it."""
    last = next((place for place in range(first - 1, -1, -1) if rows[place].exact), first - 1)
    return next((place for place in range(last + 1, first) if place in headed), first)


def own_copies(copies: Sequence[list[PublishedRow]], year: int | None) -> list[list[PublishedRow]]:
    """The copies of the table that can be the report's own; all of them where nothing tells.

    Another year's is told by its caption, or by what it carried out: that is what this year's carried in. A grid of a
    few rows beside a whole one counts something else: requests by channel, or by town.
    """
    whole = {row.block for copy in copies if _named(copy) > _FEW_ROWS for row in copy}
    copies = [copy for copy in copies if not whole or any(row.grid is None or row.block in whole for row in copy)]
    if len(copies) < 2:
        return copies
    named = [place for place, copy in enumerate(copies) if year in _years(copy)]
    if named:
        # Before the first that names the year stands the report's own without one, and behind it is somebody else's.
        return [copy for place, copy in enumerate(copies) if place in named or (place < named[0] and not _years(copy))]
    unmarked = [copy for copy in copies if not _years(copy) or year is None]
    kept = unmarked or list(copies)
    return [copy for copy in kept if not any(_precedes(copy, other) for other in kept if other is not copy)] or kept


def _named(copy: Sequence[PublishedRow]) -> int:
    """How many rows of the form a copy names."""
    return len({row_id for row in copy for row_id in row.exact})


def _years(copy: Sequence[PublishedRow]) -> set[int]:
    """The years named above a table's first row of the form."""
    above = next((place for place, row in enumerate(copy) if row.exact), 0)
    return _years_of(line for row in copy[: above + 1] for line in row.before)


def _years_of(lines: Iterable[Line]) -> set[int]:
    """The years that lines name."""
    return {int(year) for line in lines for cell in line.cells for year in _YEAR.findall(cell.text)}


def _precedes(earlier: Sequence[PublishedRow], later: Sequence[PublishedRow]) -> bool:
    """Whether a table ends with the very figures that another begins with, and not the other way round too."""
    return _meet(earlier, later) and not _meet(later, earlier)


def _meet(earlier: Sequence[PublishedRow], later: Sequence[PublishedRow]) -> bool:
    left, taken_over = _figures(earlier, _CARRIED_OUT), _figures(later, _CARRIED_IN)
    return left == taken_over and not _NOTHING.issuperset("".join(left))


def _figures(copy: Sequence[PublishedRow], row_id: str) -> list[str]:
    return next(([cell.text for cell in row.figures] for row in copy if row.exact == (row_id,)), [])
