"""The same as JSON, for programs: a bearer token an account, the same rules for who may decide what."""

from __future__ import annotations

from datetime import date, datetime
from typing import Annotated, Any

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from flows.ledger.accounts import bodies_in, may_see_log
from flows.ledger.audit_log import entries
from flows.ledger.decisions import Decision, Kind, rulings
from flows.review.access import Program, Refused, TheOffice
from flows.review.deciding import MOST_AT_ONCE, Answer, Asked, Asker, decide, undo
from flows.review.desk import note_opened
from flows.review.docket import Wanted, items_at, ordered, years
from flows.review.dossier import Proof, proofs
from flows.review.faults import ALWAYS, Day, faults
from flows.review.item import Item, State, named
from flows.review.office import Office

router = APIRouter(prefix="/api", tags=["review"], responses=ALWAYS)


class Taken(BaseModel):
    """A decision as it was taken."""

    decision_id: int
    kind: Kind
    reason: str
    who: str
    at: datetime
    until: date | None
    to: str | None
    undoes: int | None


class Suspected(BaseModel):
    """A finding in the queue. `token` goes back with a decision; `lapsed` says why the last one no longer holds."""

    finding_id: str
    token: str
    agency_id: str
    agency: str
    year: int
    rule_id: str
    severity: str
    responsibility: str
    state: State
    lapsed: str | None
    message: str
    message_en: str
    expected: str | None
    actual: str | None
    cells: list[str]
    quote: str | None
    url: str | None
    decisions: list[Taken]


class Cell(BaseModel):
    """A cell in question as published."""

    cell: str
    name: str
    raw: str
    state: str


class Dossier(Suspected):
    """A finding with what it stands on; `doubt` says why a person must look before it is confirmed."""

    figures: list[Cell]
    doubt: str | None
    legal_basis: str
    fix: str


class Wish(BaseModel):
    """A decision on one finding."""

    finding_id: str = Field(max_length=100)
    token: str = Field(max_length=100)
    kind: Kind
    reason: str = Field("", max_length=5000)
    until: Day | None = None
    to: str = Field("", max_length=100)


class Wishes(BaseModel):
    """Several decisions; each is answered by itself."""

    decisions: list[Wish] = Field(min_length=1, max_length=MOST_AT_ONCE)


class Result(BaseModel):
    """What became of a decision: its number, or why it was refused."""

    finding_id: str
    decision_id: int | None
    refused: str | None


class Deed(BaseModel):
    """An entry of the audit log."""

    at: datetime
    who: str
    action: str
    finding_id: str | None
    detail: str
    address: str


@router.get("/findings")
def findings(
    office: TheOffice,
    asker: Program,
    year: Annotated[int, Query(ge=0, le=9999)] = 0,
    state: State | None = None,
    q: Annotated[str, Query(max_length=100)] = "",
    offset: Annotated[int, Query(ge=0, le=10_000_000)] = 0,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> list[Suspected]:
    """The findings that stand in a report year (0: the newest), by their ids; `q` is part of an agency's name or id."""
    wanted = Wanted(year or next(iter(years(office)), 0), state.value if state else "all", q=q)
    shelf = office.shelves.of(wanted.year, office.today)
    places = sorted(ordered(office, shelf, wanted, asker.account))[offset : offset + limit]
    return [Suspected(**_facts(one)) for one in items_at(office, shelf, places)]


@router.get("/findings/{finding_id}", responses=faults(404))
def finding(office: TheOffice, asker: Program, finding_id: str) -> Dossier:
    """One finding with its evidence."""
    item, proof = _dossier(office, asker, finding_id)
    figures = [Cell(cell=one.cell, name=one.name, raw=one.raw, state=one.state) for one in proof.figures]
    facts = {**_facts(item), "legal_basis": item.finding.legal_basis, "fix": item.finding.fix}
    return Dossier(**facts, figures=figures, doubt=proof.doubt)


@router.post("/findings/{finding_id}/opened", status_code=204, responses=faults(404))
def opened(office: TheOffice, asker: Program, finding_id: str) -> None:
    """Say that a person has looked at the finding's evidence as it is now."""
    item, _ = _dossier(office, asker, finding_id)
    note_opened(office, asker, item)


@router.post("/decisions")
def decisions(office: TheOffice, asker: Program, wishes: Wishes) -> list[Result]:
    """Decide; one answer each, in order."""
    asked = [Asked(one.finding_id, one.token, one.kind, one.reason, one.until, one.to) for one in wishes.decisions]
    return [_result(answer) for answer in decide(office, asker, asked)]


@router.post("/findings/{finding_id}/decisions/{decision_id}/undo")
def take_back(
    office: TheOffice, asker: Program, finding_id: str, decision_id: Annotated[int, Path(ge=0, le=10**15)]
) -> Result:
    """Take a decision back."""
    return _result(undo(office, asker, [decision_id], [finding_id])[0])


@router.get("/log", responses=faults(403))
def log(office: TheOffice, asker: Program, limit: Annotated[int, Query(ge=1, le=100_000)] = 1000) -> list[Deed]:
    """The newest entries of the audit log."""
    if not may_see_log(asker.account):
        raise Refused(403, "只有负责全部地区的审批人可以查看操作日志")
    return [
        Deed(at=e.at, who=e.who, action=e.action, finding_id=e.finding_id, detail=e.detail, address=e.address)
        for e in entries(office.ledger, most=limit)
    ]


def _dossier(office: Office, asker: Asker, finding_id: str) -> tuple[Item, Proof]:
    with office.ledger.reading() as connection:
        item = named(connection, [finding_id], rulings(connection, [finding_id]), office.today).get(finding_id)
        scope = bodies_in(connection, asker.account.regions)
    if item is None or (scope is not None and item.agency_id not in scope):
        raise Refused(404, "没有这个问题")
    return item, proofs(office, [item])[finding_id]


def _facts(item: Item) -> dict[str, Any]:
    one = item.finding
    return {
        "finding_id": item.finding_id,
        "token": item.token,
        "agency_id": item.agency_id,
        "agency": item.agency,
        "year": one.year,
        "rule_id": one.rule_id,
        "severity": one.severity.value,
        "responsibility": one.responsibility.value,
        "state": item.state,
        "lapsed": item.lapsed,
        "message": one.message,
        "message_en": one.message_en,
        "expected": one.expected,
        "actual": one.actual,
        "cells": list(one.cells),
        "quote": one.evidence.quote,
        "url": one.evidence.url,
        "decisions": [_taken(decision) for decision in item.ruling.decisions],
    }


def _taken(one: Decision) -> Taken:
    return Taken(
        decision_id=one.decision_id,
        kind=one.kind,
        reason=one.reason,
        who=one.who,
        at=one.at,
        until=one.until,
        to=one.to,
        undoes=one.undoes,
    )


def _result(answer: Answer) -> Result:
    return Result(finding_id=answer.finding_id, decision_id=answer.decision_id, refused=answer.refused)
