"""Printed labels made comparable: what differs only in spaces, brackets or width is the same label."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from checks.characters import simplified

_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_MARKS = str.maketrans({"（": "(", "）": ")", "，": ",", "：": ":", "“": '"', "”": '"', "．": ".", "；": ";"})


def plain(text: str) -> str:
    """A label without white space, with half-width brackets, marks and digits, in simplified characters."""
    return _SPACE.sub("", simplified(unicodedata.normalize("NFKC", text).translate(_MARKS)))


@lru_cache(maxsize=20_000)
def plain_label(text: str) -> str:
    """The same for the short labels that all reports share, remembered."""
    return plain(text)


def is_shortened(label: str, full: str) -> bool:
    """Whether a label is the full one or lacks a single character of it, as pages lose one to a styled span."""
    if label == full:
        return True
    return len(label) == len(full) - 1 and any(full[:i] + full[i + 1 :] == label for i in range(len(full)))
