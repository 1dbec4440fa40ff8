"""The lines of a run that is a table → its rows of cells."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from html import unescape

from checks.report import Where
from flows.extract.grid import RawCell
from flows.extract.layout.page import TORN
from flows.extract.readers.text_runs import Lines, cells_between_commas

Place = Callable[[int, int], Where]
"""Number of a line, number of a cell in it → where it stands."""
_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_DASHES = r"\s*(?::-+:?|-+:|-{2,})\s*"
_RULE = re.compile(rf"\s*\|?{_DASHES}(?:\|{_DASHES})*\|?\s*")
_PIPE = re.compile(r"(?<!\\)\|")
_HEAD = re.compile(r"\|=(?!=)")
"""What Creole and XWiki begin a cell of a head with."""
_SPANNED = re.compile(r"\|[ \t](\|{2,})$")
_ROW_SPANS = re.compile(r"(?<=[^|\s][ \t]\|)[ \t]+\|+$")
"""`8 | |||`: behind the last cell of a row and its bar, the columns that the row's cells span besides their own."""
_EMPTY_HEAD = re.compile(r"\|(?:  \|){3,}")
"""The head that markdownify gives a table that has none. Source: markdownify, `convert_td` and `convert_tr`."""
_LABEL_AND_FIGURE = 2
_NEARLY_ALL = 0.9
_EMPHASIS = re.compile(r"\*\*|__|'{3}|(?<!\\)`")
_LEANING = re.compile(r"(?<![\w*])([*_])(?=[^\s*_])([^*_|]{1,30})(?<=\S)\1(?![\w*])")
_FORMULA = re.compile(r"\$([^$]{1,30})\$")
_LINK = re.compile(r"(?<!!)\[([^\[\]]*)\]\([^()\s]*\)")
_SPAN = re.compile(r"\[([^\[\]]*)\]\{[^{}\[\]]*\}")
"""Words with attributes as Pandoc writes them: `[30]{style="color:red"}`, one perhaps around others."""
_DEEPEST_SPAN = 4
_ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
"""A sign that Markdown is to print as it stands: `\\-10`, `1\\.`. Source: CommonMark, 2.4 backslash escapes."""
_TAG = re.compile(
    r"</?(?:span|font|strong|small|center|class|verbatim|code|div|em|[biup])(?:\s[^<>]*)?>|<su[pb](?:\s[^<>]*)?>.*?</su[pb]>"
)
"""Elements that a text may hold within its lines; what one raises or lowers is no figure, as on a page."""
_RAISED = re.compile(r"\s*<(su[pb])(?:\s[^<>]*)?>\s*(?P<words>[^<>]*?)\s*</\1>\s*")
"""A cell of nothing but what is raised or lowered: the figure itself, a little out of line, or the number of a note."""
_LINE_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)

Row = list[RawCell]


def rows_of_run(kind: str, lines: Lines, place: Place) -> list[Row]:
    """The rows of a run of lines; `kind` is any of `text_runs` but prose."""
    return list(_KINDS[kind](lines, place))


def unmarked(text: str) -> str:
    """A text without Markdown's marks of emphasis, formulas (`$30$`), links, escapes and names of signs, white space folded."""
    text = unescape(text) if "&" in text else text
    for _ in range(_DEEPEST_SPAN if "]{" in text else 0):
        text = _SPAN.sub(r"\1", text)
    plain = _LINK.sub(
        r"\1", _FORMULA.sub(r"\1", _LEANING.sub(r"\2", _EMPHASIS.sub("", _TAG.sub("", text) if "<" in text else text)))
    )
    return " ".join(_ESCAPED.sub(r"\1", plain).split())


def _tabs(lines: Lines, place: Place) -> Iterator[Row]:
    for number, line in lines:
        yield [cell_of(_unquoted(words), place(number, at)) for at, words in enumerate(line.split("\t"), 1)]


def _commas(lines: Lines, place: Place) -> Iterator[Row]:
    """Rows of cells between commas; behind a sentence that is all its line says they only fill the line up."""
    for number, line in lines:
        first, *others = cells_between_commas(line)
        texts = [first, *others] if any(map(str.strip, others)) or not first.endswith("。") else [first]
        yield [cell_of(words, place(number, at)) for at, words in enumerate(texts, 1)]


def _unquoted(words: str) -> str:
    """A cell without the quotation marks that spreadsheets put around one when they write it between tabs."""
    found = _QUOTED.fullmatch(words.strip())
    return found[1].replace('""', '"') if found else words


def _pipes(lines: Lines, place: Place) -> Iterator[Row]:
    """Rows of cells between pipes; a pipe at an end is a border if nearly all rows have it, else a blank cell."""
    plain = [(number, _HEAD.sub("|", line.strip())) for number, line in lines if not _RULE.fullmatch(line)]
    written = list(_whole(plain))
    fewest = _NEARLY_ALL * len(written)
    opened = sum(line.startswith("|") for _, line in written) > fewest
    closed = sum(line.endswith("|") for _, line in written) > fewest
    spans = any(_EMPTY_HEAD.fullmatch(line) for _, line in written)
    for number, line in written:
        line, wide = (line, 0) if spans else _unspanned(line)
        bare = line.removeprefix("|") if opened else line
        texts = _PIPE.split(bare[:-1] if closed and bare.endswith("|") and not bare.endswith("\\|") else bare)
        row = [cell_of(words, place(number, at)) for at, words in enumerate(texts, 1)]
        if wide and len(row) <= _LABEL_AND_FIGURE:
            row[-1] = row[-1]._replace(colspan=1 + wide)
        yield _with_spans(row, texts) if spans else row


