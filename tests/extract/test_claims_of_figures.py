"""Which figure of a sentence is the table's: a sum of parts, the later of two years, one body of several, the fee that came in."""

from __future__ import annotations

import pytest

from checks.report import Claim, Section
from flows.extract.claims import read_claims

NEW, TOTAL, CARRIED_IN = "T3.new.total", "T3.total.total", "T3.carried_in.total"
REVIEWS, LAWSUITS = "T4.review.total", "T4.direct.total+T4.after.total"
FEE, INCOME = "S6.processing_fee_yuan", "T2.fee.amount_10k_yuan"


def read(text: str, section: str = "S1") -> tuple[Claim, ...]:
    return read_claims([Section(section, "", text)], "", 2023)


def pairs(text: str, section: str = "S1") -> set[tuple[str, str]]:
    return {(claim.cell, claim.value) for claim in read(text, section)}


@pytest.mark.parametrize(
    "text",
    [
        "接到2件政府信息公开申请，年末又追加1件，合计3件。",
        "乡镇收到政府信息公开申请1件、部门收到政府信息公开申请2件，合计3件。",
        "县级平台转来政府信息公开申请2件，直接收到1件，共计3件。",
    ],
)
def test_a_sum_of_parts_is_what_was_received(text):
    assert pairs(text) == {(NEW, "3")}


def test_a_sum_of_several_years_is_none_of_this_year():
    assert pairs("2022年受理12件，2023年受理政府信息公开申请18件，两年合计30件。") == {(NEW, "18")}


def test_a_sum_with_parts_of_other_matters_is_no_sum_of_applications():
    assert (NEW, "38") not in pairs("受理咨询30件、投诉5件、政府信息公开申请3件，合计38件。")


def test_a_sum_of_which_a_part_is_not_said_to_be_an_application_is_doubtful():
    assert [claim.doubtful for claim in read("接到2件政府信息公开申请，年末又追加1件，合计3件。")] == [True]


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("收到申请由上年的72件降为58件。", {(NEW, "58")}),
        ("现行有效行政规范性文件总数由52件增至55件。", {("T2.norms.in_force", "55")}),
        ("政府信息公开申请量由2022年的6件降至0件。", {(NEW, "0")}),
        ("政府信息公开类复议案件由2022年的12件下降至2023年的7件。", {(REVIEWS, "7")}),
        (
            "行政规范性文件制发数同比减少3件，为2件；废止数同比增加1件，为4件。",
            {("T2.norms.issued", "2"), ("T2.norms.repealed", "4")},
        ),
        ("政府信息公开类行政复议案件量同比上升12%，达到94件。", {(REVIEWS, "94")}),
        ("收到政府信息公开申请14件，同比增加3件，答复13件。", {(NEW, "14"), (TOTAL, "13")}),
        ("收到政府信息公开申请71件（2022年65件），答复70件（2022年66件）。", {(NEW, "71"), (TOTAL, "70")}),
    ],
)
def test_of_two_years_figures_the_later_one_is_the_tables(text, claimed):
    assert pairs(text) == claimed


@pytest.mark.parametrize(
    "text",
    [
        "收到的申请主要涉及不动产登记、征地补偿，分别为14件和9件。",
        "移送其他单位办理的申请2件。",
        "转送有权机关处理的信息公开申请4件。",
    ],
)
def test_parts_without_a_word_of_the_tables_claim_nothing(text):
    assert pairs(text) == set()


def test_new_ones_and_those_left_over_explain_what_was_accepted():
    told = pairs("受理政府信息公开申请94件，其中新收88件，上年结转6件，办结94件。")
    assert told == {(f"{NEW}+{CARRIED_IN}", "94"), (NEW, "88"), (CARRIED_IN, "6"), (TOTAL, "94")}


@pytest.mark.parametrize("upheld", ["维持我局原答复意见", "维持了我局的原具体行政行为", "维持原行政行为"])
def test_what_was_upheld_may_be_named_at_length(upheld):
    told = pairs(f"因政府信息公开被申请行政复议5件，均{upheld}。")
    assert told == {(REVIEWS, "5"), ("T4.review.upheld", "5")}


