"""Table 3 in text that a program made of a page block by block, so that its figures stand neither by row nor beside their labels → a grid.

Every order in which such programs write a table is tried, and the form's sums choose: one reading of the figures must fit all of
them, or all that fit must give the same cells. Sums do not tell rows or columns from each other that change places; that these
come in the form's order is what the programs keep, and names at the figures must not speak against it. So a report whose own
figures do not add up is not read here, nor one of which a blank left nothing behind.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, combinations, pairwise

from checks.forms import Form
from flows.extract.document import Block, Grid, Paragraph
from flows.extract.forms import forms
from flows.extract.grid import RawCell, lay_out
from flows.extract.labels import letters_of
from flows.extract.match.flat_bands import Rows, bands
from flows.extract.match.flat_figures import Figure, figures_of, is_figure
from flows.extract.match.flat_tiles import tilings
from flows.extract.match.in_order import part_of

_FIRST = "本年新收政府信息公开申请数量"
_BEGIN = ("本列数据的勾稽", "申请人情况", "自然人", "商业企业", _FIRST)
_OF_TABLE_4 = re.compile("[维纠审]")
"""Letters that stand in the names of columns of table 4 and in no words of table 3."""
_BEHIND = ("S5", "S6")
_FEWEST_LINES, _LONGEST_LABEL, _MOST_LOST = 20, 60, 4
"""Lines of figures; letters of a line of a label; letters of all labels that misprints may lack."""
_MOST_PAGES, _LAST_PAGE, _MOST_CHOICES = 3, 60, 15
_OF_ROWS = ("其他", "总计")
"""Names of columns that stand in labels of rows too."""
_FEWEST_TELLING = 30
"""Figures other than 0 in a table whose sums tell a page's number among them."""
_KINDS = ("leaf", "subtotal", "in", "out")
NOTE = "原文各格次序已失，按勾稽关系归位"


