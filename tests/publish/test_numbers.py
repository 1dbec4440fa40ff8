"""Every number of the pages leads to a list of exactly so many rows."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urljoin

import pytest
from selectolax.lexbor import LexborHTMLParser

from checks.forms import Form
from flows.publish.site import publish
from tests.publish.build import night

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PAGES = (
    "index.html",
    "rules.html",
    "run.html",
    "rules/txt-norecv.html",
    "rules/fmt-cell-blank.html",
    "agencies/yunhe-hjj.html",
)
COUNT = """async (filters) => {
  const counts = [];
  for (const filter of filters) {
    const drawn = new Promise(done => addEventListener("hashchange", done, {once: true}));
    location.hash = filter;
    await drawn;
    counts.push(document.getElementById("shown").textContent.split(" / ")[0].replace(",", ""));
  }
  return counts;
}"""


def numbers(page: Path) -> Iterator[tuple[int, str, str]]:
    """The numbers that are links: the number, the page that it leads to, the filter there."""
    for link in LexborHTMLParser(page.read_text("utf-8")).css("a.n, .tiles a"):
        shown = link.css_first(".big") or link
        found = re.match(r"[\d,]+", shown.text().strip())
        assert found, link.html
        target, rule = urldefrag(urljoin(page.as_uri(), link.attributes["href"]))
        yield int(found[0].replace(",", "")), target, rule


@pytest.fixture(scope="module")
def later(forms: Mapping[str, Form], published: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The night published where the run of the night before is still there to lead to."""
    runs = tmp_path_factory.mktemp("runs") / "2023"
    before = publish(night(forms), runs / "20240401-020000").parent
    return publish(night(forms), runs / "20240402-020000", earlier=before).parent


@pytest.mark.parametrize("name", PAGES)
def test_every_number_leads_to_as_many_rows(desk: Page, later: Path, name: str) -> None:
    wanted: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for count, target, rule in numbers(later / name):
        if "20240401" not in target:
            wanted[target].append((count, rule))
    assert wanted
    for target, links in wanted.items():
        desk.goto(target)
        found = desk.evaluate(COUNT, [f"{rule}&page={number}" for number, (_, rule) in enumerate(links)])
        assert [(int(count), rule) for count, (_, rule) in zip(found, links, strict=True)] == links


def test_the_numbers_of_an_earlier_night_lead_to_its_own_list(later: Path) -> None:
    earlier = {(count, rule) for count, target, rule in numbers(later / "index.html") if "20240401" in target}
    assert (7, "status=compliant") in earlier
    assert all(
        "/2023/20240401-020000/index.html" in target
        for _, target, _ in numbers(later / "index.html")
        if "20240401" in target
    )


def test_a_square_of_the_map_leads_to_those_that_are_not_there(desk: Page, later: Path) -> None:
    desk.goto((later / "index.html").as_uri())
    square = desk.locator("svg.map a", has_text="12/13 ＋1").first
    square.click()
    desk.wait_for_function("document.getElementById('shown').textContent === '1 / 20'")
    assert desk.locator("#rows tbody .name a").all_inner_texts() == ["云河市民政局"]


def test_who_could_not_be_reached_is_listed_apart_from_the_missing(desk: Page, later: Path) -> None:
    desk.goto((later / "index.html").as_uri())
    desk.goto(f"{(later / 'index.html').as_uri()}#pub=unknown")
    desk.wait_for_function("document.getElementById('shown').textContent === '1 / 20'")
    assert desk.locator("#rows tbody .name a").all_inner_texts() == ["云河市审计局"]


def test_a_count_of_errors_leads_to_the_agencys_own_errors(desk: Page, later: Path) -> None:
    desk.goto((later / "index.html").as_uri())
    desk.locator("#rows tbody tr", has_text="云河市生态环境局").locator("td.hot a").click()
    desk.wait_for_url("**/findings.html#*")
    assert desk.locator("#shown").inner_text() == "2 / 14"
    desk.locator("#chips button", has_text="云河市生态环境局").click()
    assert desk.locator("#shown").inner_text() == "8 / 14"
