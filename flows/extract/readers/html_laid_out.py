"""Tables that are none in the markup, made tables of it: boxes that style sheets set out in rows, lists of lists.

The page's own rows and cells keep their classes and styles, so that what is hidden or struck in them is told as in any table.
Elements that merely look alike (a sentence that an editor cut into pieces, the entries of a menu) are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape
from itertools import groupby

from selectolax.lexbor import LexborNode

from flows.extract.readers.html_article import TABLE_WORDS
from flows.extract.readers.html_nodes import INLINE, Elements, elements_of
from flows.extract.readers.html_sheets import matched, rules_of
from flows.extract.readers.html_slots import Slot, Style, columns_of, slots_of, spans_of_rows, style_of

_CELLS_OF_TABLES = 100
"""A page with so many has its tables in the markup."""
_FIGURE = re.compile(r"\s*(?:[\d.,]+|[/—–-]+)?\s*")
_SENTENCE = re.compile(r"[。；！？]")
_LONGEST_CELL = 60
_FEWEST_ROWS = 2
_TELLING = re.compile(r"(?<![\w-])(?:display|grid[\w-]*|flex[\w-]*|width|position|float|order)\s*:", re.IGNORECASE)
_ORDER = re.compile(r"-?\d{1,4}")
_NO_ROW = frozenset(("table", "tbody", "thead", "tfoot", "tr", "td", "th", "p", "a", "form", "body", "svg", *INLINE))
_NO_CELL = frozenset(("table", "br", "hr", "script", "style", "input", "svg", "h1", "h2", "h3", "h4"))
_ROW = ("table-row", "flex", "inline-flex")
_KEPT = ("class", "id", "style", "hidden", "dir")

Row = Sequence[LexborNode]


def make_tables(body: LexborNode, elements: Elements) -> Elements:
    """Makes tables of the boxes that are set out as one; returns the tree's elements as they are then."""
    if len(elements["td"]) + len(elements["th"]) >= _CELLS_OF_TABLES or not TABLE_WORDS.search(body.text()):
        return elements
    styles = _styles(body)
    made = [_make_grid(node, styles) for node in body.css("*") if _display(node, styles).endswith("grid")]
    runs = list(_runs(elements, styles))
    inside = {number for run in runs for number in _around(run[0])}
    made += [_make_rows(run, styles) for run in runs if all(row.mem_id not in inside for row in run)]
    return elements_of(body) if any(made) else elements


def _styles(body: LexborNode) -> dict[int, Style]:
    """What the page's sheets and the elements themselves say of where they stand, by node."""
    written: dict[int, str] = {}
    for selectors, declarations in rules_of(body):
        for node in matched(body, [selectors.strip()]) if _TELLING.search(declarations) else ():
            written[node.mem_id] = f"{written.get(node.mem_id, '')};{declarations}"
    for node in body.css("[style]"):
        written[node.mem_id] = f"{written.get(node.mem_id, '')};{node.attributes.get('style') or ''}"
    return {number: style_of(declarations) for number, declarations in written.items()}


def _display(node: LexborNode, styles: dict[int, Style]) -> str:
    return styles.get(node.mem_id, {}).get("display", "").lower()


def _make_grid(node: LexborNode, styles: dict[int, Style]) -> bool:
    """Makes a table of a grid whose cells all have their places."""
    cells = _in_order(node, styles)
    columns = columns_of(styles[node.mem_id])
    if not columns or not _are_cells(cells, styles) or not _tells([cells]):
        return False
    slots = slots_of([styles.get(cell.mem_id, {}) for cell in cells], columns)
    by_row: dict[int, list[tuple[Slot, LexborNode]]] = {}
    for slot, cell in sorted(zip(slots, cells, strict=False), key=lambda pair: pair[0][:2]):
        by_row.setdefault(slot.row, []).append((slot, cell))
    taken = {place for slot in slots for place in slot.covers()}
    rows = []
    for row in range(max(by_row, default=-1) + 1):
        blank = [(Slot(row, column), None) for column in range(columns) if (row, column) not in taken]
        row_cells = sorted([*by_row.get(row, ()), *blank], key=lambda pair: pair[0].column)
        rows.append("".join(_written(cell, slot.rowspan, slot.colspan) for slot, cell in row_cells))
    if rows:
        node.inner_html = f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"
    return bool(rows)


