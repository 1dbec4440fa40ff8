"""Prose against table 4: reviews, lawsuits, none of them, all upheld."""

from __future__ import annotations

import pytest

from tests.checks.filings import UNREADABLE, ask, claim, filing, received, report, verdict

REVIEW, LITIGATION = "T4.review.total", "T4.direct.total+T4.after.total"


def cases(review=0, direct=0, after=0, **outcomes):
    """Table 4 with every case upheld unless an outcome (`review_pending=2`) says otherwise; totals always add up."""
    figures = {}
    for block, total in (("review", review), ("direct", direct), ("after", after)):
        others = {key.split("_")[1]: count for key, count in outcomes.items() if key.startswith(block)}
        figures |= {f"T4.{block}.{column}": count for column, count in others.items()}
        figures |= {f"T4.{block}.upheld": total - sum(others.values()), f"T4.{block}.total": total}
    return figures


CASES = {
    "TXT-NOCASE": [
        ("none said, none counted", "未发生行政复议、行政诉讼", REVIEW, "0", cases(), "passes"),
        ("none said, a review counted", "未发生行政复议、行政诉讼", REVIEW, "0", cases(review=2), "fails"),
        ("none said, a lawsuit counted", "未发生行政复议、行政诉讼", LITIGATION, "0", cases(after=1), "fails"),
        (
            "none corrected is not none",
            "全年未发生因依申请公开被行政复议纠错或行政诉讼败诉情形",
            REVIEW,
            "0",
            cases(review=2),
            "passes",
        ),
        (
            "no new ones, and the one left over is told",
            "无新增行政复议案件，上年受理的1件行政复议已审结",
            REVIEW,
            "0",
            cases(review=1),
            "passes",
        ),
        (
            "none caused by mistakes is not none",
            "未发生因依申请公开不规范产生行政复议的案件",
            REVIEW,
            "0",
            cases(review=2),
            "asks",
        ),
        ("unreadable", "未发生行政复议", REVIEW, "0", {REVIEW: UNREADABLE}, "unassessable"),
    ],
    "TXT-REV": [
        ("the same figure", "被申请行政复议7件", REVIEW, "7", cases(review=7), "passes"),
        ("another figure", "被申请行政复议7件", REVIEW, "7", cases(review=9), "fails"),
        ("cases it decided as review organ", "全年审结行政复议案件134件", REVIEW, "134", cases(review=9), "asks"),
        (
            "reviews and lawsuits told as one",
            "发生行政复议和行政诉讼共9起",
            REVIEW,
            "9",
            cases(review=7, direct=2),
            "passes",
        ),
        ("an outcome of its own", "结果纠正3件", "T4.review.other", "3", cases(review=7, review_other=1), "fails"),
        ("unreadable", "被申请行政复议7件", REVIEW, "7", {REVIEW: UNREADABLE}, "unassessable"),
    ],
    "TXT-LIT": [
        ("both blocks", "行政诉讼9件", LITIGATION, "9", cases(direct=4, after=5), "passes"),
        ("another figure", "行政诉讼8件", LITIGATION, "8", cases(direct=4, after=5), "fails"),
        ("one block only", "行政诉讼4件", LITIGATION, "4", cases(direct=4, after=5), "asks"),
        (
            "reviews and lawsuits together",
            "共办理行政复议、行政诉讼案件74件",
            "T4.review.total+" + LITIGATION,
            "74",
            cases(review=61, direct=3, after=10),
            "passes",
        ),
        (
            "a review figure beside it is not added",
            "行政复议9件，行政诉讼9件",
            LITIGATION,
            "9",
            cases(review=7, direct=2),
            "fails",
        ),
        ("unreadable", "行政诉讼9件", LITIGATION, "9", {"T4.after.total": UNREADABLE}, "unassessable"),
    ],
    "TXT-UPHELD": [
        ("all upheld", "行政复议7件，均获维持", "T4.review.upheld", "7", cases(review=7), "passes"),
        ("two pending", "行政复议7件，均获维持", "T4.review.upheld", "7", cases(review=7, review_pending=2), "fails"),
        (
            "the total is wrong, all are upheld",
            "行政复议7件，均获维持",
            "T4.review.upheld",
            "7",
            cases(review=9),
            "passes",
        ),
        (
            "none corrected, some pending",
            "未发生被纠错情形",
            "T4.review.corrected",
            "0",
            cases(review=7, review_pending=2),
            "passes",
        ),
        (
            "none corrected, one was",
            "未发生被纠错情形",
            "T4.review.corrected",
            "0",
            cases(review=7, review_corrected=1),
            "fails",
        ),
        (
            "unreadable",
            "未发生被纠错情形",
            "T4.review.corrected",
            "0",
            {"T4.review.corrected": UNREADABLE},
            "unassessable",
        ),
    ],
}
ROWS = [pytest.param(rule, *case[1:], id=f"{rule}: {case[0]}") for rule, listed in CASES.items() for case in listed]


