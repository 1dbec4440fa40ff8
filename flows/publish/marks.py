"""How findings are marked in an archived copy: where each rests, its number on the box, and the one box that its address leads to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from checks.model import Finding
from checks.report import Report, Where


def places_of(report: Report, finding: Finding) -> Iterator[Where]:
    """Where a finding rests: its own place, its suspect's, its cells', in that order."""
    if finding.evidence.where:
        yield finding.evidence.where
    for name in dict.fromkeys((*filter(None, [finding.suspect]), *finding.cells)):
        if cell := report.cells.get(name):
            yield cell.where


def lead(numbers: Sequence[int], named: set[int]) -> str | None:
    """The id of a box on which findings rest, None where addresses lead to all of them elsewhere.

    An address can name one place of a finding only: the first that asks. `named` are those already led to; it is added to.
    """
    first = next((number for number in numbers if number not in named), None)
    if first is None:
        return None
    named.add(first)
    return f"gouji-{first}"


def numbered(numbers: Iterable[int]) -> str:
    """The numbers as a box shows them, each once."""
    return " ".join(map(str, dict.fromkeys(numbers)))


def mark(numbers: Sequence[int], named: set[int]) -> str:
    """The attributes, as markup, that make an element a box for these findings."""
    name = lead(numbers, named)
    leading = f' id="{name}"' if name else ""
    return f'{leading} data-gouji="{numbered(numbers)}"'


def bare(text: str) -> str:
    """The letters of a text, by which a quoted sentence is found again whatever space stands in it."""
    return "".join(text.split())
