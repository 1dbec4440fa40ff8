"""Before anybody is accused: the cells in question are read again from the same bytes by another route."""

from __future__ import annotations

from datetime import date

from checks.model import Assessment
from checks.second import accused_cells, corroborated
from flows.settings import Settings
from flows.sources import Source


def corroborate(assessment: Assessment, source: Source, settings: Settings, as_of: date) -> Assessment:
    """The assessment after the second reading; without an accusation nothing is read again."""
    if not accused_cells(assessment):
        return assessment
    from flows.extract.second import second_reading

    year = assessment.filing.year
    second = second_reading(source.content, source.name, content_type=source.content_type, settings=settings, year=year)
    return corroborated(assessment, second, as_of)
