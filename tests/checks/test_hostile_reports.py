"""Whatever a page holds, the audit ends, words every finding, and accuses nobody on what was not read."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.report import Cell, CellState, Heading, Report, Section, Table
from tests.checks.build import FORMS, assess, figures, filing, nil, report

ODD = ["", "/", "?", None, "约三件", -3, 0.5, 10**30, 7]
WORDS = [
    "{agency}",
    "%s",
    "一、",
    "\x00",
    "其他" * 2000,
    "（六）",
    "<script>",
    "复议、诉讼99999999999999999999件",
    "{",
    "}",
]


def muddled(form, seed):
    """A report with a third of its cells in odd states and odd words everywhere."""
    dice = random.Random(seed)
    values = {
        name: dice.choice(ODD) if dice.random() < 0.3 else value for name, value in figures(FORMS[form], seed).items()
    }
    found = report(form, seed=seed, **values)
    texts = tuple(replace(part, text=dice.choice(WORDS), heading=dice.choice(WORDS)) for part in found.sections)
    return replace(
        found,
        preamble=dice.choice(WORDS),
        sections=texts,
        headings=tuple(Heading(dice.choice(WORDS), dice.choice([None, "S1", "S3", "S9"])) for _ in range(6)),
        left_over=("T3:", "T3: 小计 x", dice.choice(WORDS)),
        tables=(Table("T3", ((("x", 1, 1, None),),)), Table("T9", ())),
        agency=dice.choice([None, "", "局", "{agency}镇"]),
    )


@given(st.sampled_from(["2021", "2019", "mixed"]), st.integers(0, 10_000))
@settings(max_examples=15)
def test_a_muddled_report_is_audited_to_the_end(form, seed):
    one = filing(muddled(form, seed), previous=muddled(form, seed + 1))
    (assessment,) = assess(one)
    for finding in assessment.findings:
        assert finding.message.strip()
        assert finding.message_en.strip()


@pytest.mark.parametrize(
    "one",
    [
        Report("", ""),
        Report("", "", form="1997"),
        nil(parts={"cells": {}}),
        nil(parts={"sections": (Section("S1", "", ""),), "headings": ()}),
        nil(parts={"cells": {"T3.new.total": Cell("T3.new.total", CellState.NUMBER)}}),
    ],
    ids=["empty", "an unknown form", "no cells", "one empty part", "a number without a value"],
)
def test_an_empty_shell_accuses_nobody_of_its_figures(one):
    (assessment,) = assess(filing(one))
    assert not [f for f in assessment.findings if f.rule_id.startswith(("T2", "T3", "T4"))]


def test_words_of_a_report_cannot_fill_themselves_in():
    one = nil(parts={"agency": "{severity}{__class__}"}, **{"T3.granted.natural": -1})
    found = [f for f in assess(filing(one, name="{year}局"))[0].findings if f.rule_id == "FMT-NEG-INT"]
    assert found
    assert "severity" not in found[0].message
