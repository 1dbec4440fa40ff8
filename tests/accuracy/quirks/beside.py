"""Quirks of what agencies put beside the form: columns and rows of their own, tables parted or turned, another year's."""

from __future__ import annotations

import random
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TypeGuard

from tests.accuracy.pieces import Box, Piece
from tests.accuracy.quirks.change import Change, figures_in, on, rows_of, table_of
from tests.accuracy.report import Figure, Table


def _has_printed_head(table: Table) -> bool:
    """Whether no other quirk has been at the head of table 3."""
    return len(table.rows) > 3 and len(table.rows[0]) == 2 and len(table.rows[2]) == 5


@on("T3")
def remarks_added(table: Table, chance: random.Random) -> list[Piece]:
    """A column of remarks after 总计."""
    if not _has_printed_head(table):
        return [table]
    rows = [[*row, Box("其中网上2件" if chance.random() < 0.2 else "")] for row in rows_of(table)]
    return [table_of([[*table.rows[0], Box("备注", 3)], table.rows[1], table.rows[2], *rows[3:]], table)]


@on("T3")
def subtotal_added(table: Table, chance: random.Random) -> list[Piece]:
    """A 小计 of the legal persons, before or behind their kinds."""
    if not _has_printed_head(table):
        return [table]
    place = chance.choice((1, 6))
    rows = [_with_subtotal(row, place) for row in rows_of(table)]
    rows[0][1] = replace(rows[0][1], colspan=8)
    rows[1][1] = replace(rows[1][1], colspan=6)
    rows[2].insert(place - 1, Box("小计"))
    return [table_of(rows, table)]


def _with_subtotal(row: list[Box], place: int) -> list[Box]:
    if figures_in(row) != 7:
        return row
    labels, figures = row[:-7], row[-7:]
    return [*labels, *figures[:place], Box(str(_plain_sum(figures[1:6]))), *figures[place:]]


def _plain_sum(figures: list[Box]) -> int:
    """The sum of what are plain numbers among some figures."""
    return sum(int(box.text) for box in figures if box.text.isdecimal())


@on("T3")
def columns_numbered(table: Table, chance: random.Random) -> list[Piece]:
    """甲 1 2 3 4 5 6 7 below the head."""
    if not _has_printed_head(table):
        return [table]
    rows = rows_of(table)
    return [table_of([*rows[:3], [Box("甲", 1, 3), *(Box(str(n)) for n in range(1, 8))], *rows[3:]], table)]


@on("T2")
def rows_numbered(table: Table, chance: random.Random) -> list[Piece]:
    """A column 序号 before the labels."""
    rows, number = [], 0
    for row in table.rows:
        if len(row) == 1:
            rows.append([replace(row[0], colspan=5)])
            continue
        number += figures_in(row) > 0
        rows.append([Box(str(number) if figures_in(row) else "序号"), *row])
    return [table_of(rows, table)]


@on("T2")
def items_beside(table: Table, chance: random.Random) -> list[Piece]:
    """The items of article 20 in a column on the left, each over the rows of its block."""
    rows: list[list[Box]] = []
    item: Box | None = None
    for row in rows_of(table):
        if len(row) == 1:
            item = row[0]
            continue
        rows.append([replace(item, rowspan=1, colspan=1), *row] if item else row)
        start = next((above for above in reversed(rows) if above[0].text.startswith("第二十条")), None)
        if item is None and start:  # another quirk may have taken the items away
            start[0] = replace(start[0], rowspan=start[0].rowspan + 1)
        item = None
    return [table_of(rows, table)]


