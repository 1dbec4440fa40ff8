"""Lists that go on by means that are easily overlooked: none of them proves that what it does not show is missing."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl, urlsplit

from checks.model import Agency
from tests.crawl import badserver as bad
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing
from tests.crawl.world.press import OLD, TITLE, WHO, bureau, doc, listing, rep, years

_LAST = [*OLD, (TITLE, "/r.html", "2024-01-22")]
_OLD_ROWS = "".join(f"<li><a href='/{url}'>{text}</a><span>{day}</span></li>" for text, url, day in OLD)


def _paged(server: BadServer, pager: Callable[[int], str], name: str = "page", last: int = 3) -> Agency:
    """Pages by the number in `name`, the report on the last; `pager` is written for the number shown."""
    pages = [*(years(2, 2 * at) for at in range(last - 1)), _LAST]

    def shown(ask: bad.BaseHTTPRequestHandler) -> None:
        number = int(dict(parse_qsl(urlsplit(ask.path).query)).get(name) or 1)
        bad.answer(ask, listing(pages[min(number, last) - 1], pager(number)))

    server.serve("/nb/", shown)
    server.page("/r.html", rep())
    return bureau(server, report_list_url="/nb/")


def _with_more(server: BadServer, head: str) -> Agency:
    """The list's beginning under a head with 更多, and the whole list elsewhere on the site."""
    server.page("/all/", listing(_LAST))
    server.page("/r.html", rep())
    server.page("/nb/", doc(f"<div class='box'>{head}<ul>{_OLD_ROWS}</ul></div><script src='/m.js'></script>"))
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def numbers_in_blocks_with_links(server: BadServer) -> Agency:
    def pager(shown: int) -> str:
        first = (shown - 1) // 5 * 5 + 1
        numbers = "".join(f"<a href='?page={one}'>{one}</a>" for one in range(first, min(first + 5, 8)))
        return f"<div class='pages'>{numbers}<a href='?page={min(first + 5, 7)}'>下5页</a></div>"

    return _paged(server, pager, last=7)


@finds("/r.html")
def an_arrow_to_the_next_page(server: BadServer) -> Agency:
    return _paged(server, lambda shown: f"<div><a href='?page={min(shown + 1, 3)}'>→</a></div>")


@finds("/r.html")
def a_next_page_told_in_the_head_alone(server: BadServer) -> Agency:
    return _paged(server, lambda shown: f"<link rel='next' href='?page={shown + 1}'>")


@finds_nothing
def a_box_of_page_numbers(server: BadServer) -> Agency:
    options = "".join(f"<option value='{one}'>第{one}页</option>" for one in (1, 2, 3))
    return _paged(server, lambda _: f"<select>{options}</select>")


@finds_nothing
def a_button_without_words(server: BadServer) -> Agency:
    return _paged(server, lambda _: "<div class='el-pagination'><button class='btn-next'><i></i></button></div>")


@finds_absence
def a_button_that_is_switched_off(server: BadServer) -> Agency:
    pager = "<div class='el-pagination'><button class='btn-next' disabled><i></i></button></div>"
    server.page("/nb/", listing(OLD, pager))
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def a_count_behind_the_day_of_the_last_row(server: BadServer) -> Agency:
    return _paged(server, lambda _: "<div class='pg'>共 19 条记录 <button>跳转</button></div>")


@finds_nothing
def a_count_under_another_name(server: BadServer) -> Agency:
    return _paged(server, lambda _: "<div class='pg'>总记录数：6，每页显示2条，当前页：1</div>")


@finds_nothing
def links_to_pages_that_all_show_the_first(server: BadServer) -> Agency:
    numbers = "".join(f"<a href='?page={one}'>{one}</a>" for one in (1, 2, 3))
    return _paged(server, lambda _: f"<div class='pages'>{numbers}</div>", name="not read")


