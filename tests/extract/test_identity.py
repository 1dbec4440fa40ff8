"""Title, agency, year and date come from what the page says of itself; what it does not say stays unknown."""

from __future__ import annotations

from datetime import date

import pytest

from checks.report import Origin
from flows.extract import read_report
from flows.extract.document import Document, Grid, GridCell, Paragraph
from flows.extract.identity import Identity, read_identity
from flows.extract.published import read_date
from flows.extract.sections import read_sections
from flows.extract.titles import is_title, title_agency, title_year

SIGNED = ("青河县水利局2023年政府信息公开工作年度报告", "一、总体情况", "依法公开。", "青河县水利局", "2024年1月12日")
"""A report whose date stands below its signature alone."""


def identify(*blocks: str | Grid, hint_year: int | None = None, **meta: str) -> Identity:
    document = Document(tuple(Paragraph(b) if isinstance(b, str) else b for b in blocks), meta)
    return read_identity(document, read_sections(document), "https://example.gov.cn/2019/t20190101_1.html", hint_year)


def row(*texts: str) -> Grid:
    return Grid(tuple(GridCell(text, 0, column) for column, text in enumerate(texts)), 1, len(texts))


@pytest.mark.parametrize(
    ("title", "agency", "year"),
    [
        ("青河县审计局2023年政府信息公开工作年度报告", "青河县审计局", 2023),
        ("青河县审计局二O二三年政府信息公开工作年度报告", "青河县审计局", 2023),
        ("二о二三年度青河县审计局政府信息公开工作年度报告", "青河县审计局", 2023),
        ("附件：青河县审计局2023年政府信息公开工作年度报告", "青河县审计局", 2023),
        ("附件1 青河县审计局2023年政府信息公开工作年度报告", "青河县审计局", 2023),
        ("[年报]青河县审计局2023年政府信息公开工作年度报告", "青河县审计局", 2023),
        ("青河县审计局2023年1-12月政府信息公开工作年度报告", "青河县审计局", 2023),
        ("青河县审计局23年政府信息公开工作年度报告", "青河县审计局", None),
        ("青河县审计局 2023 年度政府信息公开工作报告", "青河县审计局", 2023),
        ("2022年云岭市人民政府办公厅政府信息公开工作年度报告", "云岭市人民政府办公厅", 2022),
        ("云岭市人民政府信息公开工作年度报告（2021年度）", "云岭市人民政府", 2021),
        ("2024年度市场监管局政府信息公开年度报告", "市场监管局", 2024),
        ("青河县司法局政府信息公开2021年度报告", "青河县司法局", 2021),
        ("云岭海关（本级机关）2023年政府信息公开工作年度报告", "云岭海关（本级机关）", 2023),
        ("青河县民政局关于2023年政府信息公开年度报告", "青河县民政局", 2023),
        ("青河县民政局关于公开2023年政府信息公开工作年度报告的公告", "青河县民政局", 2023),
        ("青河县民政局关于报送2023年政府信息公开工作年度报告的函", "青河县民政局", 2023),
        ("标 题 青河县民政局政府信息公开工作2023年度报告", "青河县民政局", 2023),
        ("3.青河县民政局2023年政府信息公开工作年度报告", "青河县民政局", 2023),
        ("青政办〔2024〕5号 青河县民政局2023年政府信息公开工作年度报告", "青河县民政局", 2023),
        ("[2024-01-15] 青河县民政局2023年政府信息公开工作年度报告", "青河县民政局", 2023),
        ("关于2021年度政府信息公开工作的年度报告", None, 2021),
        ("云岭市政府信息公开工作年度报告", "云岭市", None),
        ("石桥镇2023年政府信息工作年度报告", "石桥镇", 2023),
        ("二〇二三年青河县教育局政府信息公开工作年度报告", "青河县教育局", 2023),
        ("青河县卫健委2020年信息公开年报", "青河县卫健委", 2020),
        ("2023年政府信息公开工作年度报告", None, 2023),
        ("【图文】青河县市场监督管理局2022年度政府信息公开工作年度报告", "青河县市场监督管理局", 2022),
        ("青河县教育局2024年政府信息公开工作总结", "青河县教育局", 2024),
        ("公布2025青河县财政局政府信息公开工作年度报告", "青河县财政局", 2025),
        ("青河县柳河镇2022年政府信息公开工作告年度报", "青河县柳河镇", 2022),
        ("青河县财政局\ufffd\ufffd\ufffd\ufffd年政府信息公开工作年度报告", "青河县财政局", None),
        ("青\ufffd县财政局2023年政府信息公开工作年度报告", None, 2023),
    ],
)
def test_a_title_names_agency_and_year(title, agency, year):
    assert is_title(title)
    assert title_agency(title) == agency
    assert title_year(title) == year


