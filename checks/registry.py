"""Where rules announce themselves: a function a rule, under the id of its row in the catalogue.

A rule of one filing takes that filing and its `Context`; a rule of the whole batch takes all filings and yields each
answer with the index of the filing it is about; a joint rule answers for several rows of the catalogue at once, where
one cause must not be reported under each of them. None words, grades or counts: the engine and the catalogue do.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TypeVar

from checks.batches import Batch
from checks.catalogue import Rule
from checks.forms import Form
from checks.model import Filing, Hit, Unassessable

Answer = Hit | Unassessable


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know beside the facts: its own row, the forms, the day of the audit, and the wide frames."""

    rule: Rule
    forms: Mapping[str, Form]
    as_of: date
    batches: Sequence[Batch] = ()

    def form(self, filing: Filing) -> Form | None:
        """The form that this filing's report was read as, or None where no table was recognised."""
        return self.forms.get(filing.report.form or "") if filing.report else None


FilingRule = Callable[[Filing, Context], Iterator[Answer]]
BatchRule = Callable[[Sequence[Filing], Context], Iterator[tuple[int, Answer]]]
JointRule = Callable[[Sequence[Filing], Mapping[str, Context]], Iterator[tuple[int, Answer]]]
_Function = TypeVar("_Function", FilingRule, BatchRule, JointRule)

FILING_RULES: dict[str, FilingRule] = {}
BATCH_RULES: dict[str, BatchRule] = {}
JOINT_RULES: dict[str, JointRule] = {}


def filing_rule(rule_id: str) -> Callable[[FilingRule], FilingRule]:
    """Register a rule that looks at one filing at a time (last year's report of the same agency included)."""
    return lambda function: _announce(FILING_RULES, rule_id, function)


def batch_rule(rule_id: str) -> Callable[[BatchRule], BatchRule]:
    """Register a rule that compares the filings of a night with each other."""
    return lambda function: _announce(BATCH_RULES, rule_id, function)


def joint_rule(*rule_ids: str) -> Callable[[JointRule], JointRule]:
    """Register one function for several rows of the catalogue; it is called once with those that are switched on."""

    def announce(function: JointRule) -> JointRule:
        for rule_id in rule_ids:
            _announce(JOINT_RULES, rule_id, function)
        return function

    return announce


@cache
def load_rules() -> frozenset[str]:
    """Import every module of `checks`, so that each rule has announced itself; the ids of all of them."""
    package = importlib.import_module("checks")
    for module in pkgutil.walk_packages(package.__path__, "checks."):
        importlib.import_module(module.name)
    return frozenset(FILING_RULES) | frozenset(BATCH_RULES) | frozenset(JOINT_RULES)


def _announce(book: dict[str, _Function], rule_id: str, function: _Function) -> _Function:
    if rule_id in FILING_RULES or rule_id in BATCH_RULES or rule_id in JOINT_RULES:
        raise ValueError(f"rule {rule_id} is announced twice")
    book[rule_id] = function
    return function
