"""Tables that hold prose: a row that is one long text or a numbered heading is a paragraph, the rest stay tables.

Sites lay whole articles out in a table, or put a chapter's heading into the first row of its table; a heading that
stayed inside a grid would be missed as a heading, and its chapter called missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from checks.report import Where
from flows.extract.document import Block, Paragraph
from flows.extract.grid import RawCell, lay_out

_HEADING = re.compile(r"[一二三四五六七八九十]{1,2}\s*、")
_LONG_ROW = 50
_OF_CHAPTERS = ("情况", "事项")
"""How headings end that are no row's label."""


def blocks_of(rows: Iterable[Sequence[RawCell]], where: Where, max_cells: int) -> list[Block]:
    """The rows as grids and, between them, the paragraphs that stood in rows of their own.

    Raises `TooLarge` where a grid has more than `max_cells` cells.
    """
    blocks: list[Block] = []
    pending: list[Sequence[RawCell]] = []
    for row in rows:
        alone = _prose(row)
        if alone is None:
            pending.append(row)
            continue
        blocks += _grid(pending, where, max_cells)
        pending = []
        blocks += [Paragraph(line, alone.where) for line in alone.lines or (alone.text,)]
    return blocks + _grid(pending, where, max_cells)


def _prose(row: Sequence[RawCell]) -> RawCell | None:
    """The row's only text where it is prose; a numbered label beside blank cells is a row of figures left blank."""
    filled = [raw for raw in row if raw.text]
    if len(filled) != 1:
        return None
    text = filled[0].text
    is_heading = _HEADING.match(text) and (len(row) == 1 or text.rstrip("。:：").endswith(_OF_CHAPTERS))
    return filled[0] if len(text) > _LONG_ROW or is_heading else None


def _grid(rows: Sequence[Sequence[RawCell]], where: Where, max_cells: int) -> list[Block]:
    return [lay_out(rows, where, max_cells)] if any(rows) else []
