"""Whose figures a sentence and a table speak of."""

from __future__ import annotations

import pytest

from checks.model import Agency
from checks.scope import same_scope
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
        (BUREAU, "unclear", f"各部门{TEXT}", False),
        (TOWN, "area", f"全镇{TEXT}", True),
        (TOWN, "area", f"全县各镇{TEXT}，全镇3件", False),
        (CITY, "own", f"全年{TEXT}", True),
        (CITY, "area", f"全市{TEXT}", True),
        (CITY, "own", f"市政府办{TEXT}", False),
        (CITY, "area", f"市政府办和全市各部门{TEXT}", True),
        (OFFICE, "unclear", f"代表市政府{TEXT}", True),
        (OFFICE, "unclear", f"全市{TEXT}", False),
        (BUREAU, "unclear", f"代表市政府{TEXT}", False),
    ],
)
def test_a_sentence_is_about_the_table_of_the_bodies_it_speaks_of(agency, scope, sentence, same):
    told = claim("T3.new.total", "9", sentence, scope=scope)
    assert same_scope(filing(report(), agency), told, sentence) is same
