from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from checks.model import Assessment, Status
from flows.errors import LedgerError
from flows.ledger import Ledger
from flows.ledger.filings import gathered_ids, judged_ids, recorded
from flows.ledger.findings import seal
from flows.ledger.recording import record_gathered, record_verdicts
from flows.ledger.runs import (
    complete,
    finished_at,
    load_run,
    note_time,
    open_run,
    run_lock,
    sealed_runs,
)
from tests.ledger.night import STARTED, agency, finding, gathered, order, report, spend, start


def test_an_unfinished_run_of_the_same_night_goes_on(ledger: Ledger, tmp_path: Path) -> None:
    first = start(ledger, order(tmp_path))
    record_gathered(ledger, first, [gathered(report())])
    again = start(ledger, order(tmp_path))
    assert again.run_id == first.run_id
    assert again.resumed
    assert gathered_ids(ledger, again) == {"qh-edu"}
    assert judged_ids(ledger, again) == frozenset()


@pytest.mark.parametrize(
    ("day", "agencies"),
    [(date(2024, 2, 7), (agency(),)), (date(2024, 2, 6), (agency(name="清河县教体局"),))],
)
def test_another_day_or_another_registry_is_another_night(
    ledger: Ledger, tmp_path: Path, day: date, agencies: tuple[object, ...]
) -> None:
    first = start(ledger, order(tmp_path))
    again = start(ledger, order(tmp_path, day, agencies))  # type: ignore[arg-type]
    assert not again.resumed
    assert again.run_id != first.run_id


def test_a_run_whose_staging_folder_is_gone_is_begun_anew(ledger: Ledger, tmp_path: Path) -> None:
    first = start(ledger, order(tmp_path))
    first.staging.rmdir()
    assert open_run(ledger, order(tmp_path)).run_id != first.run_id


def test_an_unfinished_run_of_another_year_waits_for_its_own_night(ledger: Ledger, tmp_path: Path) -> None:
    first = start(ledger, order(tmp_path / "2023"))
    start(ledger, order(tmp_path / "2022", year=2022))
    assert start(ledger, order(tmp_path / "2023")).run_id == first.run_id


def test_a_run_knows_the_complete_run_before_it(ledger: Ledger, tmp_path: Path) -> None:
    spend(ledger, order(tmp_path), [finding()])
    start(ledger, order(tmp_path, date(2024, 2, 7)))
    after = start(ledger, order(tmp_path, date(2024, 2, 8)))
    assert after.previous_run == "20240206-01"


def test_two_runs_of_a_day_have_two_names_whatever_stands_in_the_folder(ledger: Ledger, tmp_path: Path) -> None:
    (tmp_path / "20240206-01").mkdir()
    (tmp_path / ".20240206-02.partial").mkdir()
    assert start(ledger, order(tmp_path)).run_id == "20240206-03"


def test_a_sealed_run_is_found_again_until_it_is_complete(ledger: Ledger, tmp_path: Path) -> None:
    run = start(ledger, order(tmp_path))
    seal(ledger, run, (), {})
    assert [one.run_id for one in sealed_runs(ledger)] == [run.run_id]
    complete(ledger, run)
    assert sealed_runs(ledger) == []


def test_the_time_of_a_resumed_run_adds_up(ledger: Ledger, tmp_path: Path) -> None:
    run = start(ledger, order(tmp_path))
    note_time(ledger, run, {"crawl": 2.0}, 3.0)
    note_time(ledger, run, {"crawl": 1.0, "check": 0.5}, 4.0)
    whole = load_run(ledger, run.run_id)
    assert whole.durations == {"crawl": 3.0, "check": 0.5}
    assert (finished_at(whole) - STARTED).total_seconds() == 7.0
    assert whole.started == STARTED


def test_two_runs_on_one_ledger_exclude_each_other(ledger: Ledger, tmp_path: Path) -> None:
    other = Ledger(str(ledger.url))
    with (
        run_lock(ledger, "gouji audit --year 2023"),
        pytest.raises(LedgerError, match="gouji audit --year 2023"),
        run_lock(other),
    ):
        pass
    with run_lock(other):
        pass
    other.close()


def test_a_shard_tried_twice_is_recorded_once(ledger: Ledger, tmp_path: Path) -> None:
    run = start(ledger, order(tmp_path))
    record_gathered(ledger, run, [gathered(report(5))])
    record_gathered(ledger, run, [gathered(report(6))])
    (one,) = recorded(ledger, run, [agency()], {})
    assert one.filing.report == report(5)


def test_a_shard_is_recorded_whole_or_not_at_all(ledger: Ledger, tmp_path: Path) -> None:
    run = start(ledger, order(tmp_path))
    broken = gathered(report(), agency("b"))
    object.__setattr__(broken, "outcome", None)
    with pytest.raises(Exception, match="NOT NULL"):
        record_gathered(ledger, run, [gathered(report()), broken])
    assert gathered_ids(ledger, run) == frozenset()


def test_what_was_gathered_and_judged_comes_back_as_it_was(ledger: Ledger, tmp_path: Path) -> None:
    down = agency("qh-down")
    run = start(ledger, order(tmp_path, agencies=(agency(), down)))
    shard = [gathered(report()), gathered(None, down)]
    record_gathered(ledger, run, shard)
    verdict = Assessment(shard[0].filing, Status.NONCOMPLIANT, (finding(),))
    record_verdicts(ledger, run, {"qh-edu": verdict})
    read, unread = recorded(ledger, run, [agency(), down], {})
    assert read.filing == shard[0].filing
    assert read.status is Status.NONCOMPLIANT
    assert read.verdict is not None
    assert read.verdict.findings == (finding(),)
    assert read.origin is None
    assert unread.filing == shard[1].filing
    assert (unread.outcome, unread.status) == ("timeout", None)
    assert judged_ids(ledger, run) == {"qh-edu"}
