"""Where rules announce themselves: a function a rule, under the id of its row in the catalogue.

A rule of one filing takes that filing and its `Context`; a rule of the whole batch takes all filings and yields each
answer with the index of the filing it is about. Neither words, grades nor counts: the engine and the catalogue do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from checks.catalogue import Rule
from checks.forms import Form
from checks.model import Filing, Hit, Unassessable

Answer = Hit | Unassessable


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know beside the facts: its own row, the forms, and the day of the audit."""

    rule: Rule
    forms: Mapping[str, Form]
    as_of: date

    def form(self, filing: Filing) -> Form | None:
        """The form that this filing's report was read as, or None where no table was recognised."""
        return self.forms.get(filing.report.form or "") if filing.report else None


FilingRule = Callable[[Filing, Context], Iterator[Answer]]
BatchRule = Callable[[Sequence[Filing], Context], Iterator[tuple[int, Answer]]]
_Function = TypeVar("_Function", FilingRule, BatchRule)

FILING_RULES: dict[str, FilingRule] = {}
BATCH_RULES: dict[str, BatchRule] = {}


def filing_rule(rule_id: str) -> Callable[[FilingRule], FilingRule]:
    """Register a rule that looks at one filing at a time (last year's report of the same agency included)."""
    return lambda function: _announce(FILING_RULES, rule_id, function)


def batch_rule(rule_id: str) -> Callable[[BatchRule], BatchRule]:
    """Register a rule that compares the filings of a night with each other."""
    return lambda function: _announce(BATCH_RULES, rule_id, function)


def _announce(book: dict[str, _Function], rule_id: str, function: _Function) -> _Function:
    if rule_id in FILING_RULES or rule_id in BATCH_RULES:
        raise ValueError(f"rule {rule_id} is announced twice")
    book[rule_id] = function
    return function
