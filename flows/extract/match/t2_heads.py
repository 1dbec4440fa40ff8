"""The heads of table 2's blocks: which words stand over which figures, and which columns of the form they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from checks.forms import Label
from flows.extract.document import GridCell
from flows.extract.forms import forms
from flows.extract.labels import Name, likeness, name_of
from flows.extract.match.columns import EXTRA
from flows.extract.match.figures import Span
from flows.extract.match.lines import Line
from flows.extract.match.rows import PublishedRow
from flows.extract.match.vocabulary import SURE, run_of, term

FORMS = ("2021", "2019")
_HEADING = "第二十条"
_LONGEST_STUB = 4
# Of names that run together nobody can say which grid columns each stands over.
_NO_SPAN = (0, 0)
_CORNER = name_of("信息内容")
_STUBS = frozenset({"序号", "项目", "类别", "内容", "名称", "单位", "计量单位"})
"""Words over the columns of numbers, labels and units that stand for 信息内容 or beside it."""
_ITEM = name_of("第二十条第（一）项")


class Block(NamedTuple):
    """A block's column ids in the form's order, and for each the names it may go by."""

    columns: tuple[str, ...]
    names: tuple[tuple[Name, ...], ...]


class Leaf(NamedTuple):
    """A column's words in a published head, and its grid columns; none where they cannot be told."""

    name: Name
    span: Span


def heads_of(rows: Sequence[PublishedRow]) -> Iterator[list[Leaf]]:
    """The columns' words that stand over each row; a row without a head of its own has that of the row above."""
    leaves: list[Leaf] = []
    for row in rows:
        lines = [line for line in row.before if any(is_head(cell.text) for cell in line.cells)]
        if found := _leaves(lines):
            leaves = found
        elif any(_starts_block(line) for line in lines):
            leaves = []
        yield leaves[1:] if leaves and _stands_over_labels(leaves[0], row) else leaves


def _stands_over_labels(leaf: Leaf, row: PublishedRow) -> bool:
    """Whether a head's first word is the corner, whatever recognition made of it: no column's name, and over the labels."""
    labels = {cell.column for cell in row.labels} if row.grid else set()
    return leaf.span[0] in labels and all(likeness(leaf.name, name) < SURE for name in _column_names())


def _starts_block(line: Line) -> bool:
    return any(is_item(cell.text) for cell in line.cells)


def _leaves(lines: Sequence[Line]) -> list[Leaf]:
    """The columns' words of the last block that these lines head; words over one another are read together."""
    start = max((place for place, line in enumerate(lines) if _starts_block(line)), default=-1)
    stacks: dict[int, list[GridCell]] = {}
    # An item may stand beside its block's head instead of above it.
    below = lines[max(start, 0) :]
    cells = [cell for line in below for cell in line.cells if cell.text and not _is_corner(cell)]
    # Names that are whole stand one behind the other in running text, wherever its lines break.
    running = all(line.grid is None for line in below) and all(is_head(cell.text) for cell in cells)
    streamed = running or all(len(line.cells) == 1 for line in below)
    for order, cell in enumerate(cells):
        stacks.setdefault(order if streamed else cell.column, []).append(cell)
    leaves: list[Leaf] = []
    for column, stack in sorted(stacks.items()):
        text = "".join(cell.text for cell in stack)
        name = term(text).name
        span = (column, column + max(cell.colspan for cell in stack))
        if run := run_of(text, "T2"):
            leaves += [Leaf(Name(core, ""), _NO_SPAN) for core in run if core != _CORNER.core]
            continue
        if leaves and not streamed and leaves[-1] == (name, (leaves[-1].span[0], column)) and _is_whole(name):
            leaves[-1] = Leaf(name, (leaves[-1].span[0], span[1]))  # a span written out: the words in every column
        else:
            leaves.append(Leaf(name, span))
    return leaves


