"""How well a page can be read at all: where its labels and prose are recognised with doubt, no figure on it is sure.

Of a copy of copies strokes are gone: 43 is a clean 13 to every look, but 项 beside it is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from flows.extract.ocr.engine import Word

_CHINESE = re.compile(r"[\u4e00-\u9fff]")
# How many Chinese characters make a word that tells, how many such words a page, and how sure they are where print is whole.
# Measured: of whole print up to a ninth of them are less sure, of worn print from a seventh on.
_LEAST, _FEWEST, _SURE, _MANY = 4, 8, 0.95, 0.125


def is_hard_to_read(words: Sequence[Word]) -> bool:
    """Whether more of a page's words than print that is whole explains are recognised with doubt."""
    telling = [word for word in words if len(_CHINESE.findall(word.text)) >= _LEAST]
    doubtful = sum(word.confidence < _SURE for word in telling)
    return len(telling) >= _FEWEST and doubtful >= _MANY * len(telling)
