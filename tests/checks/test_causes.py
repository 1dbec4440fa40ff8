"""The algebra of root causes: what one, two or many changed cells must be explained by."""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.causes import Kind, explain, is_transposed
from checks.web import web
from tests.checks.build import FORMS, figures

SHAPES = st.sampled_from(["2021", "2019", "mixed"])
SEEDS = st.integers(0, 10_000)


def causes_of(form, values, empty=frozenset()):
    graph = web(FORMS[form])
    failing = {name: gap for name in graph.by_name if (gap := graph.difference(name, values))}
    found = explain(graph, values, failing, empty)
    assert sorted(name for cause in found for name in cause.broken) == sorted(failing), "each failure in just one cause"
    return found


def moved(values, changes):
    return {**values, **{cell: values[cell] + off for cell, off in changes.items()}}


@given(SHAPES, SEEDS)
@settings(max_examples=60)
def test_a_clean_report_has_no_cause(form, seed):
    assert causes_of(form, figures(FORMS[form], seed)) == []


@given(SHAPES, SEEDS, st.data())
@settings(max_examples=200)
def test_one_changed_cell_of_table_three_is_the_one_suspect(form, seed, data):
    clean = figures(FORMS[form], seed)
    cell = data.draw(st.sampled_from(FORMS[form].table_cells("T3")))
    off = data.draw(st.integers(-clean[cell], 500).filter(bool))
    (cause,) = causes_of(form, moved(clean, {cell: off}))
    assert (cause.kind, cause.suspect, cause.corrected) == (Kind.CELL, cell, clean[cell])
    assert set(cause.broken) == {name for name, _ in web(FORMS[form]).moves[cell]}


@given(SHAPES, SEEDS, st.data())
@settings(max_examples=60)
def test_one_changed_cell_of_table_four_breaks_one_sum(form, seed, data):
    clean = figures(FORMS[form], seed)
    cell = data.draw(st.sampled_from(FORMS[form].table_cells("T4")))
    (cause,) = causes_of(form, moved(clean, {cell: data.draw(st.integers(1, 500))}))
    assert len(cause.broken) == 1


@given(SHAPES, SEEDS, st.data())
@settings(max_examples=200)
def test_a_cell_and_its_total_wrong_together_are_one_cause(form, seed, data):
    clean = figures(FORMS[form], seed)
    row = data.draw(st.sampled_from([row.id for row in FORMS[form].t3_rows]))
    column = data.draw(st.sampled_from(FORMS[form].applicants))
    off = data.draw(st.integers(1, 500))
    (cause,) = causes_of(form, moved(clean, {f"T3.{row}.{column}": off, f"T3.{row}.total": off}))
    assert cause.kind is Kind.PAIR
    assert cause.suspect is None
    # The body column speaks; the total column is only named beside it.
    assert cause.broken[0].endswith(f":{column}")


@given(SHAPES, SEEDS, st.data())
@settings(max_examples=150)
def test_two_cells_in_different_rows_and_columns_off_by_different_amounts_are_both_named(form, seed, data):
    shape = FORMS[form]
    clean = figures(shape, seed)
    rows = data.draw(st.lists(st.sampled_from([row.id for row in shape.t3_rows]), min_size=2, max_size=2, unique=True))
    columns = data.draw(st.lists(st.sampled_from(shape.applicants), min_size=2, max_size=2, unique=True))
    offs = data.draw(st.lists(st.integers(1, 500), min_size=2, max_size=2, unique=True))
    changes = {f"T3.{row}.{column}": off for row, column, off in zip(rows, columns, offs, strict=True)}
    found = causes_of(form, moved(clean, changes))
    assert {cause.suspect for cause in found} == changes.keys()


@given(SHAPES, SEEDS, st.data())
@settings(max_examples=150)
def test_two_cells_of_one_row_are_told_apart_by_their_columns(form, seed, data):
    shape = FORMS[form]
    clean = figures(shape, seed)
    row = data.draw(st.sampled_from([row.id for row in shape.t3_rows]))
    columns = data.draw(st.lists(st.sampled_from(shape.applicants), min_size=2, max_size=2, unique=True))
    offs = data.draw(st.lists(st.integers(501, 900), min_size=2, max_size=2, unique=True))
    changes = {f"T3.{row}.{column}": off for column, off in zip(columns, offs, strict=True)}
    found = causes_of(form, moved(clean, changes))
    assert {cause.suspect for cause in found} == changes.keys()


