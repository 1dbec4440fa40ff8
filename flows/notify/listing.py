"""One case and its letters as plain records, for the terminal, for programs and for the console's pages.

A record is a dict that JSON can hold. Keys are only ever added.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from sqlalchemy import Row

from checks.model import Finding
from flows.errors import NoticeRefused
from flows.ledger import Ledger
from flows.notify.case_list import Record, row_of
from flows.notify.cases import letters
from flows.notify.cases.case_store import (
    agency_of,
    confirmed_findings,
    events,
    newest,
    standing_findings,
)
from flows.notify.cases.letters import Notice
from flows.notify.cases.rungs import RUNG_WORDS, Rung
from flows.notify.cases.states import WORDS, State
from flows.notify.cases.words import STEP_WORDS
from flows.notify.drafting import waiting_for_approval
from flows.notify.post import outbox
from flows.notify.post.posting import enclosures
from flows.notify.writing.stationery import stationery
from flows.notify.writing.wording import one_line
from flows.rulebook import rulebook


def record(ledger: Ledger, agency_id: str, year: int, today: date) -> Record:
    """One case, whole: its row, contact (name, e-mail), findings, letters (oldest first) and events (oldest first).

    Raises `NoticeRefused` for an agency that the ledger does not know.
    """
    with ledger.reading() as connection:
        agency, case = agency_of(connection, agency_id), newest(connection, agency_id, year)
        sure = {one.finding_id for one in confirmed_findings(connection, case, today)}
        standing = standing_findings(connection, agency_id, year)
        noted = letters.all_of(connection, case.case_id) if case.case_id else []
        return row_of(connection, case, today) | {
            "contact_email": agency.contact_email,
            "contact_name": agency.contact_name,
            "findings": [_finding(one, one.finding_id in sure, one.finding_id in case.case.letter) for one in standing],
            "letters": [_letter(one, outbox.of_notice(connection, one.notice_id)) for one in noted],
            "events": [_event(one) for one in (events(connection, case.case_id) if case.case_id else ())],
        }


def letter_files(ledger: Ledger, agency_id: str, year: int) -> list[tuple[str, bytes]]:
    """The files of the newest letter of an agency (names are ours), and the words of its mail.

    Raises `NoticeRefused` where there is none yet.
    """
    with ledger.reading() as connection:
        case = newest(connection, agency_id, year)
        known = letters.all_of(connection, case.case_id) if case.case_id else []
    if not known:
        raise NoticeRefused(f"{agency_id}: 还没有函件 (no letter yet)")
    files = [(_plain(one.name), one.content) for one in enclosures(known[-1])]
    return [*files, ("mail.txt", known[-1].mail.encode("utf-8", "replace"))]


def waiting_letter(ledger: Ledger, agency_id: str, year: int) -> Notice:
    """The draft that waits for approval; its `sha256` is what `approve(seen=…)` is bound to.

    Raises `NoticeRefused` where none waits.
    """
    with ledger.reading() as connection:
        return waiting_for_approval(connection, newest(connection, agency_id, year))


def notice_lines(notice: Notice, message: outbox.Message | None = None) -> Iterator[str]:
    """Exactly what a letter is, what goes with it and where it goes."""
    rung = f"（{RUNG_WORDS[notice.rung]}）" if notice.rung else ""
    yield f"函件 {notice.number_text or '（未签发）'}{rung}  {notice.title}"
    if not notice.number_text and stationery().office.is_sample:
        yield "  注意 发文机关、机关代字和发件邮箱仍是示例，签发前请在 config/letters/letter.yaml 中改为本单位 (still the sample office)"
    yield f"  收件人 {notice.recipient or '（登记表无邮箱）'}" + (
        f"  抄送 {notice.copied_to or '（登记表无邮箱）'}" if notice.rung is Rung.SUPERIOR else ""
    )
    yield f"  拟稿 {notice.drafted_by}  签发 {notice.approved_by or '—'}" + (
        f"  期限 {notice.due}" if notice.due else ""
    )
    for finding in notice.findings:
        yield f"  · {finding.finding_id}  {one_line(finding.message)}"
    for one in enclosures(notice):
        yield f"  文件 {one.name}  {len(one.content)} 字节"
    yield f"  sha256 {notice.sha256}"
    if message:
        yield f"  发件箱 {message.state}  {message.message_id}  {message.detail}"


def _event(event: Row[Any]) -> Record:
    return {
        "at": event.at.isoformat(),
        "who": event.who,
        "step": event.step,
        "step_zh": STEP_WORDS.get(event.step, event.step),
        "state": event.state,
        "state_zh": WORDS[State(event.state)],
        "detail": event.detail,
    }


def _finding(finding: Finding, is_confirmed: bool, is_in_letter: bool) -> Record:
    rules = rulebook().rules
    return {
        "finding_id": finding.finding_id,
        "rule_id": finding.rule_id,
        "rule": rules[finding.rule_id].name_zh if finding.rule_id in rules else "",
        "severity": finding.severity.value,
        "message": one_line(finding.message),
        "confirmed": is_confirmed,
        "in_letter": is_in_letter,
    }


def _letter(notice: Notice, message: outbox.Message | None) -> Record:
    return {
        "notice_id": notice.notice_id,
        "kind": notice.kind,
        "number": notice.number_text,
        "title": notice.title,
        "recipient": notice.recipient,
        "copied_to": notice.copied_to,
        "drafted_by": notice.drafted_by,
        "approved_by": notice.approved_by,
        "approved_at": notice.approved_at.isoformat() if notice.approved_at else None,
        "due": notice.due.isoformat() if notice.due else None,
        "findings": [one.finding_id for one in notice.findings],
        "files": [{"name": one.name, "bytes": len(one.content)} for one in enclosures(notice)],
        "sha256": notice.sha256,
        "outbox": {"state": message.state, "message_id": message.message_id, "detail": message.detail}
        if message
        else None,
        "is_sample": stationery().office.is_sample,
        "lines": list(notice_lines(notice, message)),
    }


def _plain(name: str) -> str:
    """letter.docx, letter.pdf, annex.xlsx, …: without the letter's own number."""
    stem, _, end = name.partition("-")[2].partition("-")
    return end or f"letter.{stem.rpartition('.')[2]}"
