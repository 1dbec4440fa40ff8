"""Ruled lines make the cells, however they are drawn; what cannot be told apart is not told."""

from __future__ import annotations

from dataclasses import replace

from flows.extract.document import Grid, Paragraph
from flows.extract.layout.assemble import blocks_of
from flows.extract.layout.page import TORN, Glyph, PageLayout, Rule
from flows.extract.layout.ruled import ruled_tables
from flows.extract.layout.strokes import rules_of
from tests.extract.layout.sheet import ruled, text, texts

ROWS, COLUMNS = [100.0, 120.0, 140.0], [50.0, 150.0, 200.0, 250.0]


def page(glyphs: list[Glyph], rules: list[Rule], number: int = 1) -> PageLayout:
    return PageLayout(number, 595, 842, tuple(glyphs), tuple(rules))


def table(glyphs: list[Glyph], rules: list[Rule]) -> Grid:
    return ruled_tables(page(glyphs, rules), "a.pdf")[0].grid


def in_dashes(rule: Rule) -> list[Rule]:
    steps = range(int((rule.end - rule.start) / 3))
    return [Rule(rule.horizontal, rule.at, rule.start + 3 * step, rule.start + 3 * step + 2) for step in steps]


GLYPHS = [
    *text(52, 110, "规章"),
    *text(170, 110, "3"),
    *text(220, 110, "0"),
    *text(52, 130, "行政许可"),
    *text(170, 130, "12"),
]


def test_dashes_are_a_line() -> None:
    dashed = [dash for rule in ruled(ROWS, COLUMNS) for dash in in_dashes(rule)]
    assert texts(table(GLYPHS, dashed)) == [["规章", "3", "0"], ["行政许可", "12", ""]]


def test_a_dot_is_part_of_a_line_either_way() -> None:
    dot = list(rules_of([(10, 10), (10.8, 10), (10.8, 10.8), (10, 10.8)], stroke=False, fill=True))
    assert {rule.horizontal for rule in dot} == {True, False}
    high = list(rules_of([(10, 10), (10.8, 10), (10.8, 10.80001), (10, 10.80001)], stroke=False, fill=True))
    assert {rule.horizontal for rule in high} == {True, False}


def test_a_figure_in_a_cell_over_two_columns_may_stand_where_their_line_would_be() -> None:
    rules = [rule for rule in ruled(ROWS, COLUMNS) if rule.horizontal or rule.at != 200]
    rules.append(Rule(False, 200.0, 100.0, 120.0))
    grid = table([*text(170, 110, "3"), *text(196, 130, "-12")], rules)
    assert texts(grid) == [["", "3", ""], ["", "-12"]]


def test_a_figure_that_runs_over_a_line_is_nobodys() -> None:
    grid = table(text(196, 110, "123"), ruled(ROWS, COLUMNS))
    assert [TORN in cell.text for cell in grid.cells if cell.row == 0] == [False, True, True]


def test_two_figures_over_each_other_are_neither() -> None:
    grid = table([*text(170, 110, "0"), *text(170.5, 111, "2")], ruled(ROWS, COLUMNS))
    assert TORN in grid.cells[1].text


def test_a_figure_printed_twice_to_look_bold_is_one() -> None:
    grid = table([*text(170, 110, "12"), *text(170.4, 110, "12")], ruled(ROWS, COLUMNS))
    assert grid.cells[1].text == "12"


def test_a_head_alone_on_its_page_keeps_its_columns_over_the_break() -> None:
    head = page(
        [*text(52, 790, "情形"), *text(160, 790, "申请人情况")],
        [*ruled([780.0, 800.0], [50.0, 150.0, 250.0])],
    )
    rows = page(
        [*text(52, 110, "予以公开"), *text(170, 110, "3"), *text(220, 110, "1")],
        ruled(ROWS, [50.0, 150.0, 200.0, 225.0, 250.0]),
        2,
    )
    (grid,) = blocks_of([head, rows], "a.pdf")
    assert isinstance(grid, Grid)
    placed = {cell.text: (cell.column, cell.colspan) for cell in grid.cells if cell.text}
    assert placed == {"情形": (0, 1), "申请人情况": (1, 3), "予以公开": (0, 1), "3": (1, 1), "1": (2, 1)}