@on("T2")
def blocks_beside(table: Table, chance: random.Random) -> list[Piece]:
    """The blocks of one figure a row stand two beside each other, to save room."""
    blocks: list[list[list[Box]]] = []
    for row in rows_of(table):
        # Another quirk may have taken the items away, or put rows above the first of them.
        if not blocks or (len(row) == 1 and row[0].text.startswith("第二十条")):
            blocks.append([])
        blocks[-1].append(row)
    narrow = [block for block in blocks if len(block) == 3 and len(block[1]) == 2][:2]
    if len(narrow) < 2:
        return [table]
    one, other = ([[replace(box, colspan=box.colspan // 2 or 1) for box in row] for row in block] for block in narrow)
    pair = [[*left, *right] for left, right in zip(one, other, strict=True)]
    rest = [row for block in blocks if block not in narrow for row in block]
    return [
        table_of([*rest, *[[replace(box, colspan=1) if len(row) > 2 else box for box in row] for row in pair]], table)
    ]


@on("T4")
def lawsuits_apart(table: Table, chance: random.Random) -> list[Piece]:
    """A table for 行政复议 and one for both blocks of 行政诉讼."""
    if len(table.rows) != 4:
        return [table]
    names, figures = table.rows[2][:5], table.rows[3]
    blocks = (Box("未经复议直接起诉", 1, 5), Box("复议后起诉", 1, 5))
    return [
        table_of([[Box("行政复议", 1, 5)], names, figures[:5]], table),
        table_of([[Box("行政诉讼", 1, 10)], blocks, [*names, *names], figures[5:]], table),
    ]


@on("T4")
def turned_upright(table: Table, chance: random.Random) -> list[Piece]:
    """A row for every column of the form, as pages for telephones have it."""
    if len(table.rows) != 4:
        return [table]
    blocks = ("行政复议", "未经复议直接起诉", "复议后起诉")
    rows = []
    for place, figure in enumerate(table.rows[3]):
        name = replace(table.rows[2][place % 5], rowspan=1)
        rows.append([*([Box(blocks[place // 5], 5)] if place % 5 == 0 else []), name, figure])
    return [table_of(rows, table)]


@on("T4")
def blocks_as_rows(table: Table, chance: random.Random) -> list[Piece]:
    """A row for each of the three blocks under one head."""
    if len(table.rows) != 4:
        return [table]
    names, figures = table.rows[2][:5], table.rows[3]
    rows = [
        [Box("类别", 1, 2), *names],
        [Box("行政复议", 1, 2), *figures[:5]],
        [Box("行政诉讼", 2), Box("未经复议直接起诉"), *figures[5:10]],
        [Box("复议后起诉"), *figures[10:]],
    ]
    return [table_of(rows, table)]


@on("T4")
def blocks_as_columns(table: Table, chance: random.Random) -> list[Piece]:
    """A row for each of the five outcomes, the three blocks beside each other."""
    if len(table.rows) != 4 or figures_in(table.rows[3]) != 15:
        return [table]
    names, figures = table.rows[2][:5], table.rows[3]
    rows = [[Box("结果"), Box("行政复议"), Box("未经复议直接起诉"), Box("复议后起诉")]]
    rows += [[names[at], figures[at], figures[5 + at], figures[10 + at]] for at in range(5)]
    return [table_of(rows, table)]


@on("T4")
def sum_added(table: Table, chance: random.Random) -> list[Piece]:
    """A column 合计 of all three blocks."""
    if len(table.rows) != 4:
        return [table]
    rows = rows_of(table)
    return [table_of([[*rows[0], Box("合计", 3)], rows[1], rows[2], [*rows[3], Box("7")]], table)]


def years_side_by_side(pieces: Sequence[Piece], chance: random.Random) -> list[Piece]:
    """Seven columns of table 3 for this year and seven for the one before, each under its year."""
    year = next(int(found[0]) for piece in pieces if isinstance(piece, str) and (found := re.search(r"20\d\d", piece)))
    return [_with_year_before(piece, year, chance) if _is_table_3(piece) else piece for piece in pieces]


def _is_table_3(piece: Piece) -> TypeGuard[Table]:
    return isinstance(piece, Table) and piece.id == "T3" and _has_printed_head(piece)


def _with_year_before(table: Table, year: int, chance: random.Random) -> Table:
    rows = rows_of(table)
    rows[0] = [rows[0][0], Box(f"{year}年", 1, 7), Box(f"{year - 1}年", 1, 7)]
    rows[1] += rows[1]
    rows[2] += rows[2]
    for row in rows[3:]:
        row += [Box(str(chance.randrange(9))) for _ in range(7)]
    return table_of(rows, table)


@on("T3")
def last_year_named(table: Table, chance: random.Random) -> list[Piece]:
    """Another year's table after the report's own, its caption above it."""
    return [table, "附：2018年收到和处理政府信息公开申请情况", _of_another_year(table, chance)]


@on("T3")
def last_year_beside(table: Table, chance: random.Random) -> list[Piece]:
    """The same table once more with other figures and nothing to tell whose they are."""
    return [table, _of_another_year(table, chance)]


def _of_another_year(table: Table, chance: random.Random) -> Table:
    other = [
        [replace(box, text=str(chance.randrange(9))) if isinstance(box, Figure) else box for box in row]
        for row in table.rows
    ]
    return table_of(other, table)


QUIRKS: dict[str, Change] = {
    "remarks_added": remarks_added,
    "subtotal_added": subtotal_added,
    "columns_numbered": columns_numbered,
    "rows_numbered": rows_numbered,
    "items_beside": items_beside,
    "blocks_beside": blocks_beside,
    "lawsuits_apart": lawsuits_apart,
    "turned_upright": turned_upright,
    "blocks_as_rows": blocks_as_rows,
    "blocks_as_columns": blocks_as_columns,
    "sum_added": sum_added,
    "years_side_by_side": years_side_by_side,
    "last_year_named": last_year_named,
}
DAMAGE: dict[str, Change] = {"last_year_beside": last_year_beside}
"""What cannot be read back in full: here a reader must know that it does not know."""
