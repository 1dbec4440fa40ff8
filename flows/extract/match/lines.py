"""A document as lines of cells, each assigned to the mandated table that it can belong to.

A line is a row of a grid, or a short paragraph as one cell: on pages whose tables were flattened, every cell is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from itertools import takewhile
from typing import NamedTuple

from checks.report import CellState
from flows.extract.document import Document, Grid, GridCell, Paragraph
from flows.extract.forms import forms
from flows.extract.grid import rows_of
from flows.extract.headings import LONGEST_HEADING, STRONG, read_heading
from flows.extract.labels import MAX_LABEL
from flows.extract.match.page_numbers import numbers_of_pages
from flows.extract.match.run_on import with_open_figures
from flows.extract.match.stacked import is_piece, table_spelt
from flows.extract.match.vocabulary import evidence, half_of, is_like, run_of, term
from flows.extract.numerals import read_cell
from flows.extract.titles import is_title

TABLES = ("T2", "T3", "T4")
_FEWEST_ALONE = 5
_FEWEST_UPRIGHT = 4
_LONGEST_LINE = 160
_UNIT_LINE = 12
"""Characters of 单位：件 and the like, which may stand between a caption and its table."""
# A broken space before a figure, and a unit or a remark in brackets behind it, are part of it.
_WORD = re.compile(
    r"(?:[?？] )*(?:[^ (（]*[(（][^()（）]*[)）][^ ]*|[^ ]+)(?:(?<=\d) (?:件次|[件条项宗起次]|万?元)(?!\S))?"
)
_PRESSED = re.compile(r"第二十条第|本年新收政府信息|尚未审结")
_FILLERS = frozenset({"数量", "件数", "小计", "甲", "栏次", "序号"})
"""Words of tables that are no label of the form."""
_NUMERALS = {f"S{number}": (numeral, f"{number}", f"0{number}") for number, numeral in enumerate("一二三四五六", 1)}
"""Part → what may stand in a line of its own above its title, and is no figure there."""
_LONGEST_NUMERAL = 2
_SENTENCE = re.compile(r"[，、；]|.{4}。|复议|诉讼|申请")
_YEAR = re.compile(r"20[0-3]\d年")
_WORDS = (CellState.TEXT, CellState.BLANK)
_FIGURES = (CellState.NUMBER, CellState.NOT_APPLICABLE, CellState.UNREADABLE)


class Line(NamedTuple):
    """One row: its cells, its block's index in the document, its grid if it has one."""

    cells: list[GridCell]
    block: int
    grid: Grid | None


def state(cell: GridCell) -> CellState:
    """What stands in a cell, as a figure; TEXT for a label."""
    return _state(cell.text)


@lru_cache(maxsize=65536)
def _state(text: str) -> CellState:
    found = read_cell(text).state
    # 无正当理由大量反复申请 begins like 无此类事项 and is a label all the same.
    return CellState.TEXT if found is CellState.NOT_APPLICABLE and _is_known(text) else found


def lines_of(document: Document) -> Iterator[Line | None]:
    """The document's lines in reading order, None for a paragraph of prose."""
    numbers = numbers_of_pages(document)
    for index, block in enumerate(document.blocks):
        if isinstance(block, Paragraph):
            if index in numbers:
                continue
            below = document.blocks[index + 1 : index + 2]
            if _is_denial(block.text, above_grid=any(isinstance(b, Grid) for b in below)):
                yield None
                continue
            if not any(isinstance(b, Paragraph) and _is_numeral(block.text, b.text) for b in below):
                yield from _paragraph_lines(block, index)
            continue
        yield from (Line(cells, index, block) for cells in with_open_figures(rows_of(block)) if cells)


def _is_denial(text: str, *, above_grid: bool) -> bool:
    """Whether a paragraph that reads like the 无 of a cell says that there was nothing: 无行政复议、行政诉讼案件。"""
    return _state(text) is CellState.NOT_APPLICABLE and (above_grid or _SENTENCE.search(text) is not None)


def _paragraph_lines(paragraph: Paragraph, index: int) -> Iterator[Line | None]:
    text = paragraph.text
    if len(text) <= _LONGEST_LINE and (cells := _split(paragraph)):
        yield Line(cells, index, None)
    elif _PRESSED.search(text):
        for word in _WORD.findall(text):
            yield Line([_cell(word, 0, paragraph)], index, None) if len(word) <= MAX_LABEL else None
    else:
        yield None


def _split(paragraph: Paragraph) -> list[GridCell]:
    """A paragraph as cells: `label 5 0 0 0 0 0 5` is a row whose cells were run together by spaces; none for prose."""
    if "\t" in paragraph.text and (cells := _tabbed(paragraph)):
        return cells
    text = paragraph.text.replace("\t", " ")
    run = run_of(text, "T2") or run_of(text, "T4")
    words = list(run) or _WORD.findall(text)
    first = len(words)
    while first and _state(words[first - 1]) in _FIGURES:
        first -= 1
    label = " ".join(words[:first])
    if 0 < first < len(words) and is_like(label, "row", "block"):
        words = [label, *words[first:]]
    elif first and not _is_labels(words):
        words = [text] if len(text) <= MAX_LABEL else []
    elif not first and len(words) < _FEWEST_ALONE:
        words = [text]
    return [_cell(word, place, paragraph) for place, word in enumerate(words)]


