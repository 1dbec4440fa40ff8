"""Terms, the documents cited, misprints and grave slips: what the lexicons find and what they must leave alone."""

from __future__ import annotations

import pytest

from tests.checks.filings import ask, filing, report, verdict

CASES = [
    ("TXT-TERM", "state secrets by the wrong name", "除涉及国家机密的事项外全部公开", "fails"),
    ("TXT-TERM", "a day reached", "截止2023年12月31日公开信息120条", "fails"),
    ("TXT-TERM", "a day of the year reached", "截止12月31日办结申请15件", "fails"),
    ("TXT-TERM", "an activity that closes", "作品征集活动截止12月31日", "passes"),
    ("TXT-TERM", "a closing day", "征集截止日期为2023年12月31日", "passes"),
    ("TXT-TERM", "the last day to be heard", "公开征求意见截止2023年5月30日", "passes"),
    ("TXT-TERM", "the right words", "截至2023年12月31日，涉及国家秘密的除外", "passes"),
    ("TXT-TERM", "the repealed decree", "根据国务院令第492号编制本报告", "fails"),
    ("TXT-TERM", "in a quoted title", "学习《国家机密保护手册》", "passes"),
    ("TXT-TERM", "the regulation misspelt in a title", "根据《中华人民共和国政府信息公开条列》编制", "fails"),
    ("TXT-BASIS", "the former notice", "根据《年度报告格式》（国办公开办函〔2019〕60号）编制", "fails"),
    ("TXT-BASIS", "the former notice, said to be void", "国办公开办函〔2019〕60号同时废止", "passes"),
    (
        "TXT-BASIS",
        "the present notice",
        "根据《政府信息公开工作年度报告格式》（国办公开办函〔2021〕30号）编制",
        "passes",
    ),
    (
        "TXT-BASIS",
        "the former notice beside the present one",
        "根据《格式》（国办公开办函〔2019〕60号）和国办公开办函〔2021〕30号编制",
        "passes",
    ),
    ("TXT-BASIS", "brackets lost in extraction", "根据国办公开办函202130号编制", "passes"),
    (
        "TXT-BASIS",
        "the present number with the former title",
        "按《年度报告格式（试行）》（国办公开办函〔2021〕30号）编制",
        "fails",
    ),
    ("TXT-BASIS", "another number", "根据《关于印发〈年度报告格式〉的通知》（国办公开办函〔2021〕13号）编制", "fails"),
    ("TXT-BASIS", "another document of that year", "落实《规定》（国办公开办函〔2021〕13号）", "passes"),
    ("TXT-BASIS", "a title misquoted", "根据《政府信息年度报告格式》编制", "fails"),
    ("TXT-TYPO", "a misprint", "通过移动铀媒体发布", "fails"),
    ("TXT-TYPO", "signed articles, checks and holidays", "发布署名文章3篇，按排查清单公布全部暑期活动", "passes"),
    ("TXT-TYPO", "arrangements misprinted", "按排专人布署工作", "fails"),
    ("TXT-TYPO", "a word twice", "做好政府信息公开公开申请的答复", "fails"),
    ("TXT-TYPO", "columns at a site", "公开公开指南，推进信息公开，公开办事流程", "passes"),
    ("TXT-TYPO", "taxis of a firm", "公布企业的的士补贴", "passes"),
    ("TXT-TYPO", "a purpose", "以便民为目的的服务", "passes"),
    ("TXT-TYPO", "a title between two 的", "落实制定的《实施办法》的要求", "passes"),
    ("TXT-TYPO", "oneself", "自己发布的信息自己负责", "passes"),
    ("TXT-TYPO", "closely bound up", "与群众信息息息相关", "passes"),
    ("TXT-TYPO", "short messages", "通过短信信息、微信信息、财政信息公开栏发布", "passes"),
    ("TXT-POLIT", "a character exchanged", "以习近平新时代中国特色社会注意思想为指导", "asks"),
    ("TXT-POLIT", "a field of the thought", "学习习近平新时代中国特色社会主义经济思想", "passes"),
    (
        "TXT-POLIT",
        "the right phrase",
        "以习近平新时代中国特色社会主义思想为指导，深入学习党的二十届三中全会精神",
        "passes",
    ),
]


@pytest.mark.parametrize(
    ("rule", "text", "expected"), [pytest.param(r, *rest, id=f"{r}: {n}") for r, n, *rest in CASES]
)
def test_a_lexicon_finds_the_phrase_and_nothing_like_it(rule, text, expected):
    assert verdict(ask(rule, filing(report(S1=text + "。")))) == expected


@pytest.mark.parametrize("text", ["坚持以习新时代中国特色社会主义思想为指导", "深入学习党的二十大三中全会精神"])
def test_a_grave_slip_is_never_blamed_before_a_person_has_looked(text):
    (hit,) = ask("TXT-POLIT", filing(report(S1=text + "。")))
    assert hit.responsibility == "undecided"


@pytest.mark.parametrize(
    ("rule", "text"), [("TXT-POLIT", "根据《中华人民共和政府信息公开条例》"), ("TXT-TYPO", "通过移动铀媒体发布")]
)
def test_a_character_that_recognition_may_have_lost_is_no_slip_of_the_agencys(rule, text):
    assert verdict(ask(rule, filing(report(S1=text + "。", method="ocr")))) == "unassessable"


def test_a_slip_within_a_slip_is_told_once():
    assert len(ask("TXT-POLIT", filing(report(S1="以习近平新时代中国特色会主义思想为指导。")))) == 1


def test_all_misprints_of_a_report_are_one_finding():
    made = report(S1="通过移动铀媒体发布。收到依申公开3件。")
    (hit,) = ask("TXT-TYPO", filing(made))
    assert hit.values["count"] == "2"


def test_the_former_notice_was_right_in_its_years():
    made = report(S1="根据国办公开办函〔2019〕60号编制。", year=2020)
    assert ask("TXT-BASIS", filing(made, year=2020)) == []
