"""A claim knows its sentence, its place, whose figure it is and how exactly it is told; what is no claim is none."""

from __future__ import annotations

import time

import pytest

from checks.report import Claim, Section
from flows.extract.claims import read_claims
from flows.extract.claims.lexicon import Lexicon, lexicon
from flows.extract.claims.quantities import chinese_number
from flows.extract.claims.tokens import tidy, tokenise

NEW, TOTAL, CARRIED_IN = "T3.new.total", "T3.total.total", "T3.carried_in.total"
CARRIED_OUT = "T3.carried_out.total"
LAWSUITS = "T4.direct.total+T4.after.total"


def read(text: str, year: int | None = 2023, section: str = "S1") -> tuple[Claim, ...]:
    return read_claims([Section(section, "", text)], "", year)


def pairs(text: str, year: int | None = 2023) -> set[tuple[str, str]]:
    return {(claim.cell, claim.value) for claim in read(text, year)}


def test_a_claim_quotes_its_whole_sentence_and_knows_its_place():
    text = "我局依法公开信息。2023 年共收到政府信息公开申请 5 件，均已答复。\n其他工作有序推进。"
    first, second = read(text)
    assert first.quote == second.quote == "2023 年共收到政府信息公开申请 5 件，均已答复。"
    assert text[first.start : first.end] == first.quote
    assert (first.section, first.pattern != "") == ("S1", True)


def test_a_word_that_denies_all_is_quoted_with_what_it_denies():
    text = "（二）依申请公开情况。无。"
    (claim,) = read(text)
    assert (claim.cell, claim.value, claim.quote) == (NEW, "0", text)
    assert text[claim.start : claim.end] == claim.quote


def test_each_clause_knows_whose_figure_it_gives():
    whole, own = read("全区共收到政府信息公开申请788件，区政府本级共收到政府信息公开申请209件。")
    assert [(claim.value, claim.scope) for claim in (whole, own)] == [("788", "area"), ("209", "own")]


def test_the_preamble_may_claim_too():
    (claim,) = read_claims([], "本年度未收到政府信息公开申请。", 2023)
    assert (claim.section, claim.cell, claim.value) == (None, NEW, "0")


@pytest.mark.parametrize(
    ("text", "scope"),
    [
        ("全县共收到政府信息公开申请85件。", "area"),
        ("各级行政机关共收到政府信息公开申请85件。", "area"),
        ("我局收到政府信息公开申请8件。", "own"),
        ("区政府办公室代表区政府收到政府信息公开申请8件。", "unclear"),
        ("全市办理顺利。共收到政府信息公开申请8件。", "own"),
    ],
)
def test_scope_is_read_from_the_sentence(text, scope):
    assert {claim.scope for claim in read(text)} == {scope}


def test_a_sentence_without_scope_keeps_the_area_of_the_one_before():
    claims = read("全县共收到政府信息公开申请85件。其中予以公开40件。")
    assert [claim.scope for claim in claims] == ["area", "area"]


@pytest.mark.parametrize(
    ("figure", "value", "qualifier"),
    [
        ("12件", "12", "exact"),
        ("12余件", "12", "approximate"),
        ("近百件", "100", "approximate"),
        ("约30件", "30", "approximate"),
        ("30多件", "30", "approximate"),
        ("3-5件", "3", "approximate"),
        ("超过200件", "200", "at_least"),
        ("不足10件", "10", "at_most"),
        ("1,205件", "1205", "exact"),
        ("１２件", "12", "exact"),
        ("二十一件", "21", "exact"),
        ("两件", "2", "exact"),
        ("零件", "0", "exact"),
    ],
)
def test_a_figure_is_as_exact_as_it_is_told(figure, value, qualifier):
    (claim,) = read(f"共收到政府信息公开申请{figure}。")
    assert (claim.cell, claim.value, claim.qualifier) == (NEW, value, qualifier)


