"""A body's figures against those of its like: same kind, level and year, among the filings that are judged together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log1p
from statistics import fmean, pstdev

from checks.facts import figure
from checks.gates import is_trusted
from checks.model import Filing, Hit, Responsibility
from checks.registry import Answer, Context, batch_rule
from checks.wordings import cell_name, figure_text, named

COMPARED = ("T3.new.total", "T2.licence.decisions", "T2.penalty.decisions", "T2.coercion.decisions")
_Like = tuple[str, str, int]


@dataclass(frozen=True, slots=True)
class _Usual:
    """How one figure is spread among peers, on a log scale."""

    mean: float
    spread: float
    count: int

    def distance(self, value: float) -> float:
        """How many standard deviations a value stands from the mean."""
        return abs(log1p(value) - self.mean) / self.spread if self.spread else 0.0


@batch_rule("X-PEER")
def outliers(filings: Sequence[Filing], context: Context) -> Iterator[tuple[int, Answer]]:
    """A figure stands far out among those of bodies of the same kind and level; a large city is no small one.

    Source: plausibility. With too few peers nothing is compared.
    """
    rule = context.rule.parameters
    alike: dict[_Like, list[int]] = defaultdict(list)
    for place, filing in enumerate(filings):
        if filing.agency is not None and filing.agency.level and filing.report is not None:
            alike[filing.agency.kind, filing.agency.level, filing.year].append(place)
    for places in alike.values():
        figures = {cell: _figures(filings, places, cell) for cell in COMPARED}
        usual = {cell: _usual(known) for cell, known in figures.items() if len(known) >= rule["least_peers"]}
        for place in places:
            far = [
                cell
                for cell, spread in usual.items()
                if place in figures[cell] and _is_far(figures[cell][place], spread, rule)
            ]
            if far:
                yield place, _hit(filings[place], context, far, figures, usual, place)


def _figures(filings: Sequence[Filing], places: Sequence[int], cell: str) -> dict[int, float]:
    reports = ((place, filings[place].report) for place in places)
    trusted = ((place, report) for place, report in reports if report is not None and is_trusted(report, cell[:2]))
    return {place: value for place, report in trusted if (value := figure(report, cell)) is not None and value >= 0}


def _usual(figures: Mapping[int, float]) -> _Usual:
    logs = [log1p(value) for value in figures.values()]
    return _Usual(fmean(logs), pstdev(logs), len(logs))


def _is_far(value: float, usual: _Usual, rule: Mapping[str, float]) -> bool:
    return value >= rule["least"] and usual.distance(value) > rule["deviations"]


def _hit(
    filing: Filing,
    context: Context,
    far: Sequence[str],
    figures: Mapping[str, Mapping[int, float]],
    usual: Mapping[str, _Usual],
    place: int,
) -> Hit:
    form = context.form(filing)
    shown = [(cell, figure_text(figures[cell][place])) for cell in far]
    return Hit(
        context.rule.id,
        cells=tuple(far),
        actual=shown[0][1],
        values={
            "listed": named(f"{cell_name(form, cell)}{value}" for cell, value in shown),
            "listed_en": named((f"{cell} {value}" for cell, value in shown), ", "),
            "peers": str(max(usual[cell].count for cell in far) - 1),
        },
        responsibility=Responsibility.UNDECIDED,
    )
