"""Tables in a report's annexes: other bodies' figures, where the report has the same table in its own text."""

from __future__ import annotations

import re
from bisect import bisect
from collections import Counter
from collections.abc import Mapping

from flows.extract.document import Block, Document, Paragraph
from flows.extract.match.lines import Line

_ANNEX = re.compile(
    r"[（(【\[]?附(?:(?:件|表)?\s*[\d一二三四五六七八九十]{0,2}\s*[)）】\]]?\s*(?:[:：.、]|$)|[件表]\s*[\d一二三四五六七八九十]{1,2})"
)
_PART_OF_YEAR = re.compile(r"季度|半年|月份")
_BODY = re.compile(r"[\u4e00-\u9fff]{2,20}?(?:局|委员会|办公室|厅|街道|镇|乡|人民政府|支队|大队)")
_SELF = re.compile(r"[我本]")
_LONGEST_MARK = 60
_AS_LARGE = 0.8
"""Of an annex's table so many lines are in the one before it: no piece of a table that an annex holds."""


def without_annexes(
    regions: Mapping[str, list[Line]], document: Document, agency: str | None = None
) -> tuple[dict[str, list[Line]], list[str]]:
    """Each table's lines without those that stand behind 附件 once the table was whole before it; and what was left out.

    What an annex says to be of another body than `agency`, or of a part of the year, is left out wherever it stands.
    """
    marks = [at for at, block in enumerate(document.blocks) if isinstance(block, Paragraph) and _is_mark(block.text)]
    if not marks:
        return dict(regions), []
    others = {part for part, at in enumerate(marks, 1) if _is_anothers(document.blocks[at], agency)}
    kept: dict[str, list[Line]] = {}
    left_out: list[str] = []
    for table, lines in regions.items():
        sizes = Counter(bisect(marks, line.block) for line in lines)
        first = min(sizes.keys() - others, default=0)
        later = {part for part in sizes if part > first} - others
        own = bool(later) and sizes[first] >= _AS_LARGE * max(sizes[part] for part in later)
        without = others | (later if own else set())
        kept[table] = [line for line in lines if bisect(marks, line.block) not in without]
        annexed = len(lines) - len(kept[table])
        left_out += [f"{table}: 附件中的同一张表，{annexed}行"] if annexed else []
    return kept, left_out


def _is_anothers(mark: Block, agency: str | None) -> bool:
    """Whether an annex's title names a part of the year, or a body that is not the report's."""
    text = mark.text if isinstance(mark, Paragraph) else ""
    if _PART_OF_YEAR.search(text):
        return True
    named = _BODY.search(_ANNEX.sub("", text, count=1))
    if named is None or agency is None or _SELF.match(named[0]):
        return False
    body, own = (name.replace("人民政府", "政府") for name in (named[0], agency))
    return body not in own and own not in body


def _is_mark(text: str) -> bool:
    return (
        text.startswith(("附", "（附", "(附", "【附", "[附"))
        and len(text) <= _LONGEST_MARK
        and "续" not in text
        and _ANNEX.match(text) is not None
    )
