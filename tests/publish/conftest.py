from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checks.forms import Form
from flows.publish import publish
from tests.publish.build import night

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="session")
def published(forms: Mapping[str, Form], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one published night."""
    return publish(night(forms), tmp_path_factory.mktemp("night")).parent


# Not for the whole session: while it is open an event loop runs, in which other tests' flows would be awaited.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """An installed Chromium; what needs it is skipped where there is none."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed; on Debian: apt install chromium")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """A browser's page without network; any fault or dialog of a script fails the test."""
    context = browser.new_context(viewport={"width": 1366, "height": 900}, offline=True, locale="zh-CN")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("dialog", lambda dialog: faults.append(f"a script of the crawled page ran: {dialog.message}"))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert faults == []
