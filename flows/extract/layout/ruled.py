"""Ruled lines → grids: the slots between the lines, joined wherever no line parts them.

A merged cell is what the lines enclose, so no span is ever guessed. A shading or a highlight behind a paragraph is not
a line; the readers leave those out.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from checks.report import Where
from flows.extract.document import Grid, GridCell
from flows.extract.layout.entangled import is_stamped
from flows.extract.layout.joints import SNAP, tables_of
from flows.extract.layout.lines import are_two_prints, lines_of
from flows.extract.layout.overflow import at_home
from flows.extract.layout.overfull import Slots, are_columns, is_table, parted
from flows.extract.layout.page import TORN, Box, Doubtful, Glyph, PageLayout, Rule
from flows.extract.layout.tiles import rules_around
from flows.extract.layout.touching import running_on

# Pieces of one dashed line do not stand apart more than this.
_ALIKE = 0.5
_MOST_LINES = 2000
# Points: no figure has room between the borders of two cells that stand beside each other with a gap.
_NARROW = 5.0
# Crossings of lines: a frame has four, squared paper thousands.
_FEWEST, _MOST = 4, 10_000


@dataclass(frozen=True, slots=True)
class RuledTable:
    """A grid found on a page, the box it fills, and the positions of its vertical lines (for joining across pages).

    `opens` says whether no line closes it above, and below: its first or last row may go on on another page.
    """

    grid: Grid
    box: Box
    columns: tuple[float, ...]
    opens: tuple[bool, bool] = (False, False)


def ruled_tables(page: PageLayout, source: str) -> list[RuledTable]:
    """The tables that the page's lines draw, top to bottom; frames of a single slot are not tables."""
    rules = merged((*page.rules, *rules_around(page.fills, page.glyphs)), _ALIKE)
    if len(rules) > _MOST_LINES:
        return []
    # Each table's lines by themselves: one of another table may stand between the two that a cell's border is drawn with.
    tables = [_table(merged(group, SNAP), page, source) for group in tables_of(rules)]
    return sorted((table for table in tables if table), key=lambda table: table.box[1])


def merged(rules: Iterable[Rule], apart: float) -> list[Rule]:
    """Lines of one direction not further apart than `apart` as one, their overlapping or touching stretches joined."""
    by_place: dict[bool, list[Rule]] = {True: [], False: []}
    for rule in rules:
        by_place[rule.horizontal].append(rule)
    merged: list[Rule] = []
    for horizontal, group in by_place.items():
        for level, stretches in _levels(sorted(group, key=lambda rule: rule.at), apart):
            merged += [Rule(horizontal, level, start, end) for start, end in _joined(stretches)]
    # Only now: a dashed or dotted line is long, its pieces are not.
    return [rule for rule in merged if rule.end - rule.start > SNAP]


def _levels(rules: Sequence[Rule], apart: float) -> list[tuple[float, list[tuple[float, float]]]]:
    levels: list[tuple[float, list[tuple[float, float]]]] = []
    for rule in rules:
        if not levels or rule.at - levels[-1][0] > apart:
            levels.append((rule.at, []))
        levels[-1][1].append((rule.start, rule.end))
    return levels


def _joined(stretches: list[tuple[float, float]]) -> list[tuple[float, float]]:
    joined: list[tuple[float, float]] = []
    for start, end in sorted(stretches):
        if joined and start - joined[-1][1] <= SNAP:
            joined[-1] = (joined[-1][0], max(joined[-1][1], end))
        else:
            joined.append((start, end))
    return joined