def _tabbed(paragraph: Paragraph) -> list[GridCell]:
    """The cells between a paragraph's tabs where they are a label and its figures, blank ones too, or figures alone."""
    words = [" ".join(word.split()) for word in paragraph.text.split("\t")]
    figures = sum(_state(word) in _FIGURES for word in words)
    told = is_like(words[0], "row", "block", "group") or figures == len(words)
    return [_cell(word, place, paragraph) for place, word in enumerate(words)] if figures and told else []


def _is_labels(words: list[str]) -> bool:
    """Whether words are the labels of a head run together; of many, a few may be damaged."""
    known = sum(_is_known(word) for word in words)
    return len(words) > 1 and known == len(words) or (len(words) > _FEWEST_ALONE and known * 3 > len(words) * 2)


def _cell(word: str, place: int, paragraph: Paragraph) -> GridCell:
    return GridCell(word, 0, place, where=paragraph.where)


def assign(document: Document) -> dict[str, list[Line]]:
    """The lines that can belong to each table, by what they say; lines that say nothing go on with the line before.

    Words at the top of a grid, and a caption that names a year above it, belong to the table that the grid proves to be.
    """
    regions: dict[str, list[Line]] = {table: [] for table in TABLES}
    table: str | None = None
    grid: Grid | None = None
    held: list[Line] = []
    for line in lines_of(document):
        if line is None:
            table, grid, held = None, None, []
            continue
        found = _evidence(line) or (_spelt(line) if line.grid is not None and line.grid is not grid else None)
        if found is None and (not _goes_on(line, grid) or _is_of_another(line, table, grid)):
            table = None
        if found and held and held[-1].grid in (None, line.grid):
            regions[found] += held
        table = found or table
        grid = line.grid if line.grid is not None or table is None else grid
        held = [] if table is not None else _held(held, line, first=not any(regions.values()))
        if table is not None:
            regions[table].append(line)
    return regions


def _held(held: list[Line], line: Line, *, first: bool) -> list[Line]:
    """The lines that wait for their table to be known, this one included if it can be a caption or the top of a grid.

    A title above the `first` table is the report's: its year is no table's own.
    """
    if line.grid is None:
        text = line.cells[0].text
        if first and is_title(text):
            return []
        return [*held, line] if _YEAR.search(text) or _is_known(text) or (held and len(text) <= _UNIT_LINE) else []
    before = held if held and held[-1].grid in (None, line.grid) else []
    return [*before, line] if all(state(cell) in _WORDS for cell in line.cells) else []


def _evidence(line: Line) -> str | None:
    for cell in line.cells:
        if cell.text and (found := evidence(cell.text)):
            return found
    if line.grid is None and len(line.cells) == 1:
        meanings = {meaning.table for meaning in term(line.cells[0].text).meanings if meaning.kind == "chapter"}
        return meanings.pop() if len(meanings) == 1 else _heading(line.cells[0].text)
    return None


def _spelt(line: Line) -> str | None:
    """The table of a grid whose first line begins names that are written upright."""
    if line.grid is None or not is_piece(line.cells):
        return None
    rows = rows_of(line.grid)
    head = list(takewhile(is_piece, rows))
    return table_spelt(head)


def _heading(text: str) -> str | None:
    """The table of the part that a paragraph is the heading of."""
    return {"S2": "T2", "S3": "T3", "S4": "T4"}.get(_part(text) or "")


def _part(text: str) -> str | None:
    """The part that a paragraph is the heading of."""
    heading = read_heading(text) if len(text) <= LONGEST_HEADING else None
    if heading is None or heading.score < STRONG or heading.length < len(text):
        return None
    return heading.section


def _is_numeral(text: str, below: str) -> bool:
    """Whether a line is only the numeral of the part whose title, which has none, stands below it."""
    heading = read_heading(below) if len(text) <= _LONGEST_NUMERAL else None
    return heading is not None and heading.number is None and text in _NUMERALS.get(_part(below) or "", ())


def _goes_on(line: Line, grid: Grid | None) -> bool:
    """Whether a line without a telling label still belongs to the table before: same grid, a figure, a short label."""
    if line.grid is not None:
        return True
    text = line.cells[0].text
    if (
        len(line.cells) > 1
        or state(line.cells[0]) is not CellState.TEXT
        or _is_known(text)
        or term(text).name.core in _FILLERS
        or _is_spelt_upright(text)
    ):
        return True
    return is_like(text, "row", "column", "block", "owner", "group")


def _is_of_another(line: Line, table: str | None, grid: Grid | None) -> bool:
    """Whether a line begins the next table: a name that the one before does not have, or words at the top of a grid of another."""
    if line.grid is None:
        tables = {meaning.table for meaning in term(line.cells[0].text).meanings}
        return bool(tables) and table not in tables
    if line.grid is grid or not all(state(cell) in _WORDS for cell in line.cells):
        return False
    return next(filter(None, (evidence(cell.text) for cell in line.grid.cells if cell.text)), table) != table


def _is_spelt_upright(text: str) -> bool:
    """Whether a line is one of those that spell the names of columns downward, as text copied from a PDF has it: 结 结 其 尚 总."""
    words = text.split()
    return len(words) >= _FEWEST_UPRIGHT and all(word in _letters() or _is_known(word) for word in words)


@cache
def _letters() -> frozenset[str]:
    return frozenset(
        "".join(column.label for form in forms().values() for column in (*form.t3_columns, *form.t4_columns))
    )


def _is_known(text: str) -> bool:
    return any(meaning.kind != "chapter" for meaning in term(text).meanings) or any(
        is_half for table in ("T3", "T4") for is_half in half_of(text, table)
    )