def _make_rows(rows: Sequence[LexborNode], styles: dict[int, Style]) -> bool:
    """Makes a table of rows that stand one below the other, in the place of the first."""
    cells = [_in_order(row, styles) for row in rows]
    spans = spans_of_rows([[styles.get(cell.mem_id, {}) for cell in row] for row in cells])
    written = [
        f"<tr{_attributes(row)}>{''.join(_written(cell, 1, span) for cell, span in zip(line, reach, strict=True))}</tr>"
        for row, line, reach in zip(rows, cells, spans, strict=True)
    ]
    first = rows[0]
    for name in _KEPT:
        if name in first.attributes:
            del first.attrs[name]
    first.inner_html = f"<table>{''.join(written)}</table>"
    for row in rows[1:]:
        row.decompose()
    return True


def _written(cell: LexborNode | None, rowspan: int, colspan: int) -> str:
    spans = f"{f' rowspan={rowspan}' if rowspan > 1 else ''}{f' colspan={colspan}' if colspan > 1 else ''}"
    return f"<td{_attributes(cell)}{spans}>{cell.inner_html}</td>" if cell is not None else "<td></td>"


def _attributes(node: LexborNode | None) -> str:
    named = node.attributes if node is not None else {}
    return "".join(f' {name}="{escape(named[name] or "")}"' for name in _KEPT if name in named)


def _runs(elements: Elements, styles: dict[int, Style]) -> Iterator[list[LexborNode]]:
    """Rows of the same kind, one right below the other, that make a table."""
    rows = [node for tag, nodes in elements.items() if tag not in _NO_ROW for node in nodes if _is_row(node, styles)]
    for _, siblings in groupby(rows, key=lambda row: (row.tag, row.parent.mem_id if row.parent else 0)):
        run: list[LexborNode] = []
        for row in siblings:
            if run and not _is_next(run[-1], row):
                yield from _accepted(run, styles)
                run = []
            run.append(row)
        yield from _accepted(run, styles)


def _around(node: LexborNode) -> Iterator[int]:
    """The elements in which an element stands."""
    while (parent := node.parent) is not None:
        yield parent.mem_id
        node = parent


def _accepted(run: list[LexborNode], styles: dict[int, Style]) -> Iterator[list[LexborNode]]:
    rows = [list(row.iter()) for row in run]
    if len(run) >= _FEWEST_ROWS and max(map(len, rows)) > 1 and _tells(rows):
        yield run


def _is_next(above: LexborNode, row: LexborNode) -> bool:
    """Whether nothing stands between two elements but white space."""
    node = above.next
    while (
        node is not None and node.mem_id != row.mem_id and node.tag in ("-text", "_comment") and not node.text().strip()
    ):
        node = node.next
    return node is not None and node.mem_id == row.mem_id


def _is_row(node: LexborNode, styles: dict[int, Style]) -> bool:
    """Whether an element holds nothing but cells, which its style, their own or their kind set beside each other."""
    display = _display(node, styles)
    cells = list(node.iter())
    laid_out = display in _ROW or node.tag in ("ul", "dl") or (node.tag == "li" and len(cells) > 1)
    beside = laid_out or any(_is_beside(styles.get(cell.mem_id, {})) for cell in cells)
    return bool(cells) and beside and not node.text(deep=False).strip() and _are_cells(cells, styles)


def _in_order(row: LexborNode, styles: dict[int, Style]) -> list[LexborNode]:
    """What an element holds as it is shown: of the boxes in a flexible one or a grid those of a lower `order` come first."""
    cells, style = list(row.iter()), styles.get(row.mem_id, {})
    if style.get("display", "").endswith(("flex", "grid")):
        cells.sort(key=lambda cell: _order(styles.get(cell.mem_id, {})) or 0)
    flow = f"{style.get('flex-direction', '')} {style.get('flex-flow', '')}"
    return cells[::-1] if "row-reverse" in flow else cells


def _order(style: Style) -> int | None:
    """The rank among its siblings that a style gives a box; None where it is worked out by the browser."""
    return int(found[0]) if (found := _ORDER.fullmatch(style.get("order", "0"))) else None


def _is_beside(style: Style) -> bool:
    return style.get("float") == "left" or style.get("display", "") in ("inline-block", "table-cell")


def _are_cells(cells: Sequence[LexborNode], styles: dict[int, Style]) -> bool:
    """Whether elements may be the cells of a table, whose places are known."""
    for cell in cells:
        style = styles.get(cell.mem_id, {})
        text = cell.text()
        if cell.tag in _NO_CELL or style.get("position") == "absolute" or _order(style) is None:
            return False
        if len(text) > _LONGEST_CELL or _SENTENCE.search(text) or cell.css_first("table,ul,dl") is not None:
            return False
    return True


def _tells(rows: Sequence[Row]) -> bool:
    """Whether rows are those of a report's tables: figures or blanks in their places, and words of the form."""
    texts = [cell.text() for row in rows for cell in row]
    return any(map(_FIGURE.fullmatch, texts)) and any(map(TABLE_WORDS.search, texts))
