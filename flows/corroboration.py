"""Before anybody is accused: the cells in question are read again from the same bytes by another route."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from checks.model import Assessment
from checks.second import accused_cells, corroborated
from flows.settings import Settings
from flows.sources import Source

if TYPE_CHECKING:
    from flows.extract.pool import Given


def corroborate(
    assessments: Sequence[Assessment], source_at: Callable[[int], Source | None], settings: Settings, as_of: date
) -> list[Assessment]:
    """The assessments after a second reading of every accused report, in the same order; the others stay as they are.

    `source_at` gives the bytes that the report at a place was read from, None where they are not held: the first reading
    then stands alone. It is asked only as readers come free, so that a night's accused are never all in memory.
    """
    from flows.extract.pool import Given, read_again

    asked: list[int] = []

    def given() -> Iterator[Given]:
        for place, assessment in enumerate(assessments):
            if accused_cells(assessment) and (source := source_at(place)):
                asked.append(place)
                file = _file_of(assessment, source)
                yield Given(file.content, file.name, file.content_type, assessment.filing.year)

    seconds = read_again(given(), settings)
    answers = dict(zip(asked, seconds, strict=True))
    return [corroborated(one, answers.get(place, {}), as_of) for place, one in enumerate(assessments)]


def _file_of(assessment: Assessment, source: Source) -> Source:
    """What the accused cells were read from: the source, or the one file of its companions that they all stand in."""
    report = assessment.filing.report
    cells = [report.cells[name] for name in accused_cells(assessment) if name in report.cells] if report else []
    addresses = {cell.where.source for cell in cells}
    held = [Source(address, source.companions[address]) for address in addresses if address in source.companions]
    return held[0] if len(held) == len(addresses) == 1 else source
