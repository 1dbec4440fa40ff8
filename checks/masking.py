"""Personal numbers in running text: found by their own check digits, and masked in everything Gouji writes.

Only identity numbers, mobile numbers and bank cards belong here; whether one stands where it may is `checks.wording_privacy`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

# Runs of digits, and the groupings people write; never two numbers joined across a space.
# An amount of money (13812345678元) is nobody's number.
_DIGITS = re.compile(
    r"(?<![0-9A-Za-z_.=])(?:"
    r"(?:\+?86[ \-]?)?1[3-9]\d(?:[ \-]\d{4}[ \-]?\d{4}|\d{4}[ \-]\d{4})|\+?86[ \-]?1[3-9]\d{9}"
    r"|\d{6}[ \-]\d{8}[ \-]\d{3}[\dX]|\d{4}(?:[ \-]\d{4}){3}(?:[ \-]\d{1,3})?|\d{17}X|\d{11,19})(?![0-9A-Za-z元万亿])",
    re.IGNORECASE,
)
# Most prose has no such run at all; \d knows full-width digits.
_MAYBE = re.compile(r"\d[\d \-－　\u00a0\u2009\u200b\u2010-\u2014]{9}")
# Character for character, so that offsets stay true.
_FULL_WIDTH = str.maketrans(
    "０１２３４５６７８９Ｘｘ－　\u00a0\u2009\u200b\u2010\u2011\u2012\u2013\u2014", "0123456789Xx-    -----"
)
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK = "10X98765432"
# UnionPay 62 and the international series; other runs of 16 to 19 digits are index and serial numbers.
_CARD = re.compile(r"(?:62\d{14,17}|4\d{15}|5[1-5]\d{14}|3[57]\d{14})\Z")
_MOBILE = re.compile(r"(?:86)?(1[3-9]\d{9})\Z")


@dataclass(frozen=True, slots=True)
class PersonalNumber:
    """A personal number in a text: `kind` is `identity`, `mobile` or `card`; `start` and `end` are offsets in that text."""

    kind: str
    start: int
    end: int
    digits: str

    @property
    def masked(self) -> str:
        """The number with its middle starred: enough to find it on the page, too little to use it."""
        head, tail = (3, 4) if self.kind == "mobile" else (6, 2) if self.kind == "identity" else (4, 4)
        if self.kind == "mobile":
            return self.digits[-11:][:head] + "****" + self.digits[-tail:]
        return self.digits[:head] + "*" * (len(self.digits) - head - tail) + self.digits[-tail:]


def personal_numbers(text: str) -> tuple[PersonalNumber, ...]:
    """The identity numbers, mobile numbers and bank cards in a text, in order.

    Identity numbers by birth date and check digit (GB 11643-1999), cards by issuer prefix and Luhn's sum.
    """
    return tuple(_found(text)) if _MAYBE.search(text) else ()


def mask(text: str) -> str:
    """The text with every personal number in it masked; anything else is left as it is."""
    parts, last = [], 0
    for number in personal_numbers(text):
        parts += [text[last : number.start], number.masked]
        last = number.end
    return "".join((*parts, text[last:])) if parts else text


def _found(text: str) -> Iterator[PersonalNumber]:
    for match in _DIGITS.finditer(text.translate(_FULL_WIDTH)):
        digits = re.sub(r"[ \-+]", "", match.group()).upper()
        kind = _kind(digits)
        if kind:
            yield PersonalNumber(kind, match.start(), match.end(), digits)


def _kind(digits: str) -> str | None:
    if _is_identity(digits):
        return "identity"
    if _MOBILE.match(digits):
        return "mobile"
    return "card" if _CARD.match(digits) and _passes_luhn(digits) else None


def _is_identity(digits: str) -> bool:
    if len(digits) != 18 or digits[0] in "09" or not digits[:17].isdigit():
        return False
    try:
        born = date(int(digits[6:10]), int(digits[10:12]), int(digits[12:14]))
    except ValueError:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, _WEIGHTS, strict=False))
    return 1900 <= born.year <= 2100 and _CHECK[total % 11] == digits[17]


def _passes_luhn(digits: str) -> bool:
    if not digits.isdigit():
        return False
    values = (int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits)))
    return sum(value // 10 + value % 10 for value in values) % 10 == 0
