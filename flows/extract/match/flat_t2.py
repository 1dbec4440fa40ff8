"""Table 2 in text that pdftotext made of a page: the column of its labels, then heads and figures by turns → a grid.

No sum of table 2 tells its figures from each other. The empty lines do, which pdftotext sets between the blocks of a page and
nowhere else: the lines of one block it reads from left to right and downwards. Either all heads with their figures are one
block, or every column of figures is one. A text without such lines, or with other than the form's figures, is not read.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, groupby, product
from typing import NamedTuple

from checks.forms import Form, T2Block
from flows.extract.document import Block, Grid, Paragraph
from flows.extract.forms import forms
from flows.extract.grid import RawCell, lay_out
from flows.extract.labels import letters_of
from flows.extract.match.flat_figures import is_below_gap
from flows.extract.match.in_order import part_of

_FIGURE = re.compile(r"-?\d{1,3}(?:,\d{3})+|-?\d+(?:\.\d+)?|[/—–-]{1,2}")
_HEAD = "信息内容"
_MOST_LINES = 120

Cells = dict[tuple[str, int], str]
"""Row and place of its column → the figure there."""


class _Part(NamedTuple):
    """Lines of one block of the page that are all words, or all figures."""

    block: int
    is_figures: bool
    texts: tuple[str, ...]


def with_table_2_by_turns(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, in which such a table 2 is a grid."""
    start = next((at for at, block in enumerate(blocks, 1) if part_of(block) == "S2"), 0)
    lines = list(_lines(blocks[start : start + _MOST_LINES])) if start else []
    parts = list(_parts(lines))
    for form in forms().values() if len(parts) > 1 else ():
        if cells := _in_one_block(parts, form) or _by_columns(parts, form):
            return (*blocks[:start], _grid(cells, form, lines[0]), *blocks[start + len(lines) :])
    return tuple(blocks)


def _lines(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """The paragraphs up to the next part, a sentence, or a table that is one."""
    for block in blocks:
        if not isinstance(block, Paragraph) or "。" in block.text or part_of(block):
            return
        yield block


def _parts(lines: Sequence[Paragraph]) -> Iterator[_Part]:
    number = 0
    above: Paragraph | None = None
    told: list[tuple[int, bool, str]] = []
    for line in lines:
        number += not line.text or (above is not None and is_below_gap(above, line))
        if line.text:
            told.append((number, _FIGURE.fullmatch(line.text) is not None, line.text))
            above = line
    for (block, is_figures), run in groupby(told, key=lambda one: one[:2]):
        yield _Part(block, is_figures, tuple(text for _, _, text in run))


def _in_one_block(parts: Sequence[_Part], form: Form) -> Cells:
    """The figures where the labels are a block, and all heads, each with its figures below, another one."""
    labels, *others = parts
    counts = [len(one.columns) * len(one.rows) for one in form.t2]
    words, figures = others[::2], others[1::2]
    is_one = len({part.block for part in others}) == 1 and labels.block != others[0].block
    if not is_one or [len(part.texts) for part in figures] != counts or len(words) != len(counts):
        return {}
    for headed in (True, False):
        heads = [letters_of((one.heading if headed else "") + _names(one)) for one in form.t2]
        if _letters(labels) == _labels(form, headed=not headed) and [_letters(part) for part in words] == heads:
            cells: Cells = {}
            for one, part in zip(form.t2, figures, strict=True):
                places = product([row.id for row in one.rows], range(len(one.columns)))
                cells |= dict(zip(places, part.texts, strict=True))
            return cells
    return {}


def _by_columns(parts: Sequence[_Part], form: Form) -> Cells:
    """The figures where the labels are a block and every column of figures is one, or several one below the other.

    A column begins behind its name in the longest rows; in which of them a shorter row has its figures, their counts tell.
    """
    labels, *others = parts
    alone = Counter(part.block for part in parts)
    is_apart = all(alone[part.block] == 1 for part in parts if part.is_figures or part is labels)
    said = Counter(letters_of(text) for part in others if not part.is_figures for text in part.texts)
    names = Counter(letters_of(column.label) for one in form.t2 for column in one.columns)
    headed = bool(said[letters_of(form.t2[0].heading)])
    items = Counter(letters_of(one.heading) for one in form.t2 if headed)
    if not is_apart or said != names + items or _letters(labels) != _labels(form, headed=not headed):
        return {}
    columns = _columns(others, max(form.t2, key=lambda one: len(one.columns)))
    choices = [tuple(combinations(range(len(columns)), len(one.columns))) for one in form.t2]
    found = [cells for places in product(*choices) if (cells := _put(columns, places, form))]
    return found[0] if found and all(cells == found[0] for cells in found) else {}


def _columns(parts: Sequence[_Part], longest: T2Block) -> list[list[str]]:
    """The figures of each column downwards; none where their names stand otherwise than each before its own."""
    own = [letters_of(column.label) for column in longest.columns]
    columns: list[list[str]] = []
    named: list[str] = []
    for part in parts:
        if not part.is_figures:
            named += [name for name in map(letters_of, part.texts) if name in own]
            continue
        begins = own[len(columns)] if len(columns) < len(own) else ""
        if begins and begins in named:
            columns.append([])
        if not columns:
            return []
        columns[-1] += part.texts
        named = []
    return columns if len(columns) == len(own) else []


def _put(columns: Sequence[Sequence[str]], places: Sequence[Sequence[int]], form: Form) -> Cells:
    """The figures of columns, read downwards, where each part of the form has its own in these; none where the counts differ."""
    left = [list(column) for column in columns]
    cells: Cells = {}
    for one, own in zip(form.t2, places, strict=True):
        for row in one.rows:
            for at, place in enumerate(own):
                if not left[place]:
                    return {}
                cells[row.id, at] = left[place].pop(0)
    return {} if any(left) else cells


def _letters(part: _Part) -> str:
    return letters_of("".join(part.texts))


def _labels(form: Form, *, headed: bool) -> str:
    """The letters of the table's first column; `headed` says that the items of article 20 stand in it too."""
    rows = ((one.heading if headed else "") + _HEAD + "".join(row.label for row in one.rows) for one in form.t2)
    return letters_of("".join(rows))


def _names(one: T2Block) -> str:
    return "".join(column.label for column in one.columns)


def _grid(cells: Mapping[tuple[str, int], str], form: Form, first: Paragraph) -> Grid:
    rows: list[list[RawCell]] = []
    for one in form.t2:
        rows += [
            [RawCell(one.heading, where=first.where)],
            [RawCell(_HEAD), *(RawCell(column.label) for column in one.columns)],
        ]
        for row in one.rows:
            figures = (cells[row.id, at] for at in range(len(one.columns)))
            rows.append([RawCell(text, where=first.where) for text in (row.label, *figures)])
    return lay_out(rows, first.where)
