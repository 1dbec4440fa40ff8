"""Table 2: documents, decisions and fees; a few small blocks, each with a head of its own."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache

from checks.report import BESIDE_THE_FORM, CellState
from flows.extract.document import GridCell
from flows.extract.forms import forms
from flows.extract.labels import Name, likeness
from flows.extract.match.align import Alignment, Candidate, align
from flows.extract.match.columns import EXTRA
from flows.extract.match.figures import Alike, Placed, Span, place
from flows.extract.match.lines import Line, state
from flows.extract.match.rows import PublishedRow, published_rows
from flows.extract.match.t2_beside import one_below_other, with_items_apart
from flows.extract.match.t2_heads import (
    FORMS,
    Block,
    Leaf,
    blocks_of_form,
    heads_of,
    is_head,
    is_item,
    names_of,
    order_of,
    spans_of,
    unrepeated,
)
from flows.extract.match.t2_names import with_whole_names
from flows.extract.match.values import TableReading
from flows.extract.match.vocabulary import ids, term
from flows.extract.numerals import read_cell

_WIDEST = 3
_FIGURES = (CellState.NUMBER, CellState.NOT_APPLICABLE)
_RUN_ON = re.compile(r"\s*[\d.,]+$")
_MONEY, _YUAN, _MYRIAD = "amount_10k_yuan", "元", "万"


def read_table_2(lines: Sequence[Line]) -> TableReading:
    """Every cell of table 2 that these lines hold, in the form that its heads are of."""
    reading = TableReading("T2")
    lines = one_below_other(with_whole_names(list(with_items_apart(lines))))
    rows = list(published_rows(lines, _is_label, is_head, _WIDEST, fewest=1, words=True))
    heads = list(heads_of(rows))
    for row, leaves in zip(rows, heads, strict=True):
        row.figures = unrepeated(row.figures, leaves)
    form = _form(rows, heads, reading)
    if form is None:
        reading.left_over += [_described(row) for row in rows if row.is_filled]
        return reading
    headed = _under(rows, is_item) or _under(rows, is_head)
    candidates = [_candidate(row, row.grid is None or row.block in headed) for row in rows]
    found = align(candidates, _printed(form), lambda placed: set())
    for index, row_id in sorted(found.rows.items()):
        _place_row(row_id, rows[index], heads[index], blocks_of_form(form)[row_id], reading)
    _report_loose([rows[index] for index in found.loose], _is_whole(found, candidates, rows, form), reading)
    reading.left_over += [_described(rows[index]) for index in found.outdone]
    for row_id in found.contested:
        reading.doubts.append(f"两行同名而数字不同（{row_id}）")
        for column in blocks_of_form(form)[row_id].columns:
            reading.put(f"T2.{row_id}.{column}", None)
    return reading


def _report_loose(rows: Sequence[PublishedRow], whole: bool, reading: TableReading) -> None:
    """Reports figures that were placed nowhere; beside a form that is `whole` only those without a label are in doubt."""
    for row in rows:
        if row.is_filled:
            reading.left_over.append(_described(row))
            if not (whole and row.label):
                reading.doubts.append(f"有数字不属于任何一行：「{_described(row)}」")


def _is_whole(found: Alignment, candidates: Sequence[Candidate], rows: Sequence[PublishedRow], form: str) -> bool:
    """Whether every row of the form names itself exactly and has figures: any other row can only be added to the form."""
    exact = [
        row_id for index, row_id in found.rows.items() if row_id in candidates[index].exact and rows[index].is_filled
    ]
    return len(exact) == len(_printed(form))


def _under(rows: Sequence[PublishedRow], is_word: Callable[[str], bool]) -> set[int]:
    """The blocks of the document with such a word over some row."""
    return {row.block for row in rows if any(is_word(cell.text) for line in row.before for cell in line.cells)}


def _is_label(text: str) -> bool:
    return bool(ids(text, "T2", "row"))


def _form(rows: Sequence[PublishedRow], heads: Sequence[list[Leaf]], reading: TableReading) -> str | None:
    """The form whose heads these are; where all heads are lost, the one whose rows have as many figures."""
    scores = dict.fromkeys(FORMS, 0.0)
    for row, leaves in zip(rows, heads, strict=True):
        for form in FORMS:
            for row_id in ids(row.label, "T2", "row"):
                block = blocks_of_form(form).get(row_id)
                if block:
                    scores[form] += _likeness(tuple(leaf.name for leaf in leaves), block)
                    scores[form] += 0.2 * (len([cell for cell in row.figures if cell.text]) == len(block.columns))
    reading.votes = {form: round(score * 100) for form, score in scores.items()}
    best = max(FORMS, key=lambda form: scores[form])
    return best if scores[best] > 0 and scores[best] > min(scores.values()) else None


@lru_cache(maxsize=4096)
def _likeness(leaves: tuple[Name, ...], block: Block) -> float:
    """How well published columns fit a block's, 0 to 1."""
    if not leaves:
        return 0.0
    fits = (max(likeness(leaf, name) for names in block.names for name in names) for leaf in leaves)
    return sum(fits) / max(len(leaves), len(block.columns))


@cache
def _printed(form: str) -> Mapping[str, tuple[Name, ...]]:
    return {row.id: names_of(row) for block in forms()[form].t2 for row in block.rows}


