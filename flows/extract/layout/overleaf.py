"""Tables without ruled lines that go on overleaf → on one page, so that heads and rows which a page break cut are whole.

What is ruled is joined when its cells are known (`pagebreak`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from checks.report import Where
from flows.extract.document import Block, relocated
from flows.extract.layout.aligned_regions import GAP_EMS, SECTION, is_text, widest
from flows.extract.layout.lines import Line
from flows.extract.layout.page import Box, PageLayout
from flows.extract.layout.words import Word, words_of

# Lines of characters that stand upright in narrow columns; points by which they stand a little otherwise.
_MOST_AGAIN, _SLACK = 24, 2.0
_MOST_HEAD, _FEW_CELLS, _FIRST_ROWS, _LAST_ROWS = 8, 2, 24, 60
# In characters: how far the first line overleaf stands below the last one.
_BELOW = 0.3


@dataclass(frozen=True, slots=True)
class Moved:
    """Lines of page `page` from the height `top` on, which were moved right and down by so many points.

    `blank_confidence` is that of their page.
    """

    top: float
    page: int
    right: float
    down: float
    blank_confidence: float


@dataclass(frozen=True, slots=True)
class Text:
    """The lines of a page with those that go on a table at its foot, and the heights of lines drawn across among them.

    `marks` are the places of figures that nobody reads: those that are not seen, and pictures.
    """

    lines: list[Line]
    across: list[float]
    marks: Sequence[Box] = ()
    moved: tuple[Moved, ...] = ()

    def placed(self, block: Block) -> Block:
        """A block with its places on the pages that they came from."""
        return relocated(block, self._place) if self.moved else block

    def _place(self, where: Where) -> Where:
        box = where.bbox
        found = next((moved for moved in reversed(self.moved) if box and box[1] >= moved.top), None)
        if box is None or found is None:
            return where
        x0, y0, x1, y1 = box
        x0, x1, y0, y1 = x0 - found.right, x1 - found.right, y0 - found.down, y1 - found.down
        return where._replace(page=found.page, bbox=(round(x0, 1), round(y0, 1), round(x1, 1), round(y1, 1)))


def whole_texts(
    pages: Sequence[PageLayout], texts: Sequence[Sequence[Line]], tables: Sequence[Sequence[Box]]
) -> list[Text]:
    """The text of each page, to which the rest overleaf of a table at its foot was moved.

    `texts` are the lines outside ruled tables, `tables` the boxes of these.
    """
    whole = [
        Text(list(lines), _across(page), [*page.marks, *page.patches]) for lines, page in zip(texts, pages, strict=True)
    ]
    home = 0
    for there in range(1, len(whole)):
        rest = _rest(whole[there].lines, tables[there])
        if rest and not any(tables[home + 1 : there]) and _is_open(whole[home].lines, tables[home]):
            whole[home] = _longer(whole[home], pages[home], rest, pages[there])
            whole[there] = replace(whole[there], lines=whole[there].lines[len(rest) :])
        if whole[there].lines or tables[there]:
            home = there
    return whole


def _across(page: PageLayout) -> list[float]:
    return sorted({round(rule.at, 1) for rule in page.rules if rule.horizontal})


def _is_open(lines: Sequence[Line], tables: Sequence[Box]) -> bool:
    """Whether a page may end within a table: with rows, or with the head of one and nothing but that."""
    last = range(max(len(lines) - _LAST_ROWS, 0), len(lines))
    if not lines or any(box[3] > lines[-1].box[1] for box in tables):
        return False
    width = widest(lines)
    for at in reversed(last):
        if SECTION.match(lines[at].text) or is_text(lines[at], width):
            break
        if _has_figure(words_of(lines[at], 0, GAP_EMS)):
            return True
    return _ends_with_head(lines, width)


def _ends_with_head(lines: Sequence[Line], width: float) -> bool:
    """Whether what stands below the last title of a section, and below its text if there is any, can be names of columns."""
    start = next((at for at in range(len(lines), 0, -1) if SECTION.match(lines[at - 1].text)), len(lines))
    start = next((at for at in range(len(lines), start, -1) if is_text(lines[at - 1], width)), start)
    head = lines[start:]
    return 0 < len(head) <= _MOST_HEAD and max(len(words_of(line, 0)) for line in head) > 1


def _rest(lines: Sequence[Line], tables: Sequence[Box]) -> Sequence[Line]:
    """The lines that a page begins with where they can be rows of a table, be they without figures."""
    top = min((box[1] for box in tables), default=float("inf"))
    width = widest(lines) if lines else 0.0
    stop = 0
    while stop < len(lines) and not _ends_rows(lines[stop], width) and lines[stop].box[1] < top:
        stop += 1
    cells = [words_of(line, 0, GAP_EMS) for line in lines[: min(stop, _FIRST_ROWS)]]
    has_rows = any(len(row) > _FEW_CELLS or _has_figure(row) for row in cells)
    is_short = stop < min(len(lines), _MOST_HEAD) and SECTION.match(lines[stop].text) is not None
    return lines[:stop] if has_rows or is_short else ()


def _ends_rows(line: Line, width: float) -> bool:
    return SECTION.match(line.text) is not None or is_text(line, width)


def _has_figure(row: Sequence[Word]) -> bool:
    return len(row) > 1 and any(cell.is_figure for cell in row)


def _head_again(lines: Sequence[Line], rest: Sequence[Line]) -> int:
    """How many lines overleaf are the head of the table above once more."""
    head = list(takewhile(lambda line: not _has_figure(words_of(line, 0)), rest[:-1]))[:_MOST_AGAIN]
    starts = [at for at, line in enumerate(lines) if line.text == rest[0].text]
    # A table of several parts may name their columns alike, in a line each.
    return max((n for n in range(2, len(head) + 1) for at in starts if _are_alike(lines[at:], head[:n])), default=0)


def _are_alike(lines: Sequence[Line], head: Sequence[Line]) -> bool:
    """Whether lines begin with those of a head; which characters in narrow columns make a line may differ from page to page."""
    top, bottom = lines[0].box[1], lines[0].box[1] + head[-1].box[3] - head[0].box[1]
    above = (glyph for line in lines if line.box[1] < bottom for glyph in line.glyphs)
    found = sorted(glyph.text for glyph in above if top - _SLACK < glyph.top and glyph.bottom < bottom + _SLACK)
    return found == sorted(glyph.text for line in head for glyph in line.glyphs)


def _longer(text: Text, page: PageLayout, rest: Sequence[Line], there: PageLayout) -> Text:
    """A page's text with lines of another page below it."""
    right, again = page.left - there.left, _head_again(text.lines, rest)
    rest = rest[again:]
    down = text.lines[-1].box[3] + _BELOW * rest[0].size - rest[0].box[1]
    # A line right below a head that is printed again parts no rows: the row before may go on there.
    across = [at + down for at in _across(there) if (rest[0].box[1] if again else 0.0) <= at <= rest[-1].box[3]]
    moved = Moved(rest[0].box[1] + down, there.number, right, down, there.blank_confidence)
    marks = [
        (x0 + right, y0 + down, x1 + right, y1 + down)
        for x0, y0, x1, y1 in (*there.marks, *there.patches)
        if y1 > rest[0].box[1]
    ]
    return Text(
        [*text.lines, *_below(rest, right, down)],
        [*text.across, *across],
        [*text.marks, *marks],
        (*text.moved, moved),
    )


def _below(lines: Sequence[Line], right: float, down: float) -> Iterator[Line]:
    for line in lines:
        glyphs = (
            replace(g, x0=g.x0 + right, x1=g.x1 + right, top=g.top + down, bottom=g.bottom + down) for g in line.glyphs
        )
        x0, top, x1, bottom = line.box
        yield replace(line, box=(x0 + right, top + down, x1 + right, bottom + down), glyphs=tuple(glyphs))
