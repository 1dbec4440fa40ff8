"""The catalogue, the functions and the tests are about the same rules."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from checks.forms import split_cell
from checks.model import Severity
from checks.registry import load_rules
from tests.checks.build import CATALOGUE, FORMS

HERE = Path(__file__).parent
RULES = sorted(CATALOGUE.rules)


def test_every_row_has_a_function_and_every_function_a_row():
    assert load_rules() == set(CATALOGUE.rules)


@pytest.mark.parametrize("rule_id", RULES)
def test_every_rule_is_tested(rule_id):
    tests = "".join(path.read_text("utf-8") for path in HERE.glob("test_*.py") if path.name != Path(__file__).name)
    assert re.search(rf"[\"']{rule_id}[\"']", tests), f"no test names {rule_id}"


@pytest.mark.parametrize("rule_id", RULES)
def test_every_row_is_worded_in_both_languages(rule_id):
    rule = CATALOGUE[rule_id]
    for text in (rule.name_zh, rule.message_zh, rule.fix_zh, rule.predicate_zh):
        assert re.search("[一-龥]", text)
    for text in (rule.name_en, rule.message_en, rule.fix_en, rule.predicate):
        assert text.strip()
    for text in (rule.message_zh, rule.message_en, rule.fix_zh, rule.fix_en, rule.basis.law, rule.basis.earlier):
        list(string.Formatter().parse(text))


def test_no_report_is_held_to_a_text_that_was_not_yet_in_force():
    came = {"〔2021〕30号": 2021, "〔2020〕109号": 2021, "（2023年修正）": 2023}
    for rule in CATALOGUE.rules.values():
        for year in range(rule.first_year or 2019, 2025):
            cited = [text for text, first in came.items() if year < first and text in rule.basis.law_for(year)]
            assert not cited, f"{rule.id} cites {cited} for {year}"


@pytest.mark.parametrize("rule_id", RULES)
def test_only_what_is_mandated_or_impossible_is_said_to_be_so(rule_id):
    rule = CATALOGUE[rule_id]
    if rule.severity is not Severity.ERROR:
        assert "{exists}" not in rule.message_zh, "存在 is for errors"
        assert not re.search("报告存在|表[二三四]存在", rule.message_zh), "存在 is for errors"
    assert rule.basis.code in "MLPQ"


def test_optional_rules_that_are_on_accuse_nobody():
    on = [rule for rule in CATALOGUE.rules.values() if rule.tier == "optional" and rule.enabled]
    assert Severity.ERROR not in {rule.severity for rule in on}


@pytest.mark.parametrize("form", ["2021", "2019", "mixed"])
def test_cell_ids_take_apart_and_are_unique(form):
    cells = FORMS[form].cells
    assert len(set(cells)) == len(cells)
    assert all(".".join(split_cell(cell)) == cell for cell in cells)
