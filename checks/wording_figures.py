"""The data elements that a local notice asks for in part one; which ones they are is a parameter of the rule."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.labels import plain
from checks.model import Filing, Hit, Responsibility, Unassessable
from checks.registry import Answer, Context, filing_rule
from checks.wordings import named


@filing_rule("TXT-SEC1-FIGS")
def elements_of_the_notice(filing: Filing, context: Context) -> Iterator[Answer]:
    """Part one lacks a figure that the local notice lists. Source: e.g. 武政办发〔2025〕54号; only where such a notice applies."""
    elements, report = context.rule.parameters["elements"], filing.report
    part = report.section("S1") if report is not None else None
    if not elements or part is None or not part.text.strip():
        yield Unassessable(context.rule.id, "未识别到第一部分" if elements else "未配置当地通知要求的数据要素")
        return
    text = plain(part.text)
    lacking = [element["name"] for element in elements if not re.search(element["pattern"], text)]
    if lacking:
        values = {"missing": named(f"“{name}”" for name in lacking), "count": str(len(lacking))}
        yield Hit(context.rule.id, values=values, responsibility=Responsibility.UNDECIDED)
