"""What changed in a report after it was first seen: cell by cell, and the lines of prose that went or came."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from checks.forms import Form
from checks.report import Report
from flows.publish.words import Words, stated

# Beyond that a report was written anew, and its two versions are better read side by side.
_MOST_LINES = 60


@dataclass(frozen=True, slots=True)
class CellChange:
    """One cell as first seen and as it stands now."""

    cell: str
    name: str
    first: Words
    now: Words


@dataclass(frozen=True, slots=True)
class LineChange:
    """One line of prose that is gone, or that is new."""

    part: str
    text: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class Changes:
    """All differences between a report as first seen and as it stands; `more` lines of prose are not listed."""

    cells: tuple[CellChange, ...]
    lines: tuple[LineChange, ...]
    more: int = 0

    def __bool__(self) -> bool:
        """Whether anything that a reader sees differs."""
        return bool(self.cells or self.lines)


def changes_since(earlier: Report, report: Report, form: Form | None) -> Changes:
    """What differs between a report as our archive first held it and as it stands."""
    lines = list(_lines(earlier, report))
    return Changes(tuple(_cells(earlier, report, form)), tuple(lines[:_MOST_LINES]), max(0, len(lines) - _MOST_LINES))


def _cells(earlier: Report, report: Report, form: Form | None) -> Iterator[CellChange]:
    names = form.names if form else {}
    for name, cell in report.cells.items():
        first = earlier.cells.get(name)
        if first is not None and (first.state, first.value or first.raw) != (cell.state, cell.value or cell.raw):
            yield CellChange(name, names.get(name, name), stated(first), stated(cell))


def _lines(earlier: Report, report: Report) -> Iterator[LineChange]:
    """The prose line by line, part by part in the order of the report as it stands."""
    before, now = _parts(earlier), _parts(report)
    for part in dict.fromkeys((*now, *before)):
        first, last = before.get(part, []), now.get(part, [])
        for step, left, right, down, up in SequenceMatcher(None, first, last, autojunk=False).get_opcodes():
            if step != "equal":
                yield from (LineChange(part, text, is_new=False) for text in first[left:right])
                yield from (LineChange(part, text, is_new=True) for text in last[down:up])


def _parts(report: Report) -> dict[str, list[str]]:
    parts = {"": "\n".join(filter(None, (report.title, report.preamble)))}
    parts |= {section.heading: section.text for section in report.sections}
    return {heading: [line.strip() for line in text.split("\n") if line.strip()] for heading, text in parts.items()}
