"""What an office may change of a rule without code, and what is said of every mistake it makes."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from checks.catalogue import Catalogue
from checks.deadlines import with_local_day
from checks.model import Agency, Severity
from checks.overrides import OverrideError, overridden
from tests.checks.build import CATALOGUE, applications, assess, filing, nil


def changed(text):
    return Catalogue(overridden(CATALOGUE.rules, text))


def test_severity_wording_years_parameters_and_on_or_off_can_be_changed():
    office = changed(
        """
T3-OTHER:
  severity: warning
  message: {zh: "请说明其他{other}件"}
  fix: {en: "Say what they are."}
  years: {from: 2023, to: 2024}
  parameters: {share: 0.5}
T3-SECRET: {enabled: false}
T3-YOY: {enabled: true}
"""
    )
    rule, shipped = office["T3-OTHER"], CATALOGUE["T3-OTHER"]
    assert (rule.severity, rule.message_zh, rule.message_en) == (
        Severity.WARNING,
        "请说明其他{other}件",
        shipped.message_en,
    )
    assert (rule.fix_en, rule.first_year, rule.last_year) == ("Say what they are.", 2023, 2024)
    assert rule.parameters == {"share": 0.5, "least": 20}
    assert (office["T3-SECRET"].enabled, office["T3-YOY"].enabled) == (False, True)
    others = {id for id in CATALOGUE.rules if office[id] != CATALOGUE[id]}
    assert others == {"T3-OTHER", "T3-SECRET", "T3-YOY"}


def test_a_changed_rule_judges_by_what_was_changed():
    one = filing(nil(**applications(new=40, other__else=16, granted=24, total=40)))
    (found,) = assess(one, changed('T3-OTHER: {severity: warning, message: {zh: "其他{other}件"}}'))[0].findings
    assert (found.rule_id, found.severity, found.message) == ("T3-OTHER", "warning", "其他16件")
    assert assess(one, changed("T3-OTHER: {parameters: {share: 0.5}}"))[0].findings == ()


def test_an_empty_file_changes_nothing():
    assert overridden(CATALOGUE.rules, "# 本机关暂无修改\n") == CATALOGUE.rules


TOWN = Agency("t", "青石镇人民政府", "town")
BUREAU = Agency("b", "清溪县林草局", "department")


def test_an_offices_own_day_holds_where_the_registry_gives_none():
    office = changed("PUB-LATE-TOWN: {deadline: 02-20}\nPUB-LATE-LOCAL: {deadline: 01-26}")
    assert with_local_day(TOWN, office).deadline == (2, 20)
    assert with_local_day(BUREAU, office).deadline == (1, 26)
    assert with_local_day(replace(TOWN, deadline=(2, 5)), office).deadline == (2, 5)
    assert with_local_day(replace(BUREAU, kind="government"), office).deadline is None
    assert with_local_day(TOWN, CATALOGUE).deadline is None


@pytest.mark.parametrize(
    ("text", "line", "sentence"),
    [
        ("T3-OTHR: {severity: warning}", 1, "没有规则 T3-OTHR，是否指 T3-OTHER"),
        ("# 一行注释\nT3-OTHER:\n  severity: serious", 3, "severity: “serious” 应为"),
        ("T3-OTHER:\n  severty: warning", 2, "severty: 不能改这一项"),
        ("T3-OTHER:\n  basis: {law: 某法}", 2, "basis: 不能改这一项"),
        ('T3-OTHER:\n  enabled: "no"', 2, "true 或 false"),
        ("T3-OTHER: off", 1, "名称: 值"),
        ("- T3-OTHER", 1, "名称: 值"),
        ("T3-OTHER:\n  severity: [", 2, "不是 YAML"),
        ("T3-OTHER: {severity: warning}\nT3-OTHER: {severity: error}", 2, "写了两次"),
        ("T3-OTHER:\n  severity: error\n  severity: advice", 3, "写了两次"),
        ("T3-OTHER:\n  years: {from: 20x}", 2, "“20x” 不是年度"),
        ("T3-OTHER:\n  years: {from: 2023, to: 2021}", 2, "晚于"),
        ("T3-OTHER:\n  years: 2023", 2, "{from: 2021, to: 2023}"),
        ("T3-OTHER:\n  message: 请看", 2, "{zh: “…”, en: “…”}"),
        ("T3-OTHER:\n  message: {fr: regardez}", 2, "{zh: “…”, en: “…”}"),
        ('T3-OTHER:\n  message: {zh: "请看{nonsense}"}', 2, "没有 {nonsense}"),
        ('T3-OTHER:\n  message: {zh: "请看{other"}', 2, "花括号不成对"),
        ("T3-OTHER:\n  parameters: {shar: 0.5}", 2, "没有参数 shar，已有 share、least"),
        ("T3-OTHER:\n  parameters: {share: many}", 2, "类型不同"),
        ("T3-OTHER:\n  deadline: 01-20", 2, "没有当地时限"),
        ("PUB-LATE-TOWN:\n  deadline: 2月20日", 2, "MM-DD"),
        ("PUB-LATE-TOWN:\n  deadline: 02-30", 2, "MM-DD"),
    ],
)
def test_a_mistake_is_told_with_its_line(text, line, sentence):
    with pytest.raises(OverrideError) as told:
        overridden(CATALOGUE.rules, text)
    assert [one.line for one in told.value.mistakes][-1] == line
    assert sentence in str(told.value)


def test_all_mistakes_are_told_at_once():
    with pytest.raises(OverrideError) as told:
        overridden(CATALOGUE.rules, "T3-OTHER: {severity: x, enabled: 1}\nX-NONE: {}\nT3-YOY: {years: 1}")
    assert [one.line for one in told.value.mistakes] == [1, 1, 2, 3]


def test_a_message_may_name_what_every_finding_has():
    office = changed('T3-COL-BAL: {message: {zh: "{agency}{year}年{cell}应为{expected}，填{actual}，差{gap}"}}')
    (found,) = assess(filing(nil(**applications(new=5, granted=4, total=4))), office, date(2024, 4, 15))[0].findings
    assert found.message == "清溪县林草局2023年表三“（七）总计”自然人应为5，填4，差1"
