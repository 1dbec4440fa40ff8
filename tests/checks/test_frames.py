from __future__ import annotations

import pytest

from checks.batches import Batches
from checks.frames import counted, is_total
from checks.model import Filing
from tests.checks.build import FORMS, filing, nil, report

FORM = FORMS["2021"]


def one(found):
    return counted([found], FORM).row(0, named=True)


@pytest.mark.parametrize("empty", ["", "/", "—", "无"])
def test_an_empty_part_counts_as_zero(empty):
    assert one(nil(**{"T3.granted.natural": empty}))["T3.granted.natural"] == 0


@pytest.mark.parametrize("empty", ["", "/"])
@pytest.mark.parametrize("total", ["T3.granted.total", "T3.total.natural", "T4.review.total"])
def test_an_empty_total_is_not_zero(empty, total):
    assert one(nil(**{total: empty}))[total] is None


@pytest.mark.parametrize("value", ["?", None, "约五件"])
def test_what_was_not_read_as_a_number_is_null(value):
    assert one(nil(**{"T3.granted.natural": value}))["T3.granted.natural"] is None


def test_an_empty_cell_of_table_two_is_null():
    assert one(nil(**{"T2.norms.in_force": "/"}))["T2.norms.in_force"] is None


@pytest.mark.parametrize("monstrous", [10**400, -(10**17), 1e300, float("nan"), float("inf")])
def test_a_figure_too_large_to_be_exact_is_null(monstrous):
    assert one(nil(**{"T3.granted.natural": monstrous}))["T3.granted.natural"] is None


def test_every_cell_of_the_form_is_a_column_in_its_order():
    assert counted([], FORM).columns == list(FORM.cells)
    assert counted([nil(), nil()], FORM).columns == list(FORM.cells)


def test_a_report_that_lacks_a_cell_reads_as_absent():
    found = nil()
    cells = {name: cell for name, cell in found.cells.items() if name != "T3.new.total"}
    assert one(nil(parts={"cells": cells}))["T3.new.total"] is None


def test_filings_are_stacked_by_form_and_keep_their_positions():
    filings = [filing(report("2019")), Filing(2023), filing(report("2021")), filing(report("2019", seed=4))]
    found = {batch.form.name: batch for batch in Batches(filings, FORMS.values())}
    assert found["2019"].positions == (0, 3)
    assert found["2021"].positions == (2,)
    assert found["2019"].figures.height == 2


def test_more_reports_than_a_chunk_keep_their_order(monkeypatch):
    monkeypatch.setattr("checks.frames.CHUNK", 2)
    stacked = counted([nil(**{"T3.new.total": n}) for n in range(5)], FORM)
    assert stacked["T3.new.total"].to_list() == [0, 1, 2, 3, 4]


def test_totals_are_told_by_row_and_column():
    assert [
        cell for cell in ("T3.total.natural", "T3.new.total", "T4.after.total", "T3.new.natural") if is_total(cell)
    ] == [
        "T3.total.natural",
        "T3.new.total",
        "T4.after.total",
    ]
