"""A night over reports whose tables are pictures: unread and said so without text recognition, read and boxed with it."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from checks.model import Status
from checks.report import CellState
from flows.extract.ocr.engine import is_installed
from tests.accuracy.figures import Figures, invent
from tests.accuracy.formats import pictured, scan
from tests.accuracy.pieces import Piece, Sheet
from tests.accuracy.report import pieces_of
from tests.town import IDS, Town, body, statuses

PAGE, SCAN, PAPER = IDS
without_ocr = pytest.mark.skipif(is_installed(), reason="text recognition is installed here: nothing stays unread")
needs_ocr = pytest.mark.skipif(not is_installed(), reason="text recognition is not installed: make setup-ocr")


def figures(agency_id: str) -> Figures:
    """Figures of one agency, of which the total of the reconsiderations is 3 too many."""
    truth = replace(invent(1, "2021"), year=2023, agency=body(agency_id).agency.name)
    total = int(truth.expected["T4.review.total"][1] or 0) + 3
    return truth.printed("T4.review.total", str(total), CellState.NUMBER, total)


def table_4_drawn(pieces: list[Piece]) -> pictured.Mixed:
    """The report with its first tables written and the last one a picture."""
    sheets = [piece for piece in pieces if isinstance(piece, Sheet)]
    return pictured.mixed(pieces, lambda sheet: pictured.pictures_of(sheet) if sheet is sheets[-1] else [])


@pytest.fixture
def pictured_town(town: Town) -> Town:
    """A page whose table 4 is a linked picture, a page with a scan attached, and a Word file with a picture."""
    town.build()
    page, files = pictured.as_linked_html(table_4_drawn(pieces_of(figures(PAGE))), "img/{}.png")
    town.server.expect_request(f"/p/{PAGE}.html").respond_with_data(page, content_type="text/html")
    for name, content in files.items():
        town.server.expect_request(f"/p/{name}").respond_with_data(content, content_type="image/png")
    sheet = [piece for piece in pieces_of(figures(SCAN)) if isinstance(piece, Sheet)][-1]
    title = figures(SCAN).title
    link = f"<h1>{title}</h1><p>发布时间：2024-01-20</p><p>附件：<a href='{SCAN}.pdf'>{title}</a></p>"
    listed = f"<html><head><meta charset='utf-8'><title>{title}</title></head><body>{link}</body></html>"
    town.server.expect_request(f"/p/{SCAN}.html").respond_with_data(listed, content_type="text/html")
    content = scan.as_scan([title, sheet], "askew")
    town.server.expect_request(f"/p/{SCAN}.pdf").respond_with_data(content, content_type="application/pdf")
    paper = pictured.as_docx(table_4_drawn(pieces_of(figures(PAPER))))
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    town.server.expect_request(f"/p/{PAPER}.docx").respond_with_data(paper, content_type=kind)
    ends = {PAGE: "html", SCAN: "html", PAPER: "docx"}
    rows = [
        f"{one},{body(one).agency.name},department,{town.server.url_for(f'/p/{one}.{end}')}"
        for one, end in ends.items()
    ]
    (town.folder / "agencies.csv").write_text("\n".join(["agency_id,name,kind,report_url", *rows]), "utf-8")
    return town


def findings(folder: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in (folder / "findings.jsonl").read_text("utf-8").splitlines()]


@without_ocr
def test_without_the_extra_pictured_reports_are_neither_missing_nor_in_error(pictured_town: Town) -> None:
    night, index = pictured_town.night()
    folder = index.parent
    assert not {Status.MISSING, Status.NONCOMPLIANT, Status.COMPLIANT} & set(statuses(night).values())
    assert statuses(night)[SCAN] is Status.NOT_ASSESSABLE
    assert not [one for one in findings(folder) if one["severity"] == "error"]
    for agency_id in IDS:
        assert "make setup-ocr" in (folder / "agencies" / f"{agency_id}.html").read_text("utf-8")


@needs_ocr
def test_with_the_extra_a_wrong_sum_in_a_picture_is_a_warning_boxed_on_the_picture(pictured_town: Town) -> None:
    folder = pictured_town.night()[1].parent
    sums = {one["agency_id"]: one for one in findings(folder) if one["rule_id"] == "T4-SUM-REV"}
    assert set(sums) == set(IDS)
    for agency_id, finding in sums.items():
        assert (finding["severity"], finding["responsibility"]) == ("warning", "undecided")
        assert "待人工核对" in str(finding["message"])
        copy = (folder / "copies" / f"{agency_id}.html").read_text("utf-8")
        assert "data:image/png;base64," in copy
        assert "data-gouji=" in copy
