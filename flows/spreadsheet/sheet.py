"""One sheet of the workbook: a frozen head, a filter, set widths, and values written as what they are.

Text never becomes a formula, a number or a link by its looks: every value goes through the writer of its own type.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from math import ceil, isfinite
from typing import IO, Any, NamedTuple

import xlsxwriter

from flows.beijing import BEIJING
from flows.spreadsheet.rows import RowSheet, cell_text, linked_cell, number_cell, text_cell
from flows.wild import web_link

# Within Excel's own limits; it calls a book that is past them damaged. Beyond those in a sheet's list, links are formulas.
MAX_LINKS, MAX_ROWS, _LONGEST_LITERAL = 60_000, 1_048_000, 255
# Excel's calendar begins in 1900, with a 29 February that there never was.
_FIRST_YEAR = 1901
# In points: a line of 10-point 微软雅黑, and Excel's highest row.
_LINE, _HIGHEST = 15.0, 409.0
_FIGURE = re.compile(r"-?\d{1,12}(\.\d{1,6})?\Z")


# Named tuples, because a night has a hundred thousand of them to hand to another process.
class Link(NamedTuple):
    """A cell that leads somewhere: a web address, or a page of the run's own folder (`internal`)."""

    url: str
    text: str
    internal: bool = False


class Share(NamedTuple):
    """A share of a whole, 0 to 1, shown in percent; None where there is no whole."""

    value: float | None


Value = str | int | float | date | datetime | Link | Share | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column's head and width in characters; `wraps` where long text is to be read in full.

    `printed` is false for what only the screen needs: ids and places that a sheet of A4 has no room for.
    """

    head: str
    width: float
    wraps: bool = False
    printed: bool = True


def new_book(target: str | IO[bytes], waiting_room: str | None = None) -> Any:
    """A workbook that takes sheets row by row; its rows wait in files of the folder `waiting_room` until it is closed."""
    by_looks = dict.fromkeys(("strings_to_formulas", "strings_to_urls", "strings_to_numbers"), False)
    book = xlsxwriter.Workbook(target, {"constant_memory": True, "tmpdir": waiting_room, **by_looks})
    # Asked for from the start it would keep the rows in memory as well. Without it, a letter's annex, made in memory by
    # the thousand, would write each of its parts to a file first: of the drafts of a night that took the most time.
    book.in_memory = not isinstance(target, str)
    return book


class Sheet:
    """A sheet of a `new_book` being written row by row."""

    def __init__(self, book: Any, name: str, columns: Sequence[Column], formats: Formats, *, title: str = "") -> None:
        self._sheet: RowSheet = book.add_worksheet(name, worksheet_class=RowSheet)
        self._formats, self._columns = formats, columns
        self._row = 1
        for place, column in enumerate(columns):
            self._sheet.set_column(place, place, column.width, formats.wrapped if column.wraps else formats.text)
        self._sheet.write_row(0, 0, [column.head for column in columns], formats.head)
        self._sheet.set_row(0, 22)
        self._sheet.freeze_panes(1, 1)
        # Lines between the rows on paper too: rows differ in height and hold several lines.
        self._sheet.hide_gridlines(0)
        self._sheet.set_landscape()
        self._sheet.set_paper(9)
        self._sheet.set_margins(left=0.4, right=0.4, top=0.7, bottom=0.6)
        self._sheet.fit_to_pages(1, 0)
        self._sheet.repeat_rows(0)
        self._sheet.set_header(f"&L{title.replace('&', '&&')}&R&A")
        self._sheet.set_footer("&C第&P页，共&N页")

    def write(self, rows: Iterable[Sequence[Value]]) -> None:
        """Write all rows of the sheet."""
        self.put(rows)
        self.end()

    def put(self, rows: Iterable[Sequence[Value]]) -> None:
        """Write rows below those that are there; what is past the sheet's limit is one row that says so."""
        for row in rows:
            if self._row > MAX_ROWS:
                return
            if self._row == MAX_ROWS:
                row = ("其余行超出工作表上限，见 findings.jsonl", *[None] * (len(row) - 1))
            self._sheet.put_row(self._row, self._cells(row), self._height(row), len(row))
            self._row += 1

    def end(self) -> None:
        """Set the filter and the print area over all rows, once they are there."""
        last = max(self._row - 1, 1)
        self._sheet.autofilter(0, 0, last, len(self._columns) - 1)
        self._sheet.print_area(0, 0, last, sum(column.printed for column in self._columns) - 1)

    def let_go(self) -> None:
        """Close the file that its rows wait in, also where the book never comes to its end."""
        self._sheet._opt_close()

    def _height(self, row: Sequence[Value]) -> float:
        """The height in points that shows every wrapped text whole: not every program fits rows when it opens a book."""
        lines = 1
        for column, value in zip(self._columns, row, strict=True):
            if column.wraps and type(value) is str and len(value) * 2 > column.width:
                lines = max(lines, _lines(value, column.width))
        return min(_LINE * lines + 2, _HIGHEST)

    def _cells(self, row: Sequence[Value]) -> Iterator[str]:
        for place, value in enumerate(row):
            if type(value) is str:
                if value:
                    style = self._formats.wrapped if self._columns[place].wraps else self._formats.text
                    yield text_cell(self._row, place, style, value)
            elif value is not None:
                yield self._cell(place, value)

    def _cell(self, place: int, value: Value) -> str:
        formats = self._formats
        match value:
            case Link():
                return self._link(place, value)
            case Share():
                return "" if value.value is None else number_cell(self._row, place, formats.percent, value.value)
            case datetime() if value.year >= _FIRST_YEAR:
                return number_cell(self._row, place, formats.moment, _days(value.astimezone(BEIJING)))
            case date() if value.year >= _FIRST_YEAR:
                return number_cell(self._row, place, formats.day, _days(value))
            case int() | float() if isfinite(value):
                return number_cell(self._row, place, formats.number, value)
        return text_cell(self._row, place, formats.text, str(value))

    def _link(self, place: int, link: Link) -> str:
        address = link.url if link.internal else web_link(link.url)
        is_listed = self._sheet.links < MAX_LINKS
        if address is None or not (is_listed or len(address) <= _LONGEST_LITERAL >= len(link.text)):
            return text_cell(self._row, place, self._formats.text, link.text)
        if not is_listed:
            return linked_cell(self._row, place, self._formats.link, cell_text(link.text), address)
        self._sheet.put_link(self._row, place, address)
        return text_cell(self._row, place, self._formats.link, link.text)


