"""A cell is a number, blank, a stroke, words, or not to be trusted; nothing is guessed."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checks.report import CellState
from flows.extract.numerals import chinese_number, read_cell

NUMBER, BLANK, STROKE = CellState.NUMBER, CellState.BLANK, CellState.NOT_APPLICABLE
TEXT, UNREADABLE = CellState.TEXT, CellState.UNREADABLE


@pytest.mark.parametrize(
    ("text", "value", "note"),
    [
        ("5", 5, None),
        (" 0 ", 0, None),
        ("０", 0, None),
        ("１２．５", 12.5, None),
        ("-2", -2, None),
        ("减4", -4, None),
        ("–2", -2, None),
        ("? –2", -2, None),
        ("增3", 3, None),
        ("↑3", 3, None),
        ("↓3", -3, None),
        ("4068.208", 4068.208, None),
        ("1,234", 1234, None),
        ("1，234件", 1234, "件"),
        ("22（其中修订 16 件）", 22, "（其中修订 16 件）"),
        ("55 (含自然失效 29 件)", 55, "(含自然失效 29 件)"),
        ("? 0", 0, None),
        ("0。", 0, None),
        ("共5件", 5, "件"),
        ("14，其中修订2件", 14, "，其中修订2件"),
        ("3件/次", 3, "件/次"),
        ("十二", 12, None),
        ("零", 0, None),
        ("○", 0, None),
        ("柒件", 7, "件"),
        ("一件", 1, "件"),
        ("二十三宗", 23, "宗"),
    ],
)
def test_a_number_is_read_with_what_stands_beside_it(text, value, note):
    assert read_cell(text) == (NUMBER, value, note)


@pytest.mark.parametrize(
    ("text", "unit", "value"),
    [
        ("12.5万", "件", 125000),
        ("12.5万", "万元", 12.5),
        ("251000元", None, 251000),
        ("251000元", "万元", 25.1),
        ("1.2亿元", "万元", 12000),
        ("7.5", "万元", 7.5),
    ],
)
def test_the_column_decides_what_a_unit_means(text, unit, value):
    assert read_cell(text, unit).value == value


def test_a_count_of_pieces_is_no_amount_of_money():
    assert read_cell("7.019千件", "万元").state is UNREADABLE
    assert read_cell("7.019千件", "件").value == 7019


@pytest.mark.parametrize("unit", [None, "件", "万元"])
def test_a_share_is_no_count(unit):
    assert read_cell("19200%", unit).state is UNREADABLE


@pytest.mark.parametrize("text", ["", " ", "\xa0", "\u3000", "\n\t\u3000 "])
def test_white_space_is_blank_and_never_zero(text):
    assert read_cell(text) == (BLANK, None, None)


@pytest.mark.parametrize(
    "text",
    [
        "/",
        "—",
        "——",
        "⸺",
        "‐",
        "━",
        "-",
        "－",
        "无",
        "無",
        "无。",
        "无此类事项",
        "N/A",
        "暂无",
        "不适用",
        "— —",
        "∕",
        "╲",
        "没 有",
        "N /A",
    ],
)
def test_a_stroke_says_that_there_is_nothing_to_say(text):
    assert read_cell(text).state is STROKE


@pytest.mark.parametrize(
    "text",
    [
        "?2",
        "?118件",
        "—2",
        "1 5",
        "1,23",
        "5.",
        "1\n5",
        "一",
        "一一",
        "O",
        "(5)",
        "12、3",
        "?",
        "5-6",
        "54’145",
        "Ｏ",
        "\ue0305",
        "○○",
        "件",
        "⑫",
    ],
)
def test_what_may_mean_two_things_is_unreadable(text):
    assert read_cell(text).state in (UNREADABLE, TEXT)
    assert read_cell(text).value is None


@pytest.mark.parametrize(
    ("text", "mark"), [("5②", "②"), ("5²", "²"), ("5*", "*"), ("5注1", "注1"), ("5（[2]）", "（[2]）")]
)
def test_a_mark_that_points_to_a_remark_is_a_note_and_no_digit_of_the_number(text, mark):
    assert (read_cell(text).value, read_cell(text).note) == (5, mark)


@pytest.mark.parametrize("text", ["½", "②", "②5", "5½"])
def test_raised_and_circled_digits_alone_are_no_number(text):
    assert read_cell(text).state is not NUMBER


@pytest.mark.parametrize("text", ["二 十一", "十 二", "三百 零五", "一 千"])
def test_a_spelt_number_with_a_gap_in_it_is_unreadable_and_no_words(text):
    assert read_cell(text).state is UNREADABLE


@pytest.mark.parametrize("text", ["\ufffd 0", "96247.24\ufffd", "1\ufffd5"])
def test_a_figure_with_a_lost_character_is_unreadable(text):
    assert read_cell(text).state is UNREADABLE


@pytest.mark.parametrize("text", ["未统计", "详见附件", "约5件", "其中5件"])
def test_words_are_text(text):
    assert read_cell(text).state is TEXT


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("十", 10),
        ("二十三", 23),
        ("一百零五", 105),
        ("三百六", 360),
        ("两万三千", 23000),
        ("二〇二三", 2023),
        ("三件", None),
        ("万", None),
        ("", None),
    ],
)
def test_chinese_numerals(text, value):
    assert chinese_number(text) == value


_FULL = str.maketrans("0123456789.-,", "０１２３４５６７８９．－，")
_DRESS = {
    "plain": lambda text: text,
    "full width": lambda text: text.translate(_FULL),
    "spaced": lambda text: f"\u3000 {text}\xa0\n",
    "broken space": lambda text: f"? {text}",
    "unit": lambda text: f"{text}件",
    "note": lambda text: f"{text}（含上年 3 件）",
    "full stop": lambda text: f"{text}。",
}


@settings(max_examples=60)
@given(st.integers(-(10**9), 10**12), st.sampled_from(sorted(_DRESS)))
def test_any_rendering_of_a_whole_number_reads_back(value, dress):
    assert read_cell(_DRESS[dress](str(value))).value == value


@settings(max_examples=60)
@given(st.integers(0, 10**12), st.sampled_from([",", "，"]))
def test_thousands_read_back(value, comma):
    assert read_cell(f"{value:,}".replace(",", comma)).value == value


@settings(max_examples=60)
@given(st.decimals(0, 10**6, places=4), st.sampled_from(["plain", "full width", "spaced"]))
def test_any_rendering_of_a_decimal_reads_back(value, dress):
    assert read_cell(_DRESS[dress](f"{value}")).value == float(value)


@settings(max_examples=60)
@given(st.text(max_size=30))
def test_any_text_has_one_state_and_a_value_only_if_it_is_a_number(text):
    reading = read_cell(text)
    assert (reading.value is not None) == (reading.state is NUMBER)


@settings(max_examples=60)
@given(st.integers(1, 99_999_999))
def test_a_number_parted_by_a_space_is_not_put_together(value):
    text = str(value)
    if len(text) > 1:
        assert read_cell(f"{text[:1]} {text[1:]}").state is UNREADABLE


@pytest.mark.parametrize("text", ["/①", "—注1", "/ ²"])
def test_a_stroke_with_the_sign_of_a_note_is_a_stroke(text):
    assert read_cell(text).state is CellState.NOT_APPLICABLE
    assert read_cell("-1").state is CellState.NUMBER


@pytest.mark.parametrize("text", ["12注¹", "12¹)"])
def test_raised_signs_of_notes_are_no_part_of_their_figure(text):
    assert read_cell(text).value == 12
