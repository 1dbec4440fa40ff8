"""Lists of figures as pages for phones set them out → lines `本年制发件数：3` below the name of their row.

A figure may stand right behind the name of its column, beside it in a table of two columns, or in the line below or above it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import groupby

from checks.report import CellState
from flows.extract.document import Block, Grid, Paragraph
from flows.extract.forms import column_names
from flows.extract.grid import rows_of
from flows.extract.match.vocabulary import is_like
from flows.extract.numerals import read_cell

_OWNER = r"(?:法人或其他组织[-—–_.·/>|：: ]*)?"
_LONGEST, _LONGEST_ROW = 40, 240
_ROW = "row"
"""Stands for the name of a column where a row's own is told."""
_COMMAS = re.compile(r"[，,；;、\s]+(?=[^\d\s])")
_FEWEST = 6
"""Lines that begin with the name of a column where a table is told: table 2 has ten figures."""
_FIGURES = (CellState.NUMBER, CellState.NOT_APPLICABLE, CellState.UNREADABLE)
_TITLE = re.compile(r"[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)]|第")


def told_lines(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, in which each figure that is told with its column is a line; unchanged where hardly any is."""
    if sum(map(_may_tell, blocks)) < _FEWEST:
        return tuple(blocks)
    return _joined([line for block in blocks for line in _lines(block)]) or tuple(blocks)


def _may_tell(block: Block) -> int:
    """How many figures of a list a block may tell: a line one or several, a small table those of a row."""
    if isinstance(block, Grid):
        return len(block.cells) // 2 if block.height == 2 or block.width in (2, 3) else 0
    return len(block.text) <= _LONGEST_ROW and _name().match(block.text) is not None


@cache
def _name() -> re.Pattern[str]:
    """The name of a column, perhaps behind its owner's, and what stands behind it."""
    return re.compile(rf"{_OWNER}({'|'.join(map(re.escape, column_names()))})(.*)")


def _lines(block: Block) -> list[Block]:
    """A block, or a line for each figure that it tells with the name of its column."""
    pairs: list[tuple[str, str]]
    if isinstance(block, Paragraph):
        pieces = list(filter(None, _COMMAS.split(block.text.rstrip("。")))) if len(block.text) <= _LONGEST_ROW else []
        pairs = [_read(piece) for piece in pieces] if len(pieces) > 1 else []
        is_list = all(name and figure for name, figure in pairs)
    else:
        pairs = list(_pairs_of(block))
        is_list = all(name == _ROW or (_is_name(name) and _may_be_blank(figure)) for name, figure in pairs)
    if not pairs or not is_list:
        return [block]
    return [Paragraph(figure if name == _ROW else f"{name}：{figure}", block.where) for name, figure in pairs]


def _pairs_of(grid: Grid) -> Iterator[tuple[str, str]]:
    """Name and figure of each cell of a small table: names over figures, beside them, or behind the names of rows."""
    rows = [[cell.text for cell in row] for row in rows_of(grid)]
    if len(rows) == 2 and len(rows[0]) == len(rows[1]) and not (len(rows[0]) == 2 and _is_figure(rows[0][1])):
        yield from zip(*rows, strict=True)
    elif all(len(row) == 2 for row in rows):
        yield from ((name, figure) for name, figure in rows)
    elif all(len(row) == 3 for row in rows):
        above = ""
        for label, name, figure in rows if _is_name(rows[0][1]) else rows[1:]:
            if label != above:
                yield _ROW, label
            above = label
            yield name, figure


def _is_list_in_part(grid: Grid) -> bool:
    """Whether names of columns stand below each other in a small table, of which something else is not understood."""
    before_last = [row[-2].text for row in rows_of(grid) if 2 <= len(row) <= 3] if grid.width in (2, 3) else []
    return sum(map(_is_name, before_last)) > 1


def _may_be_blank(text: str) -> bool:
    return not text or _is_figure(text)


def _is_figure(text: str) -> bool:
    return read_cell(text).state in _FIGURES


def _is_name(text: str) -> bool:
    return bool(_read(text)[0]) and not _read(text)[1]


def _joined(blocks: Sequence[Block]) -> tuple[Block, ...] | None:
    """The blocks, in which names and figures on lines of their own, in turn below any other line, are one line for both.

    None where it is not plain of all which figures are whose: rows that are left out would seem to be missing.
    """
    if any(isinstance(block, Grid) and _is_list_in_part(block) for block in blocks):
        return None
    runs = [list(run) for _, run in groupby(blocks, key=_may_be_told)]
    pairs = [_pairs(run) for run in runs]
    told = {_names(found) for found in pairs if any(figure for _, figure in found)}
    joined: list[Block] = []
    following: list[Block | None] = [*(run[0] for run in runs[1:]), None]
    above: Block | None = None
    for run, found, behind in zip(runs, pairs, following, strict=False):
        is_list = _names(found) in told and (bool(found[-1][1]) or _ends_list(behind))
        if _has_figure(run) and not (
            is_list and isinstance(above, Paragraph) and _is_title(above.text, "row", "block")
        ):
            return None
        above = run[-1]
        joined += [Paragraph(f"{name}：{figure}", run[0].where) for name, figure in found] if is_list else run
    return tuple(joined)


def _has_figure(run: Sequence[Block]) -> bool:
    """Whether lines that may be told hold names as well as figures."""
    parts = [_read(block.text) for block in run if isinstance(block, Paragraph)]
    return any(name for name, _ in parts) and any(figure for _, figure in parts)


def _ends_list(block: Block | None) -> bool:
    """Whether what stands behind a name without a figure is a title of some kind, and not what should be its figure."""
    return (
        not isinstance(block, Paragraph)
        or block.level > 0
        or _TITLE.match(block.text) is not None
        or _is_title(block.text, "row", "block", "group", "head")
    )


def _is_title(text: str, *kinds: str) -> bool:
    """Whether the last word of a line is a label of one of these kinds."""
    return is_like(text.split()[-1] if text.split() else "", *kinds)


def _may_be_told(block: Block) -> bool:
    return isinstance(block, Paragraph) and any(_read(block.text))


def _read(text: str) -> tuple[str, str]:
    """The name of a column that a line begins with and the figure that ends it; empty where it is none, or a blank one."""
    found = _name().fullmatch(text) if len(text) <= _LONGEST else None
    name, rest = (found[1], found[2].lstrip("：: ")) if found else ("", text)
    return (name, rest) if _is_figure(rest) else (name, "") if name and not rest else ("", "")


def _names(pairs: Sequence[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(name for name, _ in pairs)


def _pairs(run: Sequence[Block]) -> list[tuple[str, str]]:
    """Name and figure of each line, or of a name's line and the figure's below it; none where it is not plain which are whose.

    Where figures stand above their names none may be blank: its line is lost.
    """
    parts = [_read(block.text) for block in run if isinstance(block, Paragraph)]
    if parts and not parts[0][0]:
        names, figures = parts[1::2], parts[::2]
        whole = len(names) == len(figures) and not any(name or not figure for name, figure in figures)
        alone = all(name and not figure for name, figure in names)
        return (
            [(name, figure) for (name, _), (_, figure) in zip(names, figures, strict=True)] if whole and alone else []
        )
    pairs: list[tuple[str, str]] = []
    for name, figure in parts:
        if name:
            pairs.append((name, figure))
        elif not pairs or pairs[-1][1]:
            return []
        else:
            pairs[-1] = (pairs[-1][0], figure)
    return pairs
