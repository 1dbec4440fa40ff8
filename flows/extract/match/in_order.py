"""Tables that lie flat in a text with all their figures, in the form's own order → rows whose labels are whole.

What makes text of a page breaks labels and names over lines, writes them before, between and behind the figures they belong
to, and beside the names of groups. Where nothing of a table is missing none of that matters: there are as many figures
as the form has, a row's together, and around them the label of each row is written, in the order of the form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import replace
from functools import cache, partial
from itertools import pairwise

from checks.forms import Form, Row
from flows.extract.document import Block, Paragraph
from flows.extract.forms import forms
from flows.extract.grid import RawCell, lay_out
from flows.extract.headings import LONGEST_HEADING, STRONG, read_heading
from flows.extract.labels import letters_of
from flows.extract.match.flat_pieces import Piece, adds_up, pieces_of
from flows.extract.match.flat_t4 import table_4
from flows.extract.match.page_numbers import says_page

_FEWEST_BLOCKS = 5
_MOST_BLOCKS = 600
_PIECES = 6
_FEWEST_BESIDE, _MOST_LOST = 12, 4
"""Rows of table 3 whose labels stand at their figures, half of the form's, and letters of all labels that misprints may lack."""
_BEGIN_2, _BEGIN_3, _BEGIN_4 = "第二十条第", "本年新收", "行政复议"


