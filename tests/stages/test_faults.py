"""Faults while two hundred agencies are crawled: each is an outcome or one clear line, and nothing is lost or doubled."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest

from flows import shift as shifts
from flows.crawl.manners.validators import Validator
from flows.errors import LedgerError
from flows.ledger import Ledger
from flows.shift import open_shift
from flows.stages import gather
from tests.crawl import badserver as bad
from tests.stages.crowd import COUNT, DAY, HOSTS, REQUESTS, Crowd, crowd

ROOT = Path(__file__).resolve().parents[2]
# Each agency's one filing, snapshot, reading and holding; what every address with a page answered.
WHOLE = dict.fromkeys(("filings", "snapshots", "reports", "holdings"), COUNT) | {"validators": REQUESTS - HOSTS}
HOLDER = """
import sqlite3, sys, time
ledger = sqlite3.connect(sys.argv[1], isolation_level=None)
ledger.execute("BEGIN IMMEDIATE")
print("held", flush=True)
if sys.argv[2] == "-":
    sys.stdin.read()
else:
    time.sleep(float(sys.argv[2]))
ledger.execute("ROLLBACK")
"""


@pytest.fixture
def town(tmp_path: Path) -> Iterator[Crowd]:
    with crowd(tmp_path) as built:
        yield built


def hold(town: Crowd, seconds: str) -> subprocess.Popen[str]:
    """Another program that writes to the ledger for so long, or `-` until it is told to stop."""
    command = [sys.executable, "-c", HOLDER, str(town.folder / "out" / "ledger.sqlite"), seconds]
    holder = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    return holder


def test_a_ledger_locked_for_a_while_is_waited_for(town: Crowd) -> None:
    holders: list[subprocess.Popen[str]] = []
    town.on_report[90] = lambda: holders.append(hold(town, "2"))
    run_id = town.gather()
    assert [holder.communicate()[0] for holder in holders] == [""]
    assert town.recorded(run_id) == {"found": COUNT}
    assert town.rows() == WHOLE
    assert len(town.asked()) == REQUESTS


def test_a_ledger_locked_beyond_the_time_out_is_one_line_and_the_part_is_recorded_later_without_asking_again(
    town: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shifts, "Ledger", partial(Ledger, busy_seconds=0.3))
    holders: list[subprocess.Popen[str]] = []
    town.on_report[90] = lambda: holders.append(hold(town, "-"))
    with open_shift(town.wish()) as shift:
        first, second = shift.shards()
        with pytest.raises(LedgerError, match="locked") as caught:
            gather(shift, first)
        assert "\n" not in str(caught.value)
        holders[0].communicate()
        # As the flow does after a pause: the same part once more.
        gather(shift, first)
        assert len(town.asked()) == HOSTS * 2 + COUNT // 2
        town.on_report[150] = lambda: holders.append(hold(town, "-"))
        with pytest.raises(LedgerError, match="locked"):
            gather(shift, second)
    holders[1].communicate()
    # As a person does: another start.
    run_id = town.gather()
    assert town.recorded(run_id) == {"found": COUNT}
    assert town.rows() == WHOLE
    assert len(town.asked()) == REQUESTS
    assert set(town.archived().values()) == {1}


def test_a_part_that_failed_while_it_was_crawled_asks_nothing_again(
    town: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As where the server of a PostgreSQL ledger is restarted."""
    with open_shift(town.wish()) as shift:
        first, _ = shift.shards()
        honest = shift.validators.get

        def gone(url: str) -> Validator | None:
            if len(town.asked()) > COUNT // 4:
                raise LedgerError("terminating connection due to administrator command")
            return honest(url)

        with monkeypatch.context() as patch:
            patch.setattr(shift.validators, "get", gone)
            with pytest.raises(LedgerError):
                gather(shift, first)
        gather(shift, first)
    assert len(town.asked()) == HOSTS * 2 + COUNT // 2
    assert set(town.archived().values()) == {1}


def test_hosts_that_stop_half_way_are_no_missing_reports_and_are_caught_up_with_the_next_night(town: Crowd) -> None:
    def stop() -> None:
        for server in town.hosts:
            for path in list(server.routes):
                server.serve(path, bad.drop)

    town.on_report[COUNT // 2] = stop
    first = town.recorded(town.gather())
    assert sum(first.values()) == COUNT
    assert first["found"] >= COUNT // 2 - HOSTS
    assert set(first) <= {"found", "reset", "suspended_host", "outage"}
    # A host that is down is left alone after five failures in a row, not asked for every agency.
    assert len(town.asked()) < REQUESTS - COUNT // 4
    town.build()
    second = town.recorded(town.gather(DAY + timedelta(days=1)))
    assert second == {"unchanged": first["found"], "found": COUNT - first["found"]}
    assert town.rows() == WHOLE | {"filings": 2 * COUNT, "snapshots": town.rows()["snapshots"]}
    assert max(town.archived().values()) == 1


def test_a_full_disk_is_one_line_and_what_was_answered_is_not_asked_again(
    town: Crowd, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in (("ALLOW_PRIVATE", "127.0.0.0/8"), ("PAUSE_SECONDS", "0"), ("RETRIES", "0"), ("WORKERS", "4")):
        monkeypatch.setenv(f"GOUJI_{name}", value)
    monkeypatch.setenv("GOUJI_SHARD_SIZE", str(COUNT // 2))
    command = [sys.executable, "-m", "tests.stages.victim", str(town.folder), "500000"]
    victim = subprocess.run(command, cwd=ROOT, stderr=subprocess.PIPE, env=os.environ, text=True, timeout=120)
    assert victim.returncode == 1, victim.stderr
    assert len(victim.stderr.splitlines()) == 1
    asked = len(town.asked())
    assert 0 < asked < REQUESTS
    run_id = town.gather(date(2024, 2, 6))
    assert town.recorded(run_id) == {"found": COUNT}
    assert town.rows() == WHOLE
    # Only what each host was being asked when the disk was full may be asked once more.
    assert len(town.asked()) <= REQUESTS + HOSTS
    assert set(town.archived().values()) == {1}
