"""How the identities of a form hang together: which cell takes part in which sum, and with which sign.

This is what lets a row's and a column's failure be read as one wrong cell (`checks.causes`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from checks.arithmetic import Identity, identities
from checks.forms import Form

Figures = Mapping[str, float | None]
Failing = dict[str, float]


@dataclass(frozen=True)
class Web:
    """A form's identities by name, and for every cell the identities it moves: (name, +1 or −1)."""

    form: Form
    by_name: Mapping[str, Identity]
    moves: Mapping[str, tuple[tuple[str, int], ...]]

    def difference(self, name: str, figures: Figures) -> float | None:
        """Right minus left of one identity, or None where a figure is missing."""
        identity = self.by_name[name]
        total = 0.0
        for cells, sign in ((identity.right, 1), (identity.left, -1)):
            for cell in cells:
                figure = figures[cell]
                if figure is None:
                    return None
                total += sign * figure
        return round(total, 6)

    def touched(self, cells: Iterable[str]) -> set[str]:
        """The names of all identities that one of these cells takes part in."""
        return {name for cell in cells for name, _ in self.moves[cell]}


@lru_cache
def web(form: Form) -> Web:
    """The web of a form's identities."""
    moves: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for identity in identities(form):
        for cells, sign in ((identity.left, -1), (identity.right, 1)):
            for cell in cells:
                moves[cell].append((identity.name, sign))
    by_name = {identity.name: identity for identity in identities(form)}
    return Web(form, by_name, {cell: tuple(names) for cell, names in moves.items()})


def is_row(name: str) -> bool:
    """Whether an identity is a row sum of table 3."""
    return name.startswith("T3-ROW-SUM")


def is_suit(name: str) -> bool:
    """Whether an identity belongs to table 4."""
    return name.startswith("T4-")
