"""The six parts are found by their titles, whatever page and typist did to the numerals around them."""

from __future__ import annotations

import pytest

from checks.report import Where
from flows.extract.document import Document, Grid, GridCell, Paragraph
from flows.extract.grid import RawCell
from flows.extract.prose_rows import blocks_of
from flows.extract.sections import Prose, read_sections

TABLE = Grid((GridCell("信息内容", 0, 0),), 1, 1)
STANDARD = (
    "一、总体情况",
    "2023年，我局依法公开政府信息。",
    "二、主动公开政府信息情况",
    TABLE,
    "三、收到和处理政府信息公开申请情况",
    TABLE,
    "四、政府信息公开行政复议、行政诉讼情况",
    TABLE,
    "五、存在的主要问题及改进情况",
    "一是更新不够及时。二是解读形式单一。",
    "六、其他需要报告的事项",
    "本年度未收取信息处理费。",
)


def read(*blocks: str | Grid) -> Prose:
    return read_sections(Document(tuple(Paragraph(b) if isinstance(b, str) else b for b in blocks)))


def ids(prose: Prose) -> list[str]:
    return [section.id for section in prose.sections]


def text(prose: Prose, section_id: str) -> str:
    return next(section.text for section in prose.sections if section.id == section_id)


def test_a_standard_report_has_its_six_parts_in_order():
    prose = read("本报告统计期限自2023年1月1日起。", *STANDARD)
    assert ids(prose) == ["S1", "S2", "S3", "S4", "S5", "S6"]
    assert [heading.section for heading in prose.headings] == ids(prose)
    assert prose.preamble == "本报告统计期限自2023年1月1日起。"
    assert text(prose, "S1") == "2023年，我局依法公开政府信息。"
    assert text(prose, "S3") == ""
    assert text(prose, "S6") == "本年度未收取信息处理费。"


def test_parts_in_traditional_script_are_found_and_quoted_as_published():
    prose = read(
        "一、總體情況",
        "依法公開政府信息。",
        "三、收到和處理政府信息公開申請情況",
        TABLE,
        "六、其他需要報告的事項",
        "無。",
    )
    assert ids(prose) == ["S1", "S3", "S6"]
    assert [heading.text for heading in prose.headings][:2] == ["一、總體情況", "三、收到和處理政府信息公開申請情況"]
    assert text(prose, "S1") == "依法公開政府信息。"


@pytest.mark.parametrize(
    ("heading", "section"),
    [
        ("—、总体情况", "S1"),
        ("壹、总体情况", "S1"),
        ("Ⅰ.总体情况", "S1"),
        ("①总体情况", "S1"),
        ("01 总体情况", "S1"),
        ("01总体情况", "S1"),
        ("01/总体情况", "S1"),
        ("一　总体情况", "S1"),
        ("第一章 总体情况", "S1"),
        ("●总体情况", "S1"),
        ("【总体情况】", "S1"),
        ("一、“总体情况”", "S1"),
        ("一、 总体情况", "S1"),
        ("一、工作概述", "S1"),
        ("一、2022年政府信息公开总体情况", "S1"),
        ("一、我局政府信息公开总体情况", "S1"),
        ("一、本年度政府信息公开工作总体情况", "S1"),
        ("一、总体概况", "S1"),
        ("一、总体情况、", "S1"),
        ("二、行政机关主动公开政府信息情况", "S2"),
        ("二、政府信息主动公开情况", "S2"),
        ("三、收到和处理政府信息公开申请的情况", "S3"),
        ("三、行政机关收到和处理政府信息公开申请情况", "S3"),
        ("四、因政府信息公开工作被申请行政复议、提起行政诉讼情况", "S4"),
        ("四、政府信息公开行政复议、诉讼和申诉情况", "S4"),
        ("五、存在问题和改进情况", "S5"),
        ("五、存在的主要问题及整改措施", "S5"),
        ("五、政府信息公开工作存在的主要问题及改进情况", "S5"),
        ("六、其它需要报告的事项", "S6"),
        ("六、其他事项", "S6"),
        ("## 六、其他需要报告的事项", "S6"),
        ("五、存在的主要问题及改进情祝", "S5"),
    ],
)
def test_a_varied_title_still_names_its_part(heading, section):
    at = ("S1", "S2", "S3", "S4", "S5", "S6").index(section) * 2
    blocks = list(STANDARD)
    blocks[at] = heading
    assert ids(read(*blocks)) == ["S1", "S2", "S3", "S4", "S5", "S6"]


