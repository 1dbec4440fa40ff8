"""Table 2 as a list of figures behind the names of their columns."""

from __future__ import annotations

from flows.extract.document import Grid, GridCell
from flows.extract.match.names_beside import with_names_above


def test_a_row_without_a_cell_is_none() -> None:
    names = ("本年制发件数", "本年废止件数", "现行有效件数")
    cells = [GridCell("规章", 0, 0, 4), *(c for row, name in enumerate(names, 1) for c in _pair(row, name))]
    grid = Grid((cells[0], *cells[1:]), 5, 3)
    (found,) = with_names_above([grid])
    assert isinstance(found, Grid)
    assert [cell.text for cell in found.cells] == ["信息内容", *names, "规章", "1", "2", "3"]


def _pair(row: int, name: str) -> list[GridCell]:
    return [GridCell(name, row, 1), GridCell(str(row), row, 2)]
