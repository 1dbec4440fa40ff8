"""Where in the prose a claim stands: its whole sentence, and the clause that holds its figure."""

from __future__ import annotations

import re
from dataclasses import replace

from checks.contradictions import clause, sentence
from checks.report import Claim, Section
from tests.checks.build import report

TEXT = "全年主动公开信息40条。今年，我局共收到申请5件，均已答复。另有2件结转。"


def told(quote: str, value: str) -> Claim:
    start = TEXT.index(quote)
    return Claim("T3.new.total", value, quote, section="S1", start=start, end=start + len(quote))


def test_the_sentence_of_a_claim_goes_from_one_full_stop_to_the_next():
    said = replace(report(), sections=(Section("S1", "一、总体情况", TEXT),))
    assert sentence(said, told("收到申请5件", "5")) == "今年，我局共收到申请5件，均已答复"
    assert sentence(said, told("全年主动公开信息40条", "40")) == "全年主动公开信息40条"


def test_a_claim_without_a_place_is_its_own_sentence():
    assert sentence(report(), Claim("T3.new.total", "5", "收到申请5件")) == "收到申请5件"


def test_the_clause_of_a_claim_is_the_one_with_its_figure():
    claim = Claim("T3.new.total", "5", "收到申请15件，其中网上申请5件，信函申请10件")
    assert clause(claim) == "其中网上申请5件"
    assert clause(claim, re.compile("信函")) == claim.quote
