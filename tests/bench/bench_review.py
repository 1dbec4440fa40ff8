"""The console under twenty inspectors at once on SQLite: a province's findings, pages, searches and decisions mixed."""

from __future__ import annotations

import random
import re
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles
from urllib.parse import quote, urlencode

from flows.demo.bodies import YEAR
from flows.ledger import Ledger
from flows.notify.case_list import rows
from tests.bench.figure import Figure
from tests.bench.office import PASSWORD, fill

AGENCIES, PEOPLE = 5_000, 20
THINK_SECONDS = 1.0
_LASTS_SECONDS = 20.0
_CHOSEN = re.compile(r'name="chosen" value="([^"]+\|[^"]+)"')
_CSRF = re.compile(r'name="csrf" value="([^"]+)"')


@dataclass
class Inspector:
    """A browser with a session; `took` are seconds by what was asked for."""

    port: int
    name: str
    took: dict[str, list[float]] = field(default_factory=dict)
    cookie: str = ""
    csrf: str = ""
    chosen: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.wire = HTTPConnection("127.0.0.1", self.port, timeout=60)
        self.random = random.Random(self.name)

    def log_in(self) -> None:
        self._ask("login", "POST", "/login", {"name": self.name, "password": PASSWORD})
        self._look("/")

    def do_something(self) -> None:
        """What inspectors do: mostly look, then decide."""
        dice = self.random.random()
        if dice < 0.35:
            self._look(f"/?page={self.random.randint(1, 40)}")
        elif dice < 0.5:
            self._look(f"/?q={quote(f'第{self.random.randint(0, 99)}县')}&group=rule")
        elif dice < 0.65 and self.chosen:
            self._ask("finding", "GET", "/finding?" + urlencode({"id": self.chosen[0].partition("|")[0]}))
        elif self.chosen:
            facts = {"csrf": self.csrf, "kind": "confirmed", "chosen": self.chosen.pop(), "back": "state=todo"}
            self._ask("decision", "POST", "/decisions", facts)

    def _look(self, path: str) -> None:
        page = self._ask("queue", "GET", path)
        self.chosen = _CHOSEN.findall(page)
        self.csrf = _CSRF.findall(page)[0]

    def _ask(self, what: str, method: str, path: str, form: dict[str, str] | None = None) -> str:
        head = {"Cookie": self.cookie, "HX-Request": "true"} if what == "decision" else {"Cookie": self.cookie}
        if form:
            head["Content-Type"] = "application/x-www-form-urlencoded"
        start = time.perf_counter()
        self.wire.request(method, path, urlencode(form) if form else None, head)
        answer = self.wire.getresponse()
        body = answer.read().decode()
        self.took.setdefault(what, []).append(time.perf_counter() - start)
        if answer.status not in (200, 303):
            raise AssertionError(f"{method} {path}: {answer.status}")
        if given := answer.headers.get("Set-Cookie"):
            self.cookie = given.partition(";")[0]
        return body


def figures() -> list[Figure]:
    """With time to think, as people work, and without, as fast as answers come."""
    with tempfile.TemporaryDirectory(prefix="gouji-bench-") as folder:
        findings = fill(Path(folder), AGENCIES, PEOPLE)
        listed = _list_letters(Path(folder))
        with _console(Path(folder)) as port:
            people = [Inspector(port, f"检查员{number}") for number in range(PEOPLE)]
            for person in people:
                person.log_in()
            thinking = _watched(people, THINK_SECONDS)
            pressing = _watched(people, 0.0)
    told = f"console, {PEOPLE} inspectors, {findings:,} findings"
    return [
        *(Figure(f"{told}: p95 of a {what}", 1000 * _p95(thinking[what]), "ms") for what in sorted(thinking)),
        Figure(f"{told}: p95 of everything", 1000 * _p95(sum(thinking.values(), [])), "ms", "<= 150"),
        Figure(f"{told}, none pausing: p95", 1000 * _p95(sum(pressing.values(), [])), "ms"),
        Figure(f"letters of a year, {AGENCIES:,} agencies that nobody touched", 1000 * listed, "ms CPU", "<= 150"),
        Figure(f"{told}, none pausing", len(sum(pressing.values(), [])) / _LASTS_SECONDS, "answers/s"),
    ]


def _list_letters(folder: Path) -> float:
    """Seconds of CPU to list every case of the year, the median of five."""
    ledger, took = Ledger(f"sqlite:///{folder / 'ledger.sqlite'}"), []
    for _ in range(5):
        start = time.process_time()
        rows(ledger, YEAR)
        took.append(time.process_time() - start)
    ledger.close()
    return median(took)


def _watched(people: list[Inspector], think_seconds: float) -> dict[str, list[float]]:
    until = time.monotonic() + _LASTS_SECONDS
    for person in people:
        person.took = {}
    threads = [threading.Thread(target=_work, args=(person, think_seconds, until)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    took: dict[str, list[float]] = {}
    for person in people:
        for what, seconds in person.took.items():
            took.setdefault(what, []).extend(seconds)
    return took


def _work(person: Inspector, think_seconds: float, until: float) -> None:
    while time.monotonic() < until:
        time.sleep(person.random.uniform(0, 2 * think_seconds))
        person.do_something()


@contextmanager
def _console(folder: Path) -> Iterator[int]:
    """The console over a folder, a process of its own, as `gouji review` starts it."""
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = int(taken.getsockname()[1])
    command = [sys.executable, "-m", "flows.cli", "review", "--out", str(folder), "--port", str(port)]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    try:
        _wait(port)
        yield port
    finally:
        process.terminate()
        process.wait()


def _wait(port: int) -> None:
    until = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def _p95(seconds: list[float]) -> float:
    return quantiles(seconds, n=20)[-1]
