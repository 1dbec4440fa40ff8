"""Several looks at one figure → what may be believed of it.

A figure counts as read only where two looks at differently prepared pictures agree; where all differ, the cell holds the
sign for an unreadable one, never the likelier guess, and remembers what was seen.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from flows.extract.layout.page import TORN
from flows.extract.ocr.strokes import Ink, is_ring

FIGURE = re.compile(r"^[-\d.,/—–－ー一OoQD。○〇Il|\s]{0,14}$")
"""What may be a figure, with the letters that the recogniser takes for one."""
_SHORT = re.compile(r"[^\u2e80-\u9fff]{1,2}")
# A figure of which a part is covered: of 424 under a seal +24 is seen.
_DAMAGED = re.compile(r"(?=.*\d)[^\u2e80-\u9fffA-Za-z]{1,9}")
_PLAIN = re.compile(r"[-\d.,/—–－\s]*")
_NUMBER = re.compile(r"-?\d+(?:[.,]\d+)*")
# Letters that the recogniser takes for a digit standing alone in a narrow cell.
_LOOKALIKES = str.maketrans("OoQD。○〇Il|", "0000000111")
_STROKE = re.compile(r"[Il|]")
# A dash that stands for "does not apply", as the recogniser spells it: a Chinese one is as long and as flat.
_DASH = re.compile(r"[-—–－ー一]{1,3}")
# What is left of a 0 whose thin top and foot were eaten: its two sides.
_HALVES = re.compile(r"\([)0]|0\)")
# Dirt beside a figure looks like these; a point within one is its own.
_DIRT = ".,' "
_LEAST_SURE = 0.6
# Two looks against one, and a figure of fewer digits than its ink makes (touching ones make one) or one that a pen's
# stroke or a seal meets, which all looks take for a part of it: read, but open to doubt.
_DISPUTED, _MISCOUNTED = 0.5, 0.7


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at a cell saw, and how sure it was (0 to 1)."""

    text: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Seen:
    """What may be believed of a cell after all looks; `readings` are the figures seen where not all saw one."""

    text: str
    confidence: float
    readings: tuple[str, ...] = ()


def in_doubt(seen: Seen) -> Seen:
    """A figure, or a blank, as one that is open to doubt, as on a page that is hard to read."""
    return replace(seen, confidence=min(seen.confidence, _MISCOUNTED))


def may_be_figure(text: str) -> bool:
    """Whether a text is worth another look: a figure, or what may be a misread one, a character or two that are no Chinese."""
    return bool(FIGURE.match(text) or _SHORT.fullmatch(text) or _DAMAGED.fullmatch(text))


def agreed(looks: Sequence[Look], ink: Ink | None = None) -> Seen:
    """The figure that two looks share, with the lower of their confidences; `ink` is what the ink itself looks like.

    A lone stroke is told by how it leans: the recogniser sees a 1 in a slash, which stands for "does not apply", and is sure of
    neither. In a short dash it may see nothing.
    """
    given = [look.text.strip() for look in looks]
    figures = [_by_lean(figure_of(text), ink) for text in _without_dirt(given)]
    plain = [(text, look.confidence) for text, look in zip(figures, looks, strict=True)]
    readings = tuple(dict.fromkeys(text for text, _ in plain if _NUMBER.fullmatch(text)))
    believed = Counter(text for text, confidence in plain if text and confidence >= _LEAST_SURE)
    text, votes = max(believed.items(), key=lambda one: one[1], default=("", 0))
    if votes < 2 and ink and (sign := _sign_of(ink, figures)):
        return Seen(sign, _MISCOUNTED)
    if votes < 2:
        return Seen(TORN, 0.0, readings)
    sure = min(confidence for seen, confidence in plain if seen == text and confidence >= _LEAST_SURE)
    if len(readings) > 1:
        # Dirt around a figure tells of a print that lost parts of its own: two looks may have lost the same point.
        is_lost = ink is not None and ink.is_dirty
        return Seen(TORN, 0.0, readings) if is_lost else Seen(text, min(sure, _DISPUTED), readings)
    if any(map(_HALVES.fullmatch, given)):
        return Seen(text, min(sure, _DISPUTED))
    is_clean = [_by_lean(figure_of(text), ink) for text in given].count(text) > 1
    return Seen(text, sure if is_clean and not (ink and _is_doubtful(text, ink)) else min(sure, _MISCOUNTED))


def nought_seen(look: Look, ink: Any) -> Look | None:
    """The look at a figure's ink (a mask) that bears out another look which saw a nought; None where it does not."""
    if look.confidence < _LEAST_SURE or figure_of(look.text.strip()) != "0" or not is_ring(ink):
        return None
    return Look("0", look.confidence)


def _without_dirt(texts: Sequence[str]) -> list[str]:
    """The texts of several looks, without the dirt beside a figure that another one sees without it."""
    bare = [text.strip(_DIRT) for text in texts]
    return [clean if clean in texts else text for text, clean in zip(texts, bare, strict=True)]


def _is_doubtful(text: str, ink: Ink) -> bool:
    """Whether the ink speaks against a figure that all looks agree on."""
    digits = sum(map(str.isdigit, text))
    return 0 < digits < ink.marks or ink.is_met or ink.is_dirty


def figure_of(text: str) -> str:
    """A look as figures; empty where a sign beside a digit may be one, or the edge of a line or seal: 2| is not 21, +24 not 24.

    So is a point before one, which may be dirt or what is left of a 0.
    """
    if _DASH.fullmatch(text):
        return "—"
    if _HALVES.fullmatch(text):
        return "0"
    if len(text) > 1 and _STROKE.search(text):
        return ""
    plain = text.translate(_LOOKALIKES)
    is_figure = _PLAIN.fullmatch(plain) and not plain.startswith((".", ","))
    return "" if any(map(str.isdigit, plain)) and not is_figure else plain


def _sign_of(ink: Ink, figures: Sequence[str]) -> str:
    """The sign that the ink shows and no look speaks against, "—" or "/"; empty where there is none."""
    if ink.is_dash and set(figures) <= {"", "—"}:
        return "—"
    return "/" if ink.is_slash and not ink.is_met and {"/"} <= set(figures) <= {"", "/"} else ""


def _by_lean(text: str, ink: Ink | None) -> str:
    if ink is None or text not in ("1", "/"):
        return text
    return "/" if ink.is_slash else text.replace("/", "")
