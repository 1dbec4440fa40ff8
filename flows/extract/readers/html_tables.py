"""A page's tables → grids; tables that only lay out the page dissolve into the paragraphs they hold."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Sequence

from selectolax.lexbor import LexborNode

from checks.report import Where
from flows.errors import TooLarge
from flows.extract.document import Block
from flows.extract.grid import RawCell
from flows.extract.layout.page import TORN
from flows.extract.prose_rows import blocks_of
from flows.extract.readers import Source
from flows.extract.readers.html_marks import BREAK, GRID, JOINT
from flows.extract.readers.html_pictures import is_speck

_INNER_BLOCKS = "p,div,li,h1,h2,h3,h4,h5,h6,dt,dd,pre,center"
_FIGURE = re.compile(r"\d[\d.,件条项宗起万元 ]*")
_LONG_FIGURE = 10
_LONG_CELL = 250
_FIGURES_OF_DATA = 8
_FEWEST_LINES, _FEWEST_STACKS = 4, 4
_MAX_TABLES = 3000
MOST_IN_A_ROW = 24
"""Cells; a row of more is a table whose rows are lost."""
_HIDING = re.compile(
    r"sr-only|visually-hidden|screen-reader|invisible|(?<![a-z])(?:none|visible-\w+|hid(?:e|den))(?![a-z])"
)
"""Classes of Bootstrap, Layui, UIkit and others for what is hidden, or hidden on some screens."""

_EDGES = BREAK + JOINT + " \t\n\r\f\xa0\u3000"
_LINE = JOINT + BREAK + JOINT
"""A line that is broken already, between two pieces of text."""

Rows = list[list[RawCell]]
Writing = Callable[[str], str]


def take_tables(tables: Sequence[LexborNode], source: Source, writing: Writing | None = None) -> dict[str, list[Block]]:
    """Takes every data table out of the tree, leaving a mark, and returns mark → its blocks.

    `tables` are the page's in reading order; `writing` settles the script of a text where the page needs it. Raises
    `TooLarge` where they hold more cells than the settings allow.
    """
    if len(tables) > _MAX_TABLES:
        raise TooLarge(f"{source.name}: 表格超过 {_MAX_TABLES} 个 (more than {_MAX_TABLES} tables)")
    taken: dict[str, list[Block]] = {}
    limit = left = source.settings.max_table_cells
    for number in range(len(tables), 0, -1):  # inner tables come after the outer one, so they are dealt with first
        table = tables[number - 1]
        words = _Words(table, writing)
        rows = _rows(table, words, f"((//table)[{number}]//tr)", source.name)
        left -= sum(map(len, rows))
        if left < 0:
            raise TooLarge(f"{source.name}: 表格合计超过 {limit} 格 (tables of more than {limit} cells)")
        if not _is_layout(rows, nested=bool(taken)):
            mark = f"{GRID}{number}"
            taken[mark] = _blocks(rows, Where(source.name, f"(//table)[{number}]"), limit, taken)
            table.replace_with(f"{BREAK}{mark}{BREAK}")
    return taken


def put_before_tables(captions: Sequence[LexborNode]) -> None:
    """Makes the captions of tables lines of their own above them: many a chapter's heading is one."""
    for caption in captions:
        if (table := caption.parent) is not None and table.tag == "table":
            table.insert_before(f"{BREAK}{' '.join(caption.text().split())}{BREAK}")
            caption.decompose()


class _Words:
    """The texts of a table's cells, with a break wherever a browser would begin a line.

    Nearly every cell holds one piece of text, whatever elements are around it: the table's blocks are marked only once
    a cell is met that holds several.
    """

    def __init__(self, table: LexborNode, writing: Writing | None) -> None:
        self._table, self._writing = table, writing
        self._broken = False

    def of(self, cell: LexborNode) -> str:
        """The text of a cell, perhaps with white space and breaks around it."""
        if self._broken:
            words = _joined(cell)
        else:
            words = cell.text(separator=JOINT).strip(_EDGES)
            if JOINT in words and JOINT in (words := words.replace(_LINE, BREAK)):
                self.break_blocks()
                words = _joined(cell)
        return self._writing(words) if self._writing else words

    def break_blocks(self) -> None:
        """Marks where the blocks in the table begin and end."""
        if not self._broken:
            self._broken = True
            for block in self._table.css(_INNER_BLOCKS):
                block.insert_before(BREAK)
                block.insert_after(BREAK)


