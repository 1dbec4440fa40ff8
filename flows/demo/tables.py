"""The mandated tables as rows of cells with their spans, filled in with the printed figures; no markup yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from checks.forms import Form, Row, T2Block

GROUP = "三、本年度办理结果"
LEGAL_PERSONS = "法人或其他组织"


@dataclass(frozen=True, slots=True)
class Box:
    """One cell of a table: its text and how many rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1


Line = tuple[Box, ...]


def table(form: Form, name: str, cells: Mapping[str, str]) -> tuple[Line, ...]:
    """One mandated table (`T2`, `T3` or `T4`) with `cells` printed in it."""
    return tuple({"T2": _table_two, "T3": _table_three, "T4": _table_four}[name](form, cells))


def _table_two(form: Form, cells: Mapping[str, str]) -> Iterator[Line]:
    width = max(len(block.columns) for block in form.t2) + 1
    for block in form.t2:
        yield (Box(block.heading, columns=width),)
        yield _spread("信息内容", [column.label for column in block.columns], width)
        for row in block.rows:
            yield _spread(row.label, [cells[f"T2.{row.id}.{column.id}"] for column in block.columns], width)


def t2_blocks(form: Form, cells: Mapping[str, str]) -> Iterator[tuple[str, tuple[Line, ...]]]:
    """Table 2 as pages that cut it up show it: one small table an item of article 20, its heading apart."""
    for block in form.t2:
        yield block.heading, tuple(_block_lines(block, cells))


def _block_lines(block: T2Block, cells: Mapping[str, str]) -> Iterator[Line]:
    yield (Box("信息内容"), *(Box(column.label) for column in block.columns))
    for row in block.rows:
        yield (Box(row.label), *(Box(cells[f"T2.{row.id}.{column.id}"]) for column in block.columns))


def _spread(label: str, texts: list[str], width: int) -> Line:
    """A label and its cells over the table's width; the last cell takes what is left."""
    rest = width - len(texts)
    return (Box(label), *map(Box, texts[:-1]), Box(texts[-1], columns=rest))


def _table_three(form: Form, cells: Mapping[str, str]) -> Iterator[Line]:
    persons = tuple(Box(column.label) for column in form.t3_columns if column.group)
    note = Box(f"（{form.head_note}）", rows=3, columns=3)
    yield note, Box("申请人情况", columns=len(form.t3_columns))
    yield Box("自然人", rows=2), Box(LEGAL_PERSONS, columns=len(persons)), Box("总计", rows=2)
    yield persons
    inside = [row for row in form.t3_rows if row.group]
    led = False
    for _, rows in groupby(form.t3_rows, key=lambda row: row.subgroup or row.id):
        members = list(rows)
        for number, row in enumerate(members):
            head = _row_head(row, len(members), first=number == 0)
            if row.group and not led:
                head, led = (Box(GROUP, rows=len(inside)), *head), True
            yield (*head, *(Box(cells[f"T3.{row.id}.{column.id}"]) for column in form.t3_columns))


def _row_head(row: Row, size: int, *, first: bool) -> Line:
    if row.subgroup:
        return (Box(row.subgroup, rows=size), Box(row.label)) if first else (Box(row.label),)
    return (Box(row.label, columns=2 if row.group else 3),)


def _table_four(form: Form, cells: Mapping[str, str]) -> Iterator[Line]:
    review, *suits = form.t4_blocks
    outcomes = [column.label for column in form.t4_columns]
    width = len(outcomes)
    yield Box(review.label, columns=width), Box("行政诉讼", columns=width * len(suits))
    yield (*(Box(text, rows=2) for text in outcomes), *(Box(block.label, columns=width) for block in suits))
    yield tuple(Box(text) for _ in suits for text in outcomes)
    yield tuple(Box(cells[f"T4.{block.id}.{column.id}"]) for block in form.t4_blocks for column in form.t4_columns)