def _with_spans(row: Row, texts: Sequence[str]) -> Row:
    """A row of markdownify's, in which a single space is a column that the cell before it spans, and two are a blank cell."""
    whole: Row = []
    for cell, words in zip(row, texts, strict=True):
        if words == " " and whole:
            whole[-1] = whole[-1]._replace(colspan=whole[-1].colspan + 1)
        else:
            whole.append(cell)
    return whole


def _whole(lines: Lines) -> Iterator[tuple[int, str]]:
    """Rows between bars, each a line: one whose cells hold line ends goes on to the line that closes it, as far as rows reach.

    Org writes the second line of a cell into a row of its own, below one that ends in two strokes.
    """
    at, widest = 0, max((line.count("|") for _, line in lines), default=0)
    while at < len(lines):
        number, row = lines[at]
        stop = at + 1
        while row.startswith("|") and not row.endswith("|") and stop < len(lines) and lines[stop][1][:1] != "|":
            row, stop = f"{row}<br>{lines[stop][1]}", stop + 1
        if stop > at + 1 and (not row.endswith("|") or row.count("|") > widest):
            row, stop = lines[at][1], at + 1
        while "\\\\ " in row and stop < len(lines) and (below := _added(row, lines[stop][1])):
            row, stop = below, stop + 1
        yield number, row
        at = stop


def _added(row: str, below: str) -> str:
    """A row with the second lines of its cells, or nothing where the line below holds anything else."""
    cells, others = row.split("|"), below.split("|")
    pairs = list(zip(cells, others, strict=False))
    if len(cells) != len(others) or any(other.strip() and not cell.rstrip().endswith("\\\\") for cell, other in pairs):
        return ""
    return "|".join(f"{cell.rstrip()[:-2]}<br>{other} " if other.strip() else cell for cell, other in pairs)


def _unspanned(line: str) -> tuple[str, int]:
    """A row without the bars that `| 行政许可 | 0 | ||` adds for columns spanned, and how many those are."""
    if found := _SPANNED.search(line):
        return line[: found.start() + 1], len(found[1])
    return line, 0


def _bars(lines: Lines, place: Place) -> Iterator[Row]:
    """Cells on lines of their own, a row each; nothing between two bars is a blank cell.

    Where rows are opened by a bar of their own, several bars are the columns that the row before spans.
    """
    opened = any(_is_opened(line) for _, line in lines)
    after_bar = False
    for number, line in lines:
        is_bar = not line.strip("| ")
        if opened and is_bar and line.count("|") > 1:
            continue
        blanks = line.count("|") - 1 + after_bar if is_bar else 0
        yield from ([cell_of("", place(number, at))] for at in range(1, blanks + 1))
        if not is_bar:
            yield [cell_of(line.strip().removeprefix("|"), place(number, 1))]
        after_bar = is_bar


def _is_opened(line: str) -> bool:
    """Whether a cell stands behind the bar that opens its row."""
    return line.lstrip().startswith("|") and bool(line.strip("| "))


def _closed(lines: Lines, place: Place) -> Iterator[Row]:
    """Cells with a bar behind each, a row each; bars of their own after a cell are the columns spanned besides its own.

    Which cell of a row spanned them is not told; of a lone one behind its label it is: 0 over all seven columns.
    """
    cell: RawCell | None = None
    for number, line in lines:
        bare = _ROW_SPANS.sub("", line.strip())
        bars = len(bare) - len(bare.rstrip("|"))
        if bars > 1 and cell is not None and bars == len(bare):
            cell = cell._replace(colspan=1 + bars)
            continue
        yield from _alone(cell)
        cell = cell_of(bare.rstrip("|"), place(number, 1))._replace(colspan=bars)
    yield from _alone(cell)


def _alone(cell: RawCell | None) -> Iterable[Row]:
    return () if cell is None else ([cell],)


_KINDS = {"tabs": _tabs, "commas": _commas, "pipes": _pipes, "bars": _bars, "closed": _closed}


def cell_of(text: str, where: Where) -> RawCell:
    """A cell of these words, by lines where they break it; Markdown's marks are left out."""
    raised = _RAISED.fullmatch(text)
    if raised and raised["words"]:
        # No note is numbered 0.
        text = raised["words"] if raised["words"] == "0" else TORN
    lines = [unmarked(part) for part in _LINE_BREAK.split(text.replace("\\|", "|"))]
    kept = tuple(filter(None, lines))
    return RawCell(" ".join(kept), where=where, lines=kept if len(lines) > 1 else ())
