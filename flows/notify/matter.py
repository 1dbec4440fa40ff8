"""What a letter is about, as one value: whose report of which year, and the findings that go in."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from checks.model import Agency, Finding

MISSING_RULE = "PUB-MISSING"


@dataclass(frozen=True, slots=True)
class Matter:
    """The findings of one agency's report that one letter tells.

    `is_confirmed` says that a person has confirmed every one of them; without that the letter only asks. `number` and
    `issued` are given at approval, `due` is the last day of an answer, all empty in a draft. `audited` is the day of
    the audit that the findings are from.
    """

    agency: Agency
    year: int
    findings: tuple[Finding, ...]
    audited: date
    is_confirmed: bool = False
    number: str = ""
    issued: date | None = None
    due: date | None = None

    @property
    def is_missing(self) -> bool:
        """Whether the letter is about a report that was not found."""
        return any(finding.rule_id == MISSING_RULE for finding in self.findings)

    @property
    def url(self) -> str:
        """Where the report stood that was audited; empty where none was found."""
        return next((one.evidence.url for one in self.findings if one.evidence.url), "")
