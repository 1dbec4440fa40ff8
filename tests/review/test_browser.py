"""The console as inspectors use it: a real browser before a real server, over real nights."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pytest_httpserver import HTTPServer

from checks.catalogue import Catalogue
from checks.forms import Form
from checks.model import Evidence
from flows.demo.faults import added
from flows.ledger import Ledger
from flows.ledger.accounts import Account, Role, add_account, end_session, hashed
from flows.review.access import COOKIE
from flows.review.office import Office
from flows.review.passwords import hash_password
from tests.browser import faultless
from tests.ledger.night import agency, finding, order, spend
from tests.pictures import GOLDEN, SIZES, is_as_kept, need_the_face
from tests.review.conftest import DOUBTFUL, FINDINGS, HOSTILE, PASSWORD, SURE, WIDE, Person, cookie, served
from tests.town import WRONG_SUM, Town

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser
LIVELY = finding(
    "T4.review.total",
    rule_id="T4-SUM-REV",
    actual="3",
    expected="2",
    difference=1,
    suspect="T4.review.total",
    message="表四存在总计与分项不符：“行政复议”四类结果之和为2，所填总计3，相差1。",
    evidence=Evidence(url="http://qh.example/nb.html", sha256="9f" * 32),
)
Enter = Callable[[str], Person]


def test_a_decision_holds_on_the_next_night_and_lapses_when_the_report_changes(
    browser: Browser, httpserver: HTTPServer, tmp_path: Path, catalogue: Catalogue, forms: Mapping[str, Form]
) -> None:
    town = Town(httpserver, tmp_path, {"ql-sthj": WRONG_SUM})
    town.build()
    town.night(date(2024, 2, 6))
    ledger = Ledger(town.settings.database_url)
    with ledger.writing() as connection:
        add_account(
            connection, Account("王检", Role.INSPECTOR), hash_password(PASSWORD), datetime(2024, 1, 1, tzinfo=UTC)
        )
    office = Office(ledger, town.settings.out.resolve(), catalogue, forms, lambda: datetime(2024, 2, 9, tzinfo=UTC))
    with served(office) as address, faultless(browser, viewport=WIDE) as page:
        page.goto(address)
        page.fill("[name=name]", "王检")
        page.fill("[name=password]", PASSWORD)
        page.click("button.main")
        page.fill("#q", "生态")
        page.wait_for_selector("[name=back][value*='q=%E7%94%9F%E6%80%81']", state="attached")
        page.keyboard.press("Escape")
        page.keyboard.press("j")
        page.keyboard.press("o")
        copy = page.frame_locator("iframe")
        copy.locator("#gouji-1").wait_for()
        page.keyboard.press("c")
        page.wait_for_selector(".piece.done")
        town.night(date(2024, 2, 7))
        page.goto(f"{address}/?state=confirmed")
        assert page.locator(".ruling.confirmed").is_visible()
        town.slips = {"ql-sthj": added({"T4.review.upheld": 2})}
        town.build()
        town.night(date(2024, 2, 8))
        page.goto(address)
        assert "报告内容已变化，原决定不再适用" in page.inner_text(".ruling.lapsed")
    ledger.close()


def test_keys_decide_move_on_and_take_back(at_desk: Callable[..., Page]) -> None:
    page = at_desk("王检")
    page.keyboard.press("j")
    page.keyboard.press("d")
    assert page.evaluate("document.activeElement.name") == "reason", "what is missing is asked for first"
    page.keyboard.type("读取有误")
    page.keyboard.press("Escape")
    page.keyboard.press("d")
    page.wait_for_selector(".piece.done")
    assert page.evaluate("document.activeElement.id") == f"f-{HOSTILE.finding_id}", "and the next one is in hand"
    page.keyboard.press("z")
    page.wait_for_selector(".piece.done", state="detached")
    assert "撤销" in page.inner_text("#told")


def test_what_must_be_seen_first_cannot_be_confirmed_before(at_desk: Callable[..., Page]) -> None:
    page = at_desk("王检")
    piece = page.locator(f'[id="f-{DOUBTFUL.finding_id}"]')
    assert "待人工核对" in piece.inner_text()
    assert piece.locator("[value=confirmed]").is_disabled()
    piece.locator("summary").click()
    piece.frame_locator("iframe").get_by_text("存档原文").wait_for()
    piece.locator("[value=confirmed]").click()
    page.wait_for_selector(".piece.done")


def test_the_second_of_two_browsers_is_told(at_desk: Callable[..., Page]) -> None:
    first, second = at_desk("王检"), at_desk("李检")
    for page, key in ((first, "c"), (second, "r")):
        page.locator(f'[id="f-{SURE.finding_id}"]').focus()
        page.keyboard.press(key)
        page.wait_for_selector("#told p")
    assert "王检已作出决定“属实”" in second.inner_text("#told")
    assert second.locator(f'[id="f-{SURE.finding_id}"] .ruling.confirmed').is_visible(), "and sees how it stands now"


def test_several_are_chosen_and_handed_over_at_once(at_desk: Callable[..., Page]) -> None:
    page = at_desk("王检")
    assert not page.locator("#several").is_visible()
    for one in (SURE, HOSTILE):
        page.locator(f'[id="f-{one.finding_id}"]').focus()
        page.keyboard.press("x")
    page.fill("#several [name=to]", "李检")
    page.click("#several [value=handed]")
    page.locator(".remark.handed").nth(1).wait_for()
    page.wait_for_selector("#several", state="hidden")


def test_hostile_words_stay_words(at_desk: Callable[..., Page], office: Office) -> None:
    """`faultless` fails on any dialog, refused load or script fault."""
    name = "<img src=x onerror=alert(2)>\"'>\u202e局"
    spend(office.ledger, order(office.out / "2024", agencies=(agency(name=name),)), FINDINGS)
    page = at_desk("王检")
    assert "<img src=x onerror=alert(2)>" in page.inner_text("h2")
    page.goto(f"{page.url}finding?id={HOSTILE.finding_id}")
    assert "<script>alert(1)</script>" in page.inner_text(".what")
    assert page.locator("a[href^=javascript]").count() == 0


def test_whose_session_has_ended_is_led_to_the_login(
    browser: Browser, console: str, enter: Enter, office: Office
) -> None:
    person = enter("王检")
    page = browser.new_page()
    page.context.add_cookies([cookie(console, person)])
    page.goto(console)
    with office.ledger.writing() as connection:
        end_session(connection, hashed(person.client.cookies[COOKIE]))
    page.keyboard.press("j")
    page.keyboard.press("c")
    page.wait_for_url("**/login")
    page.close()


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("scheme", ["", "-dark"])
def test_the_queue_looks_as_it_was_looked_at(
    at_desk: Callable[..., Page], office: Office, enter: Enter, size: str, scheme: str
) -> None:
    need_the_face()
    spend(office.ledger, order(office.out / "2024", agencies=(agency(),)), (SURE, DOUBTFUL, LIVELY))
    colleague = enter("李检")
    colleague.decide("note", SURE, reason="已电话询问，周五前答复")
    colleague.decide("handed", DOUBTFUL, to="王检", reason="请看原件")
    viewport = dict(zip(("width", "height"), SIZES[size], strict=True))
    page = at_desk("王检", viewport=viewport, color_scheme=scheme.strip("-") or "light", reduced_motion="reduce")
    bench = page.context.new_page()
    page.bring_to_front()
    assert is_as_kept(bench, page.screenshot(), GOLDEN / f"queue{size}{scheme}.webp")
