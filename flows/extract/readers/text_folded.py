"""Lines that hold what others were: a whole page's pieces between bars or tabs in one line, a row broken within its cells.

What takes the text out of a page's elements puts one sign between all of them; html2text ends a row's line with three
spaces and one that goes on within a cell with two.
Source: html2text, `<br>` is written as two spaces and a line end.
"""

from __future__ import annotations

import re

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
_NOTHING = "|--|"


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
    torn, last, above = 0, -1, ""
    for line in text.split("\n"):
        if not line.strip(" ") and (line or not whole or last < 0 or above.strip("\t")):
            whole.append(line)
            continue
        if not line:
            continue
        # Where a tab alone stood above, this is the cell behind it; a tab behind a line without any goes on with that line.
        goes_on = last >= 0 and (not above.strip("\t") or (line.startswith("\t") and "\t" not in above))
        torn += goes_on
        if goes_on:
            del whole[last + 1 :]
            whole[last] += line
        else:
            last = len(whole)
            whole.append(line)
        above = line
    return "\n".join(whole) if torn >= _FEWEST_TORN else text


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
