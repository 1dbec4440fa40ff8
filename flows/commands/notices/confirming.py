"""`gouji notices confirm`, `dismiss` and `accept`: what a person decides on findings."""

from __future__ import annotations

from datetime import date

from flows.commands.notices.desk import NOBODY, Actor, AgencyId, FindingIds, acting
from flows.notify import handling


def confirm(agency_id: AgencyId, /, *finding_id: FindingIds, place: Actor = NOBODY) -> int:
    """确认问题属实；不写编号即确认该单位全部待处理问题 · confirm findings.

    Parameters
    ----------
    agency_id
        单位代码。
    finding_id
        问题编号。
    """
    with acting(place) as desk:
        found = handling.confirm(desk.ledger, agency_id, desk.year, finding_id, desk.act)
        desk.say(f"已确认 {len(found)} 个问题 (confirmed)", *(f"  {one.finding_id}  {one.message}" for one in found))
    return 0


def dismiss(agency_id: AgencyId, /, *, reason: str, place: Actor = NOBODY) -> int:
    """认定不成立，须写理由 · dismiss a case before its letter went out.

    Parameters
    ----------
    agency_id
        单位代码。
    reason
        理由。
    """
    with acting(place) as desk:
        handling.dismiss(desk.ledger, agency_id, desk.year, reason, desk.act)
        desk.say("已认定不成立 (dismissed)")
    return 0


def accept(
    agency_id: AgencyId, /, *finding_id: FindingIds, reason: str, until: date | None = None, place: Actor = NOBODY
) -> int:
    """采纳单位的说明，有效期内不再计为问题 · accept an explanation.

    Parameters
    ----------
    agency_id
        单位代码。
    finding_id
        问题编号。
    reason
        采纳的理由。
    until
        有效期的最后一天（YYYY-MM-DD），默认一年，最长三年。
    """
    with acting(place) as desk:
        found = handling.accept(desk.ledger, agency_id, desk.year, finding_id, reason, until, desk.act)
        desk.say(f"已采纳 {len(found)} 个问题的说明，下次核查起不再计为问题 (accepted)")
    return 0
