"""The shared vocabulary of the road: what a report says, who filed it, and what a check found.

Only values belong here. How they are read is `flows.extract`; what is asked of them are the rule families beside this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

Number = int | float


class CellState(StrEnum):
    """What stands in a cell of a mandated table; the six are never confused with each other."""

    NUMBER = "number"
    BLANK = "blank"
    NOT_APPLICABLE = "not_applicable"
    TEXT = "text"
    UNREADABLE = "unreadable"
    ABSENT = "absent"


class Severity(StrEnum):
    """error: mandated or logically impossible. warning: probable, a person confirms. advice: a question."""

    ERROR = "error"
    WARNING = "warning"
    ADVICE = "advice"


class Responsibility(StrEnum):
    """Whose a finding is; only `agency` counts against an agency."""

    AGENCY = "agency"
    EXTRACTION = "extraction"
    FETCH = "fetch"
    UNDECIDED = "undecided"


class Status(StrEnum):
    """An agency's standing after a night."""

    COMPLIANT = "compliant"
    ATTENTION = "attention"
    NONCOMPLIANT = "noncompliant"
    MISSING = "missing"
    NOT_ASSESSABLE = "not_assessable"
    NOT_DUE = "not_due"


class Lifecycle(StrEnum):
    """A finding against the last night that assessed it."""

    NEW = "new"
    PERSISTING = "persisting"
    FIXED = "fixed"
    REGRESSED = "regressed"


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a source: an XPath in a page, or a page number and box (points, origin top left) in a document."""

    source: str = ""
    xpath: str | None = None
    page: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    confidence: float = 1.0


NOWHERE = Where()


@dataclass(frozen=True, slots=True)
class Cell:
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
    """

    place: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Report:
    """One annual report as read.

    `cells` holds every cell of its form, those not found as ABSENT. `coverage` is the share of a table's cells whose
    place was found (T2, T3, T4; 0 to 1). `form` is "2021", "2019", "mixed" or None where no table was recognised.
    `method` is "digital" or "ocr". `left_over` are labels, figures and columns that stood in a mandated table and
    matched nothing. `suspicions` are the reader's own doubts about its work, a sentence each: while there is one
    about a table, no rule may accuse anybody on that table's figures. `origins` tells of title, agency, year and
    published where they were read.
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

    def section(self, section_id: str) -> Section | None:
        """The mandated part with this id, or None where the report has none."""
        return next((part for part in self.sections if part.id == section_id), None)


@dataclass(frozen=True, slots=True)
class Agency:
    """One row of the registry: who owes a report (条例 articles 49, 54, 55).

    `deadline` is (month, day) of a local notice; `valid_from` and `valid_to` are report years.
    """

    agency_id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    level: str | None = None
    parent_id: str | None = None
    site_url: str | None = None
    report_list_url: str | None = None
    report_url: str | None = None
    deadline: tuple[int, int] | None = None
    valid_from: int | None = None
    valid_to: int | None = None
    predecessors: tuple[str, ...] = ()
    contact_email: str | None = None
    contact_name: str | None = None


@dataclass(frozen=True, slots=True)
class Publication:
    """What the crawl found out about where and when the report stands.

    `outcome` is a word of the crawler's fixed vocabulary. `proven_absent` is true only where the list of reports was
    reached and read to its end and nothing matched: nothing less may be called missing. `first_seen` is the day our
    own archive first held it; `page_date` is what the page itself says; `url_date` what its address says. `last_absent` is
    the last day on which our archive held the whole list without it. `years_listed` are the report years named in the list it
    stood in, empty where that was not read to its end.
    """

    outcome: str
    url: str | None = None
    proven_absent: bool = False
    first_seen: date | None = None
    page_date: date | None = None
    url_date: date | None = None
    trail: tuple[str, ...] = ()
    column: str | None = None
    versions: tuple[str, ...] = ()
    dead_links: tuple[str, ...] = ()
    last_absent: date | None = None
    years_listed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a finding stands on: the bytes as fetched (sha256, WARC record id in `snapshot`), a sentence, a place."""

    url: str | None = None
    retrieved: str | None = None
    sha256: str | None = None
    snapshot: str | None = None
    quote: str | None = None
    where: Where | None = None


@dataclass(frozen=True, slots=True)
class Filing:
    """One agency's report of one year as audited: who, what was read, where it stood, and last year's report if held.

    `report` is None where none was found or read; `unread` then says why. `agency` is None for a single file checked
    without a registry. `earlier` is this year's report as our archive first held it, where it has changed since;
    `copies` are other live copies of it at other addresses. `older` are the agency's reports before `previous`, newest
    first, where the ledger holds them. `references` are figures of the same year that the office holds from elsewhere, by
    source and cell.
    """

    year: int
    agency: Agency | None = None
    report: Report | None = None
    publication: Publication | None = None
    previous: Report | None = None
    unread: str | None = None
    evidence: Evidence = field(default_factory=Evidence)
    earlier: Report | None = None
    copies: tuple[Report, ...] = ()
    older: tuple[Report, ...] = ()
    references: Mapping[str, Mapping[str, Number]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found, before the catalogue words it.

    `key` tells apart two findings of one rule on one report and must be stable across runs: a cell, a column, never a
    position or an address. `values` fill the placeholders of the catalogue's wording.
    """

    rule_id: str
    key: str = ""
    cells: tuple[str, ...] = ()
    expected: str | None = None
    actual: str | None = None
    difference: Number | None = None
    suspect: str | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    quote: str | None = None
    where: Where | None = None
    severity: Severity | None = None
    responsibility: Responsibility = Responsibility.AGENCY
    related: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Unassessable:
    """A rule that could say neither yes nor no of this report, and why."""

    rule_id: str
    why: str
    key: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A hit worded by the catalogue: what `findings.jsonl` holds, one a line."""

    finding_id: str
    agency_id: str | None
    year: int
    rule_id: str
    rule_version: int
    severity: Severity
    responsibility: Responsibility
    cells: tuple[str, ...]
    expected: str | None
    actual: str | None
    difference: Number | None
    suspect: str | None
    related: tuple[str, ...]
    message: str
    message_en: str
    legal_basis: str
    fix: str
    evidence: Evidence
    status: Lifecycle = Lifecycle.NEW
    suppressed_by: str | None = None


@dataclass(frozen=True, slots=True)
class Assessment:
    """All that the rules say of one filing."""

    filing: Filing
    status: Status
    findings: tuple[Finding, ...] = ()
    not_assessable: tuple[Unassessable, ...] = ()
