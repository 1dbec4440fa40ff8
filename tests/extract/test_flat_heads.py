"""The head of table 3 in pieces: its names are the form's where what stands in which order is told, and the rows prove the total last."""

from __future__ import annotations

import pytest

from flows.extract.document import Paragraph
from flows.extract.match.flat_heads import with_whole_heads

_ABOVE = ["（本列数据的勾稽关系为：第一项加第二项之和，", "等于第三项加第四项之和）", "申请人情况", "法人或其他组织"]
_ONE, _TWO = ["自然人", "总计", "其他"], ["商业企", "业", "科研机", "构", "社会公", "益组织", "法律服", "务机构"]
_ROWS = ["一、本年新收政府信息公开申请数量 1 2 3 4 5 6 21", "二、上年结转政府信息公开申请数量 2 0 0 0 0 1 3"]
_WHOLE = "自然人 商业企业 科研机构 社会公益组织 法律服务机构 其他 总计"


def _is_read(head: list[str], rows: list[str]) -> bool:
    blocks = with_whole_heads([Paragraph(text) for text in [*head, *rows]])
    return any(isinstance(block, Paragraph) and block.text == _WHOLE for block in blocks)


def test_names_of_one_line_may_come_before_those_of_two():
    assert _is_read([*_ABOVE, *_ONE, *_TWO], _ROWS)


def test_the_name_of_the_group_of_rows_may_stand_in_the_head():
    assert _is_read([*_ABOVE[:-1], "三、", "本年度办", "理结果", _ABOVE[-1], "自然人", *_TWO, "其他", "总计"], _ROWS)


@pytest.mark.parametrize(
    "names",
    [["总计", "自然人", "其他", *_TWO], [*_ONE, *_TWO[2:], *_TWO[:2]], ["自然人", "其他", *_TWO, "总计"]],
    ids=["the total first", "names of two lines in another order", "the other applicants second"],
)
def test_names_in_another_order_are_not_the_forms(names):
    assert not _is_read([*_ABOVE, *names], _ROWS)


def test_rows_whose_last_figure_is_not_their_sum_prove_no_total():
    assert not _is_read([*_ABOVE, *_ONE, *_TWO], ["一、本年新收政府信息公开申请数量 1 21 6 2 3 4 5"])
