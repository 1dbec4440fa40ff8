"""What axe-core finds wrong with a page for people who use it by keyboard, screen reader or with little sight."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Page


def obstacles(page: Page) -> list[str]:
    """Every rule of axe that the page breaks, with its weight and the first places where; dark, whether it can be read."""
    found = _violations(page)
    page.evaluate("document.documentElement.dataset.theme = 'dark'")
    return [*found, *_violations(page, {"runOnly": ["color-contrast"]})]


def _violations(page: Page, options: dict[str, object] | None = None) -> list[str]:
    sync = pytest.importorskip("axe_playwright_python.sync_playwright", reason="axe-core is not installed")
    # Fetching the stylesheets anew is what a strict policy forbids, and only a rule about turned screens needs it.
    found = sync.Axe().run(page, options={"preload": False, **(options or {})}).response["violations"]
    return [f"{one['impact']} {one['id']}: {[node['target'] for node in one['nodes'][:3]]}" for one in found]
