"""What a sentence is said to count, in the words of findings about table 4 and about answers."""

from __future__ import annotations

from checks.forms import split_cell

# What the prose is said to count, by the table's part and column, in Chinese and English.
_CASES = {
    "T4.review": ("行政复议", "review(s)"),
    "T4.direct": ("行政诉讼", "lawsuit(s)"),
    "T4.after": ("行政诉讼", "lawsuit(s)"),
}
_ENDINGS = {
    "total": ("数", ""),
    "upheld": ("维持数", " upheld"),
    "corrected": ("纠正数", " corrected"),
    "other": ("其他结果数", " with other results"),
    "pending": ("尚未审结数", " pending"),
}


def counted_as(expression: str) -> dict[str, str]:
    """What a claim on these cells counts, as the catalogue's `{matter}` and `{matter_en}`: 行政复议与行政诉讼合计数, 办结数.

    All answered leaves nothing to be carried out.
    """
    cells = [split_cell(part) for part in expression.split("+")]
    if not all(f"{table}.{row}" in _CASES for table, row, _ in cells):
        is_end = any(row == "carried_out" for _, row, _ in cells)
        matter, matter_en = ("称全部办结，即结转数", "left over") if is_end else ("办结数", "answered")
        return {"matter": matter, "matter_en": matter_en}
    kinds = list(dict.fromkeys(_CASES[f"{table}.{row}"] for table, row, _ in cells))
    ending, ending_en = _ENDINGS[cells[0][2]]
    together = "合计" if len(kinds) > 1 else ""
    return {
        "matter": "与".join(sorted(kind for kind, _ in kinds)) + together + ending,
        "matter_en": " and ".join(sorted((kind for _, kind in kinds), reverse=True)) + ending_en,
    }
