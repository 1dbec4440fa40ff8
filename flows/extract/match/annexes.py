"""Tables in a report's annexes: other bodies' figures, where the report has the same table in its own text."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Mapping

from flows.extract.document import Document, Paragraph
from flows.extract.match.lines import Line

_ANNEX = re.compile(r"[（(【\[]?附(?:件|表)?\s*[\d一二三四五六七八九十]{0,2}\s*[)）】\]]?\s*(?:[:：.、]|$)")
_LONGEST_MARK = 60
_AS_LARGE = 0.8
"""Of an annex's table so many lines are in the one before it: no piece of a table that an annex holds."""


def without_annexes(regions: Mapping[str, list[Line]], document: Document) -> tuple[dict[str, list[Line]], list[str]]:
    """Each table's lines without those that stand behind 附件 once the table was whole before it; and what was left out."""
    marks = [at for at, block in enumerate(document.blocks) if isinstance(block, Paragraph) and _is_mark(block.text)]
    if not marks:
        return dict(regions), []
    kept: dict[str, list[Line]] = {}
    left_out: list[str] = []
    for table, lines in regions.items():
        sizes = Counter(bisect(marks, line.block) for line in lines)
        first = min(sizes, default=0)
        annexed = [size for part, size in sizes.items() if part > first]
        own = bool(annexed) and sizes[first] >= _AS_LARGE * max(annexed)
        kept[table] = [line for line in lines if not own or bisect(marks, line.block) == first]
        left_out += [f"{table}: 附件中的同一张表，{sum(annexed)}行"] if own else []
    return kept, left_out


def _is_mark(text: str) -> bool:
    return (
        text.startswith(("附", "（附", "(附", "【附", "[附"))
        and len(text) <= _LONGEST_MARK
        and "续" not in text
        and _ANNEX.match(text) is not None
    )
