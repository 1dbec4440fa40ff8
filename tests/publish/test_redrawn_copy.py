"""Word and OFD reports drawn again beside the page, from real files of both formats."""

from __future__ import annotations

from dataclasses import replace

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.report import Report, Where
from flows.extract.document import Document, Paragraph
from flows.extract.pool import Given, read_laid_out
from flows.extract.readers import read_document
from flows.extract.reading import report_of
from flows.publish.redrawn_copy import redrawn_copy
from flows.settings import load_settings
from tests.accuracy.pack import sample
from tests.publish.build import finding

FORMATS = ("docx", "ofd")


def read(format_: str) -> tuple[Document, Report]:
    file = sample(format_, "none", 3)
    document = read_document(file.content, file.name, None, load_settings())
    return document, report_of(document, file.name, "")


def boxed(document: Document, report: Report, *findings: object) -> dict[str, LexborNode]:
    marked = redrawn_copy(document, report, findings, "https://www.yunhe.example/a.docx")  # type: ignore[arg-type]
    return {node.attributes["data-gouji"] or "": node for node in LexborHTMLParser(marked.html).css("[data-gouji]")}


@pytest.mark.parametrize("format_", FORMATS)
def test_the_figure_in_question_is_boxed_where_the_file_has_it(format_: str) -> None:
    document, report = read(format_)
    box = boxed(document, report, finding("T3-ROW-SUM", "a", cells=("T3.new.total",)))["1"]
    assert (box.tag, box.text(), box.attributes["id"]) == ("td", report.cells["T3.new.total"].raw, "gouji-1")


@pytest.mark.parametrize("format_", FORMATS)
def test_everything_that_was_read_is_drawn_not_only_what_the_form_asks_for(format_: str) -> None:
    document, report = read(format_)
    drawn = LexborHTMLParser(redrawn_copy(document, report, (), "a").html).css_first("main").text()
    assert all(block.text in drawn for block in document.blocks if isinstance(block, Paragraph))
    assert report.cells["T4.review.total"].raw in drawn


def test_a_quoted_sentence_without_a_place_is_boxed_with_its_paragraph() -> None:
    document, report = read("docx")
    prose = next(block for block in document.blocks if isinstance(block, Paragraph) and len(block.text) > 40)
    quoted = finding("TXT-NORECV", "a")
    quoted = replace(quoted, evidence=replace(quoted.evidence, quote=prose.text[5:30], where=None))
    assert boxed(document, report, quoted)["1"].text() == prose.text


def test_what_a_file_says_is_drawn_as_words_and_without_personal_numbers() -> None:
    hostile = Document((Paragraph("<script>alert(1)</script> 联系电话13812345678", Where("", "/w:body/w:p[1]")),))
    html = redrawn_copy(hostile, Report("a.docx", ""), (), '"><script>').html
    assert "<script" not in html
    assert "13812345678" not in html
    assert "default-src 'none'" in html


def test_a_file_that_breaks_its_reader_gives_a_fault_and_no_page() -> None:
    (answer,) = read_laid_out([Given(b"PK\x03\x04 torn", "a.docx")], load_settings())
    assert not isinstance(answer, Document)
