"""Where a point of a PDF page lies on the page as a person holds it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flows.extract.layout.strokes import Point

Place = Callable[[float, float], Point]


def upright(page: Any) -> Place:  # pypdfium2 ships no types
    """Coordinates of the file (from the lower left, before the page's turn) → points from the upper left, upright."""
    turn = int(page.get_rotation() // 90) % 4
    left, bottom, right, top = page.get_mediabox()
    width, height = float(right - left), float(top - bottom)

    def place(x: float, y: float) -> Point:
        along, above = float(x - left), float(y - bottom)
        match turn:
            case 0:
                return along, height - above
            case 1:
                return above, along
            case 2:
                return width - along, above
            case _:
                return height - above, width - along

    return place
