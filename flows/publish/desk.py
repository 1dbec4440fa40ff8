"""A night laid out for publishing: agencies in the inspector's order, counted, findings without personal numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from checks.catalogue import Catalogue
from checks.forms import Form, form_for_year
from flows.night import Night
from flows.publish.listing import inspectors_order
from flows.publish.privacy import masked
from flows.publish.regions import Regions, regions
from flows.publish.rulebook import RuleWords, rule_words
from flows.publish.tally import NightTally, tally


@dataclass(frozen=True)
class Desk:
    """A night with everything its pages are made from. Reports are masked where they are written."""

    night: Night
    regions: Regions
    tally: NightTally
    rules: Mapping[str, RuleWords]
    forms: Mapping[str, Form]


def lay_out(night: Night, catalogue: Catalogue, forms: Mapping[str, Form]) -> Desk:
    """A night counted and put in order."""
    results = inspectors_order([masked(result) for result in night.agencies])
    places = regions(results)
    counts = tally(results, places)
    form = form_for_year(forms, night.year)
    rules = rule_words(catalogue, counts.rules, form.notice if form else "")
    return Desk(replace(night, agencies=tuple(results)), places, counts, rules, forms)
