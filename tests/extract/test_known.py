"""What is known of one table's layout serves another only where the figures themselves cannot matter."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from flows.extract.document import Document, Grid, GridCell
from flows.extract.match.known import layout_of, read_table
from flows.extract.match.lines import TABLES, Line, assign
from flows.extract.match.t3 import read_table_3
from flows.extract.readers import read_document
from flows.settings import load_settings
from tests.accuracy.figures import invent
from tests.accuracy.formats.html import as_html
from tests.accuracy.report import pieces_of

Rewrite = Callable[[GridCell], str]


def document(seed: int) -> Document:
    return read_document(as_html(pieces_of(invent(seed, "2021"))), "report.html", None, load_settings())


def lines_of(document: Document, rewrite: Rewrite = lambda cell: cell.text, table: str = "T3") -> list[Line]:
    """The lines of a table, every cell of its grid rewritten."""
    blocks = [
        replace(block, cells=tuple(cell._replace(text=rewrite(cell)) for cell in block.cells))
        if isinstance(block, Grid)
        else block
        for block in document.blocks
    ]
    return assign(replace(document, blocks=tuple(blocks)))[table]


@pytest.mark.parametrize("table", TABLES)
def test_tables_that_differ_in_their_figures_alone_are_laid_out_alike(table):
    one, other = (layout_of(table, lines_of(document(seed), table=table), 2023) for seed in (1, 2))
    assert one is not None
    assert one == other


def test_every_table_of_a_layout_is_read_as_it_would_be_for_itself():
    for seed in range(4):
        lines = lines_of(document(seed))
        known, own = read_table("T3", lines, 2023), read_table_3(lines, 2023)
        assert {name: id(cell) for name, cell in known.places.items()} == {n: id(c) for n, c in own.places.items()}
        assert (known.blocks, known.doubts, known.unproven) == (own.blocks, own.doubts, own.unproven)


def named_twice(figure: str) -> Rewrite:
    """Names the row below the first like the first; all figures of the lower one are `figure`, of the upper one 5."""

    def rewrite(cell: GridCell) -> str:
        if cell.text.startswith("二、上年结转"):
            return "一、本年新收政府信息公开申请数量"
        return {3: "5", 4: figure}.get(cell.row, cell.text) if cell.text.isdigit() else cell.text

    return rewrite


def test_where_figures_tell_which_row_is_meant_they_are_looked_at():
    alike, different = (lines_of(document(1), named_twice(figure)) for figure in ("5", "6"))
    assert layout_of("T3", alike, 2023) == layout_of("T3", different, 2023)
    assert read_table("T3", alike, 2023).places["T3.new.total"] is not None
    assert read_table("T3", different, 2023).places["T3.new.total"] is None


def test_blanks_beside_figures_have_no_layout():
    lines = lines_of(document(1), lambda cell: "" if (cell.row, cell.column) == (3, 5) else cell.text)
    assert layout_of("T3", lines, 2023) is None


def test_figures_run_together_are_not_taken_for_one():
    lines = lines_of(document(1), lambda cell: "0000000000" if (cell.row, cell.column) == (3, 5) else cell.text)
    assert layout_of("T3", lines, 2023) != layout_of("T3", lines_of(document(1)), 2023)
