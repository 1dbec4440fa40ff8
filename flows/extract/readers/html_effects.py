"""What CSS declarations do to the few characters of an element that would otherwise be read as part of a figure."""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache


class Effect(StrEnum):
    """What a style makes of an element's text; `SHUT` is an element without room, which no row or cell can be.

    `PALE` is white or nearly so, `MOVED` shown elsewhere than its source stands, `MIXED` shown in another order than it;
    `ADDED` is what a style sheet writes beside the text, `CLOSED` a whole part of the page that is hidden, perhaps until a click.
    """

    CLOSED = "closed"
    UNSEEN = "unseen"
    SHUT = "shut"
    STRUCK = "struck"
    RAISED = "raised"
    TURNED = "turned"
    PALE = "pale"
    TINY = "tiny"
    MOVED = "moved"
    MIXED = "mixed"
    ADDED = "added"


_ZERO = r"0(?:\.0+)?(?:px|pt|em|rem|%)?\s*(?:;|!|$)"
_PALE = (
    r"(?:#(?:[ef]{3}[0-9a-f]?|(?:[ef][0-9a-f]){3}(?:[0-9a-f]{2})?)\b|#[0-9a-f]{6}00\b|transparent\b"
    r"|(?:white|whitesmoke|snow|ivory|(?:ghost|floral|antique)white|seashell|azure|mintcream|aliceblue)\b"
    r"|rgba?\(\s*2[3-5]\d\s*[, ]\s*2[3-5]\d\s*[, ]\s*2[3-5]\d|hsla?\([^)]*[, ]\s*(?:9\d|100)(?:\.\d+)?%\s*[,)/])"
)
_INK = re.compile(r"(?<![-\w])(?:-webkit-text-fill-)?color\s*:\s*([^;!]+)", re.IGNORECASE)
_GROUND = re.compile(r"(?<![-\w])background(?:-color|-image)?\s*:\s*([^;!]+)", re.IGNORECASE)
_TAKEN_OVER = re.compile(r"(?:inherit|initial|unset|currentcolor)\b", re.IGNORECASE)
_SEEN_THROUGH = re.compile(
    r"(?:none|transparent|inherit|initial|unset|0)\b|rgba\([^)]*,\s*0(?:\.0+)?\s*\)", re.IGNORECASE
)
_IS_PALE = re.compile(_PALE, re.IGNORECASE)
_DECLARED = {
    Effect.UNSEEN: re.compile(
        rf"display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)|(?:font-size|opacity)\s*:\s*{_ZERO}|opacity\s*:\s*0?\.0\d*\s*(?:;|!|$)",
        re.IGNORECASE,
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
    Effect.MIXED: re.compile(r"flex-(?:direction|flow)\s*:\s*[^;]*reverse", re.IGNORECASE),
    Effect.MOVED: re.compile(
        r"position\s*:\s*(?:relative|absolute)[^{}]*(?<![\w-])(?:left|right)\s*:\s*-?[1-9]|float\s*:\s*right"
        r"|(?<![\w-])order\s*:\s*-?[1-9]",
        re.IGNORECASE,
    ),
    Effect.PALE: re.compile(rf"(?<![-\w])(?:-webkit-text-fill-)?color\s*:\s*{_PALE}", re.IGNORECASE),
    Effect.TINY: re.compile(r"font-size\s*:\s*(?:[1-6](?:\.\d+)?pt|[1-8](?:\.\d+)?px)", re.IGNORECASE),
}


_MOST_CHARACTERS = 2000


@lru_cache(maxsize=4096)
def effect_of(declarations: str) -> Effect | None:
    """What these declarations do to a text; a page says the same few hundreds of times."""
    told = declarations[:_MOST_CHARACTERS]
    return next((effect for effect, pattern in _DECLARED.items() if pattern.search(told)), None)


def ink_of(declarations: str) -> bool | None:
    """Whether these declarations make a text white or nearly so; None where they name no colour for it."""
    found = _INK.search(declarations[:_MOST_CHARACTERS])
    return None if found is None or _TAKEN_OVER.match(found[1]) else _IS_PALE.match(found[1]) is not None


def ground_of(declarations: str) -> bool | None:
    """Whether these declarations lay white or nearly so under a text, and no picture; None where they lay nothing there."""
    laid = [value for value in _GROUND.findall(declarations[:_MOST_CHARACTERS]) if not _SEEN_THROUGH.match(value)]
    return all(_IS_PALE.match(value) and "(" not in value[4:] for value in laid) if laid else None