def test_a_lost_numeral_does_not_lose_the_part():
    blocks = [b.replace("三、收到", "、收到") if isinstance(b, str) else b for b in STANDARD]
    assert ids(read(*blocks)) == ["S1", "S2", "S3", "S4", "S5", "S6"]


@pytest.mark.parametrize("mark", ["王、", "V、", "五"], ids=["another sign", "a letter", "no mark behind it"])
def test_a_miswritten_numeral_does_not_lose_the_part(mark):
    blocks = [b.replace("五、存在", f"{mark}存在") if isinstance(b, str) else b for b in STANDARD]
    assert ids(read(*blocks)) == ["S1", "S2", "S3", "S4", "S5", "S6"]


def test_bracketed_numerals_may_be_the_top_level():
    numerals = "一二三四五六"
    blocks = [f"（{b[0]}）{b[2:]}" if isinstance(b, str) and b[0] in numerals and b[1] == "、" else b for b in STANDARD]
    blocks[1:2] = ["一、主动公开情况", "公开信息30条。", "二、依申请公开情况", "收到申请2件。"]
    prose = read(*blocks)
    assert ids(prose) == ["S1", "S2", "S3", "S4", "S5", "S6"]
    assert "公开信息30条。" in text(prose, "S1")
    assert text(prose, "S1").endswith("收到申请2件。")


def test_subheadings_of_part_one_are_not_parts():
    prose = read(*STANDARD[:1], "（一）主动公开情况。公开信息9条。", "（二）依申请公开情况", "收到2件。", *STANDARD[2:])
    assert ids(prose) == ["S1", "S2", "S3", "S4", "S5", "S6"]
    assert text(prose, "S1") == "（一）主动公开情况。公开信息9条。\n（二）依申请公开情况\n收到2件。"
    assert len(prose.headings) == 6


def test_rows_of_table_three_are_never_headings():
    rows = [
        "一、本年新收政府信息公开申请数量",
        "0",
        "二、上年结转政府信息公开申请数量",
        "三、本年度办理结果",
        "（一）予以公开",
        "四、结转下年度继续办理",
        "0",
    ]
    prose = read(*STANDARD[:5], *rows, *STANDARD[6:])
    assert ids(prose) == ["S1", "S2", "S3", "S4", "S5", "S6"]
    assert [heading.section for heading in prose.headings] == ids(prose)
    assert text(prose, "S3") == ""


def test_a_heading_behind_the_preamble_on_one_line_is_found():
    prose = read("如有疑问请联系（电话：0123-4567）。一、总体情况 2023年，我局依法公开。", *STANDARD[2:])
    assert ids(prose)[0] == "S1"
    assert prose.preamble.startswith("如有疑问")
    assert text(prose, "S1") == "2023年，我局依法公开。"


@pytest.mark.parametrize("mark", ["1.", "1、", "（一）", "第一部分 ", ""])
def test_any_heading_at_the_end_of_the_preamble_is_found(mark):
    digits = {"一、": mark, "二、": "2.", "三、": "3.", "四、": "4.", "五、": "5.", "六、": "6."}
    others = [digits.get(b[:2], b[:2]) + b[2:] if isinstance(b, str) and mark[:1] == "1" else b for b in STANDARD[1:]]
    prose = read("根据条例规定，编制本报告。联系电话：0512-8766001。" + mark + "总体情况", *others)
    assert ids(prose) == ["S1", "S2", "S3", "S4", "S5", "S6"]
    assert text(prose, "S1") == "2023年，我局依法公开政府信息。"


def test_a_title_that_its_text_follows_without_a_stop_is_a_heading_behind_a_numeral():
    prose = read(*STANDARD[:8], "五、存在的主要问题及改进情况存在更新不够及时的问题。", *STANDARD[10:])
    assert text(prose, "S5") == "存在更新不够及时的问题。"


def test_a_caption_with_the_printed_title_under_a_varied_heading_opens_no_second_part():
    prose = read("三、收到和处理政府信息公开申请的情况", "均按期答复。", "三、收到和处理政府信息公开申请情况", TABLE)
    assert text(prose, "S3") == "均按期答复。"


def test_a_whole_report_in_one_paragraph_is_taken_apart():
    whole = (
        "本报告由我局编制。"
        + "".join(b if isinstance(b, str) else "" for b in STANDARD[:6])
        + "".join(b if isinstance(b, str) else "" for b in STANDARD[6:])
    )
    prose = read(whole.replace("二、主动", "二、主动"))
    assert ids(prose)[:2] == ["S1", "S2"]
    assert text(prose, "S6") == "本年度未收取信息处理费。"


