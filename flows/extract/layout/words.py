"""Lines of text → words, and whether a word is a figure: what tables without ruled lines are made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median

from flows.extract.layout.lines import DIGIT_GAP, GAP, SIGN_GAP, WIDE_SIGN_GAP, Line, are_of_one_size, lines_of
from flows.extract.layout.page import Box, Glyph
from flows.extract.numerals import MARK

UNITS = re.compile("件|条|项|宗|起|次|元|万元")
# With a note behind it, or the beginning of one, a figure is one too.
_FIGURE = re.compile(
    rf"^(?:-?\d[\d,，]*(?:[.．]\d+)?(?: ?(?:{UNITS.pattern}))?(?:[（(\[［].*|{MARK})?|[/／—–-]{{1,2}})$"
)
# A figure with a note whose bracket is still open.
NOTE_BEGUN = re.compile(r"^\d[^（(]*[（(][^）)]*$")
# The number that a label of a long form begins with.
NUMBERED = re.compile(r"^(?:[（(][一二三四五六七]|[一二三四]、|\d\s*[.、．])")
# The beginning of a figure that goes on in the next line of its cell, and the rest of it.
BEGUN, REST = re.compile(r"^\d[\d,.]+$"), re.compile(r"^[\d,.]*\d$")
_OF_FIGURE, _WIDE = re.compile(r"[\d.,．，]"), re.compile("[．，]")
# A unit right behind a figure, and how far from it, in characters: office programs set it off, and a justified line more so.
_UNIT, _UNIT_GAP = re.compile(r"[件条项宗起次元万]"), 0.7
# Marks that take up the place of a character and fill half of it: usually that of a bracket at its text, in some fonts the middle.
_LEFT_EMPTY, _RIGHT_EMPTY = frozenset("（【《“‘、，。；："), frozenset("）】》”’、，。；：")
_HALF, _QUARTER = 0.55, 0.25
_DIGITS = re.compile(r"[\d.,]+")
# In characters: by how much more figures beside each other stand apart than their digits do; as many gaps tell how far those do.
_APART, _FEWEST_GAPS = 0.1, 3


@dataclass(frozen=True, slots=True)
class Word:
    """A run of characters without a gap, on line `line` of its table."""

    text: str
    box: Box
    line: int
    size: float
    confidence: float = 1.0
    glyphs: tuple[Glyph, ...] = field(default=(), compare=False, repr=False)

    @property
    def middle(self) -> float:
        """The height of its centre."""
        return (self.box[1] + self.box[3]) / 2

    @property
    def is_figure(self) -> bool:
        """Whether it reads as a figure, or as one of the strokes that stand for none."""
        return bool(_FIGURE.match(self.text))


def words_of(line: Line, number: int, gap_ems: float = GAP) -> list[Word]:
    """The words of a line, left to right; further apart than `gap_ems` characters they are two."""
    return [_word(part, number, run) for run in _runs(line, gap_ems) for part in lines_of(run) if part.text]


def count_of(line: Line, gap_ems: float = GAP) -> int:
    """How many words a line has."""
    return sum(1 for _ in _runs(line, gap_ems))


def _runs(line: Line, gap_ems: float) -> Iterator[list[Glyph]]:
    """The characters of a line, word by word."""
    groups: list[list[Glyph]] = []
    for glyph in line.glyphs:
        if groups and _is_near(groups[-1][-1], glyph, gap_ems):
            groups[-1].append(glyph)
        else:
            groups.append([glyph])
    return (figure for group in groups for figure in _figures(group))


def _figures(group: list[Glyph]) -> Iterator[list[Glyph]]:
    """The figures of a run that stand in columns beside each other: further apart than the digits of each of them."""
    signs = "".join(glyph.text for glyph in group)
    gaps = {at: group[at].x0 - group[at - 1].x1 for at in range(1, len(group)) if signs[at - 1 : at + 1].isdecimal()}
    if len(signs) != len(group) or not _DIGITS.fullmatch(signs) or len(gaps) < _FEWEST_GAPS:
        yield group
        return
    least = median(gaps.values()) + _APART * group[0].size
    starts = [0, *(at for at, gap in gaps.items() if gap > least), len(group)]
    yield from (group[start:stop] for start, stop in pairwise(starts))


def _is_near(before: Glyph, glyph: Glyph, usual: float) -> bool:
    """Whether two characters beside each other are of one word; most stand so near that no pair of them would be two."""
    apart = (glyph.x0 - before.x1) / max(glyph.size, 1.0)
    return apart <= usual or apart <= _gap(before, glyph, usual)


def _gap(before: Glyph, glyph: Glyph, usual: float) -> float:
    """The gap from which on two characters are two words; the digits of one figure stand apart as words never do."""
    if _OF_FIGURE.fullmatch(before.text.strip()) and _OF_FIGURE.fullmatch(glyph.text):
        signs = before.text.strip() + glyph.text
        return max(usual, DIGIT_GAP if signs.isdigit() else WIDE_SIGN_GAP if _WIDE.search(signs) else SIGN_GAP)
    if before.text.strip().isdigit() and _UNIT.fullmatch(glyph.text.strip()):
        return max(usual, _UNIT_GAP)
    return usual + empty_half(before.text, glyph.text)


def _word(part: Line, number: int, group: Sequence[Glyph]) -> Word:
    return Word(part.text, part.box, number, part.size, min(glyph.confidence for glyph in group), part.glyphs)


def are_alike(words: Sequence[Word]) -> bool:
    """Whether words are set in one size, as the lines of one figure are."""
    return are_of_one_size(*(word.size for word in words))


def empty_half(before: str, after: str) -> float:
    """How wide, in characters, the empty half of a bracket or a mark is that stands between two characters."""
    last, first = before[-1:], after.strip()[:1]
    if last in _RIGHT_EMPTY or first in _LEFT_EMPTY:
        return _HALF
    return _QUARTER if last in _LEFT_EMPTY or first in _RIGHT_EMPTY else 0.0


def together(words: Sequence[Word]) -> Word:
    """Words beside or under each other as one; figures and Latin letters keep the gap between them."""
    if len(words) == 1:
        return replace(words[0], box=around([words[0].box]))
    text, before = "", words[0]
    for word in words:
        gap = word.line != before.line or word.box[0] - before.box[2] > GAP * word.size or _are_parted(before, word)
        text += (" " if gap and text[-1:].isascii() and word.text[0].isascii() and text else "") + word.text
        before = word
    sure = min(word.confidence for word in words)
    glyphs = tuple(glyph for word in words for glyph in word.glyphs)
    return Word(text, around(word.box for word in words), words[0].line, words[0].size, sure, glyphs)


def _are_parted(before: Word, word: Word) -> bool:
    """Whether digits stand apart that are no one figure for all that is known: 1 212."""
    return before.text[-1:].isdecimal() and word.text[:1].isdecimal()


def around(boxes: Iterable[Box]) -> Box:
    """The box around boxes, rounded to a tenth of a point."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return (round(min(x0), 1), round(min(y0), 1), round(max(x1), 1), round(max(y1), 1))
