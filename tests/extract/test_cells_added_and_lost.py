"""A row in which one cell was added and another one lost: as many cells as columns, and figures one place off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from checks.report import CellState
from tests.accuracy.figures import invent
from tests.accuracy.pieces import Box, Piece
from tests.accuracy.report import Table, pieces_of
from tests.extract.printed import read, with_table_3

WHOLE = "0 3 0 1 4  2 0 5 0 7  0 0 6 0 6"


def with_last_row(table: str, texts: list[str]) -> list[Piece]:
    """A report whose table has other figures in its last row, or table 2 in its row 规章."""
    return [
        replace(piece, rows=_changed(piece.rows, texts)) if isinstance(piece, Table) and piece.id == table else piece
        for piece in pieces_of(invent(5, "2021"))
    ]


def _changed(rows: tuple[tuple[Box, ...], ...], texts: list[str]) -> tuple[tuple[Box, ...], ...]:
    at = next((at for at, row in enumerate(rows) if row[0].text == "规章"), len(rows) - 1)
    labels = tuple(box for box in rows[at] if box.text == "规章")
    return (*rows[:at], (*labels, *map(Box, texts)), *rows[at + 1 :])


@pytest.mark.parametrize(
    "figures",
    [
        "0 3 0 0 1  4 2 0 5 0  7 0 0 6 6",  # a 0 twice, another one lost
        "0 3 3 0 1  4 2 5 0 7  0 0 6 0 6",  # a figure twice, a 0 lost
        "_ _ 2 0 _  2 _ _ _ 1  1 _ _ _ _",  # blanks
        "_ 2 _ _ _  2 _ 1 1 2  _ _ _ _ _",  # a total that is blank
        "0 28 0 28 0  15 0 0 15 15  0 0 6 0 6",
        "4 3 0 7 0  0 2 0 5 7  0 0 6 0 6",  # a total that stands a column before its own
    ],
)
def test_figures_of_table_4_between_a_cell_too_many_and_one_lost_accuse_nobody(figures):
    report = read(with_last_row("T4", [text.strip("_") for text in figures.split()]))
    assert "错开一栏" in report.suspicions.get("T4", "")


@pytest.mark.parametrize(
    "figures",
    [
        WHOLE,
        "0 3 0 1 5  2 0 5 0 7  0 0 6 0 6",
        "0 1 0 1 0  0 0 0 0 0  0 0 0 0 0",
        "0 3 0 1 4  2 0 5 0 8  0 0 6 0 7",
        "1 1 1 1 4  1 1 1 1 4  1 1 1 1 5",
    ],
)
def test_sums_of_table_4_that_no_moved_figure_explains_are_its_authors(figures):
    report = read(with_last_row("T4", figures.split()))
    assert not report.suspicions
    assert report.cells["T4.review.total"].state is CellState.NUMBER


def test_the_last_figure_of_table_2_that_stands_twice_before_a_blank_may_have_taken_a_lost_ones_place():
    report = read(with_last_row("T2", ["12", "7", "7", ""]))
    read_as = [report.cells[f"T2.rules.{column}"].state for column in ("issued", "repealed", "in_force")]
    assert read_as == [CellState.NUMBER, CellState.NUMBER, CellState.UNREADABLE]


@pytest.mark.parametrize("figures", [["12", "7", "7"], ["12", "7", "9", ""], ["12", "0", "0", ""]])
def test_other_figures_of_table_2_are_read_beside_a_blank_too_many(figures):
    report = read(with_last_row("T2", figures))
    read_as = [report.cells[f"T2.rules.{column}"].raw for column in ("issued", "repealed", "in_force")]
    assert read_as == figures[:3]


def test_figures_of_table_4_that_reach_beyond_its_head_are_not_counted_off():
    pieces = with_last_row("T4", WHOLE.split())
    at = next(place for place, piece in enumerate(pieces) if isinstance(piece, Table) and piece.id == "T4")
    *above, last = pieces[at].rows
    over_two = (*last[:12], replace(last[12], colspan=2), *last[14:], Box("6"))
    name_below = (*above[:1], (replace(above[1][0], rowspan=3), *above[1][1:]), *above[2:])
    twice = (*last[1:5], *last[4:])
    for rows in ((*above, over_two), (*name_below, twice)):
        pieces[at] = replace(pieces[at], rows=rows)
        assert read(pieces).cells["T4.review.upheld"].state is CellState.UNREADABLE
    pieces[at] = replace(pieces[at], rows=(*name_below, last))
    assert read(pieces).cells["T4.review.total"].value == 4


def test_a_row_of_table_3_that_stands_twice_may_have_taken_the_place_of_the_one_that_is_missing():
    def twice(rows: list[list[Box]]) -> list[list[Box]]:
        at = next(at for at, row in enumerate(rows) if row[0].text.startswith("5."))
        return [*rows[: at + 1], rows[at], *rows[at + 2 :]]

    report = read(with_table_3(pieces_of(invent(5, "2021")), twice))
    assert "有数字不属于任何一行" in report.suspicions["T3"]