def test_the_list_of_parts_in_the_preamble_opens_none():
    listing = "全文包括一、总体情况，二、主动公开政府信息情况，三、收到和处理政府信息公开申请情况等六个部分。"
    prose = read(listing, *STANDARD)
    assert prose.preamble == listing
    assert ids(prose) == ["S1", "S2", "S3", "S4", "S5", "S6"]


def test_a_list_of_contents_above_the_title_opens_no_part():
    contents = [b for b in STANDARD if isinstance(b, str) and b[1] == "、"]
    prose = read(*contents, "青河县水利局2023年政府信息公开工作年度报告", *STANDARD)
    assert ids(prose) == ["S1", "S2", "S3", "S4", "S5", "S6"]
    assert text(prose, "S6") == "本年度未收取信息处理费。"


@pytest.mark.parametrize("leader", ["", "……3", "\t3", "  ..... 12", "："])
def test_a_table_of_contents_is_not_the_report(leader):
    contents = [b + leader for b in STANDARD if isinstance(b, str) and b[1] == "、"]
    prose = read(*contents, *STANDARD)
    assert text(prose, "S1") == "2023年，我局依法公开政府信息。"
    assert text(prose, "S5").startswith("一是更新")


@pytest.mark.parametrize("leader", ["………………1", "··········1", "..........1"])
def test_titles_of_a_table_of_contents_may_be_other_words_than_the_printed_ones(leader):
    contents = ["一、工作概述", "二、主动公开政府信息情况", "三、收到和处理政府信息公开申请的情况"]
    contents += ["四、政府信息公开行政复议、行政诉讼情况", "五、存在的问题和改进措施", "六、其他需要报告的事项"]
    prose = read(*(line + leader for line in contents), *(part for line in contents for part in (line, "依法公开。")))
    assert [text(prose, part) for part in ids(prose)] == ["依法公开。"] * 6


def test_titles_that_stand_once_more_over_the_tables_behind_the_text_are_not_the_parts():
    titles = [line for line in STANDARD if isinstance(line, str) and line[1:2] == "、"]
    text_alone = [block for block in STANDARD if isinstance(block, str)]
    prose = read(*text_alone, titles[1], TABLE, titles[2], TABLE, titles[3], TABLE)
    assert ids(prose) == ["S1", "S2", "S3", "S4", "S5", "S6"]
    assert all(heading.section for heading in prose.headings)


def test_a_caption_that_repeats_the_heading_opens_no_second_part():
    prose = read(*STANDARD[:5], "收到和处理政府信息公开申请情况", *STANDARD[5:])
    assert ids(prose) == ["S1", "S2", "S3", "S4", "S5", "S6"]
    assert text(prose, "S3") == ""


def test_a_seventh_part_is_listed_as_foreign():
    prose = read(*STANDARD, "七、相关说明", "本报告由办公室解释。")
    assert [heading.section for heading in prose.headings][-1] is None
    assert prose.headings[-1].text == "七、相关说明"


def test_numbering_that_starts_again_inside_a_part_is_not_foreign():
    prose = read(*STANDARD[:2], "一、强化组织领导", "成立小组。", "二、完善制度", "建章立制。", *STANDARD[2:])
    assert all(heading.section for heading in prose.headings)


def test_chapters_before_a_restarted_numbering_are_foreign():
    chapters = ["一、聚焦重点公开", "加强公开。", "二、优化依申请办理", "规范流程。"]
    restarted = ["一、主动公开政府信息情况", TABLE, "二、收到和处理政府信息公开申请情况", TABLE]
    restarted += ["三、政府信息公开行政复议、行政诉讼情况", TABLE, "五、其他需要报告的事项", "无。"]
    prose = read(*chapters, *restarted)
    assert ids(prose) == ["S2", "S3", "S4", "S6"]
    assert [heading.section for heading in prose.headings] == [None, None, "S2", "S3", "S4", "S6"]


def test_a_missing_part_stays_missing():
    prose = read(*STANDARD[:8], *STANDARD[10:])
    assert ids(prose) == ["S1", "S2", "S3", "S4", "S6"]


