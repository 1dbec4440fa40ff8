"""The ways in which figures of table 3 come to stand in the wrong cell: rows and columns moved by one or exchanged.

Each is only proposed here, with the figures as they would then stand; whether it mends anything is `checks.shifts`.
Digits torn apart or run together are `checks.digits`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from checks.digits import torn_digits
from checks.idea import Idea, cells_of
from checks.web import Failing, Figures, Web, is_row

IN_FLOW = frozenset({"new", "carried_in"})


def rearrangements(web: Web, figures: Figures, failing: Failing, empty: frozenset[str]) -> Iterator[Idea]:
    """Every rearrangement that the figures allow, the order of no meaning.

    `empty` are the cells with nothing in them; where one stands beside a figure, its digits may have run over.
    """
    filled = [row.id for row in web.form.t3_rows if any(figures[cell] for cell in cells_of(web, row.id))]
    unsound = [row.id for row in web.form.t3_rows if _is_unsound(web, f"T3-ROW-SUM:{row.id}", figures, failing)]
    for kind in ("row_left", "row_right"):
        yield from _row_shifts(web, figures, kind, filled, unsound)
    for column in web.form.t3_columns:
        yield from _column_shifts(web, figures, column.id)
    for row in unsound:
        yield from torn_digits(web, figures, row, empty)
    yield from _row_moves(web, figures, unsound)
    yield from _exchanges(web, figures)
    yield from _table_shifts(web, figures)


def _is_unsound(web: Web, name: str, figures: Figures, failing: Failing) -> bool:
    return name in failing or web.difference(name, figures) is None


def _row_shifts(web: Web, figures: Figures, kind: str, filled: list[str], unsound: list[str]) -> Iterator[Idea]:
    """Single rows one column off, then all that fail and all with figures together: a lost or added column."""
    shifted = {row: changes for row in filled if (changes := _row_shift(web, figures, row, kind))}
    for row, changes in shifted.items():
        yield Idea(kind, row, changes)
    for together in ([row for row in shifted if row in unsound], list(shifted)):
        if len(together) > 1:
            changes = {cell: figure for row in together for cell, figure in shifted[row].items()}
            yield Idea(kind, ",".join(together), changes)


def _row_shift(web: Web, figures: Figures, row: str, kind: str) -> dict[str, float]:
    """The row's figures one column to the left or right; the place that falls vacant follows from the row's sum.

    Where the row adds up as it stands, its total is in its place and only the applicants are moved.
    """
    cells = cells_of(web, row)
    if figures[cells[-1]] and web.difference(f"T3-ROW-SUM:{row}", figures) == 0:
        return _applicants_shift(figures, cells[:-1], kind)
    old = [figures[cell] for cell in cells]
    lost, kept = (old[0], old[1:]) if kind == "row_left" else (old[-1], old[:-1])
    # What drops out at the edge must have been empty, else a figure would be lost.
    if lost or any(figure is None for figure in kept) or not any(kept):
        return {}
    figures_kept = [figure or 0 for figure in kept]
    rest = figures_kept[-1] - sum(figures_kept[:-1])
    new = [*figures_kept, sum(figures_kept)] if kind == "row_left" else [rest, *figures_kept]
    return dict(zip(cells, new, strict=True)) if min(new) >= 0 else {}


def _applicants_shift(figures: Figures, cells: list[str], kind: str) -> dict[str, float]:
    old = [figures[cell] or 0 for cell in cells]
    lost, new = (old[0], [*old[1:], 0]) if kind == "row_left" else (old[-1], [0, *old[:-1]])
    return {} if lost else dict(zip(cells, new, strict=True))


def _column_shifts(web: Web, figures: Figures, column: str) -> Iterator[Idea]:
    """One column's figures one row up or down; the place that falls vacant follows from its row."""
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
            yield Idea(kind, column, {**new, vacant: filled})


def _from_row(web: Web, figures: Figures, cell: str) -> float | None:
    """What the cell must hold for its row to add up, or None where another cell of the row is missing."""
    name = next(name for name, _ in web.moves[cell] if is_row(name))
    difference = web.difference(name, {**figures, cell: 0})
    return None if difference is None else abs(difference)


def _row_moves(web: Web, figures: Figures, rows: list[str]) -> Iterator[Idea]:
    """A figure that stands one row too high or too low in its column."""
    order = [row.id for row in web.form.t3_rows]
    for above, below in pairwise(order):
        if above not in rows or below not in rows:
            continue
        for column in web.form.applicants:
            upper, lower = f"T3.{above}.{column}", f"T3.{below}.{column}"
            one, other = figures[upper], figures[lower]
            if (one or other) and not (one and other):
                yield Idea("row_move", f"{above},{below}", {upper: other or 0, lower: one or 0}, certain=True)


def _exchanges(web: Web, figures: Figures) -> Iterator[Idea]:
    """Two neighbouring rows, or the last applicants and 总计, in each other's place.

    Two outcomes, or 新收 and 上年结转, can change places without any sum noticing.
    """
    leaves = frozenset(web.form.leaves)
    for above, below in pairwise(row.id for row in web.form.t3_rows):
        if not ({above, below} <= leaves or {above, below} <= IN_FLOW):
            yield from _exchange("rows", f"{above},{below}", figures, cells_of(web, above), cells_of(web, below))
    last, total = (column.id for column in web.form.t3_columns[-2:])
    columns = ([f"T3.{row.id}.{column}" for row in web.form.t3_rows] for column in (last, total))
    yield from _exchange("columns", f"{last},{total}", figures, *columns)


def _exchange(what: str, place: str, figures: Figures, one: list[str], other: list[str]) -> Iterator[Idea]:
    pairs = list(zip(one, other, strict=True))
    changes = {**{a: figures[b] for a, b in pairs}, **{b: figures[a] for a, b in pairs}}
    known = {cell: figure for cell, figure in changes.items() if figure is not None}
    if len(known) == len(changes) and any(figures[a] != figures[b] for a, b in pairs):
        yield Idea(f"exchange_{what}", place, known, certain=what == "columns")


def _table_shifts(web: Web, figures: Figures) -> Iterator[Idea]:
    """From some row on, all figures one row too low; what fell out below, 结转下年度, follows from the balance."""
    rows = [row.id for row in web.form.t3_rows]
    for at, row in enumerate(rows[:-1]):
        if any(figures[cell] for cell in cells_of(web, row)):
            continue
        moved = {
            f"T3.{above}.{column.id}": figures[f"T3.{below}.{column.id}"]
            for above, below in pairwise(rows[at:])
            for column in web.form.t3_columns
        }
        known = {cell: figure for cell, figure in moved.items() if figure is not None}
        if len(known) == len(moved) and any(known.values()):
            yield from _with_last_row(web, {**figures, **known}, row, known)


def _with_last_row(web: Web, after: Mapping[str, float | None], row: str, moved: dict[str, float]) -> Iterator[Idea]:
    last = {}
    for column in web.form.t3_columns:
        cell = f"T3.carried_out.{column.id}"
        difference = web.difference(f"T3-COL-BAL:{column.id}", {**after, cell: 0})
        if difference is None or difference > 0:
            return
        last[cell] = -difference
    yield Idea("rows_up", row, {**moved, **last})
