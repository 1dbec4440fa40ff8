"""The published pages in a real browser, opened from disk with no network."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from checks.forms import Form
from checks.model import Status, Unassessable
from flows.publish.site import publish
from tests.publish.build import night

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
pytestmark = pytest.mark.browser


def names(page: sync_api.Page) -> list[str]:
    return [name.strip() for name in page.locator("#rows tbody .name a").all_inner_texts()]


def shown(page: sync_api.Page) -> str:
    return page.locator("#shown").inner_text()


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


def test_a_list_that_is_out_of_sight_is_brought_into_it_and_another_stays(desk: sync_api.Page, published: Path) -> None:
    desk.set_viewport_size({"width": 1366, "height": 700})
    desk.emulate_media(reduced_motion="reduce")
    desk.goto(f"{(published / 'findings.html').as_uri()}#life=open")
    assert desk.evaluate("scrollY") == 0
    desk.goto(f"{(published / 'index.html').as_uri()}#status=missing")
    assert 0 <= desk.evaluate("document.getElementById('h-list').getBoundingClientRect().top") < 40


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


def test_the_counts_of_a_whole_country_stay_in_their_tiles(desk: sync_api.Page, published: Path) -> None:
    desk.set_viewport_size({"width": 1280, "height": 800})
    desk.goto((published / "index.html").as_uri())
    desk.evaluate("document.querySelectorAll('.tiles .big').forEach(big => (big.firstChild.textContent = '135,000'))")
    desk.evaluate("document.querySelectorAll('.tiles .whole').forEach(whole => (whole.textContent = '/150,000'))")
    ends = "[...document.querySelectorAll('.tiles, .tiles a, .tiles .whole')].map(one => one.getBoundingClientRect().right)"
    tiles, *inside = desk.evaluate(ends)
    assert inside
    assert max(inside) <= tiles


def test_a_long_address_among_the_reasons_pushes_no_phone_sideways(
    desk: sync_api.Page, forms: Mapping[str, Form], tmp_path: Path
) -> None:
    lost = next(result for result in night(forms).agencies if result.status is Status.NOT_ASSESSABLE)
    why = "http://www.yunhe.example/" + "a30bb992dec8103f" * 5 + "：页面是空的。"
    doubts = tuple(Unassessable(rule_id, why) for rule_id in ("TXT-YEAR", "TXT-NORECV", "T3-COL-BAL", "T3-ROW-SUM"))
    agency = replace(lost, assessment=replace(lost.assessment, not_assessable=doubts))
    publish(night(forms, (agency,)), tmp_path)
    desk.set_viewport_size({"width": 390, "height": 800})
    desk.goto((tmp_path / f"agencies/{lost.agency.agency_id}.html").as_uri())
    assert desk.evaluate("document.documentElement.scrollWidth") <= 390


def test_a_long_address_in_a_finding_pushes_no_column_off_the_page(
    desk: sync_api.Page, forms: Mapping[str, Form], tmp_path: Path
) -> None:
    first = next(result for result in night(forms).agencies if result.assessment.findings)
    long = replace(
        first.assessment.findings[0], message="失效链接：http://www.yunhe.example/" + "a30bb992dec8103f" * 20
    )
    agency = replace(first, assessment=replace(first.assessment, findings=(long,)))
    publish(night(forms, (agency,)), tmp_path)
    desk.goto((tmp_path / "findings.html").as_uri())
    assert desk.evaluate("(box => box.scrollWidth - box.clientWidth)(document.getElementById('rows').parentNode)") == 0
