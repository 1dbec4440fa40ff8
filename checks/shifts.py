"""Figures of table 3 that stand one place off: a row or column moved by one, digits torn apart or run together.

Such a pattern is more often our reading than the page, so it accuses nobody: it becomes T3-SHIFT, a warning that asks a
person to look. A remedy counts only if it mends at least two failing sums and breaks none.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise

from checks.web import Failing, Figures, Web, is_row

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
    for kind, place, changes, certain in _hypotheses(web, figures, failing, empty):
        mends = _mends(web, figures, failing, changes)
        if len(mends) >= LEAST_MENDED:
            found.append(Remedy(kind, place, tuple(changes), mends, certain))
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


_Hypothesis = tuple[str, str, dict[str, float], bool]


def _hypotheses(web: Web, figures: Figures, failing: Failing, empty: frozenset[str]) -> Iterator[_Hypothesis]:
    rows = [name.split(":")[1] for name in web.by_name if is_row(name) and _is_unsound(web, name, figures, failing)]
    for kind in ("row_left", "row_right"):
        shifted = {row: changes for row in rows if (changes := _row_shift(web, figures, row, kind))}
        yield from ((kind, row, changes, False) for row, changes in shifted.items())
        if len(shifted) > 1:
            yield (
                kind,
                ",".join(shifted),
                {cell: f for changes in shifted.values() for cell, f in changes.items()},
                False,
            )
    for column in web.form.t3_columns:
        yield from _column_shifts(web, figures, column.id)
    for row in rows:
        yield from _digits(web, figures, row, empty)
    yield from _row_moves(web, figures, rows)


def _is_unsound(web: Web, name: str, figures: Figures, failing: Failing) -> bool:
    return name in failing or web.difference(name, figures) is None


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


def _row_shift(web: Web, figures: Figures, row: str, kind: str) -> dict[str, float]:
    """The row's figures one column to the left or right; the place that falls vacant follows from the row's sum."""
    cells = [f"T3.{row}.{column.id}" for column in web.form.t3_columns]
    old = [figures[cell] for cell in cells]
    lost, kept = (old[0], old[1:]) if kind == "row_left" else (old[-1], old[:-1])
    # What drops out at the edge must have been empty, else a figure would be lost.
    if lost or any(figure is None for figure in kept) or not any(kept):
        return {}
    figures_kept = [figure or 0 for figure in kept]
    rest = figures_kept[-1] - sum(figures_kept[:-1])
    new = [*figures_kept, sum(figures_kept)] if kind == "row_left" else [rest, *figures_kept]
    return dict(zip(cells, new, strict=True)) if min(new) >= 0 else {}


def _column_shifts(web: Web, figures: Figures, column: str) -> Iterator[_Hypothesis]:
    cells = [f"T3.{row.id}.{column}" for row in web.form.t3_rows]
    old = [figures[cell] for cell in cells]
    for kind, lost, kept, moved, vacant in (
        ("column_up", old[0], old[1:], cells[:-1], cells[-1]),
        ("column_down", old[-1], old[:-1], cells[1:], cells[0]),
    ):
        if lost or not any(kept) or any(figure is None for figure in kept):
            continue
        new = {cell: figure or 0 for cell, figure in zip(moved, kept, strict=True)}
        filled = _from_row(web, {**figures, **new}, vacant)
        if filled is not None and filled >= 0:
            yield kind, column, {**new, vacant: filled}, False


def _from_row(web: Web, figures: Figures, cell: str) -> float | None:
    """What the cell must hold for its row to add up, or None where another cell of the row is missing."""
    name = next(name for name, _ in web.moves[cell] if is_row(name))
    difference = web.difference(name, {**figures, cell: 0})
    return None if difference is None else abs(difference)


def _digits(web: Web, figures: Figures, row: str, empty: frozenset[str]) -> Iterator[_Hypothesis]:
    """Digits of one figure torn over two neighbours, or of two run together into one."""
    cells = [f"T3.{row}.{column.id}" for column in web.form.t3_columns]
    vacant = [cell for cell in cells if cell in empty]
    for left, right in pairwise(cells):
        one, other = figures[left], figures[right]
        if not _are_counts(one, other):
            continue
        if one and other:
            joined = float(f"{int(one)}{int(other)}")
            yield "join", row, {left: joined, right: 0}, False
            yield "join", row, {left: 0, right: joined}, False
        elif one or other:
            sole = vacant in ([left], [right])
            yield from (("part", row, {left: a, right: b}, sole) for a, b in _parted(one or other or 0, sole))


def _are_counts(*figures: float | None) -> bool:
    return all(figure is None or (figure >= 0 and figure == int(figure)) for figure in figures)


def _parted(figure: float, with_zero: bool) -> Iterator[tuple[float, float]]:
    digits = str(int(figure))
    for at in range(1, len(digits)):
        tail = digits[at:]
        if not tail.startswith("0") or (tail == "0" and with_zero):
            yield float(digits[:at]), float(tail)


def _row_moves(web: Web, figures: Figures, rows: list[str]) -> Iterator[_Hypothesis]:
    """A figure that stands one row too high or too low in its column."""
    order = [row.id for row in web.form.t3_rows]
    for above, below in pairwise(order):
        if above not in rows or below not in rows:
            continue
        for column in web.form.applicants:
            upper, lower = f"T3.{above}.{column}", f"T3.{below}.{column}"
            one, other = figures[upper], figures[lower]
            if (one or other) and not (one and other):
                yield "row_move", f"{above},{below}", {upper: other or 0, lower: one or 0}, True