def test_an_approximate_number_implies_no_exact_one():
    assert pairs("共收到政府信息公开申请20余件，全部办结。") == {(NEW, "20")}


@pytest.mark.parametrize(
    ("verb", "cell", "alternatives"),
    [
        ("收到", NEW, ()),
        ("受理", NEW, (f"{NEW}+{CARRIED_IN}",)),
        ("办理", TOTAL, (NEW, f"{NEW}+{CARRIED_IN}")),
        ("收办", f"{NEW}+{CARRIED_IN}", ()),
        ("办结", TOTAL, ()),
    ],
)
def test_an_ambiguous_verb_names_its_other_readings(verb, cell, alternatives):
    (claim,) = read(f"全年共{verb}政府信息公开申请36件。")
    assert (claim.cell, claim.alternatives) == (cell, alternatives)


def test_what_was_handled_and_closed_came_in_this_year_or_before():
    told = read("全年共办理政府信息公开申请21件，均已办结。")
    (new,) = [claim for claim in told if claim.cell == NEW]
    assert (new.value, new.alternatives) == ("21", (f"{NEW}+{CARRIED_IN}", TOTAL))


def test_documents_classed_by_how_they_are_disclosed_claim_nothing():
    assert (
        pairs("我局本年制作信息52条，按属性分：主动公开信息数41条，依申请公开信息数11条，不予公开信息数0条。") == set()
    )


def test_other_outcomes_beside_a_row_of_theirs_may_be_what_is_left():
    told = read("共收到申请9件，予以公开2件，逾期未补正2件，其他处理5件。")
    (other,) = [claim for claim in told if claim.cell == "T3.other.*.total"]
    assert other.alternatives == ("T3.other.fee_unpaid.total+T3.other.else.total", "T3.other.else.total")
    (alone,) = [claim for claim in read("共收到申请9件，予以公开4件，其他处理5件。") if claim.cell == other.cell]
    assert alone.alternatives == ()


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("结转上年度2件，新收到政府信息公开申请9件。", CARRIED_IN),
        ("2022年结转至2023年2件，共收到政府信息公开申请9件。", CARRIED_IN),
        ("共收到政府信息公开申请9件，2023年结转至2024年2件。", CARRIED_OUT),
        ("共收到政府信息公开申请9件，2件顺延到下年度答复。", CARRIED_OUT),
        ("共收到政府信息公开申请9件，2件正在办理中。", CARRIED_OUT),
    ],
)
def test_what_was_carried_over_is_in_or_out(text, cell):
    assert pairs(text) == {(NEW, "9"), (cell, "2")}


def test_included_carry_overs_make_the_received_figure_a_sum():
    assert (f"{NEW}+{CARRIED_IN}", "32") in pairs("共受理政府信息公开申请32件（含上年结转3件）。")


def test_a_figure_of_an_earlier_year_beside_this_years_is_no_claim():
    assert pairs("2023年收到政府信息公开申请7件。2022年收到政府信息公开申请4件。") == {(NEW, "7")}
    assert pairs("2021年收到36件，2022年收到政府信息公开申请48件。", None) == {(NEW, "48")}


def test_a_figure_of_another_year_standing_alone_is_doubtful():
    (claim,) = read("2022年，我局共收到政府信息公开申请3件。")
    assert (claim.cell, claim.doubtful) == (NEW, True)


def test_a_groups_figure_for_a_reason_in_other_words_is_doubtful():
    claims = read("收到政府信息公开申请16件，因政策咨询不予处理4件，因不属于本机关职责无法提供3件。")
    assert [claim.doubtful for claim in claims] == [False, True, True]
    assert not any(claim.doubtful for claim in read("收到政府信息公开申请6件，因本机关不掌握等原因无法提供4件。"))


def test_published_items_that_share_a_rows_name_are_doubtful():
    (claim,) = read("主动公开行政规范性文件6件。")
    assert (claim.cell, claim.value, claim.doubtful) == ("T2.norms.issued", "6", True)
    assert pairs("主动公开行政处罚案件信息9条。") == set()


