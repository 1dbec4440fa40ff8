"""Root causes: why a report's sums fail, told once each.

One wrong cell breaks the row and the columns it stands in, all by the same amount; so a failing row and a failing
column that cross name the cell, and the cheapest explanation of all failures is taken. No failure is dropped: each one
belongs to exactly one cause. The algebra knows nothing of words; `checks.sums` writes the findings.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from checks.crossing import crossings, fewest_cells
from checks.shifts import Remedy, remedies, unfilled_totals
from checks.web import Failing, Figures, Web, is_row, is_suit


class Kind(StrEnum):
    """CELL: one wrong cell. PAIR: a body cell and its total wrong together. MOVED: a figure counted in another column.

    SHIFT: figures stand one place off. TOTAL_ONLY: totals without parts. UNFILLED: parts without totals, the column or
    row 总计 left at 0. SUM: a sum that no other failure explains.
    """

    CELL = "cell"
    PAIR = "pair"
    MOVED = "moved"
    SHIFT = "shift"
    TOTAL_ONLY = "total_only"
    UNFILLED = "unfilled"
    SUM = "sum"


RULES = {Kind.TOTAL_ONLY: "T3-TOTALONLY", Kind.SHIFT: "T3-SHIFT"}


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason for one or more failures: `broken` names them, the one it is filed under first.

    `suspect` is the one cell whose correction to `corrected` mends them all, where there is only one such cell.
    """

    kind: Kind
    broken: tuple[str, ...]
    suspect: str | None = None
    corrected: float | None = None
    remedy: Remedy | None = None


def explain(
    web: Web,
    figures: Figures,
    failing: Failing,
    empty: frozenset[str] = frozenset(),
    active: frozenset[str] = frozenset(RULES.values()),
) -> list[Cause]:
    """The causes of all failures of one report.

    `figures` are as counted, `failing` the identities whose difference is not 0, `empty` the cells with nothing in them;
    a pattern whose rule is not `active` is not looked for.
    """
    suits = [_suit(web, figures, name) for name in failing if is_suit(name)]
    others = {name: d for name, d in failing.items() if not is_suit(name)}
    return suits + _cheapest(web, figures, others, empty, active)


def _cheapest(
    web: Web, figures: Figures, failing: Failing, empty: frozenset[str], active: frozenset[str]
) -> list[Cause]:
    """The story with the fewest causes; of equally short ones the plainest."""
    direct = _direct(web, figures, failing)
    stories = [(_cost(direct), 1, direct)]
    if empty or [cause.kind for cause in direct] != [Kind.CELL]:
        for rank, cause in _patterns(web, figures, failing, empty):
            if cause.kind in RULES and RULES[cause.kind] not in active:
                continue
            rest = _direct(web, figures, {name: d for name, d in failing.items() if name not in cause.broken})
            stories.append((1 + _cost(rest), rank, [cause, *rest]))
    return min(stories, key=lambda story: story[:2])[2]


def _patterns(web: Web, figures: Figures, failing: Failing, empty: frozenset[str]) -> Iterator[tuple[int, Cause]]:
    """Causes that are more than wrong cells, each with its rank: a remedy that is certain goes before one wrong cell,
    everything else after it."""
    if alone := _total_only(web, figures, failing):
        yield 2, Cause(Kind.TOTAL_ONLY, alone)
    for names in unfilled_totals(web, figures, failing):
        yield 2, Cause(Kind.UNFILLED, _by_weight(names))
    for remedy in remedies(web, figures, failing, empty):
        yield 0 if remedy.certain else 3, Cause(Kind.SHIFT, _by_weight(remedy.mends), remedy=remedy)


def _cost(causes: list[Cause]) -> int:
    return sum(2 if cause.kind is Kind.SUM else 1 for cause in causes)


