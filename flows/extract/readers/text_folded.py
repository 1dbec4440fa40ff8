"""Lines that hold what others were: a whole page's pieces between bars or tabs in one line, a row broken within its cells.

What takes the text out of a page's elements puts one sign between all of them; html2text ends a row's line with three
spaces and one that goes on within a cell with two.
Source: html2text, `<br>` is written as two spaces and a line end.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

_MOST_CELLS = 100
"""Signs in a line; a table of the form has fifteen columns."""
_FILLED = 0.9
_SIGNS = ("|", "\t", "；", ";", " ")
_UNIT = re.compile(r"(?<=\d) (?=(?:[件条项宗起]|万?元)(?: |$))")
_IN_CHINESE = re.compile(r"[\u4e00-\u9fff]|^[\d.,]+$|^\W+$")
"""What nearly every piece holds that stands between spaces, words of other languages aside."""
_GOES_ON = re.compile(r"(?<=\S)  $")
_ROW_ENDS = re.compile(r"\S {3}$", re.MULTILINE)
_FEWEST_ENDS, _MOST_JOINED = 5, 40
_FEWEST_TORN = 10
_BETWEEN_ROWS = 3
"""Empty lines between the last cell of a row and the first of the next, where cells hold paragraphs: four, and one within a row."""
_NOTHING = "|--|"
_FIGURE = re.compile(r"\s*(?:\d[\d.,]*|[/—–-]{1,2})\s*")
_FEWEST_FIGURES, _LONGEST_PIECE = 3, 60
_LEVEL = re.compile(r"\|(?:[ \t]*:?-{2,}:?[ \t]*\|)+[ \t]*")
_ROW = re.compile(r"\|.*\|[ \t]*$")
_FEWEST_UNPARTED = 4
_OF_ROWS = frozenset((0, 1, 2, 3, 5, 7, 10, 15))
"""How many figures the rows of the form's tables hold."""
_PART = re.compile(r"\s*[#*]*\s*[一二三四五六]、")


def unfolded(text: str) -> str:
    """The text with the pieces of such a line on lines of their own."""
    return "\n".join(_pieces(line) if len(line) > _MOST_CELLS else line for line in text.split("\n"))


def _pieces(line: str) -> str:
    for sign in _SIGNS:
        pieces = _UNIT.sub("", line).split(sign)
        filled = sum(_IN_CHINESE.search(piece.strip()) is not None for piece in pieces)
        if len(pieces) > _MOST_CELLS and filled > len(pieces) * _FILLED:
            return "\n".join(map(str.strip, pieces))
    return line


def untorn(text: str) -> str:
    """The text with rows between tabs whole that a browser tore: a cell that holds blocks ends its line, the tab begins the next."""
    if text.count("\n\t") < _FEWEST_TORN:
        return text
    whole: list[str] = []
    torn, last, above, empty = 0, -1, "", 0
    for line in text.split("\n"):
        if not line.strip(" ") and (line or not whole or last < 0 or above.strip("\t")):
            whole.append(line)
            continue
        if not line:
            empty += 1
            continue
        # Where a tab alone stood above, this is the cell behind it; a tab behind a line without any goes on with that line.
        behind_tab = above.endswith("\t") and not above.strip() and not _begins_anew(line, empty)
        goes_on = last >= 0 and (behind_tab or (line.startswith("\t") and "\t" not in above))
        torn, empty = torn + goes_on, 0
        if goes_on:
            del whole[last + 1 :]
            whole[last] += line
        else:
            last = len(whole)
            whole.append(line)
        above = line
    return "\n".join(whole) if torn >= _FEWEST_TORN else text


def _begins_anew(line: str, empty: int) -> bool:
    """Whether words below a tab and so many empty lines are no cell behind it, which was blank: the next row's, a heading, a sentence."""
    is_far = empty >= _BETWEEN_ROWS and not line.startswith("\t") and _FIGURE.fullmatch(line) is None
    return is_far or "。" in line or _PART.match(line) is not None


