"""A picture inside a page, with the places of the findings that rest on it boxed."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from dataclasses import dataclass

from flows.publish.marks import mark

_KINDS = ((b"\x89PNG\r\n\x1a\n", "png"), (b"\xff\xd8\xff", "jpeg"), (b"GIF8", "gif"))
_MOST_BYTES = 6_000_000


@dataclass(frozen=True, slots=True)
class Spot:
    """Where findings (by their numbers) rest on a picture: left, top, right and bottom as shares of the picture's width."""

    numbers: tuple[int, ...]
    box: tuple[float, float, float, float]


def shown_picture(content: bytes, spots: Sequence[Spot], named: set[int]) -> str | None:
    """The picture as HTML that holds it whole; None for what no browser shows or a page should not carry.

    `named` are the findings that an address already leads to; those that one leads to here are added.
    """
    kind = next((kind for start, kind in _KINDS if content.startswith(start)), None)
    if kind is None or len(content) > _MOST_BYTES:
        return None
    drawn = "".join(_drawn(spot, named) for spot in spots)
    source = f"data:image/{kind};base64,{base64.b64encode(content).decode()}"
    image = f'<img alt="原图 the picture as published" style="display:block;width:100%" src="{source}">'
    return f'<figure style="position:relative;margin:12px 0">{image}{drawn}</figure>'


def _drawn(spot: Spot, named: set[int]) -> str:
    left, top, right, bottom = (100 * share for share in spot.box)
    # Margins and paddings in per cent are of the width, so that nobody need know how high the picture is.
    place = (
        f"position:absolute;top:0;left:{left:.2f}%;margin-top:{top:.2f}%;"
        f"width:{right - left:.2f}%;padding-bottom:{bottom - top:.2f}%"
    )
    return f'<span{mark(spot.numbers, named)} style="{place}"></span>'
