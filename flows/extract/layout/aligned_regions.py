"""Which lines of a page are a table without ruled lines: those with figures, the head above them, the labels between."""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.extract.layout.lines import Line
from flows.extract.layout.words import Word, words_of

_SECTION = re.compile(r"^[一二三四五六]、.{4,}(?:情况|事项)$")
_SIGNED = re.compile(r"^(?:20\d\d|二[〇○零一二三四五六七八九]{3})年.{1,3}月.{1,3}日$|。[”）)]?$")
"""The day under a report, or the end of a sentence: no head of a table begins above."""
_MOST_BETWEEN = 4
_MOST_HEAD = 8
_FEWEST_FIGURES, _FEWEST_WORDS = 3, 2
# A line of so many words with spaces between them is a head whose names stand close, and no prose.
_MANY_NAMES = 6
# So many names stand over no table but one that has figures in every column: a head with a place for labels is shorter.
_MOST_NAMES = 8
_FEW_CHARACTERS = 5
# In characters: a head's lines stand closer than this.
_CLOSE = 3.0


def regions_of(lines: Sequence[Line], tokens: Sequence[Sequence[Word]]) -> list[range]:
    """Runs of lines that hold figures in columns, with the header above and the wrapped labels between."""
    anchors = [i for i, row in enumerate(tokens) if len(row) >= 2 and any(token.is_figure for token in row)]
    regions: list[range] = []
    for index in anchors:
        start = _reach_up(index, lines, tokens)
        if regions and start <= regions[-1].stop + _MOST_BETWEEN and not _parted(lines, regions[-1].stop, index):
            regions[-1] = range(regions[-1].start, index + 1)
        else:
            regions.append(range(max(start, regions[-1].stop if regions else 0), index + 1))
    return [
        _reach_down(_with_close_figures(region, lines, tokens), lines, tokens)
        for region in regions
        if _is_table(region, tokens)
    ]


def head_at_foot(lines: Sequence[Line], tokens: Sequence[Sequence[Word]]) -> range | None:
    """The lines at the end of a page that are a table's head, under a section's title; its figures are on the next page."""
    if not lines or any(token.is_figure for token in tokens[-1]):
        return None
    start = _reach_up(len(lines) - 1, lines, tokens)
    titled = start > 0 and _SECTION.match(lines[start - 1].text)
    names = max(sum(map(_is_name, words_of(lines[number], number))) for number in range(start, len(lines)))
    return range(start, len(lines)) if titled and names >= _MOST_NAMES else None


def _is_name(word: Word) -> bool:
    return word.text.isalpha()


def _with_close_figures(region: range, lines: Sequence[Line], tokens: Sequence[Sequence[Word]]) -> range:
    """The region with the rows below whose only figure stands close behind its label, in a column of the others."""
    bands = [token.box for number in region for token in tokens[number] if token.is_figure]
    stop = region.stop
    for number in range(region.stop, min(region.stop + _MOST_BETWEEN, len(lines))):
        last = words_of(lines[number], number)[-1:]
        if _SECTION.match(lines[number].text):
            break
        if any(word.is_figure and box[0] < word.box[2] and word.box[0] < box[2] for word in last for box in bands):
            stop = number + 1
    return range(region.start, stop)


def _is_table(region: range, tokens: Sequence[Sequence[Word]]) -> bool:
    """Whether lines hold figures enough, or as many words as figures and label stand under."""
    figures = sum(token.is_figure for number in region for token in tokens[number])
    last = tokens[region[-1]]
    headed = len(region) >= 2 and len(last) == len(tokens[region[-2]]) > _FEWEST_WORDS
    return len(region) >= 2 and (figures >= _FEWEST_FIGURES or (figures == len(last) - 1 and headed))


def _reach_up(index: int, lines: Sequence[Line], tokens: Sequence[Sequence[Word]]) -> int:
    """The first line of the header above an anchor: short or gapped lines, up to a section's title."""
    start = index
    widest = max(line.box[2] for line in lines) - min(line.box[0] for line in lines)
    while start > 0 and (index - start < _MOST_HEAD or _is_stacked(lines, start - 1)):
        above = lines[start - 1]
        names = len(words_of(above, start - 1))
        full = above.box[2] - above.box[0] > 0.75 * widest and len(tokens[start - 1]) < 2 and names < _MANY_NAMES
        if full or _SECTION.match(above.text) or _SIGNED.search("".join(above.text.split())):
            break
        start -= 1
    return start


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
        if _SECTION.match(line.text) or not near or not short or len(tokens[stop]) > 1:
            break
        stop += 1
    return range(region.start, stop)


def _parted(lines: Sequence[Line], start: int, stop: int) -> bool:
    return any(_SECTION.match(lines[index].text) for index in range(start, stop))
