"""What titles say, over the spellings that real ones have."""

from __future__ import annotations

import pytest

from flows.crawl.pages.titles import Kind, read_title
from flows.crawl.pages.years import years_in

REPORTS = [
    ("青岭市水利局2023年政府信息公开工作年度报告", 2023, "青岭市水利局"),
    ("2023年度青岭市水利局政府信息公开工作报告", 2023, "青岭市水利局"),
    ("青岭市司法局政府信息公开2021年度报告", 2021, "青岭市司法局"),
    ("青岭市政府信息公开工作2022年度报告", 2022, "青岭市"),
    ("关于2021年度政府信息公开工作的年度报告", 2021, ""),
    ("公布2025青岭市政府信息公开工作年度报告", 2025, "青岭市"),
    ("某县卫健委2023年信息公开年报", 2023, "某县卫健委"),
    ("西关街道2023年政府信息工作年度报告", 2023, "西关街道"),
    ("华阳县人民政府信息公开2022年度报告", 2022, "华阳县人民政府"),
    ("政府信息公开工作年度报告（2023年度）", 2023, ""),
    ("青岭市水利局关于2023年度政府信息公开工作年度情况的报告", 2023, "青岭市水利局"),
    ("2023年政府信息公开工作年度报告（青岭市水利局）", 2023, "青岭市水利局"),
    ("海关总署(本级机关)2023年政府信息公开工作年度报告", 2023, "海关总署(本级机关)"),
    ("2024年度市场监管局政府信息公开工作年度报告", 2024, "市场监管局"),
    ("我局2023年政府信息公开工作年度报告", 2023, ""),
    ("二〇二三年政府信息公开工作年度报告", 2023, ""),
    ("２０２３年政务公开年报", 2023, ""),
    ("青岭市水利局2O23年政府信息公开工作年度报告", 2023, "青岭市水利局"),
    ("2023年xxgk年报", 2023, ""),
    ("青岭市水利局2023年政府信息公开工作年度报告及统计表", 2023, "青岭市水利局"),
    ("青岭市水利局2023年政府信息公开工作年度报告（新格式）", 2023, "青岭市水利局"),
    ("青岭市水利局关于报送2023年政府信息公开工作年度报告的报告", 2023, "青岭市水利局"),
    ("关于上报《2023年政府信息公开工作年度报告》的函", 2023, ""),
    ("青水利〔2024〕3号 青岭市水利局2023年政府信息公开工作年度报告", 2023, "青岭市水利局"),
    ("关于印发《某县2023年政府信息公开工作年度报告》的通知", 2023, "某县"),
    ("青岭市水利局2023年度政府信公开年度报告", 2023, "青岭市水利局"),
    ("青岭市人民政府2023年度信公开工作年度报告", 2023, "青岭市人民政府"),
    ("点击进入2023年政府信息公开年报", 2023, ""),
    ("继续阅读“青岭市水利局2023年政府信息公开工作年度报告”", 2023, "青岭市水利局"),
    ("青岭市水利局2023年1-12月政府信息公开工作报告", 2023, "青岭市水利局"),
    ("青岭市水利局2023年全年政府信息公开工作年度报告", 2023, "青岭市水利局"),
    ("青岭市水利局2023年依法行政暨政府信息公开工作年度报告", 2023, "青岭市水利局"),
    ("1.青岭市水利局 2023年 政府信息 公开工作年度报告", 2023, "青岭市水利局"),
]
# Agencies whose names hold the words by which other documents are known.
TELLING_NAMES = [
    "审计局",
    "自然资源和规划局",
    "政策研究室",
    "信访局",
    "统计局",
    "机关事务管理局",
    "制度创新中心",
    "会议中心",
]
OTHERS = [
    "关于做好2023年政府信息公开工作年度报告编制发布工作的通知",
    "关于2023年度政府信息公开年度报告发布工作的通知",
    "一图读懂青岭市水利局2023年政府信息公开工作年度报告",
    "【图解】青岭市水利局2023年政府信息公开年报",
    "青岭市水利局2023年政府信息公开工作年度报告解读",
    "青岭市2023年政府信息公开工作年度报告编制说明",
    "2023年度政府网站工作年度报表",
    "青岭市2023年法治政府建设年度报告",
    "2023年政府工作报告",
    "青岭市水利局2023年度部门决算",
    "政府信息公开年度报告格式",
    "政府信息公开年度报告填报要求",
    "关于报送2023年政府信息公开工作年度报告的通知",
    "2023年政府信息公开年报统计表",
    "2023年审计工作年度报告",
    "青岭市审计局2023年度审计工作报告",
    "青岭市水利局2023年工作总结.docx",
    "青岭市水利局2023年第三季度政府信息公开工作报告",
    "青岭市水利局2023年政府信息公开工作年度报告征求意见公告",
]


@pytest.mark.parametrize(("title", "year", "agency"), REPORTS)
def test_reports_are_recognised(title: str, year: int, agency: str) -> None:
    reading = read_title(title)
    assert reading.kind >= Kind.LOOSE
    assert reading.years == (year,)
    assert reading.agency == agency


@pytest.mark.parametrize("name", TELLING_NAMES)
def test_an_agencys_name_is_no_reason_to_pass_over_its_report(name: str) -> None:
    reading = read_title(f"青岭市{name}2023年政府信息公开工作年度报告")
    assert reading.kind is Kind.FIRM
    assert reading.agency == f"青岭市{name}"


@pytest.mark.parametrize("name", TELLING_NAMES)
def test_nor_to_pass_over_one_that_is_called_no_more_than_a_report(name: str) -> None:
    assert read_title(f"青岭市{name}2023年年报.pdf").kind is Kind.WEAK


def test_a_report_whose_title_leaves_out_what_it_is_about_still_names_its_agency() -> None:
    reading = read_title("青岭市水利局2023年工作年度报告")
    assert (reading.kind, reading.agency) == (Kind.WEAK, "青岭市水利局")


@pytest.mark.parametrize("title", OTHERS)
def test_other_documents_are_told_apart_with_a_reason(title: str) -> None:
    reading = read_title(title)
    assert reading.kind is Kind.NONE
    assert reading.why_not


def test_news_has_neither_kind_nor_reason() -> None:
    assert read_title("市水利局召开防汛工作会").kind is Kind.NONE


def test_a_guide_presupposes_its_report_and_a_budget_does_not() -> None:
    assert read_title("一图读懂青岭市水利局2023年政府信息公开工作年度报告").is_about_it
    assert not read_title("青岭市水利局2023年度部门决算").is_about_it


def test_a_bare_name_of_a_column_has_no_year() -> None:
    assert read_title("政府信息公开年报").years == ()
    assert read_title("年报").kind is Kind.WEAK


def test_the_parts_of_a_breadcrumb_are_no_agency() -> None:
    assert read_title("当前位置：首页>政府信息公开>政府信息公开年报").agency == ""


def test_picture_versions_are_marked() -> None:
    assert read_title("青岭市水利局2023年政府信息公开工作年度报告（图片版）").is_picture


def test_years_in_prose() -> None:
    assert years_in("2023年，我局……自2023年1月1日至12月31日，比2022年增长；电话20231234") == (2023, 2023, 2022)


def test_a_long_hostile_title_is_read_in_time() -> None:
    assert read_title("关于" * 100_000 + "2023年年报").kind is Kind.NONE
