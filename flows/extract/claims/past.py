"""Clauses that count from some earlier day on, or up to one before the report's year: none of their figures is this year's."""

from __future__ import annotations

import re

from flows.extract.claims.clauses import Clause
from flows.extract.claims.story import Story

# No report in these forms is of an earlier year.
_FIRST_FORM = 2019


def is_past(clause: Clause, past: bool, story: Story) -> bool:
    """Whether a clause counts from some earlier day on (自2008年以来); 2023年以来 in the report of 2023 does not."""
    years = [int(token.value) for token in clause.tokens if token.kind == "year"]
    if clause.has("until") and story.year is not None and _day_before(clause, story.year):
        return True
    never = clause.tokens[0].text == "至今" and clause.has("negation")
    if clause.has("since") and not never:
        until_now = story.year is None and any(token.text == "至今" for token in clause.tokens)
        return clause.has("from") or not years or until_now or max(years) < (story.year or _FIRST_FORM)
    return past and not years


def _day_before(clause: Clause, year: int) -> bool:
    """截至2022年底, in the report of 2023."""
    days = (re.match("20[0-9]{2}", token.text) for token in clause.tokens if token.kind == "date")
    return any(day is not None and int(day.group()) < year for day in days)
