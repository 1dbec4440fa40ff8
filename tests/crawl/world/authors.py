"""Whose report a list or a page shows, where its title does not say so or says it by halves."""

from __future__ import annotations

from checks.model import Agency
from tests.crawl.badserver import BadServer
from tests.crawl.world import finds, finds_absence, finds_nothing
from tests.crawl.world.press import OLD, WHO, bureau, doc, listing, rep


def _signed(server: BadServer, ours: bool) -> Agency:
    """A list whose titles name nobody; who wrote them stands in a column beside."""
    authors = ["云岭县林业局", "云岭县教育局", *([WHO] if ours else []), "云岭县审计局"]
    rows = [(who, year) for year in (2023, 2022) for who in (authors if year == 2023 else [*authors, WHO])]
    shown = "".join(
        f'<tr><td><a href="{at}.html">{year}年政府信息公开工作年度报告</a></td><td>{who}</td><td>{year + 1}-01-20</td></tr>'
        for at, (who, year) in enumerate(rows)
    )
    server.page("/nb/", doc(f"<table>{shown}</table>", "部门年报"))
    for at, (who, year) in enumerate(rows):
        server.page(f"/nb/{at}.html", rep(who, year, f"{year}年政府信息公开工作年度报告"))
    return bureau(server, report_list_url="/nb/")


@finds("/nb/2.html")
def who_wrote_a_report_in_a_column_beside_it(server: BadServer) -> Agency:
    return _signed(server, ours=True)


@finds_absence
def nobody_of_our_name_in_the_column_beside(server: BadServer) -> Agency:
    return _signed(server, ours=False)


@finds_nothing
def a_title_without_a_name_over_the_report_of_another(server: BadServer) -> Agency:
    title = "2023年政府信息公开工作年度报告"
    server.page("/nb/", listing([(title, "a.html", "2024-01-20"), ("2022年政府信息公开年报", "b.html", "2023-01-20")]))
    server.page("/nb/a.html", rep("云岭县林业局", title=title))
    return bureau(server, report_list_url="/nb/")


@finds("/nb/a.html")
def a_sign_lost_in_the_mandated_words(server: BadServer) -> Agency:
    server.page("/nb/", listing([("2023年政府信息公年度报告", "a.html", "2024-01-20"), *OLD]))
    server.page("/nb/a.html", rep(title="2023年政府信息公年度报告"))
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def a_new_name_in_the_year_in_which_ours_is_missing(server: BadServer) -> Agency:
    """水务局 may have become 水务和湖泊局: that is for a person to find out."""
    rows = [
        ("云岭县林业局", 2023),
        ("云岭县水务和湖泊局", 2023),
        ("云岭县林业局", 2022),
        (WHO, 2022),
        ("云岭县审计局", 2022),
    ]
    server.page(
        "/nb/",
        listing(
            [
                (f"{who}{year}年政府信息公开工作年度报告", f"{at}.html", f"{year + 1}-01-20")
                for at, (who, year) in enumerate(rows)
            ]
        ),
    )
    server.page("/nb/1.html", rep("云岭县水务和湖泊局"))
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def a_part_of_the_agency_under_a_name_that_begins_with_ours(server: BadServer) -> Agency:
    rows = [("县水务局水政监察大队2023年政府信息公开工作年度报告", "a.html", "2024-01-20"), *OLD]
    server.page("/nb/", listing([*rows, ("云岭县林业局2023年政府信息公开工作年度报告", "l.html", "2024-01-20")]))
    server.page("/nb/a.html", rep("云岭县水务局水政监察大队"))
    return bureau(server, report_list_url="/nb/")


@finds("/nb/r.html")
def offices_of_the_agency_in_the_column_beside(server: BadServer) -> Agency:
    """They sent the reports in; nobody else wrote them."""
    offices = (("r.html", 2023, "办公室"), ("b.html", 2022, "县信息中心"), ("c.html", 2021, "政务公开办公室"))
    rows = "".join(
        f'<tr><td><a href="{url}">{year}年政府信息公开工作年度报告</a></td><td>{office}</td><td>{year + 1}-01-12</td></tr>'
        for url, year, office in offices
    )
    server.page("/nb/", doc(f"<table>{rows}</table>", WHO))
    server.page("/nb/r.html", rep(title="2023年政府信息公开工作年度报告"))
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def last_years_article_registered_as_the_list(server: BadServer) -> Agency:
    """The articles before and after it are no list."""
    server.page("/nb/2022.html", rep(year=2022, extra=f"<p>下一篇：<a href='2021.html'>{OLD[1][0]}</a></p>"))
    return bureau(server, report_list_url="/nb/2022.html")


@finds("/nb/r.html")
def the_days_of_the_year_instead_of_its_number(server: BadServer) -> Agency:
    server.page("/nb/", listing([("2023.01.01-2023.12.31政府信息公开工作年度报告", "r.html", "2024-01-20"), *OLD]))
    server.page("/nb/r.html", rep())
    return bureau(server, report_list_url="/nb/")


