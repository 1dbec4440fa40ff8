"""A report as read: its cells with their states and places, its claims, parts and tables.

Only values belong here. How they are read is `flows.extract`; whose report it is and what was found in it is `checks.model`.
Cells and their places are tuples: a report has four hundred of them, and a frozen dataclass takes three times as long to make.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import NamedTuple

Number = int | float
# What is suspected of a table in whose place a picture stands.
PICTURED = "表格可能是图片"


class CellState(StrEnum):
    """What stands in a cell of a mandated table; the six are never confused with each other."""

    NUMBER = "number"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"
    TEXT = "text"
    UNREADABLE = "unreadable"
    ABSENT = "absent"


class Where(NamedTuple):
    """A place in a source: an XPath in a page, or a page number and box (points, origin top left) in a document."""

    source: str = ""
    xpath: str | None = None
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    confidence: float = 1.0


NOWHERE = Where()
# What `Report.left_over` says of a column that the form does not have, behind its name where that is known.
BESIDE_THE_FORM = "（格式之外的一栏）"


class Cell(NamedTuple):
    """One figure of a mandated table as published.

    `value` is set if and only if `state` is NUMBER; `raw` is the cell's text with white space folded; `note` is
    what stood beside the number (a unit, a bracketed remark).
    """

    cell: str
    state: CellState
    value: Number | None = None
    raw: str = ""
    note: str | None = None
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class Claim:
    """What one clause of the prose says about the tables.

    `cell` is a cell id, a sum (`T3.granted.total+T3.partial.total`), a group (`T3.denied.*.total`) or
    `S6.processing_fee_yuan`; `value` is the figure as text ("5", "58.5%"). `alternatives` are other cells the same
    words may honestly mean (受理 with or without what was carried in). `scope` is `own`, `area` or `unclear`;
    `qualifier` is `exact`, `approximate`, `at_least` or `at_most`. `start` and `end` are offsets in the section's
    text; `pattern` names the piece of grammar that read it.
    """

    cell: str
    value: str
    quote: str
    section: str | None = None
    scope: str = "own"
    qualifier: str = "exact"
    alternatives: tuple[str, ...] = ()
    doubtful: bool = False
    start: int = 0
    end: int = 0
    pattern: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """One mandated part: `id` is S1…S6 of the form, `heading` as published, `text` one paragraph a line without tables."""

    id: str
    heading: str
    text: str
    where: Where = NOWHERE


@dataclass(frozen=True, slots=True)
class Heading:
    """A top-level heading as published and the form's section it was matched to, if any; in reading order."""

    text: str
    section: str | None


@dataclass(frozen=True, slots=True)
class Table:
    """One published grid that holds a mandated table, for redrawing it: rows of (text, rowspan, colspan, cell id)."""

    id: str
    rows: tuple[tuple[tuple[str, int, int, str | None], ...], ...]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a fact about a report was read and how sure it is, 0 to 1.

    `place` is "text", "metadata", "signature", "period" (of the statistics) or "asked" (by whoever asked for a year).
    `said` are the page's own words, where they are worth quoting (发布日期：2024-02-02); empty for metadata, which no
    reader of the page sees.
    """

    place: str
    confidence: float
    said: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """One annual report as read.

    `cells` holds every cell of its form, those not found as ABSENT. `coverage` is the share of a table's cells whose
    place was found (T2, T3, T4; 0 to 1). `form` is "2021", "2019", "mixed" or None where no table was recognised.
    `method` is "digital", "ocr", or "mixed" where tables alone were recognised in pictures. `left_over` are labels,
    figures and columns that stood in a mandated table and matched nothing. `suspicions` are the reader's own doubts
    about its work, a sentence each: while there is one about a table, no rule may accuse anybody on that table's
    figures. `origins` tells of title, agency, year and published where they were read. `attached` are names of files that
    the page offers and that may hold the tables which its text lacks.
    """

    source: str
    sha256: str
    title: str | None = None
    agency: str | None = None
    year: int | None = None
    form: str | None = None
    published: date | None = None
    preamble: str = ""
    sections: tuple[Section, ...] = ()
    headings: tuple[Heading, ...] = ()
    cells: Mapping[str, Cell] = field(default_factory=dict)
    claims: tuple[Claim, ...] = ()
    coverage: Mapping[str, float] = field(default_factory=dict)
    tables: tuple[Table, ...] = ()
    left_over: tuple[str, ...] = ()
    suspicions: Mapping[str, str] = field(default_factory=dict)
    method: str = "digital"
    images: int = 0
    notes: tuple[str, ...] = ()
    origins: Mapping[str, Origin] = field(default_factory=dict)
    attached: tuple[str, ...] = ()

    def section(self, section_id: str) -> Section | None:
        """The mandated part with this id, or None where the report has none."""
        return next((part for part in self.sections if part.id == section_id), None)
