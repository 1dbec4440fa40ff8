"""Of several reports in one source one is read, and what stands in a report's annexes is not the report's own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.report import CellState
from flows.extract import read_report
from tests.accuracy.figures import Figures, invent
from tests.accuracy.formats.html import as_html
from tests.accuracy.report import Table, pieces_of
from tests.extract.printed import read, values

OWN = replace(invent(1), year=2023, agency="青河县审计局")


def expected(figures: Figures) -> dict[str, float | None]:
    return {cell: value for cell, (_, value) in figures.expected.items()}


def test_of_the_reports_of_several_years_the_one_asked_for_is_read():
    other = replace(invent(2), year=2022, agency=OWN.agency)
    page = as_html([*pieces_of(OWN), *pieces_of(other)])
    for year, figures in ((2023, OWN), (2022, other), (2020, OWN), (None, OWN)):
        report = read_report(page, "a.html", hint_year=year)
        assert (report.year, values(report)) == (figures.year, expected(figures))
        assert len([claim for claim in report.claims if claim.cell == "S6.processing_fee_yuan"]) == 1


def test_a_report_whose_title_stands_above_the_article_is_told_from_the_one_behind_it():
    other = replace(invent(2), year=2023, agency="青河县林业局")
    body = as_html([*pieces_of(OWN)[1:], *pieces_of(other)]).decode()
    inner = body.partition("<body")[2].partition(">")[2].partition("</body>")[0]
    report = read_report(f"<h2>{OWN.title}</h2><div class='article-content'>{inner}</div>".encode(), "a.html")
    assert (report.agency, values(report)) == (OWN.agency, expected(OWN))


def test_a_report_that_says_its_title_again_or_links_to_others_is_one():
    links = [f"{OWN.agency}{year}年政府信息公开工作年度报告" for year in (2021, 2020)]
    pieces = pieces_of(OWN)
    assert values(read([*links, *pieces[:8], OWN.title, *pieces[8:], *links])) == expected(OWN)


def test_a_report_shown_twice_word_for_word_is_read_once():
    pieces = pieces_of(OWN)
    report = read([*pieces, *pieces])
    assert values(report) == expected(OWN)
    assert report.sections[-1].text == read(pieces).sections[-1].text
    other = pieces_of(replace(invent(2), year=2023, agency=OWN.agency))
    assert read([*pieces, *other]).sections[-1].text != report.sections[-1].text


def test_another_bodys_table_in_an_annex_is_left_out():
    (other,) = (piece for piece in pieces_of(invent(2)) if isinstance(piece, Table) and piece.id == "T3")
    for mark in ("附件1", "附件：所属单位情况统计表"):
        report = read([*pieces_of(OWN), mark, "青河县服务中心2023年收到和处理政府信息公开申请情况表", other])
        assert values(report) == expected(OWN)
        assert any("附件" in text for text in report.left_over)


@pytest.mark.parametrize("mark", ["附表1 青河县财政局收到和处理政府信息公开申请情况", "附：2023年第四季度申请情况"])
def test_an_annex_of_another_body_or_quarter_never_stands_in_for_a_table_that_was_not_read(mark):
    pieces = [piece for piece in pieces_of(OWN) if not (isinstance(piece, Table) and piece.id == "T3")]
    (other,) = (piece for piece in pieces_of(invent(2)) if isinstance(piece, Table) and piece.id == "T3")
    report = read([*pieces, mark, other])
    table_3 = [cell for cell_id, cell in report.cells.items() if cell_id[:2] == "T3"]
    assert {cell.state for cell in table_3} == {CellState.UNREADABLE}
    own = read([*pieces_of(OWN), mark, other])
    assert values(own) == expected(OWN)


def test_an_annex_that_names_the_reports_own_body_is_its_own():
    pieces = [piece for piece in pieces_of(OWN) if not (isinstance(piece, Table) and piece.id == "T3")]
    own = [piece for piece in pieces_of(OWN) if isinstance(piece, Table) and piece.id == "T3"]
    assert values(read([*pieces, "附表1 县审计局收到和处理政府信息公开申请情况", *own])) == expected(OWN)


def test_another_table_that_names_the_year_is_not_the_reports_own_for_that():
    (other,) = (piece for piece in pieces_of(invent(2)) if isinstance(piece, Table) and piece.id == "T3")
    read_values = values(read([*pieces_of(OWN), "青河县服务中心2023年收到和处理政府信息公开申请情况表", other]))
    assert all(value in (None, expected(OWN)[cell]) for cell, value in read_values.items())


def test_tables_that_stand_in_the_annexes_alone_are_the_reports():
    pieces = pieces_of(OWN)
    tables = [piece for piece in pieces if isinstance(piece, Table)]
    text = [piece for piece in pieces if not isinstance(piece, Table)]
    assert values(read([*text, "附件：1.统计表", *tables])) == expected(OWN)


def test_of_two_tables_4_under_captions_of_two_years_the_report_years_is_read():
    pieces = pieces_of(OWN)
    at = next(at for at, piece in enumerate(pieces) if isinstance(piece, Table) and piece.id == "T4")
    other = next(piece for piece in pieces_of(invent(2)) if isinstance(piece, Table) and piece.id == "T4")
    captions = [f"{year}年行政复议、行政诉讼情况" for year in (2022, 2023)]
    assert values(read([*pieces[:at], captions[0], other, captions[1], *pieces[at:]])) == expected(OWN)
    sentence = "其中2022年结转的3件均已办结。"
    assert values(read([*pieces[:at], sentence, *pieces[at:]])) == expected(OWN)


@pytest.mark.parametrize("caption", ["附表：2022年度收到和处理政府信息公开申请情况（对照）", "上年同期数据："])
def test_last_years_table_behind_the_text_is_never_the_reports(caption):
    pieces = [piece for piece in pieces_of(OWN) if not (isinstance(piece, Table) and piece.id == "T3")]
    other = next(piece for piece in pieces_of(invent(2)) if isinstance(piece, Table) and piece.id == "T3")
    report = read([*pieces, caption, other])
    assert {cell.state for cell_id, cell in report.cells.items() if cell_id[:2] == "T3"} == {CellState.UNREADABLE}
    assert any(caption in text for text in report.left_over)


def test_the_day_of_signing_above_tables_at_the_end_is_no_year_of_theirs():
    pieces = pieces_of(OWN)
    tables = [piece for piece in pieces if isinstance(piece, Table)]
    text = [piece for piece in pieces if not isinstance(piece, Table)]
    assert values(read([*text, "2024年1月20日", *tables])) == expected(OWN)
