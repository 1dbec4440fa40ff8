"""The ruled lines of a table on a picture, pale and broken ones too, told from the strokes of characters in a row."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from math import inf
from typing import Any, NamedTuple

from flows.extract.layout.joints import SNAP
from flows.extract.layout.page import Rule
from flows.extract.ocr.tones import is_drawn
from flows.extract.ocr.worn import mended

# The widest gaps (points) of one line across and one down.
_MOST_ACROSS, _MOST_DOWN = 25.0, 28.0
# Pale lines that meet others do so within this (points), and dark ones on a page that leans a little.
_MEETING, _ENDING = 1.2, 1.8
# As high (points) as several rows.
_ROWS = 60.0
# A line of this share of a page's width is one whatever stands at its ends; two pages may stand side by side.
_LONG, _SIDE_BY_SIDE = 0.4, 2
# How far from its ends (points) others hold a line: strokes that run through a row of characters come near, too.
_TOUCHING, _NEAR = 2.5, 8.0
# The least share of a line that is drawn.
_DRAWN = 0.8
_MOST_LINES = 3000
# How thick a line may be (pixels); how much darker than paper a pale one is at least, on a picture that was drawn (one on a fill,
# spread by the enlargement, is) and on others, and than the grain of the picture.
_THICKEST, _FAINTEST_DRAWN, _FAINTEST, _OVER_NOISE = 9, 3.0, 16.0, 3.0
# What is left of an eaten line is at least as long as this part of a line.
_SCRAP = 4
# A narrow cell is no wider than so many times the shortest line, and of a line in it at least this share is drawn. Measured on
# screens and scans: rows of digits up to 0.94, ruled lines from 0.97 on.
_NARROW, _WHOLE = 2, 0.95
# A stroke no longer than so many times the shortest line is none where its middle stands off its ends by so much (pixels):
# the side of a seal's ring, or of one drawn with a pen.
_SHORT, _BOWED = 3, 1.25
# How many pixels a line is made longer at either end to meet its next piece.
_GROWN = 4
# A page's height over its width; that of a sheet of paper (ISO 216) and how far from it a page that is rendered may be.
_PAGE, _SHEET, _ABOUT = 1.42, 2**0.5, 0.006
# Pixels beside a line in which there is ink, but that of lines across it, along these shares of it where it is made of
# characters. Measured on scans: ruled lines up to 0.12, strokes of characters from 0.28 on both sides or from 0.68 on one.
_BESIDE = 3
_INKED_BOTH, _INKED_ONE = 0.2, 0.6
# The share of a line in a box higher than the thickest over which its thickness differs by more than a pixel from what it
# mostly is. Measured on pictures of all kinds: ruled lines that lean up to 0.16; rows of small characters run together from
# 0.25, mostly from 0.4 on.
_RAGGED = 0.3

_Line = tuple[int, int, int, int]
"""Where a line begins, from left and top, how long and how high it is; pixels."""


def ruled_lines(image: Any, ink: Any, scale: float) -> list[Rule]:
    """The long straight lines on a picture, of which `ink` is the mask of ink; `scale` turns pixels into points."""
    import cv2

    gray = cv2.cvtColor(image, cv2.COLOR_BGR2GRAY)
    rows, columns = _shortest(ink)
    # A line down is found as a line across of the picture on its side.
    across, short_across, scraps = _drawn(gray, ink, scale, (rows, columns), horizontal=True)
    down, short_down, scraps_down = _drawn(gray.T.copy(), ink.T.copy(), scale, (columns, rows), horizontal=False)
    across, down = mended(across, scraps, down), mended(down, scraps_down, across)
    across, down = list(_closed(across, down, _MOST_ACROSS)), list(_closed(down, across, _MOST_DOWN))
    least = max(min(ink.shape), ink.shape[1] // _SIDE_BY_SIDE) * scale * _LONG
    sure = _held(across, down, _TOUCHING, least) + _held(down, across, _NEAR, least)
    return sure + _held(short_across, down, _MEETING) + _held(short_down, across, _MEETING)


def _shortest(ink: Any) -> tuple[int, int]:
    """How many pixels a line across and one down are long at least.

    A page's share of the picture counts: two may stand side by side, or many under each other.
    """
    height, width = ink.shape
    return max(min(width, height) // 30, 30), max(min(height, int(width * _PAGE)) // 45, 44)


def _held(rules: list[Rule], others: list[Rule], reach: float, least: float = inf) -> list[Rule]:
    """The lines that others hold at both ends, or that are long: strokes of characters run together are neither.

    One over several rows may end where others do: a page's end cuts a group's cell open, whose rows are closed.
    """
    return [
        rule
        for rule in rules
        if rule.end - rule.start >= least
        or all(
            _ends(rule, end, others, reach)
            or (rule.end - rule.start >= _ROWS and any(abs(other.at - end) <= _ENDING for other in others))
            for end in (rule.start, rule.end)
        )
    ]


def _ends(rule: Rule, end: float, others: Iterable[Rule], reach: float) -> bool:
    """Whether another line stands where a line ends."""
    return any(abs(other.at - end) <= reach and other.start - reach <= rule.at <= other.end + reach for other in others)


def _drawn(gray: Any, ink: Any, scale: float, shortest: tuple[int, int], *, horizontal: bool) -> tuple[list[Rule], ...]:
    """Lines across, longer than any stroke of a heading's characters; shorter pale ones; scraps.

    `shortest` are the pixels that a line across and one down are long at least.
    """
    least, least_down = shortest
    faint = _faint(gray)
    # Characters under each other are joined by the grey around them up to the height of a row, never of two.
    sure = _runs(ink, least) | _runs(faint, 2 * least)
    short = _runs(faint, least) & ~sure
    beside = ink & ~_runs(ink.T.copy(), least_down).T
    seen = _Ink(ink | faint, beside, 2 * least)
    rules = [
        rule
        for rule in _rules(sure, seen, scale, horizontal)
        if not (_is_in_strokes(seen.marks, rule, scale, least) or _is_bowed(seen.marks, rule, scale, least))
    ]
    scraps = _runs(_at_levels(ink, rules, scale), least // _SCRAP)
    return rules, _rules(short, seen, scale, horizontal), _rules(scraps, seen, scale, horizontal)


def _is_in_strokes(marks: Any, rule: Rule, scale: float, least: int) -> bool:
    """Whether a line no longer than a narrow cell has gaps, as the strokes of a figure that fills such a cell do."""
    start, end, at = (int(value / scale) for value in (rule.start, rule.end, rule.at))
    if end - start > _NARROW * least:
        return False
    return bool((marks[max(at - _GROWN, 0) : at + _GROWN, start:end] > 0).any(axis=0).mean() < _WHOLE)


def _is_bowed(marks: Any, rule: Rule, scale: float, least: int) -> bool:
    """Whether a short line is a stretch of a ring: its ends lie on one side of its middle."""
    import numpy as np

    start, end, at = (int(value / scale) for value in (rule.start, rule.end, rule.at))
    if end - start > _SHORT * least:
        return False
    drawn = marks[max(at - _THICKEST, 0) : at + _THICKEST + 1, start:end] > 0
    levels = np.arange(len(drawn)) @ drawn / np.maximum(drawn.sum(axis=0), 1)
    quarter = len(levels) // 4
    middle = np.median(levels[quarter:-quarter])
    ends = np.array([np.median(part) - middle for part in (levels[:quarter], levels[-quarter:])])
    return bool((ends > _BOWED).all() or (ends < -_BOWED).all())


def _at_levels(ink: Any, rules: Sequence[Rule], scale: float) -> Any:
    """The mask of ink at the levels of these lines alone."""
    import numpy as np

    levels = np.zeros((len(ink), 1), np.uint8)
    for rule in rules:
        levels[max(int((rule.at - _MEETING) / scale), 0) : int((rule.at + _MEETING) / scale) + 1] = 255
    return ink & levels


class _Ink(NamedTuple):
    """Masks (255 on 0) of what may be drawn, and of the ink of which the lines are left out that cross those looked for.

    What is drawn without any gap over `sure` pixels is no stroke of a character.
    """

    marks: Any
    beside: Any
    sure: int


def _rules(runs: Any, ink: _Ink, scale: float, horizontal: bool) -> list[Rule]:
    """The lines that these runs make."""
    import cv2

    # A line that leans or flickers by a pixel is one line, and so is one with gaps of a few.
    lines = cv2.dilate(runs, cv2.getStructuringElement(cv2.MORPH_RECT, (2 * _GROWN + 1, 3)))
    count, labels, boxes, _ = cv2.connectedComponentsWithStats(lines)
    found: list[tuple[int, float, int]] = []
    for label in range(1, min(count, _MOST_LINES)):
        left, top, long, high, area = map(int, boxes[label])
        part = labels[top : top + high, left : left + long] == label
        if area <= _THICKEST * long and not _is_print(part, ink.beside, (left, top, long, high)):
            found.append((left + _GROWN, top + _level(part), long - 2 * _GROWN))
        else:
            found += ((x, y + thick / 2, wide) for x, y, wide, thick in _unbroken(part, ink, left, top))
    return [Rule(horizontal, at * scale, left * scale, (left + long) * scale) for left, at, long in found]


def _level(line: Any) -> float:
    """How far from the top of its box a line (a mask of it) runs mostly, whatever touches it."""
    import numpy as np

    drawn = np.cumsum(line.sum(axis=1))
    return float(np.interp(drawn[-1] / 2, np.concatenate([[0], drawn]), np.arange(len(drawn) + 1)))


def _is_print(part: Any, beside: Any, line: _Line) -> bool:
    """Whether what seems a line (a mask of its box) is a row of characters."""
    return _is_of_characters(beside, line) or (line[3] > _THICKEST and _is_ragged(part))


def _unbroken(part: Any, ink: _Ink, left: int, top: int) -> Iterator[_Line]:
    """The lines without a gap among a row of characters that touch them; `part` is the mask of the box at this place."""
    import cv2
    import numpy as np

    high, long = part.shape
    drawn = ink.marks[top : top + high, left : left + long] * part.astype(np.uint8)
    count, _, boxes, _ = cv2.connectedComponentsWithStats(
        cv2.morphologyEx(drawn, cv2.MORPH_OPEN, np.ones((1, ink.sure), np.uint8))
    )
    for x, y, width, height, _area in boxes[1:count].tolist():
        if height <= _THICKEST:
            yield left + x, top + y, width, height


def _runs(mask: Any, least: int) -> Any:
    """What of a mask belongs to runs across of so many pixels, gaps of a few closed."""
    import cv2

    closed = cv2.morphologyEx(mask, cv2.MORPH_CLOSE, cv2.getStructuringElement(cv2.MORPH_RECT, (5, 1)))
    return cv2.morphologyEx(closed, cv2.MORPH_OPEN, cv2.getStructuringElement(cv2.MORPH_RECT, (least, 1)))


def _faint(gray: Any) -> Any:
    """Thin marks darker than what is above and below them, however faint: print beside a pale line hides it from a mean."""
    import cv2
    import numpy as np

    darker = cv2.morphologyEx(gray, cv2.MORPH_BLACKHAT, cv2.getStructuringElement(cv2.MORPH_RECT, (1, _THICKEST + 1)))
    least = max(_FAINTEST, _OVER_NOISE * float(np.median(darker)))
    faint = darker > least
    if not _is_sheet(gray) and is_drawn(gray):
        # Along a line all pixels are alike, and along the edges of characters none.
        beside = cv2.absdiff(gray[:, 1:], gray[:, :-1]) <= 1
        even = np.pad(beside, ((0, 0), (1, 0))) | np.pad(beside, ((0, 0), (0, 1)))
        faint |= (darker > _FAINTEST_DRAWN) & even
    return faint.astype(np.uint8) * 255


def _is_sheet(gray: Any) -> bool:
    """Whether a picture has the shape of a sheet of paper, on which creases and stains are as pale as lines on a screen."""
    height, width = sorted(map(int, gray.shape[:2]), reverse=True)
    return abs(height / width - _SHEET) < _ABOUT


def _is_of_characters(ink: Any, line: _Line) -> bool:
    """Whether a line is the strokes of characters in a row: ink goes on above and below it, as beside no ruled line."""
    left, top, long, high = line
    above = (ink[max(top - _BESIDE, 0) : top, left : left + long] > 0).any(axis=0)
    below = (ink[top + high : top + high + _BESIDE, left : left + long] > 0).any(axis=0)
    shares = (float(above.mean()), float(below.mean()))
    return min(shares) > _INKED_BOTH or max(shares) > _INKED_ONE


def _is_ragged(line: Any) -> bool:
    """Whether a line (a mask of its box) is now thick, now thin, as a row of characters run together is."""
    import numpy as np

    thickness = line.sum(axis=0)
    return bool((abs(thickness - np.median(thickness)) > 1).mean() > _RAGGED)


def _closed(rules: list[Rule], others: Sequence[Rule], most_points: float) -> Iterator[Rule]:
    """Lines with their gaps closed: a faint print loses a stretch of a line between two others, a form does not.

    What is gap for a large part is no line but a row of characters, and stays in pieces; so does a line that ends at
    another one and goes on at the next, as between two tables or beside a cell over the whole width.
    """
    lines: list[list[Rule]] = []
    for rule in sorted(rules, key=lambda rule: (round(rule.at / SNAP), rule.start)):
        near = [pieces for pieces in lines if _go_on(pieces, rule, others, most_points)]
        if near:
            near[-1].append(rule)
        else:
            lines.append([rule])
    for pieces in lines:
        whole = Rule(pieces[0].horizontal, pieces[0].at, min(p.start for p in pieces), max(p.end for p in pieces))
        drawn = sum(piece.end - piece.start for piece in pieces)
        yield from [whole] if drawn >= _DRAWN * (whole.end - whole.start) else pieces


def _go_on(pieces: list[Rule], rule: Rule, others: Sequence[Rule], most_points: float) -> bool:
    """Whether a line is a piece of the same line as others, the gap between them (points) being one of the print."""
    if abs(pieces[0].at - rule.at) > SNAP:
        return False
    before, after = max(piece.end for piece in pieces), min(piece.start for piece in pieces)
    gap, ends = max((rule.start - before, (before, rule.start)), (after - rule.end, (rule.end, after)))
    return gap <= most_points and (gap <= _TOUCHING or not all(_ends(rule, end, others, _ENDING) for end in ends))
