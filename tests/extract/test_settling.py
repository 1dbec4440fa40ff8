"""Figures recognised in two ways: the form's sums choose between them, and nothing open to doubt breaks a sum."""

from __future__ import annotations

import pytest

from checks.report import Cell, CellState, Where
from checks.web import web
from flows.extract.forms import forms
from flows.extract.match.settling import settled
from tests.accuracy.figures import invent

FORM = forms()["2021"]
CELL = "T3.granted.natural"


@pytest.fixture
def cells() -> dict[str, Cell]:
    """Figures that add up, all of them recognised for certain."""
    expected = invent(3, "2021", busy=0.5).expected
    return {
        name: Cell(name, state, value, str(value), where=Where(confidence=0.99))
        for name, (state, value) in expected.items()
    }


def value(cells: dict[str, Cell]) -> int:
    return int(cells[CELL].value or 0)


def torn(cell: Cell) -> Cell:
    return cell._replace(state=CellState.UNREADABLE, value=None, where=Where(confidence=0.0))


def failing(cells: dict[str, Cell]) -> set[str]:
    figures = {name: None if cell.value is None else float(cell.value) for name, cell in cells.items()}
    return {name for name in web(FORM).by_name if web(FORM).difference(name, figures)}


def test_the_one_reading_that_all_sums_bear_out_is_taken_and_says_so(cells: dict[str, Cell]) -> None:
    right = value(cells)
    cells[CELL] = torn(cells[CELL])
    found = settled(FORM, cells, {CELL: (str(right + 6), str(right))})[CELL]
    assert (found.state, found.value) == (CellState.NUMBER, right)
    assert str(right + 6) in (found.note or "")
    assert found.where.confidence == 0.0


def test_a_misreading_that_two_looks_shared_gives_way_to_what_the_sums_bear_out(cells: dict[str, Cell]) -> None:
    right = value(cells)
    cells[CELL] = cells[CELL]._replace(value=right + 6, raw=str(right + 6), where=Where(confidence=0.5))
    assert settled(FORM, cells, {CELL: (str(right + 6), str(right))})[CELL].value == right


def test_no_figure_is_made_up_that_was_not_seen(cells: dict[str, Cell]) -> None:
    right = value(cells)
    cells[CELL] = torn(cells[CELL])
    found = settled(FORM, cells, {CELL: (str(right + 6), str(right + 3))})[CELL]
    assert (found.state, found.value) == (CellState.UNREADABLE, None)


def test_a_disputed_figure_in_a_sum_that_fails_is_given_up(cells: dict[str, Cell]) -> None:
    right = value(cells)
    cells[CELL] = cells[CELL]._replace(value=right + 6, where=Where(confidence=0.5))
    after = settled(FORM, cells, {CELL: (str(right + 6), str(right + 3))})
    assert after[CELL].state is CellState.UNREADABLE
    assert not failing(after)


@pytest.mark.parametrize("state", [CellState.BLANK, CellState.NOT_APPLICABLE])
def test_a_blank_or_dash_among_figures_is_lost_ink_where_a_sum_fails_for_it(
    cells: dict[str, Cell], state: CellState
) -> None:
    cells[CELL] = Cell(CELL, state, where=Where(confidence=0.9))
    assert settled(FORM, cells, {})[CELL].state is CellState.UNREADABLE


def test_one_sum_alone_does_not_put_a_figure_that_one_look_saw_before_what_two_did(cells: dict[str, Cell]) -> None:
    right = value(cells)
    cells[CELL] = cells[CELL]._replace(value=right + 6, raw=str(right + 6), where=Where(confidence=0.5))
    column = [name for name in cells if name.startswith("T3.") and name.endswith(".natural") and name != CELL]
    cells |= {name: torn(cells[name]) for name in column}
    assert settled(FORM, cells, {CELL: (str(right + 6), str(right))})[CELL].state is CellState.UNREADABLE


def test_of_figures_open_to_doubt_the_one_that_alone_explains_two_sums_is_given_up(cells: dict[str, Cell]) -> None:
    doubtful = {name: cell._replace(where=Where(confidence=0.7)) for name, cell in cells.items()}
    doubtful[CELL] = doubtful[CELL]._replace(value=value(cells) + 6)
    after = settled(FORM, doubtful, {})
    assert [name for name, cell in after.items() if cell.state is CellState.UNREADABLE] == [CELL]


def test_a_certain_figure_that_breaks_a_sum_stays_what_it_is(cells: dict[str, Cell]) -> None:
    wrong = value(cells) + 6
    cells[CELL] = cells[CELL]._replace(value=wrong)
    after = settled(FORM, cells, {})
    assert after[CELL].value == wrong
    assert failing(after) == failing(cells) != set()


def test_words_recognised_where_a_figure_belongs_are_no_word_of_the_agencys(cells: dict[str, Cell]) -> None:
    cells[CELL] = Cell(CELL, CellState.TEXT, None, "0室", where=Where(confidence=0.9))
    assert settled(FORM, cells, {})[CELL].state is CellState.UNREADABLE


@pytest.mark.parametrize("figure", [3.3, -3])
def test_what_no_count_can_be_was_recognised_wrongly(cells: dict[str, Cell], figure: float) -> None:
    cells[CELL] = cells[CELL]._replace(value=figure, raw=str(figure))
    assert settled(FORM, cells, {})[CELL].state is CellState.UNREADABLE


def test_a_fee_may_have_a_fraction(cells: dict[str, Cell]) -> None:
    fee = "T2.fee.amount_10k_yuan"
    cells[fee] = cells[fee]._replace(state=CellState.NUMBER, value=3.3, raw="3.3")
    assert settled(FORM, cells, {})[fee].value == 3.3


def test_what_is_left_of_a_table_mostly_unread_is_not_believed(cells: dict[str, Cell]) -> None:
    table = [name for name in cells if name.startswith("T3.")]
    for name in table[: len(table) * 2 // 3]:
        cells[name] = torn(cells[name])
    after = settled(FORM, cells, {})
    assert {after[name].state for name in table} == {CellState.UNREADABLE}
    assert after["T4.review.total"] == cells["T4.review.total"]


def test_figures_that_are_more_than_their_total_are_in_doubt_though_one_of_them_is_unread(
    cells: dict[str, Cell],
) -> None:
    row = [f"T3.granted.{column}" for column in FORM.applicants]
    total = "T3.granted.total"
    cells |= {name: cells[name]._replace(value=1420, raw="1420") for name in row}
    cells |= {name: torn(cells[name]) for name in (row[0], "T3.total.total")}
    cells[total] = cells[total]._replace(value=1362, raw="1362", where=Where(confidence=0.7))
    after = settled(FORM, cells, {})
    assert after[total].state is CellState.UNREADABLE
    assert after[row[1]].state is CellState.NUMBER
