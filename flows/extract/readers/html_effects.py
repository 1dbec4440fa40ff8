"""What CSS declarations do to the few characters of an element that would otherwise be read as part of a figure."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class Effect(StrEnum):
    """What a style makes of an element's text; `SHUT` is an element without room, which no row or cell can be.

    `ADDED` is what a style sheet writes beside the text.
    """

    UNSEEN = "unseen"
    SHUT = "shut"
    STRUCK = "struck"
    RAISED = "raised"
    TURNED = "turned"
    FAINT = "faint"
    ADDED = "added"


_ZERO = r"0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)"
_DECLARED = {
    Effect.UNSEEN: re.compile(
        rf"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:font-size|opacity)\s*:\s*{_ZERO}", re.IGNORECASE
    ),
    Effect.SHUT: re.compile(
        rf"\A(?=.*overflow\s*:\s*(?:hidden|clip))(?=.*(?<![\w-])(?:max-)?(?:width|height)\s*:\s*{_ZERO})"
        r"|clip\s*:\s*rect\(\s*[01](?:px)?\b|clip-path\s*:\s*inset\(\s*(?:50|100)%"
        r"|scale[xy]?\(\s*0\s*[,)]|(?<![\w-])(?:left|top|text-indent)\s*:\s*-\d{3,}",
        re.IGNORECASE | re.DOTALL,
    ),
    Effect.STRUCK: re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE),
    Effect.RAISED: re.compile(
        r"vertical-align\s*:\s*(?:super|sub|text-top|text-bottom)|mso-text-raise\s*:\s*-?[1-9.]"
        r"|position\s*:\s*relative[^{}]*(?:top|bottom)\s*:\s*-?[1-9]",
        re.IGNORECASE,
    ),
    Effect.TURNED: re.compile(
        r"\A(?=.*unicode-bidi\s*:\s*\S*override)(?=.*direction\s*:\s*rtl)", re.IGNORECASE | re.DOTALL
    ),
    Effect.FAINT: re.compile(
        r"(?<![-\w])color\s*:\s*(?:#(?:[ef]{3}|(?:[ef][0-9a-f]){3})\b|white\b|transparent\b"
        r"|rgba?\(\s*2[3-5]\d\s*,\s*2[3-5]\d\s*,\s*2[3-5]\d)"
        r"|font-size\s*:\s*(?:[1-6](?:\.\d+)?pt|[1-8](?:\.\d+)?px)",
        re.IGNORECASE,
    ),
}


_MOST_CHARACTERS = 2000


@lru_cache(maxsize=4096)
def effect_of(declarations: str) -> Effect | None:
    """What these declarations do to a text; a page says the same few hundreds of times."""
    told = declarations[:_MOST_CHARACTERS]
    return next((effect for effect, pattern in _DECLARED.items() if pattern.search(told)), None)
