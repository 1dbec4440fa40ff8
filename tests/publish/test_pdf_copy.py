from __future__ import annotations

import base64
import re
from dataclasses import replace
from io import BytesIO

import pypdfium2 as pdfium
import pytest
from selectolax.lexbor import LexborHTMLParser

from checks.report import Cell, CellState, Report, Where
from flows.publish.copies import Marked
from flows.publish.pdf_copy import pictured_copy
from tests.publish.build import finding

SOURCE = "https://www.yunhe.example/a.pdf"
CELL = Where("", page=2, bbox=(100.0, 200.0, 200.0, 221.0))
REPORT = Report(SOURCE, "", cells={"T3.new.total": Cell("T3.new.total", CellState.NUMBER, 5, "5", where=CELL)})
FIGURE = finding("T3-ROW-SUM", "a", cells=("T3.new.total",))
SENTENCE = finding("TXT-NORECV", "a", cells=("T3.new.total",))
SENTENCE = replace(SENTENCE, evidence=replace(SENTENCE.evidence, where=Where("", page=1, bbox=(0.0, 0.0, 50.0, 10.0))))


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Three empty pages of 400 × 840 points."""
    document, kept = pdfium.PdfDocument.new(), BytesIO()
    for _ in range(3):
        document.new_page(400, 840)
    document.save(kept)
    return kept.getvalue()


def copy(content: bytes, *findings: object) -> Marked | None:
    return pictured_copy(content, REPORT, findings, SOURCE, "a.pdf")  # type: ignore[arg-type]


def test_only_the_pages_in_question_are_drawn(pdf: bytes) -> None:
    marked = copy(pdf, FIGURE)
    assert marked is not None
    pages = LexborHTMLParser(marked.html).css("figure img")
    assert [page.attributes["alt"] for page in pages] == ["第2页"]


def test_the_place_is_boxed_where_it_stands_on_the_page(pdf: bytes) -> None:
    marked = copy(pdf, FIGURE)
    assert marked is not None
    box = LexborHTMLParser(marked.html).css_first("#gouji-1")
    assert (
        box.attributes["style"]
        == "position:absolute;top:0;left:25.00%;margin-top:50.00%;width:25.00%;padding-bottom:5.25%"
    )
    assert marked.placed == {1}


def test_two_findings_on_one_place_share_its_box_and_each_has_a_place_to_lead_to(pdf: bytes) -> None:
    marked = copy(pdf, FIGURE, SENTENCE)
    assert marked is not None
    boxes = {
        node.attributes["id"]: node.attributes["data-gouji"]
        for node in LexborHTMLParser(marked.html).css("[id^=gouji-]")
        if node.attributes["id"] != "gouji-banner"
    }
    assert boxes == {"gouji-2": "2", "gouji-1": "1 2"}
    assert marked.placed == {1, 2}


def test_the_picture_is_the_page_and_the_file_itself_is_one_click_away(pdf: bytes) -> None:
    marked = copy(pdf, FIGURE)
    assert marked is not None
    data = re.search(r"base64,([^\"]+)", marked.html)
    assert data
    assert base64.b64decode(data[1]).startswith(b"\x89PNG")
    assert 'href="a.pdf"' in marked.html


@pytest.mark.parametrize("content", [b"%PDF-1.7 torn", b""])
def test_a_file_that_cannot_be_drawn_gives_no_picture(content: bytes) -> None:
    assert copy(content, FIGURE) is None


def test_without_a_place_there_is_nothing_to_draw(pdf: bytes) -> None:
    assert copy(pdf, finding("FMT-OLD", "a")) is None
