"""Every page of the console before axe-core, light and dark."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from tests.accessible import obstacles
from tests.browser import faultless
from tests.review.conftest import SURE

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PAGES = (
    "/?state=all",
    "/?group=rule",
    f"/finding?id={quote(SURE.finding_id)}",
    "/letters",
    "/letter?id=qh-edu&year=2023",
    "/sheet",
    "/log",
)


def test_nothing_in_the_console_is_in_anybody_s_way(at_desk: Callable[..., Page], console: str) -> None:
    page = at_desk("张审")
    found = {}
    for path in PAGES:
        page.goto(console + path)
        found[path] = obstacles(page)
    assert found == dict.fromkeys(PAGES, [])


def test_nothing_is_in_the_way_to_it(browser: Browser, console: str) -> None:
    with faultless(browser) as page:
        page.goto(f"{console}/login")
        assert obstacles(page) == []
