"""Ctrl-C, and the SIGTERM of a machine that is shut down: a clean end, one line, and nothing to make good afterwards."""

from __future__ import annotations

import os
import signal
import threading
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows import start
from flows.cli import main
from flows.crawl.evidence.index import is_closed
from flows.crawl.manners.pace import Pace
from tests.stages.crowd import HOSTS, crowd

A_HOST = 12


@pytest.fixture(autouse=True)
def ctrl_c() -> Iterator[None]:
    """As in a terminal: a shell's background jobs do not listen to it."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


def test_an_interrupted_crawl_asks_no_more_and_goes_on_where_it_was(tmp_path: Path) -> None:
    with crowd(tmp_path, A_HOST) as town:
        town.on_report[5] = lambda: os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            town.gather()
        assert len(town.asked()) <= 2 * HOSTS + 5 + 2 * HOSTS
        assert all(is_closed(index) for index in tmp_path.rglob("*.idx"))
        assert town.recorded(town.gather()) == {"found": HOSTS * A_HOST}
        assert set(Counter(town.asked()).values()) == {1}


def test_who_waits_for_a_turn_waits_no_longer_when_all_is_to_stop() -> None:
    pace = Pace(600.0)
    with pace.turn("a"):
        pass
    threading.Timer(0.05, pace.stop).start()
    with pytest.raises(KeyboardInterrupt), pace.turn("a"):
        pass


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_command_that_is_told_to_end_ends_with_one_line(
    number: signal.Signals, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(start, "run_audit", lambda **_: signal.raise_signal(number))
    before = signal.getsignal(signal.SIGTERM)
    assert main(["audit"]) == 130
    assert capsys.readouterr().err == "gouji: 已中断 (interrupted)\n"
    assert signal.getsignal(signal.SIGTERM) is before
