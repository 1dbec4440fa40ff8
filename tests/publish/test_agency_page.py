from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from checks.forms import Form
from checks.model import Assessment, Evidence, Filing, Responsibility, Status, Unassessable
from checks.report import Section, Where
from flows.publish.check_page import render_check
from flows.publish.prose import marked_prose
from flows.publish.site import publish
from tests.publish.build import finding, night, no_application, report, unbalanced

PHONE = "13812345678"


@pytest.fixture(scope="module")
def page(published: Path) -> LexborHTMLParser:
    return chinese((published / "agencies/yunhe-hjj.html").read_text("utf-8"))


def chinese(html: str) -> LexborHTMLParser:
    tree = LexborHTMLParser(html)
    for node in tree.css(".en"):
        node.decompose()
    return tree


def words(node: LexborNode | None) -> str:
    assert node is not None
    return re.sub(r"\s+", "", node.text())


def test_the_page_opens_with_the_name_the_standing_and_the_counts(page: LexborHTMLParser) -> None:
    assert words(page.css_first("h1")) == "云河市生态环境局"
    assert words(page.css_first(".head .badge")) == "✕不合规"
    assert words(page.css_first(".lead")) == "发现2个错误、1个疑点、1个建议。"


def test_a_card_tells_all_that_a_letter_needs(page: LexborHTMLParser) -> None:
    card = page.css_first("#f-yunhe-hjj-TXT-NORECV")
    assert words(card.css_first(".what")) == "正文称“2023年未收到政府信息公开申请”，表三新收申请总计为5。"
    assert words(card.css_first("blockquote")) == "2023年未收到政府信息公开申请"
    told = {words(term): words(term.parent.css_first("dd") if term.parent else None) for term in card.css("dt")}
    assert told == {
        "位置": "表三“一、本年新收政府信息公开申请数量”总计",
        "填报与应为": "填报5应为0差额5",
        "依据": "《中华人民共和国政府信息公开条例》第五十条",
        "整改建议": "请核对申请登记台账：如确有5件申请，更正正文；如无申请，更正表三。",
        "责任": "该单位",
    }
    proof = words(card.css_first(".proof"))
    assert "抓取于2024-04-0202:03" in proof
    assert "WARCurn:uuid:6a0f4c1e" in proof
    assert card.css_first(".proof code").attributes["title"] == "9f" * 32


def test_a_sum_is_written_with_its_figures_and_its_smallest_correction(page: LexborHTMLParser) -> None:
    card = page.css_first("#f-yunhe-hjj-T3-COL-BAL")
    figures = [words(node) for node in card.css(".formula b")]
    assert figures == ["5", "0", "5", "1", "6", "0", "6"]
    assert "最小更正：改为5" in words(card)


def test_a_long_list_of_places_is_folded(forms: Mapping[str, Form]) -> None:
    blank = [name for name in forms["2021"].cells if name.startswith("T3.")]
    found = finding("FMT-CELL-BLANK", "", cells=tuple(blank[:40]))
    read = report(forms["2021"], dict.fromkeys(blank[:40], ""))
    filing = Filing(2023, None, read)
    page = chinese(render_check([Assessment(filing, Status.ATTENTION, (found,))]))
    assert words(page.css_first(".card details summary")) == "40格"
    assert len(page.css(".card details .chip")) == 40


def test_a_cell_in_question_leads_to_its_card_and_back(page: LexborHTMLParser) -> None:
    cell = page.css_first('[id="c-T3.total.natural"]')
    assert "suspect" in (cell.attributes["class"] or "")
    assert cell.css_first("a").attributes["href"] == "#f-yunhe-hjj-T3-COL-BAL"
    assert page.css_first('#f-yunhe-hjj-T3-COL-BAL a[href="#c-T3.total.natural"]') is not None


def test_what_is_no_figure_says_so_in_words(page: LexborHTMLParser) -> None:
    said = {
        name: words(page.css_first(f'[id="c-T3.{name}"]')) for name in ("new.research", "new.other", "carried_in.other")
    }
    assert said == {"new.research": "空3", "new.other": "无法辨认", "carried_in.other": "缺"}


def test_the_quoted_sentence_is_marked_and_leads_to_its_card(page: LexborHTMLParser) -> None:
    mark = page.css_first("mark")
    assert words(mark) == "2023年未收到政府信息公开申请2"
    assert mark.css_first("a").attributes["href"] == "#f-yunhe-hjj-TXT-NORECV"


