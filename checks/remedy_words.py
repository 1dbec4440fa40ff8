"""What would mend failing sums, put into words: rows and columns moved or exchanged, slips of the pen, and where nothing is sure.

The sums themselves are told in `checks.explanations`; which remedy fits is found in `checks.shifts`.
"""

from __future__ import annotations

from collections.abc import Mapping

from checks.causes import Kind, is_transposed
from checks.forms import Form
from checks.shifts import Remedy
from checks.wordings import column_label, figure_text, row_label

_MOST_PLACES = 3
_REMEDIES = {
    "row_left": ("“{place}”行整体左移一列", "moving row {place} one column to the left,"),
    "row_right": ("“{place}”行整体右移一列", "moving row {place} one column to the right,"),
    "column_up": ("“{place}”列整体上移一行", "moving column {place} up one row,"),
    "column_down": ("“{place}”列整体下移一行", "moving column {place} down one row,"),
    "row_move": ("“{place}”两行间的数据对调", "exchanging the figure between rows {place},"),
    "exchange_rows": ("“{place}”两行整行对调", "exchanging rows {place},"),
    "exchange_columns": ("“{place}”两列整列对调", "exchanging columns {place},"),
    "rows_up": ("自“{place}”行起各行整体上移一行", "moving all rows from {place} on up by one,"),
    "join": ("“{place}”行相邻两格数字合并", "joining the digits of two neighbours in row {place},"),
    "part": ("“{place}”行一格数字拆为相邻两格", "parting one figure over two neighbours in row {place},"),
    "join_on": (
        "“{place}”行相邻两格数字合并、其后各格左移一列",
        "joining the digits of two neighbours in row {place} and moving the rest left,",
    ),
    "part_on": (
        "“{place}”行一格数字拆为相邻两格、其后各格右移一列",
        "parting one figure over two neighbours in row {place} and moving the rest right,",
    ),
}

HINTS: Mapping[Kind, tuple[str, str]] = {
    Kind.CELL: ("出错的单元格无法唯一确定，请逐项核对。", "Which cell is wrong cannot be told for certain. "),
    Kind.PAIR: (
        "该列与“总计”列相差相同，应是同一行的分项与总计同时有误，请逐项核对。",
        "The total column is off by the same amount: a cell and its row's total are wrong together. ",
    ),
    Kind.MOVED: (
        "两处相差数值相等、方向相反，疑似填错行列，请核对。",
        "Two sums are off by opposite amounts: a figure may stand in the wrong place. ",
    ),
    Kind.UNFILLED: (
        "多处总计为0而分项不为0，疑似总计未填，请补填。",
        "Totals stand at 0 beside parts that do not: they were left out. ",
    ),
    Kind.SUM: ("", ""),
}
"""Said of a cause that no remedy explains, in Chinese and English."""


def remedy_words(remedy: Remedy | None, form: Form) -> dict[str, str]:
    """What would make the failing sums hold, as the values `remedy` and `remedy_en` of the rule's message."""
    if remedy is None:
        return {"remedy": "，且不能由少数单元格解释", "remedy_en": " and no few cells explain that"}
    zh, en = _REMEDIES[remedy.kind]
    return {
        "remedy": f"，{zh.format(place=_place_labels(remedy, form))}则全部成立",
        "remedy_en": f"; {en.format(place=remedy.place)} all of them hold",
    }


def _place_labels(remedy: Remedy, form: Form) -> str:
    label = column_label if "column" in remedy.kind else row_label
    places = [label(form, place) for place in remedy.place.split(",")]
    return "”“".join(places[:_MOST_PLACES]) + (f"”等{len(places)}处“" if len(places) > _MOST_PLACES else "")


def slip_words(stated: float, corrected: float) -> tuple[str, str]:
    """What kind of slip of the pen turns one figure into the other, if it is a usual one."""
    one, other = figure_text(stated), figure_text(corrected)
    if is_transposed(stated, corrected):
        return "（疑似数字前后颠倒）", " (digits turned round)"
    if corrected == 0:
        return "", ""
    if stated == 0:
        return "（疑似漏填）", " (left out)"
    longer, shorter = max(one, other, key=len), min(one, other, key=len)
    if len(longer) == len(shorter) + 1 and any(longer[:i] + longer[i + 1 :] == shorter for i in range(len(longer))):
        return (
            ("（疑似多写一位数字）", " (one digit too many)")
            if longer == one
            else ("（疑似少写一位数字）", " (one digit lost)")
        )
    return "", ""
