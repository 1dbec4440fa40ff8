"""Which ruled lines are one table: those that cross, and the side of a cell that no line on this page closes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from flows.extract.layout.page import Rule

# Points: lines nearer to each other than this touch, or are one line drawn twice; a gap below it does not open a cell.
SNAP = 3.0
# A side that goes with a table is about as high as it, and not further away than a column of labels is broad.
_AS_HIGH, _NEAR = 0.8, 120.0


def tables_of(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Groups of lines, one group a table."""
    groups = _connected(rules)
    tables = [group for group in groups if any(rule.horizontal for rule in group)]
    for side in (rule for group in groups if not any(rule.horizontal for rule in group) for rule in group):
        beside = [table for table in tables if _goes_with(side, table)]
        if len(beside) == 1:
            beside[0].append(side)
    return tables


def _goes_with(side: Rule, table: Sequence[Rule]) -> bool:
    """Whether a line down is the outer side of a group's cell that fills the whole page: no line across reaches it."""
    down = [rule for rule in table if not rule.horizontal]
    if not down:
        return False
    top, bottom = min(rule.start for rule in down), max(rule.end for rule in down)
    shared = min(bottom, side.end) - max(top, side.start)
    apart = max(min(rule.at for rule in down) - side.at, side.at - max(rule.at for rule in down))
    return 0 < apart < _NEAR and shared >= _AS_HIGH * max(bottom - top, side.end - side.start)


def _crosses(first: Rule, second: Rule) -> bool:
    return second.start - SNAP <= first.at <= second.end + SNAP and first.start - SNAP <= second.at <= first.end + SNAP


def _connected(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Groups of lines that hang together by crossing each other."""
    across = [rule for rule in rules if rule.horizontal]
    down = [rule for rule in rules if not rule.horizontal]
    parent = list(range(len(across) + len(down)))

    def root(index: int) -> int:
        while parent[index] != index:
            parent[index] = parent[parent[index]]
            index = parent[index]
        return index

    for i, flat in enumerate(across):
        for j, steep in enumerate(down):
            if _crosses(flat, steep):
                parent[root(i)] = root(len(across) + j)
    groups: dict[int, list[Rule]] = defaultdict(list)
    for index, rule in enumerate(across + down):
        groups[root(index)].append(rule)
    return list(groups.values())
