"""A report's prose with the sentences that findings quote marked, cut into pieces that a template can wrap."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checks.model import Finding
from checks.report import Report


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text and the numbers of the findings that quote it (none: plain prose)."""

    text: str
    marks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading and its paragraphs, each a sequence of pieces; the preamble has no heading."""

    heading: str
    paragraphs: tuple[tuple[Piece, ...], ...]


def marked_prose(report: Report, findings: Sequence[Finding]) -> tuple[Passage, ...]:
    """The preamble and the sections in order, quotations marked by the numbers (from 1) of their findings."""
    quotes = [(number, item.evidence.quote) for number, item in enumerate(findings, 1) if item.evidence.quote]
    parts = [("", report.preamble), *((section.heading, section.text) for section in report.sections)]
    return tuple(Passage(heading, _paragraphs(text, quotes)) for heading, text in parts if heading or text)


def _paragraphs(text: str, quotes: Sequence[tuple[int, str]]) -> tuple[tuple[Piece, ...], ...]:
    spans = [(number, *span) for number, quote in quotes for span in _places(text, quote)]
    paragraphs, start = [], 0
    for line in text.split("\n"):
        if line.strip():
            paragraphs.append(tuple(_pieces(text, start, start + len(line), spans)))
        start += len(line) + 1
    return tuple(paragraphs)


def _places(text: str, quote: str) -> list[tuple[int, int]]:
    """Where a quotation stands, white space aside: a quotation may have been folded where the prose breaks a line."""
    letters = [re.escape(letter) for letter in quote if not letter.isspace()][:2000]
    if not letters:
        return []
    return [match.span() for match in re.finditer(r"\s*".join(letters), text)][:20]


def _pieces(text: str, start: int, end: int, spans: Sequence[tuple[int, int, int]]) -> Iterator[Piece]:
    cuts = {start, end}
    for _, left, right in spans:
        cuts |= {place for place in (left, right) if start < place < end}
    edges = sorted(cuts)
    for left, right in zip(edges, edges[1:], strict=False):
        marks = tuple(dict.fromkeys(number for number, first, last in spans if first <= left and right <= last))
        yield Piece(text[left:right], marks)