@pytest.mark.parametrize(
    "line",
    [
        "关于报送2023年政府信息公开工作年度报告的通知",
        "一图读懂2023年政府信息公开工作年度报告",
        "现将青河县审计局2023年政府信息公开工作年度报告公布如下",
        "政府信息公开指南",
        "2023年政府工作报告",
        "根据《条例》要求，编制本年度政府信息公开工作年度报告",
    ],
)
def test_other_lines_are_no_titles(line):
    assert not is_title(line)


def test_a_title_broken_inside_a_word_is_joined():
    found = identify("青河县底塘街道2023年政府", "信息公开工作年度报告", "一、总体情况")
    assert (found.agency, found.year) == ("青河县底塘街道", 2023)


@pytest.mark.parametrize("cut", [8, 9, 10, 11])
def test_a_title_broken_inside_its_year_is_joined(cut):
    title = "青河县水利局2023年政府信息公开工作年度报告"
    found = identify(title[:cut], title[cut:], "一、总体情况", "无。")
    assert (found.title, found.agency, found.year) == (title, "青河县水利局", 2023)


@pytest.mark.parametrize(
    "lines",
    [
        ("青河县城关街道", "2023年政府信息公开工作年度报告"),
        ("青河县城关街道关于", "2023年政府信息公开工作年度报告"),
        ("2023年青河县城", "关街道政府信息公开工作年度报告"),
        ("中国人民银行青河支行", "2023年政府信息公开工作年度报告"),
    ],
)
def test_a_title_broken_behind_or_inside_the_bodys_name_is_joined(lines):
    found = identify(*lines, "一、总体情况", "无。")
    assert found.agency == "".join(lines).replace("关于", "").partition("政府信息")[0].replace("2023年", "")
    assert found.year == 2023


def test_a_level_is_no_name_of_a_body():
    assert title_agency("本级2023年政府信息公开工作年度报告") is None


@pytest.mark.parametrize(
    "column", ["乡镇信息公开年度报告", "市直部门政府信息公开年报", "街道办事处政府信息公开工作年度报告"]
)
def test_the_name_of_a_column_over_many_bodies_names_none_of_them(column):
    assert title_agency(column) is None
    found = identify(column, "青河县石桥镇2023年政府信息公开年度报告", "一、总体情况", "我镇公开信息5条。")
    assert (found.title, found.agency) == ("青河县石桥镇2023年政府信息公开年度报告", "青河县石桥镇")


def test_the_first_part_may_tell_which_year_it_reports_on():
    found = identify(
        "一、总体情况", "县民政局认真公开。现将我局2023年度政府信息公开工作情况报告如下：", "（一）主动公开"
    )
    assert found.year == 2023


def test_a_name_in_a_head_of_data_is_a_title():
    found = identify("名 称: 石桥街道办事处2022年度 政府信息公开工作年度报告", "一、总体情况", "公开信息5条。")
    assert found.title == "石桥街道办事处2022年度政府信息公开工作年度报告"


def test_a_letterhead_above_the_title_belongs_to_it():
    found = identify("云岭市人民政府", "2023 年政府信息公开工作年度报告", "一、总体情况")
    assert (found.agency, found.year) == ("云岭市人民政府", 2023)


def test_the_title_may_stand_only_in_the_metadata():
    found = identify("一、总体情况", "依法公开。", articletitle="青河县水利局2022年政府信息公开工作年度报告")
    assert (found.agency, found.year, found.title) == (
        "青河县水利局",
        2022,
        "青河县水利局2022年政府信息公开工作年度报告",
    )


def test_the_name_of_a_column_before_the_title_in_the_metadata_is_not_taken_for_it():
    found = identify("一、总体情况", title="政府信息公开年报-青河县人民政府-青河县民政局2023年政府信息公开工作年度报告")
    assert (found.agency, found.year) == ("青河县民政局", 2023)


