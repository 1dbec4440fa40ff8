"""Tables without lines whose labels stand far from their figures, in lines far apart, or upright: whose figures are whose."""

from __future__ import annotations

from tests.extract.layout.sheet import text
from tests.extract.layout.test_aligned import HEAD, grid, read, row


def test_lines_of_a_label_as_far_apart_as_the_rows_are_one_where_the_rows_are_numbered() -> None:
    rows = read(
        HEAD,
        row(120, "1.属于国"),
        row(130, "", "1", "0", "1"),
        row(140, "家秘密"),
        row(160, "2.危及安"),
        row(170, "", "2", "0", "2"),
        row(180, "全稳定"),
        row(200, "3.重复申请", "7", "22", "29"),
        row(220, "4.申请人无"),
        row(240, "正当理由", "5", "0", "5"),
        row(260, "逾期不补"),
        row(280, "5.其他", "0", "4", "4"),
    )
    assert rows[1:] == [
        ["1.属于国家秘密", "1", "0", "1"],
        ["2.危及安全稳定", "2", "0", "2"],
        ["3.重复申请", "7", "22", "29"],
        ["4.申请人无正当理由逾期不补", "5", "0", "5"],
        ["5.其他", "0", "4", "4"],
    ]


def test_names_of_groups_that_stand_upright_beside_each_other_keep_apart() -> None:
    rows = read(
        [*text(284, 60, "制发"), *text(330, 60, "废止"), *text(372, 60, "有效")],
        [*text(60, 80, "三"), *row(80, "（一）予以公开", "9", "0", "9", x=78)],
        [*text(60, 100, "、"), *row(100, "（二）部分公开", "8", "0", "8", x=78)],
        [*text(60, 120, "本"), *text(78, 120, "（"), *row(120, "1.属于国家", "1", "0", "1", x=96)],
        [*text(60, 140, "年"), *text(73, 140, "三"), *text(96, 140, "秘密")],
        [*text(60, 160, "度"), *text(73, 160, "）"), *row(160, "2.其他法律", "2", "0", "2", x=96)],
        [*text(60, 180, "办"), *text(73, 180, "不"), *text(96, 180, "禁止公开")],
        [*text(60, 200, "理"), *text(73, 200, "予"), *row(200, "3.危及“三", "3", "0", "3", x=96)],
        [*text(60, 220, "结"), *text(73, 220, "公"), *text(96, 220, "安全”")],
    )
    assert {cells[0]: cells[1:] for cells in rows[1:] if any(cells[1:])} == {
        "（一）予以公开": ["9", "0", "9"],
        "（二）部分公开": ["8", "0", "8"],
        "1.属于国家秘密": ["1", "0", "1"],
        "2.其他法律禁止公开": ["2", "0", "2"],
        "3.危及“三安全”": ["3", "0", "3"],
    }
    assert {cells[0] for cells in rows[1:] if not any(cells[1:])} == {"三、本年度办理结", "（三）不予公"}


def test_figures_as_far_above_every_label_are_those_of_the_labels_in_their_order() -> None:
    places = enumerate((130.0, 170.0, 210.0, 250.0), 1)
    rows = read(
        HEAD,
        *(
            line
            for number, y in places
            for line in (
                row(y - 15, "", str(number), "0", str(number)),
                row(y, f"{number}.其他法律"),
                row(y + 10, "公开"),
            )
        ),
    )
    assert rows[1:] == [[f"{number}.其他法律公开", str(number), "0", str(number)] for number in range(1, 5)]


def test_names_of_columns_without_a_figure_are_no_label_where_the_only_row_has_none() -> None:
    names = ("维持", "纠正", "其他", "尚未", "总计", "另一", "再一", "末一")
    head = [
        [sign for at, name in enumerate(names) for sign in text(60 + 40 * at, y, name[row])]
        for row, y in enumerate((100, 110))
    ]
    table = grid(*head, [sign for at in (4, 6, 7) for sign in text(60 + 40 * at, 124, "0")])
    assert [cell.column for cell in table.cells if cell.text == "0"] == [5, 7, 8]
    assert [cell.column for cell in table.cells if cell.text == "维"] == [1]


def test_a_table_with_hardly_a_figure_is_one_and_a_heading_between_its_parts_takes_no_row() -> None:
    table = grid(
        [*text(60, 100, "信息内容"), *text(320, 100, "处理决定数量")],
        row(120, "行政许可"),
        text(200, 140, "第二十条第（六）项"),
        [*text(60, 160, "信息内容"), *text(320, 160, "处理决定数量")],
        [*text(60, 180, "行政处罚"), *text(340, 180, "5")],
        row(200, "行政强制"),
        text(200, 220, "第二十条第（八）项"),
        [*text(60, 240, "信息内容"), *text(320, 240, "收费金额数量")],
        row(260, "行政收费"),
    )
    rows = {cell.row for cell in table.cells if cell.text in ("行政许可", "行政强制", "行政收费")}
    assert [(cell.row in rows, cell.text) for cell in table.cells if cell.column == 1 and cell.text in ("", "5")] == [
        (True, ""),
        (False, "5"),
        (True, ""),
        (True, ""),
    ]


def test_figures_between_two_lines_of_a_group_are_those_of_the_row_beside_it() -> None:
    rows = read(
        HEAD,
        row(110, "7.属于案卷", "2", "0", "2", x=120),
        text(60, 120, "（五）不予"),
        row(133, "", "1", "2", "3"),
        text(60, 131, "处理信"),
        [*text(60, 143, "息"), *row(143, "1.信访举报", x=120)],
        row(160, "2.重复申请", "7", "22", "29", x=120),
    )
    assert ["1.信访举报", "1", "2", "3"] in rows


def test_the_closing_bracket_of_a_label_alone_on_its_last_line_belongs_to_it() -> None:
    rows = read(
        HEAD,
        [*text(67, 120, "（二）部分公开"), *row(120, "", "5", "0", "5")],
        row(130, "）"),
        row(150, "1.属于国家秘密", "1", "0", "1", x=90),
        row(170, "2.重复申请", "2", "0", "2", x=90),
    )
    assert rows[1] == ["（二）部分公开）", "5", "0", "5"]


def test_a_head_whose_names_stand_upright_is_whole_where_its_page_begins() -> None:
    names = zip((300, 340, 380), ("一二三四五六七八九十", "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉"), strict=True)
    head = [sign for x, name in names for at, one in enumerate(name) for sign in text(x, 40 + 9 * at, one)]
    corner = text(60, 49, "本列数据的勾稽关系为第一项加第二项")
    rows = read(head, corner, row(150, "1.属于国家", "3", "0", "3"), row(170, "2.重复申请", "7", "22", "29"))
    assert rows[0] == ["一", "甲", "子"]