def _candidate(row: PublishedRow, backed: bool) -> Candidate:
    names = (term(row.label).name,) if row.label and not is_head(row.label) else ()
    return Candidate(names, ids(row.label, "T2", "row"), tuple(cell.text for cell in row.figures), backed)


def _place_row(row_id: str, row: PublishedRow, leaves: Sequence[Leaf], block: Block, reading: TableReading) -> None:
    order = order_of(tuple(leaf.name for leaf in leaves), block)
    columns = order or block.columns
    spans = spans_of(leaves) if len(leaves) == len(columns) else None
    figures = _without_leavings(row, len(columns)) if len(leaves) == len(columns) else row.figures
    placed = place(figures, spans, len(columns), Alike(len(figures), None))
    is_whole = all(cell and cell.text for cell in placed.cells)
    if len(figures) > len(columns) and spans and not (_is_under(placed, spans) and (is_whole or not _juts_out(row))):
        placed = Placed([None] * len(columns), None, "有空格，无法确定各数字属于哪一栏")
    if _may_be_twice(row, len(columns)):
        placed = placed._replace(cells=[*placed.cells[:-1], None], doubt="末格与其前一格相同，且多出空格")
    if row.streamed and (mingled := _mingled(row, row_id, len(columns))):
        placed = Placed([None] * len(columns), None, mingled)
    # Where every cell is a line no figure stands below a name: another order of those comes of how the text was made.
    is_moved = row.streamed and order is not None and [one for one in order if one != EXTRA] != list(block.columns)
    doubt = placed.doubt or ("的表头与格式不符" if order is None or is_moved else _of_unit(columns, leaves))
    if doubt:
        reading.doubts.append(f"「{row.label or row_id}」一行{doubt}")
    raw = " ".join(cell.text for cell in row.figures)
    for column, cell in zip(columns, placed.cells, strict=True):
        if column != EXTRA:
            reading.put(f"T2.{row_id}.{column}", cell if doubt in ("", placed.doubt) else None, raw)
    beside = (leaf.name.core for column, leaf in zip(columns, leaves, strict=False) if column == EXTRA)
    reading.left_over += [f"T2: {words}{BESIDE_THE_FORM}" for words in beside]
    reading.blocks |= {row.block, *(line.block for line in row.before if line.grid)}


def _mingled(row: PublishedRow, row_id: str, width: int) -> str:
    """What is doubtful about a row of one cell a line: its first figure ran into its name, or words stand in its place."""
    bare = _RUN_ON.sub("", row.label)
    if bare != row.label and row_id in ids(bare, "T2", "row"):
        return "名称后连着数字，无法确定各数字属于哪一栏"
    named = any(row_id in ids(cell.text, "T2", "row") for cell in row.labels[:-1])
    if named and width > 1 and len(row.figures) <= _WIDEST and not term(row.label).meanings:
        return f"有文字「{row.label}」，无法确定各数字属于哪一栏"
    return ""


def _without_leavings(row: PublishedRow, width: int) -> list[GridCell]:
    """A row's figures, one for every column of its head, without the blanks between that spans written out left."""
    filled = [cell for cell in row.figures if cell.text]
    is_full = row.grid is not None and len(filled) == width and all(state(cell) in _FIGURES for cell in filled)
    return filled if is_full else row.figures


def _juts_out(row: PublishedRow) -> bool:
    """Whether a row reaches farther than all others of its grid: some cell in it was added, and those behind it have moved."""
    ends = Counter[int]()
    for cell in row.grid.cells if row.grid else ():
        ends[cell.column + cell.colspan] += 1
    reach = max((cell.column + cell.colspan for cell in row.figures), default=0)
    return ends[reach] == 1 and reach == max(ends)


def _may_be_twice(row: PublishedRow, width: int) -> bool:
    """Whether a row of a cell too many, which is blank, ends in a figure twice: the second may stand where one was lost."""
    if width < _WIDEST or len(row.figures) != width + 1 or row.figures[-1].text or not _juts_out(row):
        return False
    last, before = row.figures[width - 1].text, row.figures[width - 2].text
    return last == before and read_cell(last).value not in (None, 0)


def _is_under(placed: Placed, spans: Sequence[Span]) -> bool:
    """Whether the figures of a row that has blanks among them stand under the names of their columns; others need not."""
    cells = [cell for cell in placed.cells if cell is not None]
    if len(cells) < len(spans) or len({bool(cell.text) for cell in cells}) == 1:
        return True
    return all(
        left <= cell.column and cell.column + cell.colspan <= right
        for cell, (left, right) in zip(cells, spans, strict=True)
        if cell.text
    )


def _of_unit(columns: Sequence[str], leaves: Sequence[Leaf]) -> str:
    """What is doubtful about money that the head counts in 元 where the form counts in 万元."""
    heads = {column: leaf.name.core for column, leaf in zip(columns, leaves, strict=False)}
    head = heads.get(_MONEY, "")
    return "的金额单位为元，与格式（万元）不符" if _YUAN in head and _MYRIAD not in head else ""


def _described(row: PublishedRow) -> str:
    return " ".join(["T2:", *(cell.text for cell in row.labels), *(cell.text for cell in row.figures)])
