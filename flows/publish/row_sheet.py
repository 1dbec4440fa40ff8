"""A worksheet that takes whole rows as XML and keeps none of them: cells, heights and links go to the file as they come.

xlsxwriter builds the book and everything around the rows. Its own way, a call and several objects a cell, takes four
times the time, and its links and heights take memory that grows with the rows.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

# As Excel writes addresses: what would end or break the attribute or the address.
_UNSAFE = str.maketrans({letter: f"%{ord(letter):02x}" for letter in ' "<>[]^`{}'})
_HYPERLINK = "/hyperlink"


class RowSheet(Worksheet):  # type: ignore[misc]  # xlsxwriter carries no types
    """A worksheet of a book in `constant_memory`; its head is written by xlsxwriter's means before the first row."""

    def __init__(self) -> None:
        super().__init__()
        self._places: list[str] = []
        self._targets: dict[str, int] = {}

    def put_row(self, row: int, cells: Iterable[str], height_points: float, width: int) -> None:
        """Write a row (from 0) of cells made by `text_cell` and `number_cell`; rows come in order."""
        if row > self.previous_row:
            # The row before, where it is the head; the rows below never come into xlsxwriter's own table.
            self._write_single_row(row)
        self._check_dimensions(row, width - 1)
        line = "".join(cells)
        self.row_data_fh.write(f'<row r="{row + 1}" ht="{height_points:g}" customHeight="1">{line}</row>')

    def put_link(self, row: int, place: int, address: str) -> None:
        """Lead a cell to an address; links that differ only in what follows `#` share one."""
        target, _, anchor = address.partition("#")
        number = self._targets.setdefault(target.translate(_UNSAFE), len(self._targets) + 1)
        location = f' location="{escaped(anchor)}"' if anchor else ""
        self._places.append(f'<hyperlink ref="{_letters(place)}{row + 1}" r:id="rId{number}"{location}/>')

    @property
    def links(self) -> int:
        """How many cells lead somewhere."""
        return len(self._places)

    def _write_hyperlinks(self) -> None:
        if self._places:
            self.fh.write(f"<hyperlinks>{''.join(self._places)}</hyperlinks>")
            self.external_hyper_links += [[_HYPERLINK, target, "External"] for target in self._targets]


def text_cell(row: int, place: int, style: Format, text: str) -> str:
    """A cell (row and place from 0) that holds text."""
    space = ' xml:space="preserve"' if text[:1].isspace() or text[-1:].isspace() else ""
    return f'<c {_where(row, place, style)} t="inlineStr"><is><t{space}>{_content(text)}</t></is></c>'


def number_cell(row: int, place: int, style: Format, number: float) -> str:
    """A cell (row and place from 0) that holds a number; a moment is one too, in days since 1899-12-30."""
    return f"<c {_where(row, place, style)}><v>{number:.16G}</v></c>"


def _where(row: int, place: int, style: Format) -> str:
    return f'r="{_letters(place)}{row + 1}" s="{style._get_xf_index()}"'


def escaped(text: str) -> str:
    """Text that may stand in an attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


@lru_cache(maxsize=4096)
def _content(text: str) -> str:
    """Text that may stand in an element, as Excel writes it: `_x0041_` would be read as a letter."""
    if "_x" in text or "\r" in text:
        text = Worksheet._escape_control_characters(text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@lru_cache
def _letters(place: int) -> str:
    return str(xl_col_to_name(place))
