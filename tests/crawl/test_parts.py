"""A report whose text goes on over several pages: all of them are fetched, archived and read as one."""

from __future__ import annotations

import re
from datetime import date

from flows.crawl import Archive, Crawler, Outcome
from flows.crawl.pages.page import Page
from flows.crawl.search.parts import further_pages, offered_tables
from flows.crawl.snapshot import Snapshot
from flows.extract.document import Grid, Paragraph
from flows.extract.readers import read_document
from flows.settings import load_settings
from tests.crawl.badserver import BadServer, answer
from tests.crawl.sites import BODY, TITLE, page, water

AS_OF = date(2024, 4, 8)
_WHOLE = BODY.format(who="青岭市水利局", year=2023)
_FIRST, _SECOND = _WHOLE.split("<p>四、", 1)
_HEAD = f"<h1>{TITLE}</h1><p>发布时间：2024-01-20</p>"
FIRST = page(f"{_HEAD}{_FIRST}<a href='r_2.html'>下一页</a>")
SECOND = page(f"{_HEAD}<p>四、{_SECOND}<a href='r.html'>上一页</a>")


def _page_at(url: str, markup: str) -> Page:
    content = markup.encode()
    return Page(Snapshot(url, url, None, 200, "text/html", content, "", "", ""))  # type: ignore[arg-type]


def test_the_further_page_of_a_report_is_archived_with_it(
    server: BadServer, crawler: Crawler, archive: Archive
) -> None:
    server.page("/r_2.html", SECOND)
    found = crawler.find_report(water(report_url=server.page("/r.html", FIRST)), 2023, AS_OF)
    assert found.snapshot is not None
    assert [address for address, _ in found.snapshot.parts] == [server.url("/r_2.html")]
    archive.close()
    assert archive.answered(server.url("/r_2.html")) is not None


def test_a_report_without_its_further_page_is_no_report(server: BadServer, crawler: Crawler) -> None:
    found = crawler.find_report(water(report_url=server.page("/r.html", FIRST)), 2023, AS_OF)
    assert found.snapshot is None
    assert found.outcome is Outcome.NOT_FOUND


def test_a_list_behind_an_article_is_no_page_of_it(server: BadServer, crawler: Crawler) -> None:
    rows = "".join(
        f"<li><a href='/{year}.html'>{year}年政府信息公开工作年度报告</a></li>" for year in (2020, 2021, 2022)
    )
    server.page("/r_2.html", page(_HEAD + rows))
    found = crawler.find_report(water(report_url=server.page("/r.html", FIRST)), 2023, AS_OF)
    assert found.snapshot is not None
    assert found.snapshot.parts == ()


def test_only_the_articles_own_address_with_a_number_is_a_page_of_it() -> None:
    turns = "<a href='r_2.html'>2</a><a href='r_3.html'>3</a><a href='s_2.html'>2</a><a href='/list_2.html'>下一页</a>"
    assert further_pages(_page_at("http://a.cn/x/r.html", turns)) == [
        "http://a.cn/x/r_2.html",
        "http://a.cn/x/r_3.html",
    ]
    turns = "<a href='?id=7&page=2'>下一页</a><a href='?id=8&page=2'>2</a>"
    assert further_pages(_page_at("http://a.cn/show?id=7", turns)) == ["http://a.cn/show?id=7&page=2"]
    turns = "<script>createPageHTML(3, 0, 'r', 'html');</script>"
    assert further_pages(_page_at("http://a.cn/x/r.html", turns)) == [
        "http://a.cn/x/r_1.html",
        "http://a.cn/x/r_2.html",
    ]


def test_the_pages_are_read_as_one_text_without_their_repeated_head() -> None:
    companions = {"http://a.cn/r_2.html": SECOND.encode()}
    document = read_document(FIRST.encode(), "http://a.cn/r.html", "text/html", load_settings(), companions)
    words = [block.text for block in document.blocks if isinstance(block, Paragraph)]
    assert words.count(TITLE) == 1
    assert [word[:2] for word in words if word[1:2] == "、"] == ["一、", "二、", "三、", "四、", "五、", "六、"]
    assert sum(isinstance(block, Grid) for block in document.blocks) == 2


def test_a_report_whose_tables_stand_in_a_frame_is_not_judged_by_the_rest(server: BadServer, crawler: Crawler) -> None:
    server.page("/t.html", "<table><tr><td>自然人</td><td>法人或其他组织</td></tr></table>")
    framed = page(f"{_HEAD}{_FIRST}<iframe src='/t.html'></iframe><p>四、{_SECOND}")
    found = crawler.find_report(water(report_url=server.page("/r.html", framed)), 2023, AS_OF)
    assert found.outcome is Outcome.SHELL_PAGE


def test_a_report_whose_next_page_only_a_script_opens_is_not_judged_by_its_beginning(
    server: BadServer, crawler: Crawler
) -> None:
    cut = FIRST.replace("r_2.html", "javascript:next()")
    found = crawler.find_report(water(report_url=server.page("/r.html", cut)), 2023, AS_OF)
    assert found.outcome is Outcome.SHELL_PAGE


PROSE = page(f"{_HEAD}{re.sub('<table.*?</table>', '', _WHOLE)}<a href='/P1.xlsx'>附件：2023年统计表</a>{{}}")


def test_the_files_of_a_page_without_tables_are_archived_with_it(
    server: BadServer, crawler: Crawler, archive: Archive
) -> None:
    server.serve("/P1.xlsx", lambda ask: answer(ask, b"PK\x03\x04", content_type="application/octet-stream"))
    other = "<a href='/P0.xlsx'>2022年政府信息公开工作年度报告附表</a>"
    found = crawler.find_report(water(report_url=server.page("/r.html", PROSE.format(other))), 2023, AS_OF)
    assert found.snapshot is not None
    assert [address for address, _ in found.snapshot.parts] == [server.url("/P1.xlsx")]
    archive.close()
    assert archive.answered(server.url("/P1.xlsx")) is not None


def test_a_report_whose_file_cannot_be_had_is_still_found(server: BadServer, crawler: Crawler) -> None:
    found = crawler.find_report(water(report_url=server.page("/r.html", PROSE.format(""))), 2023, AS_OF)
    assert found.snapshot is not None
    assert found.snapshot.parts == ()


def test_a_page_with_tables_is_not_asked_for_its_files() -> None:
    offered = "<p>法人或其他组织</p><a href='/P1.xlsx'>附件：2023年统计表</a>"
    assert offered_tables(_page_at("http://a.cn/r.html", page(offered)), None, 2023) == []


def test_the_files_of_other_agencies_are_not_the_tables_that_a_text_lacks() -> None:
    offered = f"<a href='/o.pdf'>{TITLE.replace('水利', '林业')}.pdf</a><a href='/own.pdf'>{TITLE}.pdf</a>"
    assert offered_tables(_page_at("http://a.cn/r.html", page(offered)), water(), 2023) == ["http://a.cn/own.pdf"]


def test_a_first_page_too_short_to_tell_is_read_with_those_after_it(server: BadServer, crawler: Crawler) -> None:
    begun, rest = _WHOLE.split("<p>二、", 1)
    server.page("/r_2.html", page(f"{_HEAD}<p>二、{rest}<a href='r.html'>上一页</a>"))
    first = server.page("/r.html", page(f"{_HEAD}{begun}<a href='r_2.html'>下一页</a>"))
    found = crawler.find_report(water(report_url=first), 2023, AS_OF)
    assert found.snapshot is not None
    assert [address for address, _ in found.snapshot.parts] == [server.url("/r_2.html")]
