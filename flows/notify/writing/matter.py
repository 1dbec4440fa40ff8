"""What a letter is about, as one value: whose report of which year, and the findings that go in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from checks.model import Agency, Finding
from flows.notify.cases.rungs import Rung
from flows.publish.standing import LATE_RULES

MISSING_RULE = "PUB-MISSING"


@dataclass(frozen=True, slots=True)
class Stamp:
    """What a letter is given at its approval: number, day, and the last day of an answer. All empty in a draft."""

    number: str = ""
    issued: date | None = None
    due: date | None = None


@dataclass(frozen=True, slots=True)
class Matter:
    """The findings of one agency's report that one letter tells.

    `is_confirmed` says that a person has confirmed every one of them; without that the letter only asks. `audited` is
    the day of the audit that the findings are from. `rung` is None where the findings alone decide how grave the letter
    is; above that, `earlier` are the numbers of the letters that went before, `parent` the office that gets a copy.
    `is_silent` says that figures were changed without a 更正说明.
    """

    agency: Agency
    year: int
    findings: tuple[Finding, ...]
    audited: date
    is_confirmed: bool = False
    stamp: Stamp = Stamp()
    rung: Rung | None = None
    earlier: str = ""
    parent: str = ""
    is_silent: bool = False

    @property
    def is_missing(self) -> bool:
        """Whether the letter is about a report that was not found."""
        return any(finding.rule_id == MISSING_RULE for finding in self.findings)

    @property
    def is_only_late(self) -> bool:
        """Whether the letter is about nothing but the day of publication: that can be explained and not corrected."""
        return all(finding.rule_id.startswith(LATE_RULES) for finding in self.findings)

    @property
    def url(self) -> str:
        """Where the report stood that was audited; empty where none was found."""
        return next((one.evidence.url for one in self.findings if one.evidence.url and one.evidence.snapshot), "")

    def stamped(self, stamp: Stamp) -> Matter:
        """The same matter under a number."""
        return replace(self, stamp=stamp)
