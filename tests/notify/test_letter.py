from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import date

import openpyxl
import pytest
from docx import Document

from checks.catalogue import Catalogue
from checks.forms import Form
from checks.model import Finding
from flows.errors import SettingsError
from flows.notify.writing.causes import causes
from flows.notify.writing.matter import Matter, Stamp
from flows.notify.writing.papers import Papers, papers
from flows.notify.writing.stationery import parse, stationery
from flows.settings import config_text
from tests.notify.cases import AGENCY, CONTRADICTED, DOUBTED, HINT, LATE, MISSING, UNBALANCED, UNVERIFIED, matter

DRAFT = "草稿（未经确认，不得外发）"


@pytest.fixture
def made(catalogue: Catalogue, forms: Mapping[str, Form]):
    def make(one: Matter) -> Papers:
        return papers(one, stationery(), catalogue, forms)

    return make


def words(made: Papers) -> list[str]:
    return [paragraph.text for paragraph in Document(io.BytesIO(made.document)).paragraphs]


def items(made: Papers) -> list[str]:
    return [text for text in words(made) if re.match(r"\d+\.〔", text)]


def test_a_draft_is_marked_on_every_page_and_in_its_mail(made) -> None:
    draft = made(matter(UNBALANCED))
    assert words(draft)[0] == DRAFT
    assert DRAFT in Document(io.BytesIO(draft.document)).sections[0].header.paragraphs[0].text
    assert DRAFT in draft.mail


@pytest.mark.parametrize("finding", [UNBALANCED, CONTRADICTED, DOUBTED, UNVERIFIED, LATE, HINT])
def test_an_unconfirmed_draft_states_nothing_as_a_fact(made, finding: Finding) -> None:
    draft = made(matter(finding))
    (item,) = items(draft)
    assert not re.search(r"(?<!疑似)存在", "".join(words(draft)))
    assert re.search(r"疑似|核实", item.split("依据")[0])
    assert "通知" not in draft.letter.title


def test_only_confirmed_errors_that_are_mandated_or_logical_are_stated(made) -> None:
    letter = made(matter(UNBALANCED, DOUBTED, HINT, confirmed=True))
    first, second, third = items(letter)
    assert "表四存在总计与分项不符" in first
    assert "疑似不一致" in second
    assert "请核实" in third
    assert letter.letter.title.endswith("整改工作的通知")
    assert [part.heading for part in letter.letter.parts] == [
        "一、存在的问题",
        "二、请核实的事项",
        "三、供参考的提示",
        "四、有关要求",
    ]


def test_a_law_whose_wording_was_never_seen_is_not_quoted(made) -> None:
    letter = made(matter(UNVERIFIED, confirmed=True))
    assert "未核文本" not in "".join(words(letter))
    book = openpyxl.load_workbook(io.BytesIO(letter.annex))
    assert "未核文本" not in str([[cell.value for cell in row] for row in book["问题清单"].iter_rows()])
    assert not re.search(r"(?<!疑似)存在", "".join(items(letter)))


def test_an_item_names_the_rule_in_words_with_figures_law_and_remedy(made) -> None:
    (item,) = items(made(matter(UNBALANCED)))
    assert "T4-SUM-REV" not in "".join(words(made(matter(UNBALANCED))))
    for part in ("〔行政复议总计不平〕", "相差1", "依据：《中华人民共和国政府信息公开条例》", "处理建议：请核对后更正"):
        assert part in item


def test_findings_that_point_at_each_other_are_one_line(made) -> None:
    led = replace(CONTRADICTED, related=(UNBALANCED.finding_id,))
    assert causes([UNBALANCED, led]) == [(UNBALANCED, led)]
    (item,) = items(made(matter(UNBALANCED, led)))
    assert "同一处数据还涉及" in item


def test_a_confirmed_missing_report_is_to_be_published_and_nothing_in_it_corrected(made) -> None:
    text = "".join(words(made(matter(MISSING, confirmed=True))))
    assert "发布年度报告并告知发布页面地址" in text
    assert "完成更正" not in text
    assert "对照为" not in text


