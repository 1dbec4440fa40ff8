"""A document's grids → the cells of the mandated form: each where it certainly belongs, or said to be uncertain.

The tables are read by `flows.extract.match.known`; here they are put together into one form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache, reduce

from checks.forms import MIXED, Form, split_cell
from checks.report import PICTURED, Cell, CellState, Where
from flows.extract.document import Document, GridCell
from flows.extract.forms import forms
from flows.extract.match.annexes import without_annexes
from flows.extract.match.buttons import without_buttons
from flows.extract.match.columns_apart import with_columns_joined
from flows.extract.match.copied import with_names_joined, with_whole_rows
from flows.extract.match.doubts import doubts_of
from flows.extract.match.drawing import draw
from flows.extract.match.flat_heads import with_whole_heads
from flows.extract.match.flat_t2 import with_table_2_by_turns
from flows.extract.match.flat_t3 import with_blocks_in_place
from flows.extract.match.flat_t4_alike import with_zeros_of_table_4
from flows.extract.match.flattened import slipped, without_unproven
from flows.extract.match.halves_beside import with_halves_below
from flows.extract.match.in_order import with_rows_in_order
from flows.extract.match.known import read_table
from flows.extract.match.labels_above import with_labels_above
from flows.extract.match.lines import TABLES, Line, assign
from flows.extract.match.merged_down import with_zeros_in_each_row
from flows.extract.match.names_beside import with_names_above
from flows.extract.match.names_repeated import with_names_once
from flows.extract.match.rows_apart import with_rows_apart
from flows.extract.match.settling import settled
from flows.extract.match.t2_turned import with_table_2_upright
from flows.extract.match.turned import with_turned_tables
from flows.extract.match.unread import is_divided_in, is_of_2019, is_undivided_in, tables_named_in
from flows.extract.match.values import Matched, TableReading, cell_of
from flows.extract.match.years import without_other_years

# The share of a table's cells with a place from which on the text holds the table, however badly.
_A_TABLE = 0.3
# What brings tables that are laid out otherwise than the form back into its layout, in this order.
_AS_PRINTED = (
    without_buttons,
    with_names_once,
    with_rows_in_order,
    with_table_2_by_turns,
    with_blocks_in_place,
    with_zeros_of_table_4,
    with_whole_heads,
    with_whole_rows,
    with_names_joined,
    with_labels_above,
    with_turned_tables,
    with_table_2_upright,
    with_rows_apart,
    with_zeros_in_each_row,
    with_halves_below,
    with_names_above,
    with_columns_joined,
)
_UNITS = {"amount_10k_yuan": "万元", "amount": None}


def match_tables(document: Document, source: str, hint_year: int | None = None, agency: str | None = None) -> Matched:
    """The mandated tables of a document.

    `hint_year` is the report's year: it decides between 2019 and `mixed` where table 2 cannot be read, their tables 3 being
    alike, and which of two tables 3 is this year's. `agency` is the report's, to tell its tables from those of its annexes.
    """
    document = replace(document, blocks=reduce(lambda blocks, laid: laid(blocks), _AS_PRINTED, document.blocks))
    own, dropped = without_other_years(document, hint_year)
    regions, annexed = without_annexes(assign(own), own, agency)
    readings = _readings(regions, hint_year)
    name = _form_name(readings, hint_year, own)
    named = tables_named_in(document) if not all(reading.places for reading in readings) else frozenset()
    if name is None:
        # Words of the tables, pictures that could not be read, or headings over nothing but pictures: a report, of its
        # year's form.
        if not named and not document.unread and (not document.pictures or not any(regions.values())):
            return Matched({})
        name = _form_by_words(own, hint_year)
    form = forms()[name]
    for reading in readings:
        if not reading.places and reading.table in named:
            _take_for_unread(form, reading, "文中有此表的各栏名称，但未能认出表格")
        elif not reading.places and document.images:
            why = document.unread
            _take_for_unread(form, reading, f"{PICTURED}，未能识别：{why}" if why else PICTURED)
    cells: dict[str, Cell] = {}
    for reading in readings:
        cells |= _cells(form, reading, source)
    if document.method != "digital":
        cells = settled(form, cells, _disputed(readings))
    suspicions = {
        reading.table: doubt
        for reading in readings
        if (doubt := doubts_of(form, reading, cells) or slipped(form, document, reading, cells))
    }
    return Matched(
        without_unproven(form, document, [reading for reading in readings if reading.table in suspicions], cells),
        tables=tuple(table for reading in readings for table in draw(document, reading)),
        coverage={reading.table: _coverage(form, reading) for reading in readings},
        form=name,
        left_over=(
            *(text for reading in readings for text in reading.left_over),
            *(f"另一年度：{text}" for text in dropped),
            *annexed,
        ),
        suspicions=suspicions,
    )


def _disputed(readings: Sequence[TableReading]) -> dict[str, tuple[str, ...]]:
    """Cell id → the figures that were seen in it, for the cells where these differ."""
    return {
        cell_id: published.readings
        for reading in readings
        for cell_id, published in reading.places.items()
        if published is not None and published.readings
    }


def tables_lacking(document: Document, hint_year: int | None = None, *, share: float = _A_TABLE) -> frozenset[str]:
    """The mandated tables of which the document's text holds less than a share of the cells: by default so little that it is none."""
    own, _ = without_other_years(document, hint_year)
    readings = _readings(assign(own), hint_year)
    form = forms()[_form_name(readings, hint_year, own) or "2021"]
    return frozenset(reading.table for reading in readings if _coverage(form, reading) < share)