@pytest.mark.parametrize("name", ["表4", "附表4", "图3-4", "附件4", "表4 "])
def test_the_number_of_a_table_counts_nothing(name):
    assert pairs(f"{name}政府信息公开行政复议、行政诉讼情况", "S4") == set()


@pytest.mark.parametrize(
    "text",
    [
        "管委会收到政府信息公开申请19件，代管的两个街道收到24件。",
        "本级受理政府信息公开申请41件，辖区5个街道合计受理63件。",
        "所辖三个镇收到政府信息公开申请9件。",
    ],
)
def test_what_bodies_below_received_is_no_figure_of_the_authors(text):
    assert pairs(text) == set()


def test_what_one_body_of_the_area_handled_is_not_what_all_answered():
    assert pairs("全县共收到政府信息公开申请236件，其中县政府办承办21件。") == {(NEW, "236")}
    assert pairs("受理政府信息公开申请152件，排名靠前的是区征收办96件。") == {(NEW, "152")}


@pytest.mark.parametrize(
    "text",
    [
        "下一步，力争申请答复率保持100%，实现零复议、零诉讼。",
        "下一步，一是规范答复；二是做到复议、诉讼零败诉。",
    ],
)
def test_what_shall_be_is_not_what_was(text):
    assert pairs(f"我局依法公开政府信息。{text}") == set()


def test_a_share_of_one_outcome_is_not_that_the_only_application_came_to_it():
    assert pairs("收到政府信息公开申请1件，办结1件。部分公开率0.0%。") == {(NEW, "1"), (TOTAL, "1")}


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        (
            "本年度收到政府信息公开申请9件，补正2件次，延期答复3件次，征求第三方意见1件次，办结8件。",
            {(NEW, "9"), (TOTAL, "8")},
        ),
        ("新收政府信息公开申请9件，其中2件与2022年申请内容相同，全年办结8件。", {(NEW, "9"), (TOTAL, "8")}),
        ("答复当年政府信息公开申请27件，答复上年结转申请2件，共计答复29件。", {(TOTAL, "29"), (CARRIED_IN, "2")}),
        ("政府信息公开申请应答复30件，已答复29件。", {(f"{NEW}+{CARRIED_IN}", "30"), (TOTAL, "29")}),
        ("收到政府信息公开申请件9件，逾期未答复0件。", {(NEW, "9")}),
        ("（二）依申请公开情况。对历史遗留的4件未办结申请全部办理完毕。", set()),
        ("受理政府信息公开申请9件（含年初受理、1月答复的2件）。", {(NEW, "9")}),
        ("收到政府信息公开申请21件，申请人要求电子答复的9件。", {(NEW, "21")}),
    ],
)
def test_what_was_done_meanwhile_leaves_those_answered_as_they_are(text, claimed):
    assert pairs(text) == claimed


def test_each_sort_of_applicants_has_its_own_column():
    told = pairs("收到政府信息公开申请24件：自然人提出申请21件，商业企业提出申请2件，社会公益组织提出申请1件。")
    assert told == {(NEW, "24"), ("T3.new.natural", "21"), ("T3.new.business", "2"), ("T3.new.nonprofit", "1")}


@pytest.mark.parametrize(
    "text",
    [
        "2022年收到的17件政府信息公开申请中，3件于2023年办结，另有2023年新收政府信息公开申请9件。",
        "收到政府信息公开申请9件。2024年拟收取信息处理费的申请2件。",
        "收到政府信息公开申请9件，部分公开、不予公开各占12%、6%。",
        "收到政府信息公开申请9件。人大代表建议答复件全文公开18件，部分公开2件。",
    ],
)
def test_what_is_said_of_another_year_or_matter_is_no_figure_of_these(text):
    assert {(claim.cell, claim.value) for claim in read(text, "S3")} == {(NEW, "9")}