def _table(rules: Sequence[Rule], page: PageLayout, source: str) -> RuledTable | None:
    across = [rule for rule in rules if rule.horizontal]
    down = [rule for rule in rules if not rule.horizontal]
    closed = positions(rule.at for rule in across)
    rows = _with_open_ends(closed, down)
    columns = _with_open_ends(positions(rule.at for rule in down), across)
    # A frame with lines across it and none down draws no columns: what stands under what tells them.
    if len(rows) < 2 or len(columns) < 3 or not _FEWEST < len(rows) * len(columns) < _MOST:
        return None
    opens = (rows[0] < closed[0], rows[-1] > closed[-1])
    rows = _over_cut_lines(rows, opens, page.glyphs, columns)
    inside = _glyphs_by_slot(page.glyphs, rows, columns)
    drawn = _cells(rows, columns, rules)
    cells = {own: cell for cell in drawn for own in parted(cell, _held(cell, inside), rows, columns)}
    held = at_home({cell: _held(cell, inside) for cell in cells}, rows)
    if any(map(is_table, held.values())) or (len(rows) == 2 and are_columns(held.values())):
        return None
    torn = running_on(inside)
    grid_cells = []
    for (top, left, height, width), whole in cells.items():
        box = (columns[left], rows[top], columns[left + width], rows[top + height])
        glyphs = held[top, left, height, width]
        found = [line for line in lines_of(glyphs) if line.text]
        lines = tuple(line.text for line in found)
        is_gap = min(box[2] - box[0], box[3] - box[1]) < _NARROW
        is_parted = whole != (top, left, height, width)
        if not lines and (is_gap or not (is_parted or _enclosed(box, down))):
            continue
        sure = min((glyph.confidence for glyph in glyphs), default=page.blank_confidence)
        where = Where(source=source, page=page.number, bbox=_rounded(box), confidence=round(sure, 3))
        runs_on = any((r, c) in torn for r in range(top, top + height) for c in (left - 1, left + width - 1))
        if runs_on or is_stamped(glyphs) or are_two_prints(found, box[2] - box[0]):
            lines = (*lines, TORN)
        cell = GridCell("".join(lines), top, left, height, width, where, lines, _pictured(box, page))
        grid_cells.append(cell._replace(readings=readings) if (readings := _readings(glyphs)) else cell)
    box = (columns[0], rows[0], columns[-1], rows[-1])
    where = Where(source=source, page=page.number, bbox=_rounded(box))
    return RuledTable(Grid(tuple(grid_cells), len(rows) - 1, len(columns) - 1, where), box, tuple(columns), opens)


def _held(cell: Slots, slots: Mapping[tuple[int, int], list[Glyph]]) -> list[Glyph]:
    """The glyphs of all slots of a cell."""
    top, left, height, width = cell
    return [
        glyph for r in range(top, top + height) for c in range(left, left + width) for glyph in slots.get((r, c), ())
    ]


def _readings(glyphs: Iterable[Glyph]) -> tuple[str, ...]:
    """The figures that were seen where these glyphs stand, if they were not one."""
    return next((glyph.readings for glyph in glyphs if isinstance(glyph, Doubtful)), ())


def _enclosed(box: Box, down: Sequence[Rule]) -> bool:
    """Whether lines stand left and right of an empty place; where the table has one elsewhere and not here, no cell is."""
    middle = (box[1] + box[3]) / 2
    sides = [[rule for rule in down if abs(rule.at - side) <= SNAP] for side in (box[0], box[2])]
    return all(not drawn or _drawn(drawn, drawn[0].at, middle) for drawn in sides)


def positions(places: Iterable[float], apart: float = SNAP) -> list[float]:
    """These places in order, those not further apart than `apart` taken for one."""
    found: list[float] = []
    for place in sorted(places):
        if not found or place - found[-1] > apart:
            found.append(place)
    return found


def _with_open_ends(places: list[float], crossing: Sequence[Rule]) -> list[float]:
    """The places, and one more where two lines run on past the last: a table without outer lines, or cut by a page."""
    if not places:
        return places
    before = sorted(rule.start for rule in crossing if rule.start < places[0] - 2 * SNAP)
    after = sorted(rule.end for rule in crossing if rule.end > places[-1] + 2 * SNAP)
    return (before[:1] if len(before) > 1 else []) + places + (after[-1:] if len(after) > 1 else [])


