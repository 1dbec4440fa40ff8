"""Names of table 2's heads that stand in pieces beside each other (第 | 二十 | 条, 信息 | 内容本年制发件数) → whole again."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.match.lines import Line
from flows.extract.match.t2_heads import is_head, is_item
from flows.extract.match.vocabulary import run_of


def with_whole_names(lines: Sequence[Line]) -> list[Line]:
    """The lines; a head's line whose pieces make names only together is one cell with all of them."""
    return [_whole(line) for line in lines]


def _whole(line: Line) -> Line:
    pieces = [cell for cell in line.cells if cell.text]
    if len(pieces) < 2 or all(is_head(cell.text) for cell in pieces):
        return line
    text = "".join(cell.text for cell in pieces)
    return line._replace(cells=[pieces[0]._replace(text=text)]) if is_item(text) or run_of(text, "T2") else line