def test_one_negation_governs_several_nouns():
    assert pairs("未收到政府信息公开申请、行政复议和行政诉讼。") == {
        (NEW, "0"),
        ("T4.review.total", "0"),
        (LAWSUITS, "0"),
    }


def test_a_denial_of_one_outcome_is_no_denial_of_cases():
    claimed = pairs("未发生因政府信息公开被行政复议纠错、行政诉讼败诉的情况。")
    assert claimed == {("T4.review.corrected", "0"), ("T4.direct.corrected+T4.after.corrected", "0")}


@pytest.mark.parametrize(
    "text",
    [
        "未发生因未按时答复政府信息公开申请而被投诉的情况。",
        "无逾期答复政府信息公开申请情况。",
        "全年未收到关于征地方面的政府信息公开申请。",
        "未收到通过信函提交的政府信息公开申请。",
        "未收到政府信息公开申请的，也要在报告中如实说明。",
        "要求未收到政府信息公开申请的单位填报0。",
    ],
)
def test_a_narrower_denial_is_not_that_nothing_came_in(text):
    assert pairs(text) == set()


def test_messages_answered_after_applications_are_not_applications():
    claimed = pairs("收到政府信息公开申请5件。网民留言30条，均已答复。县长信箱收到来信8件，已办结8件。")
    assert claimed == {(NEW, "5")}


def test_a_heading_in_its_own_line_tells_what_the_next_line_counts():
    assert pairs("（二）依申请公开情况\n2023年共收到12件，均已答复。") == {(NEW, "12"), (TOTAL, "12")}
    assert pairs("行政复议、行政诉讼情况\n无。") == {("T4.review.total", "0"), (LAWSUITS, "0")}


def test_a_row_of_table_three_left_in_the_prose_claims_nothing():
    assert pairs("一、本年新收政府信息公开申请数量 5 0 0 0 0 0 5") == set()


def test_the_same_figure_twice_in_a_sentence_is_one_claim():
    assert len(read("收到政府信息公开申请5件，共收到政府信息公开申请5件。")) == 1


def test_contradictory_words_imply_no_total():
    claimed = pairs("收到政府信息公开申请34件，所有申请均已办结。转下一年度办理1件。")
    assert claimed == {(NEW, "34"), (CARRIED_OUT, "1")}


def test_no_word_of_the_lexicon_has_two_kinds():
    assert len(lexicon().kind_of) > 300
    with pytest.raises(ValueError, match="收到"):
        Lexicon({"receive": ["收到"], "answer": ["收到"]})


def test_every_character_of_a_sentence_is_in_some_token_or_says_nothing():
    tokens = tokenise(tidy("2023年，我局收到“某某”政府信息公开申请5件。"))
    assert [token.kind for token in tokens if token.kind in ("receive", "request", "quantity")] == [
        "receive",
        "request",
        "quantity",
    ]


@pytest.mark.parametrize(("text", "number"), [("十", 10), ("十二", 12), ("一百零三", 103), ("二十", 20), ("两", 2)])
def test_chinese_numerals_are_numbers(text, number):
    assert chinese_number(text) == number


@pytest.mark.parametrize(
    "text",
    [
        "由5件增至6件" * 3_000,
        "申请同比增加3件，为2件，" * 1_500,
        "收到申请5件，撤回1件，合计6件，" * 1_200,
        "收到政府信息公开申请5件。" * 3000,
        "依申请公开" + "的办理" * 20000 + "5件",
        "（" * 30000 + "依申请公开5件",
        "未" * 30000 + "收到政府信息公开申请",
        "5件" * 20000 + "依申请公开",
        "收到政府信息公开申请" + "1" * 60000 + "件",
        "收到政府信息公开申请5件" + "110101199003071233" * 3000,
    ],
)
def test_a_hostile_paragraph_costs_little(text):
    start = time.process_time()
    read(text)
    assert time.process_time() - start < 3