def test_figures_that_a_page_break_parts_are_whole_again() -> None:
    columns = [50.0, 150.0, 170.0, 190.0]
    head = page(
        [*text(52, 780, "收到申请数量"), *text(152, 780, "53"), *text(172, 780, "110")], ruled([770, 790], columns)
    )
    rest = page([*text(152, 110, "0"), *text(172, 110, "8")], ruled(ROWS, columns), 2)
    (grid,) = blocks_of([head, rest], "a.pdf")
    assert isinstance(grid, Grid)
    assert [cell.text for cell in grid.cells if cell.row == 0] == ["收到申请数量", "530", "1108"]


def test_figures_go_on_overleaf_however_the_cells_of_labels_are_parted_there() -> None:
    columns = [50.0, 90.0, 150.0, 170.0, 190.0]
    glyphs = [*text(52, 780, "三、结果"), *text(92, 780, "1.予以公开"), *text(152, 780, "53"), *text(172, 780, "115")]
    head = page(glyphs, ruled([770, 790], columns))
    rules = [rule for rule in ruled(ROWS[:2], columns) if rule.horizontal or rule.at != 90.0]
    (grid,) = blocks_of([head, page([*text(152, 110, "0"), *text(172, 110, "5")], rules, 2)], "a.pdf")
    assert isinstance(grid, Grid)
    assert texts(grid) == [["三、结果", "1.予以公开", "530", "1155"]]


def test_a_cell_with_a_shape_of_a_characters_size_is_not_blank() -> None:
    drawn = replace(page(GLYPHS, ruled(ROWS, COLUMNS)), marks=((224.0, 126.0, 228.0, 134.0),))
    (table_,) = ruled_tables(drawn, "a.pdf")
    assert [cell.text for cell in table_.grid.cells if cell.image] == [""]


def test_a_picture_over_several_cells_leaves_none_of_them_blank_and_the_ground_of_a_page_does() -> None:
    sheet = page([*text(52, 110, "规章"), *text(52, 130, "行政许可")], ruled(ROWS, COLUMNS))
    strip, ground = (160.0, 124.0, 245.0, 136.0), (0.0, 0.0, 595.0, 842.0)

    def doubtful(layout: PageLayout) -> list[tuple[int, int]]:
        cells = ruled_tables(layout, "a.pdf")[0].grid.cells
        return [(cell.row, cell.column) for cell in cells if cell.image and not cell.text]

    assert doubtful(replace(sheet, pictures=(strip,))) == [(1, 1), (1, 2)]
    assert doubtful(replace(sheet, marks=(strip,))) == [(1, 1), (1, 2)]
    assert doubtful(replace(sheet, fills=(strip,), dark=(strip,))) == [(1, 1), (1, 2)]
    assert doubtful(replace(sheet, dark=(strip,))) == []
    assert doubtful(replace(sheet, pictures=(ground,))) == []


def test_a_number_stamped_into_a_cell_is_no_part_of_its_figure() -> None:
    high, low, narrow = ruled([100.0, 140.0], COLUMNS), text(176, 134, "7"), ruled([100.0, 140.0], [50.0, 150.0, 166.0])
    assert texts(table([*text(170, 120, "316"), *low], high)) == [["", f"3167{TORN}", ""]]
    assert texts(table([*text(170, 128, "316"), *low], high)) == [["", f"3167{TORN}", ""]]
    # One in another size, however narrow the cell.
    assert texts(table([*text(152, 115, "316"), *text(156, 125, "7", size=7)], narrow)) == [["", f"3167{TORN}"]]
    # One that fills its cell wraps, on a sheet of any size.
    assert texts(table([*text(152, 115, "316"), *text(156, 125, "7")], narrow)) == [["", "3167"]]
    wide, large = ruled([100.0, 340.0], [50.0, 350.0, 470.0]), text(380, 190, "316", size=40)
    assert texts(table([*large, *text(400, 240, "7", size=40)], wide)) == [["", "3167"]]


def test_a_leaning_stroke_or_a_curve_of_a_characters_size_is_no_line() -> None:
    slash = [(10.0, 20.0), (11.0, 20.0), (12.6, 10.0), (11.6, 10.0), (10.0, 20.0)]
    assert not list(rules_of(slash, stroke=False, fill=True))
    assert [*rules_of([(10, 10), (11, 10), (11, 30), (10, 30), (10, 10)], stroke=False, fill=True)]


