"""Tables that lie flat in a text with all their figures, in the form's own order → rows whose labels are whole.

What makes text of a page breaks labels and names over lines, writes them before, between and behind the figures they belong
to, and beside the names of groups. Where nothing of a table is missing none of that matters: there are as many figures
as the form has, a row's together, and around them the label of each row is written, in the order of the form.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from typing import NamedTuple

from checks.forms import Form, Row
from flows.extract.document import Block, Paragraph
from flows.extract.forms import forms
from flows.extract.grid import RawCell, lay_out
from flows.extract.headings import LONGEST_HEADING, STRONG, read_heading
from flows.extract.labels import letters_of

_FIGURE = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?:[件条项宗起])?|[/—–-]{1,2}")
_FEWEST_BLOCKS = 5
_MOST_BLOCKS = 600
_PIECES = 6
_BEGIN_2, _BEGIN_3, _BEGIN_4 = "第二十条第", "本年新收", "行政复议"


class _Piece(NamedTuple):
    """Words or figures that stand together, and the paragraph in which they begin."""

    words: str
    figures: tuple[str, ...]
    at: Paragraph


def with_rows_in_order(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, in which tables that lie flat are a row a line with its whole label, if all of each is there."""
    for begin, whole in ((_BEGIN_2, _table_2), (_BEGIN_3, _table_3), (_BEGIN_4, _table_4)):
        for start in [at for at in range(len(blocks)) if _begins(blocks, at, begin)]:
            region = list(_flat(blocks[start : start + _MOST_BLOCKS]))
            lines = whole(list(_pieces(region))) if len(region) >= _FEWEST_BLOCKS else []
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
    if begin == _BEGIN_4 and above is not None and _part(above) == "S4":
        return bool(_letters(block))
    first = _letters(block).removeprefix("一") if begin[0] in block.text or len(block.text) < _PIECES else "-"
    if not begin.startswith(first[: len(begin)]):
        return False
    return "".join(map(_letters, blocks[at : at + _PIECES])).removeprefix("一").startswith(begin)


def _letters(block: Block) -> str:
    return letters_of(block.text) if isinstance(block, Paragraph) else ""


def _is_heading(block: Block) -> bool:
    return isinstance(block, Paragraph) and (bool(block.level) or _part(block) is not None)


def _part(block: Block) -> str | None:
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


def _pieces(paragraphs: Sequence[Paragraph]) -> Iterator[_Piece]:
    words = ((word, paragraph) for paragraph in paragraphs for word in paragraph.text.split())
    for is_figure, run in groupby(words, key=lambda one: _FIGURE.fullmatch(one[0]) is not None):
        held = list(run)
        texts = [word for word, _ in held]
        yield _Piece("" if is_figure else letters_of("".join(texts)), tuple(texts) if is_figure else (), held[0][1])


def _table_2(pieces: Sequence[_Piece]) -> list[Block]:
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


def _grid_2(form: Form, figures: Sequence[_Piece]) -> Block:
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


def _table_3(pieces: Sequence[_Piece]) -> list[Block]:
    """A line for every row; nothing where figures are missing or labels do not stand around them in the form's order."""
    figures = sum(len(piece.figures) for piece in pieces)
    for form in forms().values():
        if figures == len(form.t3_rows) * len(form.t3_columns) and (lines := _rows(pieces, form)):
            return lines
    return []


def _rows(pieces: Sequence[_Piece], form: Form) -> list[Block]:
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
        if count > 1 and not all(map(_adds_up, chunks)):
            return []
        lines += [replace(piece.at, text=" ".join([row.label, *chunk])) for row, chunk in zip(own, chunks, strict=True)]
    return lines


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


def _adds_up(figures: Sequence[str]) -> bool:
    numbers = [float(re.sub(r"[^\d.]", "", figure) or 0) for figure in figures]
    return sum(numbers[:-1]) == numbers[-1]


def _table_4(pieces: Sequence[_Piece]) -> list[Block]:
    """The table of a head that has all the form's letters, in its order, and of figures behind it that add up; else nothing."""
    form = forms()["2021"]
    width = len(form.t4_columns)
    if len(pieces) != 2 or len(pieces[1].figures) != len(form.t4_blocks) * width:
        return []
    first, *suits = [block.label for block in form.t4_blocks]
    names = [column.label for column in form.t4_columns]
    owner = form.t4_blocks[-1].group or ""
    letters = letters_of("".join([first, owner, *names, *(word for suit in suits for word in (suit, *names))]))
    chunks = [pieces[1].figures[at : at + width] for at in range(0, len(pieces[1].figures), width)]
    if Counter(letters) != Counter(pieces[0].words) or not _are_in_order(pieces[0].words):
        return []
    if not _totals_are_last(pieces[0].words, chunks, in_one_line=_is_one_line(pieces[1])):
        return []
    head, where = pieces[0].at.where, pieces[1].at.where
    rows = [
        [RawCell(first, 1, width, head), RawCell(owner, 1, width * len(suits), head)],
        [*(RawCell(name, 2, 1, head) for name in names), *(RawCell(suit, 1, width, head) for suit in suits)],
        [RawCell(name, 1, 1, head) for _ in suits for name in names],
        [RawCell(figure, 1, 1, where) for figure in pieces[1].figures],
    ]
    return [lay_out(rows, head)]


def _is_one_line(piece: _Piece) -> bool:
    return tuple(piece.at.text.split()) == piece.figures


def _are_in_order(words: str) -> bool:
    """Whether letters that each stand in one name only say that the names stand in the form's order, however these are broken.

    Where the total of a block stands is for `_totals_are_last` to say.
    """
    told = [_told(words, own) for own in ("其尚", "维纠", "直后")]
    behind_two = all(words[:at].count("结") >= 2 for at, letter in enumerate(words) if letter == "其")
    return told == ["其尚" * 3, "维纠" * 3, "直后"] and behind_two and words.find("议") < words.find("讼")


def _told(words: str, own: str) -> str:
    return "".join(letter for letter in words if letter in own)


def _totals_are_last(words: str, chunks: Sequence[Sequence[str]], *, in_one_line: bool) -> bool:
    """Whether the last figure of every block is its total.

    Figures of one line are as many as the form has: none is lost, and a sum that fails is their author's. A 总计 that is set
    level with the middle of the names beside it comes to be read before or after them: then no other figure of a block
    whose last is not the sum may be it.
    """
    added = [_adds_up(chunk) for chunk in chunks]
    if not in_one_line:
        return all(added)
    if _told(words, "其尚总") == "其尚总" * 3:
        return any(added)
    return all(one or not _has_total(chunk) for one, chunk in zip(added, chunks, strict=True))


def _has_total(figures: Sequence[str]) -> bool:
    """Whether some figure is the sum of the others."""
    return any(_adds_up([*figures[:at], *figures[at + 1 :], figures[at]]) for at in range(len(figures)))