@given(SHAPES, SEEDS, st.data())
@settings(max_examples=80)
def test_a_part_and_its_total_off_by_different_amounts_are_both_named(form, seed, data):
    shape = FORMS[form]
    clean = figures(shape, seed)
    row = data.draw(st.sampled_from([row.id for row in shape.t3_rows]))
    offs = data.draw(st.lists(st.integers(501, 900), min_size=2, max_size=2, unique=True))
    changes = {f"T3.{row}.{data.draw(st.sampled_from(shape.applicants))}": offs[0], f"T3.{row}.total": offs[1]}
    assert {cause.suspect for cause in causes_of(form, moved(clean, changes))} == changes.keys()


@given(SHAPES, SEEDS)
@settings(max_examples=80)
def test_three_wrong_cells_are_three_causes_wherever_they_stand(form, seed):
    clean, dice = figures(FORMS[form], seed), random.Random(seed)
    cells = dice.sample(FORMS[form].table_cells("T3"), 3)
    found = causes_of(form, moved(clean, dict(zip(cells, dice.sample(range(501, 900), 3), strict=True))))
    assert {cause.suspect for cause in found} == set(cells)


@given(SHAPES, SEEDS, st.integers(2, 40))
@settings(max_examples=80)
def test_however_many_cells_are_wrong_no_failure_is_dropped(form, seed, count):
    clean = figures(FORMS[form], seed)
    dice = random.Random(seed)
    cells = dice.sample(FORMS[form].table_cells("T3"), count)
    # `causes_of` itself asserts that every failure belongs to exactly one cause.
    assert causes_of(form, moved(clean, {cell: dice.randint(1, 9) for cell in cells}))


def test_a_figure_that_cannot_be_told_from_another_accuses_no_cell():
    clean = {**dict.fromkeys(FORMS["2021"].cells, 0), **_column("natural", 9), **_column("business", 9)}
    clean = {**clean, **{f"T3.{row}.total": 18 for row in ("new", "granted", "total")}}
    found = causes_of("2021", moved(clean, {"T3.granted.natural": 2, "T3.partial.business": 2}))
    # (granted, natural) with (partial, business), or crosswise? The second would need partial.natural below 0.
    assert {cause.suspect for cause in found} == {"T3.granted.natural", "T3.partial.business"}
    found = causes_of("2021", moved(clean, {"T3.granted.natural": 2, "T3.new.business": -2}))
    assert len(found) == 2


def test_equal_errors_at_the_corners_of_a_rectangle_leave_the_suspects_open():
    base = {**dict.fromkeys(FORMS["2021"].cells, 0)}
    for row in ("granted", "partial"):
        for column in ("natural", "business"):
            base[f"T3.{row}.{column}"] = 10
        base[f"T3.{row}.total"] = 20
    for row in ("new", "total"):
        base |= {f"T3.{row}.natural": 20, f"T3.{row}.business": 20, f"T3.{row}.total": 40}
    found = causes_of("2021", moved(base, {"T3.granted.natural": 2, "T3.partial.business": 2}))
    assert [cause.suspect for cause in found] == [None, None]


def test_a_figure_counted_in_another_column_is_one_cause():
    base = {**dict.fromkeys(FORMS["2021"].cells, 0), **_column("natural", 9)}
    base |= {"T3.new.natural": 4, "T3.new.business": 5}
    base |= {f"T3.{row}.total": 9 for row in ("new", "granted", "total")}
    (cause,) = causes_of("2021", base)
    assert (cause.kind, cause.suspect) == (Kind.MOVED, None)
    assert cause.broken == ("T3-COL-BAL:natural", "T3-COL-BAL:business")


def test_totals_without_parts_are_one_cause():
    base = {**dict.fromkeys(FORMS["2021"].cells, 0), **{f"T3.{row}.total": 6 for row in ("new", "granted", "total")}}
    (cause,) = causes_of("2021", base)
    assert cause.kind is Kind.TOTAL_ONLY


def test_parts_without_totals_are_one_cause():
    base = {**dict.fromkeys(FORMS["2021"].cells, 0), **_column("natural", 6), **_column("business", 2)}
    (cause,) = causes_of("2021", base)
    assert (cause.kind, cause.broken[0]) == (Kind.UNFILLED, "T3-ROW-SUM:granted")


def test_a_row_of_totals_left_at_zero_is_one_cause():
    base = {**dict.fromkeys(FORMS["2021"].cells, 0), **_column("natural", 6), **_column("business", 2)}
    base |= {f"T3.{row}.total": 8 for row in ("new", "granted", "total")}
    (cause,) = causes_of("2021", {**base, **{f"T3.total.{c.id}": 0 for c in FORMS["2021"].t3_columns}})
    assert (cause.kind, len(cause.broken)) == (Kind.UNFILLED, 6)


def test_a_single_total_without_parts_that_its_column_contradicts_is_a_wrong_total():
    base = {**dict.fromkeys(FORMS["2021"].cells, 0), "T3.new.total": 6}
    (cause,) = causes_of("2021", base)
    assert (cause.kind, cause.suspect, cause.corrected) == (Kind.CELL, "T3.new.total", 0)