def test_last_years_figure_in_a_paragraph_of_its_own_is_no_claim_where_this_years_is_told():
    told = "收到政府信息公开申请5件。\n2022年收到政府信息公开申请9件。"
    assert pairs(told) == {(NEW, "5")}
    (slip,) = read("2022年收到政府信息公开申请9件。")
    assert (slip.value, slip.doubtful) == ("9", True)


def test_those_withdrawn_leave_open_how_many_were_dealt_with():
    claims = {claim.cell: claim for claim in read("收到信息公开申请15件，13件已答复，2件申请人撤回。")}
    assert (claims[NEW].doubtful, claims[TOTAL].value, claims[TOTAL].doubtful) == (False, "13", True)


@pytest.mark.parametrize(
    ("text", "dealt"),
    [
        ("政府信息公开行政复议、行政诉讼分别为3件、5件", {("T4.review.total", "3"), (LAWSUITS, "5")}),
        ("政府信息公开行政复议和行政诉讼分别有3件和5件", {("T4.review.total", "3"), (LAWSUITS, "5")}),
        ("政府信息公开申请予以公开、部分公开分别为3件，2件", {("T3.granted.total", "3"), ("T3.partial.total", "2")}),
    ],
)
def test_figures_told_in_a_row_go_to_their_names_in_order(text: str, dealt: set[tuple[str, str]]):
    assert pairs(text) == dealt


def test_a_count_rounded_to_ten_thousands_is_only_about_right():
    (claim,) = read("全省各级行政机关共收到政府信息公开申请12.3万件")
    assert (claim.value, claim.qualifier, claim.scope) == ("123000", "approximate", "area")


@pytest.mark.parametrize(
    "text",
    [
        "下一步力争政府信息公开申请零纠错、零败诉。",
        "除财政局外，其他单位均未收到政府信息公开申请。",
        "全县50个单位中有32个单位未收到政府信息公开申请。",
        "未被提起行政复议或诉讼的申请占98%。",
    ],
)
def test_what_shall_not_happen_or_did_not_happen_to_some_is_no_zero(text):
    assert pairs(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "乡镇收到政府信息公开申请27件，县直部门收到80件。",
        "公安局、教育局、住建局分别收到政府信息公开申请8件、6件、4件。",
        "各街道共收到政府信息公开申请33件，占全区的9.2%。",
        "有5个部门政府信息公开申请量超过50件。",
    ],
)
def test_what_some_bodies_received_is_no_figure_of_the_table(text):
    assert pairs(text) == set()


def test_a_row_of_years_gives_each_its_figure_and_only_the_last_is_claimed():
    assert pairs("2021年、2022年、2023年分别收到政府信息公开申请30件、42件、57件。") == {(NEW, "57")}


def test_what_came_in_and_was_carried_in_may_be_summed_in_words():
    claimed = pairs("新收政府信息公开申请46件，上年结转3件，合计49件，办结49件。")
    assert claimed == {(NEW, "46"), (CARRIED_IN, "3"), (f"{NEW}+{CARRIED_IN}", "49"), (TOTAL, "49")}


def test_rows_told_in_short_are_rows_only_among_the_parts_of_their_group():
    assert ("T3.denied.state_secret.total", "1") in pairs("收到申请5件，不予公开3件（国家秘密1件、内部事务信息2件）。")
    assert not any("state_secret" in cell for cell, _ in pairs("收到政府信息公开申请5件，国家秘密培训1件。"))


def test_an_outcome_that_holds_another_counts_both():
    assert ("T3.granted.total+T3.partial.total", "48") in pairs(
        "收到政府信息公开申请60件，予以公开（含部分公开）48件。"
    )