def test_the_gaps_between_cells_with_borders_of_their_own_are_no_cells() -> None:
    frames = [rule for x in (50.0, 103.5, 157.0) for y in (100.0, 124.0) for rule in ruled([y, y + 20], [x, x + 50])]
    glyphs = [
        *text(52, 110, "规章"),
        *text(115, 110, "3"),
        *text(170, 110, "0"),
        *text(52, 134, "许可"),
        *text(170, 134, "12"),
    ]
    around = ruled([100.0, 144.0], [50.0, 207.0])
    (only,) = ruled_tables(page(glyphs, [*frames, *around]), "a.pdf")
    rows = {row: [cell.text for cell in only.grid.cells if cell.row == row] for row in range(only.grid.height)}
    assert [cells for cells in rows.values() if cells] == [["规章", "3", "0"], ["许可", "", "12"]]


def test_the_ring_of_a_seal_is_no_line_of_the_table_that_it_is_set_on() -> None:
    bends = [(0, 50), (0, 22), (22, 0), (50, 0), (78, 0), (100, 22), (100, 50), (0, 50)]
    assert [rule.at for rule in rules_of(bends, stroke=True, fill=False, curved=range(1, 7))] == [50]


def test_a_head_printed_again_on_the_next_page_is_one_head_and_the_row_it_cuts_is_whole() -> None:
    head = [*text(52, 110, "信息内容"), *text(152, 110, "本年制发件数"), *text(202, 110, "本年废止件数")]
    upper = [*head, *text(52, 130, "（二）部分公开（区分处理"), *text(170, 130, "12"), *text(220, 130, "0")]
    cut_short = [*text(52, 110, "信息内容"), *text(152, 110, "本年制")]
    lower = [*cut_short, *text(52, 130, "的，只计这一情形）")]
    pages = [page(glyphs, ruled(ROWS, COLUMNS), number) for number, glyphs in enumerate((upper, lower), 1)]
    (grid,) = blocks_of(pages, "a.pdf")
    assert isinstance(grid, Grid)
    assert texts(grid) == [
        ["信息内容", "本年制发件数", "本年废止件数"],
        ["（二）部分公开（区分处理的，只计这一情形）", "12", "0"],
    ]


def test_digits_go_on_overleaf_beside_the_rest_of_their_groups_name() -> None:
    columns = [30.0, *COLUMNS]
    upper = [*text(31, 110, "结"), *text(52, 110, "一、新收"), *text(170, 110, "1234"), *text(52, 130, "（七）总计")]
    upper += text(170, 130, "18341")
    lower = [*text(31, 110, "果"), *text(170, 110, "9"), *text(31, 130, "无"), *text(52, 130, "四、结转")]
    sheets = [page(upper, ruled(ROWS, columns)), page([*lower, *text(170, 130, "7")], ruled(ROWS, columns), 2)]
    (grid,) = blocks_of(sheets, "a.pdf")
    assert isinstance(grid, Grid)
    assert texts(grid)[1][1:3] == ["（七）总计", "183419"]


def test_a_line_under_a_figure_parts_no_cell_however_narrow_that_is() -> None:
    columns = [50.0, 150.0, 175.0, 200.0]
    figures = [*text(152, 112, "12345"), *text(177, 112, "67890"), *text(52, 110, "规章")]
    under = [Rule(True, 115.0, 151.5, 164.0), Rule(True, 115.0, 164.0, 172.5), Rule(True, 115.0, 176.5, 197.5)]
    sheet = page(figures, [*ruled([100.0, 120.0], columns), *under])
    (grid,) = blocks_of([sheet], "a.pdf")
    assert isinstance(grid, Grid)
    assert texts(grid) == [["规章", "12345", "67890"]]


