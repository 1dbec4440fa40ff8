"""What may be done with letters from the console, by whom; what each deed does, and whether it may, is `flows.notify.handling`'s."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from flows.errors import GoujiError, SettingsError
from flows.ledger.accounts import Role, bodies_in
from flows.ledger.audit_log import Entry, note
from flows.notify import handling
from flows.notify.cases.case_store import OVERVIEW_OF, Act
from flows.notify.cases.states import TRANSITIONS, State, Step
from flows.notify.post import dispatch
from flows.publish import english
from flows.review.deciding import Asker
from flows.review.office import Office
from flows.review.words import DEED

# What the command line is told to add is a field here.
_OPTION = re.compile(r"，请加 --[a-z]+( \w+)?")
_UNCLEAR = ("held", "refused", "bounced")


@dataclass(frozen=True, slots=True)
class Wish:
    """A deed that somebody asks for on an agency's case; which of the others it needs is the deed's affair.

    `seen` is the sha256 of the draft that was looked at, `file` the feedback form as it came (name, content).
    """

    agency_id: str
    year: int
    deed: str
    reason: str = ""
    findings: tuple[str, ...] = ()
    until: date | None = None
    seen: str = ""
    file: tuple[str, bytes] | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """One thing to do with a case: who may, and how; it gives the sentence that tells what was done."""

    role: Role
    do: Callable[[Office, Wish, Act], str]


class Unable(Exception):
    """A deed that may not be done, with the reason in words."""


def do(office: Office, asker: Asker, wish: Wish) -> str:
    """Do it and note it in the audit log; gives the sentence that tells it. Raises `Unable`."""
    deed = DEEDS.get(wish.deed)
    if deed is None:
        raise Unable("无法识别的操作")
    if asker.account.role is Role.VIEWER or (deed.role is Role.APPROVER and asker.account.role is not Role.APPROVER):
        raise Unable(f"“{DEED[wish.deed].zh}”须由{'审批人' if deed.role is Role.APPROVER else '核查人员'}操作")
    if not is_in_scope(office, asker, wish.agency_id):
        raise Unable("不在你负责的地区")
    try:
        told = deed.do(office, wish, Act(asker.account.name, office.now(), office.today))
    except GoujiError as refused:
        raise Unable(english.told(_OPTION.sub("", str(refused))).zh) from None
    detail = f"{wish.agency_id} {wish.year}年度 {told}"
    entry = Entry(office.now(), asker.account.name, f"letter_{wish.deed}", detail=detail, address=asker.address)
    with office.ledger.writing() as connection:
        note(connection, [entry])
    return told


def is_in_scope(office: Office, asker: Asker, agency_id: str) -> bool:
    """Whether a case is of the account's regions; an overview is its parent office's."""
    with office.ledger.reading() as connection:
        scope = bodies_in(connection, asker.account.regions)
    return scope is None or agency_id.removeprefix(OVERVIEW_OF) in scope


def _draft(office: Office, wish: Wish, act: Act) -> str:
    notice = handling.draft(office.ledger, wish.agency_id, wish.year, act)
    return f"已拟稿：{notice.title}"


def _remind(office: Office, wish: Wish, act: Act) -> str:
    notice = handling.remind(office.ledger, wish.agency_id, wish.year, act)
    return f"已拟提醒：{notice.title}"


def _approve(office: Office, wish: Wish, act: Act) -> str:
    if not wish.seen:
        raise Unable("请先查看稿件再签发")
    notice = handling.approve(office.ledger, wish.agency_id, wish.year, act, seen=wish.seen)
    return f"已签发：{notice.number_text}"


def _send(office: Office, wish: Wish, act: Act) -> str:
    if office.settings is None:
        raise SettingsError("没有外发设置 (no settings for mail)")
    done = dispatch.send(office.ledger, office.settings, wish.year, [wish.agency_id], act, office.now)
    told = [
        f"外发{done.gone}件{'（测试地址，案件不变）' if done.is_trial else ''}",
        *(english.told(why).zh for why in (*done.refused, *done.notes)),
    ]
    if not done.is_whole:
        raise Unable("；".join(told))
    return "；".join(told)


def _answer(step: Step) -> Callable[[Office, Wish, Act], str]:
    def answered(office: Office, wish: Wish, act: Act) -> str:
        handling.answer(office.ledger, wish.agency_id, wish.year, step, wish.reason, act)
        return "已登记单位反馈"

    return answered


def _reply(office: Office, wish: Wish, act: Act) -> str:
    if wish.file is None:
        raise Unable("请选择反馈表文件")
    name, content = wish.file
    with tempfile.TemporaryDirectory() as folder:
        form = Path(folder) / f"feedback{'.docx' if name.lower().endswith('.docx') else '.xlsx'}"
        form.write_bytes(content)
        handling.reply(office.ledger, form, wish.year, act, wish.agency_id)
    return "已登记反馈表"


def _accept(office: Office, wish: Wish, act: Act) -> str:
    found = handling.accept(office.ledger, wish.agency_id, wish.year, wish.findings, wish.reason, wish.until, act)
    return f"已采纳说明，{len(found)}项不再计为问题"


def _reopen(office: Office, wish: Wish, act: Act) -> str:
    handling.reopen(office.ledger, wish.agency_id, wish.year, wish.reason, act)
    return "已退回"


def _escalate(office: Office, wish: Wish, act: Act) -> str:
    handling.escalate(office.ledger, wish.agency_id, wish.year, wish.reason, act)
    return "已升级到下一级"


def _close(office: Office, wish: Wish, act: Act) -> str:
    handling.close(office.ledger, wish.agency_id, wish.year, wish.reason, act)
    return "已销号"


def _settle(went: bool) -> Callable[[Office, Wish, Act], str]:
    def settled(office: Office, wish: Wish, act: Act) -> str:
        handling.settle_held(office.ledger, wish.agency_id, wish.year, act, went=went, reason=wish.reason)
        return "已记为发出" if went else "将重新外发"

    return settled


DEEDS: Mapping[str, Deed] = {
    "draft": Deed(Role.INSPECTOR, _draft),
    "approve": Deed(Role.APPROVER, _approve),
    "send": Deed(Role.APPROVER, _send),
    "acknowledge": Deed(Role.INSPECTOR, _answer(Step.ACKNOWLEDGE)),
    "correct": Deed(Role.INSPECTOR, _answer(Step.CORRECT)),
    "explain": Deed(Role.INSPECTOR, _answer(Step.EXPLAIN)),
    "reply": Deed(Role.INSPECTOR, _reply),
    "accept": Deed(Role.INSPECTOR, _accept),
    "remind": Deed(Role.INSPECTOR, _remind),
    "reopen": Deed(Role.INSPECTOR, _reopen),
    "escalate": Deed(Role.APPROVER, _escalate),
    "close": Deed(Role.INSPECTOR, _close),
    "went": Deed(Role.APPROVER, _settle(went=True)),
    "again": Deed(Role.APPROVER, _settle(went=False)),
}


def offered(case: Mapping[str, Any]) -> list[str]:
    """The deeds that the state of a case (as `flows.notify.listing.record` tells it) allows, in the order of its life."""
    steps = TRANSITIONS[State(case["state"])]
    sure = any(one["confirmed"] for one in case["findings"])
    allowed = {
        "draft": sure and (Step.DRAFT in steps or Step.CONFIRM in steps) and case["state"] != State.DISMISSED,
        "approve": bool(case["waiting"]),
        "send": bool(case["number"]) and case["outbox"] in (None, "queued"),
        "acknowledge": Step.ACKNOWLEDGE in steps,
        "correct": Step.CORRECT in steps,
        "explain": Step.EXPLAIN in steps,
        "reply": Step.CORRECT in steps,
        "accept": bool(case["case_id"] and case["findings"]),
        "remind": Step.RECHECK in steps and case["state"] != State.ESCALATED,
        "reopen": Step.REOPEN in steps,
        "escalate": Step.ESCALATE in steps,
        "close": Step.CLOSE in steps,
        "went": case["outbox"] in _UNCLEAR,
        "again": case["outbox"] in _UNCLEAR,
    }
    return [name for name in DEEDS if allowed[name]]
