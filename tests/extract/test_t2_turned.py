"""Table 2 whose rows are named above their figures, or with all names before every figure."""

from __future__ import annotations

from checks.report import CellState
from flows.extract.document import Document
from flows.extract.grid import RawCell, lay_out
from flows.extract.match.tables import match_tables

DOCUMENTS = ("本年制发件数", "本年废止件数", "现行有效件数")
DECISIONS, FEE = "本年处理决定数量", "本年收费金额（单位：万元）"


def read(*rows: list[str]) -> dict[str, float | None]:
    matched = match_tables(Document((lay_out([[RawCell(text) for text in row] for row in rows]),)), "a.html", 2024)
    assert "T2" not in matched.suspicions
    return {
        cell: found.value if found.state is CellState.NUMBER else None
        for cell, found in matched.cells.items()
        if cell.startswith("T2") and found.state is not CellState.ABSENT
    }


ALL = {
    "T2.rules.issued": 1,
    "T2.rules.repealed": 0,
    "T2.rules.in_force": 4,
    "T2.norms.issued": 2,
    "T2.norms.repealed": 3,
    "T2.norms.in_force": 5,
    "T2.licence.decisions": 6,
    "T2.penalty.decisions": 7,
    "T2.coercion.decisions": 8,
    "T2.fee.amount_10k_yuan": 9.5,
}


def test_blocks_on_their_side_are_read():
    documents = zip(DOCUMENTS, "104", "235", strict=True)
    assert (
        read(
            ["第二十条第（一）项"],
            ["信息内容", "规章", "行政规范性文件"],
            *([name, *figures] for name, *figures in documents),
            ["第二十条第（五）项"],
            ["信息内容", "行政许可"],
            [DECISIONS, "6"],
            ["第二十条第（六）项"],
            ["信息内容", "行政处罚", "行政强制"],
            [DECISIONS, "7", "8"],
            ["第二十条第（八）项"],
            ["信息内容", "行政事业性收费"],
            [FEE, "9.5"],
        )
        == ALL
    )


def across(crossing: str) -> list[list[str]]:
    rows = ["信息内容", "规章", "行政规范性文件", "行政许可", "行政处罚", "行政强制", "行政事业性收费"]
    documents = zip(DOCUMENTS, "104", "235", strict=True)
    return [
        rows,
        *([name, *figures, crossing, "/", "/", "/"] for name, *figures in documents),
        [DECISIONS, "", "", "6", "7", "8", ""],
        [FEE, "/", "/", "/", "/", "/", "9.5"],
    ]


def test_one_table_of_all_rows_and_columns_on_its_side_is_read():
    assert read(*across("/")) == ALL


def test_a_figure_where_the_form_has_none_leaves_the_table_as_it_is():
    cells = match_tables(Document((lay_out([[RawCell(t) for t in row] for row in across("11")]),)), "a", 2024).cells
    assert not any(cell.state is CellState.NUMBER for cell in cells.values())


def test_a_row_for_every_figure_is_read():
    documents = [["规章", *pair] for pair in zip(DOCUMENTS, "104", strict=True)]
    norms = [["行政规范性文件", *pair] for pair in zip(DOCUMENTS, "235", strict=True)]
    decisions = [[row, DECISIONS, figure] for row, figure in (("行政许可", "6"), ("行政处罚", "7"), ("行政强制", "8"))]
    assert read(["项目", "统计项", "数量"], *documents, *norms, *decisions, ["行政事业性收费", FEE, "9.5"]) == ALL
