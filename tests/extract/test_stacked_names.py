"""The columns of a table are known by their names, in however many pieces these stand under each other."""

from __future__ import annotations

from checks.report import Where
from flows.extract.document import Grid, GridCell
from flows.extract.forms import forms
from flows.extract.match.columns import read_head
from flows.extract.match.lines import Line
from flows.extract.match.stacked import is_piece, table_spelt
from flows.extract.match.t2_names import with_whole_names as whole_names_of_table_2
from flows.extract.match.t4_names import with_whole_names

NAMES = ("结果维持", "结果纠正", "其他结果", "尚未审结", "总计")


def stacked(names: tuple[str, ...], size: int) -> list[Line]:
    """Lines of a grid in which every name stands at the foot of its column, `size` characters in a line."""
    pieces = [[name[at : at + size] for at in range(0, len(name), size)] for name in names]
    height = max(map(len, pieces))
    rows = [
        [
            GridCell(stack[row - height], row, column)
            for column, stack in enumerate(pieces)
            if row >= height - len(stack)
        ]
        for row in range(height)
    ]
    grid = Grid(tuple(cell for row in rows for cell in row), height, len(names))
    return [Line(row, 0, grid) for row in rows]


def names_in(lines: list[Line]) -> list[str]:
    return [cell.text for cell in lines[-1].cells]


def test_names_in_pieces_are_whole() -> None:
    for size in (1, 2):
        assert names_in(with_whole_names(stacked(NAMES, size))) == list(NAMES)


def test_a_groups_name_above_them_is_none_of_theirs() -> None:
    whole = with_whole_names(stacked(("结果维持", "复议后起诉其他结果"), 1))
    assert names_in(whole) == ["结果维持", "其他结果"]
    assert "".join(cell.text for line in whole[:-1] for cell in line.cells) == "复议后起诉"


def test_names_that_are_whole_already_stay_as_they_are() -> None:
    lines = stacked(NAMES, 4)
    assert with_whole_names(lines) == lines


def test_two_columns_that_stand_in_one_place_of_a_grid_make_no_table_that_lacks_one() -> None:
    names = (("自然人", "商业企业", "科研机构", "社会公益组织", "法律服务机构", "总计"), ("其他",))
    rows = [[GridCell(name, 0, place) for place, name in enumerate(names[0])], [GridCell("其他", 1, 4)]]
    grid = Grid(tuple(cell for row in rows for cell in row), 2, 6)
    printed = {column.id: column.group for column in forms()["2021"].t3_columns}
    head = read_head([Line(row, 0, grid) for row in rows], printed)
    assert head is not None
    assert not head.whole


def test_names_at_different_heights_stand_in_the_order_of_their_places_on_the_page() -> None:
    names = [column.label for column in forms()["2021"].t3_columns]
    heights = {"自然人": 2, "总计": 2}
    cells = [
        GridCell(name, heights.get(name, 1), min(place, 5), where=Where(page=1, bbox=(60.0 * place, 0, 9, 9)))
        for place, name in enumerate(names)
    ]
    rows = [[cell for cell in cells if cell.row == row] for row in (1, 2)]
    grid = Grid(tuple(cell for row in rows for cell in row), 3, 6)
    printed = {column.id: column.group for column in forms()["2021"].t3_columns}
    head = read_head([Line(row, 0, grid) for row in rows], printed)
    assert head is not None
    assert head.sure
    assert head.order == tuple(printed)


def test_a_grid_is_known_by_what_its_columns_spell_downward() -> None:
    rows = [line.cells for line in stacked(NAMES, 1)]
    assert all(map(is_piece, rows))
    assert table_spelt(rows) == "T4"


def test_pieces_that_spell_nothing_are_of_no_table() -> None:
    assert table_spelt([line.cells for line in stacked(("办公室", "法规股"), 1)]) is None


def test_names_of_table_2_in_pieces_beside_each_other_are_whole() -> None:
    cells = [GridCell("信息", 0, 0), GridCell("内容本年制发件数", 0, 1), GridCell("本年废止件数", 0, 2)]
    (line,) = whole_names_of_table_2([Line(cells, 0, Grid(tuple(cells), 1, 3))])
    assert [cell.text for cell in line.cells] == ["信息内容本年制发件数本年废止件数"]
