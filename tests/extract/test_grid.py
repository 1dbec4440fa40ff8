"""Spans get their slots as in a browser, and any grid goes back to the rows it came from."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.errors import TooLarge
from flows.extract.grid import MAX_SPAN, RawCell, lay_out, rows_of


def slots(grid):
    seen = {}
    for cell in grid.cells:
        for row in range(cell.row, cell.row + cell.rowspan):
            for column in range(cell.column, cell.column + cell.colspan):
                assert (row, column) not in seen, "a slot is covered twice"
                seen[row, column] = cell.text
    return seen


def test_a_cell_takes_the_first_free_slot_of_its_row():
    grid = lay_out([[RawCell("a", rowspan=2), RawCell("b", colspan=2)], [RawCell("c"), RawCell("d")]])
    assert slots(grid) == {(0, 0): "a", (1, 0): "a", (0, 1): "b", (0, 2): "b", (1, 1): "c", (1, 2): "d"}
    assert (grid.height, grid.width) == (2, 3)


def test_a_rowspan_of_0_or_too_many_ends_with_the_table():
    grid = lay_out([[RawCell("a", rowspan=0), RawCell("b", rowspan=99)], [RawCell("c")]])
    assert [cell.rowspan for cell in grid.cells] == [2, 2, 1]
    assert grid.cells[2].column == 2


def test_a_colspan_that_runs_into_a_cell_from_above_is_cut():
    grid = lay_out([[RawCell("a"), RawCell("b", rowspan=2)], [RawCell("c", colspan=2)]])
    assert slots(grid)[1, 1] == "b"
    assert grid.cells[2].colspan == 1


def test_an_endless_colspan_costs_no_more_than_a_short_one():
    start = time.perf_counter()
    grid = lay_out([[RawCell("a", colspan=10**9)]] * 50)
    assert grid.width == MAX_SPAN
    assert time.perf_counter() - start < 1


@pytest.mark.parametrize("rows", [[[RawCell("")] * 101], [[RawCell("", rowspan=1000, colspan=1000)]] * 1000])
def test_a_table_beyond_the_limit_is_refused(rows):
    with pytest.raises(TooLarge):
        lay_out(rows, max_cells=100)


cells = st.tuples(st.text("一二0 ", max_size=3), st.integers(1, 4), st.integers(1, 4)).map(lambda of: RawCell(*of))


@settings(max_examples=60)
@given(st.lists(st.lists(cells, max_size=5), max_size=6))
def test_any_grid_with_spans_round_trips(rows):
    grid = lay_out(rows)
    slots(grid)
    assert [[cell.text for cell in row] for row in rows_of(grid)] == [[raw.text for raw in row] for row in rows]
    again = lay_out([[RawCell(c.text, c.rowspan, c.colspan, c.where, c.lines) for c in row] for row in rows_of(grid)])
    assert again == grid
