"""What the prose says of some of those told, of what came of none, and of what holds more than this year's."""

from __future__ import annotations

import pytest

from checks.report import Section
from flows.extract.claims import read_claims

NEW, TOTAL, CARRIED_OUT = "T3.new.total", "T3.total.total", "T3.carried_out.total"
GRANTED, DENIED = "T3.granted.total", "T3.denied.*.total"
REVIEWS, SUITS, FEE = "T4.review.total", "T4.direct.total+T4.after.total", "S6.processing_fee_yuan"


def pairs(text: str, year: int | None = 2024) -> set[tuple[str, str]]:
    return {(claim.cell, claim.value) for claim in read_claims([Section("S1", "", text)], "", year)}


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        (
            "收到申请公开政府信息的申请66件，除3件未到答复期限外，应在年内答复的63件全部答复。",
            {(NEW, "66"), (CARRIED_OUT, "3"), (TOTAL, "63")},
        ),
        ("收到政府信息公开申请9件，不予公开2件，其余均予以公开。", {(NEW, "9"), (DENIED, "2")}),
        ("收到政府信息公开申请9件，其余依法作出不予公开、无法提供等处理。", {(NEW, "9")}),
        ("收到政府信息公开申请9件，其中3件涉及征地，均予以公开。", {(NEW, "9")}),
        ("收到政府信息公开申请9件，其中网络7件、信函2件，均予以公开。", {(NEW, "9"), (GRANTED, "9")}),
        (
            "收到政府信息公开申请9件，1件因收到日期临近年末结转至2025年1月答复。",
            {(NEW, "9"), (CARRIED_OUT, "1")},
        ),
        ("个别科室对依申请公开重视不够，2件答复说理不充分。", set()),
        ("收到政府信息公开申请28件，有3件申请人为企业，其余均为自然人。", {(NEW, "28")}),
        (
            "答复2023年度结转申请1件，答复2024年度申请16件，共答复17件。",
            {("T3.carried_in.total", "1"), (TOTAL, "17")},
        ),
        (
            "新收政府信息公开申请7件，上年结转1件，全年办结8件。所有申请均予以公开。",
            {(NEW, "7"), ("T3.carried_in.total", "1"), (TOTAL, "8"), (GRANTED, "8")},
        ),
        (
            "收到政府信息公开申请9件，1件当日答复，8件在20个工作日内答复。",
            {(NEW, "9"), (TOTAL, "9")},
        ),
    ],
)
def test_what_is_said_of_some_is_said_of_no_more(text, claimed):
    assert pairs(text) == claimed


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("行政复议受理量4件，行政诉讼应诉量5件，均为政府信息公开类。", {(SUITS, "5")}),
        ("全年行政复议新收案件465件，审结431件。", set()),
        ("对5件复议诉讼案例开展复盘分析，处理信访积案5件。", set()),
        ("截至2024年12月31日24时，共收到政府信息公开申请2件。", {(NEW, "2")}),
        ("政府信息公开申请收件量为19件，办结量为19件。无。", {(NEW, "19"), (TOTAL, "19")}),
        ("收到政府信息公开申请1件，公开率（含部分公开）100%，无法提供率0%。", {(NEW, "1")}),
        ("收到政府信息公开申请20件，已于法定期限内全部答复，其中16件提前答复。", {(NEW, "20"), (TOTAL, "20")}),
        ("现行有效的行政规范性文件由年初的0件变为年末的3件。", set()),
        ("全部9件申请均未引发行政复议或诉讼。", {(REVIEWS, "0"), (SUITS, "0")}),
        ("政府信息公开类行政复议、诉讼保持零记录。", {(REVIEWS, "0"), (SUITS, "0")}),
        ("区司法局全年办理信息公开类行政复议案件31件，纠错3件。", set()),
        ("司法局受理政府信息公开申请4件，无一引起行政复议或诉讼。", {(NEW, "4"), (REVIEWS, "0"), (SUITS, "0")}),
        ("全年减免信息处理费2件、320元。", set()),
        ("对上年末结转的1件申请及时跟进；本年新收政府信息公开申请17件。", {("T3.carried_in.total", "1"), (NEW, "17")}),
        (
            "依申请公开情况：处理网站纠错留言3条，均已处理完毕。全年新收申请39件，办结38件。",
            {(NEW, "39"), (TOTAL, "38")},
        ),
        ("全县法院一审行政案件37件，行政机关败诉7件。", set()),
        ("历年累计公开信息853条，累计答复依申请公开853件。", set()),
        ("全年收到政府信息公开申请9件。行政执法案卷评查5件，优秀5件。", {(NEW, "9")}),
        ("收取信息处理费3件、1200元，减免2件、320元。", {("S6.processing_fee_cases", "3"), (FEE, "1200")}),
        (
            "未制定、修改、废止规范性文件。",
            {("T2.norms.issued", "0"), ("T2.norms.repealed", "0")},
        ),
        ("规章、规范性文件制发均为零。", {("T2.rules.issued", "0"), ("T2.norms.issued", "0")}),
    ],
)
def test_what_came_of_none_what_was_let_off_and_what_others_decided(text, claimed):
    assert pairs(text) == claimed


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("累计制发规范性文件44件，现行有效13件。", {("T2.norms.in_force", "13")}),
        ("2023年度制发规范性文件8件，2024年度制发6件。", {("T2.norms.issued", "6")}),
        ("全年累计制发规范性文件4件。", {("T2.norms.issued", "4")}),
        ("制发规范性文件3件（新制定2件、修订1件）。", {("T2.norms.issued", "3")}),
        ("规章13件（含新制定5件，修改4件，废止4件）。", set()),
    ],
)
def test_documents_of_all_years_and_those_told_with_their_parts(text, claimed):
    assert pairs(text) == claimed