@pytest.mark.parametrize(
    "text",
    [
        "受理行政复议案件12件、依申请公开案件21件。",
        "行政复议机关共办结政府信息公开类复议案件210件。",
        "行政复议2起，均因行政处罚引起。",
    ],
)
def test_reviews_that_the_agency_decided_or_over_other_matters_are_not_its_own(text):
    assert not any(cell.startswith("T4.") for cell, _ in pairs(text))


def test_parts_whose_sum_is_told_are_not_the_figure():
    claimed = pairs("收到市政府转办的政府信息公开申请17件，直接收到24件，合计41件。")
    assert claimed == {(NEW, "41")}


def test_what_is_told_apart_in_brackets_stays_apart():
    claimed = pairs("共受理政府信息公开申请89件（新收80件，上年结转9件）。")
    assert claimed == {(f"{NEW}+{CARRIED_IN}", "89"), (NEW, "80"), (CARRIED_IN, "9")}


@pytest.mark.parametrize(
    "text",
    [
        "行政许可事项目录1个，行政处罚流程图1份。",
        "新增行政处罚权12项、下放行政许可8项。",
        "行政许可“一件事”集成办理事项12件。",
        "目录调整后，主动公开事项56项、依申请公开事项9项。",
        "网上工作平台新收202件，上年结转1件，办结203件。",
        "物业维修资金新收56件，上年结转3件，办结59件。",
    ],
)
def test_what_only_shares_words_with_the_tables_claims_nothing(text):
    assert pairs(text) == set()


def test_the_head_of_a_list_is_not_what_its_first_figure_counts():
    claimed = pairs("收到申请9件。不予公开：国家秘密1件，内部事务信息2件。")
    assert claimed == {(NEW, "9"), ("T3.denied.state_secret.total", "1"), ("T3.denied.internal.total", "2")}


def test_results_summed_in_words_are_the_cases():
    claimed = pairs("政府信息公开行政复议：结果维持3件，尚未审结2件，总计5件。")
    assert claimed == {("T4.review.upheld", "3"), ("T4.review.pending", "2"), ("T4.review.total", "5")}


def test_a_third_party_is_no_ordinal():
    claimed = pairs("收到申请9件。不予公开4件：涉及国家秘密1件、第三方合法权益3件。")
    assert ("T3.denied.third_party.total", "3") in claimed


@pytest.mark.parametrize(
    "text",
    [
        "因安置补偿引发行政诉讼8件，维持7件。",
        "公开政策咨询答复320条。",
        "依申请公开转信访办理3件。",
    ],
)
def test_a_verb_or_a_case_belongs_to_what_stands_before_it(text):
    assert pairs(text) == set()


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("收到的政府信息公开申请除1件在办外，均已答复。", {(CARRIED_OUT, "1")}),
        ("依申请公开办件量比上年增加4件，共15件。", {(NEW, "15")}),
        ("在全年答复的申请中，无法提供占比最大，共31件。", {("T3.unable.*.total", "31")}),
        ("政府信息公开行政复议案件由去年的5件下降到2件。", {("T4.review.total", "2")}),
    ],
)
def test_a_figure_may_stand_apart_from_what_it_counts(text, claimed):
    assert pairs(text) == claimed


def test_what_stands_behind_a_document_is_what_there_is_none_of():
    assert pairs("无规章制发权。无规范性文件超期。") == set()
    assert pairs("无行政强制事项。") == {("T2.coercion.decisions", "0")}


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("另有3件政府信息公开申请结转下年度继续办理。", {(CARRIED_OUT, "3")}),
        ("3件依申请公开事项正在办理中。", {(CARRIED_OUT, "3")}),
        ("有1件政府信息公开申请被申请行政复议。", set()),
        ("与申请人就6件政府信息公开申请进行了沟通。", set()),
        ("对5件政府信息公开申请延长了答复期限。", set()),
        ("全年共有12件政府信息公开申请。", {(NEW, "12")}),
    ],
)
def test_a_count_before_its_name_came_in_unless_more_is_said_of_it(text, claimed):
    assert pairs(text) == claimed