@pytest.mark.parametrize(("rule", "quote", "cell", "value", "figures", "expected"), ROWS)
def test_each_case_of_prose_against_table_four(rule, quote, cell, value, figures, expected):
    made = report(figures, S1=quote, claims=(claim(cell, value, quote, end=len(quote)),))
    assert verdict(ask(rule, filing(made))) == expected


@pytest.mark.parametrize(
    ("rule", "cell", "value", "matter"),
    [
        ("TXT-LIT", "T4.direct.total+T4.after.total+T4.review.total", "4", "行政复议与行政诉讼合计数"),
        ("TXT-LIT", "T4.direct.total+T4.after.total", "4", "行政诉讼数"),
        ("TXT-REV", "T4.review.upheld", "4", "行政复议维持数"),
        ("TXT-DONE", "T3.total.total", "4", "办结数"),
        ("TXT-DONE", "T3.carried_out.total", "0", "称全部办结，即结转数"),
    ],
)
def test_what_the_prose_counts_is_told_by_its_name(rule, cell, value, matter):
    quote = "全部办结" if value == "0" else f"全年{value}件"
    (hit,) = ask(rule, filing(report(received(5, carried_out=3), claims=(claim(cell, value, quote),))))
    assert hit.values["matter"] == matter


def test_one_negation_over_two_nouns_is_one_finding():
    quote = "未发生因政府信息公开申请行政复议、提起行政诉讼的情况"
    both = (claim(REVIEW, "0", quote), claim(LITIGATION, "0", quote))
    (hit,) = ask("TXT-NOCASE", filing(report(cases(review=2, direct=1), S1=quote, claims=both)))
    assert (hit.actual, hit.expected, hit.difference) == ("3", "0", 3)
    assert hit.cells == (REVIEW, "T4.direct.total", "T4.after.total")


def test_of_two_nouns_only_the_contradicted_one_is_named():
    quote = "未发生因政府信息公开申请行政复议、提起行政诉讼的情况"
    both = (claim(REVIEW, "0", quote), claim(LITIGATION, "0", quote))
    (hit,) = ask("TXT-NOCASE", filing(report(cases(review=2), S1=quote, claims=both)))
    assert hit.cells == (REVIEW,)


@pytest.mark.parametrize(
    ("text", "figures", "expected"),
    [
        ("依申请公开。行政复议、行政诉讼均获维持。", cases(review=2, review_corrected=1), "fails"),
        ("全年行政复议均维持。", cases(review=2, review_corrected=1), "asks"),
        ("依申请公开。行政复议、行政诉讼均获维持。", cases(review=2, after=1, after_pending=1), "passes"),
        ("依申请公开。行政诉讼均获维持。", cases(review=2, review_corrected=1), "passes"),
        ("审结行政复议案件，均维持。", cases(review=2, review_corrected=1), "passes"),
    ],
)
def test_all_upheld_without_any_figure_denies_that_one_was_corrected(text, figures, expected):
    assert verdict(ask("TXT-UPHELD", filing(report(figures, S1=text)))) == expected
