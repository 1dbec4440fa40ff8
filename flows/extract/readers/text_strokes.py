"""The characters that draw a table: which are level, which upright, and in which lines meet.

Source: The Unicode Standard, names of the block Box Drawing (U+2500-U+257F).
"""

from __future__ import annotations

import re
import unicodedata


def _named(pattern: str) -> frozenset[str]:
    signs = map(chr, range(0x2500, 0x2580))
    return frozenset(sign for sign in signs if re.search(pattern, unicodedata.name(sign)))


_ACROSS, _DOWN = _named("HORIZONTAL|LEFT|RIGHT"), _named("VERTICAL|UP|DOWN")
LEVELS = (_ACROSS - _DOWN) | frozenset("-=")
UPRIGHTS = (_DOWN - _ACROSS) | frozenset("|｜")
JUNCTIONS = (_ACROSS & _DOWN) | frozenset("+")
DRAWING = _ACROSS | _DOWN
