"""How well a page can be read at all: where its labels and prose are recognised with doubt, no figure on it is sure.

Of a copy of copies strokes are gone: 43 is a clean 13 to every look, but 项 beside it is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.extract.ocr.engine import Word

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
# How many Chinese characters make a word that tells, how many such words a page, and how sure they are in the mean where print is
# whole. Measured on scans of 100 to 200 dpi, pale, in bad light, as small JPEG: whole print from 0.972 on, worn up to 0.949.
_LEAST, _FEWEST, _SURE = 4, 8, 0.962


def is_hard_to_read(words: Sequence[Word]) -> bool:
    """Whether a page's words are recognised with more doubt than print that is whole explains."""
    telling = [word.confidence for word in words if len(_CHINESE.findall(word.text)) >= _LEAST]
    return len(telling) >= _FEWEST and sum(telling) < _SURE * len(telling)
