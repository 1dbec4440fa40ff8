"""What the prose tells beside the agency's own figures of the year: other bodies', last year's, and parts of other wholes."""

from __future__ import annotations

import pytest

from checks.report import Section
from flows.extract.claims import read_claims

NEW, TOTAL, CARRIED_IN, CARRIED_OUT = "T3.new.total", "T3.total.total", "T3.carried_in.total", "T3.carried_out.total"
REVIEWS, SUITS, FEE = "T4.review.total", "T4.direct.total+T4.after.total", "S6.processing_fee_yuan"
BOTH = f"{NEW}+{CARRIED_IN}"


def pairs(text: str, year: int | None = None) -> set[tuple[str, str]]:
    return {(claim.cell, claim.value) for claim in read_claims([Section("S1", "", text)], "", year)}


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("代市政府办理政府信息公开申请33件，本机关自身收到7件。", {(NEW, "7")}),
        ("代县政府答复依申请公开12件，以本机关名义收到依申请公开35件，均已答复。", {(NEW, "35"), (TOTAL, "35")}),
        ("县政府办代县政府办理申请12件，办公室自身受理申请3件，均已答复。", {(NEW, "3"), (TOTAL, "3")}),
        ("区政府收到政府信息公开申请102件，我局自行收到申请2件。", {(NEW, "2")}),
        ("区政府收到政府信息公开申请102件，其中交由我局承办22件。", set()),
        ("区政府收到政府信息公开申请102件，其中交由我局承办22件，均已办结。", set()),
        ("县政府收到的40件申请中，涉及我局的2件，均按时反馈意见。", set()),
        ("县政府收到政府信息公开申请40件，县政府办公室办理30件。", {(NEW, "40"), (TOTAL, "30")}),
    ],
)
def test_what_is_done_for_a_government_is_not_the_authors_where_its_own_is_told_beside_it(text, claimed):
    assert pairs(text) == claimed


@pytest.mark.parametrize("year", [None, 2024])
@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("上一年度我局共收到政府信息公开申请25件，办结24件。", set()),
        ("去年同期收到政府信息公开申请17件、行政复议7件、行政诉讼5件。", set()),
        (
            "去年收到政府信息公开申请17件，办结16件，今年收到政府信息公开申请20件，办结19件。",
            {(NEW, "20"), (TOTAL, "19")},
        ),
        ("去年收到政府信息公开申请17件，2024年收到20件，办结19件。", {(NEW, "20"), (TOTAL, "19")}),
    ],
)
def test_figures_behind_last_years_are_last_years_until_a_year_is_named(text, claimed, year):
    assert pairs(text, year) == claimed


def test_those_told_in_one_bracket_are_told_apart():
    told = pairs("共处理政府信息公开申请40件（其中：本年新收37件，上年结转3件），已答复33件。")
    assert told == {(NEW, "37"), (CARRIED_IN, "3"), (TOTAL, "33")}


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("新收到政府信息公开申请89件，另有上年未审结6件，共95件。", {(NEW, "89"), (CARRIED_IN, "6"), (BOTH, "95")}),
        (
            "新收申请85件，上年度结转2件，应办87件，实办82件。",
            {(NEW, "85"), (CARRIED_IN, "2"), (BOTH, "87"), (TOTAL, "82")},
        ),
        ("因政府信息公开新发生行政复议2件，另有上年未审结1件，共3件。", {(REVIEWS, "3")}),
        (
            "未经复议直接起诉4件，复议后起诉1件，两项合计5件。",
            {("T4.direct.total", "4"), ("T4.after.total", "1"), (SUITS, "5")},
        ),
        (
            "政府信息公开行政复议9件，行政诉讼7件，共16件。",
            {(REVIEWS, "9"), (SUITS, "7"), (f"{REVIEWS}+{SUITS}", "16")},
        ),
        ("政府信息公开行政复议9件，行政诉讼7件，共20件。", {(REVIEWS, "9"), (SUITS, "7")}),
    ],
)
def test_a_bare_figure_that_two_others_come_to_is_their_sum(text, claimed):
    assert pairs(text) == claimed


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("2023年底未办结的政府信息公开申请4件，已于2024年1月全部答复完毕。", {(CARRIED_IN, "4")}),
        (
            "收到政府信息公开申请64件，其中4件由于需征求第三方意见，延期至2025年1月答复。",
            {(NEW, "64"), (CARRIED_OUT, "4")},
        ),
        ("收到政府信息公开申请9件；未办理完毕5件，结转至下一年度。", {(NEW, "9"), (CARRIED_OUT, "5")}),
        ("受理政府信息公开申请94件（未含上年结转2件）。", {(NEW, "94"), (CARRIED_IN, "2")}),
        ("收到政府信息公开申请59件，跨年结转5件。", {(NEW, "59"), (CARRIED_OUT, "5")}),
        (
            "收到政府信息公开申请62件，其中4件于12月下旬收到，尚在办理期限内，结转下年度继续办理。",
            {(NEW, "62"), (CARRIED_OUT, "4")},
        ),
        ("依申请公开情况。共18件申请，均已答复。", {(NEW, "18"), (TOTAL, "18")}),
    ],
)
def test_what_is_carried_over_or_came_in_may_be_told_in_other_words(text, claimed):
    assert pairs(text, 2024) == claimed


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("信息处理费收费标准为每件100元至200元不等。", set()),
        ("除信息处理费344元外，未收取其他费用。", {(FEE, "344")}),
        ("2023年收取信息处理费160元，2024年未收取。", {(FEE, "0")}),
    ],
)
def test_only_what_was_charged_this_year_is_the_fee(text, claimed):
    assert pairs(text) == claimed


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("全年未收到企业提出的政府信息公开申请。", set()),
        ("全年无企业、个人提出政府信息公开申请。", {(NEW, "0")}),
        ("本年度未作出不予公开决定。", {("T3.denied.*.total", "0")}),
        ("作出不予公开决定10件，均告知了理由。", {("T3.denied.*.total", "10")}),
        ("没有不予公开的答复。", {("T3.denied.*.total", "0")}),
        ("答复书均已送达，无一件因程序违法被撤销。", set()),
    ],
)
def test_a_denial_reaches_as_far_as_what_it_names(text, claimed):
    assert pairs(text) == claimed


