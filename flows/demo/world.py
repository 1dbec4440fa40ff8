"""The demo as a whole: which reports stand on the sites on a night, and what the audit must find in them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from checks.model import Status
from flows.demo.bodies import FIRST_YEAR, YEAR, Body, bodies
from flows.demo.draft import Draft, sound_facts
from flows.demo.faults import Expected
from flows.demo.plot import EMPTY_PAGE, LATE, MAYBE_DEAD_LINK, SOFT_404, UNPUBLISHED, UNREADABLE, faults_of
from flows.demo.prose import write

# After the date of departments and after that of governments, so that both kinds of lateness are there to be seen.
AUDIT_DAY = date(2024, 4, 8)
WARNINGS = frozenset({"FMT-CELL-BLANK", "TXT-RECV", "TXT-YEAR"})
ADVICE = frozenset({"T3-SECRET"})


@dataclass(frozen=True, slots=True)
class Outlook:
    """What the audit must say of one agency: its standing and its findings."""

    status: Status
    findings: tuple[Expected, ...] = ()


@dataclass(frozen=True)
class World:
    """青澜市 on one of four nights, seen on a day: nothing stands on its sites that came out after that day.

    Night 2 against night 1: one agency has corrected its report, another one has put a fault into it. On night 3 the
    first has gone back to its old version; on night 4 it is corrected again.
    """

    night: int = 1
    as_of: date = AUDIT_DAY
    year: int = YEAR

    def draft(self, one: Body, year: int) -> Draft | None:
        """An agency's report of a year, or None where none is out by the day."""
        unpublished = year == YEAR and one.id in UNPUBLISHED
        if unpublished or not one.owes(year) or one.published(year) > self.as_of:
            return None
        faults = faults_of(one.id, self.night) if year == YEAR else ()
        facts = sound_facts(one, year)
        for fault in faults:
            facts = fault.facts(facts) if fault.facts else facts
        draft = write(facts, one.published(year))
        for fault in faults:
            draft = fault.words(draft) if fault.words else draft
        return draft

    @cached_property
    def drafts(self) -> tuple[Draft, ...]:
        """Every report on the sites, newest year first, in the order of the registry."""
        years = range(YEAR, FIRST_YEAR - 1, -1)
        found = (self.draft(one, year) for year in years for one in bodies())
        return tuple(draft for draft in found if draft)

    def expected(self) -> dict[str, Outlook]:
        """What the audit must find, by agency: no more and no less."""
        return {one.id: self._outlook(one) for one in bodies()}

    def _outlook(self, one: Body) -> Outlook:
        if not self._is_due(one):
            return Outlook(Status.NOT_DUE)
        if one.id in UNREADABLE:
            return Outlook(Status.NOT_ASSESSABLE, self._planned(one))
        if self.draft(one, YEAR) is None:
            return Outlook(Status.MISSING, (Expected("PUB-MISSING"),))
        findings = self._planned(one)
        return Outlook(_status(findings), findings)

    def _planned(self, one: Body) -> tuple[Expected, ...]:
        late = (Expected(LATE[one.id]),) if one.id in LATE else ()
        dead = (MAYBE_DEAD_LINK,) if one.id in SOFT_404 | EMPTY_PAGE else ()
        return late + dead + tuple(expected for fault in faults_of(one.id, self.night) for expected in fault.expected)

    def _is_due(self, one: Body) -> bool:
        if one.agency.kind == "enterprise" or not one.owes(YEAR):
            return False
        return self.as_of > date(YEAR + 1, 3 if one.agency.kind == "government" else 1, 31)


def _status(findings: tuple[Expected, ...]) -> Status:
    rules = {finding.rule_id for finding in findings}
    if rules - WARNINGS - ADVICE:
        return Status.NONCOMPLIANT
    return Status.ATTENTION if rules & WARNINGS else Status.COMPLIANT
