"""How titles and prose write years: in digits, in Chinese signs, with a letter for the nought, in two digits, as a period."""

from __future__ import annotations

import re
import unicodedata

# 年度报告 and 年报 stay whole: 2021年度报告 is a year and 年度报告. A day (2024-01-22, 2024年1月) is no report year.
YEAR = re.compile(
    r"(?<!\d)(20\d{2})(?!\d|[-/.]\d{1,2}[-/.]\d|年\d{1,2}月)(?:(?=\s*年(?:度(?:工作)?(?:总结)?报告|报))|\s*年度?)?"
)
"""A year in a settled title, with the 年 or 年度 that belongs to it."""
_CHINESE = re.compile(
    r"[二贰][〇○零OＯo0][一二三四五六七八九〇○零壹贰叁肆伍陆柒捌玖][一二三四五六七八九〇○零壹贰叁肆伍陆柒捌玖](?=年)"
)
# 23年度政务公开年报
_SHORT = re.compile(r"(?<![\d第近])([012]\d)年度?(?=政府|政务|信息|年报|年度报告)")
# 2025.01.01-2025.12.31, 2025年1月1日至12月31日
_WHOLE = re.compile(r"(20\d{2})[.年/-]0?1[.月/-]0?1日?[-—–~至到]+(?:\1[.年/-])?12[.月/-]31日?")
# 2O24年, with the letter.
_LETTER = re.compile(r"2[Oo](\d\d)(?=年)")
# 松水利〔2024〕3号
_NUMBER = re.compile(r"(?:^[一-鿿]{2,8})?[〔\[(【]20\d\d[〕\])】]第?\d{1,5}号")
_DIGITS = {sign: str(value) for value, sign in enumerate("零一二三四五六七八九")} | {"〇": "0", "○": "0"}
_DIGITS |= {sign: str(value) for value, sign in enumerate("壹贰叁肆伍陆柒捌玖", 1)}


def settled(flat: str) -> str:
    """A title without white space in which every year is written as 2024年, and no document's number holds one."""
    flat = _NUMBER.sub("", flat) if "号" in flat else flat
    flat = _LETTER.sub(r"20\1", flat) if "O" in flat or "o" in flat else flat
    flat = _WHOLE.sub(r"\1年", in_digits(flat))
    return flat if YEAR.search(flat) else _SHORT.sub(r"20\1年", flat)


def in_digits(text: str) -> str:
    """A text with its years in digits: 二〇二四年 → 2024年."""
    return _CHINESE.sub(_arabic, text)


def years_in(text: str) -> tuple[int, ...]:
    """All years from 2000 to 2099 that a text names, in order, repeats included."""
    flat = in_digits(unicodedata.normalize("NFKC", text))
    return tuple(int(year) for year in re.findall(r"(?<!\d)(20\d{2})(?=\s*(?:年|[-/.]\d))", flat))


def _arabic(match: re.Match[str]) -> str:
    return "".join(_DIGITS.get(sign, "0") for sign in match[0])
