"""A page as a reader hands it over: glyphs, ruled lines and pictures with their places.

Coordinates are points from the upper left corner of the page as a person holds it; rotation is already undone.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

Box = tuple[float, float, float, float]
Matrix = tuple[float, ...]
"""Nine numbers, row by row, that take a point (x, y, 1) to another up to a factor."""
# What is read from a picture has no size on paper: it counts as this wide.
A4_WIDTH_POINTS = 595.0
# A page number and a stamp are no text.
_FEW_GLYPHS = 20
# Of a page whose text is drawn as curves so many shapes are characters, and so many times as many as are text.
_MANY_SHAPES, _TIMES = 100, 2
# A font that does not tell its characters spoils more than this share of a page.
_MANY = 0.2
# A picture of a larger share of its page is a ground.
_GROUND = 0.6
# No sheet of paper holds more characters, and no line of one more beside each other: what compares them with each other
# goes no further.
MOST_LOOKED_AT, MOST_NEAR = 20_000, 500
# Stands for what cannot be told: a character without a meaning, or a figure torn by a line. No reader of figures takes it
# for a digit.
TORN = "\ufffd"


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character; `size` is its font size in points, `confidence` below 1 where it was recognised, not read.

    `lightness` is that of its colour, from 0 (black) to 1 (white).
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float
    confidence: float = 1.0
    lightness: float = 0.0

    @property
    def middle(self) -> tuple[float, float]:
        """The centre, which decides the line and the cell that it belongs to."""
        return (self.x0 + self.x1) / 2, (self.top + self.bottom) / 2


@dataclass(frozen=True, slots=True)
class Doubtful(Glyph):
    """A character of a figure that was recognised in more than one way; `readings` are the figures that were seen."""

    readings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruled line: at `at` on one axis, from `start` to `end` on the other."""

    horizontal: bool
    at: float
    start: float
    end: float


@dataclass(frozen=True, slots=True)
class Net:
    """Where the knots of a net laid over a page stood before it was made flat: rows of (x, y), one knot each `step` points."""

    step: float
    knots: tuple[tuple[tuple[float, float], ...], ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """What stands right of `start` on a page came from page `number` and was moved right by so many points."""

    start: float
    number: int
    right: float


@dataclass(frozen=True, slots=True)
class PageLayout:
    """One page; `number` counts from 1, `pictures` are boxes of images, `fills` boxes of one colour thicker than a line.

    `dark` are boxes on which light text can be read, `marks` boxes of what is drawn in the size of characters and of
    figures that the page holds and does not show, `slants` lines drawn aslant from one corner of their box to another: (x, y) of one
    end, then of the other.
    `blank_confidence` is how sure it is that a place without a glyph is empty: below 1 where the page was recognised.
    `left` is where it begins on its sheet, which may hold two pages or four beside each other: what stands on it keeps its place there.
    `given` takes places on this page to the picture as it was given, where that one was turned to be read; before that `net`
    takes them to the page as it was bent, where it was made flat.
    `beside` are the pages that were joined to it on the right, from left to right.
    """

    number: int
    width: float
    height: float
    glyphs: tuple[Glyph, ...]
    rules: tuple[Rule, ...]
    pictures: tuple[Box, ...] = ()
    fills: tuple[Box, ...] = ()
    blank_confidence: float = 1.0
    dark: tuple[Box, ...] = ()
    marks: tuple[Box, ...] = ()
    slants: tuple[Box, ...] = ()
    left: float = 0.0
    given: Matrix | None = None
    net: Net | None = None
    beside: tuple[Beside, ...] = ()

    @property
    def patches(self) -> Iterator[Box]:
        """The pictures and dark boxes that may stand over several cells; one of most of the page is the ground that it is printed on."""
        most = _GROUND * self.width * self.height
        blackened = set(self.fills).intersection(self.dark)
        return (box for box in (*self.pictures, *blackened) if (box[2] - box[0]) * (box[3] - box[1]) < most)

    @property
    def is_scan(self) -> bool:
        """Whether the page must be looked at to be read: a picture of text, characters that nobody can name or that are curves."""
        printed = [glyph for glyph in self.glyphs if glyph.confidence == 1]
        unknown = sum(TORN in glyph.text for glyph in printed)
        is_drawn = len(self.marks) >= max(_MANY_SHAPES, _TIMES * len(printed))
        return unknown > len(printed) * _MANY or (bool(self.pictures) and len(printed) < _FEW_GLYPHS) or is_drawn