def test_the_head_of_a_list_of_cases_is_not_counted():
    told = pairs("复议、诉讼情况：行政复议1件，结果维持；行政诉讼无。")
    assert told == {(REVIEWS, "1"), ("T4.review.upheld", "1"), (LAWSUITS, "0")}


def test_no_income_is_no_fee_even_in_part_six():
    assert pairs("行政事业性收费实行零收费。", "S6") == {(INCOME, "0")}
    assert pairs("印制宣传资料3000份，费用1.2万元。", "S6") == set()


def test_what_follows_one_bodys_part_is_of_that_part():
    told = pairs("全年共收到政府信息公开申请300件。其中市本级受理申请42件，已办结40件，结转2件。")
    assert told == {(NEW, "300")}


def test_documents_made_in_several_names_are_parts_of_what_was_told_before():
    text = "全市制发行政规范性文件12件。以市政府名义制发3件，以市政府办名义制发2件，各部门制发7件。"
    assert pairs(text) == {("T2.norms.issued", "12")}


def test_an_office_over_others_tells_of_their_cases():
    assert pairs("共收到以各区政府为被申请人的信息公开复议申请61件。") == set()
    assert pairs("区司法局受理信息公开复议案件31件，审结28件。") == set()
    assert pairs("收到对区县政府信息公开答复不服的行政复议申请36件，纠错4件。") == set()
    assert pairs("以我局为被申请人的信息公开复议申请6件。") == {(REVIEWS, "6")}


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        (
            "收到政府信息公开申请9件，不予处理8件，其中信访投诉举报5件、重复申请3件。",
            {
                (NEW, "9"),
                ("T3.refused.*.total", "8"),
                ("T3.refused.petition.total", "5"),
                ("T3.refused.repeated.total", "3"),
            },
        ),
        ("办理信访事项5件。", set()),
        ("收到政府信息公开申请9件，逾期未补正等其他情形2件。", {(NEW, "9")}),
        (
            "收到政府信息公开申请9件，因不掌握、不存在等无法提供4件。",
            {(NEW, "9"), ("T3.unable.*.total", "4")},
        ),
        (
            "收到政府信息公开申请9件。按结果统计：公开5件、部分公开3件、不予公开1件。",
            {(NEW, "9"), ("T3.granted.total", "5"), ("T3.partial.total", "3"), ("T3.denied.*.total", "1")},
        ),
        (
            "收到政府信息公开申请9件，答复公开5件，区分处理2件，不掌握2件。",
            {(NEW, "9"), ("T3.granted.total", "5"), ("T3.partial.total", "2"), ("T3.unable.not_held.total", "2")},
        ),
        ("收到政府信息公开申请9件，予以公开3件，其余6件作出其他答复。", {(NEW, "9"), ("T3.granted.total", "3")}),
    ],
)
def test_an_outcome_is_counted_where_its_row_is_named_alone(text, claimed):
    assert pairs(text) == claimed


def test_classes_of_documents_behind_applications_are_no_outcomes():
    text = "收到政府信息公开申请9件。审查公文100件，其中主动公开53件、依申请公开16件、不予公开31件。"
    assert pairs(text) == {(NEW, "9")}


def test_what_was_left_over_and_taken_on_leaves_the_new_ones_as_they_are():
    text = "依申请公开申请量为66件，承接上年未办结申请4件，承接2022年结转申请4件。"
    assert pairs(text) == {(NEW, "66"), (CARRIED_IN, "4")}


