from __future__ import annotations

from collections.abc import Mapping

import pytest

from checks.forms import Form
from checks.report import Table
from flows.publish.redraw import DrawnTable, canonical_tables, drawn_tables
from tests.publish.build import cells, report, unbalanced


@pytest.mark.parametrize("name", ["2019", "2021", "mixed"])
def test_the_layout_of_a_form_covers_every_slot_once(forms: Mapping[str, Form], name: str) -> None:
    for table in canonical_tables(forms[name], cells(forms[name])):
        taken: set[tuple[int, int]] = set()
        for line, row in enumerate(table.rows):
            column = 0
            for _, rowspan, colspan, _ in row:
                while (line, column) in taken:
                    column += 1
                slots = {(line + down, column + right) for down in range(rowspan) for right in range(colspan)}
                assert not slots & taken
                taken |= slots
        height, width = max(line for line, _ in taken) + 1, max(column for _, column in taken) + 1
        assert len(taken) == height * width


@pytest.mark.parametrize(("name", "count"), [("2019", 198), ("2021", 200)])
def test_the_layout_of_a_form_holds_every_cell(forms: Mapping[str, Form], name: str, count: int) -> None:
    placed = [slot[3] for table in canonical_tables(forms[name], {}) for row in table.rows for slot in row if slot[3]]
    assert sorted(placed) == sorted(forms[name].cells)
    assert len(placed) == count


def drawn(form: Form, table: str, **figures: str | float | None) -> DrawnTable:
    read = report(form, {name.replace("__", "."): value for name, value in figures.items()})
    return next(found for found in drawn_tables(read, form, [unbalanced("a")]) if found.id == table)


def test_cells_in_question_carry_the_number_of_their_finding(forms: Mapping[str, Form]) -> None:
    asked = {cell.cell: cell for row in drawn(forms["2021"], "T3").rows for cell in row if cell.marks}
    assert list(asked) == ["T3.new.natural", "T3.carried_in.natural", "T3.total.natural", "T3.carried_out.natural"]
    assert [name for name, cell in asked.items() if cell.is_suspect] == ["T3.total.natural"]
    assert asked["T3.total.natural"].name == "表三“（七）总计”自然人"


def test_blank_slash_unreadable_absent_and_zero_are_five_different_things(forms: Mapping[str, Form]) -> None:
    figures = {"T3__new__business": "", "T3__new__research": "/", "T3__new__nonprofit": "■", "T3__new__other": None}
    table = drawn(forms["2021"], "T3", **figures)
    states = {cell.cell: cell.state for row in table.rows for cell in row if cell.cell}
    names = ("business", "research", "nonprofit", "other", "legal_service")
    assert [states[f"T3.new.{name}"] for name in names] == ["blank", "not_applicable", "unreadable", "absent", "number"]


def test_a_published_table_is_drawn_as_it_was_published(forms: Mapping[str, Form]) -> None:
    published = Table("T4", ((("行政复议", 1, 2, None),), (("维持", 1, 1, None), ("3", 1, 1, "T4.review.upheld"))))
    tables = drawn_tables(report(forms["2021"], {"T4.review.upheld": 3}, tables=(published,)), forms["2021"])
    assert [table.as_published for table in tables] == [False, False, True]
    assert [[cell.text for cell in row] for row in tables[2].rows] == [["行政复议"], ["维持", "3"]]


def test_cells_that_a_published_table_lacks_are_named(forms: Mapping[str, Form]) -> None:
    published = Table("T4", ((("0", 1, 1, "T4.review.upheld"),),))
    read = report(forms["2021"], {"T4.review.total": None}, tables=(published,))
    assert drawn_tables(read, forms["2021"])[2].absent == ("表四“行政复议”总计",)
