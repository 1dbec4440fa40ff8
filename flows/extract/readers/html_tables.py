"""A page's tables → grids; tables that only lay out the page dissolve into the paragraphs they hold."""

from __future__ import annotations

from collections.abc import Callable

from selectolax.lexbor import LexborNode

from checks.report import Where
from flows.errors import TooLarge
from flows.extract.document import Block
from flows.extract.grid import RawCell
from flows.extract.prose_rows import blocks_of
from flows.extract.readers import Source
from flows.extract.readers.html_marks import BREAK, GRID

_INNER_BLOCKS = "p,div,li,h1,h2,h3,h4,h5,h6,dt,dd,pre,center"
_LONG_FIGURE = 10
_LONG_CELL = 250
_FIGURES_OF_DATA = 8
_MAX_TABLES = 3000

_EDGES = BREAK + " \t\n\r\f\xa0\u3000"

Rows = list[list[RawCell]]
Writing = Callable[[str], str]


def take_tables(body: LexborNode, source: Source, writing: Writing | None = None) -> dict[str, list[Block]]:
    """Takes every data table out of the tree, leaving a mark, and returns mark → its blocks.

    `writing` settles the script of a text where the page needs it. Raises `TooLarge` where the page's tables hold more
    cells than the settings allow.
    """
    tables = body.css("table")
    if len(tables) > _MAX_TABLES:
        raise TooLarge(f"{source.name}: 表格超过 {_MAX_TABLES} 个 (more than {_MAX_TABLES} tables)")
    taken: dict[str, list[Block]] = {}
    limit = left = source.settings.max_table_cells
    for number in range(len(tables), 0, -1):  # inner tables come after the outer one, so they are dealt with first
        table = tables[number - 1]
        for block in table.css(_INNER_BLOCKS):
            block.insert_before(BREAK)
            block.insert_after(BREAK)
        rows = _rows(table, f"((//table)[{number}]//tr)", source.name, writing)
        left -= sum(map(len, rows))
        if left < 0:
            raise TooLarge(f"{source.name}: 表格合计超过 {limit} 格 (tables of more than {limit} cells)")
        if not _is_layout(rows):
            mark = f"{GRID}{number}"
            taken[mark] = _blocks(rows, Where(source.name, f"(//table)[{number}]"), limit, taken)
            table.replace_with(f"{BREAK}{mark}{BREAK}")
    return taken


def _rows(table: LexborNode, path: str, name: str, writing: Writing | None) -> Rows:
    spanning = {node.mem_id for node in table.css("td[colspan],td[rowspan],th[colspan],th[rowspan]")}
    pictured = table.css_first("img") is not None
    rows: Rows = []
    for line, row in enumerate(table.css("tr"), 1):
        cells: list[RawCell] = []
        for place, node in enumerate(row.iter(), 1):
            if node.tag not in ("td", "th"):
                continue
            rowspan, colspan = _spans(node) if node.mem_id in spanning else (1, 1)
            words, lines = _text(writing(node.text()) if writing else node.text())
            image = pictured and node.css_first("img") is not None
            cells.append(RawCell(words, rowspan, colspan, Where(name, f"{path}[{line}]/*[{place}]"), lines, image))
        rows.append(cells)
    return rows


def _text(raw: str) -> tuple[str, tuple[str, ...]]:
    """A cell's text with white space folded, and its lines where it has several."""
    words = raw.strip(_EDGES)
    if words.isdigit() or not words:
        return words, ()
    if BREAK not in words:
        return " ".join(words.split()), ()
    lines = tuple(filter(None, (" ".join(part.split()) for part in words.split(BREAK))))
    return " ".join(lines), lines


def _spans(node: LexborNode) -> tuple[int, int]:
    attributes = node.attributes
    return _span(attributes.get("rowspan"), 0), _span(attributes.get("colspan"), 1)


def _span(value: str | None, least: int) -> int:
    digits = (value or "").strip()[:9]
    return max(int(digits), least) if digits.isascii() and digits.isdigit() else 1


def _is_layout(rows: Rows) -> bool:
    """Whether the table lays out text: all rows of one cell, a long text beside others, or tables in its cells."""
    figures, several, long, nested = 0, False, False, False
    for row in rows:
        shares = len(row) > 1
        several = several or shares
        for raw in row:
            if len(raw.text) < _LONG_FIGURE:
                figures += shares and raw.text.isdigit()
            else:
                long = long or (shares and len(raw.text) > _LONG_CELL)
            nested = nested or GRID in raw.text
    return not several or (figures < _FIGURES_OF_DATA and (long or nested))


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
