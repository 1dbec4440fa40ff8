"""One sheet of the workbook: a frozen head, a filter, set widths, and values written as what they are.

Text never becomes a formula, a number or a link by its looks: every value goes through the writer of its own type.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from math import ceil
from typing import Any

from xlsxwriter.url import Url

from flows.publish.pages import BEIJING
from flows.publish.wild import shown, web_link

# Excel's own limits; past them xlsxwriter leaves a value out.
MAX_TEXT, MAX_LINKS, MAX_ROWS = 32_000, 60_000, 1_048_000
# In points: a line of 10-point 微软雅黑, and Excel's highest row.
_LINE, _HIGHEST = 15.0, 409.0
_FIGURE = re.compile(r"-?\d{1,12}(\.\d{1,6})?\Z")


@dataclass(frozen=True, slots=True)
class Link:
    """A cell that leads somewhere: a web address, or a page of the run's own folder (`internal`)."""

    url: str
    text: str
    internal: bool = False


@dataclass(frozen=True, slots=True)
class Share:
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


class Sheet:
    """A sheet being written row by row."""

    def __init__(self, book: Any, name: str, columns: Sequence[Column], formats: Formats, *, title: str = "") -> None:
        self._sheet = book.add_worksheet(name)
        self._formats, self._columns = formats, columns
        self._row, self._links = 1, 0
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
        """Write the rows below the head, then set the filter and the print area over all of them."""
        for row in rows:
            if self._row >= MAX_ROWS:
                self._sheet.write_string(self._row, 0, "其余行超出工作表上限，见 findings.jsonl", self._formats.text)
                break
            self._sheet.set_row(self._row, self._height(row))
            for place, value in enumerate(row):
                self._put(place, value)
            self._row += 1
        last = max(self._row - 1, 1)
        self._sheet.autofilter(0, 0, last, len(self._columns) - 1)
        self._sheet.print_area(0, 0, last, sum(column.printed for column in self._columns) - 1)

    def _height(self, row: Sequence[Value]) -> float:
        """The height in points that shows every wrapped text whole: not every program fits rows when it opens a book."""
        lines = 1
        for column, value in zip(self._columns, row, strict=True):
            if column.wraps and type(value) is str and len(value) * 2 > column.width:
                lines = max(lines, _lines(value, column.width))
        return min(_LINE * lines + 2, _HIGHEST)

    def _put(self, place: int, value: Value) -> None:
        sheet, row, formats = self._sheet, self._row, self._formats
        match value:
            case None | "" | Share(value=None):
                return
            case str():
                wrapped = self._columns[place].wraps
                sheet.write_string(row, place, cell_text(value), formats.wrapped if wrapped else formats.text)
            case Link():
                self._put_link(place, value)
            case Share():
                sheet.write_number(row, place, value.value, formats.percent)
            case datetime():
                sheet.write_datetime(row, place, value.astimezone(BEIJING).replace(tzinfo=None), formats.moment)
            case date():
                sheet.write_datetime(row, place, value, formats.day)
            case _:
                sheet.write_number(row, place, value, formats.number)

    def _put_link(self, place: int, link: Link) -> None:
        text, address = cell_text(link.text), link.url if link.internal else web_link(link.url)
        if address is None or self._links >= MAX_LINKS:
            self._sheet.write_string(self._row, place, text, self._formats.text)
            return
        self._links += 1
        url = _PageUrl(f"external:{address}") if link.internal else Url(address)
        url.text = text
        self._sheet.write_url(self._row, place, url, self._formats.link)


class _PageUrl(Url):  # type: ignore[misc]  # xlsxwriter carries no types
    """A page beside the workbook; with forward slashes, because WPS on Linux does not open a path with backward ones."""

    def _target(self) -> str:
        return str(super()._target()).replace("\\", "/")


class Formats:
    """The few looks a cell may have."""

    def __init__(self, book: Any) -> None:
        plain = {"font_name": "微软雅黑", "font_size": 10, "valign": "top"}
        self.text = book.add_format(plain)
        self.wrapped = book.add_format(plain | {"text_wrap": True})
        self.head = book.add_format(
            plain | {"bold": True, "bg_color": "#1B5A78", "font_color": "#FFFFFF", "valign": "vcenter", "border": 1}
        )
        self.number = book.add_format(plain | {"num_format": "#,##0.######", "align": "right", "indent": 1})
        self.percent = book.add_format(plain | {"num_format": "0.0%"})
        self.day = book.add_format(plain | {"num_format": "yyyy-mm-dd", "align": "left"})
        self.moment = book.add_format(plain | {"num_format": "yyyy-mm-dd hh:mm", "align": "left"})
        self.link = book.add_format(plain | {"font_color": "#1B5A78", "underline": 1})


def _lines(text: str, width: float) -> int:
    """How many lines a text takes in a column `width` characters wide; a Chinese character is two wide."""
    return sum(max(1, ceil(len(line.encode("gbk", "replace")) / (width - 1))) for line in text.split("\n"))


def cell_text(text: str) -> str:
    """Text fit for a cell: no unseen marks, within Excel's limit."""
    clean = shown(text)
    return clean if len(clean) <= MAX_TEXT else clean[: MAX_TEXT - 1] + "…"


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
