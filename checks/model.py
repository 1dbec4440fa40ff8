"""The shared vocabulary of the road: who owes a report, what was found of it, and what a check said.

Only values belong here; what a report says is `checks.report`. What is asked of them are the rule families beside this
module.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from checks.report import Number, Report, Where


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
    stood in, empty where that was not read to its end. `moved_on` is `page_date` where the list gives that day to
    reports of several earlier years as well: the site was moved then, and the report was public before. `sought` are the
    names of the agency that it was searched for by, empty where that was not written down.
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
    moved_on: date | None = None
    sought: tuple[str, ...] = ()


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
