from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from selectolax.lexbor import LexborHTMLParser

from checks.catalogue import Catalogue
from checks.forms import Form
from checks.model import Status
from flows.publish.rulebook import rule_words
from flows.publish.site import publish
from tests.publish.build import HOSTILE, night


@pytest.fixture(scope="module")
def book(published: Path) -> Workbook:
    return load_workbook(published / "summary.xlsx")


def records(sheet: Worksheet) -> list[dict[str, object]]:
    head, *rows = sheet.iter_rows(values_only=True)
    return [dict(zip(map(str, head), row, strict=True)) for row in rows]


def test_the_sheets_an_office_knows_are_there(book: Workbook) -> None:
    assert book.sheetnames == ["汇总", "问题清单", "未发布", "无法核查", "按规则", "按地区", "单位一览"]


def test_every_sheet_has_a_frozen_head_a_filter_widths_and_a_print_area(book: Workbook) -> None:
    for sheet in book:
        assert sheet.freeze_panes == "B2"
        assert sheet.auto_filter.ref
        assert sheet.print_area
        assert sheet.column_dimensions["A"].width > 10


def test_a_finding_is_one_row_with_real_numbers_dates_and_links(book: Workbook) -> None:
    row = next(
        r for r in records(book["问题清单"]) if r["规则编号"] == "TXT-NORECV" and r["单位"] == "云河市生态环境局"
    )
    assert (row["填报值"], row["应为"], row["差额"]) == (5, 0, 5)
    assert row["位置"] == "表三“一、本年新收政府信息公开申请数量”总计"
    assert str(row["抓取时间"]) == "2024-04-02 02:03:22"
    assert row["状态"] == "新增"
    links = {cell.hyperlink.target for cell in next(book["问题清单"].iter_rows(min_row=2)) if cell.hyperlink}
    assert "https://www.yunhe.example/zwgk/nb/2023.html" in links
    assert "agencies/yunhe-hjj.html" in links


def test_crawled_text_never_becomes_a_formula(book: Workbook) -> None:
    for sheet in book:
        for line in sheet.iter_rows():
            assert not [cell for cell in line if cell.data_type == "f"]
    row = next(r for r in records(book["问题清单"]) if r["规则编号"] == "TXT-YEAR")
    assert row["填报值"] == HOSTILE.replace("\u202e", "")
    assert row["依据"] == "=1+1"


def test_the_summary_gives_counts_and_shares_as_numbers(book: Workbook) -> None:
    counts = {row["项目"]: (row["数量"], row["占应发布"]) for row in records(book["汇总"])}
    assert counts["应发布"] == (18, 1)
    assert counts["已发布"] == (16, pytest.approx(16 / 18))
    assert counts["未到期或不需发布"] == (2, None)


def test_who_could_not_be_reached_is_in_no_share_of_the_published(book: Workbook) -> None:
    counts = {row["项目"]: (row["数量"], row["占应发布"]) for row in records(book["汇总"])}
    assert counts["未能核实是否发布"] == (1, pytest.approx(1 / 18))
    assert counts["发布率"] == (pytest.approx(16 / 17), None)
    regions = records(book["按地区"])
    assert sum(row["未能核实是否发布"] for row in regions) == 1
    for row in regions:
        assert row["发布率"] == pytest.approx(row["已发布"] / (row["已发布"] + row["未发布"]))


def test_missing_and_not_assessable_are_kept_apart(book: Workbook) -> None:
    assert [row["单位"] for row in records(book["未发布"])] == ["云河市民政局"]
    assert [row["单位"] for row in records(book["无法核查"])] == ["云河市审计局"]
    assert "第3页" in str(records(book["未发布"])[0]["检索经过"])


def test_a_report_that_was_fetched_and_could_not_be_read_says_why_and_what_to_do(
    forms: Mapping[str, Form], tmp_path: Path
) -> None:
    whole = night(forms)
    read = next(one for one in whole.agencies if one.status is Status.COMPLIANT)
    filing = read.assessment.filing
    doubtful = replace(filing, report=replace(filing.report, coverage={"T2": 1.0, "T3": 0.4, "T4": 0.0}))
    unread = replace(read, assessment=replace(read.assessment, filing=doubtful, status=Status.NOT_ASSESSABLE))
    publish(replace(whole, agencies=(unread,)), tmp_path / "run")
    (row,) = records(load_workbook(tmp_path / "run/summary.xlsx")["无法核查"])
    assert (row["原因"], row["说明"], row["建议处理"]) == (
        "报告已取得，未能据以认定。",
        "表三、表四未能读全，原因见核查页面。",
        "请打开报告人工核对。",
    )
    (page,) = (tmp_path / "run/agencies").iterdir()
    assert "报告无法读取，不作任何认定" in LexborHTMLParser(page.read_text("utf-8")).css_first(".lead").text()


def test_publication_days_are_real_dates(book: Workbook) -> None:
    row = next(r for r in records(book["单位一览"]) if r["代码"] == "yunhe-czj")
    day = row["发布日期"]
    assert isinstance(day, datetime)
    assert day.date() == date(2024, 2, 6)


def test_what_is_printed_of_the_findings_ends_with_their_status(book: Workbook) -> None:
    heads = [cell.value for cell in next(book["问题清单"].iter_rows(max_row=1))]
    assert f"$A$1:${chr(ord('A') + heads.index('状态'))}$" in str(book["问题清单"].print_area)


def test_a_rule_is_told_with_what_held_for_the_year(catalogue: Catalogue) -> None:
    for year, cites in ((2024, True), (2020, False), (None, True)):
        assert ("〔2021〕30号" in rule_words(catalogue, year=year)["TXT-DUPYEAR"].law) is cites
