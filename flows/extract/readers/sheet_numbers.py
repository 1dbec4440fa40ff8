"""Numbers as spreadsheets show them: rounded as the format says, with the words that it adds.

Source: ECMA-376 part 1, 18.8.30 and 18.8.31 (numFmt, numFmts).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation

from flows.extract.layout.page import TORN

_BUILT_IN = {"1": "0", "2": "0.00", "3": "#,##0", "4": "#,##0.00", "9": "0%", "10": "0.00%"}
_DAY = "yyyy-m-d"
_DAYS = frozenset(map(str, (*range(14, 23), *range(27, 37), *range(45, 48), *range(50, 59))))
_ADDED = re.compile(r'"([^"]*)"|\\(.)|_.|\*.|\[[^\]]*\]')
"""Words, single characters, and what leaves a gap, fills the cell, colours or limits."""
_OF_DAYS = re.compile(r"[ymdhs]", re.IGNORECASE)
_DIGITS = re.compile(r"[#0?][#0?,]*(?:\.([#0?]+))?(%?)")
_NO_COUNT = re.compile(r"/|E[+-]|,(?![#0?])")
"""Fractions, powers of ten, thousands left out."""
_MOST_DIGITS, _MOST_PLACES, _MOST_KEPT = 12, 10, 15


def format_of(number: str, own: Mapping[str, str]) -> str:
    """The format of this number: one of the workbook's `own` or a built-in one; empty for what shows numbers as they are."""
    return own.get(number) or (_DAY if number in _DAYS else _BUILT_IN.get(number, ""))


def shown(value: str, code: str) -> str:
    """A number as its format shows it; in doubt where that is a day, a fraction or nothing at all."""
    try:
        number = Decimal(value)
    except InvalidOperation:
        return value
    section, *further = code.split(";")
    bare = _ADDED.sub("", section)
    digits = _DIGITS.search(bare)
    words = "".join(word or character for word, character in _ADDED.findall(section))
    if not number.is_finite() or number.adjusted() > _MOST_DIGITS or (further and not section):
        return TORN
    if digits is None:
        # Without a format a cell shows eleven characters: 5.000000000001 is the 5 that a formula missed by a hair.
        kept = _MOST_KEPT if number == number.to_integral_value() else _MOST_PLACES
        return TORN if _OF_DAYS.search(bare) else _plain(Decimal(f"{float(number):.{kept}g}")) + words
    if _OF_DAYS.search(bare) or _NO_COUNT.search(bare) or len(digits[1] or "") > _MOST_PLACES:
        return TORN
    rounded = (number * 100 if digits[2] else number).quantize(Decimal(1).scaleb(-len(digits[1] or "")))
    return _plain(rounded) + digits[2] + words


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
