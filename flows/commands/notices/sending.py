"""`gouji notices send`, `stop`, `resume`, `settle` and `bounce`: mail, and what a person decides about it."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from flows.clock import now
from flows.commands.notices.desk import NOBODY, Actor, AgencyId, AgencyIds, Desk, acting
from flows.notify import handling
from flows.notify.alerts import alert
from flows.notify.post import outbox
from flows.notify.post.bounces import read_bounce
from flows.notify.post.dispatch import Dispatch
from flows.notify.post.dispatch import send as dispatch
from flows.review.words import OUTBOX


def send(*agency_id: AgencyIds, place: Actor = NOBODY) -> int:
    """外发已签发的函件；不写单位即全部 · send approved letters.

    退出码：0 全部发出；1 有未发出的（被拒、暂缓、结果不明待人工核对）；2 配置有误。

    Parameters
    ----------
    agency_id
        单位代码。
    """
    with acting(place) as desk:
        done = dispatch(desk.ledger, desk.settings, desk.year, agency_id, desk.act, now)
        for refusal in done.refused:
            desk.say(f"  未外发 {refusal}")
        for one in done.sent:
            desk.say(f"  {OUTBOX[one.state]}  {'、'.join(one.recipients) or '—'}  {one.message_id}  {one.detail}")
        desk.say(*done.notes)
        if done.is_trial:
            desk.say(f"测试发送 {done.gone} 件，案件状态不变 (a trial; no case moved)")
        else:
            left = len(done.sent) - done.gone + len(done.refused)
            desk.say(f"已外发 {done.gone} 件，未外发 {left} 件 (sent, not sent)")
            _alert(desk, done)
        return 0 if done.is_whole else 1


def stop(*, place: Actor = NOBODY) -> int:
    """立即停止一切外发 · hold all mail at once."""
    return _switch(place, is_stopped=True)


def resume(*, place: Actor = NOBODY) -> int:
    """恢复外发 · let mail go again."""
    return _switch(place, is_stopped=False)


def settle(agency_id: AgencyId, /, *, went: Literal["yes", "no"], reason: str, place: Actor = NOBODY) -> int:
    """人工核对结果不明的邮件：对方已收到（yes），或没有收到、再发一次（no） · settle an unclear hand-over.

    Parameters
    ----------
    agency_id
        单位代码。
    went
        yes 已收到，记为发出；no 未收到，下次 send 再发，邮件编号不变。
    reason
        核对的依据。
    """
    with acting(place) as desk:
        name = handling.settle_held(desk.ledger, agency_id, desk.year, desk.act, went=went == "yes", reason=reason)
        desk.say(f"{name} " + ("记为已发出 (taken as sent)" if went == "yes" else "下次 send 再发 (goes again)"))
    return 0


def bounce(*file: Path, place: Actor = NOBODY) -> int:
    """登记退信：给出存成 .eml 的退信，由其中的邮件编号认出案件 · record mail that came back.

    Parameters
    ----------
    file
        退信文件（.eml）。
    """
    with acting(place) as desk:
        for one in file:
            message_id, why = read_bounce(one)
            case = handling.bounce(desk.ledger, message_id, why, desk.act)
            desk.say(f"已登记退信 {case.agency_id}  {message_id}  {why}")
    return 0


def _switch(place: Actor, *, is_stopped: bool) -> int:
    with acting(place) as desk:
        with desk.ledger.writing() as connection:
            outbox.stop(connection, desk.act.who, desk.act.at, is_stopped=is_stopped)
        desk.say("外发已停止 (mail is stopped)" if is_stopped else "外发已恢复 (mail may go)")
    return 0


def _alert(desk: Desk, done: Dispatch) -> None:
    """Tell the office of mail that needs a person."""
    bad = [one for one in done.sent if one.state in (outbox.HELD, outbox.REFUSED)]
    if bad:
        lines = [f"{OUTBOX[one.state]} {'、'.join(one.recipients)} {one.detail}" for one in bad]
        alert(desk.settings, f"勾稽：{len(bad)} 件函件未发出，待人工处理", "\n".join(lines))
