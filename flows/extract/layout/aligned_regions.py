"""Which lines of a page are a table without ruled lines: those with figures, the head above them, the labels between."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.extract.layout.lines import Line
from flows.extract.layout.words import NUMBERED, Word, count_of, words_of

SECTION = re.compile(r"^[一二三四五六]、.{4,}(?:情况|事项)$")
_SIGNED = re.compile(r"^(?:20\d\d|二[〇○零一二三四五六七八九]{3})年.{1,3}月.{1,3}日$|。[”）)]?$")
"""The day under a report, or the end of a sentence: no head of a table begins above."""
_MOST_BETWEEN = 4
# Lines of a head; of one whose names stand upright, below the title of its section or where the page begins.
_MOST_HEAD, _MOST_STACKED = 8, 24
_FEWEST_FIGURES, _FEWEST_WORDS = 3, 2
GAP_EMS = 1.1
"""Words further apart than this many characters are two cells."""
# A line of more than this share of the text's width is full.
_FULL = 0.75
# A line of so many words with spaces between them is a head whose names stand close, and no prose.
_MANY_NAMES = 6
_FEW_CHARACTERS = 5
# So many lines of rows without figures may end a table; points: what begins, or has its middle, nearer than this does so at one place.
_MOST_REST, _SAME = 60, 2.5
# In characters: a head's lines stand closer than this.
_CLOSE = 3.0


def regions_of(lines: Sequence[Line], tokens: Sequence[Sequence[Word]]) -> list[range]:
    """Runs of lines that hold figures in columns, with the header above and the wrapped labels between."""
    anchors = [i for i, row in enumerate(tokens) if len(row) >= 2 and any(token.is_figure for token in row)]
    regions: list[range] = []
    width = widest(lines) if lines else 0.0
    for index in anchors:
        start = _reach_up(index, lines, width)
        if regions and not _parted(lines, regions[-1].stop, start, index, width):
            regions[-1] = range(regions[-1].start, index + 1)
        else:
            regions.append(range(max(start, regions[-1].stop if regions else 0), index + 1))
    found = [
        _reach_down(_with_close_figures(region, lines, tokens), lines, tokens)
        for region in regions
        if _is_table(region, lines, tokens)
    ]
    return [_with_blank_rest(region, lines, tokens, width) for region in found]


def _with_close_figures(region: range, lines: Sequence[Line], tokens: Sequence[Sequence[Word]]) -> range:
    """The region with the rows below whose only figure stands close behind its label, in a column of the others."""
    bands = [token.box for number in region for token in tokens[number] if token.is_figure]
    stop = region.stop
    for number in range(region.stop, min(region.stop + _MOST_BETWEEN, len(lines))):
        last = words_of(lines[number], number)[-1:]
        if SECTION.match(lines[number].text):
            break
        if any(word.is_figure and box[0] < word.box[2] and word.box[0] < box[2] for word in last for box in bands):
            stop = number + 1
    return range(region.start, stop)


def _is_table(region: range, lines: Sequence[Line], tokens: Sequence[Sequence[Word]]) -> bool:
    """Whether lines hold figures enough or cells beside each other, or as many words as figures and label stand under, or
    stand under many names."""
    figures = max(
        sum(token.is_figure for number in region for token in tokens[number]),
        sum(len(tokens[number]) >= _FEWEST_WORDS for number in region),
    )
    last = tokens[region[-1]]
    headed = len(region) >= 2 and len(last) == len(tokens[region[-2]]) > _FEWEST_WORDS
    if len(region) < 2 or figures >= _FEWEST_FIGURES or (figures == len(last) - 1 and headed):
        return len(region) > 1
    return any(sum(word.text.isalpha() for word in words_of(lines[at], at)) >= _MANY_NAMES for at in region)


def _reach_up(index: int, lines: Sequence[Line], width: float) -> int:
    """The first line of the header above an anchor: short or gapped lines, up to a section's title."""
    least = max(index - _MOST_STACKED, -1)
    top = next((at for at in range(index - 1, least, -1) if SECTION.match(lines[at].text)), least)
    if (top < 0 or top > least) and not any(is_text(line, width) for line in lines[top + 1 : index]):
        return top + 1
    start = index
    while start > 0 and (index - start < _MOST_HEAD or _is_stacked(lines, start - 1)):
        above = lines[start - 1]
        if is_text(above, width) or SECTION.match(above.text):
            break
        start -= 1
    return start


def widest(lines: Sequence[Line]) -> float:
    """How wide the text of a page is."""
    return max(line.box[2] for line in lines) - min(line.box[0] for line in lines)


def _is_prose(line: Line, width: float) -> bool:
    """Whether a line fills the width of its page's text with words that do not stand apart."""
    full = line.box[2] - line.box[0] > _FULL * width
    return full and count_of(line, GAP_EMS) < 2 and count_of(line) < _MANY_NAMES


def _is_stacked(lines: Sequence[Line], number: int) -> bool:
    """Whether a line right above the next one holds only characters of names that stand upright in narrow columns."""
    line = lines[number]
    near = lines[number + 1].box[1] - line.box[3] < _CLOSE * line.size
    return near and all(len(word.text) <= _FEW_CHARACTERS for word in words_of(line, number))


def _reach_down(region: range, lines: Sequence[Line], tokens: Sequence[Sequence[Word]]) -> range:
    """A label's last piece may hang below its figures: take short lines that are no section's title."""
    stop = region.stop
    while stop < len(lines) and stop - region.stop < 2:
        line, before = lines[stop], lines[stop - 1]
        near = line.box[1] - before.box[3] < 0.6 * line.size
        short = line.box[2] - line.box[0] < 14 * line.size
        if SECTION.match(line.text) or not near or not short or len(tokens[stop]) > 1:
            break
        stop += 1
    return range(region.start, stop)


def _with_blank_rest(region: range, lines: Sequence[Line], tokens: Sequence[Sequence[Word]], width: float) -> range:
    """The region with what stands between it and the next section's title, or the page's end, where that is rows without
    any figure.

    They stand under a head of their own, or are numbered, and where labels of the table stand or in its middle.
    """
    stop = next((at for at in range(region.stop, len(lines)) if SECTION.match(lines[at].text)), len(lines))
    rest = range(region.stop, stop)
    starts = [lines[number].box[0] for number in region]
    left, right = min(starts), max(lines[number].box[2] for number in region)
    edge = min((token.box[0] for number in region for token in tokens[number] if token.is_figure), default=left)
    is_rest = len(rest) <= _MOST_REST and all(
        not is_text(lines[at], width)
        and (
            len(tokens[at]) > 1
            or any(abs(lines[at].box[0] - start) < _SAME for start in starts)
            or abs(lines[at].box[0] + lines[at].box[2] - left - right) < 2 * _SAME
            or (left - _SAME < lines[at].box[0] and lines[at].box[2] < edge)
        )
        for at in rest
    )
    is_told = any(len(tokens[at]) > 1 or NUMBERED.match(lines[at].text) for at in rest)
    return range(region.start, stop) if is_rest and is_told else region


def is_text(line: Line, width: float) -> bool:
    """Whether a line can be no part of a table."""
    return _is_prose(line, width) or _SIGNED.search("".join(line.text.split())) is not None


def _parted(lines: Sequence[Line], stop: int, start: int, index: int, width: float) -> bool:
    """Whether more lies between two runs of figures than rows without any; the second one's head begins at `start`."""
    if any(SECTION.match(lines[at].text) for at in range(stop, index)):
        return True
    between = range(stop, start)
    return len(between) > _MOST_BETWEEN and any(is_text(lines[at], width) for at in between)