def _readings(regions: Mapping[str, list[Line]], hint_year: int | None) -> tuple[TableReading, ...]:
    return tuple([read_table(table, regions[table], hint_year) for table in TABLES])


def _form_by_words(document: Document, hint_year: int | None) -> str:
    """The form of tables that could not be read, by their words and the year."""
    if (hint_year or 2021) < 2021 or is_of_2019(document):
        return "2019"
    return MIXED if is_undivided_in(document) else "2021"


def _form_name(readings: Sequence[TableReading], hint_year: int | None, document: Document) -> str | None:
    """The form by its labels: table 2 tells 2019 from 2021, table 3 whether （六） is divided."""
    table_2, table_3, table_4 = readings
    if not any(reading.places for reading in readings):
        return None
    old = max(table_2.votes, key=lambda form: table_2.votes[form], default=None) if table_2.places else None
    rows = {split_cell(cell_id)[1] for cell_id in table_3.places}
    parted = any(row.startswith("other.") for row in rows)
    # Of a damaged table one row （六） may be what is left of three.
    told = "other" in rows and not (table_3.doubts and is_divided_in(document))
    undivided = not parted and (told or is_undivided_in(document))
    if old is None:
        if not undivided:
            return "2021" if rows or (hint_year or 2021) >= 2021 else "2019"
        return MIXED if hint_year and hint_year > 2020 else "2019"
    return MIXED if old == "2021" and undivided else old


def _take_for_unread(form: Form, reading: TableReading, doubt: str) -> None:
    """A table that may be published in words or pictures beyond recognition is unreadable, not absent."""
    reading.doubts.append(doubt)
    for cell_id in form.table_cells(reading.table):
        reading.put(cell_id, None)


def _cells(form: Form, reading: TableReading, source: str) -> dict[str, Cell]:
    cells = {}
    places = reading.places
    for cell_id, unit in _wanted(form.name, reading.table):
        if published := places.get(cell_id):
            cells[cell_id] = cell_of(cell_id, published, unit)
        elif cell_id in places:
            cells[cell_id] = Cell(cell_id, CellState.UNREADABLE, None, reading.raw[cell_id], None, Where(source))
        else:
            cells[cell_id] = Cell(cell_id, CellState.ABSENT)
    return cells


def _unit(cell_id: str) -> str | None:
    return _UNITS.get(cell_id.rpartition(".")[2], "件")


@cache
def _wanted(form: str, table: str) -> tuple[tuple[str, str | None], ...]:
    """Cell id and the unit that its column counts in, for every cell of a form's table."""
    return tuple((cell_id, _unit(cell_id)) for cell_id in forms()[form].table_cells(table))


def _coverage(form: Form, reading: TableReading) -> float:
    """The share of a table's cells whose place was found."""
    wanted = _wanted(form.name, reading.table)
    found: Mapping[str, GridCell | None] = reading.places
    return sum(found.get(cell_id) is not None for cell_id, _ in wanted) / len(wanted)
