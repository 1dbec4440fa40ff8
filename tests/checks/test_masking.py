"""Personal numbers are found by their check digits and masked; look-alikes are left alone. All numbers here are invented."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checks.masking import mask, personal_numbers

IDENTITY = "110101199003071233"
CARD = "6222021234567890128"


@pytest.mark.parametrize(
    ("text", "kind", "left"),
    [
        (f"身份证号{IDENTITY}。", "identity", IDENTITY[6:16]),
        ("身份证号１１０１０１１９９００３０７１２３３", "identity", "19900307"),
        ("联系电话13812345678", "mobile", "1234"),
        ("电话88881234 13812345678", "mobile", "1381234"),
        ("+86 138-1234-5678", "mobile", "1234-5"),
        (f"卡号{CARD}", "card", CARD[4:15]),
        ("卡号6222 0212 3456 7890 128", "card", "3456"),
    ],
)
def test_a_personal_number_is_found_and_masked(text, kind, left):
    assert kind in [number.kind for number in personal_numbers(text)]
    assert left not in mask(text)


@pytest.mark.parametrize(
    "text",
    [
        "索引号20240131120000123",
        "身份证号110101199003071234",  # the check digit is wrong
        "统一社会信用代码11330000002482019X",
        "电话0731-88881234",
        "金额14722.4913812345678",
        "中标金额13812345678元",
        "2023年1月1日至2023年12月31日",
        "卡号6222021234567890127",  # Luhn's sum is wrong
    ],
)
def test_look_alikes_are_left_alone(text):
    assert mask(text) == text


@given(st.text(alphabet="0123456789", min_size=3, max_size=3), st.dates(date(1930, 1, 1), date(2020, 1, 1)))
def test_every_identity_number_is_known_by_its_check_digit(order, born):
    """The check digit by its definition in GB 11643-1999: ISO 7064, MOD 11-2."""
    body = f"330106{born:%Y%m%d}{order}"
    rest = sum(int(digit) * pow(2, 17 - place, 11) for place, digit in enumerate(body)) % 11
    digits = [*"0123456789", "X"]
    check = digits[(12 - rest) % 11]
    assert [number.kind for number in personal_numbers(f"身份证号{body}{check}")] == ["identity"]
    wrong = digits[(digits.index(check) + 1) % 11]
    assert "identity" not in [number.kind for number in personal_numbers(f"身份证号{body}{wrong}")]


@given(st.text(alphabet="0123456789-年月日 Xx，", max_size=80))
def test_masking_twice_masks_nothing_more(text):
    assert mask(mask(text)) == mask(text)


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_number_between_words_never_survives(before, after):
    assert IDENTITY not in mask(f"{before}，{IDENTITY}，{after}")
