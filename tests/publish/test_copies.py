from __future__ import annotations

import re
from base64 import b64decode
from dataclasses import replace

from selectolax.lexbor import LexborHTMLParser

from checks.report import Cell, CellState, Report, Where
from flows.publish.copies import Marked, archived_copy
from tests.publish.build import finding

PAGE = """<!doctype html><html><head><title>t</title><script src=//evil.example/x.js></script>
<meta http-equiv=refresh content="0;url=//evil.example"><style>td{color:red}</style></head>
<body onload=alert(1)><p>第一段</p><p>2023年未收到申请</p><img src=//evil.example/pixel onerror=alert(2)>
<a href="javascript:alert(3)">x</a><a href="https://www.yunhe.example/">首页</a><iframe src=//evil.example></iframe>
<table><tr><td>项目<td>总计<tr><th>新收<td>5</table><form action=//evil.example><button>go</button></form></body></html>"""

REPORT = Report(
    source="https://www.yunhe.example/a.html",
    sha256="",
    cells={
        "T3.new.total": Cell("T3.new.total", CellState.NUMBER, 5, "5", where=Where("", "((//table)[1]//tr)[2]/*[2]"))
    },
)
SENTENCE = finding("TXT-NORECV", "a")
SENTENCE = replace(SENTENCE, evidence=replace(SENTENCE.evidence, where=Where("", "(//p)[2]")))
FIVE = "((//table)[1]//tr)[2]/*[1]"
FIGURE = finding("T3-ROW-SUM", "a", cells=("T3.new.total",))


def copy(content: bytes = PAGE.encode()) -> Marked:
    marked = archived_copy(content, REPORT, [SENTENCE, FIGURE], REPORT.source)
    assert marked is not None
    return marked


def test_the_place_of_each_finding_is_boxed_and_numbered() -> None:
    tree = LexborHTMLParser(copy().html)
    boxed = {node.attributes["data-gouji"]: node.text() for node in tree.css("[data-gouji]")}
    assert boxed == {"1": "2023年未收到申请", "2": "5"}
    assert [node.attributes["id"] for node in tree.css("[data-gouji]")] == ["gouji-1", "gouji-2"]
    assert copy().placed == {1, 2}


def test_a_quoted_sentence_is_boxed_and_led_to_before_the_figure_it_speaks_of() -> None:
    page = "<html><body><div><p>前文。</p><p>全年未收到<b>申请</b>。</p></div><table><tr><td>总计<tr><td>5</table></body></html>"
    quoting = replace(FIGURE, evidence=replace(FIGURE.evidence, quote="全年 未收到申请"))
    report = Report("", "", cells={"T3.new.total": REPORT.cells["T3.new.total"]._replace(where=Where("", FIVE))})
    marked = archived_copy(page.encode(), report, [quoting], "")
    assert marked is not None
    boxed = LexborHTMLParser(marked.html).css("[data-gouji]")
    assert [(node.text(), node.attributes.get("id")) for node in boxed] == [
        ("全年未收到申请。", "gouji-1"),
        ("5", None),
    ]


def test_a_sentence_that_the_page_does_not_have_is_not_boxed() -> None:
    lost = replace(SENTENCE, evidence=replace(SENTENCE.evidence, where=None, quote="没有这句话"))
    marked = archived_copy(PAGE.encode(), REPORT, [lost], "")
    assert marked is not None
    assert (marked.placed, "data-gouji=" in marked.html) == (frozenset(), False)


def test_a_hostile_page_keeps_nothing_that_runs_or_loads() -> None:
    tree = LexborHTMLParser(copy().html)
    assert not tree.css("script, iframe, meta[http-equiv=refresh], [onload], [onerror], [src], [action]")
    assert [node.attributes["href"] for node in tree.css("a[href]")] == ["https://www.yunhe.example/"]
    policy = tree.css_first("meta[http-equiv=Content-Security-Policy]").attributes["content"]
    assert policy is not None
    assert policy.startswith("default-src 'none'")


def test_the_policy_stands_before_anything_of_the_page() -> None:
    html = copy().html
    assert html.index("Content-Security-Policy") < html.index("td{color:red}")


def test_a_place_that_is_not_there_is_not_boxed() -> None:
    lost = replace(SENTENCE, evidence=replace(SENTENCE.evidence, where=Where("", "(//p)[99]")))
    marked = archived_copy(PAGE.encode(), REPORT, [lost], "")
    assert marked is not None
    assert marked.placed == frozenset()


def test_a_page_in_gb18030_is_shown_in_its_own_words() -> None:
    assert "2023年未收到申请" in copy(PAGE.replace("<head>", "<head><meta charset=gbk>").encode("gb18030")).html


def test_personal_numbers_on_the_page_are_masked() -> None:
    html = copy(PAGE.replace("第一段", "联系电话13812345678").encode()).html
    assert "13812345678" not in html
    assert "138****5678" in html


def test_bytes_that_are_no_page_make_no_copy() -> None:
    assert archived_copy(b"PK\x03\x04", REPORT, [SENTENCE], "") is None


def test_the_banner_tells_source_and_moment() -> None:
    banner = LexborHTMLParser(copy().html).css_first("#gouji-banner").text()
    assert re.search(r"来源 https://www\.yunhe\.example/a\.html\s+抓取于 2024-04-02 02:03", banner)


DOT = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg=="


def pictured(shown: str, pictures: dict[str, bytes]) -> Marked:
    """The copy of a page whose second picture is table 3, its figure in the left half."""
    page = f"<html><body><p>正文</p><img src='emblem.gif'><p><img src='{shown}'></p></body></html>"
    where = Where("", "(//img)[2]", 1, (59.5, 119.0, 297.5, 148.75), 0.97)
    report = Report(REPORT.source, "", cells={"T3.new.total": REPORT.cells["T3.new.total"]._replace(where=where)})
    marked = archived_copy(page.encode(), report, [FIGURE], REPORT.source, pictures)
    assert marked is not None
    return marked


def test_a_picture_that_a_finding_rests_on_is_shown_with_its_place_boxed() -> None:
    marked = pictured("img/3.png", {"https://www.yunhe.example/img/3.png": b64decode(DOT)})
    tree = LexborHTMLParser(marked.html)
    (image,), (box,) = tree.css("img[src]"), tree.css("[data-gouji]")
    assert image.attributes["src"] == f"data:image/png;base64,{DOT}"
    assert box.attributes["id"] == "gouji-1"
    assert "left:10.00%;margin-top:20.00%;width:40.00%;padding-bottom:5.00%" in (box.attributes["style"] or "")
    assert marked.placed == {1}


def test_a_picture_inside_the_page_is_shown_likewise() -> None:
    assert pictured(f"data:image/png;base64,{DOT}", {}).placed == {1}


def test_a_picture_that_was_not_kept_or_is_none_is_not_shown() -> None:
    for pictures in ({}, {"https://www.yunhe.example/img/3.png": b"<script>alert(1)</script>"}):
        marked = pictured("img/3.png", pictures)
        assert "data:image" not in marked.html
        assert "alert" not in marked.html
        assert marked.placed == frozenset()
