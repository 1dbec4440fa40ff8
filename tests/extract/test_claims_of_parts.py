"""Figures of a part, of a result or of another matter are read as such, and never as the whole."""

from __future__ import annotations

import pytest

from checks.report import Section
from flows.extract.claims import read_claims

NEW, TOTAL, CARRIED_OUT = "T3.new.total", "T3.total.total", "T3.carried_out.total"
GRANTED, PARTIAL, UNABLE = "T3.granted.total", "T3.partial.total", "T3.unable.*.total"
REVIEWS, LAWSUITS = "T4.review.total", "T4.direct.total+T4.after.total"


def pairs(text: str) -> set[tuple[str, str]]:
    return {(claim.cell, claim.value) for claim in read_claims([Section("S1", "", text)], "", 2023)}


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        (
            "收到政府信息公开申请21件，除2件于年底收到尚在办理外，其余均已答复。",
            {(NEW, "21"), (CARRIED_OUT, "2"), (TOTAL, "19")},
        ),
        (
            "收到政府信息公开申请21件。加上2022年结转的2件，全年应办理23件，已办结22件，结转1件。",
            {
                (NEW, "21"),
                ("T3.carried_in.total", "2"),
                (f"{NEW}+T3.carried_in.total", "23"),
                (TOTAL, "22"),
                (CARRIED_OUT, "1"),
            },
        ),
        ("收到政府信息公开申请21件，除个别因故外，其余均已答复。", {(NEW, "21")}),
        (
            "收到政府信息公开申请7件，全部办结：予以公开5件，无法提供2件。",
            {(NEW, "7"), (TOTAL, "7"), (CARRIED_OUT, "0"), (GRANTED, "5"), (UNABLE, "2")},
        ),
    ],
)
def test_the_rest_is_what_is_left_of_the_whole(text, claimed):
    assert pairs(text) == claimed


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        (
            "信息公开答复质量不高，有2件行政复议被纠正、1件行政诉讼败诉。",
            {("T4.review.corrected", "2"), ("T4.direct.corrected+T4.after.corrected", "1")},
        ),
        ("因劳动保障监察等被申请行政复议36件、提起行政诉讼17件。", set()),
        ("因信息公开答复不及时被申请行政复议3件。", {(REVIEWS, "3")}),
        ("上年结转政府信息公开行政复议案件1件。", set()),
        (
            "政府信息公开行政复议9件，已审结8件；审结案件中维持7件、纠错1件。",
            {(REVIEWS, "9"), ("T4.review.upheld", "7"), ("T4.review.corrected", "1")},
        ),
        (
            "政府信息公开行政诉讼13件，其中直接起诉7件、复议后起诉6件；结果维持9件、结果纠正4件。",
            {
                (LAWSUITS, "13"),
                ("T4.direct.total", "7"),
                ("T4.after.total", "6"),
                ("T4.direct.upheld+T4.after.upheld", "9"),
                ("T4.direct.corrected+T4.after.corrected", "4"),
            },
        ),
        ("发生政府信息公开行政复议3件，均已撤回。", {(REVIEWS, "3"), ("T4.review.other", "3")}),
        ("涉政府信息公开诉讼1件，尚未开庭。", {(LAWSUITS, "1"), ("T4.direct.pending+T4.after.pending", "1")}),
        ("法院裁定驳回起诉2件。", set()),
        ("政府信息公开行政诉讼案件由上年的6件降为4件。", {(LAWSUITS, "4")}),
    ],
)
def test_cases_are_counted_by_what_became_of_them_and_what_they_were_about(text, claimed):
    assert pairs(text) == claimed


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        (
            "新收申请按申请人分类：自然人16件，商业企业3件，法律服务机构1件。",
            {("T3.new.natural", "16"), ("T3.new.business", "3"), ("T3.new.legal_service", "1")},
        ),
        ("收到公民个人档案查阅申请98件。", set()),
        (
            "答复情况：公开11件，部分公开2件，不予公开1件。",
            {(GRANTED, "11"), (PARTIAL, "2"), ("T3.denied.*.total", "1")},
        ),
        ("4件申请因申请人逾期不补正而不再处理。", {("T3.other.not_corrected.total", "4")}),
        ("制发规范性文件4件，其中新制定3件、修订1件。", {("T2.norms.issued", "4")}),
        ("公开规范性文件128件，其中本年新增12件。", {("T2.norms.issued", "12")}),
        ("规范性文件制发数、废止数均为0。", {("T2.norms.issued", "0"), ("T2.norms.repealed", "0")}),
        ("未接到一件依申请公开信函。", {(NEW, "0")}),
    ],
)
def test_parts_of_a_list_go_to_their_own_rows(text, claimed):
    assert pairs(text) == claimed


