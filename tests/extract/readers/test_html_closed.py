"""Parts of a page that open at a click are read, copies of what it shows are not, and what scripts write stands in its place."""

from __future__ import annotations

import json

import pytest

from flows.extract import read_report
from tests.accuracy.figures import invent
from tests.accuracy.formats.html import as_html
from tests.accuracy.pieces import Box, Piece, Sheet
from tests.accuracy.report import Table, pieces_of
from tests.extract.printed import wrong

HEAD = "<style>.tab, .mobile {display: none} @media (max-width: 600px) {.mobile {display: block} .wide {display: none}}</style>"


def table_of(piece: Piece) -> str:
    page = as_html([piece]).decode()
    return page[page.index("<table") : page.index("</table>") + len("</table>")]


def page_of(pieces, dress) -> bytes:
    body = "".join(dress(table_of(piece)) if isinstance(piece, Sheet) else f"<p>{piece}</p>" for piece in pieces)
    return f"<html><head>{HEAD}</head><body><div class=content>{body}</div></body></html>".encode()


def other(table: str) -> str:
    return table.replace(">0<", ">9<")


@pytest.mark.parametrize(
    "dress",
    [
        lambda table: f"<div style='display:none'>{table}</div>",
        lambda table: f"<div class=tab>{table}</div>",
        lambda table: f"<div class=wide>{table}</div><div class=mobile>{other(table)}</div>",
        lambda table: f"<div style='display:none'>{other(table)}</div>{table}",
        lambda table: f"<script>document.write({json.dumps(table)});</script>",
        lambda table: f"<script>document.writeln('<div>' + {json.dumps(table)} + '</div>')</script>",
    ],
)
def test_a_report_whose_tables_are_hidden_written_or_there_twice_is_read_whole(dress):
    truth = invent(51, busy=0.4)
    report = read_report(page_of(pieces_of(truth), dress), "report.html")
    assert {cell_id: (cell.state, cell.value) for cell_id, cell in report.cells.items()} == truth.expected
    assert (report.suspicions, report.agency, report.year) == ({}, truth.agency, truth.year)
    assert [part.id for part in report.sections] == ["S1", "S2", "S3", "S4", "S5", "S6"]


def flat_in_two(table: Table) -> list[Table]:
    """Table 3 without the names that stand over several columns, its later rows in a table of their own."""
    names = ["自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "其他", "总计"]
    rows = [tuple(map(Box, ["项目", *names])), *((Box(row[-8].text), *row[-7:]) for row in table.rows[3:])]
    return [Table(tuple(rows[:12]), "T3"), Table((rows[0], *rows[12:]), "T3")]


def test_each_of_several_tabs_over_parts_of_a_table_is_read():
    truth = invent(52, busy=0.4)
    pieces = [
        part
        for piece in pieces_of(truth)
        for part in (flat_in_two(piece) if isinstance(piece, Table) and piece.id == "T3" else [piece])
    ]
    report = read_report(page_of(pieces, lambda table: f"<div style='display:none'>{table}</div>"), "report.html")
    assert wrong(report, truth) == []
    assert report.coverage["T3"] == 1


def test_parts_of_the_prose_in_tabs_are_read():
    truth = invent(53)
    page = page_of(pieces_of(truth), str).decode()
    start, end = page.index("<p>五、"), page.index("</div></body>")
    for tag in ("<div class=tab>", "<div style='display:none'>"):
        closed = f"{page[:start]}{tag}{page[start:end]}</div>{page[end:]}"
        report = read_report(closed.encode(), "report.html")
        assert [part.id for part in report.sections][-2:] == ["S5", "S6"]
