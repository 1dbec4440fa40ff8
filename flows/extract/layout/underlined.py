"""Lines under words → gone: in a narrow cell they reach from side to side and would part it like a border."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from flows.extract.layout.page import Glyph, PageLayout, Rule

# In characters: how far a line stands above the foot of the words over it, or below it; how far beyond their ends it reaches,
# and how far from each other they stand.
_ABOVE, _BELOW, _BEYOND, _GAP = 0.25, 0.05, 2.0, 1.0
# Points: pieces of one line are nearer to each other than this, along it and across; the feet of words are looked for this far off.
_TOUCHING, _NEAR = 0.5, 15.0
# Points: what is shorter is one of the many dots of a dotted line.
_SHORTEST = 2.0


def without_underlines(page: PageLayout) -> PageLayout:
    """The page without the lines that begin and end where the words right above them do, in whatever pieces they are drawn."""
    glyphs = sorted((glyph for glyph in page.glyphs if glyph.confidence == 1), key=lambda glyph: glyph.bottom)
    feet = [glyph.bottom for glyph in glyphs]
    gone = set()
    for pieces in _lines(page.rules):
        at, end = pieces[0].at, max(piece.end for piece in pieces)
        if end - pieces[0].start < _SHORTEST:
            continue
        near = glyphs[bisect_left(feet, at - _NEAR) : bisect_right(feet, at + _NEAR)]
        if _underlines(Rule(True, at, pieces[0].start, end), near):
            gone.update(pieces)
    return replace(page, rules=tuple(rule for rule in page.rules if rule not in gone)) if gone else page


def _lines(rules: Sequence[Rule]) -> Iterator[list[Rule]]:
    """The lines across, each with all the pieces that it is drawn in."""
    across = sorted((rule for rule in rules if rule.horizontal), key=lambda rule: (round(rule.at, 1), rule.start))
    pieces: list[Rule] = []
    for rule in across:
        if pieces and not _goes_on(pieces, rule):
            yield pieces
            pieces = []
        pieces.append(rule)
    if pieces:
        yield pieces


def _goes_on(pieces: Sequence[Rule], rule: Rule) -> bool:
    return abs(rule.at - pieces[0].at) <= _TOUCHING and rule.start - max(p.end for p in pieces) <= _TOUCHING


def _underlines(line: Rule, glyphs: Sequence[Glyph]) -> bool:
    words = sorted((glyph for glyph in glyphs if _stands_on(glyph, line)), key=lambda glyph: glyph.x0)
    if not words or any(after.x0 - word.x1 > _GAP * word.size for word, after in pairwise(words)):
        return False
    slack = _BEYOND * words[0].size
    return abs(line.start - words[0].x0) <= slack and abs(line.end - words[-1].x1) <= slack


def _stands_on(glyph: Glyph, line: Rule) -> bool:
    near = -_BELOW * glyph.size <= glyph.bottom - line.at <= _ABOVE * glyph.size
    return near and line.start <= glyph.middle[0] <= line.end
