"""How figures, cells and sums are put into words, in Chinese and English, for the sentences of the catalogue.

Only phrasing that several rule families share belongs here; sentences are in `config/rules.yaml`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from checks.forms import Form, row_name, split_cell
from checks.frames import is_empty_part
from checks.report import Cell, CellState, Number

MOST_NAMED = 5
MOST_ROWS = 3
STATE_NAMES = {
    CellState.NUMBER: "为数字",
    CellState.BLANK: "空白",
    CellState.NOT_APPLICABLE: "填“/”或“无”",
    CellState.TEXT: "不是数字",
    CellState.UNREADABLE: "无法辨认",
    CellState.ABSENT: "未找到",
}


def figure_text(figure: float | None) -> str:
    """A figure as a person writes it: no `.0`, no exponent."""
    if figure is None:
        return "—"
    return str(int(figure)) if figure == int(figure) else f"{figure:.6f}".rstrip("0")


def whole(figure: float | None) -> Number | None:
    """A figure as a number of JSON: an int where it is one."""
    return int(figure) if figure is not None and figure == int(figure) else figure


def named(names: Iterable[str], joint: str = "、", most: int = MOST_NAMED) -> str:
    """Names in a row, the first few of many; between names in quotation marks Chinese puts nothing (GB/T 15834)."""
    listed = list(names)
    is_quoted = joint == "、" and all(name.startswith("“") and name.endswith("”") for name in listed)
    few = ("" if is_quoted else joint).join(listed[:most])
    if len(listed) <= most:
        return few
    return f"{few}等{len(listed)}处" if joint == "、" else f"{few}{joint}… ({len(listed)} in all)"


def requoted(sentence: str) -> str:
    """A sentence with single marks where it quotes inside a quotation (GB/T 15834); as it is where the marks do not pair."""
    depth, signs = 0, []
    for sign in sentence:
        depth += sign == "“"
        signs.append({"“": "‘", "”": "’"}.get(sign, sign) if depth % 2 == 0 else sign)
        depth -= sign == "”"
        if depth < 0:
            return sentence
    return sentence if depth else "".join(signs)


def cell_name(form: Form | None, cell: str) -> str:
    """A cell as an inspector says it, or its id where the form has no such cell."""
    return form.names.get(cell, cell) if form else cell


def rows_named(form: Form, cells: Iterable[str]) -> str:
    """Cells of one table by the rows they stand in, with how many in each: “规章”行3个、…"""
    counts: dict[str, int] = {}
    for cell in cells:
        row = cell_name(form, cell).partition("“")[2].rpartition("”")[0]
        counts[row] = counts.get(row, 0) + 1
    listed = [f"“{row}”{count}个" for row, count in counts.items()]
    return "、".join(listed[:MOST_ROWS]) + (f"等{len(listed)}行" if len(listed) > MOST_ROWS else "")


def row_label(form: Form, row_id: str) -> str:
    """A row of table 3 by its printed name."""
    return next((row_name(row) for row in form.t3_rows if row.id == row_id), row_id)


def column_label(form: Form, column_id: str) -> str:
    """A column of table 3 by its printed name, led by its group where that is needed to know it."""
    column = next(column for column in form.t3_columns if column.id == column_id)
    return f"{column.group}·{column.label}" if column.label == "其他" and column.group else column.label


def block_label(form: Form, block_id: str) -> str:
    """A part of table 4 by its printed name."""
    return next(block.label for block in form.t4_blocks if block.id == block_id)


def blanks_note(cells: Mapping[str, Cell], operands: Iterable[str]) -> tuple[str, str]:
    """What must be said where a sum rests on empty parts counted as 0, in Chinese and English; empty if none does."""
    empty = [name for name in operands if (cell := cells.get(name)) is not None and is_empty_part(cell)]
    if not empty:
        return "", ""
    rows = {split_cell(name)[1] for name in empty}
    where = "" if len(rows) > 1 else f"（{cells[empty[0]].raw or '空白'}）"
    return (
        f"其中{len(empty)}个分项单元格为空白或“/”{where}，按0计算。",
        f"{len(empty)} empty part(s) were counted as 0.",
    )
