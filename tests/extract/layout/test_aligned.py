"""Tables without lines: every figure stands with its own label, and a place is blank only where that is certain."""

from __future__ import annotations

from dataclasses import replace

from flows.extract.document import Grid
from flows.extract.layout.aligned import aligned_tables
from flows.extract.layout.lines import lines_of
from flows.extract.layout.page import TORN, Glyph
from flows.extract.layout.words import Word, together
from tests.extract.layout.sheet import text

COLUMNS = (300.0, 340.0, 380.0)


def row(y: float, label: str, *figures: str, x: float = 60.0) -> list[Glyph]:
    glyphs = text(x, y, label)
    for place, figure in zip(COLUMNS, figures, strict=False):
        glyphs += text(place - 2 * len(figure), y, figure)
    return glyphs


def grid(*lines: list[Glyph]) -> Grid:
    (table,) = aligned_tables(lines_of(glyph for line in lines for glyph in line), "a.pdf", 1)
    return table.grid


def read(*lines: list[Glyph]) -> list[list[str]]:
    table = grid(*lines)
    return [[cell.text for cell in table.cells if cell.row == number] for number in range(table.height)]


HEAD = [*text(60, 100, "信息内容"), *text(284, 100, "制发"), *text(330, 100, "废止"), *text(372, 100, "有效")]


def test_a_wrapped_label_belongs_to_the_figures_beside_its_middle() -> None:
    rows = read(
        HEAD,
        row(120, "1.属于国家秘密", "1", "0", "1"),
        row(140, "2.申请人无正当理由逾期不补正、"),
        row(146, "", "7", "22", "29"),
        row(152, "行政机关不再处理"),
        row(172, "3.其他", "0", "4", "4"),
    )
    assert rows[1:] == [
        ["1.属于国家秘密", "1", "0", "1"],
        ["2.申请人无正当理由逾期不补正、行政机关不再处理", "7", "22", "29"],
        ["3.其他", "0", "4", "4"],
    ]


def test_a_heading_between_blocks_is_no_part_of_the_label_above_it() -> None:
    rows = read(
        HEAD,
        row(112, "规章", "3", "0", "12"),
        row(124, "行政规范性文件", "13", "1", "80"),
        row(136, "第二十条第（五）项"),
        [*text(60, 148, "信息内容"), *text(320, 148, "处理决定数量")],
        [*text(60, 160, "行政许可"), *text(340, 160, "45")],
    )
    assert rows[1:] == [
        ["规章", "3", "0", "12"],
        ["行政规范性文件", "13", "1", "80"],
        ["第二十条第（五）项"],
        ["信息内容", "处理决定数量"],
        ["行政许可", "45"],
    ]


def test_an_empty_place_in_a_column_is_a_blank_cell() -> None:
    table = grid(HEAD, row(120, "规章", "3", "", "12"), row(140, "处罚"), row(160, "许可", "1", "5", "2"))
    placed = {(cell.row, cell.column): cell.text for cell in table.cells}
    assert [placed[1, column] for column in (1, 2, 3)] == ["3", "", "12"]
    assert [placed[2, column] for column in (1, 2, 3)] == ["", "", ""]


def test_where_figures_have_lost_their_label_no_place_is_called_blank() -> None:
    table = grid(HEAD, row(120, "规章", "3", "1", "12"), row(140, "许可"), row(170, "", "1", "5", "2"))
    assert not [cell for cell in table.cells if not cell.text]


def test_figures_are_in_one_column_however_they_are_set() -> None:
    lines = [HEAD]
    for number, figure in enumerate(("7", "1234567", "0")):
        y = 120.0 + 20 * number
        lines.append(
            [*text(60, y, f"{number}.行"), *text(280, y, figure), *text(345, y, "0"), *text(385, y, figure[:1])]
        )
    table = grid(*lines)
    assert {cell.text for cell in table.cells if cell.column == 1} >= {"7", "1234567", "0"}


def test_a_group_beside_a_numbered_label_is_not_read_into_it() -> None:
    rows = read(
        HEAD,
        row(120, "1.属于国家秘密", "1", "0", "1", x=110),
        row(140, "2.法律禁止公开", "2", "0", "2", x=110),
        [*text(66, 160, "（三）不予"), *row(160, "3.危及安全", "3", "0", "3", x=110)],
        [*text(66, 170, "公开")],
    )
    assert ["3.危及安全", "3", "0", "3"] in rows


