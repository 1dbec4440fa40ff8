"""Tables copied as text, a row or a cell a line, but labels and the names of the head wrapped over several lines.

Pieces of labels are put together only as whole lines and only into labels that the form prints, so that nothing is
joined that is not one label; whatever is not understood stays as it stood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from flows.extract.document import Block, Paragraph
from flows.extract.forms import forms
from flows.extract.match.vocabulary import ids, term

_FEWEST_ROWS = 5
_FEWEST_LONE = 30
"""Lines of one figure in a text that has its tables a cell a line."""
_LONGEST_PIECE = 40
_MOST_PIECES = 12
_MOST_BELOW = 4
_MOST_HEADS = 2
"""Groups whose names stand beside a row's: 三、本年度办理结果 and （四）无法提供."""
_FIGURES = r"(?:[\d.,]+|[/—–-])(?:\s+(?:[\d.,]+|[/—–-])){6}"
_FIGURE = re.compile(r"[\d.,\s/—–-]+")
_ROW = re.compile(rf"(?P<label>\S.*[^\d\s.,/—–-])?\s*(?P<figures>{_FIGURES})")
_SHORT = re.compile(r"[\d.,]+(?:\s+(?:[\d.,]+|[/—–-])){1,2}")
_MOST_OF_A_SHORT_ROW = 3
_BEHIND = re.compile(r"(?:\s+(?:[\d.,]+(?:[件条项宗起]|万?元)?|[/—–-]))+$")
"""The figures of a row of table 2, in the line of its label's last piece."""
_FIGURE_ENDS = tuple(".,/—–-")
_PAGE_NUMBER = re.compile(r"[-—–]\s*\d{1,3}\s*[-—–]")
_SENTENCE = re.compile(r"[。；！？]")


def with_whole_rows(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, in which the labels of tables copied a row a line stand whole, each beside its figures."""
    rows = sum(isinstance(block, Paragraph) and _row_in(block.text) is not None for block in blocks)
    return tuple(_made_whole(blocks)) if rows >= _FEWEST_ROWS else tuple(blocks)


def with_names_joined(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks of a text of one cell a line, in which names that stood in several lines of a cell are whole."""
    lone = sum(isinstance(block, Paragraph) and block.text.isdecimal() for block in blocks)
    return tuple(_names_joined(blocks)) if lone >= _FEWEST_LONE else tuple(blocks)


def _names_joined(blocks: Sequence[Block]) -> Iterator[Block]:
    pieces: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and block.text and _is_piece(block):
            pieces.append(block)
            continue
        yield from (*_joined(pieces), block)
        pieces = []
    yield from _joined(pieces)


def _made_whole(blocks: Sequence[Block]) -> Iterator[Block]:
    pieces: list[Paragraph] = []
    lines = [block for block in blocks if not (isinstance(block, Paragraph) and _PAGE_NUMBER.fullmatch(block.text))]
    at = 0
    while at < len(lines):
        line, at = lines[at], at + 1
        if isinstance(line, Paragraph) and _is_piece(line):
            pieces.append(line)
            continue
        above, whole, below = _row(pieces, line, lines[at : at + _MOST_BELOW])
        yield from [*_joined(pieces[: len(pieces) - above]), whole]
        at += below
        pieces = []
    yield from _joined(pieces)


def _is_piece(line: Paragraph) -> bool:
    """Whether a line may be a part of a label that was broken over lines."""
    return (
        len(line.text) <= _LONGEST_PIECE
        and not line.level
        and not _SENTENCE.search(line.text)
        and not _FIGURE.fullmatch(line.text)
        and not _row_in(line.text)
    )


def _pieces_of(blocks: Iterable[Block]) -> Iterator[str]:
    """The pieces that the blocks begin with."""
    for block in blocks:
        if not isinstance(block, Paragraph) or not _is_piece(block):
            return
        yield block.text


def _row(above: Sequence[Paragraph], line: Block, following: Sequence[Block]) -> tuple[int, Block, int]:
    """A row with its whole label: how many lines above it and below it hold parts of that, and the row.

    Any other block, and a row of which no such lines make up a label that the form prints, stays as it is.
    """
    found = _row_in(line.text) if isinstance(line, Paragraph) else None
    if not isinstance(line, Paragraph):
        return 0, line, 0
    if found is None:
        return _short_row(above, line)
    beside = found["label"] or ""
    below = list(_pieces_of(following))
    for lower in range(len(below) + 1):
        for upper in range(min(_MOST_PIECES, len(above)) + 1):
            pieces = [*(piece.text for piece in above[len(above) - upper :]), beside, *below[:lower]]
            for label in ("".join(pieces), "".join(map(_without_heads, pieces))):
                if ids(label, "T3", "row"):
                    return upper, replace(line, text=" ".join([label, *found["figures"].split()])), lower
    return 0, line, 0


def _short_row(above: Sequence[Paragraph], line: Paragraph) -> tuple[int, Paragraph, int]:
    """A row of table 2 whose label stands in the lines above all its figures; any other line stays as it is."""
    for upper in range(1, min(_MOST_OF_A_SHORT_ROW, len(above)) + 1) if _SHORT.fullmatch(line.text) else ():
        label = "".join(piece.text for piece in above[len(above) - upper :])
        if len(line.text.split()) in _widths(ids(label, "T2", "row")):
            return upper, replace(line, text=f"{label} {line.text}"), 0
    return 0, line, 0


def _widths(rows: Sequence[str]) -> set[int]:
    """How many figures these rows of table 2 have in any form."""
    blocks = [block for form in forms().values() for block in form.t2]
    return {len(block.columns) for block in blocks if any(row.id in rows for row in block.rows)}


def _row_in(text: str) -> re.Match[str] | None:
    """A line as a label and its figures; its end tells prose apart, which is long and would be searched through in vain."""
    return _ROW.fullmatch(text) if text[-1:].isdigit() or text.endswith(_FIGURE_ENDS) else None


def _without_heads(piece: str) -> str:
    """A piece of a label without the pieces of its groups' names that stand before it on the page, or nothing where it is all."""
    for _ in range(_MOST_HEADS):
        head, _, rest = piece.partition(" ")
        if not ids(rest, "T3", "row") and not any(head in name for name in _groups()):
            break
        piece = rest
    return piece


@cache
def _groups() -> frozenset[str]:
    """The names of groups of rows, as they are printed."""
    rows = [row for form in forms().values() for row in form.t3_rows]
    return frozenset(name for row in rows for name in (row.group, row.subgroup) if name)


def _joined(pieces: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """Runs of pieces that are one printed label together, the longest first; the others as they stand."""
    at = 0
    while at < len(pieces):
        count = next((n for n in range(_MOST_PIECES, 1, -1) if _is_label(pieces[at : at + n], n)), 1)
        yield replace(pieces[at], text="".join(piece.text for piece in pieces[at : at + count]))
        at += count


def _is_label(pieces: Sequence[Paragraph], count: int) -> bool:
    """Whether so many pieces are one label together and not each a label already; figures may stand behind the last."""
    texts = [piece.text for piece in pieces]
    texts[-1:] = [_BEHIND.sub("", texts[-1])]
    return (
        len(texts) == count and bool(term("".join(texts)).meanings) and not all(term(text).meanings for text in texts)
    )