@pytest.mark.parametrize(
    ("line", "agency"),
    [
        ("关于印发《青河县民政局2023年政府信息公开工作年度报告》的通知", "青河县民政局"),
        ("青河县民政局关于公布《青河县民政局2023年政府信息公开年报》的公告", "青河县民政局"),
        ("关于做好2023年政府信息公开工作年度报告的通知", None),
        ("关于印发《政府信息公开工作年度报告格式》的通知", None),
    ],
)
def test_a_notice_that_publishes_a_report_names_its_title(line, agency):
    assert identify(line, "一、总体情况").agency == agency


def test_a_year_in_brackets_under_the_title_counts():
    assert identify("青河县民政局政府信息公开工作年度报告", "（2023年度）", "一、总体情况").year == 2023


def test_a_year_only_in_the_period_of_the_statistics_counts():
    found = identify(
        "青河县民政局政府信息公开工作年度报告", "所列数据的统计期限自2022年1月1日起至2022年12月31日止。", "一、总体情况"
    )
    assert found.year == 2022


def test_the_opening_says_of_which_year_it_tells_where_nothing_else_does():
    told = "根据上级《关于编制2020年度政府信息公开工作年度报告的通知》，现将2021年度政府信息公开工作情况报告如下："
    assert identify(told, "一、总体情况").year == 2021
    assert identify("现将2020年度财政预算公开情况公布如下：", "一、总体情况").year is None
    assert identify("青河县民政局2022年政府信息公开工作年度报告", told, "一、总体情况").year == 2022


def test_the_address_never_tells_the_year():
    assert identify("青河县民政局政府信息公开工作年度报告", "一、总体情况").year is None


def test_the_name_of_the_column_is_no_title_where_a_better_one_stands():
    found = identify("政府信息公开年报", "青河县水利局2022年政府信息公开工作年度报告", "一、总体情况")
    assert (found.agency, found.title) == ("青河县水利局", "青河县水利局2022年政府信息公开工作年度报告")


def test_a_label_before_the_title_is_not_part_of_it():
    found = identify("• 标       题: 青河县水利局2022年政府信息公开工作年度报告", "文 号:", "一、总体情况")
    assert found.title == "青河县水利局2022年政府信息公开工作年度报告"


def test_a_hint_fills_only_what_the_page_leaves_open():
    assert identify("青河县民政局政府信息公开工作年度报告", hint_year=2021).year == 2021
    assert identify("青河县民政局2023年政府信息公开工作年度报告", hint_year=2021).year == 2023


@pytest.mark.parametrize(
    "lines",
    [
        ("中共青河县委网络安全委员会办", "公室2022年政府信息公开年度报告"),
        ("青河县国防动员办公室20", "22年政府信息公开年度报告"),
        ("青河县综合行政执法", "局2022年政府信息公开年度报告"),
        ("中国人民银行青河市分行", "2022年政府信息公开年度报告"),
        ("青河县档案馆", "2022年政府信息公开年度报告"),
    ],
)
def test_a_title_may_be_broken_inside_a_name_or_the_year(lines):
    found = identify(*lines, "一、总体情况")
    assert found.title == "".join(lines)
    assert (found.agency, found.year) == (title_agency("".join(lines)), 2022)


def test_a_line_above_a_title_that_names_its_body_is_no_part_of_it():
    title = "青河县水利局2022年政府信息公开年度报告"
    assert identify("云岭市人民政府", title, "一、总体情况").title == title


def test_a_title_is_told_without_the_blanks_that_set_its_characters_apart():
    found = identify("清溪县 水利局", "2023 年政府信息公开\u3000工作 年度报告", "一、总体情况")
    assert (found.title, found.agency) == ("清溪县水利局2023年政府信息公开工作年度报告", "清溪县水利局")
    assert identify("清溪县 APEC Week 办公室2023年政府信息公开工作年度报告").title == (
        "清溪县APEC Week办公室2023年政府信息公开工作年度报告"
    )


def test_a_title_without_agency_is_completed_by_the_signature_only():
    assert (
        identify("2023年政府信息公开工作年度报告", "一、总体情况", "依法公开。", sitename="青河县人民政府").agency
        is None
    )
    signed = identify("2023年政府信息公开工作年度报告", "一、总体情况", "依法公开。", "青河县水利局", "2024年1月12日")
    assert signed.agency == "青河县水利局"
    assert signed.published == date(2024, 1, 12)


def test_a_day_alone_below_the_text_is_that_of_its_signature():
    origin = identify(*SIGNED).origins["published"]
    assert (origin.place, origin.said) == ("signature", "2024年1月12日")


