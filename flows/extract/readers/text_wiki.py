"""Tables in the markup of wikis and of text processors → HTML, which says the same: MediaWiki's, AsciiDoc's, Textile's, BBCode's.

Sources: MediaWiki, Help:Tables; AsciiDoc Language, "Build a Table", "Span Columns and Rows"; Textile, "Tables"; Docutils,
"List Table"; BBCode as Discuz! writes it, `[td=columns,rows]`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from html import escape
from typing import NamedTuple

from flows.extract.readers.text_rows import unmarked

_MEDIAWIKI = re.compile(r"^[ \t:]*\{\|.*?^[ \t]*\|\}[ \t]*$", re.MULTILINE | re.DOTALL)
_ASCIIDOC = re.compile(
    r"(?:^\[(?P<how>[^\n]*)\][ \t]*\n)?^\|===[ \t]*\n(?P<body>.*?)^\|===[ \t]*$", re.MULTILINE | re.DOTALL
)
_BBCODE = re.compile(r"\[table\b[^\]]*\](?P<body>.*?)\[/table\]", re.DOTALL | re.IGNORECASE)
_BB_CELL = re.compile(
    r"\[t[dh](?:=(?P<columns>\d{1,3}),(?P<rows>\d{1,3})[^\]]*)?\](.*?)\[/t[dh]\]", re.DOTALL | re.IGNORECASE
)
_BB_ROW = re.compile(r"\[tr\b[^\]]*\](.*?)\[/tr\]", re.DOTALL | re.IGNORECASE)
_BB_MARK = re.compile(r"\[/?(?:b|i|u|p|size|color|font|align|center|left|right|backcolor)(?:=[^\]]*)?\]", re.IGNORECASE)
_LIST_TABLE = re.compile(r"^[ \t]*\.\. list-table::.*\n(?P<body>(?:[ \t]*\n|[ \t]+\S.*(?:\n|\Z))+)", re.MULTILINE)
_LIST_ITEM = re.compile(r"^[ \t]*(?P<row>\*[ \t]+)?-(?:[ \t]+(?P<words>.*))?$")
_TEXTILE = re.compile(r"(?:^\|.*\|[ \t]*(?:\n|\Z))+", re.MULTILINE)

_ATTRIBUTES = re.compile(
    r"(?P<said>(?:\s*[\w-]+\s*=\s*(?:\"[^\"]*\"|'[^']*'|[\w%]+))+)\s*\|(?!\|)(?P<words>.*)", re.DOTALL
)
_SPAN = re.compile(r"\b(?P<way>colspan|rowspan)\s*=\s*[\"']?(?P<count>\d{1,3})")
_CELL = re.compile(
    r"(?:(?<=\s)|^)(?:(?P<columns>\d{1,3})?(?:\.(?P<rows>\d{1,3}))?\+)?(?:(?P<times>\d{1,3})\*)?[<^>]?(?:\.[<^>])?[adehlmsv]?(?<!\\)\|",
    re.MULTILINE,
)
"""What stands before an AsciiDoc cell: `2.3+^.^s|` spans two columns and three rows."""
_COLUMNS = re.compile(r"cols\s*=\s*(?:\"(?P<quoted>[^\"]*)\"|(?P<bare>\S+?)(?=[,\s]|$))")
_SPEC = re.compile(
    r"(?P<spec>(?:_|\\(?P<columns>\d{1,3})|/(?P<rows>\d{1,3})|[<>=^~-]|\{[^{}]*\}|\([^()]*\))+)\.(?:\s|$)"
)
"""What begins a Textile cell: `\\2. ` spans two columns."""
_LINE_END = re.compile(r"<br\s*/?>|\n", re.IGNORECASE)
_MOST_COLUMNS = 200


class Markup(NamedTuple):
    """A table and where in the text it stands."""

    start: int
    stop: int
    html: str


class _Cell(NamedTuple):
    words: str
    columns: int = 1
    rows: int = 1


def tables_in_markup(text: str) -> Iterator[Markup]:
    """The tables of a text in any of these markups, from top to bottom of each kind."""
    kinds: tuple[tuple[str, re.Pattern[str], Callable[[re.Match[str]], list[list[_Cell]]]], ...] = (
        ("{|", _MEDIAWIKI, _of_mediawiki),
        ("|===", _ASCIIDOC, _of_asciidoc),
        (". ", _TEXTILE, _of_textile),
        ("[/t", _BBCODE, _of_bbcode),
        (".. list-table::", _LIST_TABLE, _of_list),
    )
    for hint, pattern, rows_of in kinds:
        for found in pattern.finditer(text) if hint in text else ():
            if rows := rows_of(found):
                yield Markup(found.start(), found.end(), _html(rows))


def _html(rows: Sequence[Sequence[_Cell]]) -> str:
    lines = ["".join(map(_td, row)) for row in rows]
    return f"<table>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _td(cell: _Cell) -> str:
    lines = "<br>".join(escape(unmarked(line), quote=False) for line in _LINE_END.split(cell.words.strip()))
    return f'<td colspan="{cell.columns}" rowspan="{cell.rows}">{lines}</td>'


def _of_mediawiki(found: re.Match[str]) -> list[list[_Cell]]:
    rows: list[list[str]] = [[]]
    for line in found[0].split("\n")[1:-1]:
        bare = line.strip()
        if bare.startswith(("|-", "|+")):
            rows += [[]] if bare.startswith("|-") else []
        elif bare.startswith(("|", "!")):
            rows[-1] += re.split(r"\|\||!!", bare[1:])
        elif rows[-1]:
            rows[-1][-1] += f"\n{bare}" if bare else ""
    return [[_with_attributes(cell) for cell in row] for row in rows if row]


def _with_attributes(cell: str) -> _Cell:
    found = _ATTRIBUTES.match(cell)
    if found is None:
        return _Cell(cell)
    spans = {span["way"].lower(): int(span["count"]) for span in _SPAN.finditer(found["said"])}
    return _Cell(found["words"], spans.get("colspan", 1), spans.get("rowspan", 1))


def _of_asciidoc(found: re.Match[str]) -> list[list[_Cell]]:
    body = found["body"].replace(" +\n", "\n")
    opened = [one for one in _CELL.finditer(body) if one["columns"] or one["rows"] or "+" not in one[0]]
    cells: list[_Cell] = []
    for one, stop in zip(opened, [*(after.start() for after in opened), len(body)][1:], strict=True):
        cell = _Cell(body[one.end() : stop].replace("\\|", "|"), int(one["columns"] or 1), int(one["rows"] or 1))
        cells += [cell] * int(one["times"] or 1)
    first = next((line for line in body.split("\n") if line.strip()), "")
    columns = _counted(found["how"] or "") or sum(int(one["columns"] or 1) for one in _CELL.finditer(first))
    return _in_rows(cells, columns) if 0 < columns <= _MOST_COLUMNS else []


def _counted(how: str) -> int:
    """How many columns an AsciiDoc table is said to have: `cols="1,2,1"`, `cols=3*`."""
    said = _COLUMNS.search(how)
    kinds = (said["quoted"] or said["bare"] or "").split(",") if said else []
    return sum(int(times[1]) if (times := re.match(r"\s*(\d{1,3})\*", kind)) else 1 for kind in kinds)


def _in_rows(cells: Sequence[_Cell], columns: int) -> list[list[_Cell]]:
    """Cells in rows of so many columns, those counted that cells above still cover."""
    rows: list[list[_Cell]] = [[]]
    covered = [0] * (len(cells) + max((cell.rows for cell in cells), default=0) + 1)
    held = 0
    for cell in cells:
        while rows[-1] and held >= columns or covered[len(rows) - 1] >= columns:
            rows.append([])
            held = covered[len(rows) - 1]
        rows[-1].append(cell)
        held += cell.columns
        for below in range(len(rows), min(len(rows) + cell.rows - 1, len(covered))):
            covered[below] += cell.columns
    return rows


def _of_textile(found: re.Match[str]) -> list[list[_Cell]]:
    rows = [line.strip()[1:-1].split("|") for line in found[0].split("\n") if line.strip()]
    specs = [[_SPEC.match(cell) for cell in row] for row in rows]
    if not any(spec for row in specs for spec in row):
        return []
    return [
        [
            _Cell(cell[spec.end() :], int(spec["columns"] or 1), int(spec["rows"] or 1)) if spec else _Cell(cell)
            for cell, spec in zip(row, own, strict=True)
        ]
        for row, own in zip(rows, specs, strict=True)
    ]


def _of_bbcode(found: re.Match[str]) -> list[list[_Cell]]:
    rows = [_BB_CELL.findall(row) for row in _BB_ROW.findall(_BB_MARK.sub("", found["body"]))]
    return [[_Cell(words, int(columns or 1), int(down or 1)) for columns, down, words in row] for row in rows]


def _of_list(found: re.Match[str]) -> list[list[_Cell]]:
    """reStructuredText's table of lists: `* -` begins a row, `-` every other cell of it; a cell goes on over lines."""
    rows: list[list[str]] = []
    for line in found["body"].split("\n"):
        item = _LIST_ITEM.match(line)
        if item and item["row"]:
            rows.append([])
        if item and rows:
            rows[-1].append(item["words"] or "")
        elif rows and rows[-1]:
            rows[-1][-1] += f"\n{line.strip()}" if line.strip() else ""
    return [[_Cell(cell) for cell in row] for row in rows]