def test_a_report_that_came_late_is_to_be_explained_and_nothing_in_it_corrected(made) -> None:
    text = "".join(words(made(matter(LATE, confirmed=True))))
    assert "书面说明原因" in text
    assert "完成更正" not in text
    assert "完成更正" in "".join(words(made(matter(LATE, UNBALANCED, confirmed=True))))


def test_a_town_is_not_held_to_the_article_that_does_not_name_it(made) -> None:
    town = replace(AGENCY, name="云河县青石镇人民政府", kind="town")
    assert "第四十九条" in made(matter(UNBALANCED)).letter.opening
    for one in (UNBALANCED, MISSING):
        assert "第四十九条" not in made(matter(one, agency=town)).letter.opening


@pytest.mark.parametrize(
    ("confirmed", "kind", "telling"), [(True, "的通知", "通知如下："), (False, "的函", "函告如下：")]
)
def test_the_opening_tells_as_the_title_calls_the_letter(made, confirmed: bool, kind: str, telling: str) -> None:
    for one in (UNBALANCED, MISSING):
        letter = made(matter(one, confirmed=confirmed)).letter
        assert letter.title.endswith(kind)
        assert letter.opening.endswith(telling)


def test_a_county_s_government_is_called_a_county(made) -> None:
    told = "".join(words(made(replace(matter(UNBALANCED), agency=replace(AGENCY, name="清河县人民政府")))))
    assert "对你县2023年政府信息公开工作年度报告" in told
    assert "你单位" not in told


def test_days_are_written_in_chinese(made) -> None:
    (item,) = items(made(matter(LATE)))
    assert "2024年2月2日" in item
    assert "2024-02-02" not in item


def test_a_day_that_the_sentence_gives_is_not_added_to_it_again(made) -> None:
    (item,) = items(made(matter(replace(LATE, actual="2024-02-02", expected="2024-01-31", difference=2))))
    assert "逾期2天，请核实。" in item
    assert "对照为" not in item


def test_the_sentence_that_a_finding_rests_on_is_quoted_as_it_stands(made) -> None:
    said = "  2024-01-05公布的“五公开”清单，所列数据统计期限从2022年1月1日起"
    wrong_year = replace(DOUBTED, evidence=replace(DOUBTED.evidence, quote=said))
    (item,) = items(made(matter(wrong_year)))
    assert "原文：“2024-01-05公布的‘五公开’清单，所列数据统计期限从2022年1月1日起”。" in item
    row = replace(DOUBTED, evidence=replace(DOUBTED.evidence, quote="发布日期： | 2024-04-03"))
    (item,) = items(made(matter(row)))
    assert "原文：“发布日期： 2024-04-03”。" in item
    for quote in ("37.5", "正文收到申请数为32", None):
        (item,) = items(made(matter(replace(DOUBTED, evidence=replace(DOUBTED.evidence, quote=quote)))))
        assert "原文" not in item


def test_what_is_asked_follows_the_sentence_that_it_asks_about(made) -> None:
    blank = replace(HINT, message="表三有2个应填单元格为空白（“予以公开”2个）。无数据的请填“0”。")
    (item,) = items(made(matter(blank)))
    assert "（“予以公开”2个），请核实。无数据的请填“0”。依据" in item


def test_an_unconfirmed_fault_is_doubted_behind_a_quotation_too(made) -> None:
    negative = replace(UNBALANCED, message="表三“一、本年新收”自然人存在负数：所填为“-2”，“存在的问题”不动。")
    (item,) = items(made(matter(negative)))
    assert "自然人疑似有负数" in item
    assert "“存在的问题”不动" in item


def test_no_last_day_is_named_in_a_year_whose_holidays_are_not_known(made) -> None:
    for due, said in (
        (date(2024, 4, 22), "2024年4月22日前（10个工作日）"),
        (date(2090, 2, 9), "收到本文之日起10个工作日内"),
    ):
        letter = made(
            replace(matter(UNBALANCED, confirmed=True), stamp=Stamp("政公开函〔2024〕1号", date(2024, 4, 8), due))
        )
        assert said in "".join(words(letter))


