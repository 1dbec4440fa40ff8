"""Findings of one cause told together: one numbered line of a letter each.

The engine already makes one finding of all sums that one cell breaks; here findings that point at each other meet.
"""

from __future__ import annotations

from collections.abc import Iterable

from checks.model import Finding, Severity

_RANK = {severity: place for place, severity in enumerate(Severity)}
Cause = tuple[Finding, ...]
"""Findings of one cause, the gravest first."""


def causes(findings: Iterable[Finding]) -> list[Cause]:
    """The findings by cause, in the order in which each cause is first met."""
    known = {finding.finding_id: finding for finding in findings}
    leader = {name: name for name in known}
    for finding in known.values():
        for other in finding.related:
            if other in known:
                _join(leader, finding.finding_id, other)
    groups: dict[str, list[Finding]] = {}
    for name, finding in known.items():
        groups.setdefault(_root(leader, name), []).append(finding)
    return [tuple(sorted(group, key=lambda one: _RANK[one.severity])) for group in groups.values()]


def _root(leader: dict[str, str], name: str) -> str:
    while leader[name] != name:
        name = leader[name]
    return name


def _join(leader: dict[str, str], one: str, other: str) -> None:
    leader[_root(leader, other)] = _root(leader, one)