def test_a_column_that_only_the_head_names_is_blank_in_every_row() -> None:
    rows = read(
        HEAD,
        row(120, "1.属于国家秘密", "1", "", "1"),
        row(140, "2.重复申请", "7", "", "7"),
        row(160, "3.其他", "0", "", "4"),
    )
    assert rows[1:] == [["1.属于国家秘密", "1", "", "1"], ["2.重复申请", "7", "", "7"], ["3.其他", "0", "", "4"]]


def test_columns_before_the_only_one_with_figures_are_blank_in_every_row() -> None:
    named = [*HEAD, *text(412, 100, "总计")]
    rows = read(
        named, [*row(120, "1.属于国家秘密"), *text(418, 120, "7")], [*row(140, "2.其他法律禁止"), *text(414, 140, "12")]
    )
    assert rows[1:] == [["1.属于国家秘密", "", "", "", "7"], ["2.其他法律禁止", "", "", "", "12"]]


def test_figures_set_right_under_names_set_left_are_in_their_own_columns() -> None:
    def line(y: float, label: str, *figures: str) -> list[Glyph]:
        placed = zip((349.0, 409.0, 469.0), figures, strict=True)
        return [*text(60, y, label), *(g for end, figure in placed for g in text(end - 4 * len(figure), y, figure))]

    head = [*text(60, 100, "信息内容"), *text(300, 100, "制发"), *text(360, 100, "废止"), *text(420, 100, "有效")]
    assert read(head, line(120, "规章", "3", "", "12"), line(140, "规范性文件", "1305", "", "80"))[1:] == [
        ["规章", "3", "", "12"],
        ["规范性文件", "1305", "", "80"],
    ]


def test_a_numbered_label_goes_on_where_its_lines_stand_as_far_apart_as_rows() -> None:
    rows = read(
        HEAD,
        row(120, "一、本年新收政府信息公开申请"),
        row(138, "数量", "41", "3", "44"),
        row(156, "二、上年结转政府信息公开申请"),
        row(174, "数量", "1", "0", "1"),
    )
    assert rows[1:] == [
        ["一、本年新收政府信息公开申请数量", "41", "3", "44"],
        ["二、上年结转政府信息公开申请数量", "1", "0", "1"],
    ]


def test_strokes_a_little_higher_than_the_digits_of_their_row_are_in_it() -> None:
    rows = read(HEAD, row(120, "1.重复申请", "1", "", "1"), row(116, "", "", "—"), row(140, "2.其他", "0", "4", "4"))
    assert rows[1:] == [["1.重复申请", "1", "—", "1"], ["2.其他", "0", "4", "4"]]


def test_a_figure_too_long_for_its_cell_goes_on_below() -> None:
    rows = read(
        HEAD,
        row(120, "规章", "3", "0", "12"),
        row(140, "行政规范性文件", "13", "1", "4821"),
        row(150, "", "", "", "36"),
        row(170, "其他文件", "0", "4", "4"),
    )
    assert rows[1:] == [
        ["规章", "3", "0", "12"],
        ["行政规范性文件", "13", "1", "482136"],
        ["其他文件", "0", "4", "4"],
    ]


def test_a_figure_of_two_lines_stands_about_the_middle_of_its_row() -> None:
    rows = read(
        HEAD,
        row(120, "规章", "3", "0", "12"),
        row(140, "", "", "", "4821"),
        row(145, "行政规范性文件", "13", "1"),
        row(150, "", "", "", "36"),
        row(170, "其他文件", "0", "4", "4"),
    )
    assert rows[2] == ["行政规范性文件", "13", "1", "482136"]


def test_where_rows_stand_as_close_as_lines_a_figure_below_one_that_has_room_spoils_it() -> None:
    rows = read(
        HEAD,
        row(120, "规章", "3", "0", "305277"),
        row(130, "行政规范性文件", "13", "1", "4821"),
        row(140, "", "", "", "36"),
        row(150, "其他文件", "0", "4", "4"),
    )
    assert rows[2] == ["行政规范性文件", "13", "1", "4821" + TORN]


def test_a_figure_without_a_row_makes_no_place_of_its_column_blank() -> None:
    rows = read(
        HEAD,
        row(120, "规章", "3", "0", ""),
        row(140, "行政规范性文件", "13", "", "4"),
        row(150, "", "", "", "77"),
        row(170, "其他文件", "0", "4", "4"),
    )
    assert rows[1] == ["规章", "3", "0"]
    assert rows[2] == ["行政规范性文件", "13", "", "4"]


def test_a_name_with_a_wide_gap_is_one_column() -> None:
    head = [*text(60, 100, "信息内容"), *text(284, 100, "制发"), *text(326, 100, "废"), *text(338, 100, "止")]
    rows = read(
        [*head, *text(372, 100, "有效")], row(120, "规章", "3", "0", "12"), row(140, "行政规范性文件", "13", "1", "45")
    )
    assert rows[1:] == [["规章", "3", "0", "12"], ["行政规范性文件", "13", "1", "45"]]


