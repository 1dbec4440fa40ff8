"""Prose against table 3: what contradicts, what fits under some sensible reading, and what cannot be told."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.model import Hit, Severity
from tests.checks.filings import BLANK, CITY, UNREADABLE, ask, claim, filing, received, report, verdict

NEW = "T3.new.total"
CASES = {
    "TXT-NORECV": [
        ("none said, none counted", "2023年未收到政府信息公开申请", NEW, "0", received(0), "passes"),
        ("none said, five counted", "2023年未收到公开政府信息申请", NEW, "0", received(5), "fails"),
        ("those counted are others'", "我局未收到政府信息公开申请，各乡镇收到5件", NEW, "0", received(5), "asks"),
        ("others are as many as nothing", "我局未收到政府信息公开申请，公开信息5条", NEW, "0", received(5), "fails"),
        ("the total is unreadable", "未收到政府信息公开申请", NEW, "0", {NEW: UNREADABLE}, "unassessable"),
        (
            "the total is blank in an empty row",
            "未收到政府信息公开申请",
            NEW,
            "0",
            {
                f"T3.new.{c}": BLANK
                for c in ("natural", "business", "research", "nonprofit", "legal_service", "other", "total")
            },
            "unassessable",
        ),
        (
            "the total is blank beside figures",
            "未收到政府信息公开申请",
            NEW,
            "0",
            {"T3.new.natural": 4, NEW: BLANK},
            "fails",
        ),
        ("neither persons nor bodies", "没有接到任何公民、法人提出的政府信息公开申请", NEW, "0", received(5), "fails"),
        ("one kind of application only", "未收到涉及商业秘密的政府信息公开申请", NEW, "0", received(5), "asks"),
        ("one channel only", "未收到信函方式的政府信息公开申请", NEW, "0", received(5), "asks"),
        (
            "one kind of applicants only, the number told beside it",
            "5件申请均为自然人提出，无企业提出的政府信息公开申请",
            NEW,
            "0",
            received(5),
            "passes",
        ),
        (
            "both channels are all channels",
            "未收到书面申请和网络申请的政府信息公开申请",
            NEW,
            "0",
            received(5),
            "fails",
        ),
        (
            "citizens and legal persons are everybody",
            "未收到公民、法人和其他组织提出的信息公开申请",
            NEW,
            "0",
            received(5),
            "fails",
        ),
        (
            "published on request: nothing was",
            "依申请公开信息数为0条",
            NEW,
            "0",
            received(5, denied__internal=5),
            "passes",
        ),
        ("published on request: something was", "依申请公开信息数为0条", NEW, "0", received(5, granted=5), "fails"),
        ("its own parts say none, the total is the slip", "未收到政府信息公开申请", NEW, "0", {NEW: 5}, "passes"),
    ],
    "TXT-RECV": [
        ("the same figure", "收到政府信息公开申请5件", NEW, "5", received(5), "passes"),
        ("another figure", "收到政府信息公开申请2件", NEW, "2", received(3), "fails"),
        (
            "受理 with those carried in",
            "共受理政府信息公开申请749件",
            NEW,
            "749",
            received(713, carried_in=36),
            "passes",
        ),
        ("受理 of new ones only", "共受理政府信息公开申请713件", NEW, "713", received(713, carried_in=36), "passes"),
        (
            "收到 that equals new and carried in is asked about",
            "收到政府信息公开申请749件",
            NEW,
            "749",
            received(713, carried_in=36),
            "asks",
        ),
        (
            "收到 that says it includes them",
            "收到申请2025件（包含上年结转71件）",
            NEW,
            "2025",
            received(1954, carried_in=71),
            "passes",
        ),
        (
            "carried in is unreadable and might explain it",
            "受理申请7件",
            NEW,
            "7",
            received(5) | {"T3.carried_in.total": UNREADABLE},
            "unassessable",
        ),
        ("natural persons", "其中自然人申请4件", "T3.new.natural", "4", received(5), "fails"),
        (
            "legal persons as one",
            "法人或其他组织申请8件",
            "T3.new.legal_entities",
            "8",
            {"T3.new.business": 6, "T3.new.other": 2},
            "passes",
        ),
    ],
    "TXT-DONE": [
        ("the same figure", "办结54件", "T3.total.total", "54", received(54, total=54), "passes"),
        ("another figure", "已办结54件", "T3.total.total", "54", received(55, total=55), "fails"),
        (
            "those of the year, and those left over are told",
            "新收50件，办结47件，上年结转1件，已办结",
            "T3.total.total",
            "47",
            received(50, carried_in=1, total=48, carried_out=3),
            "passes",
        ),
        (
            "all told behind those left over",
            "新收50件，上年结转1件，办结47件",
            "T3.total.total",
            "47",
            received(50, carried_in=1, total=48, carried_out=3),
            "asks",
        ),
        ("in time may leave out late ones", "按期办结54件", "T3.total.total", "54", received(55, total=55), "asks"),
        (
            "in time, and the late ones are told",
            "其中按时办结8件，延期办结1件",
            "T3.total.total",
            "8",
            received(9, total=9),
            "passes",
        ),
        (
            "nothing left, something went on",
            "全部办结",
            "T3.carried_out.total",
            "0",
            received(5, total=4, carried_out=1),
            "fails",
        ),
        (
            "the new ones without those carried out",
            "新收30件申请，除3件结转外，其余均已办结",
            "T3.total.total",
            "27",
            received(30, carried_in=2, total=29, carried_out=3),
            "passes",
        ),
        ("nothing left, nothing went on", "全部办结", "T3.carried_out.total", "0", received(5, total=5), "passes"),
        ("（七） is unreadable", "办结54件", "T3.total.total", "54", {"T3.total.total": UNREADABLE}, "unassessable"),
    ],
    "TXT-CARRY": [
        ("the same figure", "结转下年度继续办理3件", "T3.carried_out.total", "3", received(5, carried_out=3), "passes"),
        ("another figure", "结转下年度继续办理3件", "T3.carried_out.total", "3", received(5, carried_out=2), "fails"),
        ("the opposite row holds it", "结转3件", "T3.carried_out.total", "3", received(5, carried_in=3), "asks"),
        ("unreadable", "上年结转3件", "T3.carried_in.total", "3", {"T3.carried_in.total": UNREADABLE}, "unassessable"),
        ("TXT-DONE's", "上年结转3件，全部办结", "T3.carried_out.total", "0", received(5, carried_out=2), "passes"),
    ],
    "TXT-RESULT": [
        (
            "a group",
            "不予公开5件",
            "T3.denied.*.total",
            "5",
            received(5, denied__internal=3, denied__process=2),
            "passes",
        ),
        (
            "another figure",
            "不予公开4件",
            "T3.denied.*.total",
            "4",
            received(5, denied__internal=3, denied__process=2),
            "fails",
        ),
        (
            "a union",
            "予以公开及部分公开258件",
            "T3.granted.total+T3.partial.total",
            "258",
            received(275, granted=255, partial=3),
            "passes",
        ),
        (
            "公开 may include partial disclosure",
            "公开12件",
            "T3.granted.total",
            "12",
            received(12, granted=10, partial=2),
            "passes",
        ),
        (
            "only the first row of 无法提供",
            "无法提供265件",
            "T3.unable.*.total",
            "265",
            received(337, unable__not_held=265, unable__unclear=72),
            "asks",
        ),
        (
            "其他情况 may take in 不予处理",
            "其他情况5件",
            "T3.other.*.total",
            "5",
            received(5, other__else=2, refused__repeated=3),
            "passes",
        ),
        (
            "a leaf is unreadable",
            "不予公开5件",
            "T3.denied.*.total",
            "5",
            {"T3.denied.safety.total": UNREADABLE},
            "unassessable",
        ),
        (
            "blank totals of rows with figures are summed",
            "予以公开8件",
            "T3.granted.total",
            "8",
            {"T3.granted.natural": 3, "T3.granted.business": 2, "T3.granted.total": BLANK},
            "fails",
        ),
    ],
}
ROWS = [pytest.param(rule, *case[1:], id=f"{rule}: {case[0]}") for rule, cases in CASES.items() for case in cases]


@pytest.mark.parametrize(("rule", "quote", "cell", "value", "figures", "expected"), ROWS)
def test_each_case_of_prose_against_table_three(rule, quote, cell, value, figures, expected):
    made = report(figures, S1=quote, claims=(claim(cell, value, quote, end=len(quote)),))
    assert verdict(ask(rule, filing(made))) == expected


def test_a_contradiction_names_cell_figures_and_sentence():
    quote = "2023年未收到公开政府信息申请"
    made = report(received(5), S1=quote + "。", claims=(claim(NEW, "0", quote),))
    (hit,) = ask("TXT-NORECV", filing(made))
    assert isinstance(hit, Hit)
    assert (hit.cells, hit.expected, hit.actual, hit.difference, hit.quote) == ((NEW,), "0", "5", 5, quote)


def test_a_sentence_repeated_in_another_part_is_one_finding():
    quote = "收到政府信息公开申请2件"
    again = claim(NEW, "2", quote, section="S3")
    made = report(received(3), S1=quote, S3=quote, claims=(claim(NEW, "2", quote), again))
    assert len(ask("TXT-RECV", filing(made))) == 1


def test_the_wrong_received_figure_is_not_told_again_as_answered():
    quote = "收到政府信息公开申请2件，均已答复"
    made = report(received(3, total=3), S1=quote, claims=(claim(NEW, "2", quote), claim("T3.total.total", "2", quote)))
    assert verdict(ask("TXT-RECV", filing(made))) == "fails"
    assert ask("TXT-DONE", filing(made)) == []


def test_all_answered_is_true_of_this_years_even_where_last_years_are_added():
    quote = "收到政府信息公开申请5件，均已答复"
    figures = received(5, carried_in=2, total=7)
    made = report(figures, S1=quote, claims=(claim(NEW, "5", quote), claim("T3.total.total", "5", quote)))
    assert ask("TXT-DONE", filing(made)) == []


def test_applications_told_beside_their_items_are_another_rules():
    made = report(received(15), claims=(claim(NEW, "12", "收到政府信息公开申请12件（含15项）"),))
    assert ask("TXT-RECV", filing(made)) == []
    other = report(received(16), claims=(claim(NEW, "12", "收到政府信息公开申请12件（含15项）"),))
    assert verdict(ask("TXT-RECV", filing(other))) == "fails"


def test_an_approximate_figure_is_not_compared():
    made = report(received(120), claims=(claim(NEW, "100", "收到申请100余件", qualifier="approximate"),))
    assert ask("TXT-RECV", filing(made)) == []


def test_an_alternative_reading_that_fits_settles_it():
    read = claim(NEW, "8", "收到申请8件", alternatives=("T3.new.total+T3.carried_in.total",))
    assert ask("TXT-RECV", filing(report(received(5, carried_in=3), claims=(read,)))) == []


def test_an_area_sentence_beside_a_departments_own_table_is_a_question():
    quote = "全市共收到政府信息公开申请449件"
    made = report(received(5), S1=quote, claims=(claim(NEW, "449", quote, scope="area"),))
    (hit,) = ask("TXT-RECV", filing(made))
    assert (hit.severity, hit.responsibility) == (Severity.ADVICE, "undecided")


def test_an_area_sentence_is_no_question_where_another_tells_the_tables_figure():
    whole, own = "全市共收到政府信息公开申请449件。", "本机关收到政府信息公开申请5件。"
    told = (
        replace(claim(NEW, "449", whole, scope="area"), end=len(whole)),
        replace(claim(NEW, "5", own), start=len(whole), end=len(whole + own)),
    )
    assert ask("TXT-RECV", filing(report(received(5), S1=whole + own, claims=told))) == []


def test_what_a_government_itself_received_is_no_question_beside_its_areas_figure():
    text = "全市收到政府信息公开申请95件，市政府收到政府信息公开申请17件"
    told = (claim(NEW, "95", text, scope="area"), claim(NEW, "17", text))
    made = report(received(95), S1=text, agency="云河市人民政府", claims=told)
    assert ask("TXT-RECV", filing(made, CITY)) == []


def test_the_offices_own_figure_beside_the_districts_table_is_a_question():
    quote = "区政府办代表区政府收到政府信息公开申请17件"
    made = report(received(95), S1=quote, agency="云河市人民政府", claims=(claim(NEW, "17", quote),))
    (hit,) = ask("TXT-RECV", filing(made, CITY))
    assert hit.severity is Severity.ADVICE


def test_an_unscoped_sentence_of_a_government_is_about_its_table():
    quote = "全年收到政府信息公开申请17件"
    made = report(received(95), S1=quote, agency="云河市人民政府", claims=(claim(NEW, "17", quote),))
    assert verdict(ask("TXT-RECV", filing(made, CITY))) == "fails"


def test_nobody_is_accused_on_a_table_the_reader_doubts():
    made = report(received(5), suspicions={"T3": "表三疑似错行"}, claims=(claim(NEW, "0", "未收到政府信息公开申请"),))
    assert verdict(ask("TXT-NORECV", filing(made))) == "unassessable"


def test_a_figure_read_by_ocr_is_never_an_error_of_the_agency():
    made = report(received(5), method="ocr", claims=(claim(NEW, "0", "未收到政府信息公开申请"),))
    (hit,) = ask("TXT-NORECV", filing(made))
    assert (hit.severity, hit.responsibility) == (Severity.WARNING, "undecided")


def test_a_doubtful_claim_only_asks():
    made = report(received(5), claims=(claim(NEW, "9", "依申请公开信息9条", doubtful=True),))
    assert verdict(ask("TXT-RECV", filing(made))) == "asks"