class Formats:
    """The few looks a cell may have."""

    def __init__(self, book: Any) -> None:
        plain = {"font_name": "微软雅黑", "font_size": 10, "valign": "top"}
        self.text = book.add_format(plain)
        self.wrapped = book.add_format(plain | {"text_wrap": True})
        self.head = book.add_format(
            plain | {"bold": True, "bg_color": "#1B5A78", "font_color": "#FFFFFF", "valign": "vcenter", "border": 1}
        )
        # As written: "0.##" shows 48 as "48." in Excel and WPS, and a year is no amount to be grouped as 2,023.
        self.number = book.add_format(plain | {"num_format": "General", "align": "right", "indent": 1})
        self.percent = book.add_format(plain | {"num_format": "0.0%"})
        self.day = book.add_format(plain | {"num_format": "yyyy-mm-dd", "align": "left"})
        self.moment = book.add_format(plain | {"num_format": "yyyy-mm-dd hh:mm", "align": "left"})
        self.link = book.add_format(plain | {"font_color": "#1B5A78", "underline": 1})

    def number_all(self) -> None:
        """Give every look its number now; else it has it from its first use, which may be on any of several sheets."""
        for look in (self.head, self.text, self.day, self.number, self.percent, self.wrapped, self.link, self.moment):
            look._get_xf_index()


def _days(moment: date) -> float:
    """A day or a moment as Excel counts it: days since 1899-12-30, clocks as they stand."""
    clock = moment.time() if isinstance(moment, datetime) else time()
    day = date(moment.year, moment.month, moment.day)
    return (datetime.combine(day, clock) - datetime(1899, 12, 30)) / timedelta(days=1)  # noqa: DTZ001  # Excel knows no zones


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column `width` characters wide; a Chinese character is two wide."""
    return sum(max(1, ceil(len(line.encode("gbk", "replace")) / (width - 1))) for line in text.split("\n"))


def figure_or_text(text: str | None) -> Value:
    """A plain figure as a number, everything else as it is written."""
    if text is None or not _FIGURE.match(text):
        return text
    return float(text) if "." in text else int(text)


def moment_or_text(text: str | None) -> Value:
    """An ISO moment as a real date, everything else as it is written."""
    try:
        value = datetime.fromisoformat(text or "")
    except ValueError:
        return text
    return value if value.tzinfo else text