def test_rules_that_could_not_be_assessed_stand_apart_with_their_reason(page: LexborHTMLParser) -> None:
    assert "上年结转“其他”一格缺失，无法与上年比较" in words(page.css_first("#h-unassessable").parent)


def test_last_year_stands_beside_this_year(page: LexborHTMLParser) -> None:
    rows = [words(row) for row in page.css(".years tbody tr")]
    assert "表三“一、本年新收政府信息公开申请数量”总计95-4" in rows
    assert "表二“行政规范性文件”现行有效件数1012+2" in rows


def test_a_missing_report_shows_how_it_was_searched_for(published: Path) -> None:
    tree = chinese((published / "agencies/yunhe-mzj.html").read_text("utf-8"))
    assert [words(step) for step in tree.css(".trail li")][2] == "第3页→200，到底"
    assert "请人工复核栏目后，再通知该机关。" in words(tree.css_first(".notice"))


def test_an_address_that_is_no_web_page_is_no_link(published: Path) -> None:
    tree = chinese((published / "agencies/yunhe-wlj.html").read_text("utf-8"))
    assert not [node for node in tree.css("a[href]") if (node.attributes["href"] or "").startswith("javascript")]


def test_a_sentence_broken_over_two_lines_is_still_marked(forms: Mapping[str, Form]) -> None:
    read = report(forms["2021"], sections=(Section("S1", "一", "全年未收到\n申请。"),))
    quoted = replace(finding("X", "a"), evidence=Evidence(quote="未收到 申请"))
    passage = marked_prose(read, [quoted])[1]
    assert [[(piece.text, piece.marks) for piece in line] for line in passage.paragraphs] == [
        [("全年", ()), ("未收到", (1,))],
        [("申请", (1,)), ("。", ())],
    ]


def test_personal_numbers_are_masked_wherever_they_stand(forms: Mapping[str, Form], tmp_path: Path) -> None:
    result = next(found for found in night(forms).agencies if found.agency.agency_id == "yunhe-hjj")
    sentence = f"联系人手机{PHONE}。"
    read = report(forms["2021"], sections=(Section("S1", "一、总体情况", sentence),), title=sentence)
    found = replace(finding("TXT-PRIV", "yunhe-hjj", message=sentence, actual=PHONE), evidence=Evidence(quote=sentence))
    filing = replace(result.assessment.filing, report=read)
    assessment = Assessment(filing, Status.NONCOMPLIANT, (found,), (Unassessable("X", sentence),))
    told = replace(result, assessment=assessment, detail=sentence, fixed=(found,))
    folder = publish(night(forms, (told,)), tmp_path).parent
    for path in folder.rglob("*"):
        if path.is_file() and path.suffix not in (".xlsx", ".docx"):
            assert PHONE not in path.read_text("utf-8"), path.name
    assert "138****5678" in (folder / "agencies/yunhe-hjj.html").read_text("utf-8")


def test_a_check_answers_in_one_file(forms: Mapping[str, Form]) -> None:
    filing = Filing(2023, report=report(forms["2021"], {"T3.total.natural": 6}))
    doubtful = replace(no_application("a"), responsibility=Responsibility.UNDECIDED)
    tree = chinese(render_check([Assessment(filing, Status.NONCOMPLIANT, (unbalanced("a"), doubtful))]))
    assert not tree.css("link, script[src], img")
    assert [words(card.css_first("h3")) for card in tree.css(".card")] == [
        "表三列勾稽不平",
        "文字称未收到申请，表三不为零",
    ]
    assert "待人工核对，不计入该单位" in words(tree.css("section")[0])


def test_a_figure_that_has_no_expected_one_stands_alone() -> None:
    odd = finding("FMT-NEG-INT", "a", cells=("T3.new.total",), actual="37.5")
    tree = chinese(render_check([Assessment(Filing(2023), Status.NONCOMPLIANT, (odd,))]))
    told = {words(term): words(term.parent.css_first("dd") if term.parent else None) for term in tree.css(".card dt")}
    assert told["填报"] == "37.5"
    assert "应为" not in words(tree.css_first(".card dl"))


def test_a_day_that_was_missed_is_no_figure_that_was_filled_in():
    late = finding("PUB-LATE-DEPT", "a", cells=(), actual="2024-02-05", expected="2024-01-31", difference=5)
    tree = chinese(render_check([Assessment(Filing(2023), Status.NONCOMPLIANT, (late,))]))
    assert "填报" not in words(tree.css_first(".card"))


