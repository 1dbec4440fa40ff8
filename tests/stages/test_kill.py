"""Nights in processes of their own that are killed or run out of disk, and the nights after them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from werkzeug import Request, Response

from checks.model import Status
from tests.town import IDS, Town, statuses

ROOT = Path(__file__).resolve().parent.parent.parent


@pytest.fixture(autouse=True)
def environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (
        ("ALLOW_PRIVATE", "127.0.0.0/8"),
        ("PAUSE_SECONDS", "0"),
        ("RETRIES", "0"),
        ("SHARD_SIZE", "2"),
    ):
        monkeypatch.setenv(f"GOUJI_{name}", value)


def start(town: Town, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tests.stages.victim", str(town.folder), *more]
    return subprocess.Popen(command, cwd=ROOT, stderr=subprocess.PIPE, env=os.environ)


def test_after_a_kill_the_next_start_finishes_the_night_and_asks_nothing_twice(town: Town) -> None:
    reached, released = threading.Event(), threading.Event()

    def hang(_request: Request) -> Response:
        reached.set()
        released.wait(60)
        return Response("", status=500)

    last = IDS[2]
    town.build(without=(last,))
    town.server.expect_request(f"/{last}.html").respond_with_handler(hang)
    victim = start(town)
    assert reached.wait(120)
    victim.send_signal(signal.SIGKILL)
    victim.communicate()
    released.set()
    town.build()
    night, index = town.night()
    assert set(statuses(night).values()) == {Status.COMPLIANT}
    assert index.parent.name == "20240206-01"
    assert [path for path in town.asked() if path != f"/{last}.html"] == []
    assert (town.folder / "out" / "latest").resolve() == index.parent


def test_a_full_disk_is_one_line_and_the_night_goes_on_when_there_is_room(town: Town) -> None:
    victim = start(town, "200000")
    _, said = victim.communicate(timeout=120)
    assert victim.returncode == 1, said.decode()
    assert len(said.decode().splitlines()) == 1
    assert not (town.folder / "out" / "latest").exists()
    night, index = town.night()
    assert set(statuses(night).values()) == {Status.COMPLIANT}
    assert index.parent.name == "20240206-01"
