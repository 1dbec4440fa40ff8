"""Pages made of a PDF (`pdftohtml -c`, pdf2htmlEX and their like): every piece of text an element with a place on its page.

Nothing in the markup says what is a row there; the pieces go the way of a PDF's glyphs.
"""

from __future__ import annotations

import re
from collections import ChainMap, defaultdict
from collections.abc import Iterator, Mapping, Sequence

from selectolax.lexbor import LexborNode

from flows.extract.layout.page import PageLayout
from flows.extract.layout.placed import FEWEST, SHARE, Run, page_of_runs
from flows.extract.readers.html_nodes import Elements
from flows.extract.readers.html_sheets import rules_of
from flows.extract.script import settle

_DECLARATION = re.compile(r"([a-z-]+)\s*:\s*([^;]+)", re.IGNORECASE)
_CLASS = re.compile(r"\s*\.([\w-]+)\s*")
_LENGTH = re.compile(r"\s*(-?\d+(?:\.\d+)?)(px|pt|em)?\s*(?:!important)?\s*")
_MATRIX = re.compile(r"matrix\(\s*(\d*\.?\d+)")
_PIXELS = {"px": 1.0, "pt": 4 / 3, None: 1.0}
_KEPT = ("position", "left", "top", "bottom", "width", "height", "font-size", "line-height", "transform")
_SIZE, _LEADING = 16.0, 1.2
_FONT = re.compile(r"ft(\d{2,})")
_MOST_PAGES = 500

Style = Mapping[str, str]


def placed_pages(body: LexborNode, elements: Elements, sheets: Sequence[str] = ()) -> list[PageLayout]:
    """The pages whose pieces of text have places; none where the text of the page mostly has none.

    `sheets` are the texts of the style sheets that stood in the body.
    """
    if elements["td"]:
        return []
    styles = _Styles(body, sheets)
    pieces = [node for tag in ("div", "p", "span") for node in elements[tag] if styles.is_placed(node)]
    if len(pieces) < FEWEST:
        return []
    outer = {piece.mem_id for piece in pieces}
    leaves = [node for node in pieces if node.text().strip() and not _holds(node, outer)]
    if sum(len(node.text()) for node in leaves) < SHARE * len(body.text(strip=True)):
        return []
    pages: defaultdict[int, list[Run]] = defaultdict(list)
    sizes: dict[int, tuple[float, float]] = {}
    for leaf in leaves:
        page, left, top = styles.place(leaf)
        number = page.mem_id if page is not None else 0
        sizes[number] = styles.size(page) if page is not None else (0.0, 0.0)
        pages[number] += styles.runs(leaf, left, top)
    return [page_of_runs(number, runs, *sizes[key]) for number, (key, runs) in enumerate(pages.items(), 1)]


def _holds(node: LexborNode, placed: set[int]) -> bool:
    """Whether a placed element holds others that are."""
    return any(inner.mem_id in placed for inner in node.css("div,p,span") if inner.mem_id != node.mem_id)


