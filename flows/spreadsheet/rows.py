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

from flows.wild import shown

# As Excel writes addresses: what would end or break the attribute or the address.
_UNSAFE = str.maketrans({letter: f"%{ord(letter):02x}" for letter in ' "<>[]^`{}'})
# Excel's own limit, in units of UTF-16; it calls a book that is past it damaged.
MAX_TEXT = 32_000
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
        """How many cells lead somewhere by an entry of the sheet's list of links."""
        return len(self._places)

    def _write_hyperlinks(self) -> None:
        if self._places:
            self.fh.write(f"<hyperlinks>{''.join(self._places)}</hyperlinks>")
            self.external_hyper_links += [[_HYPERLINK, target, "External"] for target in self._targets]


def text_cell(row: int, place: int, style: Format, text: str) -> str:
    """A cell (row and place from 0) that holds text, as `cell_text` makes it fit."""
    return f'<c {_where(row, place, style)} t="inlineStr">{_inline(text)}</c>'


def linked_cell(row: int, place: int, style: Format, text: str, address: str) -> str:
    """A cell that leads somewhere by a formula of ours, of which a sheet may hold any number.

    Address and text are each one literal of it that no character of theirs can end.
    """
    doubled = text.replace('"', '""')
    formula = f'HYPERLINK("{address.translate(_UNSAFE)}","{doubled}")'
    return f'<c {_where(row, place, style)} t="str"><f>{_content(formula)}</f><v>{_content(text)}</v></c>'


def number_cell(row: int, place: int, style: Format, number: float) -> str:
    """A cell (row and place from 0) that holds a number; a moment is one too, in days since 1899-12-30."""
    return f"<c {_where(row, place, style)}><v>{number:.16G}</v></c>"


def _where(row: int, place: int, style: Format) -> str:
    return f'r="{_letters(place)}{row + 1}" s="{style._get_xf_index()}"'


def escaped(text: str) -> str:
    """Text that may stand in an attribute."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def cell_text(text: str) -> str:
    """Text fit for a cell: no unseen marks, within Excel's limit."""
    clean = shown(text)
    if len(clean) * 2 <= MAX_TEXT:
        return clean
    units = clean.encode("utf-16-le")
    return clean if len(units) <= 2 * MAX_TEXT else units[: 2 * MAX_TEXT - 2].decode("utf-16-le", "ignore") + "…"


# Most texts of a sheet stand in many of its rows: regions, rules, laws, what to do.
@lru_cache(maxsize=4096)
def _inline(text: str) -> str:
    fit = cell_text(text)
    space = ' xml:space="preserve"' if fit[:1].isspace() or fit[-1:].isspace() else ""
    return f"<is><t{space}>{_content(fit)}</t></is>"


def _content(text: str) -> str:
    """Text that may stand in an element, as Excel writes it: `_x0041_` would be read as a letter."""
    if "_x" in text or "\r" in text:
        text = Worksheet._escape_control_characters(text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


@lru_cache
def _letters(place: int) -> str:
    return str(xl_col_to_name(place))
