"""Printed labels reduced to what can be compared: script, spaces, punctuation and numbering aside.

The numbering is kept beside the core as a hint, since it tells 7.属于行政… from 8.属于行政… where the rest is lost.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.fuzz import ratio

from checks import characters
from flows.extract.script import settle, simplified

MAX_LABEL = 90
"""Characters; a longer text is prose."""
_NUMERALS = "一二三四五六七八九十"
_NUMBERING = re.compile(
    rf"\(\s*(?P<paren>[{_NUMERALS}]{{1,2}}|[—–-])\s*\)"
    rf"|(?P<chapter>[{_NUMERALS}]{{1,2}}|[—–-]+)\s*[、.,:]"
    r"|\(?(?P<item>[0-9]{1,2})(?:\s*[、.,):]|\s+|(?=[^\W0-9a-z]))\s*"
)
_ORNAMENTS = "·•●◆■▪◇□★※ \t"
_NOT_A_WORD = re.compile(r"[\W_]+")


class Name(NamedTuple):
    """A label's core and its numbering: `c3` for 三、, `p3` for （三）, `d3` for 3., empty for none."""

    core: str
    hint: str


@lru_cache(maxsize=32768)
def name_of(text: str) -> Name:
    """The comparable form of a label."""
    plain = unicodedata.normalize("NFKC", settle(text)).strip().lower().lstrip(_ORNAMENTS)
    hint = ""
    if found := _NUMBERING.match(plain):
        hint = _hint(found)
        plain = plain[found.end() :]
        # A list's own number may stand before the one that was typed: 1.1.属于国家秘密.
        if (again := _NUMBERING.match(plain)) and _hint(again) == hint:
            plain = plain[again.end() :]
    core = _NOT_A_WORD.sub("", plain)
    return Name(core if core.isascii() else simplified(core), hint)


def letters_of(text: str) -> str:
    """The letters of a text, its numbering's numerals among them, in simplified script: what is left when it is broken over lines."""
    return characters.simplified(_NOT_A_WORD.sub("", unicodedata.normalize("NFKC", settle(text))))


def _hint(found: re.Match[str]) -> str:
    if item := found["item"]:
        return f"d{int(item)}"
    numeral = found["paren"] or found["chapter"]
    # A dash in the place of a number is a mistyped 一.
    return ("p" if found["paren"] else "c") + str(_NUMERALS.index(numeral[-1]) + 1 if numeral[-1] in _NUMERALS else 1)


def likeness(read: Name, printed: Name) -> float:
    """How much a label as read is like one as printed, 0 to 1, the numbering weighed in."""
    if not read.core or not printed.core:
        return 0.0
    alike = float(ratio(read.core, printed.core)) / 100
    if read.core in printed.core and len(read.core) >= 3:
        alike = max(alike, 0.6)
    if read.hint and printed.hint and read.hint[0] == printed.hint[0]:
        alike += 0.12 if read.hint == printed.hint else -0.25
    return min(max(alike, 0.0), 1.0)