@pytest.mark.parametrize(
    ("kind", "as_read"),
    [
        # natural 3, business 2, total 5 with its first cell lost, so that all stands one column to the left
        ("row_right", {"natural": 2, "business": 0, "other": 5, "total": 0}),
        # and with an empty cell put before it, so that the total is pushed out
        ("row_left", {"natural": 0, "business": 3, "research": 2, "total": 0}),
    ],
)
def test_a_row_read_one_column_off_is_a_shift(kind, as_read):
    base = {**dict.fromkeys(FORMS["2021"].cells, 0)}
    for row in ("new", "granted", "total"):
        base |= {f"T3.{row}.natural": 3, f"T3.{row}.business": 2, f"T3.{row}.total": 5}
    row = {f"T3.granted.{column.id}": 0 for column in FORMS["2021"].t3_columns}
    (cause,) = causes_of("2021", {**base, **row, **{f"T3.granted.{column}": n for column, n in as_read.items()}})
    assert cause.kind is Kind.SHIFT
    assert (cause.remedy.kind, cause.remedy.place) == (kind, "granted")


def test_applicants_one_column_off_before_a_total_in_its_place_are_a_shift():
    base = {**dict.fromkeys(FORMS["2021"].cells, 0)}
    for row in ("new", "granted", "total"):
        base |= {f"T3.{row}.natural": 3, f"T3.{row}.business": 2, f"T3.{row}.total": 5}
    (cause,) = causes_of("2021", {**base, "T3.new.natural": 0, "T3.new.business": 3, "T3.new.research": 2})
    assert (cause.kind, cause.remedy.kind, cause.remedy.place) == (Kind.SHIFT, "row_left", "new")


def test_digits_torn_over_two_cells_are_a_shift():
    base = {**dict.fromkeys(FORMS["2021"].cells, 0), **_column("natural", 12)}
    base |= {f"T3.{row}.total": 12 for row in ("new", "granted", "total")}
    (cause,) = causes_of("2021", {**base, "T3.granted.natural": 1, "T3.granted.business": 2})
    assert (cause.kind, cause.remedy.kind) == (Kind.SHIFT, "join")


def test_digits_run_together_beside_the_only_empty_cell_are_a_shift():
    base = {**dict.fromkeys(FORMS["2021"].cells, 0), **_column("natural", 5)}
    base |= {f"T3.{row}.total": 5 for row in ("new", "granted", "total")}
    read = {**base, "T3.granted.natural": 50}
    (cause,) = causes_of("2021", read, empty=frozenset({"T3.granted.business"}))
    assert (cause.kind, cause.remedy.kind) == (Kind.SHIFT, "part")
    (cause,) = causes_of("2021", read)
    assert (cause.kind, cause.suspect) == (Kind.CELL, "T3.granted.natural")


def test_a_figure_one_row_too_low_is_a_shift():
    base = {**dict.fromkeys(FORMS["2021"].cells, 0), **_column("natural", 7)}
    base |= {f"T3.{row}.total": 7 for row in ("new", "granted", "total")}
    (cause,) = causes_of("2021", {**base, "T3.granted.natural": 0, "T3.partial.natural": 7})
    assert (cause.kind, cause.remedy.kind) == (Kind.SHIFT, "row_move")


def test_a_whole_column_read_one_row_off_is_a_shift():
    base = {**dict.fromkeys(FORMS["2021"].cells, 0)}
    counts = {"new": 9, "granted": 4, "partial": 3, "denied.internal": 2, "total": 9}
    base |= {f"T3.{row}.{column}": n for row, n in counts.items() for column in ("natural", "total")}
    rows = [row.id for row in FORMS["2021"].t3_rows]
    lowered = {f"T3.{below}.natural": base[f"T3.{above}.natural"] for above, below in zip(rows, rows[1:], strict=False)}
    (cause,) = causes_of("2021", {**base, "T3.new.natural": 0, **lowered})
    assert (cause.kind, cause.remedy.kind, cause.remedy.place) == (Kind.SHIFT, "column_up", "natural")


def busy_figures(seed):
    """A clean report with figures in many rows and columns of table 3."""
    dice, values = random.Random(seed), dict.fromkeys(FORMS["2021"].cells, 0)
    for column in FORMS["2021"].applicants:
        leaves = {leaf: dice.choice((0, 1, 3, 14)) for leaf in FORMS["2021"].leaves}
        closed, out = sum(leaves.values()), dice.randint(0, 5)
        counts = {**leaves, "total": closed, "carried_out": out, "new": closed + out}
        values |= {f"T3.{row}.{column}": count for row, count in counts.items()}
    for row in FORMS["2021"].t3_rows:
        values[f"T3.{row.id}.total"] = sum(values[f"T3.{row.id}.{column}"] for column in FORMS["2021"].applicants)
    return values


