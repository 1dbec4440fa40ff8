"""Counts that are none, below 0 or not whole: each is told once, with the sums that this one figure breaks.

Which figures are no counts is `checks.schemas`; that a sum fails for any other reason is `checks.explanations`.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.causes import Cause
from checks.explanations import Sums
from checks.model import Hit, Responsibility
from checks.schemas import RANGE
from checks.web import web
from checks.wordings import figure_text, whole

# "1 5" may be 15, 1 and 5, or 1.5: a space inside a number is more often our reading than the page.
TORN = re.compile(r"\d\s+[.\d]|[.]\s+\d")


def no_counts(sums: Sums, cells: Sequence[str], causes: Sequence[Cause]) -> tuple[list[Hit], list[Cause]]:
    """The impossible counts as hits, and the causes of failing sums that are not theirs."""
    hits, left = [], list(causes)
    for cell in cells:
        mended = [(cause, value) for cause in left if (value := _corrected(sums, cell, cause)) is not None]
        corrected = mended[0][1] if mended else None
        theirs = [cause for cause, value in mended if value == corrected]
        left = [cause for cause in left if cause not in theirs]
        hits.append(_hit(sums, cell, corrected, [name for cause in theirs for name in cause.broken]))
    return hits, left


def _corrected(sums: Sums, cell: str, cause: Cause) -> float | None:
    """The possible count that would mend all that a cause breaks, or None where this cell is not to blame for it."""
    moves = dict(web(sums.form).moves.get(cell, ()))
    if not moves.keys() >= set(cause.broken):
        return None
    values = {round((sums.figures[cell] or 0) - sums.failing[name] / moves[name], 6) for name in cause.broken}
    value = values.pop()
    return value if not values and value >= 0 and value == int(value) else None


def _hit(sums: Sums, cell: str, corrected: float | None, broken: list[str]) -> Hit:
    stated, raw = sums.figures[cell], sums.report.cells[cell].raw
    before, after = figure_text(stated), figure_text(corrected)
    values = {
        "also": sums.also(broken),
        "also_en": f" It breaks {', '.join(broken)}." if broken else "",
        "hint": f"由{before}改为{after}则以上各项均成立。" if broken else "",
        "hint_en": f" With {after} instead of {before} all of them hold." if broken else "",
    }
    return Hit(
        RANGE,
        cell,
        cells=(cell,),
        expected=after if broken else None,
        actual=before,
        difference=whole(round((stated or 0) - (corrected or 0), 6)) if broken else None,
        suspect=cell if broken else None,
        values=values,
        quote=raw or None,
        related=tuple(broken),
        responsibility=Responsibility.EXTRACTION if TORN.search(raw) else Responsibility.AGENCY,
    )
