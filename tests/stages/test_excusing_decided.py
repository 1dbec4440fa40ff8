"""What an inspector decided in the console holds on the nights after."""

from __future__ import annotations

from datetime import UTC, date, datetime

from checks.model import Status
from checks.waivers import fingerprint
from flows.ledger import Ledger
from flows.ledger.decisions import Decision, Kind, add
from tests.town import WRONG_SUM, Town, statuses


def test_an_explanation_accepted_in_the_console_excuses_its_finding_until_its_day(town: Town) -> None:
    town.slips = {"ql-sthj": WRONG_SUM}
    town.build()
    night, _ = town.night(date(2024, 2, 6))
    result = next(one for one in night.agencies if one.agency.agency_id == "ql-sthj")
    finding = next(one for one in result.assessment.findings if one.rule_id == "T4-SUM-REV")
    taken = Decision(
        finding.finding_id,
        "ql-sthj",
        finding.year,
        finding.rule_id,
        Kind.EXPLAINED,
        "已书面说明",
        "王检",
        datetime(2024, 2, 6, 9, tzinfo=UTC),
        fingerprint(finding),
        finding.rule_version,
        date(2024, 2, 7),
    )
    ledger = Ledger(town.settings.database_url)
    with ledger.writing() as connection:
        add(connection, [taken])
    ledger.close()
    excused, _ = town.night(date(2024, 2, 7))
    assert statuses(excused)["ql-sthj"] is Status.COMPLIANT
    late, _ = town.night(date(2024, 2, 8))
    assert statuses(late)["ql-sthj"] is Status.NONCOMPLIANT
