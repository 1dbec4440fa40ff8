"""Reports as read, as rows: one row a cell for CSV, and a workbook with the sections and the claims beside them.

No text from a report can become a formula where a spreadsheet opens it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO, StringIO

import xlsxwriter

from checks.forms import Form
from checks.report import Report

Row = tuple[str | int | float | None, ...]

_CELL_HEAD = (
    "source", "agency", "year", "form", "cell", "name", "state", "value", "raw", "note", "xpath", "page", "confidence",
)  # fmt: skip
_SECTION_HEAD = ("source", "agency", "year", "section", "heading", "text")
_CLAIM_HEAD = ("source", "agency", "year", "cell", "value", "qualifier", "scope", "section", "quote")
_WIDTHS = {"source": 30, "agency": 26, "name": 44, "cell": 34, "heading": 26, "text": 80, "quote": 80, "xpath": 24}
_LONGEST_TEXT = 32_767
_FORMULA = re.compile(r"[=+\-@\t\r]")
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?%?")


def cells_csv(reports: Sequence[Report], forms: Mapping[str, Form]) -> str:
    """Every cell of every report, a row each, with its place; lines end in CR LF."""
    text = StringIO()
    rows = csv.writer(text)
    rows.writerow(_CELL_HEAD)
    rows.writerows(tuple(map(_harmless, row)) for report in reports for row in _cells(report, forms))
    return text.getvalue()


def reports_workbook(reports: Sequence[Report], forms: Mapping[str, Form]) -> bytes:
    """A workbook with sheets 单元格, 正文 and 数据表述; filters on, heads frozen."""
    content = BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
    with xlsxwriter.Workbook(content, options) as book:
        head = book.add_format({"bold": True, "bg_color": "#E8EEF4", "bottom": 1})
        for title, names, rows in (
            ("单元格", _CELL_HEAD, [row for report in reports for row in _cells(report, forms)]),
            ("正文", _SECTION_HEAD, [row for report in reports for row in _sections(report)]),
            ("数据表述", _CLAIM_HEAD, [row for report in reports for row in _claims(report)]),
        ):
            sheet = book.add_worksheet(title)
            sheet.freeze_panes(1, 0)
            sheet.write_row(0, 0, names, head)
            for number, row in enumerate(rows, start=1):
                sheet.write_row(number, 0, [_short(value) for value in row])
            for column, name in enumerate(names):
                sheet.set_column(column, column, _WIDTHS.get(name, 12))
            sheet.autofilter(0, 0, max(len(rows), 1), len(names) - 1)
    return content.getvalue()


def _cells(report: Report, forms: Mapping[str, Form]) -> Iterator[Row]:
    form = forms.get(report.form or "")
    names = form.names if form else {}
    for cell in report.cells.values():
        where = cell.where
        yield (
            *_whose(report)[:3],
            report.form,
            cell.cell,
            names.get(cell.cell, ""),
            cell.state.value,
            cell.value,
            cell.raw,
            cell.note,
            where.xpath,
            where.page,
            where.confidence,
        )


def _sections(report: Report) -> Iterator[Row]:
    return ((*_whose(report), part.id, part.heading, part.text) for part in report.sections)


def _claims(report: Report) -> Iterator[Row]:
    for claim in report.claims:
        yield (*_whose(report), claim.cell, claim.value, claim.qualifier, claim.scope, claim.section, claim.quote)


def _whose(report: Report) -> Row:
    return report.source, report.agency, report.year


def _short(value: str | int | float | None) -> str | int | float | None:
    return value[:_LONGEST_TEXT] if isinstance(value, str) else value


def _harmless(value: str | int | float | None) -> str | int | float | None:
    if isinstance(value, str) and _FORMULA.match(value) and not _NUMBER.fullmatch(value):
        return f"'{value}"
    return value
