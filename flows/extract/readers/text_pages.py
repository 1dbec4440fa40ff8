"""Text made from a printed document, a form feed after every page: without the pages' own numbers.

A number at the foot of a page stands alone in its line as a figure of a table does whose cells have lines of their own.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

_NUMBER = re.compile(r"\D{0,3}(\d{1,3})\D{0,3}")
_FEWEST = 2


def unnumbered(text: str) -> str:
    """The text without form feeds and, where the pages' last or first lines count them, without these; lines are kept."""
    pages = [page.split("\n") for page in text.split("\f")]
    if len(pages) > 1:
        for last in (True, False):
            _take_out(pages, [_edge(page, last=last) for page in pages])
    return "".join("\n".join(page) + ("\n" if page[-1] else "") for page in pages[:-1]) + "\n".join(pages[-1])


def _edge(page: Sequence[str], *, last: bool) -> int | None:
    """The place of a page's last, or first, line that says anything."""
    filled = [at for at, line in enumerate(page) if line.strip()]
    return filled[-1 if last else 0] if filled else None


def _take_out(pages: Sequence[list[str]], edges: Sequence[int | None]) -> None:
    """Empties the lines that say which page theirs is, or go up by one from page to page; a page may show none."""
    counted = {
        (number, at): int(found[1]) - number
        for number, (page, at) in enumerate(zip(pages, edges, strict=True), 1)
        if at is not None and (found := _NUMBER.fullmatch(page[at].strip()))
    }
    starts = Counter(counted.values())
    for (number, at), start in counted.items():
        if start == 0 or starts[start] >= _FEWEST:
            pages[number - 1][at] = ""
