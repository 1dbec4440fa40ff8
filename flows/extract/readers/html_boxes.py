"""Tables that are none in the markup: rows whose cells are any elements, set beside each other by style sheets.

Inline cells have nothing between them: without their boxes `规章`, `0` and `12` would be one word. Sentences that an editor
cut into pieces look alike, so that a page is taken apart only where its pieces are names and figures of a report's tables.
Other cells may hold several lines: without their boxes each line would be a cell.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from itertools import groupby, islice

from selectolax.lexbor import LexborNode

from flows.extract.readers.html_article import TABLE_SIGNS
from flows.extract.readers.html_marks import BREAK
from flows.extract.readers.html_nodes import Elements
from flows.extract.readers.html_sheets import matched, rules_of

_INLINE = ("span", "b", "strong", "i", "em", "a", "font", "label")
_CELLS_OF_TABLES = 100
"""A page with so many has its tables in the markup."""
_FEWEST_CELLS, _FEWEST_ROWS, _LONGEST_CELL = 3, 5, 60
_FIGURE = re.compile(r"\s*(?:[\d.,]+|[/—–-]+)\s*")
_LINES = "br,p,div,section,li"
_ROW = re.compile(r"(?<![\w-])display\s*:\s*(?:inline-)?(?:flex|table-row)(?![\w-])", re.IGNORECASE)
_SENTENCE = re.compile(r"[。；！？]")

Row = Sequence[LexborNode]


def part_boxes(elements: Elements) -> None:
    """Puts a break between the cells of the rows that are inline elements."""
    if _has_tables(elements):
        return
    rows = [row for tag in _INLINE for row in _rows(elements[tag])]
    wide = [row for row in rows if len(row) >= _FEWEST_CELLS]
    with_figures = sum(any(_FIGURE.fullmatch(cell.text()) for cell in row) for row in wide)
    if with_figures < _FEWEST_ROWS or not any(TABLE_SIGNS.search(cell.text()) for row in wide for cell in row):
        return
    for cell in (cell for row in rows for cell in row[1:]):
        cell.insert_before(BREAK)


def fold_boxes(body: LexborNode, elements: Elements) -> bool:
    """Makes one line of each cell in the rows that styles lay out; whether any had more, so that the tree has changed."""
    if _has_tables(elements):
        return False
    folded = 0
    for row in _laid_out(body):
        cells = list(row.iter())
        if len(cells) >= _FEWEST_CELLS and all(len(cell.text()) <= _LONGEST_CELL for cell in cells):
            folded += sum(map(_fold, cells))
    return folded > 0


def _fold(cell: LexborNode) -> bool:
    """Makes one line of a cell's several, where it has more than one."""
    for block in cell.css(_LINES):
        block.insert_before(BREAK)
    lines = list(filter(None, (" ".join(line.split()) for line in cell.text().split(BREAK))))
    if len(lines) < 2 or cell.css_first("img") is not None:
        return False
    cell.inner_html = escape(" ".join(lines))
    return True


def _has_tables(elements: Elements) -> bool:
    return len(elements["td"]) + len(elements["th"]) >= _CELLS_OF_TABLES


def _laid_out(body: LexborNode) -> Iterator[LexborNode]:
    """The elements that a style makes rows of tables, or of boxes beside each other."""
    yield from (node for node in body.css("[style]") if _ROW.search(node.attributes.get("style") or ""))
    selectors = [selectors for selectors, declarations in rules_of(body) if _ROW.search(declarations)]
    yield from matched(body, selectors) if selectors else ()


def _rows(nodes: Iterable[LexborNode]) -> Iterator[Row]:
    """The elements that are all that their parent holds, several of them and none a part of a sentence."""
    for _, siblings in groupby(nodes, key=lambda node: node.parent.mem_id if node.parent else 0):
        row = list(siblings)
        parent = row[0].parent
        if (
            len(row) > 1
            and parent is not None
            and parent.tag not in _INLINE
            and len(list(islice(parent.iter(), len(row) + 1))) == len(row)
        ):
            texts = [cell.text() for cell in row]
            told = any(len(text) > _LONGEST_CELL or _SENTENCE.search(text) for text in texts)
            if not told and not parent.text(deep=False).strip():
                yield row
