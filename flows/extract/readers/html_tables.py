"""A page's tables → grids; tables that only lay out the page dissolve into the paragraphs they hold."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from checks.model import Where
from flows.errors import TooLarge
from flows.extract.document import Block
from flows.extract.grid import RawCell
from flows.extract.prose_rows import blocks_of
from flows.extract.readers import Source
from flows.extract.readers.html_marks import BREAK, GRID

_INNER_BLOCKS = "p,div,li,h1,h2,h3,h4,h5,h6,dt,dd,pre,center"
_FIGURE = re.compile(r"\s*[0-9０-９][0-9０-９.,，]*\s*")
_LONG_CELL = 250
_FIGURES_OF_DATA = 8
_MAX_TABLES = 3000

Rows = list[list[RawCell]]


def take_tables(body: LexborNode, source: Source) -> dict[str, list[Block]]:
    """Takes every data table out of the tree, leaving a mark, and returns mark → its blocks.

    Raises `TooLarge` where the page's tables hold more cells than the settings allow.
    """
    tables = body.css("table")
    if len(tables) > _MAX_TABLES:
        raise TooLarge(f"{source.name}: more than {_MAX_TABLES} tables")
    taken: dict[str, list[Block]] = {}
    left = source.settings.max_table_cells
    for number in range(len(tables), 0, -1):  # inner tables come after the outer one, so they are dealt with first
        table = tables[number - 1]
        for block in table.css(_INNER_BLOCKS):
            block.insert_before(BREAK)
            block.insert_after(BREAK)
        rows = _rows(table, f"(//table)[{number}]", source.name)
        left -= sum(map(len, rows))
        if left < 0:
            raise TooLarge(f"{source.name}: tables of more than {source.settings.max_table_cells} cells")
        if not _is_layout(rows):
            mark = f"{GRID}{number}"
            taken[mark] = _blocks(
                rows, Where(source.name, f"(//table)[{number}]"), source.settings.max_table_cells, taken
            )
            table.replace_with(f"{BREAK}{mark}{BREAK}")
    return taken


def _rows(table: LexborNode, path: str, name: str) -> Rows:
    spanning = {node.mem_id for node in table.css("[colspan],[rowspan]")}
    pictured = table.css_first("img") is not None
    rows: Rows = []
    for line, row in enumerate(table.css("tr"), 1):
        cells: list[RawCell] = []
        for place, node in enumerate(row.iter(), 1):
            if node.tag not in ("td", "th"):
                continue
            rowspan, colspan = _spans(node) if node.mem_id in spanning else (1, 1)
            raw = node.text()
            lines: tuple[str, ...] = ()
            if BREAK in raw:
                lines = tuple(filter(None, (" ".join(part.split()) for part in raw.split(BREAK))))
                words = " ".join(lines)
            else:
                words = " ".join(raw.split())
            image = pictured and node.css_first("img") is not None
            where = Where(name, f"({path}//tr)[{line}]/*[{place}]")
            cells.append(RawCell(words, rowspan, colspan, where, lines, image))
        rows.append(cells)
    return rows


def _spans(node: LexborNode) -> tuple[int, int]:
    attributes = node.attributes
    return _span(attributes.get("rowspan"), 0), _span(attributes.get("colspan"), 1)


def _span(value: str | None, least: int) -> int:
    digits = (value or "").strip()[:9]
    return max(int(digits), least) if digits.isascii() and digits.isdigit() else 1


def _is_layout(rows: Rows) -> bool:
    """Whether the table lays out text: all rows of one cell, a long text beside others, or tables in its cells."""
    shared = [raw for row in rows if len(row) > 1 for raw in row]
    if not shared:
        return True
    if sum(_FIGURE.fullmatch(raw.text) is not None for raw in shared) >= _FIGURES_OF_DATA:
        return False
    return any(len(raw.text) > _LONG_CELL or GRID in raw.text for raw in shared) or any(
        GRID in raw.text for row in rows for raw in row
    )


def _blocks(rows: Rows, where: Where, limit: int, taken: dict[str, list[Block]]) -> list[Block]:
    """The table's own blocks, then those of the tables that stood in its cells."""
    inner: list[Block] = []
    for row in rows:
        for place, raw in enumerate(row):
            if GRID in raw.text:
                row[place] = _without_tables(raw, taken, inner)
    return blocks_of(rows, where, limit) + inner


def _without_tables(raw: RawCell, taken: dict[str, list[Block]], inner: list[Block]) -> RawCell:
    lines = []
    for line in raw.lines:
        if line.startswith(GRID):
            inner += taken.get(line, ())
        else:
            lines.append(line)
    return raw._replace(text=" ".join(lines), lines=tuple(lines))
