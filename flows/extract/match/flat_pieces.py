"""Running text that holds a table lying flat: its words and its figures by turns, without their lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from flows.extract.document import Paragraph
from flows.extract.labels import letters_of
from flows.extract.match.page_numbers import says_page

_FIGURE = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)(?:[件条项宗起])?|[/—–-]{1,2}")


class Piece(NamedTuple):
    """Words or figures that stand together, and the paragraph in which they begin."""

    words: str
    figures: tuple[str, ...]
    at: Paragraph


def pieces_of(paragraphs: Sequence[Paragraph]) -> Iterator[Piece]:
    """The words and figures of paragraphs by turns, in reading order."""
    lines = (paragraph for paragraph in paragraphs if not says_page(paragraph.text))
    words = ((word, paragraph) for paragraph in lines for word in paragraph.text.split())
    for is_figure, run in groupby(words, key=lambda one: _FIGURE.fullmatch(one[0]) is not None):
        held = list(run)
        texts = [word for word, _ in held]
        yield Piece("" if is_figure else letters_of("".join(texts)), tuple(texts) if is_figure else (), held[0][1])


def adds_up(figures: Sequence[str]) -> bool:
    """Whether the last of a row's figures is the sum of the others."""
    numbers = [float(re.sub(r"[^\d.]", "", figure) or 0) for figure in figures]
    return sum(numbers[:-1]) == numbers[-1]