def test_a_ground_before_a_comma_is_the_row_of_the_outcome_behind_it():
    told = pairs("收到政府信息公开申请9件，因申请内容属于行政执法案卷信息，不予公开1件。")
    assert told == {(NEW, "9"), ("T3.denied.enforcement_file.total", "1")}


def test_suits_that_only_went_on_to_another_court_are_doubtful():
    told = read_claims([Section("S1", "", "因政府信息公开被提起行政诉讼5件，均为2023年案件二审。")], "", 2024)
    assert [(claim.value, claim.doubtful) for claim in told] == [("5", True)]


def test_several_grounds_named_for_a_group_may_count_their_rows_only():
    text = "收到政府信息公开申请9件。其中以过程性信息、内部事务信息为由不予公开的共4件。"
    denied = next(claim for claim in read_claims([Section("S1", "", text)], "", 2024) if claim.cell == DENIED)
    assert denied.alternatives == ("T3.denied.process.total+T3.denied.internal.total",)


def test_bodies_looked_into_are_not_those_whose_applications_are_told_behind_them():
    told = read_claims([Section("S1", "", "对全县57家单位开展检查3次；收到政府信息公开申请9件。")], "", 2024)
    assert [claim.scope for claim in told] == ["own"]


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        (
            "收到政府信息公开申请31件，答复29件，尚有2件在法定期限内办理。",
            {(NEW, "31"), (TOTAL, "29"), (CARRIED_OUT, "2")},
        ),
        ("收到政府信息公开申请31件，均在法定期限内办理。", {(NEW, "31")}),
        ("收到政府信息公开申请31件，办毕30件，1件尚未届满答复期限。", {(NEW, "31"), (TOTAL, "30"), (CARRIED_OUT, "1")}),
        ("（二）依申请公开。未收到通过信函、网络、当面等任何方式提出的申请。", {(NEW, "0")}),
        ("未收到通过电话、网络平台、来信等方式提出的政府信息公开申请。", {(NEW, "0")}),
        ("未收到公民、法人和其他组织通过各种渠道提交的政府信息公开申请。", {(NEW, "0")}),
        ("未收到通过来信方式提出的政府信息公开申请。", set()),
        ("未收到关于各类补贴的政府信息公开申请。", set()),
        (
            "收到政府信息公开申请31件。上述申请中2件仍在答复期内，其余均已答复。",
            {(NEW, "31"), (CARRIED_OUT, "2"), (TOTAL, "29")},
        ),
        (
            "新收政府信息公开申请402件，结转11件，办结399件，结转下年14件。",
            {(NEW, "402"), ("T3.carried_in.total", "11"), (TOTAL, "399"), (CARRIED_OUT, "14")},
        ),
        ("2023年无结转，2024年新收政府信息公开申请8件。", {("T3.carried_in.total", "0"), (NEW, "8")}),
        ("年内未办结的政府信息公开申请2件，已按规定延期。", {(CARRIED_OUT, "2")}),
        ("将收到的3件不属于本机关职责的申请告知申请人向有关机关提出。", set()),
        (
            "收到政府信息公开申请268件，办结270件，包括2023年结转6件；剩余4件延续办理。",
            {(NEW, "268"), (TOTAL, "270"), ("T3.carried_in.total", "6"), (CARRIED_OUT, "4")},
        ),
        ("收到政府信息公开申请12件，其中7件由办公室直接答复，5件由业务科室答复。", {(NEW, "12")}),
        ("收到政府信息公开申请12件，其中11件已由局办公室答复。", {(NEW, "12"), (TOTAL, "11")}),
        (
            "（二）依申请公开。新收申请数31，结转数2，办结数30，结转下年数3。",
            {(NEW, "31"), ("T3.carried_in.total", "2"), (TOTAL, "30"), (CARRIED_OUT, "3")},
        ),
        (
            "（二）依申请公开。全年有5件申请，加上2023年跨年的4件，办结9件。",
            {(NEW, "5"), ("T3.carried_in.total", "4"), (TOTAL, "9")},
        ),
        (
            "县政府办受理依申请公开29件，办结29件；全县各乡镇、各部门自行受理196件。",
            {(NEW, "29"), (TOTAL, "29"), (NEW, "196")},
        ),
        (
            "受理公民申请公开信息6件，其中自然人6件，法人0件。",
            {(NEW, "6"), ("T3.new.natural", "6"), ("T3.new.legal_entities", "0")},
        ),
        ("政府信息公开申请量连续下降，从2022年的98件、2023年的77件降至今年的51件。", {(NEW, "51")}),
        (
            "按申请人类型分，自然人102件，法人和其他组织13件。",
            {("T3.new.natural", "102"), ("T3.new.legal_entities", "13")},
        ),
        (
            "收到政府信息公开申请4件，不公开4件（国家秘密1件、过程性信息3件）。",
            {
                (NEW, "4"),
                (DENIED, "4"),
                ("T3.denied.state_secret.total", "1"),
                ("T3.denied.process.total", "3"),
            },
        ),
    ],
)
def test_applications_still_in_hand_fallen_in_number_or_of_some_kind_are_told_apart(text, claimed):
    assert pairs(text) == claimed


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        (
            "制定行政规范性文件2件，对到期的6件予以废止，现行有效15件。",
            {("T2.norms.issued", "2"), ("T2.norms.repealed", "6"), ("T2.norms.in_force", "15")},
        ),
        ("开展行政规范性文件清理，对与上位法不一致的3件予以废止。", {("T2.norms.repealed", "3")}),
        ("对有效期届满的4件行政规范性文件宣布失效。", {("T2.norms.repealed", "4")}),
        ("清理规范性文件45件，拟对7件予以废止。", set()),
        ("对31件规范性文件提出清理意见，建议废止6件、修改4件。", set()),
        ("审查规范性文件、合同、重大决策136件，其中规范性文件21件。", set()),
        ("没有新增、修改和废止行政规范性文件。", {("T2.norms.issued", "0"), ("T2.norms.repealed", "0")}),
        ("公开本级规范性文件7件、废止目录1份。", {("T2.norms.issued", "7")}),
        ("审核公文136件，其中制发规范性文件21件。", {("T2.norms.issued", "21")}),
        (
            "制定、修改、废止行政规范性文件2件、1件、3件，截至年底保留7件。",
            {("T2.norms.issued", "2"), ("T2.norms.repealed", "3"), ("T2.norms.in_force", "7")},
        ),
        ("制发规范性文件3件。清理各类文件56件，12件予以废止。", {("T2.norms.issued", "3")}),
        ("历年累计制发规范性文件120件，其中14件已废止。", set()),
        ("作出694宗行政许可、37宗行政处罚。", {("T2.licence.decisions", "694"), ("T2.penalty.decisions", "37")}),
        ("执行12件行政处罚决定。", set()),
        ("办理12件行政许可延续。", set()),
    ],
)
def test_a_figure_before_its_document_or_before_what_was_done_to_it_counts_it(text, claimed):
    assert pairs(text) == claimed


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("全年办理行政处罚案件63件，所办案件未发生行政复议和行政诉讼。", {("T2.penalty.decisions", "63")}),
        ("查处各类违法案件112起，无一起被提起行政复议或行政诉讼。", set()),
        ("办理政府信息公开申请9件，所办案件未发生行政复议。", {(TOTAL, "9"), (REVIEWS, "0")}),
        ("查处违法案件112起，未发生因政府信息公开引发的行政复议。", {(REVIEWS, "0")}),
        ("下一步，力争按时答复政府信息公开申请，行政复议、诉讼案件降至0件。", set()),
        (
            "因政府信息公开引发行政复议6件，3件维持，2件终止，1件正在办理。",
            {
                (REVIEWS, "6"),
                ("T4.review.upheld", "3"),
                ("T4.review.other", "2"),
                ("T4.review.pending", "1"),
            },
        ),
        ("行政复议机关受理针对本机关的政府信息公开复议3件。", {(REVIEWS, "3")}),
        (
            "政府信息公开行政诉讼5件，胜诉4件，待审1件。",
            {
                (SUITS, "5"),
                ("T4.direct.upheld+T4.after.upheld", "4"),
                ("T4.direct.pending+T4.after.pending", "1"),
            },
        ),
    ],
)
def test_cases_denied_are_of_what_was_counted_before_and_results_may_follow_their_figure(text, claimed):
    assert pairs(text) == claimed


@pytest.mark.parametrize(
    "text",
    [
        "编印信息公开行政复议典型案例12件。",
        "就3件政府信息公开申请征求第三方意见。",
        "依法院生效判决，重新答复政府信息公开申请2件。",
        "办理免征行政事业性收费2300户次，金额86万元。",
    ],
)
def test_what_was_compiled_consulted_on_answered_again_or_let_off_is_no_figure_of_the_year(text):
    assert pairs(text) == set()


def test_a_review_free_agency_is_striven_for():
    assert pairs("力促政府信息公开零复议、零诉讼。") == set()


def test_the_number_of_a_service_line_counts_nothing():
    said = "依申请公开及12345热线办理情况。全年收到政府信息公开申请6件，办结6件；12345政务服务平台受理诉求213件。"
    assert pairs(said) == {(NEW, "6"), (TOTAL, "6")}
