"""Why a table that was not found on the page may be there, or elsewhere, all the same.

Whether it is missing is for `checks.form_tables`, whether its whole part is for `checks.form_outline`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.report import Report

# A table stands for its part even where the heading was lost.
TABLE_OF = {"S2": "T2", "S3": "T3", "S4": "T4"}
_IN_ANNEX = re.compile(
    r"(?:见|[查观]看|下载|点击|打开)[^。；;]{0,8}(?:附件|附表|附图|表格|统计表)|附[件表]\s*[\d一二三四]{0,2}\s*[:：]"
)
_ANNEX_NAMED = re.compile(r"附[件表]\s*[\d一二三四]{0,2}\s*[:：][^。]{0,40}(?:表|统计|年报|报告)")


def doubt_of_absence(report: Report, table: str) -> tuple[str, str]:
    """Why a table that was not found may be published after all, in both languages; empty where nothing says so."""
    found = report.coverage.get(table, 0.0)
    if found == 0 and table in report.suspicions:
        return f"{report.suspicions[table]}，请人工核对是否读取不全。", "Our reading may be incomplete."
    if found > 0:
        return (
            f"页面上有部分内容与该表相符（{found:.0%}），请人工核对是否读取不全。",
            "Part of it was found; our reading may be incomplete.",
        )
    if report.images:
        return (
            "页面含有图片，该表可能以图片形式发布，请人工核对。",
            "The page holds pictures; the table may be one of them.",
        )
    if report.attached:
        return (
            f"页面附有文件“{report.attached[0]}”，该表可能在附件中，请人工核对。",
            "The page offers files; the table may be in one of them.",
        )
    if any(pattern.search(text) for pattern, text in _where_told(report, table)):
        return (
            "正文提及该表见附件，可能已另行发布，请人工核对。",
            "The text says that the table is in an annex, which may be published apart.",
        )
    if report.left_over or report.notes:
        return "页面上有未能识别的内容，请人工核对。", "Something on the page could not be recognised."
    return "", ""


def _where_told(report: Report, table: str) -> Iterator[tuple[re.Pattern[str], str]]:
    """The texts in which an annex with the table may be named, each with the words that name one there."""
    yield from ((_IN_ANNEX, part.text) for part in report.sections if TABLE_OF.get(part.id) == table)
    yield from ((_ANNEX_NAMED, part.text) for part in report.sections[-1:])
