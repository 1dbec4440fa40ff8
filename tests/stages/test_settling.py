"""A night over the ledger: read a part at a time and as often as it is asked, it is the same night."""

from __future__ import annotations

import pytest

from flows import stages
from flows.ledger import holdings
from flows.shift import open_shift
from flows.stages.settling import turns
from tests.town import IDS, WRONG_SUM, Town, to_verdicts


def test_a_night_is_the_same_however_many_agencies_are_read_at_a_time(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    town.slips = {"ql-sthj": WRONG_SUM}
    town.build()
    with open_shift(town.wish()) as shift:
        to_verdicts(shift)
        night = stages.settle(shift)
        at_once, settled = list(night.agencies), list(turns(shift))
        monkeypatch.setattr(holdings, "_PER_QUERY", 1)
        assert list(night.agencies) == at_once
        assert list(turns(shift)) == settled
    assert [one.agency.agency_id for one in at_once][0] == "ql-sthj"
    assert [agency_id for agency_id, _ in settled] == list(IDS)
