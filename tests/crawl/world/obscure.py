"""Rows of a list of reports that say too little of what they lead to: they are opened, and nothing is missing before that."""

from __future__ import annotations

from checks.model import Agency
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing
from tests.crawl.world.beside import sites, with_beside
from tests.crawl.world.press import TITLE, doc

_OBSCURE_ROWS = {
    "a row in English": "Annual Report 2023",
    "a row of lost signs": "????2023????????",
    "a row of a mistyped title": "水务局2023年政府信息公开年度报靠",
    "a row that says to click": "点此进入",
    "a row that is the agency": "县水务局",
    "a row of the last year": "去年的情况",
    "a row of a year of long ago published now": TITLE.replace("2023", "2013"),
    "a row of a year of three digits": TITLE.replace("2023", "203"),
    "a row of capital numerals": TITLE.replace("2023", "贰零贰叁"),
    "a row in another script": "2023-يىللىق دوكلات",
}
sites(
    finds("/r.html"),
    {name: f"<li><a href='/r.html'>{text}</a><span>2024-01-22</span></li>" for name, text in _OBSCURE_ROWS.items()},
    "row",
)


@finds_absence
def rows_of_other_papers(server: BadServer) -> Agency:
    """They are opened where their titles tell too little, and are something else."""
    for number, title in ((1, "年度防汛报告"), (2, "2024年部门预算公开说明")):
        server.page(f"/y{number}.html", doc(f"<h1>{title}</h1>" + "<p>本年度防汛工作情况。</p>" * 60))
    rows = "".join(
        f"<li><a href='/y{number}.html'>{title}</a><span>2024-02-20</span></li>"
        for number, title in ((1, "年度防汛报告"), (2, "2024年部门预算公开说明"))
    )
    return with_beside(server, row=rows)


@finds_nothing
def an_obscure_row_with_a_file_behind_it(server: BadServer) -> Agency:
    server.page("/q.html", doc("<p><a href='/q.pdf'>点击下载</a></p>"))
    return with_beside(server, row="<li><a href='/q.html'>通报（二）公开</a><span>2024-01-22</span></li>")


@finds_nothing
def a_row_and_a_page_in_another_script(server: BadServer) -> Agency:
    title = "༢༠༢༣ལོའི་སྲིད་གཞུང་ཆ་འཕྲིན་མངོན་གསལ་སྙན་ཞུ།"
    server.page("/q.html", doc(f"<h1>{title}</h1><p>{title * 40}</p>"))
    return with_beside(server, row=f"<li><a href='/q.html'>{title}</a><span>2024-01-22</span></li>")


@finds_nothing
def one_file_for_all_agencies(server: BadServer) -> Agency:
    return with_beside(
        server, row="<li><a href='/all.rar'>2023年度县直单位年报（共32家）</a><span>2024-01-22</span></li>"
    )
