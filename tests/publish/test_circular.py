from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.document import Document as Paper

from checks.forms import Form
from checks.model import Status
from flows.errors import SettingsError
from flows.publish.circular import look_over_template
from flows.publish.site import publish
from tests.publish.build import night


@pytest.fixture(scope="module")
def sentences(published: Path) -> list[str]:
    return [line.text for line in Document(str(published / "circular.docx")).paragraphs]


def test_a_circular_has_the_parts_that_offices_give_it(sentences: list[str]) -> None:
    assert sentences[0] == "关于2023年政府信息公开工作年度报告\n核查情况的通报"
    assert [line for line in sentences if line[:2] in ("一、", "二、", "三、")] == [
        "一、总体情况",
        "二、存在的主要问题",
        "三、整改要求",
    ]
    assert sentences[-7:] == [
        "",
        "附件：1.问题清单",
        "　　　2.各单位年度报告发布情况表",
        "",
        "",
        "〔印发机关〕",
        "〔成文日期〕",
    ]


@pytest.mark.parametrize("name", ["circular.docx", "annex.docx"])
def test_pages_are_numbered_at_the_outer_side(published: Path, name: str) -> None:
    paper = Document(str(published / name))
    assert paper.settings.odd_and_even_pages_header_footer
    for foot, side in ((paper.sections[0].footer, "right"), (paper.sections[0].even_page_footer, "left")):
        (line,) = foot.paragraphs
        assert 'w:fldSimple w:instr="PAGE"' in line._p.xml
        assert f'<w:jc w:val="{side}"/>' in line._p.xml


def test_the_overview_counts_and_accuses_nobody_who_could_not_be_assessed(sentences: list[str]) -> None:
    assert sentences[6] == (
        "截至2024年4月2日，应发布年度报告的单位18家，已发布16家（发布率94.1%，未能核实是否发布的1家不计入），其中按时发布14家、逾期发布2家；"
        "经检索未见发布1家；因网站无法访问或报告无法读取而未能核查1家，不作认定。"
    )


def test_a_report_that_came_out_and_could_not_be_read_is_not_counted_twice_without_saying_so(
    forms: Mapping[str, Form], tmp_path: Path
) -> None:
    whole = night(forms)
    read = next(one for one in whole.agencies if one.status is Status.COMPLIANT)
    unread = replace(read, assessment=replace(read.assessment, status=Status.NOT_ASSESSABLE))
    publish(replace(whole, agencies=(unread,)), tmp_path / "run")
    lines = [line.text for line in Document(str(tmp_path / "run/circular.docx")).paragraphs]
    (told,) = (line for line in lines if line.startswith("截至"))
    assert "已发布1家" in told
    assert told.endswith("未能核查1家（其中1家已发布），不作认定。")


def test_the_annex_quotes_no_law_that_nobody_saw_and_writes_days_in_words(
    forms: Mapping[str, Form], tmp_path: Path
) -> None:
    whole = night(forms)
    late = next(one for one in whole.agencies if any(f.rule_id == "PUB-LATE-DEPT" for f in one.assessment.findings))
    (found,) = (f for f in late.assessment.findings if f.rule_id == "PUB-LATE-DEPT")
    told = replace(found, message="发布日期为2024-02-02，晚于2024-01-31。", legal_basis="条例第四十九条")
    other = replace(found, rule_id="T2-REGPOWER", finding_id="x", legal_basis="未核文本")
    assessed = replace(late, assessment=replace(late.assessment, findings=(told, other)))
    publish(replace(whole, agencies=(assessed,)), tmp_path / "run")
    table = Document(str(tmp_path / "run/annex.docx")).tables[0]
    first, second = ([cell.text for cell in row.cells] for row in list(table.rows)[1:])
    assert first[3:5] == ["发布日期为2024年2月2日，晚于2024年1月31日。", "条例第四十九条"]
    assert second[4] == ""


def test_the_overview_opens_with_what_became_of_the_last_rounds_problems(sentences: list[str]) -> None:
    assert sentences[5] == "与上次核查相比，已整改问题1个，仍未整改2个，整改后再次出现1个，新发现10个。"


def test_problems_are_told_by_kind_with_the_bodies_named(sentences: list[str]) -> None:
    start = sentences.index("二、存在的主要问题")
    assert sentences[start + 1] == "（一）未发布年度报告。云河市民政局。"
    assert "文字称未收到申请，表三不为零：云河市生态环境局、青石县北河镇人民政府。" in " ".join(sentences)


def test_what_is_only_probable_is_asked_and_advice_is_left_out(sentences: list[str], published: Path) -> None:
    assert "此外，3家单位的报告有疑似问题（附件1中注明“疑似”），请有关单位核实后答复。" in sentences
    problems = Document(str(published / "annex.docx")).tables[0]
    told = [row.cells[3].text for row in problems.rows]
    assert "〔疑似，请核实〕表三有2格空白。" in told
    assert not [text for text in told if "国家秘密为由" in text]


def test_no_row_of_the_annex_is_torn_by_the_end_of_a_page(published: Path) -> None:
    for table in Document(str(published / "annex.docx")).tables:
        assert all("w:cantSplit" in row._tr.xml for row in table.rows[1:])


def test_the_annex_lists_whether_each_body_published(published: Path) -> None:
    rows = {
        row.cells[1].text: [cell.text for cell in row.cells]
        for row in Document(str(published / "annex.docx")).tables[1].rows
    }
    assert rows["云河市民政局"][2:] == ["未见发布", "", "政府信息公开年报", "未发布"]
    assert rows["云河市审计局"][2] == "未能核查"
    assert len(rows) == 19


def test_an_offices_own_template_comes_first(
    forms: Mapping[str, Form], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Document()
    own.add_paragraph("云河市人民政府办公室文件")
    _keep(own, tmp_path, monkeypatch)
    publish(replace(night(forms), agencies=()), tmp_path / "run")
    lines = [line.text for line in Document(str(tmp_path / "run/circular.docx")).paragraphs]
    assert lines[:2] == ["云河市人民政府办公室文件", "关于2023年政府信息公开工作年度报告\n核查情况的通报"]
    assert "未发现不符合规定的问题。" in lines


def test_the_text_takes_the_place_that_the_template_keeps_for_it(
    forms: Mapping[str, Form], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = Document()
    for line in ("云河市人民政府办公室文件", "{正文}", "抄送：市委办公室。"):
        own.add_paragraph(line)
    _keep(own, tmp_path, monkeypatch)
    publish(replace(night(forms), agencies=()), tmp_path / "run")
    lines = [line.text for line in Document(str(tmp_path / "run/circular.docx")).paragraphs]
    assert lines[:2] == ["云河市人民政府办公室文件", "关于2023年政府信息公开工作年度报告\n核查情况的通报"]
    assert lines[-2:] == ["〔成文日期〕", "抄送：市委办公室。"]
    assert "{正文}" not in lines


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 torn", b"{\\rtf1 a text}"])
def test_a_template_that_is_no_word_file_is_refused_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: bytes
) -> None:
    template = _keep(Document(), tmp_path, monkeypatch)
    template.write_bytes(content)
    with pytest.raises(SettingsError, match="circular.docx: 不是可用的 Word 文件"):
        look_over_template()


def _keep(own: Paper, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = folder / "config/letters/circular.docx"
    path.parent.mkdir(parents=True)
    own.save(str(path))
    monkeypatch.setattr("flows.publish.circular.config_dir", lambda: folder / "config")
    return path
