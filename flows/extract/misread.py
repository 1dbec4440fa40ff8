"""Titles of the six parts on recognised pages: known by their words, some of them misread, and by their order.

A lone numeral is what recognition misreads first (五 comes out as 下, 一 as a dash or nothing), so it tells nothing here.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rapidfuzz.distance import Levenshtein

from flows.extract.headings import CLOSE, Heading, squeeze, titles_of_parts

# Of so many characters of a title one may be misread, lost or added.
_A_SLIP_IN = 4
# What is left of a numeral and the mark behind it.
_LONGEST_MARK = 3
_BRACKETS = frozenset("()[]〔〕")
_STOPS = "。.:：、 "


def misread_headings(lines: Sequence[str | None], opening: Mapping[int, str]) -> dict[int, Heading]:
    """Index of each line that opens a part which none opens yet → its heading; `opening` is index → section of the others.

    `lines` are in reading order, None for what was not recognised. A title counts only where its part belongs: behind those
    before it and before those behind it.
    """
    found: dict[int, Heading] = {}
    for section, titles in sorted(titles_of_parts().items()):
        known = {**opening, **{at: heading.section or "" for at, heading in found.items()}}
        if section in known.values():
            continue
        after = max((at for at, name in known.items() if name < section), default=-1)
        before = min((at for at, name in known.items() if name > section), default=len(lines))
        if best := min(_alike(lines, range(after + 1, before), titles), default=None):
            text = (lines[best[1]] or "").strip(" #*　")
            found[best[1]] = Heading(text, "lost", None, section, CLOSE, len(lines[best[1]] or ""))
    return found


def _alike(lines: Sequence[str | None], where: range, titles: Sequence[str]) -> Iterator[tuple[int, int]]:
    """The fewest slips in which a line is one of these titles, and its index, for each line that is."""
    for at in where:
        line = squeeze(lines[at] or "").strip(_STOPS)
        slips = [count for title in titles if (count := _slips(line, title)) is not None]
        if slips:
            yield min(slips), at


def _slips(line: str, title: str) -> int | None:
    """In how many characters a line behind its numeral differs from a title; None where they are too many."""
    most = len(title) // _A_SLIP_IN
    if not len(title) - most <= len(line) <= len(title) + most + _LONGEST_MARK:
        return None
    counts = [
        Levenshtein.distance(line[start:], title)
        for start in range(_LONGEST_MARK + 1)
        if not _BRACKETS & set(line[:start])
    ]
    return least if (least := min(counts)) <= most else None