def with_rows_in_order(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, in which tables that lie flat are a row a line with its whole label, if all of each is there."""
    marked = any(isinstance(block, Paragraph) and says_page(block.text) for block in blocks)
    tables = ((_BEGIN_2, _table_2), (_BEGIN_3, _table_3), (_BEGIN_4, partial(table_4, pages_marked=marked)))
    for begin, whole in tables:
        for start in [at for at in range(len(blocks)) if _begins(blocks, at, begin)]:
            region = list(_flat(blocks[start : start + _MOST_BLOCKS]))
            lines = whole(list(pieces_of(region))) if len(region) >= _FEWEST_BLOCKS else []
            if lines:
                blocks = [*blocks[:start], *lines, *blocks[start + len(region) :]]
                break
    return tuple(blocks)


def _begins(blocks: Sequence[Block], at: int, begin: str) -> bool:
    """Whether the words from here on begin a table, however they are broken."""
    block = blocks[at]
    if not isinstance(block, Paragraph) or not block.text or "。" in block.text or _is_heading(block):
        return False
    above = next((block for block in reversed(blocks[:at]) if not isinstance(block, Paragraph) or block.text), None)
    if begin == _BEGIN_4 and above is not None and part_of(above) == "S4":
        return bool(_letters(block))
    first = _letters(block).removeprefix("一") if begin[0] in block.text or len(block.text) < _PIECES else "-"
    if not begin.startswith(first[: len(begin)]):
        return False
    return "".join(map(_letters, blocks[at : at + _PIECES])).removeprefix("一").startswith(begin)


def _letters(block: Block) -> str:
    return letters_of(block.text) if isinstance(block, Paragraph) else ""


def _is_heading(block: Block) -> bool:
    return isinstance(block, Paragraph) and (bool(block.level) or part_of(block) is not None)


def part_of(block: Block) -> str | None:
    """The part that a paragraph is the heading of."""
    if not isinstance(block, Paragraph) or len(block.text) > LONGEST_HEADING or block.text in _names():
        return None
    heading = read_heading(block.text)
    return heading.section if heading and heading.score >= STRONG and heading.length >= len(block.text) else None


@cache
def _names() -> frozenset[str]:
    return frozenset(label.label for form in forms().values() for label in (*form.t4_blocks, *form.t3_columns))


def _flat(blocks: Iterable[Block]) -> Iterator[Paragraph]:
    """The paragraphs up to a heading, a sentence, or a table that is one."""
    for block in blocks:
        if not isinstance(block, Paragraph) or "。" in block.text or _is_heading(block):
            return
        yield block


def _table_2(pieces: Sequence[Piece]) -> list[Block]:
    """The table, if some row's figures stand over its label: every row's together, right before or right behind it."""
    for form in forms().values():
        rows = [(row.label, len(block.columns)) for block in form.t2 for row in block.rows]
        at = [place for place, piece in enumerate(pieces) if piece.figures]
        words = "".join(piece.words for piece in pieces)
        if [len(pieces[place].figures) for place in at] != [width for _, width in rows] or not _is_table_2(words, form):
            continue
        labels = [letters_of(label) for label, _ in rows]
        behind = [pieces[place - 1].words.endswith(label) for place, label in zip(at, labels, strict=True)]
        over = [
            "".join(p.words for p in pieces[place + 1 : place + 2]).startswith(label)
            for place, label in zip(at, labels, strict=True)
        ]
        if all(one or other for one, other in zip(behind, over, strict=True)) and not all(behind):
            return [_grid_2(form, [pieces[place] for place in at])]
    return []


def _is_table_2(words: str, form: Form) -> bool:
    """Whether words are all that the form's table 2 says beside its figures, in its order."""
    said = [
        letters_of("".join([block.heading, "信息内容", *(label.label for label in (*block.columns, *block.rows))]))
        for block in form.t2
    ]
    return words == "".join(said)


def _grid_2(form: Form, figures: Sequence[Piece]) -> Block:
    rows: list[list[RawCell]] = []
    left = list(figures)
    for block in form.t2:
        rows += [
            [RawCell(block.heading, where=left[0].at.where)],
            [RawCell("信息内容"), *(RawCell(one.label) for one in block.columns)],
        ]
        for row in block.rows:
            piece = left.pop(0)
            rows.append([RawCell(text, where=piece.at.where) for text in (row.label, *piece.figures)])
    return lay_out(rows, figures[0].at.where)


def _table_3(pieces: Sequence[Piece]) -> list[Block]:
    """A line for every row; nothing where figures are missing or labels do not stand around them in the form's order."""
    figures = sum(len(piece.figures) for piece in pieces)
    for form in forms().values():
        if figures == len(form.t3_rows) * len(form.t3_columns):
            return _rows(pieces, form) or _between_labels(pieces, form)
    return []


def _rows(pieces: Sequence[Piece], form: Form) -> list[Block]:
    rows, width = list(form.t3_rows), len(form.t3_columns)
    if not _follow("".join(piece.words for piece in pieces), form.t3_rows):
        return []
    lines: list[Block] = []
    for at, piece in enumerate(pieces):
        count, rest = divmod(len(piece.figures), width)
        own, rows = rows[:count], rows[count:]
        around = "".join(near.words for near in pieces[max(at - 1, 0) : at + 2])
        if rest or not _are_named(own, around):
            return []
        chunks = [piece.figures[width * place : width * (place + 1)] for place in range(count)]
        if count > 1 and not all(map(adds_up, chunks)):
            return []
        lines += [replace(piece.at, text=" ".join([row.label, *chunk])) for row, chunk in zip(own, chunks, strict=True)]
    return lines


def _between_labels(pieces: Sequence[Piece], form: Form) -> list[Block]:
    """A line for every row, some of whose labels stand elsewhere: between those that stand at their figures just so many rows lack one.

    What makes text of a page column by column keeps a row's figures together and the rows in order, but for labels that it
    takes for another column. Rows without a label beside them must add up, or their figures need not be a row's.
    """
    rows, width = form.t3_rows, len(form.t3_columns)
    words = "".join(piece.words for piece in pieces)
    figures = [(figure, piece.at) for piece in pieces for figure in piece.figures]
    chunks = [figures[at : at + width] for at in range(0, len(figures), width)]
    added = {place for place, chunk in enumerate(chunks) if adds_up([figure for figure, _ in chunk])}
    lost = Counter("".join(letters_of(row.label) for row in rows)) - Counter(words)
    beside = _beside(pieces, rows, added) if lost.total() <= _MOST_LOST else frozenset()
    if len(beside) < _FEWEST_BESIDE or added | beside != set(range(len(rows))):
        return []
    return [
        replace(chunk[0][1], text=" ".join([row.label, *(figure for figure, _ in chunk)]))
        for row, chunk in zip(rows, chunks, strict=True)
    ]


def _beside(pieces: Sequence[Piece], rows: Sequence[Row], added: Set[int]) -> frozenset[int]:
    """The rows whose label stands right before their figures; none if any label stands before another's, or within a row in doubt."""
    width = len(forms()["2021"].t3_columns)
    found: set[int] = set()
    start = 0
    for before, piece in pairwise(pieces):
        start += len(before.figures)
        if not piece.figures:
            continue
        named = [at for at, row in enumerate(rows) if before.words.endswith(letters_of(row.label))]
        at, within = divmod(start, width)
        if (within and at not in added) or (named and not within and at not in named):
            return frozenset()
        found |= {at} if named and not within else set()
    return frozenset(found)


def _follow(words: str, rows: Sequence[Row]) -> bool:
    """Whether the letters of all labels stand in the words in the order of the rows, whatever stands between them."""
    at = 0
    for letter in "".join(letters_of(row.label) for row in rows):
        at = words.find(letter, at) + 1
        if not at:
            return False
    return True


def _are_named(rows: Sequence[Row], around: str) -> bool:
    """Whether the words beside figures hold the labels of their rows, in whatever pieces."""
    return not Counter("".join(letters_of(row.label) for row in rows)) - Counter(around)
