"""Prose against table 2: the table's own nouns and verbs assert, published items ask."""

from __future__ import annotations

import pytest

from tests.checks.filings import UNREADABLE, ask, claim, filing, report, verdict

MADE, FORCE = "T2.norms.issued", "T2.norms.in_force"
CASES = [
    ("TXT-T2DOC", "the same figure", "本年制发行政规范性文件9件", MADE, "9", {MADE: 9}, "passes"),
    ("TXT-T2DOC", "another figure", "本年制发行政规范性文件9件", MADE, "9", {MADE: 4}, "fails"),
    ("TXT-T2DOC", "in force", "现行有效规范性文件32件", FORCE, "32", {FORCE: 30}, "fails"),
    ("TXT-T2DOC", "published items", "主动公开规范性文件9件", MADE, "9", {MADE: 4}, "asks"),
    (
        "TXT-T2DOC",
        "new, amended and repealed together",
        "公开规章13件（含新制定5件，修改4件，废止4件）",
        "T2.rules.issued",
        "13",
        {"T2.rules.issued": 5},
        "asks",
    ),
    (
        "TXT-T2DOC",
        "made and repealed together",
        "制发规范性文件13件",
        MADE,
        "13",
        {MADE: 9, "T2.norms.repealed": 4},
        "asks",
    ),
    ("TXT-T2DOC", "unreadable", "制发规范性文件9件", MADE, "9", {MADE: UNREADABLE}, "unassessable"),
    (
        "TXT-T2ADM",
        "the same figure",
        "作出行政许可决定83件",
        "T2.licence.decisions",
        "83",
        {"T2.licence.decisions": 83},
        "passes",
    ),
    (
        "TXT-T2ADM",
        "published licences",
        "公开行政许可24件",
        "T2.licence.decisions",
        "24",
        {"T2.licence.decisions": 30},
        "asks",
    ),
    (
        "TXT-T2ADM",
        "none decided",
        "作出行政处罚决定0件",
        "T2.penalty.decisions",
        "0",
        {"T2.penalty.decisions": 3},
        "asks",
    ),
    (
        "TXT-T2ADM",
        "a bare zero in a list",
        "行政处罚类信息0条",
        "T2.penalty.decisions",
        "0",
        {"T2.penalty.decisions": 3},
        "passes",
    ),
    (
        "TXT-T2ADM",
        "unreadable",
        "公开行政许可24件",
        "T2.licence.decisions",
        "24",
        {"T2.licence.decisions": UNREADABLE},
        "unassessable",
    ),
]


@pytest.mark.parametrize(
    ("rule", "quote", "cell", "value", "figures", "expected"),
    [pytest.param(rule, *rest, id=f"{rule}: {name}") for rule, name, *rest in CASES],
)
def test_each_case_of_prose_against_table_two(rule, quote, cell, value, figures, expected):
    made = report(figures, S1=quote, claims=(claim(cell, value, quote, end=len(quote)),))
    assert verdict(ask(rule, filing(made))) == expected


def test_the_old_form_has_no_such_cells_and_nothing_can_be_told():
    quote = "制发规范性文件9件"
    made = report({}, form="2019", S1=quote, claims=(claim(MADE, "9", quote),))
    assert verdict(ask("TXT-T2DOC", filing(made))) == "unassessable"
