"""A page as a reader hands it over: glyphs, ruled lines and pictures with their places.

Coordinates are points from the upper left corner of the page as a person holds it; rotation is already undone.
"""

from __future__ import annotations

from dataclasses import dataclass

Box = tuple[float, float, float, float]
# A page number and a stamp are no text.
_FEW_GLYPHS = 20


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character; `size` is its font size in points, `confidence` below 1 where it was recognised, not read."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    confidence: float = 1.0

    @property
    def middle(self) -> tuple[float, float]:
        """The centre, which decides the line and the cell that it belongs to."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: at `at` on one axis, from `start` to `end` on the other."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PageLayout:
    """One page; `number` counts from 1, `pictures` are boxes of images."""

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    pictures: tuple[Box, ...] = ()

    @property
    def is_scan(self) -> bool:
        """Whether the page is a picture of text: pictures, and hardly a character beside them."""
        return bool(self.pictures) and len(self.glyphs) < _FEW_GLYPHS
