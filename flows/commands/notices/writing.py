"""`gouji notices draft`, `remind` and `approve`: letters written by one person and approved by another."""

from __future__ import annotations

import sys
from typing import Annotated

from cyclopts import Parameter

from flows.commands.notices.desk import NOBODY, Actor, AgencyId, AgencyIds, Desk, acting
from flows.errors import NoticeRefused
from flows.notify import handling
from flows.notify.cases.letters import Notice
from flows.notify.drafting import draftable
from flows.notify.listing import notice_lines, waiting_letter
from flows.notify.post.printing import print_letters
from flows.notify.writing.evidence import Evidence


def draft(*agency_id: AgencyIds, place: Actor = NOBODY) -> int:
    """就已确认的问题拟稿；不写单位即为所有有已确认问题而未发函的单位 · draft the letters of what is confirmed.

    退出码：0 都已拟稿；1 有未能拟稿的。

    Parameters
    ----------
    agency_id
        单位代码；overview:上级单位代码 为发给上级的汇总函。
    """
    with acting(place) as desk:
        archives, refused, chosen = (
            Evidence(desk.ledger),
            0,
            agency_id or draftable(desk.ledger, desk.year, desk.act.today),
        )
        for one in chosen:
            try:
                notice = handling.draft(desk.ledger, one, desk.year, desk.act, archives)
            except NoticeRefused as refusal:
                refused += 1
                desk.say(f"  未拟稿 {one}: {refusal}")
            else:
                desk.say(f"  {one}  {notice.title}  问题 {len(notice.findings)}")
        desk.say(f"已拟稿 {len(chosen) - refused} 件，待他人签发 (drafted)；未拟稿 {refused} 件")
    return 1 if refused else 0


def remind(agency_id: AgencyId, /, *, place: Actor = NOBODY) -> int:
    """为已发出、尚未办结的函件拟提醒函；案件状态不变 · draft a reminder.

    Parameters
    ----------
    agency_id
        单位代码。
    """
    with acting(place) as desk:
        _tell(desk, "已拟提醒函，待他人签发 (drafted)", handling.remind(desk.ledger, agency_id, desk.year, desk.act))
    return 0


def approve(
    agency_id: AgencyId,
    /,
    *,
    seen: str | None = None,
    yes: Annotated[bool, Parameter(name="--yes", negative="")] = False,
    place: Actor = NOBODY,
) -> int:
    """签发：先列明将发什么、发往何处，再编号、定稿；拟稿人不能签发 · approve a letter.

    Parameters
    ----------
    agency_id
        单位代码；overview:上级单位代码 为发给上级的汇总函。
    seen
        所看稿件的 sha256（show 所列）；稿件其后有变化则不予签发。
    yes
        不再询问。不在终端上运行时，须用 --yes 或 --seen 表明已经看过。
    """
    with acting(place) as desk:
        waiting = waiting_letter(desk.ledger, agency_id, desk.year)
        _tell(desk, f"待签发，将经 {desk.settings.mail_channel} 渠道外发 (to be approved)", waiting)
        if not yes and not seen:
            _ask()
        notice = handling.approve(desk.ledger, agency_id, desk.year, desk.act, seen or waiting.sha256)
        note = print_letters(desk.ledger, desk.year, [agency_id], desk.act) if desk.settings.letter_pdf else ""
        desk.say(f"已签发 {notice.number_text}  收件人 {notice.recipient or '（登记表无邮箱）'} (approved)")
        desk.say(f"  sha256 {notice.sha256}", *([note] if note else []))
    return 0


def _ask() -> None:
    """Have a person say that the letter may go. Raises `NoticeRefused` where nobody is there, or says no."""
    if not sys.stdin.isatty():
        raise NoticeRefused(
            "不在终端上签发，须加 --seen 所看稿件的sha256，或 --yes (nobody was asked: add --seen or --yes)"
        )
    try:
        said = input("签发？[y/N] ").strip().lower()
    except EOFError:
        said = ""
    if said not in ("y", "yes", "是"):
        raise NoticeRefused("未签发 (not approved)")


def _tell(desk: Desk, head: str, notice: Notice) -> None:
    desk.say(head, *(f"  {line}" for line in notice_lines(notice)))