def test_answers_put_right_in_reviews_or_lawsuits_are_no_count_of_the_cases():
    claimed = pairs("依申请公开答复质量有待提高，2件答复在行政复议或行政诉讼中被纠正。")
    assert {cell.rpartition(".")[2] for cell, _ in claimed} == {"corrected"}


def test_what_came_in_at_a_years_end_did_come_in():
    assert (NEW, "0") not in pairs("其中2件于年末收到政府信息公开申请，已答复。")


def test_parts_told_in_a_later_sentence_are_not_told_again():
    claimed = pairs("收到7件政府信息公开申请。2件依申请公开，1件部分公开。")
    assert claimed == {(NEW, "7"), ("T3.partial.total", "1")}


def test_what_stands_behind_a_time_limit_is_still_said_of_the_figure():
    claimed = pairs("受理的15件政府信息公开申请均在20个工作日以内答复。")
    assert claimed == {(NEW, "15"), (TOTAL, "15")}


def test_a_result_behind_both_kinds_of_lawsuits_is_of_both():
    told = pairs("因政府信息公开直接起诉1起，复议后起诉3起；尚有1起未审结。")
    assert told == {
        ("T4.direct.total", "1"),
        ("T4.after.total", "3"),
        ("T4.direct.pending+T4.after.pending", "1"),
    }
    assert ("T4.after.pending", "1") in pairs("因政府信息公开直接起诉1起，维持1起，复议后起诉3起，未审结1起。")


def test_parts_of_those_answered_are_not_those_that_came_in():
    told = pairs("新收依申请公开24件，上年结转2件；办结25件（其中当年新收23件、上年结转2件），1件结转下年。")
    assert told == {(NEW, "24"), (CARRIED_IN, "2"), (TOTAL, "25"), (CARRIED_OUT, "1")}


def test_an_outcome_may_be_said_to_be_all_of_one_row():
    told = pairs("收到政府信息公开申请9件，其中不予处理4件，均为信访举报投诉类申请。")
    assert ("T3.refused.petition.total", "4") in told


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("在政府信息公开行政复议方面，发生2件。", {("T4.review.total", "2")}),
        ("关于政府信息公开行政诉讼，全年未发生。", {(LAWSUITS, "0")}),
        ("本机关“零申请”“零复议”“零诉讼”。", {(NEW, "0"), ("T4.review.total", "0"), (LAWSUITS, "0")}),
    ],
)
def test_cases_named_in_the_clause_before_are_what_is_counted_or_denied(text, claimed):
    assert pairs(text) == claimed


def test_what_ocr_makes_of_a_word_is_read_as_the_word():
    assert pairs("收到政府信息公开申清5件，己办结4件。") == {(NEW, "5"), (TOTAL, "4")}


def test_what_bodies_below_did_not_receive_says_nothing_of_the_agency():
    assert pairs("所属事业单位未收到政府信息公开申请。") == set()
    assert pairs("本局及所属事业单位未收到政府信息公开申请。") == {(NEW, "0")}


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("与2022年的36件相比，今年收到的政府信息公开申请为38件。", {(NEW, "38")}),
        ("2022年收到政府信息公开申请5件，今年收到7件。", {(NEW, "7")}),
        ("收到政府信息公开申请8件，比2022年减少2件，办结7件。", {(NEW, "8"), (TOTAL, "7")}),
    ],
)
def test_the_year_compared_with_is_not_that_of_this_years_figure(text, claimed):
    told = read(text)
    assert {(claim.cell, claim.value) for claim in told} == claimed
    assert not any(claim.doubtful for claim in told)


def test_what_is_not_yet_due_goes_on_into_the_next_year():
    told = pairs("收到政府信息公开申请8件，已答复6件，召开协调会2次，另有2件未到法定答复期限。")
    assert told == {(NEW, "8"), (TOTAL, "6"), (CARRIED_OUT, "2")}


