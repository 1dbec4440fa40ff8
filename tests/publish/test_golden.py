"""What people see, against pictures that were looked at: index, list and agency page, desktop and phone, light and dark.

After a wanted change: `GOUJI_GOLDEN=write pytest tests/publish/test_golden.py`, then look at every picture before it is kept.
`index.png` is the one that the README shows.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from checks.forms import Form
from flows.publish.site import publish
from tests.pictures import GOLDEN, MOST_BLOCKS, SIZES, is_as_kept, need_the_face, share_differing
from tests.publish.build import HOSTILE, night

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
PAGES = {"index": "index.html", "list": "findings.html#life=open", "agency": "agencies/yunhe-hjj.html"}
SHOTS = [f"{page}{size}{scheme}" for page, size, scheme in product(PAGES, SIZES, ("", "-dark"))]


@pytest.fixture(scope="module")
def folder(forms: Mapping[str, Form], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The invented night without the agency whose name is an attack: the picture is for readers."""
    need_the_face()
    agencies = tuple(result for result in night(forms).agencies if HOSTILE not in result.agency.name)
    return publish(night(forms, agencies), tmp_path_factory.mktemp("golden")).parent


@pytest.fixture(scope="module")
def bench(browser: Browser) -> Iterator[Page]:
    """An empty page to compare pictures on."""
    page = browser.new_page()
    yield page
    page.close()


def shot(browser: Browser, folder: Path, name: str, style: str = "") -> bytes:
    page_name, *marks = name.split("-")
    context = browser.new_context(
        viewport=dict(zip(("width", "height"), SIZES["-phone" if "phone" in marks else ""], strict=True)),
        color_scheme="dark" if "dark" in marks else "light",
        reduced_motion="reduce",
        locale="zh-CN",
        bypass_csp=bool(style),
    )
    page = context.new_page()
    page.goto(f"{folder.as_uri()}/{PAGES[page_name]}")
    if style:
        page.add_style_tag(content=style)
    page.evaluate("scrollTo(0, 0)")
    picture = page.screenshot()
    context.close()
    return picture


def kept(name: str) -> Path:
    return GOLDEN / (f"{name}.png" if name == "index" else f"{name}.webp")


@pytest.mark.parametrize("name", SHOTS)
def test_the_page_looks_as_it_was_looked_at(browser: Browser, bench: Page, folder: Path, name: str) -> None:
    assert is_as_kept(bench, shot(browser, folder, name), kept(name))


@pytest.mark.parametrize(
    "change",
    [
        ".tiles { display: none !important }",
        ".badge { background: #000 !important }",
        "main { padding-top: 8px !important }",
    ],
)
def test_a_page_that_looks_otherwise_is_told_apart(browser: Browser, bench: Page, folder: Path, change: str) -> None:
    plain, changed = (shot(browser, folder, "index", style) for style in ("", change))
    assert share_differing(bench, plain, changed) > MOST_BLOCKS
