from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checks.forms import Form
from flows.publish.site import publish
from tests.browser import chromium, faultless
from tests.publish.build import night

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def published(forms: Mapping[str, Form], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one published night."""
    return publish(night(forms), tmp_path_factory.mktemp("night")).parent


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """An installed Chromium; what needs it is skipped where there is none."""
    with chromium() as opened:
        yield opened


@pytest.fixture
def desk(browser: Browser) -> Iterator[Page]:
    """A browser's page without network; any fault or dialog of a script fails the test."""
    with faultless(browser, viewport={"width": 1366, "height": 900}, offline=True) as page:
        yield page
