"""Sums and percentages inside the prose."""

from __future__ import annotations

import pytest

from tests.checks.filings import ask, claim, filing, received, report, verdict

LISTS = [
    ("adds up", "全年共主动公开政府信息276条，其中动态216条、公告60条", "passes"),
    ("does not add up", "全年共主动公开政府信息276条，其中动态216条、公告50条", "fails"),
    ("includes, and exceeds", "全年共公开审计信息12条，包括结果8条、整改8条", "fails"),
    ("open list", "全年共主动公开政府信息276条，其中动态216条、公告50条等", "passes"),
    ("rounded parts", "全年共主动公开政府信息276条，其中动态216条、公告50余条", "passes"),
    ("two units", "全年共主动公开政府信息276条，其中动态216条、解读5件", "passes"),
    ("one part only", "全年共主动公开政府信息276条，其中动态216条", "passes"),
    ("a part split further", "全年共公开信息100条，其中动态60条，图解20条、视频40条，公告40条", "passes"),
    ("overlapping channels say so", "全年共公开信息100条，其中网站90条，其他渠道50条", "passes"),
    ("the larger ones of them", "全年共公开信息1260条，其中动态480条、通知公告325条、抽检结果210条", "passes"),
    ("all but a few of them", "全年共公开信息20条，其中图解8条、视频9条", "fails"),
    ("what it includes", "全年共公开信息1260条，包括动态480条、通知公告325条、抽检结果210条", "fails"),
    ("plainly only some of them", "全年共公开信息2316条，其中动态618条、通知公告402条", "passes"),
    ("a list in brackets ends with them", "全年共公开信息100条（其中动态60条、公告40条），解读25条", "passes"),
    ("a list in brackets does not add up", "全年共公开信息100条（其中动态60条、公告30条），解读10条", "fails"),
    ("results hold more than all", "行政复议7件，其中维持4件，确认违法3件，撤回1件", "fails"),
    ("results of all, and too few", "行政诉讼9件（维持4件、撤诉1件、未审结2件）", "fails"),
    ("of those decided, with those pending", "行政复议8件，已审结7件，其中维持6件、纠正1件，尚未审结1件", "passes"),
    ("of those decided", "行政复议12件，审结9件，其中维持6件，撤销2件，终止2件，尚未审结3件", "fails"),
    ("results that add up", "行政复议7件，其中维持4件，确认违法2件，责令重新答复1件", "passes"),
    ("some results", "行政复议7件，其中纠正1件、撤回1件", "passes"),
    ("of both together", "行政复议2件、行政诉讼3件，维持4件、驳回1件", "passes"),
    ("at two instances", "行政诉讼3件，其中一审驳回3件、二审维持2件", "passes"),
    ("by bodies", "行政复议7件，其中乡镇5件、部门3件", "passes"),
    ("a result told further", "行政复议7件，其中维持4件、其他结果3件（撤回2件、终止1件）", "passes"),
    ("cases corrected of the one sort, lost of the other", "行政复议6件、行政诉讼8件，被纠错5件、败诉5件", "passes"),
    ("more results than both", "行政复议2件、行政诉讼3件，维持4件、驳回3件", "fails"),
    ("a list behind a colon", "全年共收到申请25件：网上15件、信函8件", "fails"),
    ("a list behind a colon adds up", "全年共收到申请25件：网上15件、信函10件，办结24件", "passes"),
    ("a list right behind the whole", "全年共收到申请25件，网上15件、信函8件，均已答复", "fails"),
    ("a list right behind the whole adds up", "全年共收到申请25件，网上15件和信函10件", "passes"),
    ("what was done with some", "全年共收到申请25件，按时办结20件、结转4件", "passes"),
    ("decisions of other kinds", "全年办理行政许可17件，实施行政处罚128件、行政强制4件", "passes"),
    ("two of more right behind", "全年共公开信息1000条，网站720条、微信250条", "passes"),
    ("only some of them right behind", "全年共召开会议12次，推进会4次、培训会5次", "passes"),
    ("received and answered", "全县共收到申请5件，其中本级收到2件、办结2件，各部门收到3件", "passes"),
    ("no whole", "公开动态216条、公告50条", "passes"),
]


@pytest.mark.parametrize(("text", "expected"), [pytest.param(*row[1:], id=row[0]) for row in LISTS])
def test_a_closed_list_adds_up_or_not(text, expected):
    assert verdict(ask("TXT-SUMITEMS", filing(report(S1=text + "。")))) == expected


@pytest.mark.parametrize(
    ("share", "expected"),
    [
        ("42.86%", "passes"),
        ("42.9%", "passes"),
        ("43%", "passes"),
        ("44.2%", "passes"),  # of the new ones only
        ("33.9%", "fails"),
    ],
)
def test_a_percentage_fits_some_sensible_denominator_or_none(share, expected):
    quote = f"予以公开42件，占{share}"
    figures = received(95, carried_in=8, granted=42, denied__internal=56, total=98, carried_out=5)
    made = report(figures, S1=quote + "。", claims=(claim("T3.granted.total", "42", quote),))
    assert verdict(ask("TXT-PCT", filing(made))) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [("占办结总数的33.9%", "fails"), ("占答复总量的42.9%", "passes"), ("占网络申请的33.9%", "passes")],
)
def test_a_share_is_of_the_whole_that_is_named(words, expected):
    quote = f"予以公开42件，{words}"
    figures = received(98, granted=42, denied__internal=56, total=98)
    made = report(figures, S1=quote + "。", claims=(claim("T3.granted.total", "42", quote),))
    assert verdict(ask("TXT-PCT", filing(made))) == expected


