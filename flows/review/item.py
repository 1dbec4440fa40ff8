"""One finding as inspectors meet it: what was decided on it, whether that still holds, who has to look at it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from checks.model import Finding
from flows.ledger.decisions import NOTHING, Ground, Ruling, lapse_on
from flows.ledger.holdings import in_parts
from flows.ledger.report_store import finding_from
from flows.ledger.tables import agencies, findings, runs
from flows.publish.privacy import masked_finding


class State(StrEnum):
    """How a finding stands with the inspectors; `lapsed` was decided once and must be again."""

    WAITING = "waiting"
    LAPSED = "lapsed"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    EXPLAINED = "explained"
    REREAD = "reread"


TODO = frozenset({State.WAITING, State.LAPSED})
"""Where somebody has to decide."""


@dataclass(frozen=True, slots=True)
class Item:
    """One finding in the queue, personal numbers masked; `ground` is of the finding as it is in the ledger."""

    finding: Finding
    agency_id: str
    agency: str
    last_run: str
    ground: Ground
    ruling: Ruling
    lapsed: str | None

    @property
    def finding_id(self) -> str:
        """The finding's id."""
        return self.finding.finding_id

    @property
    def content(self) -> str:
        """The fingerprint of what the finding rests on."""
        return self.ground.content

    @property
    def state(self) -> State:
        """How it stands."""
        return state_of(self.ruling, self.lapsed, self.finding.suppressed_by is not None)

    @property
    def is_todo(self) -> bool:
        """Whether somebody has to decide."""
        return self.state in TODO

    @property
    def token(self) -> str:
        """What a form sends back, so that a decision on something else than what was shown is noticed."""
        return f"{self.ruling.version}.{self.content}"


def state_of(ruling: Ruling, lapsed: str | None, is_excused: bool) -> State:
    """How a finding stands; the office's own list of explanations excuses what nobody decided on here."""
    if ruling.last is None:
        return State.EXPLAINED if is_excused else State.WAITING
    return State.LAPSED if lapsed else State(ruling.last.kind.value)


def lapse_of(ruling: Ruling, ground: Ground, today: date) -> str | None:
    """Why the last decision no longer holds; None while it does, or where there is none."""
    return lapse_on(ruling.last, ground, today) if ruling.last else None


def named(
    connection: Connection, finding_ids: Iterable[str], decided: Mapping[str, Ruling], today: date
) -> dict[str, Item]:
    """finding_id → the finding with its rulings, of those that the ledger knows, mended ones included."""
    found: dict[str, Item] = {}
    for part in in_parts(sorted(set(finding_ids))):
        for row in connection.execute(_standing().where(findings.c.finding_id.in_(part))):
            found[row.finding_id] = _item(row, decided.get(row.finding_id, NOTHING), today)
    return found


def _standing() -> Select[Any]:
    return (
        select(findings, runs.c.started, func.coalesce(agencies.c.name, findings.c.agency_id).label("agency"))
        .join(runs, runs.c.run_id == findings.c.last_run)
        .outerjoin(agencies, agencies.c.agency_id == findings.c.agency_id)
    )


def _item(row: Row[Any], ruling: Ruling, today: date) -> Item:
    ground = Ground(row.content, row.rule_version, row.started)
    finding = masked_finding(finding_from(row.body))
    return Item(finding, row.agency_id, row.agency, row.last_run, ground, ruling, lapse_of(ruling, ground, today))
