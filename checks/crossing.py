"""Which cells are wrong: failing rows crossed with failing columns of table 3.

A cell that is off by d moves its row sum and every column check it takes part in by ±d. `crossings` finds the cells for
which that is the only reading; `fewest_cells` searches the smallest set of cells for failures that overlap.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations

from checks.web import Failing, Figures, Web, is_row

# Three wrong cells in one table that share rows or columns; beyond that no correction is the evident one.
MOST_CELLS = 3
MOST_TRIALS = 4_000


@dataclass(frozen=True, slots=True)
class WrongCell:
    """A cell, what should stand in it, and the failures that this mends; `certain` where no other cells would do."""

    cell: str
    corrected: float
    mends: tuple[str, ...]
    certain: bool = True


def crossings(web: Web, figures: Figures, failing: Failing) -> tuple[list[WrongCell], Failing]:
    """Cells that alone explain all they take part in and share no failure with another such cell; and what is left."""
    found: list[WrongCell] = []
    rest = dict(failing)
    while True:
        candidates = list(_candidates(web, figures, rest))
        claims = Counter(name for candidate in candidates for name in candidate.mends)
        sole = [c for c in candidates if all(claims[name] == 1 for name in c.mends)]
        if not sole:
            return found, rest
        found += sole
        rest = {name: d for name, d in rest.items() if not any(name in c.mends for c in sole)}


def _candidates(web: Web, figures: Figures, failing: Failing) -> Iterator[WrongCell]:
    for row in filter(is_row, failing):
        for cell in web.by_name[row].cells:
            off = _off_by(web, cell, row, failing[row])
            moved = [(name, sign) for name, sign in web.moves[cell] if name in failing]
            # Of what the cell takes part in, all that can be assessed must fail, and by just this much.
            explains = len(moved) > 1 and all(failing[name] == sign * off for name, sign in moved)
            if explains and _silent(web, figures, cell, failing) and _is_count(figures[cell], off):
                yield WrongCell(cell, (figures[cell] or 0) - off, tuple(name for name, _ in moved))


def _off_by(web: Web, cell: str, name: str, difference: float) -> float:
    sign = next(sign for moved, sign in web.moves[cell] if moved == name)
    return sign * difference


def _silent(web: Web, figures: Figures, cell: str, failing: Failing) -> bool:
    """Whether every identity of the cell that does not fail could not be assessed either."""
    return all(name in failing or web.difference(name, figures) is None for name, _ in web.moves[cell])


def _is_count(figure: float | None, off: float) -> bool:
    corrected = (figure or 0) - off
    return corrected >= 0 and corrected == int(corrected)


@dataclass(frozen=True, slots=True)
class _Trial:
    """Cells with how far each is off, and the column failures that their correction leaves."""

    cells: tuple[tuple[str, float], ...]
    left: tuple[tuple[str, float], ...]

    @property
    def cost(self) -> int:
        """How many cells are wrong in all: a column that fails though all rows hold takes two, a part and its total."""
        return len(self.cells) + 2 * len({name.split(":")[1] for name, _ in self.left} - {"total"} or self.left)


def fewest_cells(web: Web, figures: Figures, failing: Failing) -> tuple[list[WrongCell], Failing]:
    """The smallest set of wrong cells that mends every failing row, and the column failures that then remain.

    Where several sets are equally small, a cell is `certain` only if it is in all of them.
    """
    rows = sum(map(is_row, failing))
    columns = len(failing) - rows
    if not 0 < rows <= MOST_CELLS or not columns:
        return [], failing
    best: list[_Trial] = []
    for size in range(rows, MOST_CELLS + 1):
        best += _trials(web, figures, failing, size)
        cheapest = min((trial.cost for trial in best), default=size + 1)
        best = [trial for trial in best if trial.cost == cheapest]
        if cheapest <= size:
            break
    return _agreed(web, figures, failing, best) if best else ([], failing)


def _agreed(web: Web, figures: Figures, failing: Failing, trials: list[_Trial]) -> tuple[list[WrongCell], Failing]:
    """The first of equally cheap trials, each failure given to one of its cells and each cell at least one failure."""
    told = [(trial, shared) for trial in trials if (shared := _shared_out(web, failing, trial)) is not None]
    if not told:
        return [], failing
    chosen, mends = min(told, key=lambda one: sorted(one[0].cells))
    common = set.intersection(*({cell for cell, _ in trial.cells} for trial in trials))
    wrong = [
        WrongCell(cell, (figures[cell] or 0) - off, mends[cell], cell in common) for cell, off in sorted(chosen.cells)
    ]
    return wrong, dict(chosen.left)


def _shared_out(web: Web, failing: Failing, trial: _Trial) -> dict[str, tuple[str, ...]] | None:
    """Which failures each cell of a trial is told with, or None where a cell would be left without any."""
    left = dict(trial.left)
    for order in permutations(sorted(cell for cell, _ in trial.cells)):
        free = [name for name in failing if name not in left]
        mends: dict[str, tuple[str, ...]] = {}
        for cell in order:
            moved = {name for name, _ in web.moves[cell]}
            mends[cell] = tuple(name for name in free if name in moved)
            free = [name for name in free if name not in moved]
        if all(mends.values()) and not free:
            return mends
    return None


def _trials(web: Web, figures: Figures, failing: Failing, size: int) -> Iterator[_Trial]:
    """Every set of `size` cells or fewer whose correction mends all rows without breaking a sum that held."""
    stack: list[tuple[tuple[tuple[str, float], ...], Failing]] = [((), failing)]
    for _ in range(MOST_TRIALS):
        if not stack:
            return
        cells, rest = stack.pop()
        row = next(filter(is_row, rest), None)
        if row is None:
            yield _Trial(cells, tuple(sorted(rest.items())))
        elif len(cells) < size:
            stack += [((*cells, (cell, off)), after) for cell, off, after in _steps(web, figures, rest, row, cells)]


def _steps(
    web: Web, figures: Figures, rest: Failing, row: str, taken: tuple[tuple[str, float], ...]
) -> Iterator[tuple[str, float, Failing]]:
    for cell in web.by_name[row].cells:
        moves = web.moves[cell]
        crossed = [name for name, _ in moves if name in rest]
        if len(crossed) < 2 or any(cell == other for other, _ in taken) or not _silent(web, figures, cell, rest):
            continue
        for off in {_off_by(web, cell, name, rest[name]) for name in crossed}:
            if _is_count(figures[cell], off):
                after = {name: rest[name] - dict(moves).get(name, 0) * off for name in rest}
                yield cell, off, {name: difference for name, difference in after.items() if difference}