class _Styles:
    """What the page's classes and the elements themselves say of places and sizes."""

    def __init__(self, body: LexborNode, sheets: Sequence[str]) -> None:
        self._classes: dict[str, Style] = {}
        for selectors, declarations in rules_of(body, sheets):
            for name in filter(None, map(_CLASS.fullmatch, selectors.split(","))):
                self._classes[name[1]] = {**self._classes.get(name[1], {}), **_kept(declarations)}

    def of(self, node: LexborNode) -> Style:
        attributes = node.attributes
        named = [self._of_class(name) for name in reversed((attributes.get("class") or "").split())]
        return ChainMap(_kept(attributes.get("style") or ""), *map(dict, named))

    def _of_class(self, name: str) -> Style:
        """What a class says; one of a font's that is not written says what the same font's of an earlier page does.

        `pdftohtml -s` calls a font by its page's number and its own, ft12 on the first page and ft22 on the second, and writes its
        style on the first page that it is used on only.
        """
        if name in self._classes or (font := _FONT.fullmatch(name)) is None:
            return self._classes.get(name, {})
        pages = ((int(font[1][:cut]), font[1][cut:]) for cut in range(1, len(font[1])))
        earlier = (f"ft{at}{own}" for page, own in pages for at in range(1, min(page, _MOST_PAGES)))
        told = [self._classes[other] for other in earlier if other in self._classes]
        self._classes[name] = told[0] if told and all(style == told[0] for style in told) else {}
        return self._classes[name]

    def is_placed(self, node: LexborNode) -> bool:
        style = self.of(node)
        return style.get("position") == "absolute" and "left" in style and bool(style.keys() & {"top", "bottom"})

    def size(self, node: LexborNode) -> tuple[float, float]:
        style = self.of(node)
        return _pixels(style.get("width")) or 0.0, _pixels(style.get("height")) or 0.0

    def place(self, node: LexborNode) -> tuple[LexborNode | None, float, float]:
        """The page that an element stands on, and its left and upper edge there."""
        left = top = 0.0
        here: LexborNode | None = node
        while here is not None and here.tag != "body":
            style = self.of(here)
            if style.get("position") in ("relative", None) and "height" in style and here is not node:
                return here, left, top
            left += _pixels(style.get("left")) or 0.0
            top += self._top(here, style)
            here = here.parent
        return None, left, top

    def _top(self, node: LexborNode, style: Style) -> float:
        if "bottom" not in style or "top" in style:
            return _pixels(style.get("top")) or 0.0
        around = node.parent
        while around is not None and not self.size(around)[1]:
            around = around.parent
        height = self.size(around)[1] if around is not None else 0.0
        own = (_pixels(style.get("height")) or self._type(node)) * _scale(style)
        return height - (_pixels(style["bottom"]) or 0.0) - own

    def _type(self, node: LexborNode) -> float:
        """The size of an element's type, as it or what it holds or stands in says."""
        for here in (node, *node.css("span,b,font,p,div")):
            if size := _pixels(self.of(here).get("font-size")):
                return size
        return self._type(node.parent) if node.parent is not None and node.parent.tag != "body" else _SIZE

    def runs(self, node: LexborNode, left: float, top: float) -> Iterator[Run]:
        """The texts of an element from left to right, its lines one below the other."""
        style = self.of(node)
        size = self._type(node) * _scale(style)
        leading = (_pixels(style.get("line-height")) or 0.0) * _scale(style) or size * _LEADING
        at = left
        for piece in _pieces(node):
            if piece is None:
                at, top = left, top + leading
            elif isinstance(piece, str):
                run = Run(settle(piece), at, top, size)
                at += run.width
                if run.text.strip():
                    yield run
            else:
                at += (_pixels(self.of(piece).get("width")) or 0.0) * _scale(style)


def _pieces(node: LexborNode) -> Iterator[str | LexborNode | None]:
    """An element's texts; None for the end of a line, an element for a gap that is as wide as its style says."""
    for child in node.iter(include_text=True):
        if child.tag == "-text":
            yield " ".join(child.text().split()) if child.text().strip() else " " * bool(child.text())
        elif child.tag == "br":
            yield None
        elif child.text().strip():
            yield from _pieces(child)
        else:
            yield child


def _scale(style: Style) -> float:
    found = _MATRIX.match(style.get("transform", ""))
    return float(found[1]) if found else 1.0


def _kept(declarations: str) -> dict[str, str]:
    found = ((name.lower(), value.strip()) for name, value in _DECLARATION.findall(declarations))
    return {name: value for name, value in found if name in _KEPT}


def _pixels(length: str | None) -> float | None:
    found = _LENGTH.fullmatch(length or "")
    return float(found[1]) * _PIXELS.get(found[2], 1.0) if found else None
