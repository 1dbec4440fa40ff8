"""Every accused report of a batch is set against its own bytes, and only those bytes are asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from checks.engine import audit
from checks.model import Assessment, Filing
from checks.report import Report
from checks.second import accused_cells
from flows.corroboration import corroborate
from flows.extract import read_report
from flows.extract.forms import forms
from flows.rulebook import rulebook
from flows.settings import load_settings
from flows.sources import Source
from tests.accuracy.pack import sample

CELL = "T3.granted.natural"
AS_OF = date(2026, 3, 1)
PAGES = [sample("html", "none", seed).content for seed in range(4)]


def misread(content: bytes) -> Report:
    """The report in a page, with one figure that the page does not show."""
    read = read_report(content, "page.html")
    cell = read.cells[CELL]
    figure = int(cell.value or 0) + 3
    return replace(read, cells={**read.cells, cell.cell: cell._replace(value=figure, raw=str(figure))})


def judged(*reports: Report) -> list[Assessment]:
    return audit([Filing(one.year or 0, report=one) for one in reports], rulebook(), forms(), AS_OF)


def test_an_accused_report_is_read_again_from_its_own_bytes_and_the_others_stay_as_they_are() -> None:
    sound = read_report(PAGES[0], "page.html")
    found = judged(sound, misread(PAGES[1]), misread(PAGES[2]), misread(PAGES[3]))
    held = {1: Source("1.html", PAGES[1]), 3: Source("3.html", PAGES[3])}
    asked = []

    def source_at(place: int) -> Source | None:
        asked.append(place)
        return held.get(place)

    again = corroborate(found, source_at, load_settings(), AS_OF)
    assert asked == [1, 2, 3]
    assert [one == before for one, before in zip(again, found, strict=True)] == [True, False, True, False]
    assert all(CELL in accused_cells(one) for one in (found[1], found[2], found[3], again[2]))
    assert not any(CELL in accused_cells(again[place]) for place in held)


def test_a_figure_of_a_file_is_read_again_from_the_file_that_it_stands_in() -> None:
    address = "http://a.cn/t.html"
    read = misread(PAGES[1])
    cells = {name: cell._replace(where=cell.where._replace(source=address)) for name, cell in read.cells.items()}
    (found,) = judged(replace(read, cells=cells))
    page = Source("http://a.cn/r.html", b"<html><body><p>no table</p></body></html>", companions={address: PAGES[1]})
    (again,) = corroborate([found], lambda _: page, load_settings(), AS_OF)
    assert CELL in accused_cells(found)
    assert CELL not in accused_cells(again)
