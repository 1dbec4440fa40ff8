"""What people decided on findings: added, taken back by a further row, never deleted.

A decision is bound to what the finding rested on and to the version of its rule: it survives every run, and lapses,
visibly, when either changes or its day passes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from checks.model import Finding
from checks.waivers import Waiver, fingerprint
from flows.ledger.connection import Ledger
from flows.ledger.holdings import in_parts
from flows.ledger.tables import decisions


class Kind(StrEnum):
    """What may be decided. A note changes nothing of how the finding stands; `undone` takes a decision back."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    EXPLAINED = "explained"
    REREAD = "reread"
    NOTE = "note"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision by `who` on a finding as it was: its `content` and the version of its rule. `until` is its last day."""

    finding_id: str
    agency_id: str
    year: int
    rule_id: str
    kind: Kind
    reason: str
    who: str
    at: datetime
    content: str
    rule_version: int
    until: date | None = None
    undoes: int | None = None
    decision_id: int = 0


@dataclass(frozen=True, slots=True)
class Ruling:
    """All that was decided on a finding, oldest first."""

    decisions: tuple[Decision, ...] = ()

    @property
    def version(self) -> int:
        """What a page that was made before somebody else decided does not know: the newest decision's number."""
        return max((one.decision_id for one in self.decisions if one.kind is not Kind.NOTE), default=0)

    @property
    def last(self) -> Decision | None:
        """The newest decision that was not taken back."""
        undone = {one.undoes for one in self.decisions if one.kind is Kind.UNDONE}
        standing = [
            one for one in self.decisions if one.kind not in (Kind.NOTE, Kind.UNDONE) and one.decision_id not in undone
        ]
        return standing[-1] if standing else None

    @property
    def notes(self) -> tuple[Decision, ...]:
        """The notes, oldest first."""
        undone = {one.undoes for one in self.decisions}
        return tuple(one for one in self.decisions if one.kind is Kind.NOTE and one.decision_id not in undone)


NOTHING = Ruling()


def lapse(decision: Decision, finding: Finding, today: date) -> str | None:
    """Why a decision no longer holds for the finding as it is now, in Chinese; None while it holds."""
    if decision.content != fingerprint(finding):
        return "报告内容已变化，原决定不再适用"
    if decision.rule_version != finding.rule_version:
        return "核查规则已修订，原决定不再适用"
    if decision.until is not None and today > decision.until:
        return f"已于{decision.until.isoformat()}到期"
    return None


def add(connection: Connection, fresh: Iterable[Decision]) -> list[int]:
    """Add decisions; gives their numbers."""
    numbers = []
    for one in fresh:
        result = connection.execute(
            insert(decisions).values(
                finding_id=one.finding_id,
                agency_id=one.agency_id,
                year=one.year,
                rule_id=one.rule_id,
                kind=one.kind.value,
                reason=one.reason,
                decided_by=one.who,
                decided_at=one.at,
                valid_until=one.until,
                content_hash=one.content,
                rule_version=one.rule_version,
                undoes=one.undoes,
            )
        )
        key = result.inserted_primary_key
        numbers.append(int(key[0]) if key else 0)
    return numbers


def rulings(connection: Connection, finding_ids: Iterable[str]) -> dict[str, Ruling]:
    """finding_id → what was decided on it; findings that nobody touched are left out."""
    found: dict[str, list[Decision]] = {}
    for part in in_parts(sorted(set(finding_ids))):
        rows = connection.execute(
            select(decisions).where(decisions.c.finding_id.in_(part)).order_by(decisions.c.decision_id)
        )
        _gather(found, rows)
    return {finding_id: Ruling(tuple(taken)) for finding_id, taken in found.items()}


def rulings_of_year(connection: Connection, year: int) -> dict[str, Ruling]:
    """finding_id → what was decided on it, for one report year."""
    found: dict[str, list[Decision]] = {}
    rows = connection.execute(select(decisions).where(decisions.c.year == year).order_by(decisions.c.decision_id))
    _gather(found, rows)
    return {finding_id: Ruling(tuple(taken)) for finding_id, taken in found.items()}


def accepted_explanations(ledger: Ledger, year: int, versions: Mapping[str, int]) -> list[Waiver]:
    """What keeps findings of a report year from counting: explanations that were accepted, findings that were dismissed.

    `versions` are the rules' versions now (rule_id → version): a decision on an earlier wording of a rule excuses nothing.
    """
    with ledger.reading() as connection:
        taken = rulings_of_year(connection, year)
    last = (ruling.last for _, ruling in sorted(taken.items()))
    return [
        Waiver(
            agency_id=one.agency_id,
            rule_id=one.rule_id,
            year=one.year,
            fingerprint=one.content,
            who=one.who,
            why=one.reason if one.kind is Kind.EXPLAINED else f"经人工核对不成立。{one.reason}",
            until=one.until,
        )
        for one in last
        if one
        and one.kind in (Kind.EXPLAINED, Kind.DISMISSED)
        and versions.get(one.rule_id, one.rule_version) == one.rule_version
    ]


def _gather(found: dict[str, list[Decision]], rows: Iterable[Row[Any]]) -> None:
    for row in rows:
        if row.finding_id is not None:
            found.setdefault(row.finding_id, []).append(_decision(row))


def _decision(row: Row[Any]) -> Decision:
    return Decision(
        finding_id=row.finding_id,
        agency_id=row.agency_id,
        year=row.year,
        rule_id=row.rule_id,
        kind=Kind(row.kind),
        reason=row.reason,
        who=row.decided_by,
        at=row.decided_at,
        content=row.content_hash or "",
        rule_version=row.rule_version,
        until=row.valid_until,
        undoes=row.undoes,
        decision_id=row.decision_id,
    )
