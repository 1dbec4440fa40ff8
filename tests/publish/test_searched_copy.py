"""The copy of a search in vain: its steps and every page that it read, with nothing in them that could do anything."""

from __future__ import annotations

from flows.crawl.evidence.served import Served
from flows.publish.searched_copy import searched_copy

TRAIL = ("打开登记的年报栏目 http://qh.example/nb/", "结论：年报栏目已逐页读完，没有该年度的报告。")


def served(content: str, url: str = "http://qh.example/nb/") -> Served:
    return Served("<urn:1>", url, "2024-02-05T18:00:00Z", "response", 200, (), b"", content.encode())


def test_each_step_and_each_page_stands_in_it() -> None:
    pages = (
        served("<html><body><li>清河县教育局2022年报</li></body></html>"),
        served('{"rows": ["2021年报"]}', "http://qh.example/api"),
    )
    copy = searched_copy(TRAIL, pages, "20240206-01")
    assert (
        copy.index("打开登记的年报栏目")
        < copy.index("没有该年度的报告")
        < copy.index("2022年报")
        < copy.index("2021年报")
    )
    assert "2024-02-06 02:00" in copy
    assert "http://qh.example/api" in copy


def test_nothing_in_it_runs_fetches_or_lies_over_the_rest() -> None:
    page = "<body onload=a()><script>a()</script><p style='position:fixed' class=w>年报</p><img src=/i.png><form action=/x><button>b</button></form>"
    copy = searched_copy((), (served(page),), "20240206-01")
    for sign in ("<script", "onload", "position:fixed", 'class="w"', "src=", "action=", "<button"):
        assert sign not in copy, sign
    assert "<p>年报</p>" in copy


def test_numbers_of_persons_are_masked() -> None:
    copy = searched_copy((), (served("<body><p>联系人 110101199003074477</p></body>"),), "20240206-01")
    assert "110101199003074477" not in copy


def test_what_is_too_much_is_said() -> None:
    copy = searched_copy((), (served("<body>年报</body>"),) * 42, "20240206-01")
    assert "另有 2 页" in copy
