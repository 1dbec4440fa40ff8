"""One round of letters as the schedule does it: everything confirmed is drafted, then a person approves, then it is sent."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flows.errors import NoticeRefused
from flows.ledger import Ledger
from flows.ledger.accounts import Role, all_accounts
from flows.notify import handling
from flows.notify.cases.case_store import Act, all_cases
from flows.notify.cases.letters import Notice, waiting_of
from flows.notify.drafting import draftable
from flows.notify.listing import notice_lines
from flows.notify.post.dispatch import Dispatch, send
from flows.notify.writing.evidence import Evidence
from flows.settings import Settings

ALL = "全部"


@dataclass(frozen=True, slots=True)
class Waiting:
    """A letter that waits for approval."""

    agency_id: str
    notice: Notice


def draft_round(ledger: Ledger, year: int, act: Act) -> list[Waiting]:
    """Draft what is confirmed and has no letter yet; gives every letter of the year that waits for approval."""
    archives = Evidence(ledger)
    for agency_id in draftable(ledger, year, act.today):
        handling.draft(ledger, agency_id, year, act, archives)
    with ledger.reading() as connection:
        found = [(case.agency_id, waiting_of(connection, case.case_id)) for case in all_cases(connection, year)]
    return [Waiting(agency_id, notice) for agency_id, notice in found if notice]


def as_markdown(waiting: Sequence[Waiting], channel: str) -> str:
    """Exactly what will go where, for the person who is to approve it."""
    parts = [f"## 待签发函件 {len(waiting)} 件，将经 {channel} 渠道外发"]
    for one in waiting:
        lines = "\n".join(notice_lines(one.notice))
        parts.append(f"### {one.agency_id}\n\n```\n{lines}\n```")
    return "\n\n".join(parts)


def issue_round(
    ledger: Ledger,
    settings: Settings,
    year: int,
    waiting: Sequence[Waiting],
    chosen: str,
    act: Act,
    now: Callable[[], datetime],
) -> Dispatch:
    """Approve the `chosen` letters (ids with spaces between, or 全部) as they were shown, and send them.

    Raises `NoticeRefused` where the approver is no approver of the console, or an id is not among what waited.
    """
    _demand_approver(ledger, act.who)
    shown = {one.agency_id: one.notice for one in waiting}
    ids = list(shown) if chosen.strip() == ALL else chosen.split()
    if not ids or set(ids) - set(shown):
        raise NoticeRefused(f"请写明签发哪些单位的函件，或写“{ALL}” (name the letters to approve)")
    refused, approved = [], []
    for agency_id in ids:
        try:
            handling.approve(ledger, agency_id, year, act, shown[agency_id].sha256)
            approved.append(agency_id)
        except NoticeRefused as refusal:
            refused.append(f"{agency_id}: {refusal}")
    done = send(ledger, settings, year, approved, act, now) if approved else Dispatch(())
    return Dispatch(done.sent, (*refused, *done.refused), done.is_trial, done.notes)


def _demand_approver(ledger: Ledger, name: str) -> None:
    with ledger.reading() as connection:
        approvers = {
            one.name for one, is_closed in all_accounts(connection) if one.role is Role.APPROVER and not is_closed
        }
    if name not in approvers:
        raise NoticeRefused(f"{name}: 不是核查台的审批人账号，不能签发 (no approver of the console)")
