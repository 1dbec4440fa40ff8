"""A correction that a letter of ours asked for is what was wanted: only the note on the page is missing."""

from __future__ import annotations

from datetime import date

import pytest

from checks.model import Severity, Status
from flows.ledger import Ledger
from flows.ledger.asked_for import Letter, letters_out
from flows.notify import handling
from flows.notify.channels.folder import FolderChannel
from flows.notify.post.sending import send_queued
from tests.notify.office import LI, WANG, Clock, act
from tests.town import WRONG_SUM, Town, statuses

ID, YEAR = "ql-sthj", 2023


def written_to(town: Town) -> None:
    ledger = Ledger(town.settings.database_url)
    handling.confirm(ledger, ID, YEAR, (), act(WANG))
    handling.draft(ledger, ID, YEAR, act(WANG))
    handling.approve(ledger, ID, YEAR, act(LI))
    handling.queue(ledger, ID, YEAR, "folder", False, act(WANG))
    assert letters_out(ledger, YEAR) == {}
    send_queued(ledger, FolderChannel(town.settings.out), town.settings, act(WANG), Clock())
    assert list(letters_out(ledger, YEAR)) == [ID]
    ledger.close()


@pytest.mark.parametrize(("is_asked", "status"), [(True, Status.COMPLIANT), (False, Status.ATTENTION)])
def test_figures_changed_as_a_letter_asked_accuse_nobody(
    is_asked: bool, status: Status, town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GOUJI_LETTER_PDF", "false")
    town.slips = {ID: WRONG_SUM}
    town.build()
    town.night(date(2024, 2, 6))
    if is_asked:
        written_to(town)
    town.slips = {}
    town.build()
    night, _ = town.night(date(2024, 2, 7))
    assert statuses(night)[ID] is status
    result = next(one for one in night.agencies if one.agency.agency_id == ID)
    (changed,) = (one for one in result.assessment.findings if one.rule_id == "PUB-SILENT-CHANGE")
    assert changed.severity is (Severity.ADVICE if is_asked else Severity.WARNING)
    assert ("更正，仅缺更正说明" in changed.message) is is_asked


def test_a_letter_asks_for_changes_in_its_tables_that_touch_its_cells() -> None:
    letter = Letter("1号", frozenset({"T3.granted.natural", "T3.total.natural"}))
    assert letter.asks_for(["T3.granted.natural", "T3.granted.total"])
    assert not letter.asks_for(["T3.new.total"])
    assert not letter.asks_for(["T3.granted.natural", "T2.licence.decisions"])
