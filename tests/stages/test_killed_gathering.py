"""Nights that die by `kill -9` while they gather: after the next start everything is as if nothing had happened."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.stages import gathering
from tests.stages.crowd import HOSTS, Crowd, crowd
from tests.stages.mortal import Step, gather_until

A_HOST = 3
COUNT = HOSTS * A_HOST
# What every address with a page answered is remembered: the reports and each host's list.
WHOLE = dict.fromkeys(("filings", "snapshots", "reports", "holdings"), COUNT) | {"validators": COUNT + HOSTS}
FILE = "flows.crawl.evidence.evidence_file"
STEPS = [
    Step(FILE, "EvidenceFile.close", "before"),
    Step(FILE, "EvidenceFile.close", "after"),
    Step("flows.stages.gathering", "record_gathered", "before", 2),
    Step("flows.stages.gathering", "record_gathered", "after"),
]


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Crowd]:
    with crowd(tmp_path, A_HOST) as built:
        yield built


@pytest.mark.parametrize("step", STEPS, ids=str)
def test_a_night_that_is_gone_on_with_loses_nothing_doubles_nothing_and_asks_nothing_again(
    town: Crowd, step: Step
) -> None:
    assert gather_until(step, town.wish()) == -9
    assert town.recorded(town.gather()) == {"found": COUNT}
    assert town.rows() == WHOLE
    assert set(Counter(town.asked()).values()) == {1}
    assert set(town.archived().values()) == {1}


@pytest.mark.parametrize("when", ["before", "after"])
def test_only_what_was_under_way_at_the_kill_is_asked_again(town: Crowd, when: str) -> None:
    assert gather_until(Step(FILE, "EvidenceFile.append", when, 9), town.wish()) == -9
    assert town.recorded(town.gather()) == {"found": COUNT}
    assert town.rows() == WHOLE
    again = Counter(town.asked()) - Counter(set(town.asked()))
    assert len(again) <= HOSTS
    assert set(town.archived().values()) == {1}


class Cut(BaseException):
    """As a kill between two batches."""


def test_a_part_that_was_recorded_in_part_is_remembered_whole(town: Crowd, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "_BATCH", 2)
    recorded = []

    def cut(*given: object, **named: object) -> None:
        if recorded:
            raise Cut
        recorded.append(honest(*given, **named))

    honest = gathering.record_gathered
    with monkeypatch.context() as patch:
        patch.setattr(gathering, "record_gathered", cut)
        with pytest.raises(Cut):
            town.gather()
    assert town.recorded(town.gather()) == {"found": COUNT}
    assert town.rows() == WHOLE
    assert set(Counter(town.asked()).values()) == {1}
