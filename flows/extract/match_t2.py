"""Table 2: documents, decisions and fees; a few small blocks, each with a head of its own."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from checks.forms import Label
from flows.extract.document import GridCell
from flows.extract.forms import forms
from flows.extract.labels import Name, likeness, name_of
from flows.extract.match_align import Candidate, align
from flows.extract.match_figures import Alike, Span, place
from flows.extract.match_lines import Line
from flows.extract.match_rows import PublishedRow, published_rows
from flows.extract.match_values import TableReading
from flows.extract.match_vocabulary import ids, term

_FORMS = ("2021", "2019")
_WIDEST = 3
_LIKE = 0.5
_HEADING = "第二十条"
_LONGEST_STUB = 4


class _Block(NamedTuple):
    columns: tuple[str, ...]
    names: tuple[tuple[Name, ...], ...]


class _Leaf(NamedTuple):
    """A column's words in a published head, and its grid columns."""

    name: Name
    span: Span


def read_table_2(lines: Sequence[Line]) -> TableReading:
    """Every cell of table 2 that these lines hold, in the form that its heads are of."""
    reading = TableReading("T2")
    rows = list(published_rows(lines, _is_label, _is_head, _WIDEST))
    heads = list(_heads(rows))
    for row, leaves in zip(rows, heads, strict=True):
        row.figures = _unrepeated(row.figures, leaves)
    form = _form(rows, heads, reading)
    if form is None:
        reading.left_over += [_described(row) for row in rows if row.is_filled]
        return reading
    found = align([_candidate(row) for row in rows], _printed(form), lambda placed: set())
    for index, row_id in sorted(found.rows.items()):
        _place_row(row_id, rows[index], heads[index], _blocks(form)[row_id], reading)
    for index in found.loose:
        if rows[index].is_filled:
            reading.left_over.append(_described(rows[index]))
            reading.doubts.append(f"有数字不属于任何一行：「{_described(rows[index])}」")
    for row_id in found.contested:
        reading.doubts.append(f"两行同名而数字不同（{row_id}）")
        for column in _blocks(form)[row_id].columns:
            reading.put(f"T2.{row_id}.{column}", None)
    return reading


def _is_label(text: str) -> bool:
    return bool(ids(text, "T2", "row"))


@cache
def _is_head(text: str) -> bool:
    known = term(text)
    return known.name.core.startswith(_HEADING) or any(
        meaning.table == "T2" and meaning.kind in ("column", "corner") for meaning in known.meanings
    )


def _heads(rows: Sequence[PublishedRow]) -> Iterator[list[_Leaf]]:
    """The columns' words that stand over each row; a row without a head of its own has that of the row above."""
    leaves: list[_Leaf] = []
    for row in rows:
        lines = [line for line in row.before if any(_is_head(cell.text) for cell in line.cells)]
        if found := _leaves(lines):
            leaves = found
        elif any(_starts_block(line) for line in lines):
            leaves = []
        yield leaves


def _starts_block(line: Line) -> bool:
    return any(term(cell.text).name.core.startswith(_HEADING) for cell in line.cells)


def _leaves(lines: Sequence[Line]) -> list[_Leaf]:
    """The columns' words of the last block that these lines head; words over one another are read together."""
    start = max((place for place, line in enumerate(lines) if _starts_block(line)), default=-1)
    stacks: dict[int, list[GridCell]] = {}
    cells = [cell for line in lines[start + 1 :] for cell in line.cells if cell.text and not _is_corner(cell)]
    streamed = all(len(line.cells) == 1 for line in lines[start + 1 :])
    for order, cell in enumerate(cells):
        stacks.setdefault(order if streamed else cell.column, []).append(cell)
    leaves: list[_Leaf] = []
    for column, stack in sorted(stacks.items()):
        name = term("".join(cell.text for cell in stack)).name
        span = (column, column + max(cell.colspan for cell in stack))
        if leaves and not streamed and leaves[-1] == (name, (leaves[-1].span[0], column)) and _is_whole(name):
            leaves[-1] = _Leaf(name, (leaves[-1].span[0], span[1]))  # a span written out: the words in every column
        else:
            leaves.append(_Leaf(name, span))
    return leaves


def _is_whole(name: Name) -> bool:
    """Whether a head's word is more than the 本年新 that two columns of the 2019 form are often cut down to."""
    return len(name.core) > _LONGEST_STUB


