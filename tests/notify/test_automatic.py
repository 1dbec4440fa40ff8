"""What an office declares automatic counts as confirmed; everything else waits for a person."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from checks.model import Severity
from flows.errors import NoticeRefused
from flows.ledger import Ledger
from flows.notify import handling
from flows.notify.cases.case_store import NIGHT, events
from flows.notify.cases.states import State
from flows.notify.confirming import confirm_automatically
from flows.notify.writing.stationery import Automatic, stationery
from tests.notify.office import FINDINGS, ID, LI, WANG, YEAR, act, case, spend

DECLARED = Automatic(rules=("TXT-NORECV",), agencies=("*",))


def test_nothing_is_automatic_as_shipped(ledger: Ledger) -> None:
    assert confirm_automatically(ledger, YEAR, stationery().automatic, act(NIGHT)) == 0
    assert case(ledger).case.state is State.SUSPECTED


def test_only_the_declared_rule_is_confirmed_and_people_still_draft_and_approve(ledger: Ledger) -> None:
    assert confirm_automatically(ledger, YEAR, DECLARED, act(NIGHT)) == 1
    with ledger.reading() as connection:
        (event,) = events(connection, case(ledger).case_id)
    assert (event.who, event.state) == (NIGHT, "confirmed")
    notice = handling.draft(ledger, ID, YEAR, act(WANG))
    assert [one.rule_id for one in notice.findings] == ["TXT-NORECV"]
    with pytest.raises(NoticeRefused):
        handling.approve(ledger, ID, YEAR, act(WANG))


def test_another_agency_is_not_meant(ledger: Ledger) -> None:
    meant = Automatic(rules=("TXT-NORECV",), agencies=("another",))
    assert confirm_automatically(ledger, YEAR, meant, act(NIGHT)) == 0


def test_what_a_person_has_decided_stays_decided(ledger: Ledger) -> None:
    handling.accept(ledger, ID, YEAR, [FINDINGS[0].finding_id], "口径不同", None, act(LI))
    assert confirm_automatically(ledger, YEAR, DECLARED, act(NIGHT)) == 0


def test_a_mere_suspicion_is_never_confirmed_by_itself(ledger: Ledger, tmp_path: Path) -> None:
    doubt = replace(FINDINGS[0], severity=Severity.WARNING)
    spend(ledger, tmp_path / "2023", (doubt,), date(2024, 4, 9))
    assert confirm_automatically(ledger, YEAR, DECLARED, act(NIGHT)) == 0


def test_an_explanation_is_accepted_for_three_years_at_most(ledger: Ledger) -> None:
    chosen = [FINDINGS[0].finding_id]
    for day in (date(2024, 4, 7), date(2027, 5, 1)):
        with pytest.raises(NoticeRefused, match="有效期"):
            handling.accept(ledger, ID, YEAR, chosen, "口径不同", day, act(LI))
    assert handling.accept(ledger, ID, YEAR, chosen, "口径不同", date(2024, 4, 8), act(LI))