def test_a_cell_of_a_file_behind_the_page_names_the_file() -> None:
    plain = no_application("a")
    for source, told in ((plain.evidence.url, False), ("https://www.yunhe.example/tjb.xlsx", True)):
        found = replace(plain, evidence=replace(plain.evidence, where=Where(source or "", "表!J19")))
        tree = chinese(render_check([Assessment(Filing(2023), Status.NONCOMPLIANT, (found,))]))
        assert ("所在文件https://www.yunhe.example/tjb.xlsx" in words(tree.css_first(".card .proof"))) is told


def test_two_reports_on_one_page_do_not_share_names(forms: Mapping[str, Form]) -> None:
    filing = Filing(2023, report=report(forms["2021"], {"T3.total.natural": 6}))
    tree = LexborHTMLParser(render_check([Assessment(filing, Status.NONCOMPLIANT, (unbalanced("a"),))] * 2))
    names = [node.attributes["id"] for node in tree.css("[id]")]
    assert len(names) == len(set(names))
    inner = {(node.attributes["href"] or "")[1:] for node in tree.css('[href^="#"]')}
    assert inner <= set(names)


def test_a_check_of_nothing_readable_still_answers() -> None:
    tree = chinese(render_check([Assessment(Filing(2023, unread="文件损坏"), Status.NOT_ASSESSABLE)]))
    assert "文件损坏" in words(tree.css_first(".notice"))


@pytest.fixture(scope="module")
def changed(published: Path) -> LexborHTMLParser:
    """The page of an agency whose report changed after it was first seen, and that has a past."""
    return chinese((published / "agencies/yunhe-jyj.html").read_text("utf-8"))


def test_changes_after_publication_stand_cell_by_cell(changed: LexborHTMLParser) -> None:
    rows = [[words(cell) for cell in row.css("th, td")] for row in changed.css(".changed tbody tr")]
    assert rows == [
        ["表二“行政规范性文件”现行有效件数", "11", "12"],
        ["表三“一、本年新收政府信息公开申请数量”法人或其他组织·科研机构", "〔空白〕", "0"],
    ]


def test_changed_lines_of_prose_are_shown_as_they_were_and_as_they_are(changed: LexborHTMLParser) -> None:
    gone, new = ([words(node) for node in changed.css(f".diff {tag}")] for tag in ("del", "ins"))
    assert "现公布本机关2022年报告。" in gone
    assert any(line.endswith("现公布本机关2023年政府信息公开工作年度报告。") for line in new)


def test_a_report_that_never_changed_has_no_such_part(page: LexborHTMLParser) -> None:
    assert page.css_first("#h-changes") is None


def test_the_record_tells_findings_decisions_and_letters_the_newest_first(changed: LexborHTMLParser) -> None:
    rows = [[words(cell) for cell in row.css("th, td")] for row in changed.css(".record tbody tr")]
    assert rows[0] == ["2024-03-31", "2023", "文书：已发出", "云公开函〔2024〕7号（王芳）"]
    assert rows[1][2:] == ["核查：属实", "现行有效件数与上年不衔接T2-STOCK台账为14件（李明）"]
    assert rows[-1] == ["2023-02-03", "2022", "新增", "表三列勾稽不平T3-COL-BAL×2"]


def test_last_years_blank_is_no_zero(forms: Mapping[str, Form], tmp_path: Path) -> None:
    last = report(forms["2021"], {"T3.new.total": "", "T2.norms.in_force": "■"}, year=2022)
    first = next(result for result in night(forms).agencies if result.agency.agency_id == "yunhe-hjj")
    assessment = replace(first.assessment, filing=replace(first.assessment.filing, previous=last))
    publish(night(forms, (replace(first, assessment=assessment),)), tmp_path)
    tree = chinese((tmp_path / "agencies/yunhe-hjj.html").read_text("utf-8"))
    rows = {words(row.css_first("th")): [words(cell) for cell in row.css("td")] for row in tree.css(".years tbody tr")}
    assert rows["表三“一、本年新收政府信息公开申请数量”总计"] == ["〔空白〕", "5", "—"]
    assert rows["表二“行政规范性文件”现行有效件数"] == ["〔无法辨认〕", "12", "—"]