def test_a_head_whose_names_stand_close_over_the_whole_page_is_a_head() -> None:
    starts = [60 + 40 * place for place in range(8)]
    names = [glyph for x in starts for glyph in text(x, 100, "尚未审结")]
    figures = [glyph for x in starts for glyph in text(x + 14, 120, f"{x}")]
    rows = read(names, figures)
    assert rows == [["尚未审结"] * 8, [f"{x}" for x in starts]]


def test_a_group_name_over_the_gap_between_two_columns_is_no_column() -> None:
    group = [*text(60, 90, "类型"), *text(312, 90, "起诉")]
    names = [*text(60, 100, "情形"), *(glyph for x in COLUMNS for glyph in text(x - 8, 100, "结果"))]
    rows = read(group, names, row(120, "复议", "3", "", "12"), row(140, "诉讼", "", "1", "45"))
    assert rows[-2:] == [["复议", "3", "", "12"], ["诉讼", "", "1", "45"]]


def test_a_name_whose_characters_are_set_apart_is_one_column() -> None:
    names = [*text(60, 100, "信息内容"), *text(290, 100, "总  计"), *text(330, 100, "其  他"), *text(372, 100, "有效")]
    rows = read(names, row(112, "规章", "3", "0", "12"), row(124, "行政规范性文件", "13", "", "80"))
    assert rows == [
        ["信息内容", "总计", "其他", "有效"],
        ["规章", "3", "0", "12"],
        ["行政规范性文件", "13", "", "80"],
    ]


def test_one_name_over_one_column_is_one_name_though_a_mark_leaves_a_gap_in_it() -> None:
    names = [*text(60, 100, "信息内容"), *text(270, 100, "收费金额（单位："), *text(338, 100, "万元）")]
    fee = [*text(60, 152, "行政收费"), *text(350, 152, "45")]
    lower = [replace(sign, top=sign.top + 40, bottom=sign.bottom + 40) for sign in names]
    rows = read(HEAD, row(112, "规章", "3", "0", "12"), row(124, "行政规范性文件", "13", "1", "80"), lower, fee)
    assert rows[3:] == [["信息内容", "收费金额（单位：万元）"], ["行政收费", "45"]]


def test_a_label_goes_on_with_a_bracket_though_its_first_line_is_short() -> None:
    rows = read(
        HEAD,
        row(112, "（二）部分公开"),
        row(122, "（区分处理的，只计这一情形，不计其", "1", "0", "1"),
        row(132, "他情形）"),
        row(152, "（三）其他", "0", "4", "4"),
    )
    assert rows[1] == ["（二）部分公开（区分处理的，只计这一情形，不计其他情形）", "1", "0", "1"]


def test_a_head_of_names_a_character_a_line_begins_where_its_first_characters_stand() -> None:
    names = ["未经复议直接起诉结果维持", "        复议后起诉结果", "          总计合计其他"]
    heads = [
        [
            sign
            for place, name in zip(COLUMNS, names, strict=True)
            for sign in text(place - 4, 100 + 9 * line, name[line])
        ]
        for line in range(12)
    ]
    table = read(*heads, row(215, "", "3", "0", "12"))
    assert table[0] == ["未"]
    assert [line[0] for line in table[:-1]] == list(names[0])


def test_a_group_name_over_a_figure_set_to_one_side_is_no_column() -> None:
    places = [60.0 + 50 * number for number in range(8)]
    names = [sign for place in places for sign in text(place + 20, 112, "维持")]
    group = text(places[3] + 44, 100, "诉讼情况")
    figures = [sign for place in places for sign in text(place + 1, 124, "12")]
    figures += text(places[4] + 1, 124, "1234")
    assert [len(line) for line in read([*group, *names], [*figures])] == [1, 8, 8]


def test_a_date_whose_parts_stand_apart_at_the_foot_of_a_page_is_no_head() -> None:
    date = [
        sign
        for place, part in enumerate(["2024", "年", "1", "月", "23", "日"])
        for sign in text(60 + 40 * place, 140, part)
    ]
    assert aligned_tables(lines_of([*text(60, 100, "六、其他需要报告的事项"), *date]), "a.pdf", 1) == []