@pytest.mark.parametrize(
    "part",
    [
        "其中，律师代理的政府信息公开申请9件。",
        "同一申请人提出政府信息公开申请9件。",
        "一名申请人一次性提交政府信息公开申请9件。",
    ],
)
def test_what_some_applicants_asked_for_is_a_part_of_what_was_told_before(part):
    assert pairs(f"收到政府信息公开申请23件。{part}") == {(NEW, "23")}


def test_a_smaller_figure_of_a_later_sentence_is_doubtful_unless_it_is_of_another_scope():
    def doubts(text):
        return [claim.doubtful for claim in read_claims([Section("S1", "", text)], "", 2023)]

    assert doubts("收到政府信息公开申请23件。受理律师事务所的政府信息公开申请11件。") == [False, True]
    assert doubts("全市收到政府信息公开申请320件。本级收到政府信息公开申请23件。") == [False, False]


@pytest.mark.parametrize(
    "text",
    [
        "因行政处罚被申请行政复议12件。",
        "行政复议2件，行政诉讼1件，均与信息公开无关。",
        "涉行政处罚行政诉讼8件。",
        "收到政府信息公开行政诉讼判决书6份。",
        "信息公开工作有序，上半年未发生行政复议。",
        "未发生涉及规范性文件的行政复议。",
    ],
)
def test_cases_over_other_matters_and_papers_of_cases_are_none_of_table_4(text):
    assert not any(cell.startswith("T4.") for cell, _ in pairs(text))


def test_those_answered_within_the_days_are_a_part_of_those_dealt_with():
    told = pairs("共办理政府信息公开申请21件。按时限分，20个工作日内答复19件，延期答复2件。")
    assert told == {(TOTAL, "21")}


def test_what_a_body_of_the_area_received_leaves_the_areas_figure_as_it_is():
    assert pairs("全市行政机关新收政府信息公开申请1260件，市政府本级新收86件。") == {(NEW, "1260"), (NEW, "86")}


def test_answered_or_still_in_hand_is_not_that_all_were_answered():
    assert pairs("收到政府信息公开申请23件，均已按时答复或正在按程序办理。") == {(NEW, "23")}


@pytest.mark.parametrize(
    ("told", "claimed"),
    [
        ("本年度申请总量85件。", {(NEW, "85")}),
        ("今年申请量为58件。", {(NEW, "58")}),
        ("办理补贴申请总量85件。", set()),
    ],
)
def test_the_number_of_applications_under_their_heading_is_what_came_in(told, claimed):
    assert pairs(f"（二）依申请公开。{told}") == claimed


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        (
            "政府信息公开行政复议案件9件，已审结8件，均为维持。",
            {(REVIEWS, "9"), ("T4.review.upheld", "8")},
        ),
        (
            "因政府信息公开，行政复议后提起诉讼3件，其中2件维持、1件未审结。",
            {("T4.after.total", "3"), ("T4.after.upheld", "2"), ("T4.after.pending", "1")},
        ),
        (
            "政府信息公开行政诉讼4件，其中直接起诉2件，均判决维持；复议后起诉2件，维持1件。",
            {
                (LAWSUITS, "4"),
                ("T4.direct.total", "2"),
                ("T4.direct.upheld", "2"),
                ("T4.after.total", "2"),
                ("T4.after.upheld", "1"),
            },
        ),
        (
            "新收政府信息公开申请36件，上年结转2件，共办理38件，其中已答复35件。",
            {
                (NEW, "36"),
                ("T3.carried_in.total", "2"),
                (f"{NEW}+T3.carried_in.total", "38"),
                (TOTAL, "35"),
            },
        ),
        (
            "收到政府信息公开申请9件，以属于内部管理信息为由不予公开2件。",
            {(NEW, "9"), ("T3.denied.internal.total", "2")},
        ),
        (
            "收到政府信息公开申请9件，因不属于本机关负责公开无法提供4件。",
            {(NEW, "9"), (UNABLE, "4")},
        ),
        (
            "收到政府信息公开申请9件，1件申请人逾期未缴纳信息处理费，不再处理。",
            {(NEW, "9"), ("T3.other.fee_unpaid.total", "1")},
        ),
    ],
)
def test_what_some_came_to_is_counted_by_the_words_right_beside_it(text, claimed):
    assert pairs(text) == claimed


