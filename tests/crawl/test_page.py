"""A page as the search reads it."""

from __future__ import annotations

from datetime import UTC, date, datetime
from urllib.parse import urldefrag, urljoin

import pytest

from flows.crawl.outcomes import Outcome
from flows.crawl.pages.dates import day_in, published_in, url_date
from flows.crawl.pages.expressions import folded
from flows.crawl.pages.links import resolved
from flows.crawl.pages.lists import read_list_page
from flows.crawl.pages.page import Page
from flows.crawl.pages.rows import row_of
from flows.crawl.pages.signatures import judge
from flows.crawl.snapshot import Snapshot


def read(html: str | bytes, url: str = "http://x.gov.cn/zwgk/nb/index.html", kind: str = "text/html") -> Page:
    content = html.encode() if isinstance(html, str) else html
    return Page(Snapshot(url, url, datetime(2024, 1, 1, tzinfo=UTC), 200, kind, content, "", "", ""))


def test_links_are_absolute_and_carry_their_row() -> None:
    page = read("<ul><li><a href='../a.html'>年报</a> <span>[2024-01-20]</span></li></ul>")
    (link,) = page.links
    assert (link.text, link.url) == ("年报", "http://x.gov.cn/zwgk/a.html")
    assert "2024-01-20" in link.around


@pytest.mark.parametrize(
    "href",
    ["javascript:void(0)", "#", "", "mailto:a@b", "file:///etc/passwd", "data:text/html,x", "http://[::1", "tel:1"],
)
def test_what_is_no_address_is_no_link(href: str) -> None:
    assert read(f"<a href='{href}'>年报年报</a>").links == ()


def test_an_address_in_a_handler_is_a_link() -> None:
    page = read("""<a href="javascript:;" onclick="window.open('/r/1.html')">报告</a>""")
    assert [link.url for link in page.links] == ["http://x.gov.cn/r/1.html"]


def test_line_breaks_inside_an_address_are_dropped() -> None:
    assert read("<a href='/a\n/b.html'>x</a>").links[0].url == "http://x.gov.cn/a/b.html"


def test_a_space_of_an_address_stays_where_line_breaks_stand_around_it() -> None:
    assert read("<a href=' \n/a/2025 b.html\n'>x</a>").links[0].url == "http://x.gov.cn/a/2025 b.html"


def test_the_base_of_a_page_counts() -> None:
    assert read("<base href='/other/'><a href='a.html'>x</a>").links[0].url == "http://x.gov.cn/other/a.html"


def test_the_fullest_text_of_a_repeated_link_counts() -> None:
    page = read(
        "<a href='/a'><img></a><a href='/a'>青岭市水利局2023年…</a><a href='/a' title='青岭市水利局2023年年报'>青岭</a>"
    )
    assert [link.text for link in page.links] == ["青岭市水利局2023年年报"]


def test_frames_images_and_signposts() -> None:
    page = read("<iframe src='/f.html'></iframe><img src='a.png'><img src='b.png'>")
    assert (page.frames, page.images, page.sent_to) == (("http://x.gov.cn/f.html",), 2, None)
    assert read("<meta http-equiv='Refresh' content='0; URL=/new/'>").sent_to == "http://x.gov.cn/new/"
    assert read("<script>window.location.replace('/new/')</script>").sent_to == "http://x.gov.cn/new/"


def test_words_leave_out_scripts_and_own_words_leave_out_links() -> None:
    page = read(
        "<head><title>t</title></head><p>正文</p><script>var 甲=1</script><a href='/x'>导航</a><style>乙</style>"
    )
    assert page.words == "正文 导航"
    assert page.own_words == "正文"


def test_script_only_pagers_are_noticed() -> None:
    page = read(
        "<a href='javascript:go(2)'>下一页</a><a href='#' onclick='go(3)'>下页</a>"
        "<a href='javascript:;'>尾页</a><a>末页</a><a href='2.html'>2</a>"
    )
    assert page.dead_links == ("下一页", "下页")


def test_json_and_xml_have_no_links_and_warn_of_nothing() -> None:
    assert read('{"a": "<a href=\'/x\'>x</a>"}', kind="application/json").links == ()
    assert read("<?xml version='1.0'?><r><a href='/x'>x</a></r>", kind="text/xml").links == ()


def test_xhtml_with_a_declaration_is_html() -> None:
    assert read("<?xml version='1.0' encoding='utf-8'?><!DOCTYPE html><html><a href='/x'>x</a></html>").links


def test_deeply_nested_elements_and_links_are_survived() -> None:
    assert read("<div>" * 3_000 + "<a href='/x'>x</a>").words == "x"
    assert len(read("".join(f"<a href='/{number}'>n</a>" for number in range(5_100))).links) == 5_000


