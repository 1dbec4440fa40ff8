"""The published pages in a real browser, opened from disk with no network."""

from __future__ import annotations

import csv
import io
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium is installed; on Debian: apt install chromium"),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[sync_api.Browser]:
    with sync_api.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield opened
        opened.close()


@pytest.fixture
def desk(browser: sync_api.Browser) -> Iterator[sync_api.Page]:
    context = browser.new_context(viewport={"width": 1366, "height": 900}, offline=True, locale="zh-CN")
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    page.on("dialog", lambda dialog: faults.append(f"a script of the crawled page ran: {dialog.message}"))
    page.on("console", lambda message: faults.append(message.text) if message.type == "error" else None)
    yield page
    context.close()
    assert faults == []


def names(page: sync_api.Page) -> list[str]:
    return [name.strip() for name in page.locator("#rows tbody .name a").all_inner_texts()]


def shown(page: sync_api.Page) -> str:
    return page.locator("#shown").inner_text()


def test_every_number_of_the_sentence_leads_to_as_many_agencies(desk: sync_api.Page, published: Path) -> None:
    desk.goto(f"{(published / 'index.html').as_uri()}")
    for number in range(desk.locator(".headline .zh .n").count()):
        link = desk.locator(".headline .zh .n").nth(number)
        count = int(link.inner_text())
        link.click()
        assert shown(desk).split(" / ")[0] == str(count), link.get_attribute("href")
        assert len(names(desk)) == count


def test_the_change_since_last_night_leads_to_as_many_findings(desk: sync_api.Page, published: Path) -> None:
    for number in range(4):
        desk.goto((published / "index.html").as_uri())
        link = desk.locator(".since .n").nth(number)
        count = link.inner_text()
        link.click()
        desk.wait_for_url("**/findings.html#*")
        assert shown(desk).split(" / ")[0] == count


def test_the_state_of_the_list_lives_in_the_address(desk: sync_api.Page, published: Path) -> None:
    desk.goto((published / "index.html").as_uri())
    desk.select_option("#f-status", "noncompliant")
    desk.select_option("#f-rule", "TXT-NORECV")
    address = desk.url
    found = names(desk)
    assert found == ["云河市生态环境局", "青石县北河镇人民政府"]
    desk.goto("about:blank")
    desk.goto(address)
    assert names(desk) == found
    assert desk.locator("#f-rule").input_value() == "TXT-NORECV"


def test_an_agency_is_found_by_its_former_name(desk: sync_api.Page, published: Path) -> None:
    desk.goto((published / "index.html").as_uri())
    desk.fill("#f-q", "环境保护局")
    assert names(desk) == ["云河市生态环境局"]


def test_a_head_sorts_by_keyboard_and_says_so(desk: sync_api.Page, published: Path) -> None:
    desk.goto((published / "index.html").as_uri())
    desk.locator('[data-sort="published"] button').focus()
    desk.keyboard.press("Enter")
    assert desk.locator('[data-sort="published"]').get_attribute("aria-sort") == "ascending"
    assert names(desk)[0] == "云河市公安局"


def test_the_language_is_switched_and_remembered(desk: sync_api.Page, published: Path) -> None:
    desk.goto((published / "index.html").as_uri())
    desk.click("#language")
    assert "18 agencies owe a report" in desk.locator(".headline").inner_text()
    desk.goto((published / "agencies/yunhe-hjj.html").as_uri())
    assert desk.locator("#h-findings").inner_text().startswith("Findings")


def test_dark_is_switched_and_remembered(desk: sync_api.Page, published: Path) -> None:
    desk.goto((published / "index.html").as_uri())
    light = desk.evaluate("getComputedStyle(document.body).backgroundColor")
    desk.click("#theme")
    desk.goto((published / "rules.html").as_uri())
    assert desk.evaluate("getComputedStyle(document.body).backgroundColor") != light


def test_what_is_listed_is_what_is_exported_and_no_cell_is_a_formula(desk: sync_api.Page, published: Path) -> None:
    desk.goto(f"{(published / 'findings.html').as_uri()}#rule=TXT-YEAR")
    with desk.expect_download() as waiting:
        desk.click("#export")
    text = Path(waiting.value.path()).read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["规则编号"] for row in rows] == ["TXT-YEAR"]
    assert not [value for row in rows for value in row.values() if value[:1] in "=+-@" and value]


@pytest.mark.parametrize("name", ["index.html", "findings.html", "rules.html", "run.html", "agencies/yunhe-hjj.html"])
def test_a_phone_shows_the_page_without_scrolling_sideways(desk: sync_api.Page, published: Path, name: str) -> None:
    desk.set_viewport_size({"width": 390, "height": 800})
    desk.goto((published / name).as_uri())
    assert desk.evaluate("document.documentElement.scrollWidth") <= 390