def test_disclosed_and_disclosed_in_part_may_be_counted_together():
    told = pairs("收到政府信息公开申请18件，公开和部分公开合计17件。")
    assert told == {(NEW, "18"), ("T3.granted.total+T3.partial.total", "17")}


@pytest.mark.parametrize(
    ("text", "carried_out"),
    [
        ("收到政府信息公开申请12件，办结11件，另外1件需征求第三方意见，延至2024年1月办结。", "1"),
        ("收到政府信息公开申请28件，12月底收到的2件正在按程序办理。", "2"),
        ("收到政府信息公开申请72件，结案70件，未结2件。", "2"),
        ("收到政府信息公开申请9件。结转情况：1件结转至2024年。", "1"),
    ],
)
def test_those_left_over_are_counted_where_the_words_beside_them_say_so(text, carried_out):
    assert (CARRIED_OUT, carried_out) in pairs(text)


def test_one_channel_alone_is_asked_about_and_two_are_parts():
    (claim,) = read("收到邮寄的政府信息公开申请书2份。")
    assert (claim.cell, claim.value, claim.doubtful) == (NEW, "2", True)
    assert pairs("收到邮寄的政府信息公开申请2件。收到网上提交的政府信息公开申请5件。") == set()


def test_an_average_or_a_sample_is_no_figure_of_the_year():
    assert pairs("平均每月收到政府信息公开申请3至5件。抽查依申请公开答复5件。") == set()


def test_results_are_no_surer_than_the_cases_they_belong_to():
    assert pairs("全年行政应诉案件23件，胜诉22件，败诉1件。") == set()
    assert ("T4.after.total", "1") in pairs("因政府信息公开发生行政诉讼1件（复议后起诉）。")


@pytest.mark.parametrize(
    "text",
    [
        "对2023年1-9月的依申请公开件进行抽查。",
        "收到党务公开申请2件，收到采购意向公开申请15件。",
        "推行免罚清单，不予行政处罚36件，撤销行政许可2件。",
        "馆藏规范性文件1236件。",
        "收到申请数由12件更正为13件。",
        "污水处理费征收1265万元。",
        "延长有效期的规范性文件2件，即将到期的规范性文件6件。",
        "申请法院强制执行行政处罚案件23件。",
        "2023年11月，收到政府信息公开申请3件。",
        "收到政府信息公开申请应为3件。",
    ],
)
def test_what_bears_half_a_name_of_the_tables_claims_nothing(text):
    assert pairs(text) == set()


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("受理政府信息公开申请156件（其中公民145件、法人11件）。", {("T3.new.natural", "145")}),
        ("收到政府信息公开申请25件（含重复申请3件）。", {(NEW, "25")}),
        ("制发行政规范性文件7件（其中以县政府名义制发3件）。", {("T2.norms.issued", "7")}),
        ("1月至12月收到政府信息公开申请9件。", {(NEW, "9")}),
        ("向1名申请人收取信息处理费100元。", {("S6.processing_fee_yuan", "100")}),
    ],
)
def test_what_stands_in_brackets_or_names_one_person_leaves_the_figure_as_it_is(text, claimed):
    assert claimed <= pairs(text)
    assert not {cell for cell, _ in pairs(text)} & {"T3.refused.repeated.total"}


@pytest.mark.parametrize(
    ("text", "claimed"),
    [
        ("受理公民政府信息公开申请21件，受理法人政府信息公开申请4件。", {("T3.new.natural", "21"), ("T3.new.legal_entities", "4")}),
        ("现行有效行政规范性文件5件，今年新增1件。", {("T2.norms.in_force", "5"), ("T2.norms.issued", "1")}),
        ("拟于2024年制定规范性文件5件，计划废止规范性文件3件。", set()),
        ("复议机构收到行政复议申请85件。法院新收行政诉讼案件86件。", set()),
    ],
)  # fmt: skip
def test_figures_of_a_sort_of_a_plan_or_of_others_are_told_apart(text, claimed):
    told = pairs(text)
    assert (told >= claimed) if claimed else (told == set())


