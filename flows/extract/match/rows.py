"""Lines → published rows: what labels a row has and which cells after them are its figures.

A row of a real table is one line. Where each cell stands on a line of its own, a row is the labels and the figures
that follow them, up to the next label.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from checks.report import CellState
from flows.extract.document import Grid, GridCell
from flows.extract.match.lines import Line, state
from flows.extract.match.vocabulary import half_of, term

IsLabel = Callable[[str], bool]
_LABEL_LINES = 3
_UNITS = frozenset({"件", "条", "项", "宗", "起", "万元", "元"})
"""What a column of units says, between the labels and the figures."""
_ENDS_IN_FIGURE = re.compile(r"\d\s*(?:[件条项宗起]|万?元)?\s*[；;。，,]?$")
"""Of a label that was not parted from its figure: an empty line below it is no blank figure."""
_FIGURES = (CellState.NUMBER, CellState.NOT_APPLICABLE, CellState.UNREADABLE)


@dataclass(slots=True)
class PublishedRow:
    """A row as published: its labels, the cells after them, and the lines without figures that stood before it.

    `exact` are the ids that its label names exactly, for the table that asks for them.
    """

    labels: list[GridCell]
    figures: list[GridCell]
    grid: Grid | None
    block: int
    before: list[Line] = field(default_factory=list)
    streamed: bool = False
    exact: tuple[str, ...] = ()

    @property
    def is_filled(self) -> bool:
        """Whether there is anything but blanks among the figures."""
        return any(cell.text for cell in self.figures)

    @property
    def has_gaps(self) -> bool:
        """Whether its blank figures are empty lines of a text, which may be no cells."""
        return self.grid is None and not all(cell.text for cell in self.figures)

    def take(self, cell: GridCell) -> None:
        """Adds the cell of a line of its own; below a label with figures in its own line rows are lines, and an empty one is none."""
        if self.streamed or cell.text:
            self.figures.append(cell)

    @property
    def label(self) -> str:
        """The label nearest to the figures, empty where there is none."""
        return self.labels[-1].text if self.labels else ""


def published_rows(
    lines: Iterable[Line],
    is_label: IsLabel,
    is_head: IsLabel,
    width: int,
    is_group: IsLabel | None = None,
    *,
    fewest: int | None = None,
    words: bool = False,
    labelled: bool = True,
) -> Iterator[PublishedRow]:
    """The rows that have figures, or blank cells in their places, in reading order.

    `is_label` knows the labels of the table at hand, `is_head` those of its head, `is_group` those that another label
    may follow; `width` is how many figures a row has, `fewest` how many the narrowest has: in one cell a line fewer
    blanks than that are no row but the corners of a head. `words` says that a grid's row may have words for all figures,
    `labelled` that rows have names of their own, so that blanks behind a column's are none.
    """
    fewest = fewest or width
    before: list[Line] = []
    stream: PublishedRow | None = None
    for line in lines:
        if _is_single(line) and state(line.cells[0]) is not CellState.TEXT:
            if stream is None:
                stream, before = _begun(line, before), []
            stream.take(line.cells[0])
            continue
        if stream:
            ended, before = _ended(
                _without_gaps(stream, width), line, is_head, None if labelled and is_head(stream.label) else fewest
            )
            yield from ended
        stream = None
        labels, figures = split(line.cells, is_label, width, is_group)
        labels, figures = _with_words(labels, figures, is_label) if words and line.grid else (labels, figures)
        if not figures or _names_columns(line, is_head):
            before.append(line)
            continue
        row, before = PublishedRow(labels, figures, line.grid, line.block, before), []
        if line.grid is None and labels and len(figures) < width:
            stream = row  # its other figures may stand on lines of their own
        else:
            yield row
    if stream:
        yield _without_gaps(stream, width)


def _without_gaps(row: PublishedRow, width: int) -> PublishedRow:
    """A row of one figure a line, of which as many as it has columns are filled: empty lines among them are no cells."""
    filled = [cell for cell in row.figures if cell.text]
    if row.grid is None and len(filled) == width:
        row.figures = filled
    return row


def _ended(
    stream: PublishedRow, line: Line, is_head: IsLabel, fewest: int | None
) -> tuple[list[PublishedRow], list[Line]]:
    """A row at whose end another line stands, if it is one, else the lines before it, which stand before that line.

    Blanks in front of the names of columns, or fewer than `fewest`, are what is left of a head's spans; None for any number.
    """
    enough = fewest is not None and len(stream.figures) >= fewest
    is_blank = enough and not _names_columns(line, is_head)
    is_row = stream.is_filled or (is_blank and not _ENDS_IN_FIGURE.search(stream.label))
    return ([stream], []) if is_row else ([], stream.before)


def _names_columns(line: Line, is_head: IsLabel) -> bool:
    words = [cell.text for cell in line.cells if cell.text]
    return any(map(is_head, words)) or (
        len(words) > 1 and any(all(half_of(word, table)[1] for word in words) for table in ("T3", "T4"))
    )


def _is_single(line: Line) -> bool:
    return len(line.cells) == 1 and (line.grid is None or len(line.grid.cells) <= line.grid.height)


def _begun(line: Line, before: list[Line]) -> PublishedRow:
    """A row of which the first figure is at hand; its labels stood on lines of their own."""
    labels = [cell for above in before[-_LABEL_LINES:] if _is_single(above) for cell in above.cells]
    return PublishedRow(labels, [], line.grid, line.block, before, streamed=True)


def _with_words(
    labels: list[GridCell], figures: list[GridCell], is_label: IsLabel
) -> tuple[list[GridCell], list[GridCell]]:
    """A row's labels and figures, which are words where none of what stands behind its first label is any in the form."""
    if figures or not labels[1:] or not is_label(labels[0].text):
        return labels, figures
    known = any(term(cell.text).meanings for cell in labels[1:])
    return (labels, figures) if known else (labels[:1], labels[1:])


def split(
    cells: list[GridCell], is_label: IsLabel, width: int, is_group: IsLabel | None = None
) -> tuple[list[GridCell], list[GridCell]]:
    """A line's cells as (labels, figures); no figures for a line of labels only."""
    states = [state(cell) for cell in cells]
    texts = [place for place, what in enumerate(states) if what is CellState.TEXT]
    last = next((place for place in reversed(texts) if is_label(cells[place].text)), -1)
    first = next((place for place, what in enumerate(states) if place > last and what in _FIGURES), len(cells))
    if last < 0:
        last = max((place for place in texts if place < first), default=-1)
    if last < 0 and texts and len(cells) - texts[-1] > width:
        last, first = texts[-1], texts[-1] + 1  # a damaged label behind the row's number
    if is_group and last >= 0 and is_group(cells[last].text):
        # A damaged label beside its group's: words stand where more cells follow than the row has figures.
        while last + 1 < first and states[last + 1] is CellState.TEXT and len(cells) - last - 2 >= width:
            last += 1
    while last + 1 < first and cells[last + 1].text in _UNITS:
        last += 1
    words_between = CellState.TEXT in states[last + 1 : first]
    if last >= 0 and words_between and len(cells) - first == width and set(states[first:]) <= set(_FIGURES):
        last = first - 1  # the rest of a label that a guessed column cut, before a whole row of figures
    labels, figures = [cell for cell in cells[: last + 1] if cell.text and cell.text not in _UNITS], cells[last + 1 :]
    if not figures or all(what is CellState.TEXT for what in states[last + 1 :]):
        return [cell for cell in cells if cell.text], []
    return labels, figures
