"""Tables in a report's annexes: other bodies' figures, where the report has the same table in its own text."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Mapping
from typing import TypeGuard

from flows.extract.document import Block, Document, Paragraph
from flows.extract.match.lines import Line
from flows.extract.match.others import captions_of_grids, gives_away, is_anothers, is_example

_ANNEX = re.compile(
    r"[（(【\[]?附(?:(?:件|表)?\s*[\d一二三四五六七八九十]{0,2}\s*[)）】\]]?\s*(?:[:：.、]|$)|[件表]\s*[\d一二三四五六七八九十]{1,2})"
)
_LONGEST_MARK = 60
_AS_LARGE = 0.8
"""Of an annex's table so many lines are in the one before it: no piece of a table that an annex holds."""


def without_annexes(
    regions: Mapping[str, list[Line]], document: Document, agency: str | None = None
) -> tuple[dict[str, list[Line]], list[str]]:
    """Each table's lines without those that stand behind 附件 once the table was whole before it; and what was left out.

    What an annex, or a caption, says to be of another body than `agency`, or of a part of the year, is left out anywhere.
    """
    marked = {at: block.text for at, block in enumerate(document.blocks) if _is_mark(block)}
    captions = captions_of_grids(document)
    beside = {at for at, caption in captions.items() if gives_away(caption, agency)}
    examples = {at for at, caption in captions.items() if is_example(caption)}
    if not marked and not beside and not examples:
        return dict(regions), []
    marks = list(marked)
    others = {part for part, at in enumerate(marks, 1) if is_anothers(_ANNEX.sub("", marked[at], count=1), agency)}
    kept: dict[str, list[Line]] = {}
    left_out: list[str] = []
    for table, lines in regions.items():
        shown = [line for line in lines if line.block not in examples]
        shown = shown if any(line.grid for line in shown) else lines
        sizes = Counter(bisect(marks, line.block) for line in shown)
        first = min(sizes.keys() - others, default=0)
        later = {part for part in sizes if part > first} - others
        own = bool(later) and sizes[first] >= _AS_LARGE * max(sizes[part] for part in later)
        without = others | (later if own else set())
        kept[table] = [line for line in shown if line.block not in beside and bisect(marks, line.block) not in without]
        annexed = len(lines) - len(kept[table])
        left_out += [f"{table}: 附件中或题名另有所属的同一张表，{annexed}行"] if annexed else []
    return kept, left_out


def _is_mark(block: Block) -> TypeGuard[Paragraph]:
    text = block.text if isinstance(block, Paragraph) else ""
    return (
        text.startswith(("附", "（附", "(附", "【附", "[附"))
        and len(text) <= _LONGEST_MARK
        and "续" not in text
        and _ANNEX.match(text) is not None
    )
