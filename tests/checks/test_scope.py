"""Whose figures a sentence and a table speak of."""

from __future__ import annotations

import pytest

from checks.contradictions import clause
from checks.model import Agency
from checks.scope import kind_of, same_scope
from tests.checks.filings import CITY, TOWN, claim, filing, report

BUREAU = Agency("yunhe-jyj", "云河市教育局", "department", level="prefecture")
OFFICE = Agency("yunhe-fb", "云河市人民政府办公室", "government_office", level="prefecture")
TEXT = "收到政府信息公开申请9件"


@pytest.mark.parametrize(
    ("agency", "scope", "sentence", "same"),
    [
        (BUREAU, "own", f"我局{TEXT}", True),
        (BUREAU, "area", f"全市{TEXT}", False),
        (BUREAU, "area", f"全系统{TEXT}", True),
        (BUREAU, "area", f"全系统{TEXT}，其中局机关4件、执法支队5件", False),
        (BUREAU, "unclear", f"各部门{TEXT}", False),
        (TOWN, "area", f"全镇{TEXT}", True),
        (TOWN, "area", f"全县各镇{TEXT}，全镇3件", False),
        (CITY, "own", f"全年{TEXT}", True),
        (CITY, "area", f"全市{TEXT}", True),
        (CITY, "own", f"市政府办{TEXT}", False),
        (CITY, "area", f"市政府办和全市各部门{TEXT}", True),
        (CITY, "own", f"市政府办{TEXT}，全市各部门收到90件", False),
        (CITY, "area", f"全市{TEXT}，市政府办收到2件", True),
        (CITY, "own", f"以市政府名义{TEXT}", False),
        (CITY, "own", f"市直部门{TEXT}", False),
        (CITY, "own", f"县（市、区）政府{TEXT}", False),
        (CITY, "own", f"东河区{TEXT}", False),
        (CITY, "own", f"我市{TEXT}", True),
        (CITY, "own", f"2023年，云河市{TEXT}", True),
        (BUREAU, "own", f"市财政局{TEXT}", False),
        (BUREAU, "own", f"市教育局全年{TEXT}", True),
        (BUREAU, "own", f"我局及下属单位{TEXT}", False),
        (OFFICE, "unclear", f"代表市政府{TEXT}", True),
        (OFFICE, "unclear", f"全市{TEXT}", False),
        (BUREAU, "unclear", f"代表市政府{TEXT}", False),
    ],
)
def test_a_sentence_is_about_the_table_of_the_bodies_it_speaks_of(agency, scope, sentence, same):
    told = claim("T3.new.total", "9", sentence, scope=scope)
    assert same_scope(filing(report(), agency), told, sentence, clause(told)) is same


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("云岭县", "government"),
        ("云河市横山区", "government"),
        ("云河市人民政府", "government"),
        ("云河高新区", "department"),
        ("云河经济技术开发区", "department"),
        ("云岭县民政局", "department"),
        ("白马镇", "town"),
    ],
)
def test_a_place_alone_is_its_government_and_a_zone_is_none(name, kind):
    assert kind_of(filing(report(agency=name), None)) == kind


def test_a_body_that_received_nothing_is_not_the_agency_unless_its_name_tells():
    for body, same in (("市数据局", False), ("法制部门", False), ("市教育局", True), ("我局", True)):
        quote = f"{body}未收到政府信息公开申请"
        told = claim("T3.new.total", "0", quote)
        assert same_scope(filing(report(), BUREAU), told, quote, clause(told)) is same


def test_a_place_that_suffered_no_case_is_not_the_whole_area():
    quote = "2023年，东河区未发生行政复议"
    told = claim("T4.review.total", "0", quote)
    assert not same_scope(filing(report(), CITY), told, quote, clause(told))