def test_a_share_of_two_outcomes_together_is_that_of_none_of_them():
    quote = "予以公开42件、部分公开10件，两项合计占53.1%"
    figures = received(98, granted=42, partial=10, denied__internal=46, total=98)
    claims = tuple(claim(f"T3.{row}.total", value, quote) for row, value in (("granted", "42"), ("partial", "10")))
    assert ask("TXT-PCT", filing(report(figures, S1=quote + "。", claims=claims))) == []


@pytest.mark.parametrize("words", ["予以公开42件，涉及征地的占33.9%", "部分公开10件、予以公开42件，占53.1%"])
def test_a_share_behind_another_subject_or_a_list_is_not_that_of_the_last_figure(words):
    figures = received(98, granted=42, partial=10, denied__internal=46, total=98)
    made = report(figures, S1=words + "。", claims=(claim("T3.granted.total", "42", words),))
    assert ask("TXT-PCT", filing(made)) == []


def test_percentages_of_other_things_are_left_alone():
    made = report(received(95), S1="政策解读42件，占33.9%。")
    assert ask("TXT-PCT", filing(made)) == []


def test_the_same_figure_in_another_sentence_is_no_outcomes_share():
    told = claim("T3.granted.total", "42", "予以公开42件")
    figures = received(98, granted=42, denied__internal=56, total=98)
    made = report(figures, S1="予以公开42件。政策解读42件，占33.9%。", claims=(told,))
    assert ask("TXT-PCT", filing(made)) == []


@pytest.mark.parametrize(("share", "expected"), [("74.7%", "passes"), ("77.4%", "fails")])
def test_a_share_of_a_sort_of_applicants_is_one_of_all_that_came_in(share, expected):
    quote = f"自然人申请71件，占{share}"
    made = report(received(95), S1=quote + "。", claims=(claim("T3.new.natural", "71", quote),))
    assert verdict(ask("TXT-PCT", filing(made))) == expected


def test_without_any_denominator_nothing_is_said():
    quote = "予以公开42件，占33.9%"
    made = report({}, S1=quote, claims=(claim("T3.granted.total", "42", quote),))
    assert ask("TXT-PCT", filing(made)) == []


@pytest.mark.parametrize(("share", "expected"), [("42.9%", "passes"), ("58.5%", "fails")])
def test_an_outcome_told_as_a_percentage_alone_is_compared_with_the_tables(share, expected):
    quote = f"其中予以公开占{share}"
    figures = received(98, granted=42, denied__internal=56, total=98)
    made = report(figures, S1=quote + "。", claims=(claim("T3.granted.total", share, quote),))
    assert verdict(ask("TXT-PCT", filing(made))) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("收到政府信息公开申请120件，同比增长20%", "passes"),
        ("收到政府信息公开申请120件，同比增长70.3%", "fails"),
        ("收到政府信息公开申请120件，较去年下降20%", "fails"),
        ("收到政府信息公开申请120件，同比增长9.1%", "passes"),  # over last year's with those carried in
        ("收到政府信息公开申请77件，同比增长70.3%", "passes"),  # not a figure of this table
        ("政府信息公开申请数量同比增长20%", "passes"),
        ("政府信息公开申请数量较2022年增长9.1%", "passes"),
        ("政府信息公开申请数量同比增长60%，共收到120件", "fails"),
        ("依申请公开受理量较去年下降20%", "fails"),
        ("依申请公开受理量较2021年下降20%", "passes"),
        ("网上申请量同比增长60%", "passes"),
        ("全县申请量同比增长60%", "passes"),
        ("申请量占比较去年下降20%", "passes"),
        ("申请量较去年下降2个百分点", "passes"),
    ],
)
def test_growth_is_compared_with_last_years_report(words, expected):
    last = report(received(100, carried_in=10, total=110), year=2022)
    made = filing(report(received(120), S1=words + "。"), previous=last)
    assert verdict(ask("TXT-PCT", made)) == expected
    assert ask("TXT-PCT", filing(report(received(120), S1=words + "。"))) == []


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("收到政府信息公开申请120件，较上年的100件增长20%", "passes"),
        ("收到政府信息公开申请120件，较上年的100件增长35%", "fails"),
        ("收到政府信息公开申请120件，同比增长35%（2022年为100件）", "fails"),
        ("收到政府信息公开申请120件，2022年收到160件，同比下降25%", "passes"),
        ("收到政府信息公开申请120件，2022年收到160件，同比增长25%", "fails"),
        ("收到政府信息公开申请120件，其中上年结转3件，同比增长20%", "passes"),
        ("收到政府信息公开申请120件，较上年增加20件，增长20%", "passes"),
        ("收到政府信息公开申请120件，公开信息300条，同比增长35%", "passes"),
    ],
)
def test_growth_between_two_figures_of_one_sentence_is_theirs(words, expected):
    assert verdict(ask("TXT-PCT", filing(report(received(120), S1=words + "。")))) == expected
