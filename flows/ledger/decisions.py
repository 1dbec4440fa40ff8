"""What people decided on findings: added, taken back by a further row, never deleted.

A decision is bound to what the finding rested on and to the version of its rule: it survives every run, and lapses,
visibly, when either changes or its day passes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, Select, func, insert, select

from checks.model import Finding
from checks.waivers import Waiver, fingerprint
from flows.ledger.connection import Ledger
from flows.ledger.holdings import in_parts
from flows.ledger.tables import decisions


class Kind(StrEnum):
    """What may be decided. A note and a handing over leave the finding waiting; `undone` takes a decision back."""

    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    EXPLAINED = "explained"
    REREAD = "reread"
    HANDED = "handed"
    NOTE = "note"
    UNDONE = "undone"


ASIDE = frozenset({Kind.NOTE, Kind.HANDED})
"""What is said of a finding without deciding it."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision by `who` on a finding as it was: its `content` and the version of its rule.

    `until` is its last day; `to` is the account that the finding was handed to.
    """

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
    to: str | None = None
    decision_id: int = 0


@dataclass(frozen=True, slots=True)
class Ruling:
    """All that was decided on a finding, oldest first."""

    decisions: tuple[Decision, ...] = ()

    @property
    def version(self) -> int:
        """What a page that was made before somebody else decided does not know: the newest decision's number."""
        return max((one.decision_id for one in self.decisions if one.kind not in ASIDE), default=0)

    @property
    def last(self) -> Decision | None:
        """The newest decision that was not taken back."""
        return self._newest([one for one in self._held if one.kind not in ASIDE])

    @property
    def notes(self) -> tuple[Decision, ...]:
        """The notes, oldest first."""
        return tuple(one for one in self._held if one.kind is Kind.NOTE)

    @property
    def handed(self) -> Decision | None:
        """The newest handing over; None once somebody decided after it."""
        handed = self._newest([one for one in self._held if one.kind is Kind.HANDED])
        return None if handed and self.last and self.last.decision_id > handed.decision_id else handed

    @property
    def _held(self) -> list[Decision]:
        undone = {one.undoes for one in self.decisions if one.kind is Kind.UNDONE}
        return [one for one in self.decisions if one.kind is not Kind.UNDONE and one.decision_id not in undone]

    @staticmethod
    def _newest(held: Sequence[Decision]) -> Decision | None:
        return held[-1] if held else None


NOTHING = Ruling()


@dataclass(frozen=True, slots=True)
class Ground:
    """What a finding stands on now; `read` is when the run began that found it last."""

    content: str
    rule_version: int
    read: datetime | None = None


def lapse(decision: Decision, finding: Finding, today: date) -> str | None:
    """Why a decision no longer holds for the finding as it is now, in Chinese; None while it holds."""
    return lapse_on(decision, Ground(fingerprint(finding), finding.rule_version), today)


def lapse_on(decision: Decision, ground: Ground, today: date) -> str | None:
    """Why a decision no longer holds on this ground, in Chinese; None while it holds."""
    if decision.content != ground.content:
        return "报告内容已变化，原决定不再适用"
    if decision.rule_version != ground.rule_version:
        return "核查规则已修订，原决定不再适用"
    if decision.until is not None and today > decision.until:
        return f"已于{decision.until.isoformat()}到期"
    if decision.kind is Kind.REREAD and ground.read is not None and ground.read > decision.at:
        return "已重新抓取并读取，结果相同，请作决定"
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
                handed_to=one.to,
            )
        )
        key = result.inserted_primary_key
        numbers.append(int(key[0]) if key else 0)
    return numbers


def rulings(connection: Connection, finding_ids: Iterable[str]) -> dict[str, Ruling]:
    """finding_id → what was decided on it; findings that nobody touched are left out."""
    found: dict[str, list[Decision]] = {}
    for part in in_parts(sorted(set(finding_ids))):
        _gather(found, connection.execute(_oldest_first().where(decisions.c.finding_id.in_(part))))
    return {finding_id: Ruling(tuple(taken)) for finding_id, taken in found.items()}


def rulings_of_year(connection: Connection, year: int, since: int = 0) -> dict[str, Ruling]:
    """finding_id → what was decided on it, for one report year; of decisions after the number `since` alone."""
    found: dict[str, list[Decision]] = {}
    fresh = _oldest_first().where(decisions.c.year == year, decisions.c.decision_id > since)
    _gather(found, connection.execute(fresh))
    return {finding_id: Ruling(tuple(taken)) for finding_id, taken in found.items()}


def newest_number(connection: Connection) -> int:
    """The number of the newest decision; 0 where nothing was decided."""
    return connection.execute(select(func.max(decisions.c.decision_id))).scalar() or 0


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


def _oldest_first() -> Select[Any]:
    return select(decisions).order_by(decisions.c.decision_id)


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
        to=row.handed_to,
        decision_id=row.decision_id,
    )
