"""Counting a night: how many owe, published, comply; what is new; which rules bite; the same by region and kind."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from checks.model import Finding, Lifecycle, Severity, Status
from flows.night import AgencyNight
from flows.publish.regions import Regions
from flows.publish.standing import is_due, is_late, is_open, is_published


@dataclass(slots=True)
class Tally:
    """Agencies of one group. Every share is taken of `due`; those not due are counted apart."""

    agencies: int = 0
    due: int = 0
    published: int = 0
    late: int = 0
    status: Counter[Status] = field(default_factory=Counter)

    def add(self, result: AgencyNight) -> None:
        """Count one agency."""
        self.agencies += 1
        self.status[result.status] += 1
        if is_due(result):
            self.due += 1
            self.published += is_published(result)
            self.late += is_late(result)

    @property
    def published_share(self) -> float | None:
        """Published of due, 0 to 1; None where none was due."""
        return self.published / self.due if self.due else None


@dataclass(slots=True)
class RuleTally:
    """What one rule found: findings that stand by lifecycle, those fixed since, and the agencies it found them at.

    `example` is the first that stands, in the order of the night's agencies.
    """

    rule_id: str
    lifecycle: Counter[Lifecycle] = field(default_factory=Counter)
    severity: Counter[Severity] = field(default_factory=Counter)
    agencies: dict[str, int] = field(default_factory=dict)
    example: Finding | None = None

    @property
    def standing(self) -> int:
        """Findings that stand this night."""
        return self.lifecycle.total() - self.lifecycle[Lifecycle.FIXED]

    @property
    def gravest(self) -> Severity:
        """The gravest severity among its findings."""
        return next((grade for grade in Severity if self.severity[grade]), Severity.ADVICE)


@dataclass(frozen=True, slots=True)
class NightTally:
    """All counts that the summary shows; `by_place` is keyed by (region id, kind)."""

    whole: Tally
    findings: Counter[Lifecycle]
    rules: Mapping[str, RuleTally]
    by_region: Mapping[str, Tally]
    by_kind: Mapping[str, Tally]
    by_place: Mapping[tuple[str, str], Tally]

    @property
    def standing(self) -> int:
        """Findings that stand this night."""
        return self.findings.total() - self.findings[Lifecycle.FIXED]

    @property
    def biting(self) -> Sequence[RuleTally]:
        """The rules that found something, the most agencies first."""
        found = (rule for rule in self.rules.values() if rule.standing)
        return sorted(found, key=_bite)


def tally(results: Iterable[AgencyNight], regions: Regions) -> NightTally:
    """Count a night once, by everything that the summary is cut by."""
    whole, findings = Tally(), Counter[Lifecycle]()
    rules: dict[str, RuleTally] = {}
    by_region: defaultdict[str, Tally] = defaultdict(Tally)
    by_kind: defaultdict[str, Tally] = defaultdict(Tally)
    by_place: defaultdict[tuple[str, str], Tally] = defaultdict(Tally)
    for result in results:
        region, kind = regions.of[result.agency.agency_id], result.agency.kind
        for group in (whole, by_region[region], by_kind[kind], by_place[region, kind]):
            group.add(result)
        for finding in (*filter(is_open, result.assessment.findings), *result.fixed):
            findings[finding.status] += 1
            _count(rules.setdefault(finding.rule_id, RuleTally(finding.rule_id)), finding, result.agency.agency_id)
    return NightTally(whole, findings, rules, dict(by_region), dict(by_kind), dict(by_place))


def _bite(rule: RuleTally) -> tuple[int, int, int, str]:
    return -len(rule.agencies), list(Severity).index(rule.gravest), -rule.standing, rule.rule_id


def _count(rule: RuleTally, finding: Finding, agency_id: str) -> None:
    rule.lifecycle[finding.status] += 1
    if finding.status is not Lifecycle.FIXED:
        rule.severity[finding.severity] += 1
        rule.example = rule.example or finding
        rule.agencies[agency_id] = rule.agencies.get(agency_id, 0) + 1
