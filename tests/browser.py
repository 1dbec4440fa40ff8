"""An installed Chromium for tests, and pages whose faults fail the test; without one they are skipped with the reason."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser. While it is open an event loop runs, in which other tests' flows would be awaited: close it soon."""
    if CHROMIUM is None:
        pytest.skip("no Chromium is installed; on Debian: apt install chromium")
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with sync_api.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@contextmanager
def faultless(browser: Browser, **settings: object) -> Iterator[Page]:
    """A page in a context of its own; any fault, refused load or dialog of a script fails the test."""
    context = browser.new_context(locale="zh-CN", **settings)  # type: ignore[arg-type]
    context.set_default_timeout(30_000)
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("dialog", lambda dialog: faults.append(f"a script of the crawled page ran: {dialog.message}"))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert faults == []
