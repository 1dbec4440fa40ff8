"""One cell's text → what stands in it: a number, nothing, a stroke, words, or something not to be trusted.

Nothing is guessed: `1 5` might be 15 or two figures run together, `一` might be 1 or a stroke, so both are unreadable.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from checks.report import CellState, Number

# Not NFKC: that would turn 5² into 52 and 5① into 51.
_ASCII = str.maketrans(
    "０１２３４５６７８９．，＋－−﹣（）［］【】〔〕％：／＼∕⁄╱╲｜？萬億條項類個",
    "0123456789.,+---()[][][]%:/\\///\\|?万亿条项类个",
)
_UNIT = r"(?:[万亿千百]?(?:件[/、]?次|人次|元|件|条|项|宗|起|例|份|次|个|部|类|家|篇)|[万亿]|%)"
_BRACKETED = r"[(\[](?:[^()\[\]]|[(\[][^()\[\]]*[)\]])*[)\]]"
# What points to a remark below the table: 5①, 5*, 5², 5²), 5注1.
MARK = (
    r"(?:[\u2460-\u2473\u2776-\u277f\u00b9\u00b2\u00b3\u2070\u2074-\u2079*＊※△▲☆★]+\)?"
    r"|[备附]?注[\d\u2460-\u2473\u00b9\u00b2\u00b3\u2070\u2074-\u2079]{0,2})"
)
# ⸺ is what fonts make of two dashes, and what a PDF then gives for them.
_STROKE = r"[-‐‑‒–—―⸺⸻─━﹘_/\\]"
_STROKES = re.compile(
    rf"{_STROKE}(?:\s?{_STROKE})*(?:{MARK})?|(?:暂?无|無|不适用|不涉及|没有|N/?A)[。.]?|[无無][^\d]{{1,12}}",
    re.IGNORECASE,
)
# A remark without brackets: 14，其中修订2件.
_OF_THEM = r"[,，;；]?\s?(?:其中|(?:已)?包?[含括])[^-+.,0-9]{1,12}\d{1,9}[^\d]{0,8}"
_NUMBER = re.compile(
    r"(?P<word>共|计|增加|增|↑|减少|减|负|↓)?\s*(?P<sign>[-+])?"
    r"(?P<digits>[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?P<decimals>\.[0-9]{1,8})?"
    rf"(?P<note>\s*(?P<unit>{_UNIT})?\s*(?:{_BRACKETED}|{MARK}|{_OF_THEM})?)[。;；]?"
)
_BROKEN_SPACE = re.compile(r"^(?:[?？] )+(?=[-+－–]?[0-9０-９])")
# A dash that Word makes of a hyphen before a digit; between figures or alone it is a range or a stroke.
_MINUS = re.compile(r"^[–‐‑](?=\s?[0-9])")
_MAIMED = re.compile(r"[?—―]\s?[0-9][^?]*")
"""A figure with a character before it that may have been a digit or a sign."""
_ONLY_FIGURES = re.compile(
    r"[\d\s.,:;、。?*+=<>~'\"‘’()\[\]%|-]+|[A-Za-zＡ-Ｚａ-ｚ]|[一ー丨]+|[^\w\s]+"
    r"|[\u2460-\u2473\u2776-\u277f]+|[\s零〇一二两三四五六七八九十百千万亿壹贰叁肆伍陆柒捌玖拾佰仟]+"
)
_LOST = re.compile("[\ufffd\ue000-\uf8ff]")
"""Where characters could not be read, or only one font knows what they are: what is left of a figure is not the figure."""
_TENS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_MYRIADS = {"万": 10**4, "亿": 10**8, "萬": 10**4, "億": 10**8}
_DIGITS = {char: value for value, chars in enumerate(
    ("零〇", "一壹", "二两贰兩", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖")
) for char in chars}  # fmt: skip
_ROUND = ("○", "◯")
"""A nought as input methods write it: 〇."""
_COUNTED = tuple("件次项条宗起例份部类家篇")
_SCALE = {"万": 10**4, "亿": 10**8, "千": 10**3, "百": 10**2}


class Reading(NamedTuple):
    """What stands in a cell; `value` only for a number, `note` is what stood beside it."""

    state: CellState
    value: Number | None = None
    note: str | None = None


BLANK = Reading(CellState.BLANK)
_UNREADABLE = Reading(CellState.UNREADABLE)


@lru_cache(maxsize=65536)
def read_cell(text: str, unit: str | None = None) -> Reading:
    """The reading of a cell's text.

    `unit` is what the column counts in: "件" for counts, "万元" for a column of money in ten thousands of yuan, None
    where the form names none. It decides what 12.5万 means: 125000 pieces, or 12.5 in a column of 万元.
    """
    published = _BROKEN_SPACE.sub("", " ".join(text.split()))
    plain = _MINUS.sub("-", published.translate(_ASCII))
    if not plain:
        return BLANK
    if _LOST.search(plain):
        return _UNREADABLE
    if found := _NUMBER.fullmatch(plain):
        return _number(found, unit, published[slice(*found.span("note"))].strip())
    if _STROKES.fullmatch(plain.replace(" ", "")):
        return Reading(CellState.NOT_APPLICABLE)
    bare = plain[:-1] if unit != "万元" and plain.endswith(_COUNTED) else plain
    spelt = 0 if bare in _ROUND else chinese_number(bare)
    if spelt is not None and (bare != plain or set(plain) != {"一"}):
        return Reading(CellState.NUMBER, spelt, plain[len(bare) :] or None)
    damaged = _ONLY_FIGURES.fullmatch(plain) or _MAIMED.fullmatch(plain)
    return _UNREADABLE if damaged else Reading(CellState.TEXT)


def chinese_number(text: str) -> int | None:
    """The value of a whole Chinese numeral: 十二, 两百零五, 三万六, 二〇二三; None where the text is anything else."""
    if (
        not text
        or text[0] in _MYRIADS
        or any(char not in _DIGITS and char not in _TENS and char not in _MYRIADS for char in text)
    ):
        return None
    if all(char in _DIGITS for char in text):
        return int("".join(str(_DIGITS[char]) for char in text)) if len(text) <= 15 else None
    return _with_units(text)


def _with_units(text: str) -> int | None:
    total = section = digit = 0
    smallest = 0  # the unit last met: after 三百 a bare 六 means sixty
    for char in text:
        if char in _DIGITS:
            digit = _DIGITS[char]
            smallest = 0 if digit == 0 else smallest
        elif char in _TENS:
            section += (digit or 1) * _TENS[char]
            digit, smallest = 0, _TENS[char]
        else:
            total = (total + section + digit) * _MYRIADS[char]
            section, digit, smallest = 0, 0, _MYRIADS[char]
    if digit and smallest > 10:
        digit *= smallest // 10
    return total + section + digit


def _number(found: re.Match[str], column: str | None, note: str) -> Reading:
    value = Decimal(found["digits"].replace(",", "") + (found["decimals"] or ""))
    if found["sign"] == "-" or found["word"] in ("减", "减少", "负", "↓"):
        value = -value
    unit = found["unit"] or ""
    if unit == "%" or (column == "万元" and unit.endswith(_COUNTED)):
        return _UNREADABLE  # a share is no count, pieces are no money
    value *= _factor(unit, column)
    whole = value == value.to_integral_value()
    return Reading(CellState.NUMBER, int(value) if whole else float(value), note or None)


def _factor(unit: str, column: str | None) -> Decimal:
    """What brings a number with this unit to the unit of its column; 1 where the column has none of its own."""
    if not unit or column is None:
        return Decimal(1)
    scale = Decimal(_SCALE.get(unit[0], 1))
    if column == "万元":
        return scale / 10**4 if unit.endswith(("元", "万", "亿")) else Decimal(1)
    return scale
