"""An office with one night's findings in its ledger, and people who log in to it."""

from __future__ import annotations

import re
import shutil
import socket
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import uvicorn

from checks.catalogue import Catalogue
from checks.forms import Form
from checks.model import Evidence, Finding, Responsibility, Severity
from flows.ledger import Ledger
from flows.ledger.accounts import Account, Role, add_account, begin_session, end_session, hashed
from flows.review.access import COOKIE
from flows.review.app import make_app
from flows.review.office import Office
from flows.review.passwords import hash_password
from tests.browser import chromium, faultless
from tests.ledger.night import agency, finding, order, spend

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, SetCookieParam

with warnings.catch_warnings():
    # Starlette would rather have another client library than the one that Prefect brings along.
    warnings.simplefilter("ignore")
    from fastapi.testclient import TestClient

WIDE = {"width": 1280, "height": 900}
PASSWORD = "mima-1234567"
SURE = finding("T3.new.total")
DOUBTFUL = finding(
    "T2.norms.issued", rule_id="T3-ROW-TOTAL", severity=Severity.WARNING, responsibility=Responsibility.UNDECIDED
)
HOSTILE = finding(
    "T4.review.total",
    severity=Severity.ADVICE,
    message="<script>alert(1)</script>",
    evidence=Evidence(url="javascript:alert(1)", quote="<img src=x onerror=alert(1)>"),
)
ANYBODY = Account("谁", Role.VIEWER)
FINDINGS = (SURE, DOUBTFUL, HOSTILE)


class Clock:
    """A clock that tests turn by hand."""

    def __init__(self) -> None:
        self.now = datetime(2024, 2, 6, 1, 0, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def later(self, **more: float) -> None:
        self.now += timedelta(**more)


@dataclass
class Person:
    """A browser with somebody before it."""

    client: TestClient

    def get(self, path: str) -> str:
        answer = self.client.get(path)
        assert answer.status_code == 200, answer.text
        return answer.text

    def csrf(self, path: str = "/?state=all") -> str:
        found = re.search(r'name="csrf" value="([^"]+)"', self.get(path))
        assert found
        return found[1]

    def token(self, one: Finding) -> str:
        found = re.search(rf'value="{one.finding_id}\|([^"]+)"', self.get("/?state=all"))
        assert found
        return found[1]

    def decide(self, kind: str, *chosen: Finding, token: str | None = None, **more: str) -> str:
        """Press a button on the queue page; gives the page that comes."""
        values = [f"{one.finding_id}|{token or self.token(one)}" for one in chosen]
        facts = {"csrf": self.csrf(), "kind": kind, "back": "state=all", "chosen": values, **more}
        answer = self.client.post("/decisions", data=facts)
        assert answer.status_code == 200, answer.text
        return answer.text


@pytest.fixture(scope="session")
def night(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with one complete night, to copy."""
    folder = tmp_path_factory.mktemp("night")
    ledger = Ledger(f"sqlite:///{folder / 'ledger.sqlite'}")
    spend(ledger, order(folder / "2023", agencies=(agency(parent_id="qh-gov"),)), FINDINGS)
    secret = hash_password(PASSWORD)
    people = {
        "王检": (Role.INSPECTOR, ()),
        "李检": (Role.INSPECTOR, ()),
        "张审": (Role.APPROVER, ()),
        "县审": (Role.APPROVER, ("qh-gov",)),
        "赵看": (Role.VIEWER, ()),
        "外县": (Role.INSPECTOR, ("lx-gov",)),
        "本县": (Role.INSPECTOR, ("qh-gov",)),
    }
    with ledger.writing() as connection:
        for name, (role, regions) in people.items():
            add_account(connection, Account(name, role, regions), secret, datetime(2024, 1, 1, tzinfo=UTC))
    ledger.close()
    return folder


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def office(
    night: Path, tmp_path: Path, clock: Clock, catalogue: Catalogue, forms: Mapping[str, Form]
) -> Iterator[Office]:
    shutil.copytree(night, tmp_path / "out")
    run = next((tmp_path / "out" / "2023").iterdir())
    (run / "copies").mkdir()
    (run / "copies" / "qh-edu.html").write_text("<p id=gouji-1>存档原文</p>", "utf-8")
    (run / "index.html").write_text("汇总页", "utf-8")
    (tmp_path / "out" / "latest").symlink_to(run)
    ledger = Ledger(f"sqlite:///{tmp_path / 'out' / 'ledger.sqlite'}")
    yield Office(ledger, tmp_path / "out", catalogue, forms, clock)
    ledger.close()


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """An installed Chromium; what needs it is skipped where there is none."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def stranger(office: Office) -> Iterator[TestClient]:
    """A browser without a session."""
    with TestClient(make_app(office), base_url="http://localhost") as client:
        yield client


@pytest.fixture
def enter(office: Office) -> Callable[[str], Person]:
    """Somebody with a session, each in a browser of their own."""

    def log_in(name: str) -> Person:
        client = TestClient(make_app(office), base_url="http://localhost")
        secret = hashed(f"secret of {name}")
        times = (office.now(), office.now() + timedelta(hours=10))
        with office.ledger.writing() as connection:
            end_session(connection, hashed(secret))
            begin_session(connection, secret, name, hashed(f"csrf of {name}"), times)
        client.cookies.set("gouji_session", secret)
        return Person(client)

    return log_in


@contextmanager
def served(office: Office) -> Iterator[str]:
    """The address of the console, served on loopback as `gouji review` serves it."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    server = uvicorn.Server(uvicorn.Config(make_app(office), port=port, log_level="warning"))
    running = threading.Thread(target=server.run)
    running.start()
    try:
        while not server.started:
            time.sleep(0.01)
        yield f"http://127.0.0.1:{port}"
    finally:
        # Also where the test has failed: a server left running would keep the whole test run from ending.
        server.should_exit = True
        running.join()


@pytest.fixture
def console(office: Office) -> Iterator[str]:
    with served(office) as address:
        yield address


@pytest.fixture
def at_desk(browser: Browser, console: str, enter: Callable[[str], Person]) -> Iterator[Callable[..., Page]]:
    """A browser of somebody's own with the queue on it; faults of scripts, refused loads and dialogs fail the test."""
    with ExitStack() as open_pages:

        def seated(name: str, **settings: object) -> Page:
            page = open_pages.enter_context(faultless(browser, **({"viewport": WIDE} | settings)))
            page.context.add_cookies([cookie(console, enter(name))])
            page.goto(console)
            return page

        yield seated


def cookie(address: str, person: Person) -> SetCookieParam:
    return {"name": COOKIE, "value": person.client.cookies[COOKIE], "url": address}