def test_a_figure_over_two_columns_spoils_its_own_row_only() -> None:
    far = [*text(60, 180, "4.其他"), *text(296, 180, "12345678901")]
    rows = read(HEAD, *(row(120 + 15 * at, f"{at + 1}.规章", "3", "0", "12") for at in range(3)), far)
    assert rows[1:4] == [[f"{at}.规章", "3", "0", "12"] for at in (1, 2, 3)]
    assert rows[4][0] == "4.其他"
    assert all(TORN in figure for figure in rows[4][1:3])


def test_a_figure_over_three_columns_hides_none_of_the_two_gaps() -> None:
    far = [*text(60, 180, "4.其他"), *text(296, 180, "123456789012345678901234")]
    rows = read(*(row(120 + 15 * at, f"{at + 1}.规章", "3", "0", "12") for at in range(3)), far)
    assert rows[:3] == [[f"{at}.规章", "3", "0", "12"] for at in (1, 2, 3)]
    assert len(rows[3]) == 4
    assert all(TORN in figure for figure in rows[3][1:])


def centred(y: float, label: str, *figures: str) -> list[Glyph]:
    """A row whose figures have their middles in columns 26 points apart, in which six digits have room."""
    glyphs = text(60, y, label)
    for at, figure in enumerate(figures):
        glyphs += text(300 + 26 * at - 2 * len(figure), y, figure)
    return glyphs


def test_figures_that_touch_are_parted_as_those_of_other_rows_are_set() -> None:
    rows = read(
        [*text(60, 100, "信息内容"), *text(292, 100, "制发"), *text(318, 100, "废止"), *text(344, 100, "有效")],
        *(centred(120 + 15 * at, f"{at + 1}.许可", "3", f"{10**at}", "40") for at in range(5)),
        centred(200, "6.处罚", "123456", "7654321", "9"),
    )
    assert rows[-1] == ["6.处罚", "123456", "7654321", "9"]


def test_columns_whose_figures_just_touch_are_two() -> None:
    first = [*text(60, 120, "1.许可"), *text(296, 120, "1234567"), *text(331, 120, "8")]
    second = [*text(60, 140, "2.处罚"), *text(300, 140, "12"), *text(323.8, 140, "98")]
    assert read(first, second) == [["1.许可", "1234567", "8"], ["2.处罚", "12", "98"]]


def test_a_label_that_reaches_over_the_longest_figure_begins_no_head() -> None:
    rows = read(
        HEAD,
        row(120, "1.属于国家秘密", "1", "0", "1"),
        text(60, 136, "2.申请人逾期未按收费通知要求缴纳费用的申请由行政机关不再处"),
        row(142, "", "7", "22", "29"),
        row(148, "理其申请"),
        row(168, "3.总计", "1234567", "22", "30"),
    )
    assert rows[2][1:] == ["7", "22", "29"]


def test_columns_that_no_majority_keeps_apart_stay_one() -> None:
    wide = [[*text(60, 120 + 15 * at, f"{at + 1}.许可"), *text(296, 120 + 15 * at, "1234567890")] for at in range(2)]
    rows = read(HEAD, *wide, row(150, "3.规章", "3", "0", "12"))
    assert [line[1] for line in rows[1:3]] == ["1234567890", "1234567890"]


def test_a_line_about_the_whole_table_names_no_column() -> None:
    caption = [*text(300, 90, "单位：件"), *text(352, 90, "年度：无")]
    table = grid(caption, HEAD, row(120, "规章", "3", "", "12"), row(140, "许可", "1", "", "2"))
    assert [[cell.text for cell in table.cells if cell.row == at] for at in (2, 3)] == [
        ["规章", "3", "", "12"],
        ["许可", "1", "", "2"],
    ]


def test_characters_spread_over_a_whole_head_make_no_columns() -> None:
    spread = [
        glyph
        for at, letter in enumerate("信息内容本年制发件数现行有效件数")
        for glyph in text(60 + 22 * at, 100, letter)
    ]
    rows = read(spread, row(120, "规章", "3", "0", "12"), row(140, "许可", "1", "5", "2"))
    assert rows[1:] == [["规章", "3", "0", "12"], ["许可", "1", "5", "2"]]


def test_a_day_under_a_report_and_the_sentence_above_it_are_no_head_of_the_annex_below() -> None:
    table = grid(
        [*text(60, 40, "无其他需要报告的事项。")],
        [*text(300, 60, "某局")],
        [*text(280, 80, "2024年1月22日")],
        HEAD,
        row(120, "规章", "3", "0", "12"),
        row(140, "行政规范性文件", "13", "1", "80"),
    )
    assert [cell.text for cell in table.cells if cell.row == 0 and cell.text] == ["信息内容", "制发", "废止", "有效"]


