"""The sample sites on loopback: every page is served, in the encoding intended, and lists lead to reports."""

from __future__ import annotations

import csv
import json
import re
import socket
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urljoin

import pytest
import requests

from flows.demo.bodies import YEAR, bodies
from flows.demo.plot import EMPTY_PAGE, SOFT_404, STUMBLES_ONCE
from flows.demo.publications import articles
from flows.demo.register import COLUMNS, registry_rows, write_registry
from flows.demo.server import DemoServer
from flows.demo.sites import PLANS, Plan
from flows.demo.world import World

BY_KEY = {plan.key: plan for plan in PLANS}


@pytest.fixture(scope="module")
def server() -> Iterator[DemoServer]:
    with DemoServer(World()) as served:
        yield served


def get(server: DemoServer, plan: Plan, path: str, **more: object) -> requests.Response:
    return requests.get(server.url(plan, path), timeout=5, **more)  # type: ignore[arg-type]


def text(server: DemoServer, plan: Plan, path: str) -> str:
    return get(server, plan, path).content.decode(plan.encoding)


def test_every_page_of_every_site_is_served(server: DemoServer) -> None:
    for plan in (plan for plan in PLANS if plan.up):
        with requests.Session() as session:
            for path, page in server.sites[plan.key].pages.items():
                if page.stumbles:
                    session.get(server.url(plan, path), timeout=5)
                answer = session.get(server.url(plan, path), timeout=5)
                assert (answer.status_code, answer.content) == (200, page.content), path


def test_head_has_no_body_and_the_same_length(server: DemoServer) -> None:
    plan = BY_KEY["qinglan"]
    asked = requests.head(server.url(plan), timeout=5)
    assert asked.content == b""
    assert int(asked.headers["Content-Length"]) == len(get(server, plan, "/").content)


def test_a_page_that_has_not_changed_is_not_sent_again(server: DemoServer) -> None:
    plan = BY_KEY["qinglan"]
    mark = get(server, plan, "/").headers["ETag"]
    again = get(server, plan, "/", headers={"If-None-Match": mark})
    assert (again.status_code, again.content) == (304, b"")
    assert get(server, plan, "/", headers={"If-None-Match": '"other"'}).status_code == 200


def test_an_unknown_path_is_not_found(server: DemoServer) -> None:
    assert get(server, BY_KEY["wangpu"], "/col/none.html").status_code == 404


@pytest.mark.parametrize(
    ("key", "encoding", "meta", "header"),
    [
        ("qinglan", "utf-8", "utf-8", "utf-8"),
        ("wangpu", "gb18030", "gb2312", None),
        ("linxiu", "utf-8", "gb2312", "UTF-8"),
        ("gaoxin", "utf-8", "utf-8", "ISO-8859-1"),
        ("shuiwu", "gb18030", None, None),
    ],
)
def test_encodings_are_declared_as_intended(
    server: DemoServer, key: str, encoding: str, meta: str | None, header: str | None
) -> None:
    answer = get(server, BY_KEY[key], "/")
    assert BY_KEY[key].name in answer.content.decode(encoding)
    said = re.search(rb"charset=\"?([\w-]+)", answer.content)
    assert (said.group(1).decode() if said else None) == meta
    assert answer.headers["Content-Type"] == ("text/html" + (f"; charset={header}" if header else ""))


def test_every_published_report_has_an_address(server: DemoServer) -> None:
    for one in bodies():
        if BY_KEY[one.site].up and one.owes(YEAR) and one.id != "ql-ybj":
            assert one.id in server.sites[one.site].reports, one.id
    assert "ql-ybj" not in server.sites["qinglan"].reports


def test_the_prefectures_list_names_its_further_pages_in_a_script(server: DemoServer) -> None:
    plan = BY_KEY["qinglan"]
    path = server.sites["qinglan"].lists["ql-fgw"]
    first = text(server, plan, path)
    found = re.search(r'createPageHTML\((\d+), 0, "index", "html"\)', first)
    assert found
    assert int(found.group(1)) > 3
    titles = set()
    for number in range(int(found.group(1))):
        page = text(server, plan, path if number == 0 else path.replace("index.html", f"index_{number}.html"))
        for href, title in re.findall(r'<a href="(\./\d[^"]+)" target="_blank" title="([^"]+)"', page):
            titles.add(title)
            assert get(server, plan, urljoin(path, href)).status_code in (200, 500)
    assert "青澜市教育局2023年政府信息公开工作年度报告" in titles
    assert "青澜市医疗保障局2022年政府信息公开工作年度报告" in titles
    assert "青澜市医疗保障局2023年政府信息公开工作年度报告" not in titles


def test_hanweb_serves_its_records_by_range_and_by_form(server: DemoServer) -> None:
    plan = BY_KEY["wangpu"]
    proxy = "/module/web/jpage/dataproxy.jsp"
    listed = re.findall(r"art_\d+_(\d+)", text(server, plan, server.sites["wangpu"].lists["wp-jyj"]))
    asked = get(server, plan, f"{proxy}?startrecord=1&endrecord=100&perpage=100")
    everything = re.findall(r"art_\d+_(\d+)", asked.text)
    second = requests.post(server.url(plan, proxy), data={"page": "2", "perpage": str(len(listed))}, timeout=5)
    assert everything[: len(listed)] == listed
    assert re.findall(r"art_\d+_(\d+)", second.text) == everything[len(listed) : 2 * len(listed)]
    assert f"<totalrecord>{len(everything)}</totalrecord>" in asked.text