def test_the_annex_prints_what_an_agency_reads_and_shows_numbers_as_written(made) -> None:
    sheet = openpyxl.load_workbook(io.BytesIO(made(matter(replace(UNBALANCED, actual="2022"))).annex))["问题清单"]
    printed = [cell.value for cell in sheet[1]][
        : openpyxl.utils.range_boundaries(sheet.print_area.split("!")[1].replace("$", ""))[2]
    ]
    assert {"问题", "依据", "整改建议", "原文"} <= set(printed)
    assert "内容摘要sha256" not in printed
    assert sum(sheet.column_dimensions[cell.column_letter].width for cell in sheet[1][: len(printed)]) < 210
    cell = sheet.cell(2, printed.index("填报值") + 1)
    assert (cell.value, cell.number_format) == (2022, "General")


def test_a_long_title_is_broken_between_its_words(made) -> None:
    title = made(matter(UNBALANCED)).letter.title
    (shown,) = (line for line in words(made(matter(UNBALANCED))) if line.startswith("关于"))
    assert shown.replace("\n", "") == title
    assert shown.split("\n")[1].startswith("政府信息公开工作年度报告")


def test_an_approved_letter_carries_number_date_and_no_mark(made) -> None:
    issued = replace(
        matter(UNBALANCED, confirmed=True),
        stamp=Stamp("政公开函〔2024〕3号", date(2024, 4, 9), date(2024, 4, 23)),
    )
    text = words(made(issued))
    assert "草稿" not in "".join(text)
    assert "政公开函〔2024〕3号" in text
    assert text[-1] == "2024年4月9日"
    assert "2024年4月23日前（10个工作日）" in "".join(text)


def test_the_same_matter_gives_the_same_bytes(made) -> None:
    one, two = made(matter(UNBALANCED, DOUBTED)), made(matter(UNBALANCED, DOUBTED))
    assert (one.document, one.annex, one.mail) == (two.document, two.annex, two.mail)


def test_hostile_names_stay_words(made) -> None:
    name = "云河市\r\nBcc: x@y.example {{agency}} {office}\u202e=cmd|' /C calc'!A0\x00\ufffe\ud800"
    hostile = replace(AGENCY, name=name)
    letter = made(matter(replace(UNBALANCED, message=name), agency=hostile))
    text = "".join(words(letter))
    assert "{{agency}} {office}" in text
    assert "\u202e" not in text
    book = openpyxl.load_workbook(io.BytesIO(letter.annex))
    kinds = {cell.data_type for row in book["问题清单"].iter_rows() for cell in row}
    assert "f" not in kinds


def test_a_letter_paper_with_a_wrong_field_is_refused_whole() -> None:
    text = config_text("letters/letter.yaml").replace("{days}", "{dyas}").replace("  code:", "  cdoe:")
    with pytest.raises(SettingsError) as refused:
        parse(text)
    assert "office.code" in str(refused.value)
    assert "dyas" in str(refused.value)


def test_the_annex_is_laid_out_like_the_findings_sheet_and_has_a_form_to_answer_on(made) -> None:
    book = openpyxl.load_workbook(io.BytesIO(made(matter(UNBALANCED, LATE)).annex))
    head = [cell.value for cell in book["问题清单"][1]]
    assert head[:6] == ["序号", "规则", "性质", "位置", "问题", "填报值"]
    assert [row[0].value for row in book["反馈表"].iter_rows(min_row=2)] == [UNBALANCED.finding_id, LATE.finding_id]


def test_the_signature_takes_the_end_of_the_text_along_and_the_annexes_stand_off(made) -> None:
    lines = Document(io.BytesIO(made(matter(UNBALANCED, LATE)).document)).paragraphs
    first = next(place for place, line in enumerate(lines) if line.text.startswith("附件："))
    end = next(
        place for place, line in enumerate(lines) if line.text.startswith("〔成文日期〕") or place == len(lines) - 1
    )
    assert lines[first - 1].text == ""
    assert lines[first - 2].text.startswith("请于")
    assert all(line.paragraph_format.keep_with_next for line in lines[first - 2 : end])