def _is_whole(name: Name) -> bool:
    """Whether a head's word is more than the 本年新 that two columns of the 2019 form are often cut down to."""
    return len(name.core) > _LONGEST_STUB or any(name.core == printed.core for printed in _column_names())


def spans_of(leaves: Sequence[Leaf]) -> list[Span] | None:
    """The grid columns of a head's columns, if every one is told."""
    spans = [leaf.span for leaf in leaves]
    return None if _NO_SPAN in spans else spans


def unrepeated(figures: list[GridCell], leaves: Sequence[Leaf]) -> list[GridCell]:
    """One figure a column where a span's figure was written into every column that it covers."""
    spans = spans_of(leaves)
    if spans is None or len(figures) != sum(right - left for left, right in spans):
        return figures
    each = [[cell for cell in figures if left <= cell.column < right] for left, right in spans]
    # In a text the first figure may stand behind its label and the others in lines of their own: those have no columns.
    is_each = [cell for cells in each for cell in cells] == figures
    is_each = is_each and all(len({cell.text for cell in cells}) == 1 for cells in each)
    return [cells[0] for cells in each] if is_each else figures


def _is_corner(cell: GridCell) -> bool:
    known = term(cell.text)
    if any(meaning.kind in ("corner", "head") for meaning in known.meanings) or is_item(cell.text):
        return True
    return known.name.core in _STUBS or likeness(known.name, _CORNER) >= SURE


@lru_cache(maxsize=32768)
def is_head(text: str) -> bool:
    """Whether a text stands in a head: an item of article 20, a column's words or the corner beside them."""
    known = term(text)
    if known.meanings:
        return is_item(text) or any(m.table == "T2" and m.kind in ("column", "corner") for m in known.meanings)
    return (
        bool(run_of(text, "T2")) or is_item(text) or any(likeness(known.name, name) >= SURE for name in _column_names())
    )


@cache
def _column_names() -> tuple[Name, ...]:
    return tuple(
        name for form in FORMS for block in blocks_of_form(form).values() for names in block.names for name in names
    )


@lru_cache(maxsize=32768)
def is_item(text: str) -> bool:
    """Whether a text names an item of article 20, a lost character aside."""
    core = term(text).name.core
    return core.startswith(_HEADING) or (core.endswith("项") and likeness(Name(core, ""), _ITEM) >= SURE)


@lru_cache(maxsize=4096)
def order_of(leaves: tuple[Name, ...], block: Block) -> tuple[str, ...] | None:
    """The block's columns in the order published, EXTRA for any beside them; None where the head does not tell.

    Columns all named exactly stand as named. Damaged heads are taken in the form's order if none of their words is
    likelier another column's. A lost head is the form's, the number of figures bears it out.
    """
    if not leaves:
        return block.columns
    exact = [_exact(leaf, block) for leaf in leaves]
    if sorted(filter(None, exact)) == sorted(block.columns):
        return tuple(EXTRA if column is None else column for column in exact)
    if len(leaves) != len(block.columns):
        return None
    for place_, leaf in enumerate(leaves):
        scores = [max(likeness(leaf, name) for name in names) for names in block.names]
        if exact[place_] not in (None, block.columns[place_]) or max(scores) > scores[place_] + 0.05:
            return None
    return block.columns


def _exact(leaf: Name, block: Block) -> str | None:
    for column, names in zip(block.columns, block.names, strict=True):
        if any(leaf.core == name.core for name in names):
            return column
    return None


@cache
def blocks_of_form(form: str) -> Mapping[str, Block]:
    """Row id → its block's columns."""
    return {
        row.id: Block(tuple(column.id for column in block.columns), tuple(names_of(column) for column in block.columns))
        for block in forms()[form].t2
        for row in block.rows
    }


def names_of(label: Label) -> tuple[Name, ...]:
    """What a printed label may read like: itself and its variants."""
    return tuple(name_of(text) for text in (label.label, *label.variants))
