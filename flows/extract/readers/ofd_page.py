"""One page of an OFD as it is drawn: what lies under an opaque picture or box, nobody sees.

Source: GB/T 33190-2016, clauses 8 to 11.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import replace
from math import inf
from typing import NamedTuple

from lxml import etree

from flows.errors import TooLarge
from flows.extract.layout.covers import Cover, uncovered
from flows.extract.layout.edges import UNSURE, beyond, cuts_figures, within
from flows.extract.layout.page import TORN, Box, Glyph, PageLayout, Rule
from flows.extract.layout.strokes import DARK, THIN, Matrix, Point, fill_of, mark_of, rules_of, slants_of
from flows.extract.layout.strokes import box_of as box_around
from flows.extract.layout.twice import printed_once
from flows.extract.package import Package
from flows.extract.readers.ofd_colour import lightness_of, opacity_of
from flows.extract.readers.ofd_fonts import misnaming_fonts
from flows.extract.readers.ofd_objects import Item, objects_of, on_page, upright
from flows.extract.readers.ofd_outlines import outlines_of
from flows.extract.readers.ofd_parts import Sheet
from flows.extract.readers.ofd_paths import subpaths_of
from flows.extract.readers.ofd_pictures import is_opaque
from flows.extract.readers.ofd_text import MOST_GLYPHS, glyphs_of, stands_askew
from flows.extract.readers.ofd_xml import POINTS, box_of, local

# Through a colour of this opacity nothing is seen.
_OPAQUE = 0.98
# A box as light as this is white paper laid over what it covers.
_PAPER = 0.97


class Drawn(NamedTuple):
    """A page as it is drawn, and the image objects on it."""

    page: PageLayout
    images: list[etree._Element]
    sheet: Sheet


def drawn(sheet: Sheet, number: int, package: Package, name: str) -> Drawn:
    """The page of a sheet; `number` counts from 1. Raises `TooLarge` for more characters than fit on paper."""
    left, top, right, bottom = sheet.area
    origin: Matrix = (1.0, 0.0, 0.0, 1.0, -left, -top)
    items = objects_of(sheet.layers, sheet.resources, origin)
    turn, width, height = upright(items, right - left, bottom - top)
    texts = [item.element for item in items if local(item.element) == "TextObject"]
    pen = _Pen(package, sheet, misnaming_fonts(texts, sheet.resources.fonts, package))
    for item in items:
        pen.draw(item.under(turn))
        if len(pen.glyphs) > MOST_GLYPHS:
            raise TooLarge(
                f"{name}: 第 {number} 页超过 {MOST_GLYPHS} 字 (more than {MOST_GLYPHS} characters on page {number})"
            )
    return Drawn(pen.page(number, width * POINTS, height * POINTS), pen.images, sheet)


class _Pen:
    """Collects what the objects of one page draw, from the lowest to the highest."""

    def __init__(self, package: Package, sheet: Sheet, misnaming: Container[str]) -> None:
        self._package, self._media, self._misnaming = package, sheet.resources.media, misnaming
        self._opaque: dict[str, bool] = {}
        self._rules: list[Rule] = []
        self._fills: list[Box] = []
        self._dark: list[Box] = []
        self._marks: list[Box] = []
        self._slants: list[Box] = []
        self._pictures: list[Box] = []
        self._covers: list[Cover] = []
        self.glyphs: list[Glyph] = []
        self.images: list[etree._Element] = []

    def page(self, number: int, width: float, height: float) -> PageLayout:
        """All that was drawn."""
        seen = uncovered(self.glyphs, self._covers)
        # Makers that break no pages write on below a page's foot, where nothing else can stand.
        glyphs = tuple(within(printed_once(seen.glyphs), width, inf))
        return PageLayout(
            number,
            width,
            height,
            glyphs,
            tuple(self._rules),
            tuple(self._pictures),
            tuple(self._fills),
            UNSURE if cuts_figures(glyphs, width) else 1.0,
            dark=(*self._dark, *self._pictures),
            marks=(*self._marks, *seen.blackened, *beyond(seen.glyphs, width)),
            slants=tuple(self._slants),
        )

    def draw(self, item: Item) -> None:
        """One object, over those before it."""
        match local(item.element):
            case "TextObject":
                self._text(item)
            case "PathObject":
                self._path(item)
            case _:
                self._picture(item)

    def _text(self, item: Item) -> None:
        """A text object; of figures that stand askew there is only the mark that something is printed."""
        glyphs, cut_away = glyphs_of(item)
        self._marks += cut_away
        if item.element.get("Font", "") in self._misnaming:
            glyphs = [replace(g, text=TORN) if g.text.isdigit() else g for g in glyphs]
        if not stands_askew(item):
            self.glyphs += glyphs
        elif all(glyph.text.isdigit() or glyph.text == TORN for glyph in glyphs):
            self._marks += [(glyph.x0, glyph.top, glyph.x1, glyph.bottom) for glyph in glyphs]

    def _path(self, item: Item) -> None:
        stroke = item.element.get("Stroke", "true") != "false"
        fill = item.element.get("Fill", "false") == "true"
        for corners, curved in subpaths_of(item.element, item.matrix):
            self._rules += rules_of(corners, stroke=stroke, fill=fill, curved=curved)
            if fill:
                self._fill(item, corners)
            elif stroke:
                self._slants += slants_of(corners, curved)
        if fill and opacity_of(item) > _OPAQUE:
            self._cover(item)

    def _fill(self, item: Item, corners: Sequence[Point]) -> None:
        if box := fill_of(corners):
            self._fills.append(box)
            if lightness_of(item) < DARK:
                self._dark.append(box)
        elif mark := mark_of(corners):
            self._marks.append(mark)

    def _cover(self, item: Item) -> None:
        """What lies under a filled shape; a frame or a ring is open in its middle."""
        outlines = outlines_of(item.element, item.matrix)
        if not outlines:
            return
        box = box_around([point for outline in outlines for point in outline])
        if min(box[2] - box[0], box[3] - box[1]) > THIN:
            is_box = len(outlines) == 1 and fill_of(outlines[0]) is not None
            is_paper = lightness_of(item) > _PAPER
            self._covers.append(Cover(box, len(self.glyphs), is_paper, () if is_box else outlines))

    def _picture(self, item: Item) -> None:
        left, top, right, bottom = box_of(item.element, "Boundary")
        box = on_page((0.0, 0.0, right - left, bottom - top), item.frame)
        self._pictures.append(box)
        self.images.append(item.element)
        if min(box[2] - box[0], box[3] - box[1]) > THIN and self._hides(item):
            self._covers.append(Cover(box, len(self.glyphs), is_paper=False))

    def _hides(self, item: Item) -> bool:
        part = self._media.get(item.element.get("ResourceID", ""), "")
        if part not in self._opaque:
            self._opaque[part] = is_opaque(self._package, part)
        return self._opaque[part] and opacity_of(item) > _OPAQUE
