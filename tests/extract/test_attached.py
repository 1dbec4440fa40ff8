"""A page with the prose of a report, its tables in a file that the page offers."""

from __future__ import annotations

import pytest

from checks.report import Report
from flows.extract import read_report
from flows.extract.attached import offered_files
from tests.accuracy.figures import invent
from tests.accuracy.formats.sheet import as_sheet
from tests.accuracy.pieces import Sheet
from tests.accuracy.report import pieces_of
from tests.crawl.sites import TITLE, page

FILE = "http://a.cn/xxgk/P0202401.xlsx"
PROSE = page(
    f"<h1>{TITLE}</h1><p>一、总体情况</p><p>2023年共收到政府信息公开申请5件。</p><p>二、主动公开政府信息情况</p>"
    "<p>三、收到和处理政府信息公开申请情况</p><p>四、政府信息公开行政复议、行政诉讼情况</p><p>五、存在的主要问题及改进情况</p>"
    f"<p>六、其他需要报告的事项</p><p>无。</p><p>附件：<a href='{FILE}'>2023年统计表.xlsx</a></p>"
)
TRUTH = invent(5, "2021")
TABLES = as_sheet([piece for piece in pieces_of(TRUTH) if isinstance(piece, Sheet)])


def read(file: bytes | None) -> Report:
    return read_report(PROSE.encode(), "http://a.cn/r.html", companions={FILE: file} if file else {})


def test_the_tables_of_a_file_belong_to_the_page_that_offers_it() -> None:
    report = read(TABLES)
    assert {name: (report.cells[name].state, report.cells[name].value) for name in TRUTH.expected} == TRUTH.expected
    assert report.cells["T3.new.total"].where.source == FILE
    assert len(report.sections) == 6
    assert report.attached == ()


@pytest.mark.parametrize(
    "file", [None, b"PK\x03\x04 torn", as_sheet([])], ids=["not at hand", "torn", "without tables"]
)
def test_a_file_that_may_hold_the_tables_is_told_where_none_was_read(file: bytes | None) -> None:
    report = read(file)
    assert report.form is None
    assert report.attached == ("2023年统计表.xlsx",)


@pytest.mark.parametrize(
    ("link", "names"),
    [
        (("附件1", "/a/1.rar"), ("附件1",)),
        (("", "/a/%E7%BB%9F%E8%AE%A1%E8%A1%A8.xls"), ("统计表.xls",)),
        (("统计表.et", "/download?id=7"), ("统计表.et",)),
        (("iframe", "/pdfjs/viewer.html?file=/a/1.pdf"), ("1.pdf",)),
        (("政府信息公开申请表", "/a/sqb.doc"), ()),
        (("公开指南", "/a/zn.pdf"), ()),
        (("统计表", "/a/tjb.html"), ()),
    ],
)
def test_only_files_that_may_hold_tables_are_told(link: tuple[str, str], names: tuple[str, ...]) -> None:
    assert tuple(offered_files([link]).values()) == names
