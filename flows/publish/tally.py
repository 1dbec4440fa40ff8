"""Counting a night, agency by agency: how many owe, published, comply; what is new; which rules bite; the same by region and kind."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from checks.model import Agency, Finding, Lifecycle, Severity, Status
from flows.night import AgencyNight
from flows.publish.regions import Regions
from flows.publish.standing import is_due, is_late, is_open, is_published

MOST_NAMES = 500


@dataclass(slots=True)
class Tally:
    """Agencies of one group. Shares are taken of `due`, that of the published of `known`; those not due are counted apart.

    `unread` are those published whose report could not be assessed.
    """

    agencies: int = 0
    due: int = 0
    published: int = 0
    late: int = 0
    unread: int = 0
    status: Counter[Status] = field(default_factory=Counter)

    def add(self, result: AgencyNight) -> None:
        """Count one agency."""
        self.agencies += 1
        self.status[result.status] += 1
        if is_due(result):
            self.due += 1
            self.published += is_published(result)
            self.late += is_late(result)
            self.unread += is_published(result) and result.status is Status.NOT_ASSESSABLE

    @property
    def known(self) -> int:
        """Those due of whom it is known whether they published."""
        return self.published + self.status[Status.MISSING]

    @property
    def unknown(self) -> int:
        """Those due of whom that could not be found out: a site that did not answer is nobody's failure to publish."""
        return self.due - self.known

    @property
    def published_share(self) -> float | None:
        """Published of known, 0 to 1; None where it is known of none."""
        return self.published / self.known if self.known else None


@dataclass(slots=True)
class RuleTally:
    """What one rule found: findings that stand by lifecycle, those fixed since, and at how many agencies it found them.

    `named` are the first `MOST_NAMES` of these agencies, each with how many findings stand, `whose` a digest of all of
    them; `example` is the first finding that stands.
    """

    rule_id: str
    lifecycle: Counter[Lifecycle] = field(default_factory=Counter)
    severity: Counter[Severity] = field(default_factory=Counter)
    agencies: int = 0
    named: list[tuple[Agency, int]] = field(default_factory=list)
    example: Finding | None = None
    whose: hashlib.blake2b = field(default_factory=lambda: hashlib.blake2b(digest_size=16))

    @property
    def standing(self) -> int:
        """Findings that stand this night."""
        return self.lifecycle.total() - self.lifecycle[Lifecycle.FIXED]

    @property
    def gravest(self) -> Severity:
        """The gravest severity among its findings."""
        return next((grade for grade in Severity if self.severity[grade]), Severity.ADVICE)

    def count(self, finding: Finding) -> None:
        """Count one finding of the rule."""
        self.lifecycle[finding.status] += 1
        if finding.status is not Lifecycle.FIXED:
            self.severity[finding.severity] += 1
            self.example = self.example or finding

    def name(self, agency: Agency, count: int) -> None:
        """Count one agency with its findings of the rule that stand."""
        self.agencies += 1
        self.whose.update(f"{agency.agency_id} {count} {agency.name}\x00".encode("utf-8", "replace"))
        if len(self.named) < MOST_NAMES:
            self.named.append((agency, count))


class NightTally:
    """All counts that the summary shows; `by_place` is keyed by (region id, kind). Agencies are added in the order of their night."""

    def __init__(self, regions: Regions) -> None:
        self._regions = regions
        self.whole = Tally()
        self.findings: Counter[Lifecycle] = Counter()
        self.rules: dict[str, RuleTally] = {}
        self.by_region: defaultdict[str, Tally] = defaultdict(Tally)
        self.by_kind: defaultdict[str, Tally] = defaultdict(Tally)
        self.by_place: defaultdict[tuple[str, str], Tally] = defaultdict(Tally)

    def add(self, result: AgencyNight) -> None:
        """Count one agency by everything that the summary is cut by."""
        region, kind = self._regions.of(result.agency), result.agency.kind
        for group in (self.whole, self.by_region[region], self.by_kind[kind], self.by_place[region, kind]):
            group.add(result)
        standing: Counter[str] = Counter()
        for finding in (*filter(is_open, result.assessment.findings), *result.fixed):
            self.findings[finding.status] += 1
            self.rules.setdefault(finding.rule_id, RuleTally(finding.rule_id)).count(finding)
            if finding.status is not Lifecycle.FIXED:
                standing[finding.rule_id] += 1
        for rule_id, count in standing.items():
            self.rules[rule_id].name(result.agency, count)

    @property
    def counts(self) -> Mapping[str, int]:
        """Agencies by status, every status present."""
        return {status.value: self.whole.status[status] for status in Status}

    @property
    def standing(self) -> int:
        """Findings that stand this night."""
        return self.findings.total() - self.findings[Lifecycle.FIXED]

    @property
    def biting(self) -> Sequence[RuleTally]:
        """The rules that found something, the most agencies first."""
        found = (rule for rule in self.rules.values() if rule.standing)
        return sorted(found, key=_bite)


def _bite(rule: RuleTally) -> tuple[int, int, int, str]:
    return -rule.agencies, list(Severity).index(rule.gravest), -rule.standing, rule.rule_id