def _direct(web: Web, figures: Figures, failing: Failing) -> list[Cause]:
    """Wrong cells first, then what is left in rows and columns."""
    known, rest = crossings(web, figures, failing)
    searched, rest = fewest_cells(web, figures, rest)
    causes = [
        Cause(
            Kind.CELL,
            _by_weight(cell.mends),
            cell.cell if cell.certain else None,
            cell.corrected if cell.certain else None,
        )
        for cell in (*known, *searched)
    ]
    rows = {name: d for name, d in rest.items() if is_row(name)}
    columns = {name: d for name, d in rest.items() if not is_row(name)}
    return causes + list(_rows(rows)) + list(_columns(columns))


def _rows(failing: Failing) -> Iterator[Cause]:
    """Failures of rows that no column explains: two opposite ones are a figure counted in another row."""
    left = list(failing)
    while left:
        name = left.pop(0)
        twin = next((other for other in left if failing[other] == -failing[name]), None)
        if twin is None:
            yield Cause(Kind.SUM, (name,))
        else:
            left.remove(twin)
            yield Cause(Kind.MOVED, (name, twin))


def _columns(failing: Failing) -> Iterator[Cause]:
    """Failures of columns whose rows all hold: a body cell and its total wrong together, or a figure in another column."""
    groups = [group for group in _by_column(failing) if not group.is_total]
    totals = {group.difference: group for group in _by_column(failing) if group.is_total}
    while groups:
        group = groups.pop(0)
        twin = next((g for g in groups if g.difference == -group.difference and g.rules == group.rules), None)
        total = totals.pop(group.difference, None)
        if total is not None:
            yield Cause(Kind.PAIR, _by_weight((*group.names, *total.names)))
        elif twin is not None:
            groups.remove(twin)
            yield Cause(Kind.MOVED, (*group.names, *twin.names))
        else:
            rest = () if groups or len(totals) != 1 else totals.popitem()[1].names
            yield Cause(Kind.PAIR if rest else Kind.SUM, _by_weight((*group.names, *rest)))
    for total in totals.values():
        yield Cause(Kind.SUM, total.names)


@dataclass(frozen=True, slots=True)
class _Group:
    """What fails in one column by one amount."""

    column: str
    difference: float
    names: tuple[str, ...]

    @property
    def is_total(self) -> bool:
        return self.column == "total"

    @property
    def rules(self) -> tuple[str, ...]:
        return tuple(name.split(":")[0] for name in self.names)


def _by_column(failing: Failing) -> list[_Group]:
    groups: dict[tuple[str, float], list[str]] = {}
    for name, difference in failing.items():
        groups.setdefault((name.split(":")[1], difference), []).append(name)
    return [_Group(column, difference, _by_weight(names)) for (column, difference), names in groups.items()]


def _total_only(web: Web, figures: Figures, failing: Failing) -> tuple[str, ...]:
    """Failing rows with a total and nothing in the six columns."""
    return tuple(
        name
        for name in failing
        if is_row(name) and failing[name] > 0 and not any(figures[cell] for cell in web.by_name[name].left)
    )


def _suit(web: Web, figures: Figures, name: str) -> Cause:
    """A sum of table 4 crosses no other: only a total left at 0 or with its digits turned round tells on itself."""
    identity = web.by_name[name]
    total = figures[identity.right[0]] or 0
    parts = sum(figures[cell] or 0 for cell in identity.left)
    if total == 0 or is_transposed(total, parts):
        return Cause(Kind.CELL, (name,), identity.right[0], parts)
    return Cause(Kind.SUM, (name,))


def is_transposed(one: float, other: float) -> bool:
    """Whether two whole numbers have the same digits in another order: 12 and 21."""
    if one == other or one != int(one) or other != int(other) or min(one, other) < 10:
        return False
    return sorted(str(int(one))) == sorted(str(int(other)))


def _by_weight(names: tuple[str, ...] | list[str] | frozenset[str]) -> tuple[str, ...]:
    """The printed balance before the sums that only a label implies; body columns before the total column."""
    order = ("T3-COL-BAL", "T3-ROW-SUM", "T3-COL-SUM")
    return tuple(sorted(names, key=lambda name: (order.index(name.split(":")[0]), name.endswith(":total"), name)))
