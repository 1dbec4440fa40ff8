"""Names of the form that stand broken over lines between tabs or bars → whole, each in the cell that it was broken in.

A cell's own line ends come out of a browser, or of html2text, as those of rows do; what stands on both sides of one tells
which it is. A reader otherwise knows nothing of the form; without its names no line end in a text is told from another.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from checks.forms import Form
from flows.extract.forms import forms
from flows.extract.labels import MAX_LABEL, letters_of, name_of

_SIGNS = ("\t", "|")
_MARKED = ("+", "\\")
"""What AsciiDoc and Org end a line in that goes on."""
_MOST_PIECES = 8
_MOST_BETWEEN = 2
"""Empty lines between two pieces of a name that were paragraphs of one cell."""


def with_whole_names(text: str) -> str:
    """The text, in which every such name is in one line with what stands beside it."""
    if not any(sign in text for sign in _SIGNS):
        return text
    lines = text.split("\n")
    whole: list[str] = []
    at = 0
    while at < len(lines):
        line, at = lines[at], at + 1
        while stop := _end_of_name(line, lines[at : at + _MOST_PIECES * (1 + _MOST_BETWEEN)]):
            pieces = [piece.strip(" ") for piece in lines[at : at + stop] if piece.strip()]
            line = "<br>".join([line.rstrip(" "), *pieces])
            at += stop
        whole.append(line)
    return "\n".join(whole)


def _end_of_name(line: str, below: Sequence[str]) -> int:
    """How many of the lines below a line go on with a name that its last cell begins; 0 where it begins none."""
    sign = _sign_of(line)
    begun = _letters(line.rsplit(sign, 1)[-1] if sign else line)
    # A row ends in 1, and the next is 属于国家秘密: a figure begins no name.
    if begun.isdigit() or begun not in _beginnings():
        return 0
    pieces, stop = [begun], 0
    for count, piece, parts in _pieces(below):
        pieces.append(_letters(piece))
        sign = sign or parts
        joined = "".join(pieces)
        if not pieces[-1] or joined not in _beginnings():
            break
        if sign and joined in _names() and not all(one in _names() for one in pieces):
            stop = count
        if parts:
            break
    return stop


def _pieces(below: Sequence[str]) -> Iterator[tuple[int, str, str]]:
    """(how many lines it ends, the words, the sign that parts them from the next cell) of what may go on with a name."""
    empty = 0
    for count, line in enumerate(below, 1):
        empty = 0 if line.strip() else empty + 1
        if empty > _MOST_BETWEEN:
            return
        if line.strip():
            sign = _sign_of(line)
            yield count, line.split(sign, 1)[0] if sign else line, sign


def _sign_of(line: str) -> str:
    return next((sign for sign in _SIGNS if sign in line), "")


def _letters(words: str) -> str:
    """The letters of a name's piece; of a cell that names nothing by its length alone, or that markup ends, none."""
    is_piece = len(words) <= MAX_LABEL and not words.rstrip().endswith(_MARKED)
    return letters_of(words.replace("<br>", "")) if is_piece else ""


@cache
def _names() -> frozenset[str]:
    labels = [label for form in forms().values() for label in _labels(form)]
    return frozenset([*map(letters_of, labels), *(name_of(label).core for label in labels)])


@cache
def _beginnings() -> frozenset[str]:
    return frozenset(name[:end] for name in _names() for end in range(1, len(name) + 1))


def _labels(form: Form) -> Iterator[str]:
    """Every name that the form prints in a table, and those that are known for it."""
    yield from ("信息内容", "申请人情况", form.head_note)
    for block in form.t2:
        yield block.heading
        for label in (*block.columns, *block.rows):
            yield from (label.label, *label.variants)
    for row in form.t3_rows:
        yield from (name for name in (row.label, row.group, row.subgroup, *row.variants) if name)
    for column in (*form.t3_columns, *form.t4_columns, *form.t4_blocks):
        yield from (name for name in (column.label, column.group, *column.variants) if name)
