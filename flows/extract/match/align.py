"""Published rows ↔ the form's rows by label: exact ones first, damaged ones only where nothing else could be meant.

Exact labels hold wherever they stand. Where they stand in the form's order they also hem in the rows between them, and
a damaged or lost label is told by its place between two certain ones; never by its place in the table alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field

from flows.extract.labels import Name, likeness
from flows.extract.match.vocabulary import SURE

MARGIN = 0.1
FAINT = 0.35
Excludes = Callable[[set[str]], set[str]]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A published row to be placed: its possible labels (the nearest to the figures first) and exact meanings.

    `backed` says that more than its label speaks for its table: a head, or many other rows of it in the same grid.
    """

    names: tuple[Name, ...]
    exact: tuple[str, ...]
    figures: tuple[str, ...]
    backed: bool = True


@dataclass(slots=True)
class Alignment:
    """Published row → row id, and the rows that could be placed nowhere or were claimed twice.

    `outdone` are rows of other tables that name the same: a count of items published beside the mandated figures. `copies` say
    again what a placed row says: the text of a page and the tables taken out of it, one behind the other.
    """

    rows: dict[int, str] = field(default_factory=dict)
    loose: list[int] = field(default_factory=list)
    outdone: list[int] = field(default_factory=list)
    copies: list[int] = field(default_factory=list)
    contested: list[str] = field(default_factory=list)
    by_place: list[int] = field(default_factory=list)

    @property
    def known(self) -> set[int]:
        """The published rows of which it is told what they are."""
        return {*self.rows, *self.outdone, *self.copies}


def align(
    published: Sequence[Candidate],
    printed: Mapping[str, tuple[Name, ...]],
    excludes: Excludes,
) -> Alignment:
    """Places published rows among the printed ones (row id → its names, in order of print).

    `excludes` gives, for the ids placed so far, those that can no longer occur (the undivided （六） beside its parts).
    """
    result = Alignment()
    _place_exact(published, printed, result)
    order = {row_id: place for place, row_id in enumerate(printed)}
    placed = sorted(result.rows.items())
    ordered = all(order[one] < order[two] for (_, one), (_, two) in zip(placed, placed[1:], strict=False))
    for start, end, free in _gaps(published, result, list(printed), order, ordered, excludes):
        _fill(range(start, end), free, _Judge(published, printed), result, excludes if ordered else None)
    known = result.known
    result.loose = [place for place in range(len(published)) if place not in known]
    return result


def _place_exact(published: Sequence[Candidate], printed: Mapping[str, tuple[Name, ...]], result: Alignment) -> None:
    claims: dict[str, list[int]] = {}
    for place, row in enumerate(published):
        if len(row.exact) == 1 and row.exact[0] in printed:
            claims.setdefault(row.exact[0], []).append(place)
    for row_id, places in claims.items():
        backed = [place for place in places if published[place].backed] or places
        result.outdone += [place for place in places if place not in backed]
        places = backed
        if len({_without_ends(published[place].figures) for place in places}) == 1:
            result.rows[places[0]] = row_id
            result.copies += places[1:]
        else:
            result.contested.append(row_id)


def _without_ends(figures: Sequence[str]) -> tuple[str, ...]:
    """Figures without the blanks behind the last, which a merged cell leaves in a table's file."""
    filled = [place for place, figure in enumerate(figures, 1) if figure]
    return tuple(figures[: filled[-1]]) if filled else ()


def _gaps(
    published: Sequence[Candidate],
    result: Alignment,
    printed: list[str],
    order: Mapping[str, int],
    ordered: bool,
    excludes: Excludes,
) -> list[tuple[int, int, list[str]]]:
    """Runs of unplaced rows with the printed rows that they may be; all of the free ones where order does not hold."""
    taken = set(result.rows.values()) | set(result.contested)
    shut = taken | excludes(taken)
    if not ordered:
        return [(0, len(published), [row_id for row_id in printed if row_id not in shut])]
    gaps = []
    edges = [(-1, -1), *((place, order[row_id]) for place, row_id in sorted(result.rows.items()))]
    edges.append((len(published), len(printed)))
    for (left, above), (right, below) in zip(edges, edges[1:], strict=False):
        if right - left > 1:
            gaps.append((left + 1, right, [row_id for row_id in printed[above + 1 : below] if row_id not in shut]))
    return gaps