def _joined(cell: LexborNode) -> str:
    """A cell's pieces as one text; in doubt where a figure's digits may not all be for the same eyes."""
    words = cell.text()
    shown = words.strip(_EDGES)
    figure = re.sub(r"\D", "", shown) if _FIGURE.fullmatch(shown) else ""
    return TORN if len(figure) > 1 and (_is_twice(cell, figure) or _is_partly_hidden(cell, shown)) else words


def _is_twice(cell: LexborNode, figure: str) -> bool:
    """Whether innermost elements of other classes say the same, once for other screens or for listeners: pieces of one figure are of one class."""
    half = figure[: len(figure) // 2]
    if figure != half * 2:
        return False
    inner = (node for node in cell.css("*") if next(node.iter(), None) is None)
    saying = (node.attributes for node in inner if re.sub(r"\D", "", node.text()) == half)
    return len({(attributes.get("class"), attributes.get("aria-hidden")) for attributes in saying}) > 1


def _is_partly_hidden(cell: LexborNode, figure: str) -> bool:
    """Whether some of the digits have a class that style sheets, which are no part of the page, give to what is not shown."""
    parts = (node for node in cell.css("[class]") if node.text().strip() not in ("", figure))
    return any(_HIDING.search(node.attributes.get("class") or "") for node in parts)


def _rows(table: LexborNode, words: _Words, path: str, name: str) -> Rows:
    spanning = {node.mem_id for node in table.css("td[colspan],td[rowspan],th[colspan],th[rowspan]")}
    pictured = table.css_first("img") is not None
    nested = [other for other in table.css("table") if other.mem_id != table.mem_id]
    inner = {row.mem_id for other in nested for row in other.css("tr")}
    rows: Rows = []
    for line, row in enumerate(table.css("tr"), 1):
        if row.mem_id in inner:
            continue  # of a table that lays out a cell
        cells: list[RawCell] = []
        for place, node in enumerate(row.iter(), 1):
            if node.tag not in ("td", "th"):
                continue
            rowspan, colspan = _spans(node) if node.mem_id in spanning else (1, 1)
            text, lines = _text(words.of(node))
            image = pictured and any(not is_speck(picture) for picture in node.css("img"))
            if image and text.isdigit():
                text += TORN  # the picture may be another digit
            cells.append(RawCell(text, rowspan, colspan, Where(name, f"{path}[{line}]/*[{place}]"), lines, image))
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


def _is_layout(rows: Rows, *, nested: bool) -> bool:
    """Whether the table lays out text: all rows of one cell, a long text beside others, or tables in its cells.

    One row of more cells than any has is a table of which an editor lost the rows: its cells are read one after the other.

    `nested` is whether there can be a table in a cell.
    """
    if len(rows) == 1 and len(rows[0]) > MOST_IN_A_ROW:
        return True
    figures, several, long, holds_tables = 0, False, False, False
    for row in rows:
        shares = len(row) > 1
        several = several or shares
        for raw in row:
            if len(raw.text) < _LONG_FIGURE:
                figures += shares and raw.text.isdigit()
            else:
                long = long or (shares and len(raw.text) > _LONG_CELL)
            holds_tables = holds_tables or (nested and GRID in raw.text)
        if figures >= _FIGURES_OF_DATA or _is_stacked(row):
            return False
    return not several or long or holds_tables


def _is_stacked(row: Sequence[RawCell]) -> bool:
    """Whether rows of a table stand in one of the page, a line of each of its cells for every one."""
    counts = Counter(len(raw.lines) for raw in row)
    return any(lines >= _FEWEST_LINES and cells >= _FEWEST_STACKS for lines, cells in counts.items())


def _blocks(rows: Rows, where: Where, limit: int, taken: dict[str, list[Block]]) -> list[Block]:
    """The table's own blocks, then those of the tables that stood in its cells."""
    inner: list[Block] = []
    for row in rows if taken else ():
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