def _unrepeated(figures: list[GridCell], leaves: Sequence[_Leaf]) -> list[GridCell]:
    """One figure a column where a span's figure was written into every column that it covers."""
    if len(figures) != sum(right - left for left, right in (leaf.span for leaf in leaves)):
        return figures
    each = [[cell for cell in figures if left <= cell.column < right] for left, right in (leaf.span for leaf in leaves)]
    return [cells[0] for cells in each] if all(len({cell.text for cell in cells}) == 1 for cells in each) else figures


def _is_corner(cell: GridCell) -> bool:
    return any(meaning.kind in ("corner", "head") for meaning in term(cell.text).meanings)


def _form(rows: Sequence[PublishedRow], heads: Sequence[list[_Leaf]], reading: TableReading) -> str | None:
    """The form whose heads these are; where all heads are lost, the one whose rows have as many figures."""
    scores = dict.fromkeys(_FORMS, 0.0)
    for row, leaves in zip(rows, heads, strict=True):
        for form in _FORMS:
            for row_id in ids(row.label, "T2", "row"):
                block = _blocks(form).get(row_id)
                if block:
                    scores[form] += _likeness(tuple(leaf.name for leaf in leaves), block)
                    scores[form] += 0.2 * (len([cell for cell in row.figures if cell.text]) == len(block.columns))
    reading.votes = {form: round(score * 100) for form, score in scores.items()}
    best = max(_FORMS, key=lambda form: scores[form])
    return best if scores[best] > 0 and scores[best] > min(scores.values()) else None


@lru_cache(maxsize=4096)
def _likeness(leaves: tuple[Name, ...], block: _Block) -> float:
    """How well published columns fit a block's, 0 to 1."""
    if not leaves:
        return 0.0
    fits = (max(likeness(leaf, name) for names in block.names for name in names) for leaf in leaves)
    return sum(fits) / max(len(leaves), len(block.columns))


@cache
def _blocks(form: str) -> Mapping[str, _Block]:
    """Row id → its block's columns."""
    return {
        row.id: _Block(tuple(column.id for column in block.columns), tuple(_names(column) for column in block.columns))
        for block in forms()[form].t2
        for row in block.rows
    }


@cache
def _printed(form: str) -> Mapping[str, tuple[Name, ...]]:
    return {row.id: _names(row) for block in forms()[form].t2 for row in block.rows}


def _names(label: Label) -> tuple[Name, ...]:
    return tuple(name_of(text) for text in (label.label, *label.variants))


def _candidate(row: PublishedRow) -> Candidate:
    names = (term(row.label).name,) if row.label and not _is_head(row.label) else ()
    return Candidate(names, ids(row.label, "T2", "row"), tuple(cell.text for cell in row.figures))


def _place_row(row_id: str, row: PublishedRow, leaves: Sequence[_Leaf], block: _Block, reading: TableReading) -> None:
    width = len(block.columns)
    order = _order(tuple(leaf.name for leaf in leaves), block)
    spans = [leaf.span for leaf in leaves] if len(leaves) == width else None
    placed = place(row.figures, spans, width, Alike(len(row.figures), None))
    if placed.doubt or order is None:
        reading.doubts.append(f"「{row.label or row_id}」一行{placed.doubt or '的表头与格式不符'}")
    raw = " ".join(cell.text for cell in row.figures)
    for column, cell in zip(order or block.columns, placed.cells, strict=True):
        reading.put(f"T2.{row_id}.{column}", cell if order else None, raw)
    reading.blocks.add(row.block)


@lru_cache(maxsize=4096)
def _order(leaves: tuple[Name, ...], block: _Block) -> tuple[str, ...] | None:
    """The block's columns in the order published; None where the head does not tell.

    Columns all named exactly stand as named. Damaged heads are taken in the form's order if none of their words is
    likelier another column's. A lost head is the form's, the number of figures bears it out.
    """
    if not leaves:
        return block.columns
    if len(leaves) != len(block.columns):
        return None
    exact = [_exact(leaf, block) for leaf in leaves]
    if sorted(filter(None, exact)) == sorted(block.columns):
        return tuple(filter(None, exact))
    for place_, leaf in enumerate(leaves):
        scores = [max(likeness(leaf, name) for name in names) for names in block.names]
        if exact[place_] not in (None, block.columns[place_]) or max(scores) > scores[place_] + 0.05:
            return None
    return block.columns


def _exact(leaf: Name, block: _Block) -> str | None:
    for column, names in zip(block.columns, block.names, strict=True):
        if any(leaf.core == name.core for name in names):
            return column
    return None


def _described(row: PublishedRow) -> str:
    return " ".join(["T2:", *(cell.text for cell in row.labels), *(cell.text for cell in row.figures)])