def test_the_date_of_publication_outranks_those_of_drafting_and_signing():
    found = identify(
        row("成文日期", "2024-01-08", "发布日期", "2024-01-22"),
        "青河县民政局2023年政府信息公开工作年度报告",
        "一、总体情况",
        "依法公开。",
        "2024年1月5日",
    )
    assert found.published == date(2024, 1, 22)


def test_metadata_tell_the_date_where_the_page_does_not():
    assert identify("青河县民政局2023年政府信息公开工作年度报告", pubdate="2024-01-26 09:30").published == date(
        2024, 1, 26
    )


def test_the_metadata_of_gov_cn_tell_when_a_page_was_first_published():
    head = {"firstpublishedtime": "2024-01-26 09:30:00", "lastmodifiedtime": "2024-06-02"}
    assert identify("青河县民政局2023年政府信息公开工作年度报告", **head).published == date(2024, 1, 26)


def test_a_date_before_the_end_of_the_report_year_is_not_its_publication():
    found = identify("青河县民政局2023年政府信息公开工作年度报告", "发布日期：2019年12月3日")
    assert found.published is None


def test_an_early_date_that_the_page_states_is_told_with_little_trust():
    found = identify("青河县民政局2023年政府信息公开工作年度报告", "发布日期：2023-12-11")
    assert found.published == date(2023, 12, 11)
    assert found.origins["published"].confidence < 0.5


def test_a_weak_date_after_an_early_one_makes_no_report_late():
    found = identify("青河县民政局2023年政府信息公开工作年度报告", above="发布日期：2023-12-11\n更新时间：2024-06-03")
    assert found.published == date(2023, 12, 11)


@pytest.mark.parametrize(
    "line",
    [
        "2024-01-15 09:30 来源：青河县民政局 点击：[12]",
        "2024年1月15日  作者：办公室",
        "[2024-01-15]",
        "发布于：2024-01-15",
        "来源：县府办 2024-01-15 浏览次数：12",
        "發佈時間：2024-01-15",
        "更新：2024-02-20　发布：2024-01-15",
        "更新时间：2025-05-06　创建时间：2024-01-15",
        "来源：青河县民政局作者：办公室时间：2024/1/15点击数：1532",
        "信息时间：2024-01-15",
        "发稿时间：2024-01-15 15:22",
        "作者：办公室　2024-01-15 15:03　阅读 12",
        "撰稿：李某 审核：王某 2024年1月15日",
        "青河县民政局2024-01-15 10:22",
    ],
)
def test_the_line_that_a_site_puts_under_a_title_tells_the_date(line):
    found = identify("青河县民政局2023年政府信息公开工作年度报告", line, "一、总体情况")
    assert found.published == date(2024, 1, 15)


@pytest.mark.parametrize(
    "above",
    [
        "公文生成日期\n2024-01-12\n发布日期：\n2024-01-15\n发文机关\n青河县民政局",
        "索引号 | 成文日期 | 发布日期 | 发布机构\n113302/2024-00002 | 2024-01-12 | 2024-01-15 | 青河县民政局",
    ],
)
def test_a_date_may_stand_below_its_label(above):
    assert identify("青河县民政局2023年政府信息公开工作年度报告", above=above).published == date(2024, 1, 15)