@pytest.mark.parametrize(
    "text",
    [
        "政府信息公开行政诉讼一审案件3件。",
        "以县政府名义印发行政规范性文件2件、以县政府办公室名义印发行政规范性文件4件。",
    ],
)
def test_a_figure_that_may_be_one_of_several_is_doubtful(text):
    (claim,) = read_claims([Section("S1", "", text)], "", 2023)
    assert claim.doubtful


def test_a_group_for_a_reason_in_other_words_is_doubtful():
    told = read_claims([Section("S1", "", "收到政府信息公开申请9件，以系统资料为由不予公开2件。")], "", 2023)
    assert [(claim.cell, claim.doubtful) for claim in told] == [(NEW, False), ("T3.denied.*.total", True)]


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        (
            "因政府信息公开被申请行政复议2件、被提起行政诉讼1件，复议机关维持1件、纠正1件，行政诉讼尚在审理中。",
            {
                (REVIEWS, "2"),
                (LAWSUITS, "1"),
                ("T4.review.upheld", "1"),
                ("T4.review.corrected", "1"),
                ("T4.direct.pending+T4.after.pending", "1"),
            },
        ),
        (
            "政府信息公开行政复议、行政诉讼案件无一被纠错。",
            {("T4.review.corrected", "0"), ("T4.direct.corrected+T4.after.corrected", "0")},
        ),
        ("以我局为第三人的信息公开诉讼案件1件。", set()),
        ("没有复议转诉讼案件。", {("T4.after.total", "0")}),
        ("力争全年政府信息公开复议纠错案件不超过1件。", set()),
    ],
)
def test_a_result_is_of_the_cases_that_are_named_or_of_those_that_its_body_decides(text, claimed):
    assert pairs(text) == claimed


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("截至年底，32件申请已办结30件，其余2件结转至2024年办理。", {(TOTAL, "30"), (CARRIED_OUT, "2")}),
        ("我局未收到政府信息公开申请，各镇街共收到5件。", {(NEW, "0")}),
        ("全区23个部门和街道共收到依申请公开件245件，其中我局收到18件。", {(NEW, "245"), (NEW, "18")}),
        (
            "2022年共收到政府信息公开申请31件，办结30件；2023年共收到申请28件，办结29件。",
            {(NEW, "28"), (TOTAL, "29")},
        ),
        (
            "收到政府信息公开申请12件。2件申请因需征求第三方意见，结转至下一年度办理。",
            {(NEW, "12"), (CARRIED_OUT, "2")},
        ),
        ("收到政府信息公开申请1件，因本机关不掌握相关信息无法提供。", {(NEW, "1"), (UNABLE, "1")}),
        (
            "收到政府信息公开申请35件，其中重复申请4件、信访类申请6件不予处理。",
            {(NEW, "35"), ("T3.refused.repeated.total", "4"), ("T3.refused.petition.total", "6")},
        ),
        ("除信息处理费外，未收取任何费用。", set()),
        ("收到政府信息公开申请9件。无不予公开政府信息引发的投诉。", {(NEW, "9")}),
        (
            "收到政府信息公开申请9件。受理12345热线工单504件。答复结果中同意公开8件、同意部分公开1件。",
            {(NEW, "9"), (GRANTED, "8"), (PARTIAL, "1")},
        ),
        ("全县共收到政府信息公开申请5件，其中县政府本级收到2件、办结2件。", {(NEW, "5")}),
        ("我局21件现行有效行政规范性文件已全部在网站集中公开。", {("T2.norms.in_force", "21")}),
    ],
)
def test_a_figure_counts_what_its_own_words_name_and_not_those_of_the_next(text, claimed):
    assert pairs(text) == claimed


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        (
            "2023年制发、废止、现行有效的规范性文件数分别为2、1、15。",
            {("T2.norms.issued", "2"), ("T2.norms.repealed", "1"), ("T2.norms.in_force", "15")},
        ),
        ("2022年和2023年收到的政府信息公开申请数分别为31件和26件。", {(NEW, "26")}),
        ("收到、办结政府信息公开申请分别为12件、11件。", {(NEW, "12"), (TOTAL, "11")}),
        (
            "作出行政许可、处罚、强制决定分别为120件、15件、3件。",
            {("T2.licence.decisions", "120"), ("T2.penalty.decisions", "15"), ("T2.coercion.decisions", "3")},
        ),
    ],
)
def test_of_figures_in_a_row_each_has_the_noun_behind_the_last_name(text, claimed):
    assert pairs(text) == claimed


