"""A night over a page whose tables stand in a file that it offers: read as one report, the file kept as evidence."""

from __future__ import annotations

import json
import re
from datetime import date

import pytest

from checks.report import CellState
from flows.ledger import Ledger
from flows.ledger.citations import cited_records
from tests.accuracy.figures import invent
from tests.accuracy.formats.sheet import as_sheet
from tests.accuracy.pieces import Sheet
from tests.accuracy.report import pieces_of
from tests.town import IDS, Town, body

KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
AGENCY = IDS[0]


def tables(too_many: int) -> bytes:
    """The three tables, of which the total of the reconsiderations is that many too many."""
    truth = invent(1, "2021")
    total = int(truth.expected["T4.review.total"][1] or 0) + too_many
    pieces = pieces_of(truth.printed("T4.review.total", str(total), CellState.NUMBER, total))
    return as_sheet([piece for piece in pieces if isinstance(piece, Sheet)])


@pytest.fixture
def town_with_a_file(town: Town) -> Town:
    town.build()
    town.server.clear()
    prose = "".join(f"<p>{one}、{part}</p><p>如下。</p>" for one, part in zip("一二三四五六", _PARTS, strict=True))
    title = f"{body(AGENCY).agency.name}2023年政府信息公开工作年度报告"
    page = (
        f"<html><head><meta charset='utf-8'><title>{title}</title></head><body><h1>{title}</h1>"
        f"<p>发布时间：2024-01-20</p>{prose}<a href='t.xlsx'>附件：统计表</a></body></html>"
    )
    town.server.expect_request(f"/{AGENCY}.html").respond_with_data(page, content_type="text/html")
    town.server.expect_request("/robots.txt").respond_with_data("", status=404)
    offer(town, 3)
    rows = (town.folder / "agencies.csv").read_text("utf-8").splitlines()
    (town.folder / "agencies.csv").write_text("\n".join(rows[:2]), "utf-8")
    return town


def offer(town: Town, too_many: int) -> None:
    town.server.expect_oneshot_request("/t.xlsx").respond_with_data(tables(too_many), content_type=KIND)


_PARTS = (
    "总体情况",
    "主动公开政府信息情况",
    "收到和处理政府信息公开申请情况",
    "政府信息公开行政复议、行政诉讼情况",
    "存在的主要问题及改进情况",
    "其他需要报告的事项",
)


def test_a_wrong_sum_in_a_file_is_found_and_its_bytes_stay_as_long_as_the_finding(town_with_a_file: Town) -> None:
    _, folder = town_with_a_file.night(date(2024, 2, 6))
    lines = (folder.parent / "findings.jsonl").read_text("utf-8").splitlines()
    (found,) = (one for one in map(json.loads, lines) if one["rule_id"] == "T4-SUM-REV")
    assert found["evidence"]["where"]["source"].endswith("/t.xlsx")
    assert "所在文件" in re.sub(r"\s+", "", (folder.parent / f"agencies/{AGENCY}.html").read_text("utf-8"))

    offer(town_with_a_file, 5)
    town_with_a_file.night(date(2024, 2, 7))
    ledger = Ledger(town_with_a_file.settings.database_url)
    with ledger.reading() as connection:
        held = dict(connection.exec_driver_sql("select record_id, final_url from snapshots").fetchall())
    files = {record for record, url in held.items() if url.endswith("/t.xlsx")}
    assert len(files) == 2
    assert files <= cited_records(ledger, [])