def test_what_stays_in_force_of_those_looked_through_is_not_all():
    assert pairs("清理行政规范性文件35件，其中继续有效28件、废止4件。") == {("T2.norms.repealed", "4")}


def test_results_behind_the_name_of_their_cases_are_of_those():
    told = pairs("政府信息公开行政复议方面，结果维持2件；行政诉讼方面，结果维持1件。")
    assert told == {("T4.review.upheld", "2"), ("T4.direct.upheld+T4.after.upheld", "1")}


def test_all_of_the_suits_over_disclosure_among_others_may_be_won():
    told = pairs("办理行政应诉案件17件，其中涉及政府信息公开4件，均胜诉。")
    assert told == {(SUITS, "4"), ("T4.direct.upheld+T4.after.upheld", "4")}


def test_one_ground_names_the_group_of_the_others_in_its_list():
    told = pairs("重复申请4件、信访类申请7件，均不予处理。")
    assert {("T3.refused.repeated.total", "4"), ("T3.refused.petition.total", "7")} <= told


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("2024年之前我局累计收到政府信息公开申请449件。", set()),
        ("区属国有企业收到信息公开申请2件。", set()),
        ("结转自上年的申请9件，新收申请39件。", {(CARRIED_IN, "9"), (NEW, "39")}),
        ("2024年度结转自上年的申请9件，新收申请39件。", {(CARRIED_IN, "9"), (NEW, "39")}),
        (
            "收到政府信息公开申请9件，全部于年内办结，未结转下年。",
            {(NEW, "9"), (TOTAL, "9"), (CARRIED_OUT, "0")},
        ),
        (
            "收到政府信息公开申请30件，不予公开8件，理由包括：第三方不同意公开7件，属于过程性信息1件。",
            {
                (NEW, "30"),
                ("T3.denied.*.total", "8"),
                ("T3.denied.third_party.total", "7"),
                ("T3.denied.process.total", "1"),
            },
        ),
        (
            "政府信息公开申请中，对重复申请不予处理3件，对信访类申请不予处理7件。",
            {("T3.refused.repeated.total", "3"), ("T3.refused.petition.total", "7")},
        ),
        ("受理行政许可申请196件，准予许可188件，不予许可5件。", {("T2.licence.decisions", "188")}),
    ],
)
def test_words_near_a_figure_say_whose_and_of_which_row_it_is(text, claimed):
    assert pairs(text, 2024) == claimed


def test_results_behind_both_kinds_of_cases_are_surely_of_neither():
    text = "因政府信息公开发生行政复议12件、行政诉讼8件，纠错3件。"
    told = {claim.cell: claim.doubtful for claim in read_claims([Section("S4", "", text)], "", 2024)}
    assert told == {REVIEWS: False, SUITS: False, "T4.direct.corrected+T4.after.corrected": True}


