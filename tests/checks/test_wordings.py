"""How cells, rows and columns are called in a sentence."""

from __future__ import annotations

import pytest

from checks.wordings import column_label, requoted
from tests.checks.build import FORMS


@pytest.mark.parametrize(
    ("column", "label"),
    [("natural", "自然人"), ("business", "商业企业"), ("other", "法人或其他组织·其他"), ("total", "总计")],
)
def test_a_column_is_called_by_its_group_only_where_its_label_needs_it(column, label):
    assert column_label(FORMS["2021"], column) == label


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("未见“3.危及“三安全一稳定””行", "未见“3.危及‘三安全一稳定’”行"),
        ("“甲”“乙”两处", "“甲”“乙”两处"),
        ("“甲称“乙说“丙”””", "“甲称‘乙说“丙”’”"),
        ("一句引文截断：“甲称“乙”", "一句引文截断：“甲称“乙”"),
        ("甲”与“乙", "甲”与“乙"),
    ],
)
def test_a_quotation_inside_another_has_single_marks(sentence, told):
    assert requoted(sentence) == told