@pytest.mark.parametrize("told", ["受理就业补贴申请30件，办结28件。", "去年收到整改建议9条，已完成9条。"])
def test_what_else_was_dealt_with_after_applications_is_not_their_total(told):
    assert pairs(f"全年收到政府信息公开申请9件。{told}") == {(NEW, "9")}


@pytest.mark.parametrize(
    "told",
    [
        "劳动人事争议仲裁受理案件1845件，结案1802件。",
        "新收信访件326件，上年结转12件，已办结330件。",
        "人事考试收费92.6万元，印制宣传册费用1.5万元。",
        "办理政务服务事项126项。政协提案答复公开14件，不予公开3件。",
        "受理行政复议申请56件，其中维持30件、撤销4件。",
        "因土地征收引发行政诉讼8件，维持7件。",
    ],
)
def test_a_sentence_about_something_else_claims_nothing_behind_one_about_applications(told):
    ours = "收到政府信息公开申请37件，办结35件。因政府信息公开被申请行政复议3件，维持2件。"
    assert pairs(ours + told) == pairs(ours)


def test_what_else_is_made_public_or_repealed_is_no_document_of_the_sentence_before():
    told = pairs("制发行政规范性文件4件。制定内部管理制度12项，废止3项。公布权力事项186项。")
    assert told == {("T2.norms.issued", "4")}


def test_a_paragraph_takes_up_applications_again_after_something_else():
    told = pairs("收到政府信息公开申请37件。受理补贴申请300件，办结280件。已答复35件。")
    assert told == {(NEW, "37"), (TOTAL, "35")}


def test_a_fee_told_before_makes_no_charges_of_later_counts():
    told = pairs("收取信息处理费120元。受理低保申请45件。")
    assert told == {("S6.processing_fee_yuan", "120")}


def test_registered_applications_came_in_and_the_rest_of_them_may_go_on_behind_something_else():
    assert pairs("依申请公开方面，登记申请16件，办结15件。") == {(NEW, "16"), (TOTAL, "15")}
    told = pairs("收到政府信息公开申请18件，办结17件。受理热线工单236件。其余1件申请结转下年度办理。")
    assert told == {(NEW, "18"), (TOTAL, "17"), (CARRIED_OUT, "1")}


def test_refusals_joined_with_what_cannot_be_given_count_both():
    joined = "T3.denied.*.total+T3.unable.*.total"
    assert pairs("收到政府信息公开申请40件，予以公开26件，不公开及无法提供14件。") >= {(joined, "14")}


def test_what_is_answered_for_a_government_is_not_surely_the_offices_own():
    (claim,) = read("代区政府答复依申请公开3件。")
    assert (claim.cell, claim.scope) == (TOTAL, "unclear")


def test_what_was_left_for_the_reports_own_year_was_carried_in():
    told = pairs("2022年收到政府信息公开申请24件，办结22件，结转2件至2023年。", year=2023)
    assert (CARRIED_IN, "2") in told
    assert (CARRIED_OUT, "2") in pairs("收到政府信息公开申请24件，办结22件，结转2件至2024年。", year=2023)


def test_several_outcomes_behind_a_figure_are_counted_together():
    joined = "T3.denied.*.total+T3.unable.*.total"
    assert (joined, "3") in pairs("收到政府信息公开申请9件，其中3件不予公开或无法提供。")


def test_what_was_left_for_the_year_and_answered_in_it_is_not_all_that_was_answered():
    text = "收到政府信息公开申请40件。另有2022年收到、结转至2023年作出答复的申请3件。已答复38件，5件尚在办理。"
    assert pairs(text) == {(NEW, "40"), (CARRIED_IN, "3"), (TOTAL, "38"), (CARRIED_OUT, "5")}
