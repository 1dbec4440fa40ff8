"""A text's lines in runs of one kind: prose, cells between tabs or commas, Markdown rows, bars between or after one-line cells."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

Lines = list[tuple[int, str]]
_MAX_CELL = 80
_LINES_BETWEEN_BARS = 4
_BARS = re.compile(r"\|+")
_CLOSED = re.compile(r"[^|]*[^|\s][^|]*\|+(?:[ \t]+\|+)?")
"""A cell and the bar behind it, or the bars of all the columns that it spans, or of those that its row spans."""
_OPENED = re.compile(r"\|[ \t]*[^|\s][^|]*")
"""The first cell of a row behind the bar that opens it."""
_FIGURE = re.compile(r"\d+(?:[.,]\d+)*(?:万?元|[件条项宗起])?(?:（[^（）]*）)?")
_BEHIND_COLON = re.compile(r"[^,]*[:：]\s*(?:[\d.]+|[/—–-]+)\s*,")
"""`label: 5,` begins a clause that a person wrote, no row of a spreadsheet."""
_FEWEST_CLOSED = 3
_FEWEST_BETWEEN_COMMAS, _FEWEST_COMMA_LINES, _FEWEST_FIGURES = 3, 3, 2
_MOST_COMMAS, _LONGEST_COMMA_LINE = 100, 4000


def runs(lines: Sequence[str], first: int = 1) -> Iterator[tuple[str, Lines]]:
    """(kind, numbered lines) in order; kinds are `prose`, `tabs`, `commas`, `pipes`, `bars` and `closed`. Empty lines are left out.

    Of `bars` each stands on a line between two cells, of `closed` behind every cell, the blank ones too.
    """
    kinds = _kinds(lines)
    kind, run = "prose", Lines()
    for number, (line, here) in enumerate(zip(lines, kinds, strict=True), first):
        if here == "empty" and kind not in ("tabs", "pipes"):
            continue
        if here != kind and run:
            yield kind, run
            run = Lines()
        kind = here
        if here != "empty":
            run.append((number, line))
    if run:
        yield kind, run


def _kinds(lines: Sequence[str]) -> list[str]:
    kinds: list[str] = []
    for line in lines:
        bare = line.strip()
        if not bare:
            kinds.append("tabs" if "\t" in line and kinds and kinds[-1] == "tabs" else "empty")
        elif "\t" in line.lstrip() or ("\t" in line and kinds and kinds[-1] == "tabs"):
            kinds.append("tabs")
        elif "|" in bare:
            kinds.append("bars" if _BARS.fullmatch(bare) else "pipes")
        else:
            kinds.append("prose")
    _part_by_commas(lines, kinds)
    _close_cells(lines, kinds)
    _open_rows(lines, kinds)
    _leave_lone_pipes(lines, kinds)
    _join_bars(lines, kinds)
    return kinds


def _part_by_commas(lines: Sequence[str], kinds: list[str]) -> None:
    """Lines one below the other of several cells between commas, some of them figures, as spreadsheets write them."""
    run: list[int] = []
    for place, kind in enumerate([*kinds, "empty"]):
        cells = cells_between_commas(lines[place]) if kind == "prose" and _may_be_cells(lines[place]) else []
        if run and len(cells) < _FEWEST_BETWEEN_COMMAS:
            if len(run) >= _FEWEST_COMMA_LINES and any(_holds_figures(lines[at]) for at in run):
                kinds[run[0] : run[-1] + 1] = ["commas"] * len(run)
            run = []
        if len(cells) >= _FEWEST_BETWEEN_COMMAS:
            run.append(place)


def _may_be_cells(line: str) -> bool:
    return "," in line and not _BEHIND_COLON.match(line)


def cells_between_commas(line: str) -> list[str]:
    """The cells of a line that a spreadsheet wrote; a comma inside quotation marks parts nothing."""
    return next(csv.reader([line]), []) if line.count(",") <= _MOST_COMMAS and len(line) <= _LONGEST_COMMA_LINE else []


def _holds_figures(line: str) -> bool:
    return sum(_FIGURE.fullmatch(cell.strip()) is not None for cell in cells_between_commas(line)) >= _FEWEST_FIGURES


def _close_cells(lines: Sequence[str], kinds: list[str]) -> None:
    """Runs of `规章 |`, `0 |`, `|`: every line is a cell, and bars of their own after it say how wide it was."""
    run: list[int] = []
    for place, kind in enumerate([*kinds, "prose"]):
        if kind in ("pipes", "bars"):
            run.append(place)
        elif kind == "empty" or not run:
            continue
        else:
            cells = [at for at in run if kinds[at] == "pipes"]
            closed = [at for at in cells if _CLOSED.fullmatch(lines[at].strip())]
            if len(closed) == len(cells) >= _FEWEST_CLOSED:
                for at in run:
                    kinds[at] = "closed"
            run = []


def _open_rows(lines: Sequence[str], kinds: list[str]) -> None:
    """`| 规章` before `|`, `0`, `|`: the first cell of a row whose others stand on lines of their own between bars."""
    filled = [place for place, kind in enumerate(kinds) if kind != "empty"]
    for place, after in pairwise(filled):
        if kinds[place] == "pipes" and kinds[after] == "bars" and _OPENED.fullmatch(lines[place].strip()):
            kinds[place] = "bars"


def _leave_lone_pipes(lines: Sequence[str], kinds: list[str]) -> None:
    """A single line such as `来源：某局 | 发布日期：…` is prose; a table has several, or begins with a pipe."""
    filled = [place for place, kind in enumerate(kinds) if kind != "empty"]
    for before, place, after in zip([-1, *filled], filled, [*filled[1:], -1], strict=False):
        neighbours = {kinds[near] for near in (before, after) if near >= 0}
        if kinds[place] == "pipes" and "pipes" not in neighbours and not lines[place].lstrip().startswith("|"):
            kinds[place] = "prose"


def _join_bars(lines: Sequence[str], kinds: list[str]) -> None:
    """Short lines before, between and after bars are cells too: `规章`, `|`, `0`, `|`, `0`."""
    bars = [place for place, kind in enumerate(kinds) if kind == "bars"]
    tight = not any(_stands_free(lines, place) for place in bars)
    for place, following in zip(bars, [*bars[1:], len(lines)], strict=False):
        _take(lines, kinds, range(place - 1, -1, -1), 1, tight)
        between = [near for near in range(place + 1, following) if kinds[near] != "empty"]
        closed = following < len(lines) and len(between) <= _LINES_BETWEEN_BARS
        _take(lines, kinds, range(place + 1, following), len(between) if closed else 1, tight)


def _stands_free(lines: Sequence[str], place: int) -> bool:
    """Whether empty lines stand on both sides of a line: where all lines are so, they part nothing; a line of &nbsp; is a cell."""
    return 0 < place < len(lines) - 1 and not lines[place - 1].strip(" \t") and not lines[place + 1].strip(" \t")


def _take(lines: Sequence[str], kinds: list[str], places: range, most: int, tight: bool) -> None:
    for near in places:
        if most == 0 or kinds[near] not in ("prose", "empty") or len(lines[near].strip()) > _MAX_CELL:
            return
        if tight and kinds[near] == "empty":
            return
        if kinds[near] == "prose":
            kinds[near] = "bars"
            most -= 1
