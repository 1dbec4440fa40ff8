"""Figures → the pieces of a whole report as the notice prints it: title, six parts, tables 2, 3 and 4."""

from __future__ import annotations

from dataclasses import dataclass

from checks.forms import Form
from flows.extract.forms import forms
from tests.accuracy.figures import Figures
from tests.accuracy.pieces import Box, Piece, Sheet


@dataclass(frozen=True)
class Figure(Box):
    """A box that holds a figure."""

    cell: str = ""


@dataclass(frozen=True)
class Table(Sheet):
    """A sheet that is a mandated table: "T2", "T3" or "T4"."""

    id: str = ""


def pieces_of(figures: Figures) -> list[Piece]:
    """The report in reading order."""
    form = forms()[figures.form]
    heading = [section.label for section in form.sections]
    return [
        figures.title,
        f"发布日期：{figures.year + 1}-01-2{figures.year % 10}",
        f"根据《中华人民共和国政府信息公开条例》和{form.notice}要求，现公布{figures.agency}{figures.year}年政府信息公开工作年度报告。",
        heading[0],
        f"{figures.year}年，{figures.agency}认真贯彻落实条例要求，持续推进政务公开，全年通过门户网站公开信息327条，回应群众关切。",
        "（一）主动公开。围绕重点工作，及时公开机构职能、财政预决算、规划计划等信息，办理结果一并公布。",
        "（二）平台建设。做好网站和政务新媒体的日常维护，完善检索、查阅、下载功能。",
        heading[1],
        table_2(figures, form),
        heading[2],
        table_3(figures, form),
        heading[3],
        table_4(figures, form),
        heading[4],
        "存在的问题：公开的及时性有待提高，队伍业务能力还需加强。改进措施：加强培训，健全制度，定期检查。",
        heading[5],
        f"{figures.year}年，本机关未收取信息处理费。没有其他需要报告的事项。",
    ]


def table_2(figures: Figures, form: Form) -> Table:
    """Table 2 as one grid of four columns."""
    width = 1 + max(len(block.columns) for block in form.t2)
    rows: list[tuple[Box, ...]] = []
    for block in form.t2:
        rows.append((Box(block.heading, 1, width),))
        spans = _shares(width - 1, len(block.columns))
        rows.append((Box("信息内容"), *(Box(c.label, 1, span) for c, span in zip(block.columns, spans, strict=True))))
        for row in block.rows:
            cells = [f"T2.{row.id}.{column.id}" for column in block.columns]
            boxes = (Figure(figures.texts[cell], 1, span, cell) for cell, span in zip(cells, spans, strict=True))
            rows.append((Box(row.label), *boxes))
    return Table(tuple(rows), "T2")


def _shares(width: int, parts: int) -> list[int]:
    return [width // parts] * (parts - 1) + [width - width // parts * (parts - 1)]


def table_3(figures: Figures, form: Form) -> Table:
    """Table 3 as one grid of ten columns: three of labels, seven of figures."""
    own = [column for column in form.t3_columns if column.group]
    rows: list[tuple[Box, ...]] = [
        (Box(f"（{form.head_note}）", 3, 3), Box("申请人情况", 1, 7)),
        (Box("自然人", 2), Box(own[0].group or "", 1, len(own)), Box("总计", 2)),
        tuple(Box(column.label) for column in own),
    ]
    results = [row for row in form.t3_rows if row.group]
    for row in form.t3_rows:
        labels: list[Box] = []
        if row.group and row is results[0]:
            labels.append(Box(row.group, len(results)))
        members = [other for other in results if row.subgroup and other.subgroup == row.subgroup]
        if members and members[0] is row:
            labels.append(Box(row.subgroup or "", len(members)))
        labels.append(Box(row.label, 1, 1 if row.subgroup else 2 if row.group else 3))
        cells = [f"T3.{row.id}.{column.id}" for column in form.t3_columns]
        rows.append((*labels, *(Figure(figures.texts[cell], 1, 1, cell) for cell in cells)))
    return Table(tuple(rows), "T3")


def table_4(figures: Figures, form: Form) -> Table:
    """Table 4 as one grid of fifteen columns."""
    names = [column.label for column in form.t4_columns]
    cells = [f"T4.{block.id}.{column.id}" for block in form.t4_blocks for column in form.t4_columns]
    return Table(
        (
            (Box("行政复议", 1, 5), Box("行政诉讼", 1, 10)),
            (*(Box(name, 2) for name in names), Box("未经复议直接起诉", 1, 5), Box("复议后起诉", 1, 5)),
            tuple(Box(name) for name in names * 2),
            tuple(Figure(figures.texts[cell], 1, 1, cell) for cell in cells),
        ),
        "T4",
    )