def test_zero_bytes_do_not_cut_a_page() -> None:
    assert read(b"<p>a\0b</p><a href='/x'>x</a>").links


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("[2024-01-20]", date(2024, 1, 20)),
        ("2024年1月9日", date(2024, 1, 9)),
        ("2024/01/20 10:00", date(2024, 1, 20)),
        ("2024.1.20", date(2024, 1, 20)),
        ("2023-13-40 2024-02-03", date(2024, 2, 3)),
        ("01-20", None),
        ("编号2024-00012", None),
    ],
)
def test_days_in_lists(text: str, day: date | None) -> None:
    assert day_in(text) == day


def test_the_day_of_publication_is_the_labelled_one() -> None:
    assert published_in("当前时间：2026-01-01 发布时间：2024-01-20 浏览") == date(2024, 1, 20)
    assert published_in("成文日期：2024-01-10 更新时间：2024-03-01 发布日期：2024-02-20") == date(2024, 2, 20)
    assert published_in("时间：2024/1/20 8:00:00 来源：水利局") == date(2024, 1, 20)
    assert published_in("会议时间：2024-03-20 9:00 地点：三楼") is None


@pytest.mark.parametrize(
    ("record", "day"),
    [
        ({"createTime": "2024-01-10", "publishTime": "2024-02-20 10:00"}, date(2024, 2, 20)),
        ({"updateDate": "2024-03-01", "date": "2024-01-20"}, date(2024, 1, 20)),
        ({"pubTime": "1705737600000"}, date(2024, 1, 20)),
        ({"addtime": "1705679999"}, date(2024, 1, 19)),
        ({"updateDate": "2024-03-01"}, date(2024, 3, 1)),
    ],
)
def test_the_day_of_a_record_is_that_of_publication_where_it_has_several(record: dict[str, str], day: date) -> None:
    row = row_of({"title": "青岭市水利局2023年政府信息公开工作年度报告", "url": "/r.html", **record})
    assert row is not None
    assert row.day == day


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("http://x/202401/t20240120_1.html", date(2024, 1, 20)),
        ("http://x/art/2024/1/25/art_1_2.html", date(2024, 1, 25)),
        ("http://x/c/2024-01-20/1.shtml", date(2024, 1, 20)),
        ("http://x/202402/08657025d2bd.shtml", date(2024, 2, 1)),
        ("http://x/t19700101_1.html", date(1970, 1, 1)),
        ("http://x/info/1052/176926.htm", None),
    ],
)
def test_days_in_addresses(url: str, day: date | None) -> None:
    assert url_date(url) == day


@pytest.mark.parametrize(
    "piece", ["<script>", "<script>信息公开'", "<a onclick=\"f('1')\">x</a>", "<record><![CDATA[", "createPageHTML("]
)
def test_no_page_takes_time_that_grows_with_its_square(piece: str) -> None:
    """Half a minute for 200 KB before; the test has no clock, it would only never end."""
    assert read_list_page(read(piece * (1_000_000 // len(piece)))).next_pages == ()


@pytest.mark.parametrize(
    "junk",
    ["<div>" * 100_000, "<select>" + "<option>" * 20_000, f"<p {' '.join(f'a{at}=1' for at in range(9_000))}>"],
    ids=["depth", "options", "attributes"],
)
def test_a_page_of_costly_junk_is_refused_before_it_is_parsed(junk: str) -> None:
    page = read(junk + "<a href='/x'>政府信息公开年报</a>")
    assert page.is_excessive
    assert page.links == ()
    assert judge(page, page.url) is Outcome.BAD_RESPONSE


def test_long_data_in_a_tag_are_no_junk() -> None:
    assert not read(f"<div data-page='{'{&quot;a&quot;: 1} ' * 9_000}'><a href='/x'>政府信息公开年报</a>").is_excessive


@pytest.mark.parametrize(
    "href",
    ["/a/b.html", "b.html", "../b.html", "/a//b", "./b", "b/./c", "//c.cn/b", "?p=2", "b?p=2&q=/x", "/b.html#c", "b/"],
)
@pytest.mark.parametrize(
    "origin", ["http://a.cn", "http://a.cn/x/y.html?u=/z/w", "http://a.cn/x/../y/", "http://a.cn/x//y/"]
)
def test_an_address_is_joined_as_the_standard_joins_it(href: str, origin: str) -> None:
    assert resolved(origin, href) == urldefrag(urljoin(origin, href)).url


def test_an_address_kept_under_a_name_may_begin_with_a_year() -> None:
    script = 'var base = "2024n/list", n = 2; location.href = base + "_" + n + ".html";'
    assert 'location.href = "2024n/list_" + n' in folded(script)
