"""Lines outside tables → paragraphs, joined by where they begin and end."""

from __future__ import annotations

import re
from collections.abc import Sequence

from checks.report import Where
from flows.extract.document import Paragraph
from flows.extract.layout.lines import Line

_HEADING = re.compile(r"^(?:[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[)）]|#)")
_TITLE = re.compile(r"^[一二三四五六]、.{2,30}(?:情况|事项)$")


def margins(lines: Sequence[Line]) -> tuple[float, float]:
    """The left and right edge of a page's text."""
    return min((line.box[0] for line in lines), default=0.0), max((line.box[2] for line in lines), default=0.0)


def paragraphs(lines: Sequence[Line], edges: tuple[float, float], source: str, page: int) -> list[Paragraph]:
    """Lines in reading order joined to paragraphs; `edges` are the page's text margins.

    A line opens a paragraph where it is indented or centred against the text column, is a heading or of another size,
    or where the line before it ended short of the right edge.
    """
    left, right = edges
    groups: list[list[Line]] = []
    for line in lines:
        if groups and _continues(groups[-1][-1], line, left, right):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [_paragraph(group, source, page) for group in groups]


def _continues(before: Line, line: Line, left: float, right: float) -> bool:
    size = max(before.size, line.size, 1.0)
    return (
        abs(before.size - line.size) < 1.5
        and line.box[0] - left < 1.2 * size
        and right - before.box[2] < 2.5 * size
        and line.box[1] - before.box[3] < 2.2 * size
        and not _HEADING.match(line.text)
        and not _TITLE.match(before.text)
    )


def _paragraph(group: Sequence[Line], source: str, page: int) -> Paragraph:
    box = (
        round(min(line.box[0] for line in group), 1),
        round(group[0].box[1], 1),
        round(max(line.box[2] for line in group), 1),
        round(group[-1].box[3], 1),
    )
    text = group[0].text
    for line in group[1:]:
        text += (" " if text[-1:].isascii() and text[-1:].isalpha() and line.text[:1].isalpha() else "") + line.text
    sure = min((glyph.confidence for line in group for glyph in line.glyphs), default=1.0)
    return Paragraph(text, Where(source=source, page=page, bbox=box, confidence=round(sure, 3)))
