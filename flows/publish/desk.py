"""What everything that is published of a night is made with: its regions, rules and forms, and what was counted so far."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from checks.catalogue import Catalogue
from checks.forms import Form, form_for_year
from flows.night import Night
from flows.publish.regions import Regions, regions
from flows.publish.rulebook import RuleWords, rule_words
from flows.publish.tally import NightTally


@dataclass(frozen=True)
class Desk:
    """A night with what its pages are made from; `tally` grows as its agencies are gone through.

    `rules` are all that the catalogue knows, those that are switched off too: an old finding may be of one.
    """

    night: Night
    regions: Regions
    tally: NightTally
    rules: Mapping[str, RuleWords]
    forms: Mapping[str, Form]
    catalogue: Catalogue

    @property
    def told_rules(self) -> Mapping[str, RuleWords]:
        """The rules that are on, then any other that found something so far."""
        return rule_words(self.catalogue, self.tally.rules, _notice(self.forms, self.night), self.night.year)


def lay_out(night: Night, catalogue: Catalogue, forms: Mapping[str, Form]) -> Desk:
    """A desk on which nothing is counted yet."""
    places = regions(night.registry)
    rules = rule_words(catalogue, catalogue.rules, _notice(forms, night), night.year)
    return Desk(night, places, NightTally(places), rules, forms, catalogue)


def _notice(forms: Mapping[str, Form], night: Night) -> str:
    form = form_for_year(forms, night.year)
    return form.notice if form else ""
