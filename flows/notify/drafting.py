"""Letters drafted and approved, each deed one transaction. Whether a deed may be done is the state machine's.

Who drafted cannot approve. What is approved is what was drafted, under its number and day.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Connection, select

from checks.model import Finding
from flows.errors import NoticeRefused
from flows.ledger import Ledger
from flows.ledger.decisions import Kind
from flows.ledger.tables import decisions
from flows.notify.cases import letters
from flows.notify.cases.case_store import (
    Act,
    Filed,
    agency_of,
    confirmed_findings,
    is_overview,
    last_night,
    move,
    newest,
    note,
)
from flows.notify.cases.letters import Notice
from flows.notify.cases.rungs import Rung
from flows.notify.cases.standing import look
from flows.notify.cases.states import State, Step, demand_sound, is_same
from flows.notify.issuing import Draft, put_approved, put_draft
from flows.notify.writing.composing import first_rung
from flows.notify.writing.evidence import Evidence
from flows.notify.writing.matter import Matter
from flows.notify.writing.papers import CLOSING, LETTER, OVERVIEW, REMINDER
from flows.rulebook import rulebook

_DRAFTABLE = (State.SUSPECTED, State.CONFIRMED, State.REOPENED, State.ESCALATED)
_UNANSWERED = (State.SENT, State.ACKNOWLEDGED, State.CORRECTED, State.EXPLAINED, State.REOPENED)


def draft(ledger: Ledger, agency_id: str, year: int, act: Act, evidence: Evidence | None = None) -> Notice:
    """Draft the letter of everything that is confirmed of an agency, on the rung of its case.

    `overview:PARENT` drafts what a parent office is told of its agencies. `evidence` spares opening the archives again
    where many letters are drafted. Raises `NoticeRefused`.
    """
    archives = evidence or Evidence(ledger)
    with ledger.writing() as connection:
        case, night = newest(connection, agency_id, year), last_night(connection, year)
        if is_overview(agency_id) and case.case.state in (State.SENT, State.CLOSED):
            # A parent office is told again later in the year: each overview is a case of its own.
            case = Filed(agency_id, year, round=case.round + 1)
        found = confirmed_findings(connection, case, act.today)
        if is_overview(agency_id) and not found:
            name = agency_of(connection, agency_id).name
            raise NoticeRefused(
                f"{name} 的下属单位没有已发出、待办结的函件，无可汇总 (none of its agencies was written to)"
            )
        if case.case.state is State.SUSPECTED and found:
            # Confirmed one by one, in the console or a sheet: nobody has opened the case yet.
            case = move(connection, case, Step.CONFIRM, act, detail="、".join(one.finding_id for one in found))
        if is_overview(agency_id):
            rung, kind, proof = None, OVERVIEW, b""
        else:
            rung, kind = _rung(connection, case, found, night.as_of), LETTER
            proof = archives.of(connection, found)
        ids = frozenset(one.finding_id for one in found)
        moved = move(connection, case, Step.DRAFT, act, letter=ids, rung=rung)
        return put_draft(connection, moved, Draft(kind, found, night.run_id, night.as_of, proof), act)


def remind(ledger: Ledger, agency_id: str, year: int, act: Act) -> Notice:
    """Draft a reminder of a letter that was sent and is not settled; the case stays where it is.

    Raises `NoticeRefused` where nothing of the letter remains.
    """
    with ledger.writing() as connection:
        case, night = newest(connection, agency_id, year), last_night(connection, year)
        if case.case.state not in _UNANSWERED or is_overview(agency_id):
            raise NoticeRefused(f"{agency_id}: 没有已发出、待办结的函件，无从提醒 (nothing to remind of)")
        remaining = {one.finding_id for one in look(connection, case).remaining}
        sure = [one for one in confirmed_findings(connection, case, act.today) if one.finding_id in remaining]
        if not sure:
            raise NoticeRefused(f"{agency_id}: 函件所列问题已无待整改的，无须提醒 (nothing of the letter remains)")
        notice = put_draft(connection, case, Draft(REMINDER, sure, night.run_id, act.today), act)
        note(connection, case.case_id, act, "remind", case.case.state, "、".join(one.finding_id for one in sure))
        return notice


def approve(ledger: Ledger, agency_id: str, year: int, act: Act, seen: str | None = None) -> Notice:
    """Approve the waiting letter of an agency: it gets its number and its day, and is frozen as it is.

    `seen` is the `sha256` of the draft that the person has looked at. Raises `NoticeRefused` for the drafter, for a draft
    that has changed since it was seen or drafted, and where a confirmation has lapsed.
    """
    with ledger.writing() as connection:
        case = newest(connection, agency_id, year)
        waiting = waiting_for_approval(connection, case)
        if seen is not None and seen != waiting.sha256:
            raise NoticeRefused(f"{agency_id}: 稿件在您看过之后有变化，请重新查看 (the draft has changed)")
        if waiting.kind in (LETTER, OVERVIEW):
            case = move(connection, case, Step.APPROVE, act)
        else:
            _demand_second(waiting, act)
            check_holds(connection, case, waiting, act.today)
        notice = put_approved(connection, case, waiting, act)
        detail = f"{notice.number_text} sha256={notice.sha256}"
        note(connection, case.case_id, act, "number", case.case.state, detail)
        return notice


def waiting_for_approval(connection: Connection, case: Filed) -> Notice:
    """The draft of a case.

    Raises `NoticeRefused` where none waits.
    """
    waiting = letters.waiting_of(connection, case.case_id)
    if waiting is None:
        raise NoticeRefused(f"{case.agency_id}: 没有待签发的稿件 (no draft waits)")
    return waiting


def draftable(ledger: Ledger, year: int, today: date) -> list[str]:
    """The agencies with confirmed findings and no letter about them yet, those whose case was sent back or up included."""
    with ledger.reading() as connection:
        query = select(decisions.c.agency_id).where(decisions.c.year == year, decisions.c.kind == Kind.CONFIRMED.value)
        cases = [newest(connection, one, year) for one in sorted(set(connection.execute(query).scalars()))]
        ready = [case for case in cases if case.case.state in _DRAFTABLE]
        return [case.agency_id for case in ready if confirmed_findings(connection, case, today)]


def check_holds(connection: Connection, case: Filed, notice: Notice, today: date) -> None:
    """Ask whether what a letter says still holds: every finding in it stands confirmed.

    A closing letter accuses nobody. Raises `NoticeRefused`.
    """
    if notice.kind != CLOSING:
        confirmed = confirmed_findings(connection, case, today)
        demand_sound(_ids(notice.findings), _ids(confirmed))


def is_firm_enough(connection: Connection, case: Filed, found: Sequence[Finding], audited: date) -> bool:
    """Whether the findings bear a rung above 提醒: one of them is a confirmed error."""
    matter = Matter(agency_of(connection, case.agency_id), case.year, tuple(found), audited, is_confirmed=True)
    return first_rung(matter, rulebook()) is not Rung.HINT


def _rung(connection: Connection, case: Filed, found: Sequence[Finding], audited: date) -> Rung:
    if is_firm_enough(connection, case, found, audited):
        return Rung.RECTIFY
    if found and case.case.rung is not None and case.case.rung > Rung.HINT:
        raise NoticeRefused("没有可以认定的错误，只能提醒，不能通知整改或通报 (nothing here may be stated as a fact)")
    return Rung.HINT


def _demand_second(waiting: Notice, act: Act) -> None:
    if not act.who.strip():
        raise NoticeRefused("须写明经办人，请加 --as 姓名 (say who acts)")
    if is_same(waiting.drafted_by, act.who):
        raise NoticeRefused("拟稿人不能签发自己拟的稿 (who drafted cannot approve)")


def _ids(found: Sequence[Finding]) -> frozenset[str]:
    return frozenset(one.finding_id for one in found)