def test_a_row_whose_figures_all_fill_two_lines_has_its_label_between_them() -> None:
    rows = read(
        HEAD,
        row(120, "1.许可", "3", "0", "12"),
        row(132, "", "4821", "9630", "7712"),
        row(138, "2.处罚"),
        row(144, "", "36", "5", "08"),
        row(160, "3.强制", "0", "4", "4"),
    )
    assert rows[2] == ["2.处罚", "482136", "96305", "771208"]


def test_the_lines_of_a_figure_are_none_of_the_group_beside_them() -> None:
    grouped = [*text(20, 138, "三、办"), *text(20, 145, "理结"), *text(20, 152, "果")]
    rows = read(
        HEAD,
        grouped,
        row(120, "（一）公开", "3", "0", "12"),
        row(140, "", "", "", "4821"),
        row(145, "（二）部分公开", "13", "1"),
        row(150, "", "", "", "36"),
        row(170, "（三）不予公开", "0", "4", "4"),
    )
    assert ["（二）部分公开", "13", "1", "482136"] in [line[-4:] for line in rows]


def test_lines_nearer_than_rows_with_two_figures_that_are_no_pieces_spoil_them() -> None:
    rows = read(
        HEAD,
        row(120, "1.许可", "3", "0", "12"),
        row(140, "", "", "", "48"),
        row(145, "2.处罚", "13", "1"),
        row(150, "", "", "", "3612"),
        row(170, "3.强制", "0", "4", "4"),
    )
    assert rows[2] == ["2.处罚", "13", "1", "483612" + TORN]


def test_figures_that_fill_their_columns_are_as_many_as_the_gaps_tell() -> None:
    close = [*text(60, 150, "3.强制"), *text(292, 150, "2695"), *text(309.6, 150, "1363"), *text(327.2, 150, "4112")]
    rows = read(
        [*text(60, 100, "信息"), *text(288, 100, "制发"), *text(306, 100, "废止"), *text(324, 100, "有效")],
        *(
            [*text(60, y, f"{at}.许可"), *text(298, y, "3"), *text(315, y, "0"), *text(333, y, "5")]
            for at, y in ((1, 120), (2, 135))
        ),
        close,
    )
    assert rows[-1] == ["3.强制", "2695", "1363", "4112"]


def test_the_next_line_of_a_label_begins_left_of_the_empty_half_of_its_bracket() -> None:
    rows = read(
        HEAD,
        [*text(60, 120, "三、本"), *text(96, 120, "（一）予以公开"), *row(120, "", "3", "0", "12")],
        [*text(60, 132, "年度"), *text(96, 132, "（二）部分公开（区分处理"), *row(137, "", "3", "0", "12")],
        [*text(60, 142, "办理结"), *text(92, 142, "的，只计这一")],
        row(160, "（三）不予公开", "0", "4", "4"),
    )
    assert "（二）部分公开（区分处理的，只计这一" in [cell for line in rows for cell in line]


def test_where_every_row_is_whole_a_line_of_ends_below_full_cells_is_no_row() -> None:
    rows = read(
        HEAD,
        row(120, "1.许可", "3", "0", "12"),
        row(132, "2.处罚", "13", "4821", "9630"),
        row(144, "", "", "36", "5"),
        row(156, "3.强制", "0", "4", "4"),
    )
    assert rows[2] == ["2.处罚", "13", "482136", "96305"]


def test_a_row_with_a_label_of_its_own_is_none_of_the_figures_above() -> None:
    rows = read(
        HEAD,
        row(120, "1.许可", "3", "0", "12"),
        row(132, "2.处罚", "13", "4821", "9630"),
        [*text(60, 147, "3.强制"), *row(144, "", "", "36", "5")],
        row(156, "4.其他", "0", "4", "4"),
    )
    assert ["2.处罚", "13", "4821", "9630"] in rows


def test_lines_drawn_between_all_rows_hold_the_figures_of_one() -> None:
    lines = [
        HEAD,
        row(120, "1.许可", "3", "", "12"),
        row(134, "2.处罚", "13", "4821", ""),
        row(146, "", "", "36"),
        row(160, "3.强制", "", "4", "4"),
    ]
    glyphs = lines_of(glyph for line in lines for glyph in line)
    (table,) = aligned_tables(glyphs, "a.pdf", 1, [110.0, 127.0, 153.0, 167.0])
    assert [cell.text for cell in table.grid.cells if cell.row == 2] == ["2.处罚", "13", "482136", ""]


