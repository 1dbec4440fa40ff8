"""Rows written whole against the rows that xlsxwriter would have written cell by cell."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Sequence
from datetime import date, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from flows.spreadsheet import sheet
from flows.spreadsheet.rows import MAX_TEXT
from flows.spreadsheet.sheet import Column, Formats, Link, Share, Sheet, Value, new_book
from tests.publish.build import HOSTILE

TEXTS = ("总计", " 空格在前", "a<b>&\"c'", "两行\n文字", "_x0041_", "回车\r\n", "=1+1", HOSTILE.replace("\u202e", ""))
NUMBERS = (0, -3, 2.5, 1e15, 0.1 + 0.2)
BEIJING = timezone(timedelta(hours=8))


def book(path: Path, fill: Callable[[Any, Formats], None]) -> str:
    """The cells of the second row of the one sheet that is filled, as XML."""
    made = new_book(str(path))
    fill(made, Formats(made))
    made.close()
    with zipfile.ZipFile(path) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
    found = re.search(r'<row r="2"[^>]*>(.*?)</row>', sheet, re.DOTALL)
    assert found is not None
    return found[1]


def ours(values: Sequence[Value]) -> Callable[[Any, Formats], None]:
    columns = [Column(f"列{number}", 10) for number in range(len(values))]
    return lambda made, formats: Sheet(made, "单", columns, formats).write([values])


def theirs(values: Sequence[str | float]) -> Callable[[Any, Formats], None]:
    def fill(made: Any, formats: Formats) -> None:
        sheet = made.add_worksheet("单")
        sheet.write_row(0, 0, ["列"] * len(values), formats.head)
        for place, value in enumerate(values):
            if isinstance(value, str):
                sheet.write_string(1, place, value, formats.text)
            else:
                sheet.write_number(1, place, value, formats.number)

    return fill


@pytest.mark.parametrize("values", [TEXTS, NUMBERS])
def test_a_cell_is_written_as_xlsxwriter_writes_it(tmp_path: Path, values: tuple[str | float, ...]) -> None:
    one, other = book(tmp_path / "ours.xlsx", ours(values)), book(tmp_path / "theirs.xlsx", theirs(values))
    assert re.sub(r' s="\d+"', "", one) == re.sub(r' s="\d+"', "", other)


def read_back(path: Path, *rows: Sequence[Value]) -> list[Any]:
    made = new_book(str(path))
    Sheet(made, "单", [Column(f"列{number}", 10) for number in range(len(rows[0]))], Formats(made)).write(rows)
    made.close()
    return list(load_workbook(path)["单"].iter_rows(min_row=2))


def test_a_book_in_memory_writes_no_part_of_it_to_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    target = io.BytesIO()
    made = new_book(target)
    ours(["云河市", 3])(made, Formats(made))
    # Only the rows of a sheet, from its beginning, wait in one.
    monkeypatch.setattr("tempfile.mkstemp", None)
    made.close()
    assert load_workbook(target)["单"]["B2"].value == 3


def test_days_moments_and_shares_come_back_as_they_were(tmp_path: Path) -> None:
    late = datetime(2024, 2, 29, 23, 59, 30, tzinfo=BEIJING)
    ((day, moment, share),) = read_back(tmp_path / "a.xlsx", (date(2024, 2, 29), late, Share(0.125)))
    assert (day.value.date(), moment.value, share.value) == (late.date(), late.replace(tzinfo=None), 0.125)
    assert (day.number_format, moment.number_format, share.number_format) == ("yyyy-mm-dd", "yyyy-mm-dd hh:mm", "0.0%")


def test_a_day_that_excel_does_not_know_and_what_is_no_number_stay_words(tmp_path: Path) -> None:
    ((day, number),) = read_back(tmp_path / "a.xlsx", (date(1, 1, 1), float("nan")))
    assert (day.value, number.value) == ("0001-01-01", "nan")


def test_a_text_beyond_what_excel_takes_is_cut_and_says_so(tmp_path: Path) -> None:
    ((cell,),) = read_back(tmp_path / "a.xlsx", ("😀" * MAX_TEXT,))
    assert len(cell.value.encode("utf-16-le")) // 2 <= MAX_TEXT
    assert cell.value.endswith("😀…")


def test_links_to_one_page_share_their_address_and_keep_their_places(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    rows = read_back(
        path,
        (Link("agencies/x.html#f-1", "一", internal=True), Link("https://x.example/a b?c=1&d#e", "报告")),
        (Link("agencies/x.html#f-2", "二", internal=True), Link("javascript:alert(1)", "假")),
    )
    led = [
        [(cell.hyperlink.target, cell.hyperlink.location) if cell.hyperlink else None for cell in row] for row in rows
    ]
    assert led == [
        [("agencies/x.html", "f-1"), ("https://x.example/a%20b?c=1&d", "e")],
        [("agencies/x.html", "f-2"), None],
    ]
    with zipfile.ZipFile(path) as parts:
        assert parts.read("xl/worksheets/_rels/sheet1.xml.rels").count(b"<Relationship ") == 2


def test_beyond_what_a_sheet_may_list_links_are_formulas_of_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sheet, "MAX_LINKS", 1)
    hostile = Link('https://x.example/"&A1?a=1&b', '"打开"')
    listed, formula, long, false = (
        row[0]
        for row in read_back(
            tmp_path / "a.xlsx",
            (Link("agencies/x.html", "一", internal=True),),
            (hostile,),
            (Link("https://x.example/" + "a" * 300, "长"),),
            (Link("javascript:alert(1)", "假"),),
        )
    )
    assert (listed.value, listed.hyperlink.target) == ("一", "agencies/x.html")
    assert formula.value == '=HYPERLINK("https://x.example/%22&A1?a=1&b","""打开""")'
    assert (long.value, long.hyperlink, false.value, false.hyperlink) == ("长", None, "假", None)