class _Judge:
    """How well each published row fits each printed one."""

    def __init__(self, published: Sequence[Candidate], printed: Mapping[str, tuple[Name, ...]]) -> None:
        self.published, self.printed = published, printed

    def score(self, place: int, row_id: str) -> float:
        """How much a row's label is like a printed one, 0 to 1."""
        row = self.published[place]
        if row.exact and row_id in row.exact:
            return 1.0
        return max((likeness(name, print_) for name in row.names for print_ in self.printed[row_id]), default=0.0)

    def best_elsewhere(self, place: int, row_id: str, shut: Collection[str] = ()) -> float:
        """The best fit of a row with any other printed row, placed or not, but for those that cannot occur."""
        others = (other for other in self.printed if other != row_id and other not in shut)
        return max((self.score(place, other) for other in others), default=0.0)


def _fill(places: range, free: list[str], judge: _Judge, result: Alignment, excludes: Excludes | None) -> None:
    """Places the rows of one gap; `excludes` is None where the order of print does not hold."""
    known = result.known
    open_places = [place for place in places if place not in known]
    found = {place: row_id for place in open_places if (row_id := _sure(place, free, judge))}
    found = {place: row_id for place, row_id in found.items() if list(found.values()).count(row_id) == 1}
    if excludes is None:
        result.rows.update(found)
        return
    found = _in_order(found, free)
    result.rows.update(found)
    shut = excludes(set(result.rows.values())) - set(found.values())
    for run, rows in _runs(open_places, [row_id for row_id in free if row_id not in shut], found):
        for choice in _choices(rows):
            if len(choice) == len(run) and _fits(judge, run, choice, shut):
                result.rows.update(zip(run, choice, strict=True))
                result.by_place += run
                break


def _sure(place: int, free: list[str], judge: _Judge) -> str | None:
    """The printed row that a label can alone mean, damage and all."""
    if not free:
        return None
    best = max(free, key=lambda row_id: judge.score(place, row_id))
    score = judge.score(place, best)
    return best if score >= SURE and score - judge.best_elsewhere(place, best) >= MARGIN else None


def _in_order(found: dict[int, str], free: list[str]) -> dict[int, str]:
    """Nothing of a gap whose damaged labels would stand in another order than printed: one of them is misread."""
    rows = [free.index(row_id) for _, row_id in sorted(found.items())]
    return found if rows == sorted(rows) else {}


def _runs(open_places: list[int], free: list[str], found: dict[int, str]) -> list[tuple[list[int], list[str]]]:
    """What is left of a gap once its sure rows are placed: runs of rows with the printed rows between."""
    edges = [(-1, -1), *((place, free.index(row_id)) for place, row_id in sorted(found.items()))]
    edges.append((max(open_places, default=0) + 1, len(free)))
    runs = []
    for (left, above), (right, below) in zip(edges, edges[1:], strict=False):
        run = [place for place in open_places if left < place < right]
        if run:
            runs.append((run, free[above + 1 : below]))
    return runs


def _choices(rows: list[str]) -> list[list[str]]:
    """The printed rows of a gap, with （六） divided into its parts or not."""
    divided = [row_id for row_id in rows if row_id != "other"]
    undivided = [row_id for row_id in rows if not row_id.startswith("other.")]
    return [divided, undivided] if "other" in rows else [rows]


def _fits(judge: _Judge, run: list[int], rows: list[str], shut: Collection[str]) -> bool:
    """Whether as many rows as are printed between two certain ones may be those, in their order.

    Each label must be no likelier another's. Several labels without a trace of the printed ones are only believed
    where their figures are all alike, so that it does not matter which is which.
    """
    scores = [judge.score(place, row_id) for place, row_id in zip(run, rows, strict=True)]
    rivals = [judge.best_elsewhere(place, row_id, shut) for place, row_id in zip(run, rows, strict=True)]
    if any(rival > score + MARGIN / 2 for score, rival in zip(scores, rivals, strict=True)):
        return False
    alike = len({judge.published[place].figures for place in run}) == 1
    return len(run) == 1 or alike or all(score >= FAINT for score in scores)