@pytest.mark.parametrize(
    ("title", "section"),
    [
        ("五、存在的不足及努力方向", "S5"),
        ("五、信息公开的建议和下一步思考", "S5"),
        ("一、工作开展情况", "S1"),
        ("六、其他", "S6"),
        ("三、收到和处理申请情况", "S3"),
    ],
)
def test_a_part_in_other_words_is_known_by_its_place_and_matter(title, section):
    prose = read(*(title if isinstance(b, str) and b[:2] == title[:2] else b for b in STANDARD))
    assert ids(prose) == ["S1", "S2", "S3", "S4", "S5", "S6"]
    assert {heading.section: heading.text for heading in prose.headings}[section] == title


def test_a_part_about_something_else_does_not_take_the_place_of_a_missing_one():
    prose = read(*("五、工作亮点" if b == STANDARD[8] else b for b in STANDARD))
    assert "S5" not in ids(prose)
    assert [heading.text for heading in prose.headings if heading.section is None] == ["五、工作亮点"]


def test_a_sentence_broken_over_lines_is_put_together():
    prose = read(
        *STANDARD[:1],
        "2023年，我局认真落实《中华人民共和国政府信息公开条",
        "例》，全年收到政府信息公开申请，其中通过信函提出的 35",
        "件，其余当面提出。",
        *STANDARD[2:],
    )
    assert "信息公开条例》，全年" in text(prose, "S1")
    assert "提出的 35件，其余" in text(prose, "S1")


def test_what_stands_below_the_article_is_cut_off():
    prose = read(*STANDARD, "【打印本页】【关闭窗口】", "主办单位：某县人民政府")
    assert text(prose, "S6") == "本年度未收取信息处理费。"


def test_a_page_without_parts_is_all_preamble():
    prose = read("关于召开会议的通知", "请各单位参加。")
    assert prose.sections == ()
    assert prose.preamble == "关于召开会议的通知\n请各单位参加。"


RECOGNISED = Where(confidence=0.97)


def recognised(*blocks: str | Grid) -> Prose:
    return read_sections(
        Document(tuple(Paragraph(b, RECOGNISED) if isinstance(b, str) else b for b in blocks), method="ocr")
    )


@pytest.mark.parametrize(
    "slips",
    [
        {"五、存在的": "下、存在的"},
        {"五、存在的主要": "存在的王要"},
        {"六、其他": "亢其他", "一、总体情况": "-.总体请况"},
        {"四、政府信息公开行政复议、": "囚，政府言息公开行政复议"},
        {"二、主动公开": "二、王动公并"},
    ],
)
def test_recognised_headings_are_known_by_their_words_whatever_their_numerals_look_like(slips):
    blocks = STANDARD
    for right, wrong in slips.items():
        blocks = tuple(b.replace(right, wrong) if isinstance(b, str) else b for b in blocks)
    prose = recognised(*blocks)
    assert ids(prose) == ["S1", "S2", "S3", "S4", "S5", "S6"]
    assert text(prose, "S5") == "一是更新不够及时。二是解读形式单一。"
    assert [heading.section for heading in prose.headings] == ids(prose)


def test_a_recognised_line_like_a_title_opens_no_part_out_of_its_place():
    blocks = list(STANDARD)
    blocks[0] = "总述如下"
    prose = recognised(*blocks[:10], "具体情况", *blocks[10:])
    assert ids(prose) == ["S2", "S3", "S4", "S5", "S6"]


def test_a_slip_in_text_that_was_read_is_the_agencys_own():
    assert "S1" not in ids(read("一、总体请兄", *STANDARD[1:]))
    assert "S5" not in ids(read(*STANDARD[:8], "下、存在的主要问颗及改进清况", *STANDARD[9:]))


@pytest.mark.parametrize(
    ("text", "is_prose"),
    [
        ("（三）收到和处理政府信息公开申请情况", True),
        ("附件1：某局收到和处理政府信息公开申请情况表", True),
        ("三 收到和处理政府信息公开申请情况", True),
        ("收到和处理政府信息公开申请情况", True),
        ("（三）不予公开", False),
        ("行政复议", False),
        ("一、本年新收政府信息公开申请数量", False),
        ("三、本年度办理结果（三）不予公开8.属于行政查询事项", False),
        ("（三）不予公开 8．属于行政查询事项", False),
        ("青河县民政局2023年政府信息公开工作年度报告", True),
        ("2023年，青河县民政局依法公开政府信息。", True),
        ("规章（含修订）", False),
    ],
)
def test_a_heading_in_a_row_of_a_table_is_a_paragraph(text, is_prose):
    blocks = blocks_of([[RawCell(text), RawCell("")], [RawCell("规章"), RawCell("1")]], Where("a.xlsx"), 100)
    assert isinstance(blocks[0], Paragraph) is is_prose


