"""Lines that are left of a table are no prose, and prose about its figures is no such line."""

from __future__ import annotations

import pytest

from flows.extract.table_text import without_tables


@pytest.mark.parametrize(
    "line",
    [
        "（二）部分公开（区分处理的，只计这一情形，不计其他情形）232件次0",
        "0(①)0[1]0(3)21",
        "零件0",
        "一、本年新收政府信息公开申请数量：3，74，0 件，0，361，19，457",
        "（三）不予公开：1.属于国家秘密：0，0，0，0，０，321，321",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请 0 无 49 0 0 56 105",
        "四、结转下年度继续办理 0(3) 4 9 0 0 0 13",
        "续表：",
        "（接上表）",
        "项目 自然人 小计 总计",
    ],
)
def test_labels_with_their_figures_are_left_of_a_table(line):
    assert without_tables([line]) == []


@pytest.mark.parametrize(
    "line",
    [
        "无行政复议、行政诉讼",
        "行政许可：12件",
        "续表所列项目",
        "行政复议0件，行政诉讼0件。",
        "收到申请的月份有1，2，3，4，5，6，7",
        "本年度收到申请12（含上年结转1件）",
    ],
)
def test_what_says_more_than_labels_and_figures_is_prose(line):
    assert without_tables([line]) == [line]
