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
    from flows.extract.pool import Given, read_again

    given = Given(source.content, source.name, source.content_type, assessment.filing.year)
    return corroborated(assessment, read_again(given, settings), as_of)
