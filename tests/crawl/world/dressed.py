"""What stands on every page of a site, its head, its menu, its layout, taken neither for the list nor for a part of it."""

from __future__ import annotations

from checks.model import Agency
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing
from tests.crawl.world.press import OLD, TITLE, WHO, body, bureau, doc, listing, rep

_ROWS = "".join(f"<li><a href='/{url}'>{text}</a><span>{day}</span></li>" for text, url, day in OLD)
_LIST = f"<div><h2>政府信息公开年报</h2><ul>{_ROWS}</ul></div>"
_MENU = "<div class='left'><a href='/zn/'>政府信息公开指南</a> <a href='/nb/'>政府信息公开年报</a></div>"
_GOVERNMENTS = "<div class='links'><a href='http://www.gov.example/'>省政府</a> <a href='/sz/'>市政府</a></div>"
_OURS = (TITLE, "/r.html", "2024-01-22")


def _column(server: BadServer, inner: str) -> Agency:
    server.page("/zn/", doc("<p>指南</p>"))
    server.page("/r.html", rep())
    server.page("/nb/", doc(inner))
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def a_total_that_the_menu_does_not_fill_up(server: BadServer) -> Agency:
    return _column(server, f"{_MENU}{_LIST}<p>共3条</p>")


@finds_absence
def a_total_that_the_rows_fill_up_under_a_menu(server: BadServer) -> Agency:
    return _column(server, f"{_MENU}{_LIST}<p>共2条</p>")


def _by_years(server: BadServer, every: str) -> Agency:
    """The year's folder is filled by a script; `every` stands on each page."""
    server.page("/nb/2023/", doc(f"{every}<h2>2023年度</h2><div id='app'></div><script src='/v.js'></script>"))
    server.page("/nb/2022/", listing(OLD[:1], every))
    folders = "".join(f"<li><a href='/nb/{year}/'>{year}年度</a></li>" for year in (2023, 2022))
    return _column(server, f"{every}<h2>政府信息公开年报</h2><ul>{folders}</ul>")


@finds_nothing
def a_year_without_a_list_under_a_menu_that_leads_back(server: BadServer) -> Agency:
    return _by_years(server, _MENU)


@finds_nothing
def a_year_without_a_list_under_links_to_governments(server: BadServer) -> Agency:
    return _by_years(server, _GOVERNMENTS)


@finds_nothing
def a_year_without_a_list_above_links_to_agencies(server: BadServer) -> Agency:
    foot = "".join(f"<a href='http://{at}.example/'>{name}局</a>" for at, name in enumerate(("教育", "财政", "人社")))
    folders = "".join(f"<li><a href='/nb/{year}/'>{year}年度</a></li>" for year in (2023, 2022))
    server.page(
        "/nb/2023/", doc(f"<p>年报</p><h2>2023年度</h2><div id='app'></div><script src='/v.js'></script>{foot}")
    )
    server.page("/nb/2022/", listing(OLD[:1], f"<p>{foot}</p>"))
    return _column(server, f"<h2>政府信息公开年报</h2><ul>{folders}</ul><p>{foot}</p>")


@finds_absence
def a_head_whose_name_begins_as_that_of_an_application(server: BadServer) -> Agency:
    server.page("/nb/?area=11&year=2023", doc(f"<div id='app-top'></div><h1>{TITLE}</h1><p>暂无数据</p>"))
    return bureau(server, report_list_url="/nb/?area=11&year={year}")


@finds_absence
def a_pager_of_nothing_but_a_button_that_is_switched_off(server: BadServer) -> Agency:
    pager = "<div class='el-pagination'><button class='btn-next' disabled><i></i></button></div>"
    return _column(server, f"{_LIST}{pager}<script>var ready = true;</script>")


@finds_nothing
def a_title_above_nothing_but_signs_to_click(server: BadServer) -> Agency:
    """Links of the foot, a drawn banner: no pictures of the report."""
    signs = "<img src='/top.jpg' usemap='#m'><a href='http://www.beian.example/'><img src='/ga.png'></a>"
    agency = _column(server, f"<ul><li><a href='/r.html'>{TITLE}</a><span>2024-01-22</span></li></ul>{_LIST}")
    server.page("/r.html", doc(f"<h1>{TITLE}</h1><div id='zoom'></div>{signs}"))
    return agency


