"""The published grids that hold mandated tables, for redrawing them with every cell's id on its slot."""

from __future__ import annotations

from collections.abc import Iterator

from checks.report import Table
from flows.extract.document import Document, Grid
from flows.extract.grid import rows_of
from flows.extract.match.values import TableReading


def draw(document: Document, reading: TableReading) -> Iterator[Table]:
    """The table's grids in reading order; a table that was never a grid is drawn from its figures, a row each."""
    ids: dict[int, str] = {}
    for cell_id, cell in reading.places.items():
        if cell is not None:
            ids.setdefault(id(cell), cell_id)
    grids = [document.blocks[block] for block in sorted(reading.blocks)]
    drawn = [rows_of(grid) for grid in grids if isinstance(grid, Grid)]
    for rows in drawn:
        yield Table(
            reading.table,
            # Lists first: a generator costs a report's hundreds of cells twice as much.
            tuple(
                [tuple([(cell.text, cell.rowspan, cell.colspan, ids.get(id(cell))) for cell in row]) for row in rows]
            ),
        )
    if ids and not drawn:
        loose = ((cell.text, 1, 1, cell_id) for cell_id, cell in reading.places.items() if cell is not None)
        yield Table(reading.table, tuple((entry,) for entry in loose))