def test_nothing_of_a_part_in_the_same_sentence_is_of_the_applications_told_before_the_cases():
    text = (
        "收到政府信息公开申请81件。全年发生行政复议38件，其中政府信息公开类2件；行政诉讼246件，其中政府信息公开类9件。"
        "全年政府信息公开行政复议2件，已办结2件：维持2件；未办结0件。"
    )
    told = pairs(text, 2024)
    assert ("T4.review.pending", "0") in told
    assert not {cell for cell, _ in told} & {TOTAL, CARRIED_OUT}


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        (
            "收到政府信息公开申请40件。政府信息公开行政诉讼案件结案8件，未结4件。",
            {(NEW, "40"), ("T4.direct.pending+T4.after.pending", "4")},
        ),
        ("收到政府信息公开申请40件。行政诉讼案件结案8件，未结4件。", {(NEW, "40")}),
        ("收到政府信息公开申请40件，行政复议案件办结8件，均维持。", {(NEW, "40")}),
        ("收到政府信息公开申请40件。行政处罚案件立案33件，结案8件，移送2件。", {(NEW, "40")}),
    ],
)
def test_cases_closed_and_what_follows_are_no_applications(text, claimed):
    assert pairs(text, 2024) == claimed


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("收到政府信息公开申请44件。2023年结转的6件申请已办结。", {(NEW, "44"), (CARRIED_IN, "6")}),
        (
            "收到政府信息公开申请44件，上年结转6件，均已办结。",
            {(NEW, "44"), (CARRIED_IN, "6"), (TOTAL, "50"), (CARRIED_OUT, "0")},
        ),
        (
            "收到政府信息公开申请37件。予以公开和部分公开共11件，占全部答复的29.7%。",
            {(NEW, "37"), ("T3.granted.total+T3.partial.total", "11")},
        ),
    ],
)
def test_what_is_said_of_some_ends_none_of_the_others(text, claimed):
    assert pairs(text, 2024) == claimed


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        (
            "新收政府信息公开申请57件。办理政府信息公开申请62件（含2023年结转8件），答复59件，3件结转至2025年。",
            {(NEW, "57"), (BOTH, "62"), (CARRIED_IN, "8"), (TOTAL, "59"), (CARRIED_OUT, "3")},
        ),
        ("上年结转的2件申请中，予以公开1件，不予公开1件。", {(CARRIED_IN, "2")}),
        (
            "上年结转的2件申请中，予以公开1件；本年新收申请9件，均已答复。",
            {(CARRIED_IN, "2"), (NEW, "9"), (TOTAL, "11")},
        ),
        ("政府信息公开无复议维持案件，无诉讼败诉案件。", {("T4.direct.corrected+T4.after.corrected", "0")}),
        (
            "除对3件超量申请收取410元信息处理费外，其余申请均未收费。",
            {(FEE, "410"), ("S6.processing_fee_cases", "3")},
        ),
        ("政府信息公开申请中涉及行政处罚4件、行政许可6件。", set()),
    ],
)
def test_what_holds_or_leaves_out_some_tells_of_no_others(text, claimed):
    assert pairs(text, 2024) == claimed


def test_a_committee_closes_applications_and_does_not_confer():
    assert pairs("管委会办结30件政府信息公开申请。") == {(TOTAL, "30")}


@pytest.mark.parametrize("verb", ["办结", "答复"])
def test_this_years_among_those_answered_may_be_fewer_than_came_in(verb):
    text = f"共{verb}政府信息公开申请56件，包括上年结转的5件和本年新收的51件。"
    told = {claim.cell: claim.doubtful for claim in read_claims([Section("S1", "", text)], "", 2024)}
    assert told[NEW]


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        (
            "行政复议后又提起行政诉讼的10件，直接提起行政诉讼的1件。",
            {("T4.after.total", "10"), ("T4.direct.total", "1")},
        ),
        (
            "因信息公开引发行政复议3件，被责令重新答复1件，其余2件维持。",
            {(REVIEWS, "3"), ("T4.review.corrected", "1"), ("T4.review.upheld", "2")},
        ),
    ],
)
def test_how_cases_came_and_ended_may_be_told_in_other_words(text, claimed):
    assert pairs(text, 2024) == claimed


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("历年累计公开规范性文件370件，其中失效14件。", set()),
        ("历年累计公开规范性文件370件，其中本年废止14件。", {("T2.norms.repealed", "14")}),
        ("历年累计公开规范性文件370件，其中2024年废止14件。", {("T2.norms.repealed", "14")}),
        ("全年制发规范性文件12件，其中废止2件。", {("T2.norms.issued", "12"), ("T2.norms.repealed", "2")}),
    ],
)
def test_documents_repealed_among_those_of_all_years_are_this_years_only_where_it_is_said(text, claimed):
    assert pairs(text, 2024) == claimed