def test_a_date_in_a_table_of_the_pages_data_may_stand_below_its_label():
    texts = ["成文日期", "发布日期", "2024-01-12", "2024-01-15"]
    table = Grid(tuple(GridCell(text, at // 2, at % 2) for at, text in enumerate(texts)), 2, 2)
    assert identify(table, "青河县民政局2023年政府信息公开工作年度报告").published == date(2024, 1, 15)


def test_a_date_of_publication_may_stand_below_the_article_where_none_stands_above():
    title = "青河县民政局2023年政府信息公开工作年度报告"
    below = "下一篇：某通知 发布日期：2024-05-05\n发布日期 2024-01-15"
    assert identify(title, below=below).published == date(2024, 1, 15)
    assert identify(title, "发布时间：2024-01-16", below=below).published == date(2024, 1, 16)
    assert identify(title, below=below, pubdate="2024-01-17").published == date(2024, 1, 17)
    assert identify(title, below="时间：2024-05-05").published is None


@pytest.mark.parametrize(
    "line", ["会议时间：2025-05-05", "打印日期：2025-05-05", "截止日期：2025-05-05", "有效期：2024-01-20至2026-01-20"]
)
def test_dates_of_other_things_are_not_the_publication(line):
    assert identify("青河县民政局2023年政府信息公开工作年度报告", above=line).published is None


def test_a_menu_above_the_name_of_a_column_is_no_title():
    found = identify("互动交流", "政府信息公开年报", "青河县水利局2022年政府信息公开工作年度报告", "一、总体情况")
    assert (found.title, found.year) == ("青河县水利局2022年政府信息公开工作年度报告", 2022)


def test_links_to_other_years_reports_are_not_this_ones_title():
    listed = [f"青河县水利局{year}年政府信息公开工作年度报告" for year in (2021, 2020, 2019)]
    own = "青河县水利局2022年政府信息公开工作年度报告"
    assert identify(*listed, own, "一、总体情况").year == 2022
    assert identify(own, *listed, "一、总体情况", title=f"{own}_青河县人民政府").year == 2022
    dated = [f"{title} 2022-01-1{place}" for place, title in enumerate(listed)]
    assert identify(*dated, "青河县水利局政府信息公开工作年度报告", "（2022年度）", "一、总体情况").year == 2022


def test_what_the_page_calls_itself_goes_before_links_to_other_reports_where_its_title_has_no_year():
    links = [f"青河县民政局{year}年政府信息公开工作年度报告" for year in (2023, 2022)]
    title = "青河县水利局政府信息公开工作年度报告"
    found = identify(*links, title, "（2023年度）", "一、总体情况", "无。", h1=title)
    assert (found.agency, found.year) == ("青河县水利局", 2023)


def test_an_impossible_date_is_none():
    assert read_date("2024年13月40日") is None
    assert read_date("二〇二四年一月二十六日") == date(2024, 1, 26)
    assert [read_date(f"二〇二四年一月{day}日") for day in ("十", "二十", "三十")] == [
        date(2024, 1, day) for day in (10, 20, 30)
    ]


def test_a_site_around_the_title_in_the_metadata_is_left_out():
    for told in (
        "某市政府网 年报 青河县水利局2022年政府信息公开工作年度报告",
        "青河县人民政府 年报 青河县水利局2022年政府信息公开工作年度报告",
        "青河县水利局2022年政府信息公开工作年度报告 - 青河县人民政府",
        "青河县水利局2022年政府信息公开工作年度报告_年报_青河县",
    ):
        found = identify("一、总体情况", "依法公开。", title=told)
        assert (found.title, found.agency) == ("青河县水利局2022年政府信息公开工作年度报告", "青河县水利局")


@pytest.mark.parametrize("site", ["_青河县水利局", " - 青河县人民政府", "|青河县政府网"])
def test_a_site_behind_the_title_of_a_text_is_left_out(site):
    title = "青河县水利局2022年政府信息公开工作年度报告"
    found = identify(f"{title}{site}", "政务公开", title, "一、总体情况", "依法公开。")
    assert (found.title, found.agency) == (title, "青河县水利局")


def test_what_stands_behind_a_title_that_tells_no_body_stays():
    title = "2022年政府信息公开工作年度报告-青河县水利局"
    assert identify(title, "一、总体情况", "依法公开。").title == title


def test_everything_told_says_where_it_stood_and_how_sure_it_is():
    found = identify(
        "2023年政府信息公开工作年度报告", "一、总体情况", above="发布机构：青河县水利局\n发布日期：2024-01-12"
    )
    assert (found.agency, found.published) == ("青河县水利局", date(2024, 1, 12))
    assert found.origins["title"] == Origin("text", 1.0)
    assert found.origins["agency"] == Origin("metadata", 0.5)
    assert found.origins["published"] == Origin("text", 1.0, "发布日期：2024-01-12")


def test_a_date_is_quoted_as_the_page_writes_it_in_either_script():
    found = identify("青河縣水利局2023年政府信息公開工作年度報告", above="發佈日期：2024-01-12 閱讀次數：7")
    assert found.origins["published"].said == "發佈日期：2024-01-12"


def test_a_title_in_traditional_script_names_the_agency_as_it_is_registered():
    found = identify("青河縣財政局2023年政府信息公開工作年度報告", "一、總體情況")
    assert (found.title, found.agency, found.year) == (
        "青河縣財政局2023年政府信息公開工作年度報告",
        "青河县财政局",
        2023,
    )


@pytest.mark.parametrize(
    "written",
    ["2024 年 1 月 12 日", "20240112", "2024/1/12", "2024-01-12T08:30:00", "２０２４．１．１２", " | 2024-01-12"],
)
def test_a_labelled_date_is_read_however_it_is_written(written):
    found = identify("青河县水利局2023年政府信息公开工作年度报告", above=f"发布日期：{written} 浏览次数：7")
    assert found.published == date(2024, 1, 12)


def test_when_the_page_was_made_is_not_when_the_report_was_published():
    found = identify("青河县水利局2023年政府信息公开工作年度报告", above="页面生成时间 2026-03-01")
    assert (found.published, "published" in found.origins) == (None, False)


def test_the_opening_words_name_the_report_where_no_title_stands_above_them():
    untitled = identify(
        "发布日期:2024-01-17",
        "根据条例的规定，现公布青河县民政局2023年政府信息公开工作年度报告。",
        "一、总体情况",
        "无。",
    )
    assert (untitled.title, untitled.agency, untitled.year) == (None, "青河县民政局", 2023)
    ours = identify("根据条例的规定，现公布我县民政局2023年政府信息公开工作年度报告。", "一、总体情况", "无。")
    assert ours.agency is None


def test_a_line_above_the_article_is_its_title_where_nothing_else_is():
    title = "青河县水利局2023年政府信息公开工作年度报告"
    found = identify(
        "一、总体情况", "无。", above=f"首页 > 年报\n{title}\n发布时间：2024-01-15", title="青河县人民政府门户网站"
    )
    assert (found.title, found.agency, found.year) == (title, "青河县水利局", 2023)


@pytest.mark.parametrize(
    "above",
    [
        "青河县水利局\n2023年政府信息公开工作年度报告",
        "信息名称 | 青河县水利局2023年政府信息公开工作年度报告 | 文号 | 无",
    ],
)
def test_a_title_above_the_article_may_be_broken_or_stand_in_a_table(above):
    found = identify("一、总体情况", "无。", above=above)
    assert (found.agency, found.year) == ("青河县水利局", 2023)


@pytest.mark.parametrize(
    "heading", ["主动公开政府信息情况", "第二部分 主动公开政府信息情况", "收到和处理政府信息公开申请情况"]
)
def test_the_heading_of_a_part_is_no_title(heading):
    assert not is_title(heading)


def test_of_two_titles_above_the_article_neither_is_its_own():
    titles = [f"青河县水利局{year}年政府信息公开工作年度报告" for year in (2022, 2023)]
    assert identify("一、总体情况", "无。", above="\n".join(titles)).title is None


def test_whichever_part_comes_first_ends_the_lines_above_the_article():
    told = identify("青河县审计局2023年政府信息公开工作年度报告", "二、主动公开政府信息情况", "公开信息12条。")
    assert told.title == "青河县审计局2023年政府信息公开工作年度报告"


@pytest.mark.parametrize("title", ["清溪县水利局2023年度报告", "清溪县水利局2023年工作年度报告"])
def test_a_first_line_that_names_a_report_of_a_year_is_the_title_where_there_is_no_other(title):
    assert read_report(f"<p>{title}</p><p>一、总体情况</p><p>我局公开信息。</p>".encode(), "a.html").title == title


@pytest.mark.parametrize(
    "line", ["2023年政府工作报告", "清溪县水利局2023年预算报告：", "清溪县水利局", "2023年法治建设情况说明"]
)
def test_another_first_line_is_no_title(line):
    assert read_report(f"<p>{line}</p><p>一、总体情况</p><p>我局公开信息。</p>".encode(), "a.html").title is None


def test_the_name_of_a_column_above_an_article_is_not_its_title():
    told = identify(
        "2023年政府信息公开工作年度报告", "一、总体情况", "无。", above="青河县政府信息公开年报\n发布机构：青河县水利局"
    )
    assert told.agency == "青河县水利局"


@pytest.mark.parametrize(
    "clock", ["2024年6月3日", "2024-06-03", "日期：2024-06-03", "关于系统维护的公告 发布时间：2024-06-03"]
)
def test_a_date_above_the_line_that_says_where_one_is_is_the_sites(clock):
    above = f"{clock}\n当前位置：首页 > 政府信息公开年报"
    assert identify(*SIGNED, above=above).published == date(2024, 1, 12)
    assert identify(*above.splitlines(), *SIGNED).published == date(2024, 1, 12)
    assert identify(*SIGNED, above=f"{above}\n发布日期：2024-01-15").published == date(2024, 1, 15)


def test_today_is_a_clocks():
    report = ("青河县水利局2023年政府信息公开工作年度报告", "一、总体情况", "依法公开。", "2024年1月12日")
    for clock in ("日期：2024年6月3日 星期一", "今天是2024年6月3日"):
        assert identify(*report, above=clock).published == date(2024, 1, 12)
        assert identify(clock, *report[:-1]).published is None


def test_comments_below_an_article_do_not_date_it():
    report = ("青河县水利局2023年政府信息公开工作年度报告", "一、总体情况", "依法公开。", "2024年1月12日")
    assert identify(*report, below="张** 发表时间：2024-06-03").published == date(2024, 1, 12)
    assert identify(*report, "网友评论", "张** 发表时间：2024-06-03").published == date(2024, 1, 12)


def test_a_table_of_documents_in_a_part_does_not_date_the_report():
    documents = Grid(
        tuple(
            GridCell(text, r, c)
            for r, line in enumerate((("文件名称", "发布日期"), ("招标投标管理办法", "2023-12-28")))
            for c, text in enumerate(line)
        ),
        2,
        2,
    )
    told = identify(
        "青河县水利局2023年政府信息公开工作年度报告",
        *("一、总体情况", "本年制发文件如下。", documents, "二、主动公开政府信息情况", "见上。"),
        *("五、存在的主要问题及改进情况", "及时性不够。", "六、其他需要报告的事项", "无。", "2024年1月12日"),
    )
    assert told.published == date(2024, 1, 12)


@pytest.mark.parametrize("of", ["2023年第四季度政府信息公开工作报告", "2023年上半年政府信息公开工作总结"])
def test_a_report_on_a_part_of_a_year_is_no_annual_report(of):
    assert not is_title(f"青河县审计局{of}")


@pytest.mark.parametrize("zero", ["〇", "O", "o", "О", "0"])
def test_a_date_in_numerals_may_have_a_letter_for_its_zero(zero):
    assert read_date(f"二{zero}二四年一月二十日") == date(2024, 1, 20)


def test_days_of_other_articles_beside_a_report_do_not_date_it():
    others = "某公告\n2024-03-05\n某通知\n[2024-03-01]"
    assert identify(*SIGNED, above=others).published == date(2024, 1, 12)
    labelled = "成文日期\n2024-01-12\n发布日期\n2024-01-15"
    assert identify(*SIGNED, above=labelled).published == date(2024, 1, 15)
    assert identify(*SIGNED, above="2024-01-15").published == date(2024, 1, 15)


def test_a_day_that_only_the_pages_data_tell_is_when_it_was_published():
    title = "青河县民政局2023年政府信息公开工作年度报告"
    assert identify(title, datepublished="2024-01-26").published == date(2024, 1, 26)
    assert identify(title, "来源：办公室 日期：2024-01-20", time="2024-03-26").published == date(2024, 1, 20)


@pytest.mark.parametrize(
    ("told", "day"),
    [
        ('<script type="application/ld+json">{"@type": "Article", "datePublished": "2024-01-26T09:00"}</script>', 26),
        ('<script type="application/ld+json">{"title": "年报", "pubDate": "2024-01-26T09:00:00"}</script>', 26),
        ("<div id=js_content></div><script>var ct = '1706205600';</script>", 26),
        ("<div id=js_content></div><script>var createTime = '2024-01-26 12:00';</script>", 26),
        (
            "<p>来源：办公室 <time datetime='2024-01-26T09:00'>去年</time><time class=updated datetime='2024-03-01'/></p>",
            26,
        ),
        ("<p><time itemprop=datePublished datetime='2024-01-26'>去年</time></p>", 26),
        (
            "<p>浏览 <time datetime='2024-01-26'>去年</time></p><p>浏览 <time datetime='2024-01-27'>去年</time></p>",
            None,
        ),
        ("<p>今天是<time datetime='2024-06-26'>6月26日 星期三</time></p>", None),
        ("<p>某局动态<time datetime='2024-06-26'>6月26日</time></p>", None),
    ],
)
def test_dates_that_only_programs_read_are_read_where_there_is_one(told, day):
    page = f"<html><head></head><body>{told}<h1>青河县民政局2023年政府信息公开工作年度报告</h1><p>一、总体情况</p></body></html>"
    assert read_report(page.encode(), "r.html").published == (date(2024, 1, day) if day else None)
