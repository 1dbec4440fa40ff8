"""Quirks of a table's build: spans given up, heads split, group cells lost or repeated, one zero for a row, cuts."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace

from tests.accuracy.pieces import Box, Piece, Sheet
from tests.accuracy.quirks.change import Change, Rows, figures_in, is_head, on, rows_of, table_of
from tests.accuracy.report import Figure, Table


@on("T2", "T3", "T4")
def spans_as_blanks(table: Table, chance: random.Random) -> list[Piece]:
    """Every span replaced by empty cells, as spreadsheets and some editors do."""
    rows = [[Box("") for _ in range(table.width)] for _ in table.rows]
    for r, c, box in table.placed():
        rows[r][c] = replace(box, rowspan=1, colspan=1)
    return [table_of(rows, table)]


@on("T3")
def group_cell_lost(table: Table, chance: random.Random) -> list[Piece]:
    """The cell of one group is gone: its rows move one column to the left."""
    rows = rows_of(table)
    groups = [(r, box) for r, row in enumerate(rows) for box in row[:2] if box.rowspan > 1 and not is_head(box)]
    if not groups:
        return [table]
    at, group = chance.choice(groups)
    rows[at].remove(group)
    return [table_of(rows, table)]


@on("T3")
def last_group_cell_lost(table: Table, chance: random.Random) -> list[Piece]:
    """（六） spans one row too few and 3.其他 takes its place."""
    rows = rows_of(table)
    for row in rows:
        for place, box in enumerate(row):
            if box.text.startswith("（六）") and box.rowspan > 1:
                row[place] = replace(box, rowspan=box.rowspan - 1)
            elif box.text == "三、本年度办理结果":
                row[place] = replace(box, rowspan=box.rowspan - 2)
    return [table_of(rows, table)]


@on("T3")
def head_split(table: Table, chance: random.Random) -> list[Piece]:
    """商业|科研 over 企业|机构."""
    rows = rows_of(table)
    leaves = rows[2]
    upper = [Box(box.text[: (len(box.text) + 1) // 2]) for box in leaves]
    lower = [Box(box.text[(len(box.text) + 1) // 2 :] if len(box.text) > 2 else "") for box in leaves]
    upper[-1] = Box(leaves[-1].text)
    rows[0][0] = replace(rows[0][0], rowspan=4)
    rows[1] = [replace(box, rowspan=3) if box.rowspan == 2 else box for box in rows[1]]
    return [table_of([*rows[:2], upper, lower, *rows[3:]], table)]


@on("T3")
def one_zero_a_row(table: Table, chance: random.Random) -> list[Piece]:
    rows = []
    for row in rows_of(table):
        figures = [box for box in row if isinstance(box, Figure)]
        if figures and all(box.text == "0" for box in figures):
            row = [box for box in row if not isinstance(box, Figure)] + [Figure("0", 1, 7, figures[0].cell)]
        rows.append(row)
    return [table_of(rows, table)]


@on("T3")
def groups_repeated(table: Table, chance: random.Random) -> list[Piece]:
    """The group's name in every row of the group instead of a span."""
    rows = [list(row) for row in table.rows]
    for r, c, box in list(table.placed()):
        if box.rowspan > 1 and not is_head(box):
            rows[r][rows[r].index(box)] = replace(box, rowspan=1)
            for below in range(r + 1, r + box.rowspan):
                rows[below].insert(min(c, 1), replace(box, rowspan=1))
    return [table_of(rows, table)]


@on("T3")
def rows_permuted(table: Table, chance: random.Random) -> list[Piece]:
    """Rows of one group in another order; labels go with their figures."""
    rows = rows_of(table)
    first = next((r for r, row in enumerate(rows) if any(box.text.startswith("（五）") for box in row)), len(rows))
    members = [row[-8:] for row in rows[first : first + 5]]
    if len(members) < 5 or any(figures_in(member) != 7 for member in members):
        return [table]
    chance.shuffle(members)
    for place, member in enumerate(members):
        rows[first + place][-8:] = member
    return [table_of(rows, table)]


@on("T3")
def columns_permuted(table: Table, chance: random.Random) -> list[Piece]:
    """The five kinds of legal persons in another order, head and figures alike."""
    order = list(range(5))
    chance.shuffle(order)
    rows = rows_of(table)
    if len(rows[2]) != 5 or rows[2][-1].text != "其他" or any(figures_in(row) != 7 for row in rows[3:]):
        return [table]
    rows[2] = [rows[2][place] for place in order]
    for row in rows[3:]:
        own = row[-6:-1]
        row[-6:-1] = [own[place] for place in order]
    return [table_of(rows, table)]


@on("T3")
def legal_persons_miscounted(table: Table, chance: random.Random) -> list[Piece]:
    """法人或其他组织 spans four of its five columns, so that 总计 slips between them in the head alone."""
    rows = rows_of(table)
    if len(rows[1]) == 3 and rows[1][1].colspan == 5:
        rows[1][1] = replace(rows[1][1], colspan=4)
    return [table_of(rows, table)]


@on("T3")
def head_lost(table: Table, chance: random.Random) -> list[Piece]:
    return [table_of(table.rows[3:], table)]


@on("T3")
def cut_by_pages(table: Table, chance: random.Random) -> list[Piece]:
    """The table goes on in a second one without a head; spans end at the cut."""
    cut = chance.randrange(8, len(table.rows) - 4)
    top: Rows = [[] for _ in range(cut)]
    bottom: Rows = [[] for _ in range(len(table.rows) - cut)]
    for r, _, box in table.placed():
        if r >= cut:
            bottom[r - cut].append(box)
            continue
        top[r].append(replace(box, rowspan=min(box.rowspan, cut - r)))
        if r + box.rowspan > cut:
            bottom[0].append(replace(box, text="", rowspan=r + box.rowspan - cut))
    return [table_of(top, table), table_of(bottom, table)]


