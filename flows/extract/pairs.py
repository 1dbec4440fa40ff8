"""Tables told figure by figure, a line each: `规章-本年制发件数：3`, or `规章：` and below it `本年制发件数：3` → rows with their names.

Only what the form names is a row or a column here, so that a line that tells of anything else stays what it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from checks.report import CellState
from flows.extract.document import Block, Document, Grid, Paragraph
from flows.extract.forms import column_names
from flows.extract.grid import RawCell, lay_out
from flows.extract.match.tables import tables_lacking
from flows.extract.match.vocabulary import is_like
from flows.extract.numerals import read_cell
from flows.extract.told_lines import told_lines

_SAYS = re.compile(r"(?P<path>.*[^：:=＝\s])\s*(?:[：:=＝]|->|→)\s*(?P<figure>[^：:=＝\s]{0,16})")
_ENDS = re.compile(r"[：:=＝>→][^：:=＝]{0,16}$")
_FEWEST_LINES = 6
"""Lines that end so where a table is told: table 2 has ten figures."""
_BULLET = re.compile(r"^(?:[-*+•·●◆■]\s+)")
_QUOTES = str.maketrans("", "", "\"'`“”「」{}[]")
_BETWEEN = " \t-—–_.·/>|→的（([【:："
_CLOSES = " ）)]】"
_ENDS_PATH = " ：:=＝>→-"
_OWNER = "法人或其他组织"
_PARTS = re.compile(r"[-—–_/>|→·：:\s]")
_MARKS = " ,，{}[]"
_LONGEST = 120
_FIGURES = (CellState.NUMBER, CellState.NOT_APPLICABLE, CellState.BLANK)
_FEWEST = 2


class Told(NamedTuple):
    """What a line tells: the row, if it names one, and a column with its figure, if it has one."""

    label: str
    name: str
    figure: str


class Row(NamedTuple):
    """A row put together from lines: the first and the one behind the last, the names of its columns and their figures."""

    first: int
    stop: int
    label: str
    names: tuple[str, ...]
    figures: tuple[str, ...]


def with_told_rows(document: Document) -> Document:
    """The document, in which lines that tell of rows figure by figure are grids, where a table is hardly there otherwise."""
    given = told_lines(document.blocks)
    texts = [_line(block) for block in given]
    if sum(_ENDS.search(text) is not None for text in texts) < _FEWEST_LINES:
        return document
    rows = rows_told(texts)
    if len(rows) < _FEWEST or document.pictures or not tables_lacking(document):
        return document
    blocks: list[Block] = []
    at = 0
    for run in _runs(rows, texts):
        blocks += [*given[at : run[0].first], _grid(run, given)]
        at = run[-1].stop
    return replace(document, blocks=(*blocks, *given[at:]))


def _line(block: Block) -> str:
    """What a block may tell of a row: a paragraph, or a heading that names a row and nothing else."""
    if not isinstance(block, Paragraph):
        return "-"
    told = told_by(block.text) if block.level else None
    return block.text if not block.level or (told and not told.name) else "-"


def _runs(rows: Sequence[Row], texts: Sequence[str]) -> Iterator[list[Row]]:
    """Rows between which nothing else is said."""
    run: list[Row] = []
    for row in rows:
        if run and any(_parts_runs(text) for text in texts[run[-1].stop : row.first]):
            yield run
            run = []
        run.append(row)
    yield run


def _parts_runs(text: str) -> bool:
    """Whether a line between two rows says something else than what group the next belongs to."""
    return told_by(text) is None and bool(text.strip(_MARKS)) and not is_like(text, "group", "head")


def _grid(rows: Sequence[Row], blocks: Sequence[Block]) -> Grid:
    """A grid of rows, over each whose columns are others than those of the row above a row of their names."""
    lines: list[list[RawCell]] = []
    names: tuple[str, ...] = ()
    for row in rows:
        where = blocks[row.first].where
        if row.names != names:
            lines.append([RawCell(name, where=where) for name in ("", *row.names)])
        names = row.names
        lines.append([RawCell(text, where=where) for text in (row.label, *row.figures)])
    return lay_out(lines, blocks[rows[0].first].where)


def rows_told(texts: Sequence[str]) -> list[Row]:
    """The rows that lines tell of column by column, each of two columns at least or of the only one that it has."""
    rows: list[Row] = []
    names: list[str] = []
    figures: list[str] = []
    label, first = "", 0
    for at, text in enumerate([*texts, ""]):
        told = told_by(text)
        if told is None and text and not text.strip(_MARKS):
            continue
        again = told is not None and told.name in names
        begins = told is not None and (not told.name or told.label not in ("", label) or again)
        if (told is None or begins) and names:
            rows.append(Row(first, at, label, tuple(names), tuple(figures)))
            names, figures = [], []
        if told is None:
            label = ""
            continue
        if not names:
            first = at
        label = told.label or ("" if again else label)
        if told.name and label:
            names, figures = [*names, told.name], [*figures, told.figure]
    return rows


def told_by(text: str) -> Told | None:
    """What a line tells of a row of the form, if it does."""
    bare = _BULLET.sub("", text.strip()).rstrip(",，；;").translate(_QUOTES).strip() if len(text) <= _LONGEST else ""
    found = _SAYS.fullmatch(bare)
    path, figure = (found["path"].strip(), found["figure"]) if found else (bare, "")
    is_figure = read_cell(figure).state in _FIGURES
    if (
        not (figure and is_figure)
        and bare
        and path not in column_names()
        and (label := _row_of(bare.rstrip(_ENDS_PATH)))
    ):
        return Told(label, "", "")
    if found is None or not is_figure:
        return None
    rest, name = _column_of(path)
    if not name:
        return None
    return Told(_row_of(rest), name, figure) if not rest or _row_of(rest) else None


def _column_of(path: str) -> tuple[str, str]:
    """A path without the name of a column at its end, and that name; none where it does not end in one."""
    for bare in (path, path.rstrip(_CLOSES)):
        for name in column_names():
            if bare.endswith(name):
                rest = bare.removesuffix(name).rstrip(_BETWEEN)
                return rest.removesuffix(_OWNER).rstrip(_BETWEEN), name
    return path, ""


def _row_of(path: str) -> str:
    """The row that a path names: all of it, or its last part."""
    last = _PARTS.split(path)[-1].strip()
    return path if _is_row(path) else last if _is_row(last) else ""


def _is_row(text: str) -> bool:
    return is_like(text, "row", "block")
