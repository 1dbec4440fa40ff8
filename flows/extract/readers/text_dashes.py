"""Tables with dashes over or under every column → rows between bars, a cell that wraps as one.

Pandoc's simple and multiline tables and those of reStructuredText: the dashes say where each column begins and ends, and
in a table with blank lines between its rows a row may fill several lines.
Sources: Pandoc User's Guide, "Tables"; reStructuredText Markup Specification, "Simple Tables".
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from flows.extract.readers.text_drawn import FIGURE, NO_ROW
from flows.extract.readers.text_widths import AMBIGUOUS, columns_of

_RULE = re.compile(r"[ \t]*(?:(?=.*-{6})-{2,}(?:[ \t]+-{2,})+|={2,}(?:[ \t]+={2,})+)[ \t]*")
"""Of dashes one is long at least: three may stand in a cell for nothing."""
_WHOLE = re.compile(r"[ \t]*-{10,}[ \t]*")
_MOST_HEAD, _MOST_COLUMNS = 6, 60

Spans = list[tuple[int, int]]


def barred(text: str) -> str:
    """The text with such tables' lines as rows between bars; the count of lines is kept."""
    if "-- " not in text and "== " not in text:
        return text
    lines = text.split("\n")
    rules = [at for at, line in enumerate(lines) if _RULE.fullmatch(line) and len(line.split()) <= _MOST_COLUMNS]
    taken = 0
    for at, below in pairwise([*rules, len(lines)]):
        spans = _spans(lines[at])
        head = _head(lines, at, taken, spans)
        # A rule that closes a table opens none, unless its head stood above.
        closes = 0 < taken == at and not "".join(lines[at + 1 : at + 2]).strip()
        body = range(at, at) if closes else _body(lines, at + 1, below, spans)
        for rows in (head, body):
            _put(lines, rows, spans)
        taken = max(taken, body.stop)
    for at in rules:
        lines[at] = NO_ROW
    return "\n".join(lines)


def _spans(rule: str) -> Spans:
    return [found.span() for found in re.finditer(r"[-=]+", rule)]


def _head(lines: Sequence[str], rule: int, taken: int, spans: Spans) -> range:
    """The lines right above a rule that fit its columns and are in no table yet: the head of one that is not closed above."""
    start = rule
    while start > taken and rule - start < _MOST_HEAD and lines[start - 1].strip() and _fits(lines[start - 1], spans):
        start -= 1
    return range(start, rule)


def _body(lines: Sequence[str], start: int, stop: int, spans: Spans) -> range:
    """The lines below a rule that fit its columns: to one alike or a whole line of dashes, or else to the next empty line."""
    end = start
    while end < stop and _fits(lines[end], spans):
        end += 1
    is_closed = end < len(lines) and (_WHOLE.fullmatch(lines[end]) or _spans(lines[end]) == spans)
    if not is_closed:
        end = next((at for at in range(start, end) if not lines[at].strip()), end)
    return range(start, end)


def _fits(line: str, spans: Spans) -> bool:
    alike = any(_cells(line, spans, ambiguous) is not None for ambiguous in AMBIGUOUS)
    return not line.strip() or (not _WHOLE.fullmatch(line) and alike)


def _cells(line: str, spans: Spans, ambiguous: int) -> list[tuple[str, int, int]] | None:
    """The words in each column with where they begin and end; None where something stands between two columns."""
    cells = [("", stop, start) for start, stop in spans]
    for sign, (at, after) in zip(line, pairwise(columns_of(line, ambiguous)), strict=True):
        if sign.isspace():
            continue
        place = sum(start <= at for start, _ in spans) - 1
        if place < 0 or (at >= spans[place][1] and place < len(spans) - 1):
            return None
        words, start, stop = cells[place]
        gap = " " if words and at > stop else ""
        cells[place] = (words + gap + sign, min(start, at), after)
    return cells


def _put(lines: list[str], rows: range, spans: Spans) -> None:
    """Writes rows as lines between bars; where empty lines part them, the lines between two are one row if they can be."""
    held = [at for at in rows if lines[at].strip()]
    read = max((_read([lines[at] for at in held], spans, ambiguous) for ambiguous in AMBIGUOUS), key=_exactness)
    if not read.rows:
        return
    cells = dict(zip(held, read.rows, strict=True))
    for _, run in groupby(enumerate(held), key=lambda numbered: numbered[1] - numbered[0]):
        group = [at for _, at in run]
        columns = list(zip(*(cells[at] for at in group), strict=True))
        if len(held) < len(rows) and all(map(_wraps, columns)):
            cells |= {at: [] for at in group} | {group[0]: ["".join(pieces) for pieces in columns]}
    for at in rows:
        lines[at] = f"|{'|'.join(found)}|" if (found := cells.get(at)) else NO_ROW


class _Read(NamedTuple):
    """Rows of a table, and how many of their cells begin where their column does, or end there, whichever is usual."""

    rows: list[list[str]]
    exact: int


def _read(lines: Sequence[str], spans: Spans, ambiguous: int) -> _Read:
    rows = [_cells(line, spans, ambiguous) for line in lines]
    known = [row for row in rows if row is not None]
    cells = [(cell, span) for row in known for cell, span in zip(row, spans, strict=True) if cell[0]]
    lefts = sum(start == first for (_, start, _), (first, _) in cells)
    rights = sum(stop == last for (_, _, stop), (_, last) in cells)
    texts = [[words.removesuffix("\\").strip() for words, _, _ in row] for row in known]
    return _Read(texts if len(known) == len(rows) else [], max(lefts, rights))


def _exactness(read: _Read) -> tuple[int, int]:
    return len(read.rows), read.exact


def _wraps(pieces: Sequence[str]) -> bool:
    """Whether the pieces of a column can be one cell's lines."""
    held = [piece for piece in pieces if piece]
    return len(held) < 2 or not any(map(FIGURE.fullmatch, held))
