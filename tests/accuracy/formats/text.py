"""Pieces → plain text as it comes out of a page: tabs, Markdown, bars, one cell a line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from unicodedata import east_asian_width

from checks.report import CellState
from flows.extract.numerals import read_cell
from tests.accuracy.pieces import Box, Piece, Sheet

QUIRKS = (
    "tabs",
    "markdown",
    "bars",
    "cell_a_line",
    "spaces",
    "pipes_around",
    "bars_behind",
    "bars_spanned",
    "bars_after_lines",
    "drawn",
    "formulas",
    "invented_head",
    "copied",
    "rows_opened",
    "bars_before",
    "padded",
    "dashes",
    "commas",
    "stopped",
    "sentences",
)
_PIECE, _HEAD_PIECE, _PAGE_ROWS = 16, 3, 12
"""Characters of a copied label's line and of a column's name, and rows of a copied page."""
_MANY_NAMES = 4


def as_text(pieces: Sequence[Piece], quirk: str = "tabs") -> bytes:
    """The text; `quirk` is one of `QUIRKS`."""
    parts = [_sheet(piece, quirk) if isinstance(piece, Sheet) else _paragraph(piece, quirk) for piece in pieces]
    return "\n\n".join(parts).encode()


def _paragraph(text: str, quirk: str) -> str:
    if quirk == "markdown" and text[:2] in ("一、", "二、", "三、", "四、", "五、", "六、"):
        return f"## {text}"
    return f"| | {text} |" if quirk == "pipes_around" else text


def _sheet(sheet: Sheet, quirk: str) -> str:
    if quirk in ("tabs", "drawn"):
        return _ruled(_rows(sheet), quirk)
    if quirk in ("padded", "dashes"):
        return _padded(_rows(sheet), quirk)
    if quirk in ("markdown", "pipes_around", "formulas", "invented_head"):
        return _marked_down(_rows(sheet), quirk)
    if quirk == "spaces":
        return "\n".join(" ".join(filter(None, map(_words, row))) for row in sheet.rows)
    if quirk == "commas":
        return "\n".join("，".join(row) for row in _rows(sheet))
    if quirk in _LINES:
        return "\n".join(line for at, row in enumerate(sheet.rows, 1) for line in _LINES[quirk](row, at) if line)
    if quirk == "bars_spanned":
        return "\n".join(f"| {' | '.join(map(_words, row))} | {'|' * _spanned(row)}" for row in sheet.rows)
    cells = [_words(box) for row in sheet.rows for box in row]
    return "\n|\n".join(cells) if quirk == "bars" else "\n".join(filter(None, cells))


def _rows(sheet: Sheet) -> list[list[str]]:
    """Every slot's text; what a cell spans beside its own slot is blank."""
    rows = [[""] * sheet.width for _ in sheet.rows]
    for r, c, box in sheet.placed():
        rows[r][c] = _words(box)
    return rows


def _ruled(rows: list[list[str]], quirk: str) -> str:
    """Tabs between the cells, or the strokes of a drawn box."""
    if quirk == "tabs":
        return "\n".join("\t".join(row) for row in rows)
    return "\n".join(["┌" + "─" * 40 + "┐", *(f"│{'│'.join(row)}│" for row in rows), "└" + "─" * 40 + "┘"])


def _padded(rows: list[list[str]], quirk: str) -> str:
    """Cells filled up with spaces to one width on a terminal, as `w3m -dump` writes them, or between dashes as pandoc does."""
    wide = 2 if quirk == "dashes" else 1
    widths = [max(_columns(row[at], wide) for row in rows) + 1 for at in range(len(rows[0]))]
    lines = [
        " ".join(text + " " * (width - _columns(text, wide)) for text, width in zip(row, widths, strict=True))
        for row in rows
    ]
    dashes = " ".join("-" * max(width, 3) for width in widths)
    return "\n".join([dashes, *lines, dashes] if quirk == "dashes" else [line.rstrip() for line in lines])


def _columns(text: str, ambiguous: int) -> int:
    widths = {"W": 2, "F": 2, "A": ambiguous}
    return sum(widths.get(east_asian_width(sign), 1) for sign in text)


def _marked_down(rows: list[list[str]], quirk: str) -> str:
    """Markdown as people and recognisers write it: figures as formulas, a head that nobody printed."""
    width = len(rows[0])
    if quirk == "formulas":
        rows = [[f"${text}$" if text.isdigit() else text for text in row] for row in rows]
    if quirk == "invented_head":
        rows = [[f"数据{number}" for number in range(1, width + 1)], *rows]
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines if quirk == "pipes_around" else [lines[0], "|" + "---|" * width, *lines[1:]])


def _copied(row: Sequence[Box], number: int) -> Iterator[str]:
    """A row as it is copied out of a PDF: labels broken over lines, figures in one line, now and then a page's number."""
    words = [_words(box) for box in row if box.text]
    figures = [word for word in words if read_cell(word).state is not CellState.TEXT]
    labels = [word for word in words if word not in figures]
    width = _PIECE if len(labels) < _MANY_NAMES else _HEAD_PIECE
    lines = [label[at : at + width] for label in labels for at in range(0, len(label), width)]
    beside = labels and len(labels[-1]) <= _PIECE
    yield from lines[:-1] if beside else lines
    if figures or beside:
        yield " ".join([*lines[-1:], *figures] if beside else figures)
    if number % _PAGE_ROWS == 0:
        yield f"- {number // _PAGE_ROWS} -"


def _stopped(row: Sequence[Box], number: int) -> list[str]:
    """Every cell with a semicolon behind it."""
    return ["".join(f"{_words(box)}；" for box in row)]


def _sentence(row: Sequence[Box], number: int) -> list[str]:
    """A row as a clause: its label, a colon, its figures; a group's name in a line of its own before it."""
    words = [_words(box) for box in row]
    first = len(words)
    while first and read_cell(words[first - 1]).state is not CellState.TEXT:
        first -= 1
    if first == len(words) or not first:
        return ["、".join(words)]
    return [*(f"{word}：" for word in words[: first - 1]), f"{words[first - 1]}：{'、'.join(words[first:])}；"]


def _opened(row: Sequence[Box], number: int) -> list[str]:
    """`| label`, then a cell and a bar a line; behind the row the bars of what it spans."""
    words = [_words(box) for box in row]
    return [line for at, word in enumerate(words) for line in (word if at else f"| {word}", "|")] + [
        "|" * _spanned(row)
    ]


def _barred(row: Sequence[Box], number: int) -> list[str]:
    """A bar, then every cell with a bar behind it, behind the last one the bars of what the row spans too."""
    cells = [f"{_words(box)} |".strip() for box in row]
    return ["|", *cells[:-1], f"{cells[-1]} {'|' * _spanned(row)}".strip()]


def _closed(row: Sequence[Box], number: int) -> list[str]:
    """A bar behind every cell, a line each, and the bars of spanned columns on a line of their own."""
    lines = [f"{_words(box)} |".strip() for box in row]
    return [*lines, "|" * _spanned(row)] if _spanned(row) > 1 else lines


def _spanned(row: Sequence[Box]) -> int:
    return sum(box.colspan - 1 for box in row)


def _words(box: Box) -> str:
    return " ".join(box.text.split("\n"))


_LINES = {
    "copied": _copied,
    "stopped": _stopped,
    "sentences": _sentence,
    "rows_opened": _opened,
    "bars_before": _barred,
    "bars_behind": _closed,
}
"""Quirks that write a row, of which they are told the number, in several lines."""
