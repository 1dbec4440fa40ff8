"""Tables that are another body's, figure by figure.

Tables like last year's are `checks.history`; small figures coincide by chance and are never compared.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from checks.model import Filing, Hit, Responsibility
from checks.registry import Answer, Context, batch_rule
from checks.report import CellState, Number
from checks.scope import own_names
from checks.similarity import MOST_NAMED, is_one_body

LEAST_CELLS = 3
LEAST_DISTINCT = 3
LARGE = 50
Figures = tuple[tuple[str, Number], ...]


@batch_rule("TBL-COPY-PEER")
def same_tables(filings: Sequence[Filing], context: Context) -> Iterator[tuple[int, Answer]]:
    """All figures of tables 2, 3 and 4 are another body's of the same year.

    Source: 国办公开办函〔2021〕30号（四）, 内容雷同. One body under two names files the same tables by right.
    """
    alike: dict[tuple[int, Figures], list[int]] = defaultdict(list)
    for place, filing in enumerate(filings):
        figures = _figures(filing)
        if _is_telling(figures):
            alike[filing.year, figures].append(place)
    for (_, figures), places in alike.items():
        if len(places) > 1:
            yield from _told(filings, context, figures, places)


def _told(
    filings: Sequence[Filing], context: Context, figures: Figures, places: Sequence[int]
) -> Iterator[tuple[int, Answer]]:
    for place in places:
        others = [other for other in places if other != place and not is_one_body(filings[place], filings[other])]
        if others:
            names = list(dict.fromkeys(next(iter(own_names(filings[other])), "另一单位") for other in others))
            told = "、".join(names[:MOST_NAMED]) + (f"等{len(names)}家" if len(names) > MOST_NAMED else "")
            values = {"whom": told, "count": str(len(figures))}
            yield place, Hit(context.rule.id, values=values, responsibility=Responsibility.UNDECIDED)


def _figures(filing: Filing) -> Figures:
    """The non-zero figures of a report in the order of its cells."""
    cells = filing.report.cells if filing.report else {}
    return tuple(
        (name, cell.value) for name, cell in sorted(cells.items()) if cell.state is CellState.NUMBER and cell.value
    )


def _is_telling(figures: Figures) -> bool:
    """Whether so many figures, or so large ones, cannot well be equal by chance (one request granted fills six cells with 1)."""
    values = {value for _, value in figures}
    return len(figures) >= LEAST_CELLS and (len(values) >= LEAST_DISTINCT or max(values) >= LARGE)
