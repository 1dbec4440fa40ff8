"""Short time-outs, no pause, loopback allowed; a server that can be told to misbehave."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from flows.crawl import Archive, Crawler
from flows.crawl.manners.session import Session
from flows.settings import Settings
from tests.crawl.badserver import BadServer

SETTINGS = {
    "allow_private": "127.0.0.0/8",
    "pause_seconds": 0.0,
    "backoff_seconds": 0.01,
    "connect_timeout_seconds": 1.0,
    "read_timeout_seconds": 0.5,
    "total_timeout_seconds": 1.0,
    "max_bytes": 2_000_000,
    "retries": 1,
    "max_redirects": 5,
    "workers": 4,
}


@pytest.fixture
def make_settings() -> Callable[..., Settings]:
    return lambda **given: Settings(**(SETTINGS | given))


@pytest.fixture
def settings(make_settings: Callable[..., Settings]) -> Settings:
    return make_settings()


@pytest.fixture
def server() -> Iterator[BadServer]:
    with BadServer() as running:
        yield running


@pytest.fixture
def archive(tmp_path: Path) -> Iterator[Archive]:
    with Archive(tmp_path / "evidence") as open_archive:
        yield open_archive


@pytest.fixture
def session(settings: Settings, archive: Archive) -> Iterator[Session]:
    running = Session(settings, archive)
    yield running
    running.close()


@pytest.fixture
def crawler(settings: Settings, archive: Archive) -> Iterator[Crawler]:
    running = Crawler(settings, archive)
    yield running
    running.close()
