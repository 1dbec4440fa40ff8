"""Tables that a text writes out with punctuation are tables; sentences that tell of figures stay prose."""

from __future__ import annotations

import pytest

from flows.extract import read_report
from flows.extract.document import Document, Paragraph
from flows.extract.grid import rows_of
from flows.extract.written import with_written_rows
from tests.accuracy.pack import sample


def shown(*lines: str) -> list[object]:
    document = with_written_rows(Document(tuple(map(Paragraph, lines))))
    return [
        b.text if isinstance(b, Paragraph) else [[c.text for c in row] for row in rows_of(b)] for b in document.blocks
    ]


@pytest.mark.parametrize(
    ("line", "cells"),
    [
        ("规章，0，，3", ["规章", "0", "", "3"]),
        ("（三）不予公开；1.属于国家秘密；1；0；0；0；0；0；1", ["（三）不予公开", "1.属于国家秘密", *"1000001"]),
        ("（二）部分公开（区分处理的，只计这一情形，不计其他情形）：5、0、0、0、0、0、5；", None),
        ("1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请、5、0、0、0、0、0、5", None),
        ("- 规章: 0 / - / 3", ["规章", "0", "-", "3"]),
    ],
)
def test_signs_part_a_label_and_its_figures(line, cells):
    label = line[: -len("：5、0、0、0、0、0、5；")] if line.endswith("；") else line[: -len("、5、0、0、0、0、0、5")]
    assert shown(line) == [[cells or [label, *"5000005"]]]


def test_a_sign_within_a_figure_parts_no_cells_that_another_parts():
    assert shown("信息内容；本年处理决定数量；", "行政许可；406，970；") == [
        [["信息内容", "本年处理决定数量"], ["行政许可", "406，970"]]
    ]


def test_names_before_figures_are_a_head():
    line = "一、本年新收政府信息公开申请数量：自然人5件，法人或其他组织（商业企业/，科研机构0），总计：5件。"
    assert shown(line) == [
        [["", "自然人", "商业企业", "科研机构", "总计"], ["一、本年新收政府信息公开申请数量", "5件", "/", "0", "5件"]]
    ]


@pytest.mark.parametrize(
    "line",
    [
        "行政复议：结果维持1件、结果纠正0件，总计1件。",
        "行政复议结果维持1件，结果纠正0件，总计1件；",
        "* **行政复议** 结果维持 1件 结果纠正 0件 总计 1件",
    ],
)
def test_names_before_figures_tell_them_whatever_stands_between(line):
    (grid,) = shown(line.replace("**", ""))
    assert grid[0] == ["", "结果维持", "结果纠正", "总计"]
    assert grid[1][0].endswith("行政复议")
    assert grid[1][1:] == ["1件", "0件", "1件"]


def test_a_total_that_stands_first_is_known_by_its_name():
    names = ("总计", "自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他")
    row = "，".join(f"{'其中' if at == 1 else ''}{name}{7 - at if at else 21}件" for at, name in enumerate(names))
    one = sample("text", "none", 3)
    text = one.content.decode()
    start, end = text.index("（本列"), text.index("四、政府信息公开行政复议")
    report = read_report(f"{text[:start]}（一）予以公开：{row}。\n\n{text[end:]}".encode(), one.name)
    assert [report.cells[f"T3.granted.{name}"].value for name in ("natural", "other", "total")] in (
        [6, 1, 21],
        [None] * 3,
    )


def test_a_lone_figure_is_a_row_beside_others_or_below_a_head():
    assert shown("信息内容；本年处理决定数量；", "行政许可；5；") == [
        [["信息内容", "本年处理决定数量"], ["行政许可", "5"]]
    ]
    assert shown("行政许可；5；") == ["行政许可；5；"]


def test_commas_that_may_be_those_of_thousands_part_nothing():
    assert shown("规章：1,234,567") == ["规章：1,234,567"]


@pytest.mark.parametrize(
    "line",
    [
        "全年收到申请5件，办结5件，结转0件。",
        "予以公开5件，部分公开3件，不予公开2件。",
        "行政许可：全年办理5件，其中网上3件。",
        "（二）依申请公开：收到5件，予以公开3件。",
        "自然人5件，商业企业3件。",
        "行政复议：结果维持3件，占100%。",
    ],
)
def test_sentences_stay(line):
    assert shown(line) == [line]


def test_beside_real_tables_such_a_row_is_prose():
    one = sample("text", "none", 3)
    told = "行政复议：结果维持3，结果纠正0，其他结果0，尚未审结0，总计3。"
    text = one.content.decode().replace("五、", f"{told}\n\n五、", 1)
    report = read_report(text.encode(), one.name)
    assert any(told[:8] in section.text for section in report.sections)
    assert not report.suspicions


@pytest.mark.parametrize("colon", ["：", ": "])
def test_a_stroke_behind_a_colon_makes_a_figure_negative_and_behind_a_name_parts_it(colon):
    line = f"行政许可{colon}上一年项目数量{colon}9，本年增/减{colon}-2，处理决定数量{colon}0"
    (grid,) = shown(line)
    assert grid == [["", "上一年项目数量", "本年增/减", "处理决定数量"], ["行政许可", "9", "-2", "0"]]


def test_a_stroke_between_a_colon_and_a_stop_is_a_figure():
    assert shown("信息内容、本年处理决定数量", "行政处罚：/；", "行政强制：3；") == [
        [["信息内容", "本年处理决定数量"], ["行政处罚", "/"], ["行政强制", "3"]]
    ]