@finds("/r.html")
def a_picture_of_the_report_that_leads_to_a_larger_one(server: BadServer) -> Agency:
    agency = _column(server, f"<ul><li><a href='/r.html'>{TITLE}</a><span>2024-01-22</span></li></ul>{_LIST}")
    server.page("/r.html", doc(f"<h1>{TITLE}</h1><p><a href='/1.jpg'><img src='/1s.jpg'></a></p>"))
    server.page("/1s.jpg", b"\xff\xd8\xff\xe0" + b"x" * 900, "image/jpeg")
    return agency


def _laid_out(inner: str) -> str:
    """A page whose parts are the cells of one row."""
    return f"<table><tr><td><table><tr><td>导航</td></tr></table></td><td>{inner}</td></tr></table>"


@finds_nothing
def a_year_that_is_gone_in_the_cell_of_a_layout(server: BadServer) -> Agency:
    """No row of a list: the days of the rows beside it are not its own."""
    return _column(server, _laid_out(f"<a href='/nb/2022/'>2022年</a>{_LIST}"))


@finds("/r.html")
def a_topic_of_the_year_in_the_cell_of_a_layout(server: BadServer) -> Agency:
    server.page("/zt/", listing([_OURS], title="专题"))
    return _column(server, _laid_out(f"<a href='/zt/'>2023年年报专题</a>{_LIST}"))


@finds_absence
def a_last_row_without_a_name_above_the_names_in_the_foot(server: BadServer) -> Agency:
    """It is no heading, and what follows on it no report of its year."""
    server.page("/", doc("<a href='/nb/'>政府信息公开年报</a>", WHO))
    foot = "<p><a href='/jy/'>县教育局</a> <a href='/cz/'>县财政局</a></p>"
    row = ("2022年政府信息公开工作年度报告", "/o.html", "2023-01-20")
    server.page("/nb/", listing([row], foot, f"政府信息公开年报-{WHO}"))
    return bureau(server, site_url="/")


@finds("/r.html")
def a_report_whose_text_begins_behind_the_date_of_the_day(server: BadServer) -> Agency:
    """Nothing else on the page has its title."""
    title = "政府信息公开工作年度报告"
    agency = _column(server, f"<ul><li><a href='/r.html'>2023年{title}</a><span>2024-01-22</span></li></ul>{_LIST}")
    text = body(title=title).replace(f"{WHO}2023年{title}", "本报告")
    server.page("/r.html", doc(f"<p>今天是4月8日 星期一</p><h1>{title}</h1>{text}", f"{title}-云岭县人民政府门户网站"))
    return agency


@finds_nothing
def a_report_without_text_under_a_menu_of_agencies(server: BadServer) -> Agency:
    """The menu makes no list of agencies of it."""
    units = "".join(f"<a href='/unit{at}/'>云岭县{name}</a>" for at, name in enumerate(("公安局", "民政局", "信访局")))
    units += "<ul><li><a href='/n.html'>云岭县2024年一般公共预算公开</a><span>2024-03-01</span></li></ul>"
    rows = f"<ul><li><a href='/r.html'>{TITLE}</a><span>2024-01-22</span></li></ul>{_LIST}"
    agency = _column(server, units + rows)
    server.page("/r.html", doc(f"{units}<h1>{TITLE}</h1>"))
    return agency


@finds_nothing
def a_total_that_news_beside_do_not_fill_up(server: BadServer) -> Agency:
    news = "<ul><li><a href='/n.html'>云岭县2024年一般公共预算公开</a><span>2024-03-01</span></li></ul>"
    return _column(server, f"<div class='left'>{news}</div><div class='right'>{_LIST}<p>共3条</p></div>")


@finds_absence
def a_drawn_banner_above_a_list_that_data_fill(server: BadServer) -> Agency:
    rows = ",".join(f'{{"title":"{text}","url":"/{url}","publishDate":"{day}"}}' for text, url, day in OLD)
    server.page("/api/list.json", f'{{"total":2,"rows":[{rows}]}}', "application/json")
    script = "<script>$.getJSON('/api/list.json',function(d){show(d)})</script>"
    return _column(server, f"<object data='/top.swf'></object><ul id='list'></ul>{script}")