@pytest.mark.parametrize(
    "text",
    [
        "全市两级法院共受理政府信息公开行政诉讼案件88件。",
        "公布政府信息公开行政复议典型案例5个。",
        "围绕“行政复议、行政诉讼案件0发生”目标，强化答复审核。",
        "确保全年行政诉讼败诉案件为零。",
        "撤销行政处罚1件、变更行政许可36件。",
        "移送行政处罚案件3件。",
        "收到党员群众申请公开事项0件。",
        "县政府办收到并转交我局办理的政府信息公开申请6件。",
        "2023年有1件2022年的政府信息公开行政诉讼案件作出二审判决。",
    ],
)
def test_what_others_did_or_what_is_aimed_at_is_no_figure_of_the_report(text):
    assert pairs(text) == set()


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("收到1件自然人提出的政府信息公开申请。", {(NEW, "1")}),
        ("全年政府信息公开申请均由自然人提出，共计17件。", {(NEW, "17")}),
        ("收到政府信息公开申请69件，申请人以自然人为主，共63件。", {(NEW, "69"), ("T3.new.natural", "63")}),
        ("全年依申请公开、行政复议、行政诉讼实现“零发生”。", {(NEW, "0"), (REVIEWS, "0"), (LAWSUITS, "0")}),
        (
            "政府信息公开行政复议7件、行政诉讼4件，被纠错1件、败诉2件。",
            {
                (REVIEWS, "7"),
                (LAWSUITS, "4"),
                ("T4.review.corrected", "1"),
                ("T4.direct.corrected+T4.after.corrected", "2"),
            },
        ),
        ("市局收到政府信息公开申请120件，分局承办其中7件。", {(NEW, "120")}),
        ("受理政府信息公开申请86件，均已答复。办理执法案件210件。", {(NEW, "86"), (TOTAL, "86")}),
    ],
)
def test_a_name_told_before_or_behind_is_what_a_bare_figure_counts(text, claimed):
    assert pairs(text) == claimed


def test_whose_figures_a_sentence_counts_is_forgotten_where_none_of_them_is_read():
    text = "全市两级法院共审理案件88件。收到政府信息公开申请12件。全市共收到政府信息公开申请90件。予以公开50件。"
    scopes = [claim.scope for claim in read_claims([Section("S1", "", text)], "", 2023)]
    assert scopes == ["own", "area", "area"]


def test_applicants_told_behind_those_answered_may_be_of_either():
    told = read_claims([Section("S1", "", "新收政府信息公开申请9件，办结8件。自然人申请7件。")], "", 2023)
    assert (told[-1].cell, told[-1].alternatives) == ("T3.new.natural", ("T3.total.natural",))
    told = read_claims([Section("S1", "", "新收政府信息公开申请9件，办结8件，其中自然人7件。")], "", 2023)
    assert (told[-1].cell, told[-1].alternatives) == ("T3.total.natural", ("T3.new.natural",))


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        (
            "因政府信息公开引发的行政复议5件，行政诉讼3件。行政诉讼中，维持2件，1件未审结；行政复议中，维持5件。",
            {
                (REVIEWS, "5"),
                (LAWSUITS, "3"),
                ("T4.direct.upheld+T4.after.upheld", "2"),
                ("T4.direct.pending+T4.after.pending", "1"),
                ("T4.review.upheld", "5"),
            },
        ),
        (
            "因政府信息公开引发的行政复议5件，行政诉讼3件。行政诉讼案件2件维持、1件未审结。",
            {
                (REVIEWS, "5"),
                (LAWSUITS, "3"),
                ("T4.direct.upheld+T4.after.upheld", "2"),
                ("T4.direct.pending+T4.after.pending", "1"),
            },
        ),
    ],
)
def test_results_are_of_the_cases_named_before_them(text, claimed):
    assert pairs(text) == claimed


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("收到政府信息公开申请12件，涉及征地的8件，涉及行政处罚的4件。", {(NEW, "12")}),
        ("全区新收政府信息公开申请612件，区政府（含区政府办公室）新收58件。", {(NEW, "612"), (NEW, "58")}),
        (
            "发出收费通知3件，信息处理费总金额480元，实际收取2件，金额300元。",
            {("S6.processing_fee_yuan", "300")},
        ),
        ("政府信息公开申请受理量持续下降，2021年58件、2022年47件、2023年33件。", {(NEW, "33")}),
        ("2023年收到政府信息公开申请33件，是2022年的0.7倍；答复33件。", {(NEW, "33"), (TOTAL, "33")}),
        ("以“零复议、零诉讼、零投诉”为目标，不断提升答复质量。", set()),
        ("对依申请公开办理中的3件重大疑难申请进行集体会审。", set()),
    ],
)
def test_what_is_compared_aimed_at_or_only_spoken_of_is_no_figure_of_the_year(text, claimed):
    assert pairs(text) == claimed


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("行政应诉9件：行政处罚类5件、行政许可类3件、信息公开类1件。", {(LAWSUITS, "1")}),
        (
            "行政复议案件6件，涉及征收补偿4件，涉及信息公开2件，均维持。",
            {(REVIEWS, "2"), ("T4.review.upheld", "2")},
        ),
        ("因政府信息公开申请引发行政复议6件，涉及征地信息公开2件，涉及财政信息公开4件。", {(REVIEWS, "6")}),
        ("区政府收到的政府信息公开申请中，涉及我镇的5件，我镇均按时提供答复意见。", set()),
        ("政府信息公开申请件数由2021年的80件降至2022年的66件，再降至2023年的51件。", {(NEW, "51")}),
        ("全年减免收费46万元，其中行政事业性收费18万元。", set()),
        ("行政复议撤销行政处罚决定1件。", set()),
    ],
)
def test_of_parts_by_matter_only_that_of_disclosure_is_counted(text, claimed):
    assert pairs(text) == claimed


