"""However an editor's markup mangles a table, its cells are there, in order, with spans that fit."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from lxml import html

from checks.forms import Form
from flows.demo.bodies import YEAR
from flows.demo.figures import figures
from flows.demo.looks import LOOKS
from flows.demo.tables import Box, Line, table


@pytest.fixture(scope="module")
def cells() -> dict[str, str]:
    return {cell: str(value) for cell, value in figures("ql-zjj", YEAR, "2021").items()}


def rectangle(lines: tuple[Line, ...]) -> set[int]:
    """The widths of the table's rows when every span is laid out; one width means that they fit."""
    hanging: dict[int, int] = {}
    widths = set()
    for line in lines:
        slot, boxes, taken = 0, list(line), 0
        while boxes or hanging.get(slot):
            if hanging.get(slot):
                hanging[slot] -= 1
                slot, taken = slot + 1, taken + 1
                continue
            box = boxes.pop(0)
            for covered in range(slot, slot + box.columns):
                hanging[covered] = box.rows - 1
            slot, taken = slot + box.columns, taken + box.columns
        widths.add(taken)
    return widths


@pytest.mark.parametrize("form_name", ["2019", "2021"])
@pytest.mark.parametrize(("name", "width"), [("T3", 10), ("T4", 15)])
def test_spans_fill_a_rectangle(forms: Mapping[str, Form], form_name: str, name: str, width: int) -> None:
    blank = dict.fromkeys(forms[form_name].cells, "0")
    assert rectangle(table(forms[form_name], name, blank)) == {width}


def boxes(markup: str) -> tuple[Line, ...]:
    """The cells of a rendered table with the spans that its markup gives them."""
    rows = html.fromstring(markup).iter("tr")
    return tuple(
        tuple(Box("", int(cell.get("rowspan", 1)), int(cell.get("colspan", 1))) for cell in row.iter("td"))
        for row in rows
    )


@pytest.mark.parametrize("look", sorted(LOOKS))
@pytest.mark.parametrize(("name", "width"), [("T3", 10), ("T4", 15)])
def test_rendered_tables_are_rectangles_too(
    forms: Mapping[str, Form], cells: dict[str, str], look: str, name: str, width: int
) -> None:
    assert rectangle(boxes(LOOKS[look](table(forms["2021"], name, cells)))) == {width}


@pytest.mark.parametrize("look", sorted(LOOKS))
@pytest.mark.parametrize("name", ["T2", "T3", "T4"])
def test_every_look_shows_the_same_figures(
    forms: Mapping[str, Form], cells: dict[str, str], look: str, name: str
) -> None:
    form = forms["2021"]
    markup = LOOKS[look](table(form, name, cells))
    shown = ["".join(cell.itertext()).strip() for cell in html.fromstring(markup).iter("td")]
    numbers = [text for text in shown if text.replace(".", "", 1).isdigit()]
    assert numbers == [cells[cell] for cell in form.table_cells(name)]


def test_damage_is_in_the_markup_that_promises_it(forms: Mapping[str, Form], cells: dict[str, str]) -> None:
    lines = table(forms["2021"], "T3", cells)
    assert "rowspan" not in LOOKS["emptyspans"](lines)
    assert "<td>商业</td>" in LOOKS["splithead"](lines).replace(' align="center"', "")
    assert "<o:p></o:p>" in LOOKS["word"](lines)
    assert '</span><span style="font-family:宋体">' in LOOKS["splitdigits"](lines)
