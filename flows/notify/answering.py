"""What comes back from an agency, and what the office does about it: answers, back, a rung up, closed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import Connection, select

from flows.errors import NoticeRefused
from flows.ledger import Ledger
from flows.ledger.tables import findings
from flows.notify.cases import letters
from flows.notify.cases.case_store import Act, Filed, confirmed_findings, last_night, move, newest
from flows.notify.cases.states import State, Step
from flows.notify.drafting import is_firm_enough
from flows.notify.post import outbox
from flows.notify.reply.answers import Answer, read_answers


def answer(ledger: Ledger, agency_id: str, year: int, step: Step, detail: str, act: Act) -> Filed:
    """Record what an agency answered (ACKNOWLEDGE, CORRECT, EXPLAIN), typed in by a person.

    Raises `NoticeRefused` where the case awaits no answer.
    """
    with ledger.writing() as connection:
        return move(connection, newest(connection, agency_id, year), step, act, detail=detail)


def reply(ledger: Ledger, file: Path, year: int, act: Act, agency_id: str = "") -> Filed:
    """Record the feedback form that came back, `.xlsx` or `.docx`; the finding ids in it tell whose it is.

    An agency that mended anything has corrected; one that only gives reasons has explained. Raises `SourceError` for a file
    that is no such form, `NoticeRefused` where it is empty, not of this agency, or no answer is awaited.
    """
    answers = read_answers(file)
    if not answers:
        raise NoticeRefused(f"{file}: 反馈表没有填写内容 (the form is empty)")
    owner = author(ledger, [one.finding_id for one in answers], year, agency_id)
    step = Step.CORRECT if any(one.is_mended for one in answers) else Step.EXPLAIN
    return answer(ledger, owner, year, step, "；".join(map(_words, answers)), act)


def author(ledger: Ledger, finding_ids: Sequence[str], year: int, expected: str = "") -> str:
    """The agency that the findings of a reply belong to, which must be the `expected` one where that is given.

    Raises `NoticeRefused` where they belong to nobody, to several, to another, or to another report year.
    """
    with ledger.reading() as connection:
        query = select(findings.c.finding_id, findings.c.agency_id).where(
            findings.c.finding_id.in_(finding_ids), findings.c.year == year
        )
        owners = {row.finding_id: row.agency_id for row in connection.execute(query)}
    unknown = sorted(set(finding_ids) - set(owners))
    agencies: set[str] = set(owners.values())
    if unknown or len(agencies) != 1 or (expected and agencies != {expected}):
        raise NoticeRefused(
            f"反馈表中的问题编号与单位或年度不符：{'、'.join(unknown or sorted(agencies))} (not this agency's)"
        )
    return agencies.pop()


def reopen(ledger: Ledger, agency_id: str, year: int, reason: str, act: Act) -> Filed:
    """Send a case back: the answer does not do, or what was mended is broken again."""
    _demand_reason(reason)
    with ledger.writing() as connection:
        return move(connection, newest(connection, agency_id, year), Step.REOPEN, act, detail=reason)


def escalate(ledger: Ledger, agency_id: str, year: int, reason: str, act: Act) -> Filed:
    """Take a case a rung up (提醒 → 整改通知 → 通报 → 上级抄送): its next letter is drafted there.

    Raises `NoticeRefused` without reason, above the last rung, and where nothing that remains may be stated as a fact.
    """
    _demand_reason(reason)
    with ledger.writing() as connection:
        case, night = newest(connection, agency_id, year), last_night(connection, year)
        found = confirmed_findings(connection, case, act.today)
        if not found or not is_firm_enough(connection, case, found, night.as_of):
            raise NoticeRefused("没有可以认定的错误，只能提醒，不能升级 (nothing here may be stated as a fact)")
        return move(connection, case, Step.ESCALATE, act, detail=reason)


def close(ledger: Ledger, agency_id: str, year: int, reason: str, act: Act) -> Filed:
    """Close a case that was re-checked; one whose letter is not to go out after all needs a reason."""
    with ledger.writing() as connection:
        case = newest(connection, agency_id, year)
        if case.case.state is State.APPROVED:
            _demand_reason(reason)
            _demand_unsent(connection, case)
        return move(connection, case, Step.CLOSE, act, detail=reason)


def _words(one: Answer) -> str:
    parts = (one.mended, one.explained, one.when, one.url, one.signed)
    return f"{one.finding_id}：{'，'.join(filter(None, parts))}"


def _demand_reason(reason: str) -> None:
    if not reason.strip():
        raise NoticeRefused("须写明理由，请加 --reason (say why)")


def _demand_unsent(connection: Connection, case: Filed) -> None:
    for notice in letters.approved_of(connection, case.case_id):
        message = outbox.of_notice(connection, notice.notice_id)
        if message and message.state in (outbox.QUEUED, outbox.HANDING):
            raise NoticeRefused("函件已在发件箱中，请先停止外发 (it is in the outbox already)")