@finds("/nb/r.html")
def a_title_beside_a_link_that_is_a_picture(server: BadServer) -> Agency:
    rows = "".join(
        f'<tr><td>{WHO}{year}年政府信息公开工作年度报告</td><td><a href="{url}"><img src="/i/view.png"></a></td></tr>'
        for url, year in (("r.html", 2023), ("o.html", 2022))
    )
    server.page("/nb/", doc(f"<table>{rows}</table>"))
    server.page("/nb/r.html", rep())
    return bureau(server, report_list_url="/nb/")


@finds_nothing
def a_list_that_names_others_year_after_year_and_never_us(server: BadServer) -> Agency:
    rows = [
        (f"云岭县{name}{year}年政府信息公开工作年度报告", f"{name}{year}.html", f"{year + 1}-01-20")
        for year in (2023, 2022, 2021)
        for name in ("林业局", "教育局", "审计局")
    ]
    server.page("/nb/", listing(rows))
    return bureau(server, report_list_url="/nb/")


@finds("/nb/r.html")
def a_name_that_another_bears_with_more_in_brackets(server: BadServer) -> Agency:
    other = f"{WHO}（河道管理站）"
    rows = [
        (f"{who}2023年政府信息公开工作年度报告", url, "2024-01-20") for who, url in ((other, "o.html"), (WHO, "r.html"))
    ]
    server.page("/nb/", listing([*rows, *OLD]))
    server.page("/nb/o.html", rep(other))
    server.page("/nb/r.html", rep())
    return bureau(server, report_list_url="/nb/")


@finds_absence
def files_of_others_behind_buttons_that_say_no_more_than_download(server: BadServer) -> Agency:
    rows = [
        (who, year)
        for year in (2023, 2022)
        for who in ("云岭县林业局", "云岭县教育局", *([WHO] if year == 2022 else []))
    ]
    shown = "".join(
        f'<tr><td>{year}</td><td>{who}</td><td><a href="{at}.html">{year}年政府信息公开年报</a></td>'
        f'<td><a href="/download/{at}.html">下载</a></td></tr>'
        for at, (who, year) in enumerate(rows)
    )
    server.page("/nb/", doc(f"<table><tr><th>年度</th><th>单位</th><th>标题</th><th>操作</th></tr>{shown}</table>"))
    for at, (who, year) in enumerate(rows):
        server.page(f"/nb/{at}.html", rep(who, year, f"{year}年政府信息公开年报"))
        server.page(f"/download/{at}.html", b"\xd0\xcf\x11\xe0" + b"x" * 900, "application/msword")
    return bureau(server, report_list_url="/nb/")


@finds_absence
def an_annual_report_of_other_work_below_the_name_of_the_column(server: BadServer) -> Agency:
    title = "云岭县水务局2023年重大决策公开年度报告"
    place = "<div><a href='/'>首页</a> &gt; <span>信息公开年报</span></div>"
    text = "<p>根据工作安排，我局结合实际，扎实推进各项工作，现将有关情况报告如下。</p>" * 30
    server.page("/nb/x.html", doc(f"{place}<h1>{title}</h1>{text}", title))
    server.page("/nb/", listing([(title, "x.html", "2024-01-20"), *OLD]))
    return bureau(server, report_list_url="/nb/")


_NAMELESS = "2023年政府信息公开工作年度报告"
_WE = "<p>一、总体情况</p><p>我局认真贯彻落实条例。</p><p>四、行政复议、行政诉讼</p><p>五、存在的主要问题</p><p>六、其他需要报告的事项</p>"


def _nameless(server: BadServer, *bodies: str) -> Agency:
    """A list of reports of the year that name nobody, each with a text or a source of its own, above our older ones."""
    rows = [(_NAMELESS, f"n{at}.html", "2024-01-20") for at in range(len(bodies))]
    server.page("/nb/", listing([*rows, *OLD]))
    for at, text in enumerate(bodies):
        server.page(f"/nb/n{at}.html", doc(f"<h1>{_NAMELESS}</h1>{text}"))
    return bureau(server, report_list_url="/nb/")


@finds("/nb/n1.html")
def the_second_of_two_without_a_name_is_the_one_that_names_us(server: BadServer) -> Agency:
    return _nameless(server, _WE, f"<p>来源：{WHO}</p>{_WE}")


@finds("/nb/n0.html")
def the_first_of_two_without_a_name_where_nothing_names_anybody(server: BadServer) -> Agency:
    return _nameless(server, _WE, _WE + "<p>附图</p>")


@finds_nothing
def several_without_a_name_of_which_none_names_us(server: BadServer) -> Agency:
    return _nameless(server, _WE, _WE + "<p>一</p>", _WE + "<p>二</p>")


@finds("/nb/n1.html")
def a_text_in_which_another_reports(server: BadServer) -> Agency:
    other = "<p>根据条例规定，云岭县林业局现将2023年度政府信息公开工作情况报告如下。</p>"
    return _nameless(server, other + _WE, _WE)
