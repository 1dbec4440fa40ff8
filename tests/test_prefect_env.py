"""The server that a run brings along, with its process put in place of Prefect's."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest

from flows import prefect_env
from flows.errors import LedgerError


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.delenv("PREFECT_API_URL", raising=False)
    monkeypatch.setenv("PREFECT_HOME", str(tmp_path))
    monkeypatch.setattr(prefect_env, "_start", lambda *_: None)
    monkeypatch.setattr(prefect_env, "_stop", lambda _: None)
    return tmp_path


def serve() -> None:
    with prefect_env.server():
        pass


def test_two_servers_in_one_home_start_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    starting, both = threading.Semaphore(0), threading.Barrier(2)

    def wait(*_: object) -> None:
        starting.release()
        # Who comes while the first is still starting would be counted by now.
        seen.append(starting.acquire() and starting.acquire(timeout=0.2))

    def run() -> None:
        both.wait()
        serve()

    seen: list[bool] = []
    monkeypatch.setattr(prefect_env, "_wait", wait)
    threads = [threading.Thread(target=run) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert seen == [False, False]


def test_a_server_that_never_gets_to_start_is_told_who_starts_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(prefect_env, "_wait", lambda *_: refused())
    monkeypatch.setattr(prefect_env, "STARTUP_SECONDS", 0)

    def refused() -> None:
        with pytest.raises(LedgerError, match="another process is starting Prefect's server"):
            serve()

    serve()
