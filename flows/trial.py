"""Trying a rule out: what it would find in everything that is recorded, without recording anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from checks.catalogue import Catalogue, Rule
from checks.engine import audit
from checks.forms import Form
from checks.model import Finding
from checks.overrides import with_parameter
from flows.errors import SettingsError
from flows.ledger.connection import Ledger
from flows.ledger.standing_facts import facts_of
from flows.reference import with_references


@dataclass(frozen=True, slots=True)
class Trial:
    """What one rule finds now against what stands recorded. `asked` counts filings, `unassessable` those it could not judge."""

    rule: Rule
    new: tuple[Finding, ...]
    gone: tuple[Finding, ...]
    same: tuple[Finding, ...]
    asked: int
    unassessable: int


def changed(rule: Rule, settings: Sequence[str]) -> Rule:
    """The rule, switched on, with parameters as given (`name=value`, the value as YAML).

    Raises `SettingsError` for a parameter that the rule does not have, and for a value that it cannot take.
    """
    for setting in settings:
        name, equals, value = setting.partition("=")
        if not equals:
            raise SettingsError(f"--set {setting}: 请写成 名称=值 (write name=value)")
        try:
            rule = with_parameter(rule, name.strip(), value)
        except ValueError as fault:
            raise SettingsError(f"--set {setting}: {rule.id} {fault}") from None
    return replace(rule, enabled=True)


def try_out(ledger: Ledger, rule: Rule, forms: Mapping[str, Form], years: tuple[int, ...]) -> Trial:
    """Run one rule over the newest complete night of each year in the ledger."""
    catalogue = Catalogue({rule.id: rule})
    found: dict[str, Finding] = {}
    before: dict[str, Finding] = {}
    asked = unassessable = 0
    for facts in facts_of(ledger, years, rule.id):
        before |= facts.findings
        for assessment in audit(with_references(facts.filings), catalogue, forms, facts.run.as_of):
            asked += 1
            unassessable += bool(assessment.not_assessable) and not assessment.findings
            found |= {finding.finding_id: finding for finding in assessment.findings}
    return Trial(
        rule,
        new=tuple(found[key] for key in sorted(found.keys() - before.keys())),
        gone=tuple(before[key] for key in sorted(before.keys() - found.keys())),
        same=tuple(found[key] for key in sorted(found.keys() & before.keys())),
        asked=asked,
        unassessable=unassessable,
    )
