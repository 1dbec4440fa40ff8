"""Forms of writing: characters that look like Chinese ones and are not, and traditional script.

Readers settle radicals for the whole source; simplifying is for comparing only, what is quoted stays as published.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

import opencc

_RADICAL = re.compile("[\u2e80-\u2fdf]")
_INVISIBLE = re.compile("[\u00ad\u180e\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]")
_TURNED = re.compile("\u202e([^\u202c\u202e]*)\u202c?")
"""What a mark has shown from right to left."""
# Spaces that are no white space to Python: the wide one of GBK (A3A0), which GB18030 keeps in private use, the Hangul
# filler, and what is left on the page where software escaped a space twice.
_ESCAPED = "&(?:nbsp|emsp|ensp|#160|#12288|#x[aA]0);"
_SPACE = re.compile(f"[\ue5e5\u3164]|{_ESCAPED}")
_UNSETTLED = re.compile(f"[{_INVISIBLE.pattern[1:-1]}{_RADICAL.pattern[1:-1]}\ue5e5\u3164]|{_ESCAPED}")
_TRADITIONAL = re.compile("公開|報告|年報|總體")
# Radicals that Unicode leaves without a compatibility mapping; fonts of PDF printers use them for the whole character.
_SUPPLEMENT = str.maketrans(
    "⺠⻄⻓⻋⻅⻔⻚⻛⻉⻢⻥⻦⻬⻮⻰⻘⻝⻤⻣⻩⻆⻙⻜⺁⺝⺩⺼⻨⻁",
    "民西长车见门页风贝马鱼鸟齐齿龙青食鬼骨黄角韦飞厂月王月麦虎",
)


def is_unsettled(text: str) -> bool:
    """Whether `settle` would change anything."""
    return _UNSETTLED.search(text) is not None


def settle(text: str) -> str:
    """The text with CJK radical code points as the characters they stand for, invisible ones gone, odd spaces plain."""
    if not is_unsettled(text):
        return text
    text = _TURNED.sub(lambda found: found[1][::-1], text)
    text = _SPACE.sub("\xa0", _INVISIBLE.sub("", text))
    return _RADICAL.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text.translate(_SUPPLEMENT))


def is_traditional(text: str) -> bool:
    """Whether a text holds what open government is called in traditional script."""
    return _TRADITIONAL.search(text) is not None


def comparable(text: str) -> str:
    """The text as it is compared: simplified where it is in traditional script."""
    return simplified(text) if is_traditional(text) else text


def simplified(text: str) -> str:
    """The text in simplified characters."""
    return str(_converter().convert(text))


def in_simplified(text: str) -> str:
    """The text in simplified characters, each in its place: as it stands where that would make it longer or shorter."""
    converted = simplified(text)
    return converted if len(converted) == len(text) else text


@cache
def _converter() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")