def test_rows_cut_with_label_and_figures_are_whole_where_what_goes_on_filled_its_line() -> None:
    def read(first: str, second: str) -> list[list[str]]:
        upper = [*text(52, 110, "一、新收"), *text(170, 110, "7"), *text(52, 130, "二、上年结转申请")]
        upper += [*text(170, 130, first), *text(220, 130, "0")]
        lower = [*text(52, 110, "数量"), *text(170, 110, second), *text(52, 130, "三、结果"), *text(170, 130, "89")]
        sheets = [page(upper, ruled(ROWS, COLUMNS)), page(lower, ruled(ROWS, COLUMNS), 2)]
        (grid,) = blocks_of(sheets, "a.pdf")
        assert isinstance(grid, Grid)
        return texts(grid)

    assert read("123", "45")[1] == ["二、上年结转申请数量", "12345", "0"]
    assert read("12", "345")[1:3] == [["二、上年结转申请", "12", "0"], ["数量", "345", ""]]
    assert len(read("1", "5")) == 4


def test_figures_that_stay_on_a_page_that_had_no_room_for_their_label_are_of_its_row() -> None:
    def read(*beside_label: str) -> list[list[str]]:
        upper = [*text(52, 110, "一、新收"), *text(170, 110, "7"), *text(220, 130, "3"), *text(270, 130, "0")]
        lower = [*text(52, 110, "二、上年结转"), *text(52, 130, "三、结果"), *text(170, 130, "89")]
        lower += [glyph for x, figure in zip((170, 220), beside_label, strict=False) for glyph in text(x, 110, figure)]
        columns = [50.0, 150.0, 200.0, 250.0, 300.0]
        sheets = [page(upper, ruled(ROWS, columns)), page(lower, ruled(ROWS, columns), 2)]
        (grid,) = blocks_of(sheets, "a.pdf")
        assert isinstance(grid, Grid)
        return texts(grid)

    assert read("12")[1:] == [["二、上年结转", "12", "3", "0"], ["三、结果", "89", "", ""]]
    assert read()[1] == ["二、上年结转", "", "3", "0"]
    assert len(read("12", "4")) == 4


def test_single_digits_go_on_overleaf_in_a_column_that_has_room_for_one() -> None:
    columns = [50.0, 150.0, 157.0, 164.0]
    upper = [*text(52, 110, "一、新收"), *text(151, 106, "1"), *text(151, 114, "2")]
    upper += [*text(52, 130, "二、上年结转申请"), *text(151, 130, "3")]
    lower = [*text(52, 110, "数量"), *text(151, 110, "4"), *text(52, 130, "三、结果"), *text(151, 130, "5")]
    sheets = [page(upper, ruled(ROWS, columns)), page(lower, ruled(ROWS, columns), 2)]
    (grid,) = blocks_of(sheets, "a.pdf")
    assert isinstance(grid, Grid)
    assert texts(grid) == [["一、新收", "12", ""], ["二、上年结转申请数量", "34", ""], ["三、结果", "5", ""]]


def test_digits_spread_evenly_or_a_little_are_one_figure_and_a_written_space_parts_two() -> None:
    def spread(signs: list[str]) -> list[Glyph]:
        return [replace(text(155 + 7 * at, 110, sign.strip())[0], text=sign) for at, sign in enumerate(signs)]

    rules = ruled([100.0, 120.0], [50.0, 150.0, 200.0])
    assert texts(table([*text(52, 110, "规章"), *spread(["1", "2", "3", "4"])], rules)) == [["规章", "1234"]]
    assert texts(table([*text(52, 110, "规章"), *spread(["1", "2"])], rules)) == [["规章", "12"]]
    assert texts(table([*text(52, 110, "规章"), *spread(["1", " 2", "3", "4"])], rules)) == [["规章", "1 234"]]


def test_a_cell_that_goes_on_beyond_the_page_is_not_blank() -> None:
    rules = ruled([100.0, 120.0], [400.0, 500.0, 560.0, 640.0])
    (grid,) = [
        found.grid for found in ruled_tables(page([*text(402, 110, "规章"), *text(520, 110, "3")], rules), "a.pdf")
    ]
    assert [cell.image for cell in grid.cells] == [False, False, True]