def test_a_part_on_what_falls_short_is_the_fifth_even_where_its_text_goes_on_behind_the_title():
    text_5 = "五、存在的不足及改进措施。一是更新不够及时，下一步将完善制度、明确责任、按月核对，二是解读形式单一，将增加图解和视频。"
    prose = read(*STANDARD[:8], text_5, *STANDARD[10:])
    assert ids(prose) == ["S1", "S2", "S3", "S4", "S5", "S6"]
    assert text(prose, "S5").startswith("一是更新")


def test_a_heading_in_traditional_script_is_not_run_on_into_the_sentence_below_it():
    prose = read(
        "一、總體情況",
        "2023年，我局依法公開政府信息。",
        "四、政府信息公開行政複議、行政訴訟情況",
        "本年度未發生因政府信息公開引起的行政複議和行政訴訟。",
        "六、其他需要報告的事項",
        "無。",
    )
    assert ids(prose) == ["S1", "S4", "S6"]


@pytest.mark.parametrize("marks", ["Ⅰ、Ⅱ、Ⅴ、Ⅵ、", "1.2.5.6.", "1、2、5、6、"])
def test_a_year_may_stand_right_behind_a_parts_number(marks):
    one, two, five, six = (marks[at : at + 2] for at in range(0, 8, 2))
    prose = read(
        f"{one}2023年政府信息公开总体情况",
        "2023年，我局依法公开政府信息。",
        f"{two}主动公开政府信息情况",
        TABLE,
        f"{five}存在的主要问题及改进情况",
        "一是更新不够及时。",
        f"{six}其他需要报告的事项",
        "无。",
    )
    assert ids(prose) == ["S1", "S2", "S5", "S6"]


def test_a_subheading_of_part_one_opens_no_part_two_with_its_own_numeral():
    below = ("（一）主动公开情况", "依法公开政府信息。", "二、主动公布信息的相关数据")
    prose = read(*STANDARD[:2], *below, *STANDARD[3:])
    assert ids(prose) == ["S1", "S2", "S3", "S4", "S5", "S6"]
    assert text(prose, "S1").splitlines() == [STANDARD[1], *below[:2]]


@pytest.mark.parametrize("numeral", ["", "Ⅰ、"])
def test_a_title_with_brackets_is_not_run_on_into_the_first_heading(numeral):
    title = "青河县发展和改革局（粮食和物资储备局）2023年政府信息公开工作年度报告"
    prose = read(title, f"{numeral}总体情况", "（一）主动公开。依法公开。", *STANDARD[2:])
    assert ids(prose) == ["S1", "S2", "S3", "S4", "S5", "S6"]


@pytest.mark.parametrize(
    "title",
    [
        "五、政府信息公开工作存在的主要问题和改进措施",
        "五、政府信息公开工作中存在的主要问题及下一步改进措施",
        "五、当前政府信息公开工作存在的突出问题、不足及整改意见",
    ],
)
def test_a_long_title_does_not_run_into_the_paragraph_below_it(title):
    below = "存在的主要问题：一是政策解读形式较为单一。改进情况：丰富解读形式。"
    prose = read(*STANDARD[:8], title, below, *STANDARD[10:])
    assert [(section.id, section.heading) for section in prose.sections][4] == ("S5", title)
    assert text(prose, "S5") == below


@pytest.mark.parametrize("numerals", ["一二三四五六", "123456", [f"PART.0{n}" for n in range(1, 7)]])
def test_a_numeral_in_a_box_of_its_own_leads_the_title_below_it(numerals):
    apart = [
        (numerals["一二三四五六".index(block[0])], block[2:])
        if isinstance(block, str) and block[1] == "、"
        else (block,)
        for block in STANDARD
    ]
    prose = read(*(block for pair in apart for block in pair))
    assert ids(prose) == ["S1", "S2", "S3", "S4", "S5", "S6"]
    assert text(prose, "S1") == STANDARD[1]
    assert text(prose, "S4") == ""


def test_the_number_of_a_page_above_a_title_is_not_its_numeral():
    prose = read(*STANDARD[:2], "3", "主动公开政府信息情况", *STANDARD[3:])
    assert prose.headings[1].text == "主动公开政府信息情况"