def test_vsb_numbers_its_pages_backwards(server: DemoServer) -> None:
    plan = BY_KEY["linxiu"]
    newest = text(server, plan, "/zwgk/zfxxgknb.htm")
    total = int(re.findall(r"共(\d+)页", newest)[0])
    oldest = text(server, plan, "/zwgk/zfxxgknb/1.htm")
    assert f'href="zfxxgknb/{total - 1}.htm">2</A>' in newest
    assert "2023年政府信息公开工作年度报告" in newest
    assert "处理费管理办法" in oldest


def test_the_catalogue_platform_lists_as_json(server: DemoServer) -> None:
    plan = BY_KEY["songyu"]
    shell = text(server, plan, "/gkmlpt/index")
    assert "window._CONFIG" in shell
    assert "年度报告" not in shell
    pages = [json.loads(get(server, plan, f"/gkmlpt/api/all/10412?page={n}&sid=660021").content) for n in (1, 2, 3)]
    entries = [entry for page in pages for entry in page["articles"]]
    assert len(entries) == pages[0]["total"]
    assert all(get(server, plan, entry["url"]).status_code == 200 for entry in entries)
    assert get(server, plan, "/gkmlpt/api/all/10412?page=1&sid=1").status_code == 404


def test_lists_hold_what_is_no_report(server: DemoServer) -> None:
    shown = text(server, BY_KEY["gaoxin"], "/zwgk/xxgkml/xxgknb/index.html")
    assert "一图读懂" in shown
    assert "编制发布工作的通知" in "".join(
        text(server, BY_KEY["gaoxin"], path) for path in server.sites["gaoxin"].pages if "/index_" in path
    )


def test_one_site_refuses_connections(server: DemoServer) -> None:
    down = BY_KEY["qixiang"]
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((down.host, server.port), timeout=5)


def test_a_page_answers_500_once_and_then_as_it_should() -> None:
    with DemoServer(World()) as fresh:
        plan = BY_KEY["wangpu"]
        (agency_id,) = STUMBLES_ONCE
        path = fresh.sites["wangpu"].reports[agency_id]
        assert [get(fresh, plan, path).status_code for _ in range(3)] == [500, 200, 200]


def test_what_cannot_be_read_is_listed_all_the_same(server: DemoServer) -> None:
    (lost,), (empty,) = SOFT_404, EMPTY_PAGE
    gone = text(server, BY_KEY["yanxi"], server.sites["yanxi"].reports[lost])
    assert "您访问的页面不存在" in gone
    assert get(server, BY_KEY["linxiu"], server.sites["linxiu"].reports[empty]).content == b""
    pictured = text(server, BY_KEY["yanxi"], server.sites["yanxi"].reports["yx-mzj"])
    assert "自然人" not in pictured
    assert pictured.count("<img") == 3


def test_breadcrumb_and_footer_stand_on_every_report(server: DemoServer) -> None:
    for key in ("qinglan", "wangpu", "yanxi", "songyu", "gaoxin", "shuiwu"):
        report = next(iter(server.sites[key].reports.values()))
        page = text(server, BY_KEY[key], report)
        crumbs = page[page.index("法定主动公开内容") - 400 :]
        assert crumbs.index("政府信息公开") < crumbs.index("法定主动公开内容") < crumbs.index("政府信息公开年报")
        assert "岚ICP备" in page


def test_two_servers_run_side_by_side() -> None:
    with DemoServer(World()) as one, DemoServer(World(night=2), port=one.port) as other:
        assert one.port != other.port
        assert get(other, BY_KEY["qinglan"], "/robots.txt").text.startswith("User-agent: *")


def test_the_registry_has_the_columns_of_the_contract(server: DemoServer, tmp_path: Path) -> None:
    path = write_registry(server, tmp_path / "demo.csv")
    with path.open(encoding="utf-8-sig", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert rows == registry_rows(server)
    assert tuple(rows[0]) == tuple(COLUMNS)
    assert len({row["agency_id"] for row in rows}) == len(rows) == len(bodies())
    assert all(re.fullmatch(r"[a-z0-9_.-]+", row["agency_id"]) for row in rows)
    assert all(sum(bool(row[url]) for url in ("site_url", "report_list_url", "report_url")) == 1 for row in rows)
    assert {row["kind"] for row in rows} == {
        *("department", "government", "government_office", "town", "vertical", "zone", "enterprise")
    }
    assert {row["parent_id"] for row in rows} <= {row["agency_id"] for row in rows} | {""}
    assert any("{year}" in row["report_url"] for row in rows)


def test_numbers_of_articles_are_unique(server: DemoServer) -> None:
    for plan in PLANS:
        numbers = [article.number for article in articles(server.world, plan.key)]
        assert len(numbers) == len(set(numbers))