def _over_cut_lines(
    rows: list[float], opens: tuple[bool, bool], glyphs: Iterable[Glyph], columns: list[float]
) -> list[float]:
    """The heights of rows, open ones as high as the words in which the lines between columns end."""
    inside = [glyph for glyph in glyphs if columns[0] < glyph.middle[0] < columns[-1]] if any(opens) else []
    top = min((g.top for g in inside if opens[0] and g.top < rows[0] < g.bottom), default=rows[0])
    foot = max((g.bottom for g in inside if opens[1] and g.top < rows[-1] < g.bottom), default=rows[-1])
    return [top, *rows[1:-1], foot]


def _cells(rows: list[float], columns: list[float], rules: Sequence[Rule]) -> list[Slots]:
    """Rectangles of slots with a line on every side: (top, left, height, width), each slot in exactly one.

    A slot joins its right or lower neighbour where no line parts them; a group that is no rectangle (a line drawn
    short) is closed to the rectangle around it as far as its slots are free.
    """
    below = _drawn_slots((rule for rule in rules if rule.horizontal), rows, columns)
    right = _drawn_slots((rule for rule in rules if not rule.horizontal), columns, rows)
    taken: set[tuple[int, int]] = set()
    cells = []
    for top in range(len(rows) - 1):
        for left in range(len(columns) - 1):
            if (top, left) in taken:
                continue
            width, height = 1, 1
            while left + width < len(columns) - 1 and not (
                (left + width, top) in right or (top, left + width) in taken
            ):
                width += 1
            while top + height < len(rows) - 1 and not any(
                (top + height, c) in below for c in range(left, left + width)
            ):
                height += 1
            taken |= {(r, c) for r in range(top, top + height) for c in range(left, left + width)}
            cells.append((top, left, height, width))
    return cells


def _drawn_slots(rules: Iterable[Rule], at: list[float], across: list[float]) -> set[tuple[int, int]]:
    """(position, slot): the slots, counted along a line, past which a line is drawn at a position."""
    middles = [(start + end) / 2 for start, end in zip(across, across[1:], strict=False)]
    drawn: set[tuple[int, int]] = set()
    for rule in rules:
        first, last = bisect_left(middles, rule.start - SNAP), bisect_right(middles, rule.end + SNAP)
        for position in range(bisect_left(at, rule.at - SNAP), bisect_right(at, rule.at + SNAP)):
            drawn.update((position, slot) for slot in range(first, last))
    return drawn


def _drawn(rules: Iterable[Rule], at: float, through: float) -> bool:
    return any(abs(rule.at - at) <= SNAP and rule.start - SNAP <= through <= rule.end + SNAP for rule in rules)


def _glyphs_by_slot(
    glyphs: Iterable[Glyph], rows: list[float], columns: list[float]
) -> defaultdict[tuple[int, int], list[Glyph]]:
    """The glyphs by slot; a figure may run on beyond the sides of its table."""
    slots: defaultdict[tuple[int, int], list[Glyph]] = defaultdict(list)
    for glyph in glyphs:
        x, y = glyph.middle
        if rows[0] <= y < rows[-1]:
            slots[bisect_right(rows, y) - 1, bisect_right(columns, x) - 1].append(glyph)
    return slots


def _pictured(box: Box, page: PageLayout) -> bool:
    """Whether something stands in a cell beside characters, or may stand in the part of it that lies beyond the page."""
    if min(box[0] - page.left, box[1], page.left + page.width - box[2], page.height - box[3]) < -SNAP:
        return True
    if any(_holds(box, picture) for picture in page.pictures):
        return True
    return any(_holds(box, one) or _holds(one, box) for one in (*page.patches, *page.marks))


def _holds(box: Box, other: Box) -> bool:
    """Whether the middle of another box lies in a box."""
    return box[0] <= (other[0] + other[2]) / 2 <= box[2] and box[1] <= (other[1] + other[3]) / 2 <= box[3]


def _rounded(box: Box) -> Box:
    return (round(box[0], 1), round(box[1], 1), round(box[2], 1), round(box[3], 1))