def test_lines_in_another_language_and_links_to_other_articles_are_no_part_of_the_text():
    english = ("Overall situation", "བསྡོམས།")
    prose = read(
        STANDARD[0], english[0], STANDARD[1], english[1], *STANDARD[2:], "相关文章", "某局2022年年报 2023-01-20"
    )
    assert text(prose, "S1") == STANDARD[1]
    assert text(prose, "S6") == STANDARD[-1]


def in_a_table(*rows: str) -> Grid:
    cells = tuple(GridCell(word, y, x) for y, row in enumerate(rows) for x, word in enumerate(row.split("|")))
    return Grid(cells, len(rows), max(cell.column for cell in cells) + 1)


def test_a_part_set_out_as_a_table_says_what_its_cells_say():
    told = in_a_table("序号|存在问题|改进措施", "1|解读形式单一|增加图解", "2|更新不及时|建立台账，按周提醒")
    prose = read(*STANDARD[:9], told, *STANDARD[10:])
    assert text(prose, "S5") == "存在问题；改进措施\n解读形式单一；增加图解\n更新不及时；建立台账，按周提醒"


def test_a_table_of_figures_in_a_part_is_no_prose():
    counted = in_a_table("渠道|条数", "门户网站|320", "公众号|96")
    prose = read(*STANDARD[:2], counted, *STANDARD[2:])
    assert text(prose, "S1") == STANDARD[1]


@pytest.mark.parametrize("line", ["做好网站ICP备案变更，备案号鄂ICP备05012345号。", "关闭停更账号3个，保留2个。"])
def test_a_sentence_that_begins_like_the_frame_of_a_page_ends_no_part(line):
    prose = read(*STANDARD[:2], line, "加强监督保障。", *STANDARD[2:])
    assert text(prose, "S1").endswith("加强监督保障。")


def test_the_frame_of_a_page_behind_a_part_is_left_out():
    assert text(read(*STANDARD, "版权所有：某县人民政府 鄂ICP备05012345号-1"), "S6") == STANDARD[-1]


CONTENTS = [b for b in STANDARD if isinstance(b, str) and b[1] == "、"]


@pytest.mark.parametrize("between", ["", " "])
def test_a_list_of_contents_in_one_line_opens_no_part_and_is_no_heading(between):
    prose = read("青河县水利局2023年政府信息公开工作年度报告", between.join(CONTENTS), *STANDARD)
    assert [heading.text for heading in prose.headings] == CONTENTS
    assert text(prose, "S1") == STANDARD[1]
    assert text(prose, "S6") == STANDARD[-1]
    assert prose.preamble == ""


def test_a_list_of_contents_behind_all_parts_belongs_to_none():
    prose = read(*STANDARD, *CONTENTS)
    assert text(prose, "S6") == STANDARD[-1]
    assert [heading.text for heading in prose.headings] == CONTENTS


def test_titles_without_anything_under_them_are_no_list_of_contents_where_they_stand_once():
    assert ids(read(*CONTENTS)) == ["S1", "S2", "S3", "S4", "S5", "S6"]


def test_a_numeral_and_its_title_in_two_cells_are_a_heading():
    row = [RawCell("三"), RawCell("收到和处理政府信息公开申请情况")]
    assert ids(read(*STANDARD[:4], *blocks_of([row], Where(), 100), TABLE)) == ["S1", "S2", "S3"]


def test_parts_that_a_sentence_lists_with_their_numerals_are_not_opened_by_it():
    listed = f"本报告包括{'；'.join(CONTENTS)}。"
    prose = read(listed, *STANDARD)
    assert text(prose, "S5") == STANDARD[-3]
    assert text(prose, "S6") == STANDARD[-1]


@pytest.mark.parametrize("body", ["青河县水利局", "大营镇人民政府", "青河县住房和城乡建设局"])
def test_a_body_may_name_itself_before_the_titles_of_parts(body):
    named = [b[:2] + body + b[2:] if b in CONTENTS else b for b in STANDARD]
    assert ids(read(*named)) == ["S1", "S2", "S3", "S4", "S5", "S6"]


@pytest.mark.parametrize("behind", ["网友评论", "发布时间：2024-01-13 编辑：李四", "信息来源：青河县水利局"])
def test_what_a_page_says_behind_the_text_is_not_of_the_last_part(behind):
    assert text(read(*STANDARD, behind, "张** 好"), "S6") == STANDARD[-1]