def test_a_table_goes_on_on_the_right_half_of_its_sheet() -> None:
    upper = [
        *text(52, 110, "一、新收"),
        *text(170, 110, "7"),
        *text(52, 130, "（二）部分公开（区分"),
        *text(170, 130, "3"),
    ]
    lower = [*text(473, 110, "处理的）"), *text(473, 130, "三、结果"), *text(591, 130, "5")]
    left = replace(page(upper, ruled(ROWS, COLUMNS)), width=421, height=595)
    right = replace(left, left=421.0, glyphs=tuple(lower), rules=tuple(ruled(ROWS, [x + 421 for x in COLUMNS])))
    (grid,) = blocks_of([left, right], "a.pdf")
    assert isinstance(grid, Grid)
    assert texts(grid)[1:] == [["（二）部分公开（区分处理的）", "3", ""], ["三、结果", "5", ""]]


def touching(last: list[Glyph]) -> list[str]:
    """The last row of a table with figures in the middles of its cells, and what stands in its last row."""
    columns, rows = [100.0, 180.0, 204.0, 228.0], [100.0 + 20 * row for row in range(7)]
    figures = [(y + 10, x, "7" * (1 + at % 4)) for at, y in enumerate(rows[:-2]) for x in (192, 216)]
    glyphs = [sign for y, middle, figure in figures for sign in text(middle - 2 * len(figure), y, figure)]
    (table,) = ruled_tables(PageLayout(1, 400.0, 400.0, (*glyphs, *last), tuple(ruled(rows, columns))), "a.pdf")
    return texts(table.grid)[-1][1:]


def test_figures_that_touch_at_a_line_are_two_where_both_are_set_as_the_others() -> None:
    assert touching([*text(180.2, 210, "123456"), *text(204.2, 210, "765432")]) == ["123456", "765432"]
    assert touching([*text(180.2, 210, "12,345"), *text(204.2, 210, "76,543")]) == ["12,345", "76,543"]


def test_a_figure_that_runs_on_over_a_line_tells_nothing() -> None:
    assert all(TORN in cell for cell in touching(text(184.2, 210, "12345678")))


def test_a_title_and_prose_printed_in_the_frame_of_a_table_are_paragraphs() -> None:
    columns = [50.0, 150.0, 300.0]
    frame = [*ruled([140.0, 160.0, 180.0], columns), *ruled([100.0, 120.0, 140.0], [50.0, 300.0])]
    words = [*text(60, 110, "青河县审计局2023年政府信息公开工作年度报告"), *text(60, 130, "二、主动公开政府信息情况")]
    glyphs = [*words, *text(60, 150, "规章"), *text(170, 150, "3"), *text(60, 170, "许可"), *text(170, 170, "4")]
    title, heading, grid = blocks_of([page(glyphs, frame)], "a.pdf")
    assert [title, heading] == [Paragraph(p.text, p.where) for p in (title, heading) if isinstance(p, Paragraph)]
    assert isinstance(grid, Grid)
    assert texts(grid) == [["规章", "3"], ["许可", "4"]]


def test_a_line_of_words_in_which_the_lines_between_columns_end_is_in_the_table() -> None:
    rules = [
        *ruled([100.0, 120.0, 140.0], [50.0, 150.0, 250.0]),
        *(Rule(False, x, 140, 161) for x in (50.0, 150.0, 250.0)),
    ]
    glyphs = [
        *text(60, 130, "规章"),
        *text(160, 130, "3"),
        *text(60, 150, "行政规"),
        *text(60, 161.5, "范性"),
        *text(160, 150, "7"),
    ]
    (table,) = ruled_tables(PageLayout(1, 595, 842, tuple(glyphs), tuple(rules)), "a.pdf")
    assert texts(table.grid)[-1] == ["行政规范性", "7"]
    assert table.opens == (False, True)


def test_in_a_row_that_its_page_leaves_open_no_cell_is_blank() -> None:
    rules = [
        *ruled([100.0, 120.0], [50.0, 150.0, 200.0, 250.0]),
        *(Rule(False, x, 80, 100) for x in (50.0, 150.0, 200.0, 250.0)),
    ]
    glyphs = [*text(60, 90, "（一）公开"), *text(60, 110, "2.重复"), *text(170, 110, "3")]
    (grid,) = blocks_of([PageLayout(1, 595, 842, tuple(glyphs), tuple(rules))], "a.pdf")
    assert isinstance(grid, Grid)
    assert texts(grid) == [["（一）公开", TORN, TORN], ["2.重复", "3", ""]]