def with_blocks_in_place(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, in which such a table 3 is a grid; as they were, where nothing or more than one thing can be read."""
    lines = dict(_lines(blocks)) if _are_many_figures(blocks) else {}
    for form in forms().values():
        if lines and _says_all(lines, form) and (read := _read(list(lines.items()), form)):
            figures, rows = read
            return _put(blocks, lines, figures, rows, form)
    return tuple(blocks)


def _are_many_figures(blocks: Sequence[Block]) -> bool:
    return sum(isinstance(one, Paragraph) and one.text[:1].isdigit() for one in blocks) >= _FEWEST_LINES


def _lines(blocks: Sequence[Block]) -> Iterator[tuple[int, Paragraph]]:
    """The paragraphs that may be lines of the table, by their place: from the words that begin it on, and behind its part none of prose."""
    begun = over = False
    for at, block in enumerate(blocks):
        if not isinstance(block, Paragraph):
            continue
        begun = begun or any(words in letters_of(block.text) for words in _BEGIN)
        over = over or (begun and ("。" in block.text or part_of(block) in _BEHIND))
        is_line = all(map(is_figure, block.text.split())) if over else len(block.text) <= _LONGEST_LABEL
        if begun and is_line:
            yield at, block


def _says_all(lines: Mapping[int, Paragraph], form: Form) -> bool:
    """Whether the lines hold the letters of all labels of the table, its first row once, and in no line names of columns in another order."""
    texts = [letters_of(line.text) for line in lines.values()]
    said = "".join(texts)
    names = [letters_of(column.label) for column in form.t3_columns if column.label not in _OF_ROWS]
    for text in texts:
        places = [text.find(name) for name in names if name in text]
        if places != sorted(places):
            return False
    return (Counter(_labels(form)) - Counter(said)).total() <= _MOST_LOST and said.count(_FIRST) == 1


def _labels(form: Form) -> str:
    """The letters of all labels of the table, its rows' first."""
    names = chain((row.label for row in form.t3_rows), (column.label for column in form.t3_columns))
    return letters_of("".join(names))


def _read(lines: Sequence[tuple[int, Paragraph]], form: Form) -> tuple[Sequence[Figure], Rows] | None:
    figures = list(figures_of(lines, form))
    fitting: dict[tuple[str, ...], tuple[Sequence[Figure], Rows]] = {}
    for own in _without_pages(figures, len(form.t3_rows) * len(form.t3_columns)):
        if _are_labelled(own, len(form.t3_columns)):
            return None
        for rows in (*(bands(own, form) or ()), *(tilings(own, form) or ())):
            if columns_hold(own, rows, form) and not _are_named_otherwise(own, rows):
                fitting[tuple(own[at].text for row in rows for at in row)] = own, rows
    return next(iter(fitting.values())) if len(fitting) == 1 else None


def _without_pages(figures: Sequence[Figure], count: int) -> Iterator[Sequence[Figure]]:
    """The figures up to the names of table 4's columns, without as many as are too many, if these stand alone and may be pages' numbers."""
    end = next((at for at, one in enumerate(figures) if _OF_TABLE_4.search(one.said)), len(figures))
    if not 0 <= end - count <= _MOST_PAGES:
        return
    alone = [
        at
        for at, one in enumerate(figures[:end])
        if one.text.isdecimal() and 0 < int(one.text) <= _LAST_PAGE and one.begins and _begins(figures, at + 1)
    ]
    # A figure that fails a sum of its author's would be taken for a page's number, were it alone among zeros.
    is_told = sum(one.value != 0 for one in figures[:end]) >= _FEWEST_TELLING and len(alone) <= _MOST_CHOICES
    if end > count and not is_told:
        return
    for pages in combinations(alone, end - count):
        if all(int(figures[after].text) - int(figures[before].text) == 1 for before, after in pairwise(pages)):
            yield [one for at, one in enumerate(figures[:end]) if at not in pages]


def _begins(figures: Sequence[Figure], at: int) -> bool:
    return at == len(figures) or figures[at].begins


def _are_labelled(figures: Sequence[Figure], width: int) -> bool:
    """Whether every row's label, and no other words, stands right before its figures, and the head has the total last.

    Such a table is read by its labels. Figures that are all alike leave nothing to read by: their head may be broken.
    """
    by_row = all(one.row == at // width if at % width == 0 else not one.said for at, one in enumerate(figures))
    head = figures[0].said
    return by_row and head.find("自") < head.find("总") and len({one.text for one in figures}) > 1


def _are_named_otherwise(figures: Sequence[Figure], rows: Rows) -> bool:
    """Whether labels stand right before the figures of most rows, and before some that of another row: they were moved about."""
    told = [named == at for at, row in enumerate(rows) if (named := figures[row[0]].row) is not None]
    return 2 * len(told) > len(rows) and not all(told)


def columns_hold(figures: Sequence[Figure], rows: Rows, form: Form) -> bool:
    """Whether in every column the results are the total, and what came in is that and what was carried on."""
    places = {kind: [at for at, row in enumerate(form.t3_rows) if row.kind == kind] for kind in _KINDS}
    for column in zip(*rows, strict=True):
        leaves, total, came, left = (sum(figures[column[at]].value for at in places[kind]) for kind in _KINDS)
        if leaves != total or came != total + left:
            return False
    return True


def _put(
    blocks: Sequence[Block], lines: Mapping[int, Paragraph], figures: Sequence[Figure], rows: Rows, form: Form
) -> tuple[Block, ...]:
    """The blocks with the table as a grid in the place of its first line, without its figures and its labels."""
    taken = {one.at for one in figures}
    labels = _labels(form) + letters_of(form.head_note)
    first, last = min(lines), max(taken)
    kept = [
        block
        for at, block in enumerate(blocks[first : last + 1], first)
        if at not in taken and not (at in lines and letters_of(lines[at].text) in labels)
    ]
    return (*blocks[:first], _grid(lines, figures, rows, form), *kept, *blocks[last + 1 :])


def _grid(lines: Mapping[int, Paragraph], figures: Sequence[Figure], rows: Rows, form: Form) -> Grid:
    head = [RawCell(""), *(RawCell(column.label) for column in form.t3_columns)]
    body = [
        [RawCell(row.label), *(RawCell(figures[at].text, where=lines[figures[at].at].where) for at in places)]
        for row, places in zip(form.t3_rows, rows, strict=True)
    ]
    grid = lay_out([head, *body], lines[min(lines)].where)
    return replace(grid, cells=tuple(cell._replace(note=NOTE) for cell in grid.cells))
