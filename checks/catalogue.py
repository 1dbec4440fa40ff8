"""The rule catalogue as typed objects, parsed from the text of `config/rules.yaml`.

What a rule asks is code in the rule families; how it is named, worded, graded and grounded is here.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from checks.model import Severity
from checks.plain_yaml import plain_yaml

_PLACEHOLDER = re.compile(r"\{[a-z_0-9.:]*\}")
_HINT = re.compile(r"\{(?:hint|also|doubt)(?:_en)?\}")


class CatalogueError(ValueError):
    """The catalogue says something that cannot be; the message names rule and key."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a rule rests on.

    `code` is M mandated, L logical, P practice or Q plausibility; `law` is the citation shown to an agency.
    `verified` is false where the wording was never seen in writing: such a text is not quoted in a letter. Reports of years
    up to `until` rest on `earlier` instead: what they are said to breach must have been in force for them.
    """

    code: str
    law: str
    verified: bool = True
    until: int | None = None
    earlier: str = ""

    def law_for(self, year: int) -> str:
        """The citation for reports of this year."""
        return self.earlier if self.until is not None and year <= self.until else self.law


@dataclass(frozen=True, slots=True)
class Rule:
    """One row of the catalogue. `first_year` and `last_year` bound the report years it applies to."""

    id: str
    name_zh: str
    name_en: str
    family: str
    severity: Severity
    basis: Basis
    message_zh: str
    message_en: str
    fix_zh: str
    fix_en: str
    version: int = 1
    first_year: int | None = None
    last_year: int | None = None
    predicate: str = ""
    predicate_zh: str = ""
    tier: str = "core"
    enabled: bool = True
    parameters: Mapping[str, Any] = field(default_factory=dict)

    def applies_to(self, year: int) -> bool:
        """Whether the rule asks anything of reports of this year."""
        return (self.first_year or year) <= year <= (self.last_year or year)


@dataclass(frozen=True, slots=True)
class Catalogue:
    """All rules by id."""

    rules: Mapping[str, Rule]

    def __getitem__(self, rule_id: str) -> Rule:
        return self.rules[rule_id]

    def active(self, year: int) -> tuple[Rule, ...]:
        """The rules switched on for a report year, in the catalogue's order."""
        return tuple(rule for rule in self.rules.values() if rule.enabled and rule.applies_to(year))


def load_catalogue(text: str) -> Catalogue:
    """The catalogue from its YAML text; an office's changes are laid over it by `checks.overrides`.

    Raises `CatalogueError` for a doubled id or a row that lacks a part.
    """
    rules: dict[str, Rule] = {}
    for row in plain_yaml(text) or []:
        rule = _rule(row)
        if rule.id in rules:
            raise CatalogueError(f"rule {rule.id}: listed twice")
        rules[rule.id] = rule
    return Catalogue(rules)


def readable(template: str, notice: str = "") -> str:
    """A text of the catalogue as a person reads it outside a finding: what only a finding can fill in is an ellipsis.

    `notice` is the one that fixes the form; hints that some findings carry are left out.
    """
    text = template.replace("{exists}", "存在").replace("{notice}", notice or "{notice}")
    return _PLACEHOLDER.sub("…", _HINT.sub("", text))


def _basis(row: Mapping[str, Any]) -> Basis:
    earlier = row.get("earlier") or {}
    return Basis(
        row["code"], row["law"], row.get("verified", True), earlier.get("until"), earlier["law"] if earlier else ""
    )


def _rule(row: Mapping[str, Any]) -> Rule:
    try:
        years = row.get("years") or {}
        return Rule(
            id=row["id"],
            name_zh=row["name"]["zh"],
            name_en=row["name"]["en"],
            family=row["family"],
            severity=Severity(row["severity"]),
            basis=_basis(row["basis"]),
            message_zh=row["message"]["zh"],
            message_en=row["message"]["en"],
            fix_zh=row["fix"]["zh"],
            fix_en=row["fix"]["en"],
            version=row.get("version", 1),
            first_year=years.get("from"),
            last_year=years.get("to"),
            predicate=row.get("predicate", ""),
            predicate_zh=row.get("predicate_zh", ""),
            tier=row.get("tier", "core"),
            enabled=row.get("enabled", True),
            parameters=row.get("parameters") or {},
        )
    except (KeyError, ValueError) as fault:
        raise CatalogueError(f"rule {row.get('id', '?')}: {fault}") from fault