def test_a_result_behind_no_lawsuit_of_one_kind_is_of_the_other():
    told = pairs("信息公开行政诉讼共2件：直接起诉2件，经复议后起诉0件；未审结1件。")
    assert ("T4.direct.pending+T4.after.pending", "1") in told


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        (
            "行政复议12件，其中维持原答复8件、维持原行政行为4件。",
            {(REVIEWS, "12"), ("T4.review.upheld", "8"), ("T4.review.upheld", "4")},
        ),
        (
            "信息公开行政复议、诉讼零败诉。",
            {("T4.review.corrected", "0"), ("T4.direct.corrected+T4.after.corrected", "0")},
        ),
        ("因政府信息公开败诉0件。", {("T4.direct.corrected+T4.after.corrected", "0")}),
        (
            "行政诉讼1件，为2022年政府信息公开申请所引发，结果维持。",
            {(LAWSUITS, "1"), ("T4.direct.upheld+T4.after.upheld", "1")},
        ),
        ("政府信息公开行政复议、行政诉讼实现“双零”。", {(REVIEWS, "0"), (LAWSUITS, "0")}),
    ],
)
def test_results_of_cases_are_told_in_many_words(text, claimed):
    assert pairs(text) == claimed


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("信息处理费发出收费通知5件、总金额2120元，实际收取4件1880元。", {(FEE, "1880")}),
        ("行政事业性收费金额为0，信息公开处理费收取金额为0。", {(INCOME, "0"), (FEE, "0")}),
        ("就政府信息公开申请收取检索、复制费用共计0元。", {(FEE, "0")}),
        ("根据《政府信息公开信息处理费管理办法》，未产生该项费用。", {(FEE, "0")}),
        ("没有发生依申请公开政府信息收费及减免情况。", {(FEE, "0")}),
        ("本年度及历年政府信息公开均未收取任何费用。", {(FEE, "0")}),
        ("政府信息公开信息处理费：市级部门收取2100元，县区收取3600元，合计5700元。", {(FEE, "5700")}),
        ("未制定信息处理费收费标准。", set()),
    ],
)
def test_the_fee_is_what_came_in_altogether(text, claimed):
    assert {pair for pair in pairs(text) if pair[0] in (FEE, INCOME)} == claimed


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("通过依申请公开系统收到群众申请3件。", {(NEW, "3")}),
        ("收到要求公开征地批复的申请11件。", {(NEW, "11")}),
        ("收到要求公开社会救助、殡葬管理等信息的申请共计11件。", {(NEW, "11")}),
        ("上年结转政府信息公开申请5件，2023年新登记申请40件。", {(CARRIED_IN, "5"), (NEW, "40")}),
        ("计划修订规章1件，废止规章1件。", set()),
        ("计划制定规范性文件4件，实际出台2件。", {("T2.norms.issued", "2")}),
        ("收到政府信息公开申请23件，另1件在答复期内。", {(NEW, "23"), ("T3.carried_out.total", "1")}),
        ("政府信息公开方面，其中1件申请人不服答复申请行政复议。", {(REVIEWS, "1")}),
        ("未收到公民申请公开的情况。", {(NEW, "0")}),
        ("继续执行的规范性文件9件。", {("T2.norms.in_force", "9")}),
        ("收到政府信息公开申请26件，按“无法提供”答复的申请19件。", {(NEW, "26"), ("T3.unable.*.total", "19")}),
        ("规范性文件清理后保留27件、废止3件。", {("T2.norms.repealed", "3")}),
        (
            "行政许可、行政处罚、行政事业性收费均为0。",
            {("T2.licence.decisions", "0"), ("T2.penalty.decisions", "0"), (INCOME, "0")},
        ),
    ],
)
def test_a_figure_is_known_by_what_is_asked_for_or_done(text, claimed):
    assert pairs(text) == claimed


def test_applications_charged_for_may_follow_the_bodies_that_charged():
    told = pairs("我市共有6家行政机关收取信息处理费，共19件，收取金额11250元。")
    assert told == {(FEE, "11250"), ("S6.processing_fee_cases", "19")}


def test_the_year_left_over_from_is_the_one_before_this_year():
    text = "累计处理政府信息公开申请92件，其中本年度新接收91件，2020年结转1件。除4件转结2022年办理外，均已答复。"
    told = {(claim.cell, claim.value) for claim in read_claims([Section("S1", "", text)], "", None)}
    assert told == {(NEW, "91"), (CARRIED_IN, "1"), ("T3.carried_out.total", "4"), (TOTAL, "88")}
