"""A rule on trial: asked of everything in the ledger, recorded nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from checks.catalogue import Catalogue
from checks.forms import Form
from flows.commands.rules import rules
from flows.errors import SettingsError
from flows.ledger import Ledger
from flows.ledger.standing_facts import years_held
from flows.trial import changed, try_out
from tests.town import IDS, WRONG_SUM, Town


def test_a_trial_tells_new_gone_and_same_and_records_nothing(
    town: Town, catalogue: Catalogue, forms: Mapping[str, Form]
) -> None:
    town.slips = {"ql-sthj": WRONG_SUM}
    town.build()
    town.night(date(2024, 2, 6))
    ledger = Ledger(town.settings.database_url)
    try:
        years = years_held(ledger)
        stays = try_out(ledger, catalogue["T4-SUM-REV"], forms, years)
        assert [finding.agency_id for finding in stays.same] == ["ql-sthj"]
        assert (stays.new, stays.gone, stays.asked) == ((), (), len(IDS))
        share = changed(catalogue["T3-OTHER"], ["share=0.0", "least=0"])
        wider = try_out(ledger, share, forms, years)
        assert wider.new
        assert try_out(ledger, share, forms, years) == wider
        assert try_out(ledger, share, forms, (2019,)).asked == 0
    finally:
        ledger.close()


def test_a_parameter_must_be_the_rules_own(catalogue: Catalogue) -> None:
    assert changed(catalogue["T3-SECRET"], ["share=0.25"]).parameters["share"] == 0.25
    for given, told in {
        "nonsense=1": "no such parameter",
        "share=half": "wrong type",
        "share=[": "no YAML",
        "share": "name=value|wrong type",
        "deadline=02-20": "没有当地时限",
    }.items():
        with pytest.raises(SettingsError, match=told):
            changed(catalogue["T3-SECRET"], [given])
    assert changed(catalogue["PUB-LATE-TOWN"], ["deadline=02-20"]).parameters["deadline"] == "02-20"


@pytest.mark.parametrize("years", ["2023-2021", "23", "x", "2021-", "２０２３"])
def test_years_that_are_none_are_refused_and_never_an_empty_trial(years: str) -> None:
    with pytest.raises(SettingsError, match="--years"):
        rules(try_="T3-OTHER", years=years, database="sqlite://")
