"""What is decided on an agency's findings before and after a letter: confirmed, dismissed, explained away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from sqlalchemy import Connection, select

from checks.model import Finding, Severity
from checks.waivers import fingerprint
from flows.errors import NoticeRefused
from flows.ledger import Ledger
from flows.ledger.decisions import Decision, Kind, add, rulings
from flows.ledger.tables import findings
from flows.notify.cases.case_store import (
    NIGHT,
    Act,
    Filed,
    agency_of,
    confirmed_findings,
    move,
    newest,
    note,
    standing_findings,
)
from flows.notify.cases.states import State, Step
from flows.notify.writing.stationery import Automatic

_LONGEST_DAYS, _USUAL_DAYS = 3 * 366, 365


def confirm(ledger: Ledger, agency_id: str, year: int, chosen: Sequence[str], act: Act) -> list[Finding]:
    """Confirm findings of an agency, all that stand or those `chosen`; gives them. Opens the case where there is none.

    Raises `NoticeRefused` where one of them does not stand, or the case is past confirming.
    """
    with ledger.writing() as connection:
        found = _chosen(connection, agency_id, year, chosen)
        add(connection, (_decision(finding, Kind.CONFIRMED, "", act) for finding in found))
        _open(connection, agency_id, year, found, act)
    return found


def open_case(ledger: Ledger, agency_id: str, year: int, act: Act) -> Filed:
    """Open the case of an agency whose findings were confirmed elsewhere, one by one.

    Raises `NoticeRefused` where nothing is confirmed, or the case is past confirming.
    """
    with ledger.writing() as connection:
        case = newest(connection, agency_id, year)
        return _open(connection, agency_id, year, confirmed_findings(connection, case, act.today), act)


def confirm_automatically(ledger: Ledger, year: int, declared: Automatic, act: Act) -> int:
    """Confirm what the office declared automatic and nobody has decided on yet; gives how many findings.

    Only errors that are the agency's own beyond doubt are confirmed so.
    """
    if not declared.rules:
        return 0
    with ledger.writing() as connection:
        query = select(findings.c.agency_id).where(
            findings.c.year == year, findings.c.is_open.is_(True), findings.c.rule_id.in_(declared.rules)
        )
        return sum(
            _confirm_declared(connection, agency_id, year, declared, act)
            for agency_id in sorted(set(connection.execute(query).scalars()))
        )


def dismiss(ledger: Ledger, agency_id: str, year: int, reason: str, act: Act) -> Filed:
    """Drop a case before its letter went out, with the reason; its findings are dismissed with it."""
    if not reason.strip():
        raise NoticeRefused("须写明理由，请加 --reason (say why)")
    with ledger.writing() as connection:
        found = standing_findings(connection, agency_id, year)
        moved = move(connection, newest(connection, agency_id, year), Step.DISMISS, act, detail=reason)
        add(connection, (_decision(finding, Kind.DISMISSED, reason, act) for finding in found))
        return moved


def accept(
    ledger: Ledger, agency_id: str, year: int, chosen: Sequence[str], reason: str, until: date | None, act: Act
) -> list[Finding]:
    """Accept an agency's explanation: from the next night on the findings no longer count.

    They count again when their content changes or the day `until` (by default a year from today) is over. Raises
    `NoticeRefused` without reason or finding, or for a day that has passed or lies more than three years ahead.
    """
    if not reason.strip() or not chosen:
        raise NoticeRefused("须写明问题编号和理由 (say which findings, and why)")
    last = until or act.today + timedelta(days=_USUAL_DAYS)
    if not act.today <= last <= act.today + timedelta(days=_LONGEST_DAYS):
        raise NoticeRefused(f"{last}: 有效期须在今天以后、三年以内 (valid from today for three years at most)")
    with ledger.writing() as connection:
        found = _chosen(connection, agency_id, year, chosen)
        add(connection, (replace(_decision(one, Kind.EXPLAINED, reason, act), until=last) for one in found))
        case = newest(connection, agency_id, year)
        if case.case_id:
            text = f"{_names(found)}：{reason}（至{last.isoformat()}）"
            note(connection, case.case_id, act, "accept", case.case.state, text)
    return found


def _open(connection: Connection, agency_id: str, year: int, found: Sequence[Finding], act: Act) -> Filed:
    case = newest(connection, agency_id, year)
    if case.case.state is State.CLOSED:
        case = Filed(agency_id, year, round=case.round + 1)
    return move(connection, case, Step.CONFIRM, act, detail=_names(found))


def _confirm_declared(connection: Connection, agency_id: str, year: int, declared: Automatic, act: Act) -> int:
    case = newest(connection, agency_id, year)
    if case.case.state not in (State.SUSPECTED, State.CONFIRMED, State.CLOSED):
        return 0
    standing = [
        one
        for one in standing_findings(connection, agency_id, year)
        if one.severity is Severity.ERROR and declared.holds(one.rule_id, agency_id)
    ]
    decided = rulings(connection, [one.finding_id for one in standing])
    fresh = [one for one in standing if one.finding_id not in decided]
    if fresh:
        add(connection, (_decision(one, Kind.CONFIRMED, "按本单位规定自动确认", act) for one in fresh))
        _open(connection, agency_id, year, fresh, replace(act, who=NIGHT))
    return len(fresh)


def _chosen(connection: Connection, agency_id: str, year: int, chosen: Sequence[str]) -> list[Finding]:
    agency_of(connection, agency_id)
    standing = {one.finding_id: one for one in standing_findings(connection, agency_id, year)}
    unknown = [name for name in chosen if name not in standing]
    if unknown:
        raise NoticeRefused(f"{agency_id}: 没有这些待处理的问题：{'、'.join(unknown)} (no such open findings)")
    if not standing:
        raise NoticeRefused(f"{agency_id}: {year} 年度没有属于该单位的问题 (no open findings of its own)")
    return [standing[name] for name in dict.fromkeys(chosen)] if chosen else list(standing.values())


def _names(found: Sequence[Finding]) -> str:
    return "、".join(finding.finding_id for finding in found)


def _decision(finding: Finding, kind: Kind, reason: str, act: Act) -> Decision:
    return Decision(
        finding_id=finding.finding_id,
        agency_id=finding.agency_id or "",
        year=finding.year,
        rule_id=finding.rule_id,
        kind=kind,
        reason=reason,
        who=act.who,
        at=act.at,
        content=fingerprint(finding),
        rule_version=finding.rule_version,
    )