def test_a_label_halfway_between_two_rows_is_no_row_of_two_lines() -> None:
    rows = read(
        HEAD,
        row(120, "（一）予以公开", "3", "0", "12"),
        row(138, "（二）部分公开（区"),
        row(150, "分处理的，只计这"),
        row(156, "", "14", "36", "73"),
        row(162, "一情形，不计其他"),
        row(174, "情形）"),
        row(186, "（三）不予公开的其他"),
        row(192, "", "32", "45", "29"),
        row(198, "各种情形"),
    )
    assert [line[-3:] for line in rows[1:]] == [["3", "0", "12"], ["14", "36", "73"], ["32", "45", "29"]]


def article(y: float, *labels: str, figure: str = "") -> list[list[Glyph]]:
    """The lines of a block under a name over all its columns."""
    head = [*text(60, y + 12, "信息内容"), *text(310, y + 12, "处理决定数量")]
    rows = [[*text(60, y + 24 + 12 * at, label)] for at, label in enumerate(labels)]
    rows[0] += text(340, y + 24, figure) if figure else []
    return [text(220, y, "第二十条第（五）项"), head, *rows]


def test_rows_without_figures_at_the_end_of_a_table_are_blank() -> None:
    rows = read(
        HEAD,
        row(112, "规章", "3", "0", "12"),
        row(124, "规范性文件", "", "", "4"),
        *article(136, "行政处罚", "行政强制"),
        *article(184, "事业性收费"),
        text(60, 230, "三、收到和处理政府信息公开申请情况"),
    )
    assert [line for line in rows if line[0][:2] in ("行政", "事业")] == [
        ["行政处罚", ""],
        ["行政强制", ""],
        ["事业性收费", ""],
    ]


def test_a_row_without_figures_below_one_with_them_is_no_second_line_of_its_label() -> None:
    rows = read(
        HEAD,
        row(112, "规章", "3", "0", "12"),
        row(124, "文件", "1", "", "4"),
        *article(136, "行政处罚", "行政强制", figure="7"),
    )
    assert [line for line in rows if line[0].startswith("行政")] == [["行政处罚", "7"], ["行政强制", ""]]


def test_a_head_whose_names_end_before_the_figures_begin_is_known_by_its_corner() -> None:
    def block(y: float, figure: str) -> list[list[Glyph]]:
        head = [*text(60, y, "信息内容"), *text(200, y, "处理决定数量")]
        return [head, [*text(60, y + 12, "行政许可"), *text(390, y + 12, figure)]]

    rows = read(HEAD, row(112, "规章", "3", "0", "12"), *block(124, "8"), *block(148, "9"))
    assert rows[2:] == [
        ["信息内容", "处理决定数量"],
        ["行政许可", "8"],
        ["信息内容", "处理决定数量"],
        ["行政许可", "9"],
    ]


def test_two_figures_under_many_names_are_a_row_of_a_table() -> None:
    names = [sign for place in range(10) for sign in text(60 + 40 * place, 100, "维持")]
    rows = read(names, [*text(184, 112, "5"), *text(384, 112, "5")])
    assert rows[1] == ["", "", "", "5", "", "", "", "", "5", ""]


def test_rows_without_figures_end_a_table_wherever_among_the_labels_they_stand() -> None:
    blank = [text(120, 145 + 15 * at, label) for at, label in enumerate(("1.属于国家秘密", "2.其他法律", "3.危及安全"))]
    rows = read(HEAD, row(112, "（一）予以公开", "3", "0", "12"), row(124, "（二）部分公开", "1", "", "4"), *blank)
    assert [line[-4:] for line in rows[-2:]] == [["2.其他法律", "", "", ""], ["3.危及安全", "", "", ""]]


def spread(y: float, label: str, left: float = 60.0, right: float = 180.0) -> list[Glyph]:
    """A label whose characters are spread from one edge of its cell to the other."""
    step = (right - 8 - left) / (len(label) - 1)
    return [glyph for at, sign in enumerate(label) for glyph in text(left + at * step, y, sign)]


def test_a_label_spread_over_the_width_of_its_cell_is_one() -> None:
    rows = read(
        HEAD,
        [*spread(112, "规章"), *row(112, "", "3", "0", "12")],
        [*spread(124, "行政规范性文件"), *row(124, "", "13", "1", "80")],
        [*spread(136, "行政许可"), *row(136, "", "2", "1", "0")],
    )
    assert rows[1:] == [["规章", "3", "0", "12"], ["行政规范性文件", "13", "1", "80"], ["行政许可", "2", "1", "0"]]


