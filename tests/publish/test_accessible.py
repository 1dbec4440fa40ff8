"""Every page of the summary before axe-core, light and dark."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.accessible import obstacles
from tests.browser import faultless

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser
PAGES = (
    "index.html",
    "findings.html#life=open",
    "rules.html",
    "rules/txt-norecv.html",
    "run.html",
    "agencies/yunhe-hjj.html",
    "agencies/yunhe-tjj.html",
)


@pytest.mark.parametrize("name", PAGES)
def test_nothing_on_the_page_is_in_anybody_s_way(browser: Browser, published: Path, name: str) -> None:
    with faultless(browser, offline=True) as page:
        page.goto(f"{published.as_uri()}/{name}")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        assert obstacles(page) == []


def test_what_is_in_the_way_is_found(browser: Browser, published: Path) -> None:
    with faultless(browser, offline=True) as page:
        page.goto((published / "index.html").as_uri())
        page.evaluate("document.getElementById('f-q').closest('label').replaceWith(document.getElementById('f-q'))")
        assert "critical label" in str(obstacles(page))


def test_what_can_only_be_read_by_day_is_found(browser: Browser, published: Path) -> None:
    with faultless(browser, offline=True) as page:
        page.goto((published / "run.html").as_uri())
        page.evaluate("document.querySelector('h1').style.color = '#1c2126'")
        assert "serious color-contrast" in str(obstacles(page))