@finds("/r.html")
def an_own_part_behind_openness_beside_a_list_that_proves(server: BadServer) -> Agency:
    """The home page itself leads to the county's one list, which ends the year before."""
    server.page("/", doc("<a href='/nb/'>政府信息公开年报</a> <a href='/gk/'>政府信息公开</a>", "云岭县人民政府"))
    server.page("/gk/", doc("<a href='/nb/'>政府信息公开年报</a> <a href='/bm/'>部门信息公开</a>"))
    server.page("/nb/", listing([*OLD, ("云岭县财政局2022年政府信息公开工作年度报告", "/c.html", "2023-01-20")]))
    server.page("/bm/", doc("<a href='/bm/swj/'>水务局</a>"))
    server.page("/bm/swj/", doc("<a href='/bm/swj/nb/'>信息公开年报</a>", WHO))
    server.page("/bm/swj/nb/", listing([_OURS], title=f"信息公开年报_{WHO}"))
    server.page("/r.html", rep())
    return bureau(server, site_url="/")


def _boxed(heading: str = "推荐阅读") -> str:
    """A box of other matters that every page shows, this year's report of another agency in it."""
    rows = "".join(
        f"<li><a href='/tj{year}.html'>云岭县教育局{year}年政府信息公开工作年度报告</a><span>{year + 1}-01-25</span></li>"
        for year in (2023, 2022)
    )
    return f"<div class='pside'><h3>{heading}</h3><ul>{rows}</ul></div>"


_LOGO = "<a href='/'><img src='/l.png'></a>"
_YEARS = "<div><a href='javascript:;' onclick='load(3)'>2023年</a></div>"


@finds_absence
def a_list_beside_a_box_of_other_matters(server: BadServer) -> Agency:
    return _column(server, f"{_LOGO}<div>{_LIST}</div>{_boxed()}")


@finds_absence
def a_list_beside_a_box_of_news(server: BadServer) -> Agency:
    return _column(server, f"{_LOGO}<div>{_LIST}</div>{_boxed('最新公开 更多&gt;&gt;')}")


@finds_nothing
def a_year_to_click_beside_a_box_that_shows_that_year(server: BadServer) -> Agency:
    return _column(server, f"<div>{_YEARS}{_LIST}</div>{_boxed()}")


@finds_nothing
def a_total_that_a_box_of_other_matters_does_not_fill_up(server: BadServer) -> Agency:
    return _column(server, f"<div>{_LIST}<p>共4条</p></div>{_boxed()}")


@finds_nothing
def a_year_without_a_list_beside_a_box_of_other_matters(server: BadServer) -> Agency:
    return _by_years(server, _boxed())


@finds_nothing
def a_notice_for_a_further_page_beside_a_box_of_other_matters(server: BadServer) -> Agency:
    server.page("/nb/2.html", doc(f"<h1>通知</h1><p>请登录后查看。</p>{_boxed()}"))
    return _column(server, f"<div>{_LIST}<a href='/nb/2.html'>下一页</a></div>{_boxed()}")


@finds("/r.html")
def rows_of_a_script_file_beside_a_box_of_other_matters(server: BadServer) -> Agency:
    server.page("/list.js", f"draw([{{title:'{TITLE}',url:'/r.html',date:'2024-01-22'}}])", "application/javascript")
    return _column(server, f"<div><ul id='list'></ul><script src='/list.js'></script></div>{_boxed()}")


@finds("/r.html")
def our_report_in_a_box_of_news_beside_the_old_list(server: BadServer) -> Agency:
    news = f"<div><h3>最新公开</h3><ul><li><a href='/r.html'>{TITLE}</a><span>2024-01-22</span></li></ul></div>"
    return _column(server, f"<div>{_LIST}</div>{news}")


@finds_nothing
def a_copied_report_beside_a_box_of_other_matters(server: BadServer) -> Agency:
    """So many links to reports make no list of it."""
    row = "<ul><li><a href='/r.html'>2023年政府信息公开工作年度报告</a><span>2024-01-22</span></li></ul>"
    agency = _column(server, f"<div>{row}{_LIST}</div>{_boxed()}")
    server.page("/r.html", rep(who="云岭县林业局", extra=f"<a href='/nb/'>政府信息公开年报</a>{_boxed()}"))
    return agency