def test_what_stands_for_none_in_columns_as_far_apart_is_not_one_word() -> None:
    nothing = [glyph for place in COLUMNS for glyph in text(place - 4, 124, "无")]
    rows = read(
        HEAD,
        row(112, "规章", "3", "0", "12"),
        [*row(124, "行政规范性文件"), *nothing],
        row(136, "合计", "3", "0", "12"),
    )
    assert rows[2] == ["行政规范性文件", "无", "无", "无"]


def test_a_unit_set_off_from_its_figure_is_no_figure_of_its_own() -> None:
    behind = text(COLUMNS[2] + 2 + 4, 112, "件")
    rows = read(HEAD, [*row(112, "规章", "3", "0", "7"), *behind], row(124, "行政规范性文件", "13", "1", "80"))
    assert rows[1][-1].replace(" ", "") == "7件"


def test_a_unit_below_its_figure_is_its_unit_and_no_head() -> None:
    rows = read(
        HEAD,
        row(120, "1.许可", "1035件", "7", "1042"),
        row(136, "", "16612"),
        row(142, "2.处罚", "", "0", "16612"),
        row(148, "", "件"),
        row(164, "3.强制", "3", "0", "3"),
    )
    assert rows[1:] == [
        ["1.许可", "1035件", "7", "1042"],
        ["2.处罚", "16612件", "0", "16612"],
        ["3.强制", "3", "0", "3"],
    ]


def test_a_note_behind_a_figure_goes_on_below_and_is_no_head() -> None:
    rows = read(
        HEAD,
        row(134, "", "0（含"),
        row(140, "1.许可", "", "0", "16"),
        row(146, "", "7件）"),
        row(164, "2.强制", "3", "0", "3"),
    )
    assert rows[1:] == [["1.许可", "0（含7件）", "0", "16"], ["2.强制", "3", "0", "3"]]


def test_rows_as_close_as_their_characters_are_high_are_rows() -> None:
    rows = read(HEAD, row(112, "行政许可", "43", "0", "2"), row(119.5, "行政处罚", "0", "17", "5"))
    assert rows[1:] == [["行政许可", "43", "0", "2"], ["行政处罚", "0", "17", "5"]]


def test_no_place_is_blank_for_figures_of_rows_that_stand_too_close() -> None:
    rows = read(HEAD, row(112, "行政许可", "7", "0", "2"), row(118, "行政处罚", "0", "17", "5"))
    assert all(TORN in text for line in rows[1:] for text in line[1:])


def test_a_number_is_part_of_the_label_behind_it_wherever_other_labels_begin() -> None:
    rows = read(
        HEAD,
        row(112, "1.属于国家秘密", "1", "0", "1", x=71),
        row(130, "1.信访举报投诉类申请", "2", "0", "2", x=71),
        [*row(148, "2.", "3", "0", "3", x=60), *text(72, 148, "重复申请")],
    )
    assert rows[-1] == ["2.重复申请", "3", "0", "3"]


def test_two_characters_of_longer_labels_at_the_edges_of_a_spread_one_are_not_one() -> None:
    wide = spread(112, "行政规范性文件", 76, 132)
    beside = [sign for x, part in ((66, "提"), (76, "供"), (124, "掌"), (134, "握")) for sign in text(x, 130, part)]
    rows = read(HEAD, [*wide, *row(112, "", "3", "0", "12")], [*beside, *row(130, "", "2", "1", "0")])
    assert [text for text in rows[2] if text][0] == "提供"


def test_a_decimal_in_wide_signs_is_one_figure() -> None:
    fee = [sign for at, part in enumerate("６５．４１") for sign in text(330 + 8 * at, 124, part)]
    narrow = [replace(sign, x1=sign.x0 + 2) if sign.text == "．" else sign for sign in fee]
    rows = read(
        HEAD, row(112, "规章", "3", "0", "12"), [*row(124, "行政许可"), *narrow], row(136, "其他", "1", "2", "3")
    )
    assert "６５．４１" in rows[2]


def test_the_number_of_a_label_beside_a_spread_one_is_no_part_of_it() -> None:
    beside = [*text(60, 130, "（三）"), *text(94, 130, "不"), *text(108, 130, "4."), *text(118, 130, "保护")]
    above = [row(112, "2.其他法律", "3", "0", "12", x=108), row(121, "3.危及", "3", "0", "12", x=108)]
    rows = read(HEAD, *above, [*beside, *row(130, "", "2", "1", "0")])
    assert any("4.保护" in line for line in rows)


