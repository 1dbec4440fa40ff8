"""A picture on a page, with the places of the findings that rest on it boxed; which kinds of picture a page may show."""

from __future__ import annotations

import base64
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from flows.publish.marks import mark

_KINDS = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"), (b"GIF8", "image/gif"))
_MOST_BYTES = 6_000_000
Shares = tuple[float, float, float, float]
"""Left, top, right and bottom of a place as shares of the picture's width, down the picture too: nobody need know its height."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where findings (by their numbers) rest on a picture."""

    numbers: tuple[int, ...]
    box: Shares


def kind_of(content: bytes) -> str | None:
    """The media type of a picture that every browser draws without running anything in it; None for all else.

    A TIFF is drawn by hardly any, an SVG may hold a script.
    """
    return next((kind for start, kind in _KINDS if content.startswith(start)), None)


def spots_of(found: Iterable[tuple[int, Shares]]) -> list[Spot]:
    """One spot for all findings, by their numbers, that rest on one place."""
    numbers: defaultdict[Shares, list[int]] = defaultdict(list)
    for number, box in found:
        numbers[box].append(number)
    return [Spot(tuple(dict.fromkeys(resting)), box) for box, resting in numbers.items()]


def shown_picture(content: bytes, spots: Sequence[Spot], named: set[int]) -> str | None:
    """The picture as HTML that holds it whole; None for what no browser shows or a page should not carry.

    `named` are the findings that an address already leads to; those that one leads to here are added.
    """
    kind = kind_of(content)
    if kind is None or len(content) > _MOST_BYTES:
        return None
    drawn = image(content, kind, "原图 the picture as published") + boxed(spots, named)
    return f'<figure style="position:relative;margin:12px 0">{drawn}</figure>'


def image(content: bytes, kind: str, told: str) -> str:
    """The picture itself, as wide as what it stands in; `told` says what it is to who cannot see it."""
    source = f"data:{kind};base64,{base64.b64encode(content).decode()}"
    return f'<img alt="{told}" style="display:block;width:100%" src="{source}">'


def boxed(spots: Iterable[Spot], named: set[int]) -> str:
    """Boxes over the picture that they share an element with, which must be placed itself (`position: relative`)."""
    return "".join(_drawn(spot, named) for spot in spots)


def _drawn(spot: Spot, named: set[int]) -> str:
    left, top, right, bottom = (100 * share for share in spot.box)
    # Margins and paddings in per cent are of the width, so that nobody need know how high the picture is.
    place = (
        f"position:absolute;top:0;left:{left:.2f}%;margin-top:{top:.2f}%;"
        f"width:{right - left:.2f}%;padding-bottom:{bottom - top:.2f}%"
    )
    return f'<span{mark(spot.numbers, named)} style="{place}"></span>'