def mended(text: str) -> str:
    """The text with rows between tabs or bars whole whose cells held line ends, as they come out of a program cell by cell.

    Every row of a table has as many signs as its first row of figures; lines are put together only where all of its rows
    come to just that, and only such as hold no figures but the last.
    """
    for sign in ("\t", "|"):
        if sign in text:
            text = "\n".join(_whole_rows(text.split("\n"), sign))
    return text


def _whole_rows(lines: Sequence[str], sign: str) -> list[str]:
    whole: list[str] = []
    at = 0
    while at < len(lines):
        stop = at + 1
        if sign in lines[at]:
            while stop < len(lines) and lines[stop].strip() and (sign in lines[stop] or _may_be_piece(lines[stop])):
                stop += 1
        whole += _rows_of_one_table(lines[at:stop], sign) if stop - at > 1 else lines[at:stop]
        at = stop
    return whole


def _may_be_piece(line: str) -> bool:
    is_drawn = not any(map(str.isalnum, line))
    return len(line) <= _LONGEST_PIECE and "。" not in line and not is_drawn and _PART.match(line) is None


def _rows_of_one_table(lines: Sequence[str], sign: str) -> list[str]:
    """Lines as rows that all have the signs of the first row of figures; as they were, where they do not come to that."""
    counts = [line.count(sign) for line in lines]
    full = next((count for line, count in zip(lines, counts, strict=True) if _figures(line, sign)), 0)
    last = max(at for at, count in enumerate(counts) if count)
    rows: list[list[str]] = [[]]
    held = 0
    for line, count in zip(lines[: last + 1], counts, strict=False):
        # A bar that begins a line opens a row, or a cell of a row that goes on over lines.
        if rows[-1] and (line.startswith("|") or _figures(rows[-1][-1], sign, fewest=1)):
            return list(lines)
        rows[-1].append(line)
        held += count
        if held == full:
            rows.append([])
            held = 0
    is_whole = full >= _FEWEST_FIGURES and not rows.pop()
    return [*("<br>".join(row) for row in rows), *lines[last + 1 :]] if is_whole else list(lines)


def _figures(line: str, sign: str, fewest: int = _FEWEST_FIGURES) -> bool:
    return sum(_FIGURE.fullmatch(cell) is not None for cell in line.split(sign)) >= fewest


def unbarred(text: str) -> str:
    """The text without its bars where they part no columns: rows with several figures between two of them.

    What guesses the columns of a printed page by its white space writes them so: MarkItDown, PyMuPDF4LLM. The figures of a
    row are still in their order, as in any text of a page, and one that has lost a blank has too few of them. Where a row has
    more or fewer than the form gives it, digits of one figure may stand apart, and the bars stay.
    """
    if sum(map(_holds_several, text.split("\n"))) < _FEWEST_UNPARTED or not _have_whole_rows(text):
        return text
    lines = [line for line in text.split("\n") if not _LEVEL.fullmatch(line)]
    return "\n".join(" ".join(line.replace("|", " ").split()) if _ROW.match(line) else line for line in lines)


def _holds_several(line: str) -> bool:
    """Whether a row has several figures, and nothing else, between two of its bars."""
    if not _ROW.match(line):
        return False
    cells = (cell.split() for cell in line.strip(" \t").strip("|").split("|"))
    return any(len(words) > 1 and all(map(_FIGURE.fullmatch, words)) for words in cells)


def _have_whole_rows(text: str) -> bool:
    lines = (line for line in text.split("\n") if _ROW.match(line) and not _LEVEL.fullmatch(line))
    rows = (line.replace("|", " ").split() for line in lines)
    return all(len(list(takewhile(_FIGURE.fullmatch, reversed(row)))) in _OF_ROWS for row in rows)


def rejoined(text: str) -> str:
    """The text with rows between bars whole that html2text broke within their cells; the count of lines is kept."""
    if len(_ROW_ENDS.findall(text)) < _FEWEST_ENDS:
        return text
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        stop = at
        while stop < min(len(lines) - 1, at + _MOST_JOINED) and _GOES_ON.search(lines[stop]):
            stop += 1
        if stop > at and any("|" in line for line in lines[at : stop + 1]):
            lines[at] = "<br>".join(lines[at : stop + 1])
            lines[at + 1 : stop + 1] = [_NOTHING] * (stop - at)
        at = stop + 1
    return "\n".join(lines)
