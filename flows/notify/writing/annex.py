"""The annex of a letter: its findings in the layout of the findings sheet, and the form on which the agency answers."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime

from checks.catalogue import Catalogue
from checks.forms import Form, form_for_year
from checks.model import Finding
from flows.notify.writing.matter import Matter
from flows.notify.writing.wording import is_firm, law, name, one_line, statement
from flows.publish.words import SEVERITY
from flows.spreadsheet.sheet import Column, Formats, Link, Sheet, Value, figure_or_text, moment_or_text, new_book

# The findings sheet of the night's workbook without the columns that only the office itself can use; those that are
# printed stand first, and fit on A4 across at a size that can be read.
ANNEX = (
    Column("序号", 6),
    Column("规则", 16, wraps=True),
    Column("性质", 7),
    Column("位置", 20, wraps=True),
    Column("问题", 40, wraps=True),
    Column("填报值", 9, wraps=True),
    Column("应为", 9, wraps=True),
    Column("差额", 8),
    Column("原文", 28, wraps=True),
    Column("依据", 24, wraps=True),
    Column("整改建议", 26, wraps=True),
    Column("单位", 26, printed=False),
    Column("链接", 14, printed=False),
    Column("规则编号", 16, printed=False),
    Column("抓取时间", 17, printed=False),
    Column("内容摘要sha256", 20, printed=False),
    Column("问题编号", 22, printed=False),
)
ANSWERS = ("整改情况", "说明", "完成时间", "新页面地址", "负责人签字")
FEEDBACK = (
    Column("问题编号", 26),
    Column("问题", 60, wraps=True),
    *(Column(head, 24, wraps=True) for head in ANSWERS),
)
FEEDBACK_SHEET = "反馈表"


def workbook(matter: Matter, catalogue: Catalogue, forms: Mapping[str, Form]) -> bytes:
    """The annex as `.xlsx` bytes, the same for the same matter."""
    out = io.BytesIO()
    book = new_book(out)
    title = f"{one_line(matter.agency.name)}{matter.year}年政府信息公开工作年度报告问题清单"
    book.set_properties({"title": title, "created": datetime(2020, 1, 1)})  # noqa: DTZ001 - a fixed day for equal bytes
    form = form_for_year(forms, matter.year)
    formats, names = Formats(book), form.names if form else {}
    Sheet(book, "问题清单", ANNEX, formats, title=title).write(_rows(matter, catalogue, names))
    Sheet(book, FEEDBACK_SHEET, FEEDBACK, formats, title=title).write(_form_rows(matter, catalogue))
    book.close()
    return out.getvalue()


def _rows(matter: Matter, catalogue: Catalogue, names: Mapping[str, str]) -> Iterator[Sequence[Value]]:
    for number, finding in enumerate(matter.findings, 1):
        values = _values(finding, matter, catalogue, names)
        yield (number, *(values[column.head] for column in ANNEX[1:]))


def _values(finding: Finding, matter: Matter, catalogue: Catalogue, names: Mapping[str, str]) -> Mapping[str, Value]:
    evidence = finding.evidence
    cells = [finding.suspect] if finding.suspect else finding.cells[:3]
    firm = is_firm(finding, catalogue, matter.is_confirmed)
    return {
        "单位": matter.agency.name,
        "规则": name(finding, catalogue),
        "性质": SEVERITY[finding.severity].zh if firm else "待核实",
        "位置": "；".join(names.get(cell, cell) for cell in cells) or None,
        "问题": statement(finding, catalogue, matter.is_confirmed),
        "填报值": figure_or_text(finding.actual),
        "应为": figure_or_text(finding.expected),
        "差额": finding.difference,
        "依据": law(finding, catalogue),
        "整改建议": finding.fix,
        # Without a record of its own, the address is that of a page that was searched for the report.
        "链接": Link(evidence.url, "报告原文" if evidence.snapshot else "所查页面") if evidence.url else None,
        "原文": evidence.quote,
        "规则编号": finding.rule_id,
        "抓取时间": moment_or_text(evidence.retrieved),
        "内容摘要sha256": evidence.sha256,
        "问题编号": finding.finding_id,
    }


def _form_rows(matter: Matter, catalogue: Catalogue) -> Iterator[Sequence[Value]]:
    for finding in matter.findings:
        yield (finding.finding_id, statement(finding, catalogue, matter.is_confirmed), *(None for _ in ANSWERS))