def test_where_two_rows_of_figures_stand_at_one_label_none_without_figures_is_blank() -> None:
    rows = read(
        HEAD,
        row(120, "1.属于国家秘密", "1", "0", "1"),
        row(132, "5.要求行政机关确认"),
        row(146, "1.申请人无正当理由逾期不补正、"),
        row(151, "", "7", "22", "29"),
        row(156, "行政机关不再处理其政府信息公开"),
        row(161, "", "3", "1", "4"),
        row(166, "申请"),
        row(190, "3.其他", "0", "4", "4"),
    )
    assert ["5.要求行政机关确认"] in rows


def test_a_blank_of_a_recognised_table_is_as_sure_as_its_page_says() -> None:
    lines = lines_of([*HEAD, *row(120, "1.属于国家秘密", "1", "", "1"), *row(140, "2.其他", "2", "3", "4")])
    (table,) = aligned_tables(lines, "a.pdf", 1, blank_confidence=0.9)
    assert [cell.where.confidence for cell in table.grid.cells if not cell.text] == [0.9]
    assert all(cell.where.confidence == 1 for cell in table.grid.cells if cell.text)


def test_no_place_of_a_row_is_blank_in_which_a_figure_stands_that_nobody_sees() -> None:
    lines = lines_of([*HEAD, *row(120, "1.属于国家秘密", "1", "", "1"), *row(140, "2.其他", "2", "", "4")])

    def middle_of(mark: tuple[float, ...]) -> list[str]:
        (table,) = aligned_tables(lines, "a.pdf", 1, marks=[mark])
        return [cell.text for cell in table.grid.cells if cell.column == 2 and cell.row > 0]

    beyond, under, elsewhere = (420, 136, 430, 144), (380, 136, 386, 144), (420, 180, 430, 188)
    picture, ground = (306, 60, 374, 190), (290, 60, 374, 190)
    marks = (beyond, under, elsewhere, picture, ground)
    assert [middle_of(mark) for mark in marks] == [["", TORN], ["", ""], ["", ""], [TORN, TORN], ["", ""]]


def test_digits_that_stood_apart_are_not_run_together():
    parts = [Word("1", (293.7, 10, 297.2, 18), 0, 7.5), Word("212", (299.1, 10, 309.1, 18), 0, 7.5)]
    assert together(parts).text == "1 212"
    assert together([replace(parts[0], text="第"), replace(parts[1], text="（一）")]).text == "第（一）"


def test_a_figure_with_a_note_stands_in_its_row_however_its_characters_are_set() -> None:
    # The bracket's empty half, a thin character and what is set between Chinese and digits.
    noted = [
        *text(262, 120, "59"),
        *text(274, 120, "（含自"),
        *text(301, 120, "然失效"),
        *text(328, 120, "2"),
        *text(335, 120, "件）"),
    ]
    places = [*text(400, 120, "0"), *text(460, 120, "64")]
    head = [*text(60, 100, "信息内容"), *text(284, 100, "制发"), *text(390, 100, "废止"), *text(452, 100, "有效")]
    below = [*text(60, 140, "规范性文件"), *text(300, 140, "4"), *text(400, 140, "1"), *text(462, 140, "0")]
    rows = read(head, [*text(60, 120, "规章"), *noted, *places], below)
    assert rows[1:] == [["规章", "59（含自然失效2 件）", "0", "64"], ["规范性文件", "4", "1", "0"]]


def test_a_word_for_none_stands_where_the_figures_do() -> None:
    nothing = [*text(296, 120, "无"), *text(338, 120, "2"), *text(376, 120, "无")]
    rows = read(HEAD, [*text(60, 120, "规章"), *nothing], row(140, "许可", "1", "5", "2"))
    assert rows[1:] == [["规章", "无", "2", "无"], ["许可", "1", "5", "2"]]


def test_names_beside_each_other_head_columns_without_any_figure() -> None:
    places = (200, 222, 244, 290, 330, 370)
    head = [
        glyph
        for x, name in zip(places, ("个人", "企业", "科研", "公益", "其他", "总计"), strict=True)
        for glyph in text(x, 100, name)
    ]
    lines = [
        [*text(60, y, f"{number}.行"), *text(296, y, "7"), *text(336, y, "1"), *text(376, y, "8")]
        for number, y in enumerate((120, 140, 160))
    ]
    assert read(head, *lines)[1] == ["0.行", "", "", "", "7", "1", "8"]


def test_a_figure_stands_apart_from_its_unit() -> None:
    with_unit = [
        *text(60, 140, "规范性文件"),
        *text(280, 140, "27"),
        *text(291, 140, "件"),
        *text(338, 140, "1"),
        *text(378, 140, "0"),
    ]
    assert read(HEAD, row(120, "规章", "3", "0", "12"), with_unit)[2] == ["规范性文件", "27 件", "1", "0"]
