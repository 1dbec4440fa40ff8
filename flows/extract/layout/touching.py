"""Figures of ruled cells that touch across the line between them: two figures, or one that runs on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from statistics import median

from flows.extract.layout.page import Glyph
from flows.extract.layout.setting import Setting, Span, setting_of, span_of

_FIGURE = re.compile(r"\d(?:[\d,.，．]*\d)?")

Slots = Mapping[tuple[int, int], Sequence[Glyph]]


def running_on(slots: Slots) -> frozenset[tuple[int, int]]:
    """Slots with a figure that runs on into the next, of which nobody can say what stands in either.

    Where both are set in their cells as the table's other figures are in theirs, they are two.
    """
    digits = {slot: [g for g in glyphs if g.text.strip().isdigit()] for slot, glyphs in slots.items()}
    touching = {
        (row, column)
        for (row, column), glyphs in digits.items()
        for glyph in digits.get((row, column + 1), ())
        if any(_touches(before, glyph) for before in glyphs)
    }
    setting = _setting(slots) if touching else None
    return frozenset(slot for slot in touching if setting is None or not _are_two(slot, slots, setting))


def _touches(before: Glyph, glyph: Glyph) -> bool:
    near = -0.5 * glyph.size < glyph.x0 - before.x1 < 0.15 * glyph.size
    return near and not glyph.text[0].isspace() and abs(before.middle[1] - glyph.middle[1]) < 0.3 * glyph.size


def _setting(slots: Slots) -> Setting | None:
    columns: defaultdict[int, list[Span]] = defaultdict(list)
    for (_, column), glyphs in slots.items():
        if (span := _span(glyphs)) is not None:
            columns[column].append(span)
    return setting_of(columns, median(glyph.size for glyphs in slots.values() for glyph in glyphs))


def _are_two(slot: tuple[int, int], slots: Slots, setting: Setting) -> bool:
    row, column = slot
    spans = [(at, _span(slots[row, at])) for at in (column, column + 1)]
    return all(span is not None and setting.holds(at, span) for at, span in spans)


def _span(glyphs: Sequence[Glyph]) -> Span | None:
    """Where a slot's figure begins and ends; None where it holds anything but one line of digits and the signs between them."""
    ordered = sorted(glyphs, key=lambda glyph: glyph.x0)
    level = max((glyph.middle[1] for glyph in glyphs), default=0.0) - min((g.middle[1] for g in glyphs), default=0.0)
    if not glyphs or level > 0.3 * ordered[0].size or not _FIGURE.fullmatch("".join(g.text for g in ordered)):
        return None
    return span_of(ordered)
