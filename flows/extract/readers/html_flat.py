"""Tables of a page that are no tables: rows written with bars in paragraphs, or with tabs in preformatted text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from selectolax.lexbor import LexborNode

from checks.report import Where
from flows.extract.document import Block, Paragraph
from flows.extract.prose_rows import blocks_of
from flows.extract.readers.html_marks import BREAK
from flows.extract.readers.text_drawn import undrawn
from flows.extract.readers.text_rows import rows_of_run
from flows.extract.readers.text_runs import runs

_LONGEST_CELL, _FEWEST_CELLS = 50, 12
_SELDOM = 10
"""Of so many lines one stands right below another where all are set apart by empty ones."""
_FEWEST_APART = 12
"""Figures with an empty line between that tell of a text which sets all cells apart, whatever stands together in its labels."""
_FIGURE = re.compile(r"[\d.,/—–－０-９件元万-]{1,12}|无")


def break_lines(preformatted: Iterable[LexborNode]) -> None:
    """Makes the lines of preformatted text blocks of their own, tabs between words the bars of a table."""
    for node in preformatted:
        if node.css_first("table") is None and "\n" in (text := undrawn(node.text())):
            node.insert_before(BREAK)
            node.replace_with(BREAK.join(_barred(line) for line in text.split("\n")) + BREAK)


def _barred(line: str) -> str:
    return line.strip("\r\n").replace("\t", "|") if "\t" in line.lstrip() else line


def with_blank_cells(blocks: Sequence[Block], *, are_lines: bool = False) -> list[Block]:
    """The blocks, of whose empty paragraphs only those are left that are blank cells of a table of one cell a line.

    They stand among short lines many of which are figures; empty lines between all of these only set them apart. Those that
    `are_lines` of a text, not elements of a page, may part its rows.
    """
    kept: list[Block] = []
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph) and len(block.text) <= _LONGEST_CELL and not block.level:
            run.append(block)
            continue
        kept += [*_without_gaps(run, are_lines), block]
        run = []
    return [*kept, *_without_gaps(run, are_lines)]


def _without_gaps(run: Sequence[Paragraph], are_lines: bool) -> list[Paragraph]:
    filled = [paragraph for paragraph in run if paragraph.text]
    together = sum(bool(one.text and other.text) for one, other in pairwise(run))
    cells = len(run) - len(filled) + sum(_FIGURE.fullmatch(paragraph.text) is not None for paragraph in filled)
    if cells < _FEWEST_CELLS:
        return filled
    if together * _SELDOM < len(filled) or _sets_figures_apart(run):
        return _set_closer(run) or filled
    return _rows_closer(run) if are_lines else list(run)


def _sets_figures_apart(run: Sequence[Paragraph]) -> bool:
    """Whether of figures that follow each other most have one empty line between: blank cells would come in any number."""
    at = [place for place, paragraph in enumerate(run) if paragraph.text]
    steps = [
        after - before
        for before, after in pairwise(at)
        if _FIGURE.fullmatch(run[before].text) and _FIGURE.fullmatch(run[after].text)
    ]
    return steps.count(2) >= _FEWEST_APART and 2 * steps.count(2) > len(steps)


def _rows_closer(run: Sequence[Paragraph]) -> list[Paragraph]:
    """The lines without the empty ones that part rows: as many above every label as there are above each that follows a figure."""
    gaps: dict[int, int] = {}
    behind_figures: list[int] = []
    last = None
    for at, paragraph in enumerate(run):
        if not paragraph.text:
            continue
        is_figure = _FIGURE.fullmatch(paragraph.text) is not None
        if last is not None and not is_figure:
            gaps[at] = at - last - 1
            behind_figures += [gaps[at]] * (_FIGURE.fullmatch(run[last].text) is not None)
        last = at
    parting = min(behind_figures, default=0)
    dropped = {at - 1 - step for at, gap in gaps.items() for step in range(min(parting, gap))}
    return [paragraph for at, paragraph in enumerate(run) if at not in dropped]


def _set_closer(run: Sequence[Paragraph]) -> list[Paragraph]:
    """The lines without the empty one behind each, the blank ones too; nothing where they are not set apart so."""
    ends = [at for at, paragraph in enumerate(run) if paragraph.text]
    if any((after - before) % 2 for before, after in pairwise(ends)):
        return []
    return list(run[ends[0] : ends[-1] + 1 : 2]) if ends else []


def with_rows(blocks: Sequence[Block], limit: int) -> list[Block]:
    """The blocks, in which runs of paragraphs that are rows of cells between bars are grids.

    Raises `TooLarge` where a grid has more than `limit` cells.
    """
    found: list[Block] = []
    run: list[Paragraph] = []
    for block in blocks:
        if isinstance(block, Paragraph):
            run.append(block)
            continue
        found += [*_read_run(run, limit), block]
        run = []
    return [*found, *_read_run(run, limit)]


def _read_run(paragraphs: Sequence[Paragraph], limit: int) -> Iterator[Block]:
    if not any("|" in paragraph.text for paragraph in paragraphs):
        yield from paragraphs
        return

    def place(number: int, cell: int) -> Where:
        return paragraphs[number].where

    for kind, lines in runs([paragraph.text for paragraph in paragraphs], first=0):
        if kind == "prose":
            yield from (paragraphs[number] for number, _ in lines)
        else:
            yield from blocks_of(rows_of_run(kind, lines, place), place(lines[0][0], 1), limit)