@on("T2")
def blocks_apart(table: Table, chance: random.Random) -> list[Piece]:
    """A table for each item of article 20, its heading above it as a line."""
    pieces: list[Piece] = []
    rows: Rows = []
    for row in rows_of(table):
        if len(row) == 1 and row[0].text.startswith("第二十条"):
            if rows:
                pieces.append(table_of(rows, table))
            pieces.append(row[0].text)
            rows = []
        else:
            rows.append([replace(box, colspan=1) for box in row])
    return [*pieces, table_of(rows, table)]


@on("T4")
def three_tables(table: Table, chance: random.Random) -> list[Piece]:
    names, figures = table.rows[2][:5], table.rows[3]
    heads = ("行政复议", "行政诉讼（未经复议直接起诉）", "行政诉讼（复议后起诉）")
    pieces: list[Piece] = []
    for place, head in enumerate(heads):
        pieces += [head, table_of([names, figures[place * 5 : place * 5 + 5]], table)]
    return pieces


@on("T4")
def groups_run_together(table: Table, chance: random.Random) -> list[Piece]:
    rows = rows_of(table)
    rows[0] = [Box("行政复议行政诉讼", 1, 15)]
    return [table_of(rows, table)]


def one_grid(pieces: Sequence[Piece], chance: random.Random) -> list[Piece]:
    """All three tables in one, the chapters' headings as rows of it."""
    first = next(place for place, piece in enumerate(pieces) if isinstance(piece, Table))
    last = max(place for place, piece in enumerate(pieces) if isinstance(piece, Table))
    rows: Rows = []
    for piece in pieces[first : last + 1]:
        rows += rows_of(piece) if isinstance(piece, Table) else [[Box(str(piece), 1, 15)]]
    return [*pieces[:first], Table(tuple(map(tuple, rows)), "T3"), *pieces[last + 1 :]]


def table_in_text(pieces: Sequence[Piece], chance: random.Random) -> list[Piece]:
    """Another table with figures stands before the mandated ones."""
    rows = (
        tuple(map(Box, ("指标", "单位", "数量"))),
        tuple(map(Box, ("发布政策解读稿件", "篇", "31"))),
        tuple(map(Box, ("回应公众关切", "次", "12"))),
        tuple(map(Box, ("规范性文件数", "件", "7"))),
    )
    return [*pieces[:5], Sheet(rows), *pieces[5:]]


def rows_in_other_tables(pieces: Sequence[Piece], chance: random.Random) -> list[Piece]:
    """Tables of items published stand before the mandated ones and name some of the same rows."""
    items = tuple(tuple(map(Box, row)) for row in (("行政许可", "88"), ("行政处罚", "77"), ("规章", "5")))
    outcomes = tuple(
        tuple(map(Box, row)) for row in (("申请人", "自然人", "法人"), ("予以公开", "1", "2"), ("其他处理", "4", "5"))
    )
    return [*pieces[:5], Sheet(items), Sheet(outcomes), *pieces[5:]]


@on("T2")
def spans_written_out(table: Table, chance: random.Random) -> list[Piece]:
    """What a cell over several columns says stands in each of them."""
    rows = [
        [replace(box, colspan=1) for box in row for _ in range(box.colspan if len(row) > 1 else 1)]
        for row in table.rows
    ]
    return [table_of(rows, table)]


@on("T3")
def figure_cell_lost(table: Table, chance: random.Random) -> list[Piece]:
    """A row has six figures: nobody can tell which is missing."""
    rows = rows_of(table)
    row = chance.choice([row for row in rows if figures_in(row) == 7])
    del row[chance.randrange(len(row) - 7, len(row))]
    return [table_of(rows, table)]


@on("T3")
def blank_cell_added(table: Table, chance: random.Random) -> list[Piece]:
    rows = rows_of(table)
    row = rows[chance.randrange(3, len(rows))]
    row.insert(chance.randrange(len(row) - 7, len(row) + 1), Box(""))
    return [table_of(rows, table)]


@on("T3")
def figures_merged(table: Table, chance: random.Random) -> list[Piece]:
    """Two neighbouring figures share a cell that shows the first of them."""
    rows = rows_of(table)
    row = rows[chance.randrange(3, len(rows))]
    at = chance.randrange(len(row) - 7, len(row) - 1)
    row[at : at + 2] = [replace(row[at], colspan=2)]
    return [table_of(rows, table)]


DAMAGE: dict[str, Change] = {
    "figure_cell_lost": figure_cell_lost,
    "blank_cell_added": blank_cell_added,
    "figures_merged": figures_merged,
}
"""What cannot be read back in full: here a reader must know that it does not know."""
QUIRKS: dict[str, Change] = {
    "spans_as_blanks": spans_as_blanks,
    "group_cell_lost": group_cell_lost,
    "last_group_cell_lost": last_group_cell_lost,
    "head_split": head_split,
    "one_zero_a_row": one_zero_a_row,
    "groups_repeated": groups_repeated,
    "rows_permuted": rows_permuted,
    "columns_permuted": columns_permuted,
    "legal_persons_miscounted": legal_persons_miscounted,
    "head_lost": head_lost,
    "cut_by_pages": cut_by_pages,
    "blocks_apart": blocks_apart,
    "three_tables": three_tables,
    "groups_run_together": groups_run_together,
    "one_grid": one_grid,
    "table_in_text": table_in_text,
    "rows_in_other_tables": rows_in_other_tables,
    "spans_written_out": spans_written_out,
}
