"""`gouji notices reply`, `reopen` and `close`: what an agency answers, and what follows."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from flows.commands.notices.desk import NOBODY, Actor, AgencyId, acting
from flows.errors import SettingsError
from flows.notify import handling
from flows.notify.cases.rungs import RUNG_WORDS
from flows.notify.cases.states import WORDS, Step

_STEPS = {"acknowledge": Step.ACKNOWLEDGE, "correct": Step.CORRECT, "explain": Step.EXPLAIN}


def reply(
    target: Annotated[str, Parameter(name="AGENCY_ID_OR_FILE")],
    file: Annotated[Path | None, Parameter(name="FILE")] = None,
    /,
    *,
    kind: Literal["acknowledge", "correct", "explain"] | None = None,
    text: str = "",
    place: Actor = NOBODY,
) -> int:
    """登记单位的反馈：反馈表 .xlsx 或 .docx，或直接录入 · record an agency's reply.

    Parameters
    ----------
    target
        单位代码；或者只给反馈表，由表中的问题编号认出单位。
    file
        填写好的反馈表（.xlsx 或 .docx）。
    kind
        没有反馈表时：acknowledge 已签收，correct 已整改，explain 作出说明。
    text
        反馈内容。
    """
    agency_id = target
    if file is None and kind is None and Path(target).is_file():
        agency_id, file = "", Path(target)
    with acting(place) as desk:
        if file is not None:
            moved = handling.reply(desk.ledger, file, desk.year, desk.act, agency_id)
        elif kind is not None:
            moved = handling.answer(desk.ledger, agency_id, desk.year, _STEPS[kind], text, desk.act)
        else:
            raise SettingsError(f"{target}: 没有这个文件；请给出反馈表 FILE，或用 --kind 录入 (give a FILE or --kind)")
        desk.say(f"已登记反馈 {moved.agency_id}：{WORDS[moved.case.state]}")
    return 0


def reopen(
    agency_id: AgencyId,
    /,
    *,
    reason: str,
    escalate: Annotated[bool, Parameter(name="--escalate", negative="")] = False,
    place: Actor = NOBODY,
) -> int:
    """退回；或用 --escalate 升级：提醒 → 整改通知 → 通报 → 上级抄送 · send a case back, or a rung up.

    Parameters
    ----------
    agency_id
        单位代码。
    reason
        理由。
    escalate
        升一级，下一份函件按升级后的分量拟稿。
    """
    deed = handling.escalate if escalate else handling.reopen
    with acting(place) as desk:
        moved = deed(desk.ledger, agency_id, desk.year, reason, desk.act)
        rung = f"：{RUNG_WORDS[moved.case.rung]}" if escalate and moved.case.rung else ""
        desk.say(f"{WORDS[moved.case.state]}{rung}")
    return 0


def close(agency_id: AgencyId, /, *, reason: str = "", place: Actor = NOBODY) -> int:
    """复核通过后销号 · close a case that was re-checked.

    Parameters
    ----------
    agency_id
        单位代码。
    reason
        说明；已签发而不外发的，必须写明。
    """
    with acting(place) as desk:
        handling.close(desk.ledger, agency_id, desk.year, reason, desk.act)
        desk.say("已销号 (closed)")
    return 0