def test_in_the_part_on_cases_what_was_annulled_says_what_they_were_about():
    assert read_claims([Section("S4", "", "行政复议撤销行政处罚决定1件。")], "", 2023) == ()


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("予以公开和部分公开两项共计19件。", {("T3.granted.total+T3.partial.total", "19")}),
        ("35件为重复申请或信访事项，依法不予处理。", {("T3.refused.repeated.total+T3.refused.petition.total", "35")}),
        (
            "收到政府信息公开申请8件，其中1件补正后仍不明确，1件逾期不补正，其余6件均予以公开。",
            {
                (NEW, "8"),
                ("T3.unable.unclear.total", "1"),
                ("T3.other.not_corrected.total", "1"),
                ("T3.granted.total", "6"),
            },
        ),
        (
            "规章制发、废止数分别为0件、0件，行政规范性文件分别为2件、1件。",
            {
                ("T2.rules.issued", "0"),
                ("T2.rules.repealed", "0"),
                ("T2.norms.issued", "2"),
                ("T2.norms.repealed", "1"),
            },
        ),
        ("收到的9件政府信息公开申请全部予以公开。", {(NEW, "9"), ("T3.granted.total", "9")}),
        (
            "我镇不具有行政规范性文件制定权，本年度无制发、废止情况。",
            {("T2.norms.issued", "0"), ("T2.norms.repealed", "0")},
        ),
        ("未按期答复的申请为零。", set()),
        ("收到自然人提交的政府信息公开申请9件。", {("T3.new.natural", "9")}),
    ],
)
def test_sums_rests_and_shared_words_count_what_they_say(text, claimed):
    assert pairs(text) == claimed


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("其他单位收到的112件政府信息公开申请均由各单位自行答复。", set()),
        ("确保全年复议纠错率低于5%、败诉案件不超过2件。", set()),
        ("上级制发规范性文件68件，我局转发其中的15件。", set()),
        ("我县共收到政府信息公开申请90件，各部门办理82件，乡镇办理8件。", {(NEW, "90")}),
        ("全区被复议案件总数118件，其中信息公开类案件占比21%。", set()),
        ("历史上共发生信息公开行政诉讼7件，最近一次为2021年。", set()),
        ("每百件申请引发政府信息公开行政复议3.2件。", set()),
        ("凡引发政府信息公开行政复议3件以上的单位，年度考核不得评优。", set()),
        ("减征免征行政事业性收费230万元，惠及企业1200户。", set()),
        ("截至6月底，收到政府信息公开申请12件，办结10件。", set()),
        ("我局于3月12日收到政府信息公开申请1件。", {(NEW, "1")}),
        ("新收政府信息公开申请35件（上年结转另有4件）。", {(NEW, "35"), ("T3.carried_in.total", "4")}),
        (
            "因政府信息公开被诉3件，其中经复议2件、未经复议1件。",
            {(LAWSUITS, "3"), ("T4.after.total", "2"), ("T4.direct.total", "1")},
        ),
    ],
)
def test_figures_of_others_of_goals_and_of_a_part_of_the_year_are_none_of_the_tables(text, claimed):
    assert pairs(text) == claimed
