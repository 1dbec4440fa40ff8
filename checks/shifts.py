"""Which rearrangement of table 3 mends its failing sums: one that mends at least two of them and breaks none.

Such a pattern is more often our reading than the page, so it accuses nobody: it becomes T3-SHIFT, a warning that asks a
person to look. What rearrangements there are is `checks.rearrangements`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from checks.rearrangements import rearrangements
from checks.web import Failing, Figures, Web

LEAST_MENDED = 2


@dataclass(frozen=True, slots=True)
class Remedy:
    """A rearrangement after which sums hold: `kind` and `place` (a row or column id) say which, `cells` what it moves.

    `certain` where it is plainer than a wrong cell: the place next to the figure stands empty.
    """

    kind: str
    place: str
    cells: tuple[str, ...]
    mends: tuple[str, ...]
    certain: bool = False


def remedies(web: Web, figures: Figures, failing: Failing, empty: frozenset[str]) -> list[Remedy]:
    """The rearrangements that mend two or more failing sums and break none, those that mend most first."""
    found = []
    for idea in rearrangements(web, figures, failing, empty):
        mends = _mends(web, figures, failing, idea.changes)
        if len(mends) >= LEAST_MENDED:
            found.append(Remedy(idea.kind, idea.place, tuple(idea.changes), mends, idea.certain))
    return sorted(found, key=lambda remedy: (-len(remedy.mends), not remedy.certain, len(remedy.cells), remedy.place))


def unfilled_totals(web: Web, figures: Figures, failing: Failing) -> Iterator[tuple[str, ...]]:
    """The failing sums that filling in a column or a row 总计 left at 0 in two places or more would mend, breaking none."""
    for rule in ("T3-ROW-SUM", "T3-COL-SUM"):
        sums = [identity for name, identity in web.by_name.items() if identity.rule_id == rule and name in failing]
        empty = {
            identity.right[0]: sum(figures[cell] or 0 for cell in identity.left)
            for identity in sums
            if figures[identity.right[0]] == 0
        }
        mends = _mends(web, figures, failing, empty) if len(empty) >= LEAST_MENDED else ()
        if mends:
            yield mends


def _mends(web: Web, figures: Figures, failing: Failing, changes: Mapping[str, float]) -> tuple[str, ...]:
    """The failing sums that these changes mend, or none if one of all they touch does not hold afterwards."""
    changed = {cell: figure for cell, figure in changes.items() if figures[cell] != figure}
    after = {**figures, **changed}
    touched = web.touched(changed)
    for name in touched:
        difference = web.difference(name, after)
        if difference or (difference is None and name in failing):
            return ()
    return tuple(sorted(touched & failing.keys()))
