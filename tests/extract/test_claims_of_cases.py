"""How reviews and lawsuits ended, in the words that prose has for it."""

from __future__ import annotations

import pytest

from checks.report import Section
from flows.extract.claims import read_claims
from tests.extract.test_claims_of_parts import pairs

REVIEWS, LAWSUITS = "T4.review.total", "T4.direct.total+T4.after.total"
UPHELD, OTHER = "T4.direct.upheld+T4.after.upheld", "T4.direct.other+T4.after.other"


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        (
            "涉及政府信息公开的行政诉讼4件，其中法院判决驳回诉讼请求3件，原告撤诉1件。",
            {(LAWSUITS, "4"), (UPHELD, "3"), (OTHER, "1")},
        ),
        ("年内发生政府信息公开行政诉讼1件，经法院裁定准许原告撤回起诉。", {(LAWSUITS, "1"), (OTHER, "1")}),
        (
            "政府信息公开行政复议5件，其中维持3件、撤回2件。",
            {(REVIEWS, "5"), ("T4.review.upheld", "3"), ("T4.review.other", "2")},
        ),
        (
            "政府信息公开未经复议直接起诉2件，法院均判决驳回原告诉讼请求。",
            {("T4.direct.total", "2"), ("T4.direct.upheld", "2")},
        ),
    ],
)
def test_claims_dismissed_are_upheld_and_those_taken_back_have_another_result(text, claimed):
    assert pairs(text) == claimed


@pytest.mark.parametrize(
    "text",
    [
        "政府信息公开行政诉讼1件，一审驳回起诉，二审维持原裁定。",
        "政府信息公开行政诉讼1件，一审判决驳回原告诉讼请求，目前二审审理中。",
        "政府信息公开行政诉讼1件，二审驳回上诉，维持原判。",
    ],
)
def test_a_suit_dismissed_itself_or_judged_again_says_no_result(text):
    assert pairs(text) == {(LAWSUITS, "1")}


def test_cases_received_stand_behind_their_figure():
    text = "本机关共收到4起因政府信息公开引发的行政复议案件，其中3起维持、1起正在审理。"
    assert pairs(text) == {(REVIEWS, "4"), ("T4.review.upheld", "3"), ("T4.review.pending", "1")}


def test_of_cases_of_every_kind_only_those_over_disclosure_are_told():
    text = "全年行政复议案件31件、行政诉讼案件18件，其中涉及政府信息公开的复议2件、诉讼1件。"
    assert pairs(text) == {(REVIEWS, "2"), (LAWSUITS, "1")}
    assert pairs("行政应诉案件共26件，涉及工伤认定20件、行政处罚4件、信息公开2件。") == {(LAWSUITS, "2")}


def test_what_courts_counted_of_others_is_no_case_of_ours():
    assert pairs("据法院统计，全市法院审理政府信息公开行政案件128件，行政机关败诉9件。") == set()


def test_both_kinds_of_bodies_that_did_not_correct_are_told():
    text = "全年没有发生因政府信息公开被行政复议机关纠错和行政诉讼败诉的情况。"
    assert pairs(text) == {("T4.review.corrected", "0"), ("T4.direct.corrected+T4.after.corrected", "0")}


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("不动产登记错误引发行政诉讼2件，均胜诉。", set()),
        ("全国行政机关2023年收到政府信息公开申请约50万件。", set()),
        ("其中3家单位收到政府信息公开申请10件以上。", set()),
        (
            "政府信息公开行政复议、行政诉讼分别发生2件、1件，其中复议案件1件维持、1件纠正。",
            {(REVIEWS, "2"), (LAWSUITS, "1"), ("T4.review.upheld", "1"), ("T4.review.corrected", "1")},
        ),
    ],
)
def test_cases_and_applications_of_others_or_over_others_matters_are_none_of_ours(text, claimed):
    assert pairs(text) == claimed


def test_applications_still_in_hand_are_no_pending_suits():
    told = "涉及政府信息公开的行政诉讼案件6件。结转下年度的1件申请均在法定办理期限内。"
    assert pairs(told) == {(LAWSUITS, "6")}


def test_what_came_after_a_correction_is_denied_not_the_correction():
    assert pairs("没有一件因答复内容被行政复议机关纠正后拒不改正。") == set()
    assert pairs("没有一件被行政复议机关纠正。") == {("T4.review.corrected", "0")}


def test_holding_nobody_to_account_for_a_lost_suit_denies_no_lost_suit():
    assert pairs("没有发生因政府信息公开引发的败诉问责事件。") == set()


def test_letters_that_came_in_online_are_no_applications():
    told = "政府信息公开申请100件。网上政民互动信件共收到190件，已答复190件。"
    assert pairs(told) == {("T3.new.total", "100")}


def test_the_cases_not_decided_yet_are_not_all_of_them():
    assert pairs("政府信息公开行政诉讼14件。尚未审结的案件，我局将继续配合审理机关做好工作。") == {(LAWSUITS, "14")}


@pytest.mark.parametrize(
    "text",
    [
        "行政执法工作均无被申请行政复议和提起行政诉讼。",
        "全年行政处罚案件无行政复议、行政诉讼。",
        "规范性文件未被提起行政复议或行政诉讼附带审查。",
        "我局作为复议机关，未收到行政复议申请。",
    ],
)
def test_no_cases_over_other_work_are_not_no_cases_over_disclosure(text):
    assert pairs(text) == set()
    assert pairs("全年作出行政处罚12件，无一引发行政复议和行政诉讼。") == {("T2.penalty.decisions", "12")}


@pytest.mark.parametrize(
    "text",
    [
        "不动产登记工作全年未发生行政复议和行政诉讼。",
        "全年共办理行政许可230件、行政处罚12件，未发生行政复议、行政诉讼案件。",
        "未发生针对主动公开内容的行政复议、行政诉讼。",
    ],
)
def test_no_cases_beside_other_work_may_be_over_that(text):
    denied = [claim for claim in read_claims([Section("S1", "", text)], "", 2023) if claim.value == "0"]
    assert [claim.cell for claim in denied] == [REVIEWS, LAWSUITS]
    assert all(claim.doubtful for claim in denied)


def test_those_left_over_that_a_note_to_table_4_tells_of_are_no_applications():
    assert read_claims([Section("S4", "", "注：其中2件为上年结转。")], "", 2023) == ()
    (told,) = read_claims([Section("S3", "", "注：其中2件为上年结转。")], "", 2023)
    assert told.cell == "T3.carried_in.total"
