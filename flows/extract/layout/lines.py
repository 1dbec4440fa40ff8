"""Glyphs → lines of text, by position and never by the order in which the file stores them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from flows.extract.layout.page import TORN, Box, Glyph

# Points, and characters on larger sheets: as much of a cell beside its text is its margins, at most.
_BESIDE, _BESIDE_EMS = 14.0, 1.6
# Two glyphs further apart than this share of the font size have a space between them; digits are narrower than their places.
GAP, DIGIT_GAP = 0.34, 0.45
SIGN_GAP, WIDE_SIGN_GAP = 0.5, 0.85
_SIGN = re.compile(r"\d[,.]|[,.]\d")
_WIDE_SIGN = re.compile(r"\d[，．]|[，．]\d")
# In characters: no further apart than this do digits of one figure stand, however it is spread; how much their gaps differ; so many tell.
_SPREAD, _EVEN, _FEWEST_GAPS = 0.6, 0.15, 2
# Characters that cover each other by more than this share of the narrower one are printed over each other.
_OVERPRINT = 0.6
# Digits of one figure cover no more of each other than this share, and no more characters apart in height do they stand.
_REACHES, _LEVEL = 0.25, 0.15
# The share of their size in which the characters of one figure differ, at most.
_ALIKE = 0.1
_FIGURE_SIGN = re.compile(r"[\d/／—–-]")
# A mark fills half of the place that it takes: the next character may be set over the other.
_MARK = re.compile(r"[（）【】《》“”‘’、，。；：]")
# No space: what parts Chinese characters, and the empty half of a bracket behind a figure.
_CJK_SPACE = re.compile(
    r"(?<=[\u2018-\u201d\u3000-\u9fff\uff00-\uffef]) (?=[\u2018-\u201d\u3000-\u9fff\uff00-\uffef])| (?=（)"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of text and the box around its glyphs."""

    text: str
    box: Box
    size: float
    glyphs: tuple[Glyph, ...] = ()


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines that these glyphs make, top to bottom, each read left to right."""
    return [_line(row) for row in _rows(sorted(glyphs, key=lambda glyph: glyph.middle[1]))]


def _rows(glyphs: Sequence[Glyph]) -> list[list[Glyph]]:
    """Glyphs whose centres lie within half a character's height of the row's running centre."""
    rows: list[list[Glyph]] = []
    centre = 0.0
    for glyph in glyphs:
        middle = glyph.middle[1]
        if rows and abs(middle - centre) <= 0.5 * max(glyph.size, 4.0):
            rows[-1].append(glyph)
            centre += (middle - centre) / len(rows[-1])
        else:
            rows.append([glyph])
            centre = middle
    return rows


def _line(row: list[Glyph]) -> Line:
    row.sort(key=lambda glyph: glyph.x0)
    spacing = _spacing(row)
    pieces: list[str] = []
    previous: Glyph | None = None
    for glyph in row:
        if previous is not None and _lies_on(previous, glyph):
            if previous.text.strip() == glyph.text.strip():
                continue  # bold by printing twice
            if _FIGURE_SIGN.search(previous.text + glyph.text) and not _MARK.search(previous.text + glyph.text):
                pieces.append(TORN)
        elif previous is not None and _differ(previous, glyph):
            pieces.append(TORN)
        if previous is not None and _stand_apart(previous, glyph, spacing):
            pieces.append(" ")
        pieces.append(glyph.text)
        previous = glyph
    text = _CJK_SPACE.sub("", " ".join("".join(pieces).split()))
    box = (row[0].x0, min(g.top for g in row), max(g.x1 for g in row), max(g.bottom for g in row))
    return Line(text, box, max(glyph.size for glyph in row), tuple(row))


def _spacing(row: Sequence[Glyph]) -> float:
    """How far apart the digits of a line stand that are spread evenly, in points; 0 where they are not, or are too few to tell."""
    gaps = [
        after.x0 - glyph.x1 for glyph, after in pairwise(row) if glyph.text.strip().isdigit() and after.text.isdigit()
    ]
    if len(gaps) < _FEWEST_GAPS or max(gaps) > _SPREAD * row[0].size or max(gaps) - min(gaps) > _EVEN * row[0].size:
        return 0.0
    return max(gaps)


def _stand_apart(before: Glyph, glyph: Glyph, spacing: float) -> bool:
    """Whether there is a space between two characters: a comma in a figure is narrower than the place it takes."""
    size, apart = max(glyph.size, before.size, 1.0), glyph.x0 - before.x1
    if apart <= GAP * size or glyph.text.startswith(" "):
        return False
    signs = before.text.strip() + glyph.text
    if signs.isdigit():
        return apart > max(DIGIT_GAP * size, spacing)
    gap = SIGN_GAP if _SIGN.fullmatch(signs) else WIDE_SIGN_GAP if _WIDE_SIGN.fullmatch(signs) else GAP
    return apart > gap * size


def _lies_on(before: Glyph, glyph: Glyph, share: float = _OVERPRINT) -> bool:
    """Whether two characters are printed over each other."""
    narrower = min(before.x1 - before.x0, glyph.x1 - glyph.x0)
    return before.x1 - glyph.x0 > max(share * narrower, 0.5)


def are_of_one_size(*sizes: float) -> bool:
    """Whether print of these sizes is set in one size, as all of one figure is."""
    return max(sizes) - min(sizes) <= _ALIKE * max(sizes)


def are_two_prints(lines: Sequence[Line], width: float) -> bool:
    """Whether a figure in a cell of this width goes on in a line below in another size, that it had no need of, or that reaches into its own.

    What was stamped into a cell is no part of its figure.
    """
    pairs = ((up, low) for up, low in pairwise(lines) if (up.text[-1] + low.text[0]).isdigit())
    known = [(up, low) for up, low in pairs if min(glyph.confidence for glyph in (*up.glyphs, *low.glyphs)) == 1]
    return any(
        low.box[1] < up.box[3] - _LEVEL * low.size
        or not are_of_one_size(up.size, low.size)
        or up.box[2] - up.box[0] < width - max(_BESIDE, _BESIDE_EMS * up.size) - up.size / 2
        for up, low in known
    )


def _differ(before: Glyph, glyph: Glyph) -> bool:
    """Whether two digits beside each other cannot be those of one figure: one reaches into the other, or stands off its line."""
    if min(before.confidence, glyph.confidence) < 1 or not (before.text.strip() + glyph.text.strip()).isdigit():
        return False
    size = max(before.size, glyph.size)
    is_near = glyph.x0 - before.x1 <= GAP * size
    return is_near and (_lies_on(before, glyph, _REACHES) or abs(before.middle[1] - glyph.middle[1]) > _LEVEL * size)
