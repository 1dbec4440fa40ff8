"""Printed labels made comparable: what differs only in spaces, brackets or width is the same label."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_SPACE = re.compile(r"[\s\u200b\ufeff]+")
_MARKS = str.maketrans({"（": "(", "）": ")", "，": ",", "：": ":", "“": '"', "”": '"', "．": ".", "；": ";"})
# The characters of the forms' labels in traditional script.
_TRADITIONAL = str.maketrans(
    "萬業為爲於會體關內決況減辦務動區單發號後國處復複審對屬廢開強擇當總執護報據數無機權條構沒現確祕秘穩類糾納組織經結繼續維繳罰範獲補規計認議許訟訪訴詢請購費轉過這進採問項題額隻徵",
    "万业为为于会体关内决况减办务动区单发号后国处复复审对属废开强择当总执护报据数无机权条构没现确秘秘稳类纠纳组织经结继续维缴罚范获补规计认议许讼访诉询请购费转过这进采问项题额只征",
)


def plain(text: str) -> str:
    """A label without white space, with half-width brackets, marks and digits, in simplified characters."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text).translate(_MARKS).translate(_TRADITIONAL))


@lru_cache(maxsize=20_000)
def plain_label(text: str) -> str:
    """The same for the short labels that all reports share, remembered."""
    return plain(text)


def is_shortened(label: str, full: str) -> bool:
    """Whether a label is the full one or lacks a single character of it, as pages lose one to a styled span."""
    if label == full:
        return True
    return len(label) == len(full) - 1 and any(full[:i] + full[i + 1 :] == label for i in range(len(full)))