@finds_nothing
def a_folder_of_the_year_that_only_a_script_fills(server: BadServer) -> Agency:
    server.page("/nb/2023/", doc("<h2>2023年度</h2><div id='app'></div><script src='/v.js'></script>"))
    server.page("/nb/2022/", listing(OLD[:1]))
    folders = "".join(f"<li><a href='/nb/{year}/'>{year}年度</a></li>" for year in (2023, 2022))
    server.page("/nb/", doc(f"<h2>政府信息公开年报</h2><ul>{folders}</ul>"))
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def a_tab_for_the_years_from_this_one_on(server: BadServer) -> Agency:
    tabs = "<span onclick='show(1)'>2021—2022</span><span onclick='show(2)'>2023—</span>"
    server.page("/nb/", doc(f"<h2>政府信息公开年报</h2>{tabs}<ul>{_OLD_ROWS}</ul>"))
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def more_behind_the_heading(server: BadServer) -> Agency:
    return _with_more(server, "<h2>政府信息公开年报</h2><a class='more' href='/all/'>更多</a>")


@finds("/r.html")
def more_that_is_clicked(server: BadServer) -> Agency:
    return _with_more(server, "<h2>政府信息公开年报</h2><span onclick=\"window.location='/all/'\">更多</span>")


@finds_nothing
def more_that_a_script_elsewhere_opens(server: BadServer) -> Agency:
    return _with_more(server, "<h2>政府信息公开年报</h2><span onclick='toList(12)'>更多&gt;&gt;</span>")


def _with(server: BadServer, before: str = "", row: str = "", after: str = "") -> Agency:
    """The list of earlier years in one page, a row more, and what stands above and below them."""
    server.page("/r.html", rep())
    last = f"<li>{row}<span>2024-01-22</span></li>" if row else ""
    server.page("/nb/", doc(f"<h2>政府信息公开年报</h2>{before}<ul>{_OLD_ROWS}{last}</ul>{after}"))
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def a_total_in_an_element_of_its_own(server: BadServer) -> Agency:
    return _with(server, after="<p>总计 <b>23</b> 条</p>")


@finds_nothing
def a_total_in_english(server: BadServer) -> Agency:
    return _with(server, after="<p>Total: 23</p>")


@finds_nothing
def a_total_that_a_script_keeps(server: BadServer) -> Agency:
    return _with(server, after="<script>window.state = {list: {pageNo: 1, pageSize: 2, total: 3}}</script>")


@finds_nothing
def tabs_of_years_without_a_handler(server: BadServer) -> Agency:
    return _with(server, before="<ul class='tab'><li data-id='9'>2023</li><li data-id='8'>2022</li></ul>")


@finds_nothing
def years_to_be_ticked(server: BadServer) -> Agency:
    boxes = "".join(f"<label><input type='radio' name='y' value='{year}'>{year}年</label>" for year in (2023, 2022))
    return _with(server, before=f"<div>{boxes}</div>")


@finds_absence
def years_of_the_days_of_rows(server: BadServer) -> Agency:
    rows = "".join(
        f"<li><div><span>{day[:4]}</span><em>{day[5:]}</em></div><a href='/{url}'>{text}</a></li>"
        for text, url, day in OLD
    )
    server.page("/nb/", doc(f"<h2>政府信息公开年报</h2><ul>{rows}</ul>"))
    return bureau(server, report_list_url="/nb/")


@finds("/r.html")
def a_row_that_is_a_picture(server: BadServer) -> Agency:
    return _with(server, row="<a href='/r.html'><img src='/t23.png'></a>")


@finds("/r.html")
def a_row_that_names_no_year(server: BadServer) -> Agency:
    return _with(server, row="<a href='/r.html'>关于公布年报的公告</a>")


@finds("/r.html")
def a_row_of_a_year_to_come(server: BadServer) -> Agency:
    return _with(server, row=f"<a href='/r.html'>{WHO}2032年政府信息公开工作年度报告</a>")


@finds("/r.html")
def a_year_of_two_digits(server: BadServer) -> Agency:
    return _with(server, row=f"<a href='/r.html'>{WHO}23年度政务公开年报</a>")


@finds_nothing
def a_report_on_the_editor_s_own_disk(server: BadServer) -> Agency:
    return _with(server, row=f"<a href='C:\\Users\\a\\2023.doc'>{TITLE}</a>")