def rows_of(values):
    return {row.id: [values[f"T3.{row.id}.{c.id}"] for c in FORMS["2021"].t3_columns] for row in FORMS["2021"].t3_rows}


def laid_out(values, rows):
    columns = [column.id for column in FORMS["2021"].t3_columns]
    return {
        **values,
        **{f"T3.{row}.{c}": figure for row, line in rows.items() for c, figure in zip(columns, line, strict=True)},
    }


def exchanged(rows, one, other):
    return {**rows, one: rows[other], other: rows[one]}


def total_before_others(rows):
    return {row: [*line[:5], line[6], line[5]] for row, line in rows.items()}


def one_row_lower(rows):
    return dict(zip(rows, [[0] * 7, *list(rows.values())[:-1]], strict=True))


def one_column_later(rows):
    return {row: [0, *line[:-1]] for row, line in rows.items()}


@pytest.mark.parametrize(
    ("kind", "misplace"),
    [
        ("exchange_rows", lambda rows: exchanged(rows, "other.else", "total")),
        ("exchange_rows", lambda rows: exchanged(rows, "total", "carried_out")),
        ("exchange_rows", lambda rows: exchanged(rows, "carried_in", "granted")),
        ("exchange_columns", total_before_others),
        ("rows_up", one_row_lower),
        ("row_left", one_column_later),
    ],
    ids=["（七）总计 first", "结转 first", "结转 after 予以公开", "总计 first", "a row lower", "a column later"],
)
@pytest.mark.parametrize("seed", range(4))
def test_a_table_filled_in_out_of_place_is_one_cause(kind, misplace, seed):
    clean = busy_figures(seed)
    (cause,) = causes_of("2021", laid_out(clean, misplace(rows_of(clean))))
    assert (cause.kind, cause.remedy.kind) == (Kind.SHIFT, kind)


def test_two_figures_run_together_that_pull_the_row_after_them_are_a_shift():
    base = {**dict.fromkeys(FORMS["2021"].cells, 0), **_column("natural", 3), **_column("business", 2)}
    base |= {f"T3.{row}.total": 5 for row in ("new", "granted", "total")}
    read = laid_out(base, {"granted": [32, 0, 0, 0, 0, 5, 0]})
    (cause,) = causes_of("2021", read)
    assert (cause.kind, cause.remedy.kind, cause.remedy.place) == (Kind.SHIFT, "part_on", "granted")


def test_a_figure_torn_in_two_that_pushes_the_row_before_it_is_a_shift():
    base = {**dict.fromkeys(FORMS["2021"].cells, 0), **_column("natural", 12)}
    base |= {f"T3.{row}.total": 12 for row in ("new", "granted", "total")}
    read = laid_out(base, {"granted": [1, 2, 0, 0, 0, 0, 0]})
    (cause,) = causes_of("2021", read)
    assert (cause.kind, cause.remedy.kind, cause.remedy.place) == (Kind.SHIFT, "join_on", "granted")


def test_a_pattern_whose_rule_is_off_is_told_as_wrong_sums():
    base = {**dict.fromkeys(FORMS["2021"].cells, 0), **{f"T3.{row}.total": 6 for row in ("new", "granted", "total")}}
    graph = web(FORMS["2021"])
    failing = {name: gap for name in graph.by_name if (gap := graph.difference(name, base))}
    found = explain(graph, base, failing, active=frozenset({"T3-ROW-SUM"}))
    assert {cause.kind for cause in found} <= {Kind.CELL, Kind.SUM}


@pytest.mark.parametrize(
    ("total", "suspect"),
    [(0, "T4.review.total"), (21, "T4.review.total"), (13, None)],
    ids=["left at 0", "turned round", "off"],
)
def test_a_total_of_table_four_is_suspect_only_where_it_tells_on_itself(total, suspect):
    base = {
        **dict.fromkeys(FORMS["2021"].cells, 0),
        "T4.review.upheld": 9,
        "T4.review.pending": 3,
        "T4.review.total": total,
    }
    (cause,) = causes_of("2021", base)
    assert cause.suspect == suspect


@pytest.mark.parametrize(
    ("one", "other", "same"), [(12, 21, True), (120, 201, True), (12, 12, False), (7, 7, False), (1.5, 5.1, False)]
)
def test_transposed_digits(one, other, same):
    assert is_transposed(one, other) is same


def _column(column, figure):
    return {f"T3.{row}.{column}": figure for row in ("new", "granted", "total")}
