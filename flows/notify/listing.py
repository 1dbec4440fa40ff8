"""Cases and letters as a person reads them on the terminal, and as programs do."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from rich.console import Console
from sqlalchemy import Connection, select

from flows.ledger import Ledger
from flows.ledger.tables import agencies, findings
from flows.notify import letters, outbox
from flows.notify.case_store import (
    Filed,
    agency_of,
    all_cases,
    confirmed_findings,
    events,
    newest,
    standing_findings,
)
from flows.notify.letters import Notice
from flows.notify.states import WORDS, State
from flows.notify.wording import one_line
from flows.rulebook import rulebook
from flows.terminal import plain

_WAITS = {State.SENT, State.ACKNOWLEDGED, State.CORRECTED, State.EXPLAINED, State.REOPENED, State.ESCALATED}
Record = dict[str, Any]
"""One line of JSON on its way out."""


def rows(ledger: Ledger, year: int) -> list[Record]:
    """Every case of a year and every agency with suspicions that nobody has touched yet."""
    with ledger.reading() as connection:
        known = all_cases(connection, year)
        touched = {case.agency_id for case in known}
        query = (
            select(findings.c.agency_id)
            .where(findings.c.year == year, findings.c.is_open.is_(True), findings.c.responsibility == "agency")
            .distinct()
        )
        fresh = sorted(set(connection.execute(query).scalars()) - touched)
        cases = [*known, *(Filed(agency_id, year) for agency_id in fresh)]
        names = {row.agency_id: row.name for row in connection.execute(select(agencies.c.agency_id, agencies.c.name))}
        lines = (_row(connection, case, names.get(case.agency_id, "")) for case in cases)
        return [line for line in lines if line["case_id"] or line["findings"]]


def show_rows(out: Console, lines: list[Record], year: int, today: date) -> None:
    """The list for a person."""
    out.print(f"{year}年度 {len(lines)} 件 (cases and suspicions)")
    for line in lines:
        is_late = line["due"] and line["due"] < today.isoformat() and line["state"] in _WAITS
        due = f"  期限 {line['due']}{'（已逾期）' if is_late else ''}" if line["due"] else ""
        number = f"  {line['number']}" if line["number"] else ""
        state = WORDS[State(line["state"])]
        out.print(plain(f"  {line['agency_id']}  {line['name']}  {state}  问题 {line['findings']}{number}{due}"))


def show_case(out: Console, ledger: Ledger, agency_id: str, year: int, today: date) -> None:
    """One agency's case: its findings, its letters, what happened."""
    catalogue = rulebook()
    with ledger.reading() as connection:
        agency, case = agency_of(connection, agency_id), newest(connection, agency_id, year)
        standing = standing_findings(connection, agency_id, year)
        sure = {one.finding_id for one in confirmed_findings(connection, case, today)}
        out.print(
            plain(f"{agency.name}  {year}年度  {WORDS[case.case.state]}  联系邮箱 {agency.contact_email or '未登记'}")
        )
        for finding in standing:
            mark = "已确认" if finding.finding_id in sure else "待确认"
            name = catalogue.rules[finding.rule_id].name_zh if finding.rule_id in catalogue.rules else ""
            out.print(plain(f"  [{mark}] {finding.finding_id}  {name}：{one_line(finding.message)}"))
        for notice in letters.all_of(connection, case.case_id) if case.case_id else ():
            for line in notice_lines(notice, outbox.of_notice(connection, notice.notice_id)):
                out.print(plain(f"  {line}"))
        for event in events(connection, case.case_id) if case.case_id else ():
            out.print(plain(f"  {event.at:%Y-%m-%d %H:%M} {event.who} {event.step} → {event.state} {event.detail}"))


def notice_lines(notice: Notice, message: outbox.Message | None = None) -> Iterator[str]:
    """Exactly what a letter is and where it goes."""
    yield f"函件 {notice.number_text or '（未签发）'}  {notice.title}"
    yield f"  收件人 {notice.recipient or '（登记表无邮箱）'}  问题 {len(notice.findings)}"
    yield f"  拟稿 {notice.drafted_by}  签发 {notice.approved_by or '—'}"
    yield f"  正文 {len(notice.document)} 字节，附件 {len(notice.annex)} 字节，sha256 {notice.sha256}"
    if message:
        yield f"  发件箱 {message.state}  {message.message_id}  {message.detail}"


def _row(connection: Connection, case: Filed, name: str) -> Record:
    numbered = letters.approved_of(connection, case.case_id) if case.case_id else []
    message = outbox.of_notice(connection, numbered[-1].notice_id) if numbered else None
    return {
        "case_id": case.case_id,
        "agency_id": case.agency_id,
        "name": name,
        "year": case.year,
        "round": case.round,
        "state": case.case.state.value,
        "findings": len(standing_findings(connection, case.agency_id, case.year)),
        "number": numbered[-1].number_text if numbered else "",
        "due": case.due.isoformat() if case.due else None,
        "outbox": message.state if message else None,
    }
