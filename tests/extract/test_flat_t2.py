"""Table 2 as pdftotext writes it, its labels before all else: read where empty lines tell what stands in one column, else not at all."""

from __future__ import annotations

import pytest

from flows.extract.document import Grid, Paragraph
from flows.extract.forms import forms
from flows.extract.match.flat_t2 import with_table_2_by_turns

_FORMS = ("2021", "2019")


def _figures(form: str) -> list[list[list[str]]]:
    """A figure of its own for every cell, by part of the table and row."""
    numbers = iter(range(10, 99))
    return [[[f"{next(numbers)}" for _ in one.columns] for _ in one.rows] for one in forms()[form].t2]


def _labels(form: str, *, headed: bool) -> list[str]:
    lines: list[str] = []
    for one in forms()[form].t2:
        lines += [one.heading] * headed + ["信息内容", *(row.label for row in one.rows)]
    return lines


def _in_one_block(form: str, figures) -> list[str]:
    lines = [*_labels(form, headed=False), ""]
    for one, rows in zip(forms()[form].t2, figures, strict=True):
        lines += [one.heading, *(column.label for column in one.columns), *(figure for row in rows for figure in row)]
    return lines


def _by_columns(form: str, figures, *, last: int) -> list[str]:
    """Rows of fewer figures have their last, or only, one in the column at this place."""
    columns: list[list[str]] = [[], [], []]
    names: list[list[str]] = [[], [], []]
    for one, rows in zip(forms()[form].t2, figures, strict=True):
        places = {3: (0, 1, 2), 2: (0, last), 1: (last,)}[len(one.columns)]
        for at, place in enumerate(places):
            names[place].append(one.columns[at].label)
            columns[place] += [row[at] for row in rows]
    lines = _labels(form, headed=True)
    for own, column in zip(names, columns, strict=True):
        lines += ["", "", *own, "", *column]
    return lines


def _read(lines: list[str]) -> list[list[str]] | None:
    blocks = with_table_2_by_turns(
        [Paragraph("二、主动公开政府信息情况"), *map(Paragraph, lines), Paragraph("三、收到和处理政府信息公开申请情况")]
    )
    grid = next((block for block in blocks if isinstance(block, Grid)), None)
    if grid is None:
        return None
    rows = [[cell.text for cell in grid.cells if cell.row == row and cell.text] for row in range(grid.height)]
    return [row[1:] for row in rows if len(row) > 1 and row[0] != "信息内容"]


def _rows(figures) -> list[list[str]]:
    return [row for rows in figures for row in rows]


@pytest.mark.parametrize("form", _FORMS)
def test_heads_with_their_figures_in_one_block_are_read_from_left_to_right(form):
    assert _read(_in_one_block(form, _figures(form))) == _rows(_figures(form))


@pytest.mark.parametrize("last", [1, 2])
@pytest.mark.parametrize("form", _FORMS)
def test_columns_that_are_each_a_block_are_read_downwards(form, last):
    assert _read(_by_columns(form, _figures(form), last=last)) == _rows(_figures(form))


@pytest.mark.parametrize("form", _FORMS)
def test_a_column_may_come_in_two_blocks(form):
    lines = _by_columns(form, _figures(form), last=2)
    assert _read([*lines[:-2], "", *lines[-2:]]) == _rows(_figures(form))


@pytest.mark.parametrize("form", _FORMS)
def test_without_the_empty_lines_nothing_tells_rows_from_columns(form):
    for lines in (_in_one_block(form, _figures(form)), _by_columns(form, _figures(form), last=2)):
        assert _read([line for line in lines if line]) is None


@pytest.mark.parametrize("form", _FORMS)
def test_an_empty_line_behind_each_cell_tells_nothing(form):
    lines = [part for line in _in_one_block(form, _figures(form)) if line for part in (line, "")]
    assert _read(lines) is None


@pytest.mark.parametrize("form", _FORMS)
def test_a_figure_too_few_or_too_many_leaves_the_table_unread(form):
    for lines in (_in_one_block(form, _figures(form)), _by_columns(form, _figures(form), last=2)):
        place = next(at for at, line in enumerate(lines) if line.isdecimal())
        assert _read([*lines[:place], *lines[place + 1 :]]) is None
        assert _read([*lines[:place], "7", *lines[place:]]) is None


@pytest.mark.parametrize("form", _FORMS)
def test_names_of_columns_in_another_order_than_the_forms_leave_the_table_unread(form):
    first, second = (column.label for column in forms()[form].t2[0].columns[:2])
    other = {first: second, second: first}
    for lines in (_in_one_block(form, _figures(form)), _by_columns(form, _figures(form), last=2)):
        assert _read([other.get(line, line) for line in lines]) is None
