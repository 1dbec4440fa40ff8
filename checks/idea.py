"""One way to rearrange figures of table 3: the value that `checks.rearrangements` and `checks.digits` propose."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checks.web import Web


@dataclass(frozen=True, slots=True)
class Idea:
    """A rearrangement and the figures that would then stand: `place` is the row or column ids it is about.

    `certain` where it is plainer than a wrong cell: an empty place next to the figure, a total in another's column.
    """

    kind: str
    place: str
    changes: Mapping[str, float]
    certain: bool = False


def cells_of(web: Web, row: str) -> list[str]:
    """A row's seven cells from left to right."""
    return [f"T3.{row}.{column.id}" for column in web.form.t3_columns]
