"""One way to decide, whoever asks (page, sheet, API): every refusal says why, what is granted is one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import Connection

from flows.ledger.accounts import Account, Role, bodies_in
from flows.ledger.audit_log import Entry, has_opened, note
from flows.ledger.decisions import NOTHING, Decision, Kind, add, rulings
from flows.review.docket import Item, named
from flows.review.dossier import proofs
from flows.review.office import Office
from flows.review.words import KIND

_LONGEST_DAYS = 3 * 366
MOST_AT_ONCE = 500
MOST_LETTERS = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision somebody asks for; `token` is what the finding was when it was shown."""

    finding_id: str
    token: str
    kind: Kind
    reason: str = ""
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What became of it: the decision's number, or why it was refused, in Chinese."""

    finding_id: str
    decision_id: int | None = None
    refused: str | None = None


@dataclass(frozen=True, slots=True)
class Asker:
    """Who asks, and from where."""

    account: Account
    address: str = ""


def decide(office: Office, asker: Asker, asked: Sequence[Asked]) -> list[Answer]:
    """Record the decisions that may be taken; one answer each, in order."""
    with office.ledger.reading() as connection:
        ids = [one.finding_id for one in asked if one.kind is Kind.CONFIRMED]
        shown = named(connection, ids, {}, office.today)
    doubts = {finding_id: proof.doubt for finding_id, proof in proofs(office, shown.values()).items()}
    with office.ledger.writing() as connection:
        return [_decide_one(connection, office, asker, one, doubts) for one in asked]


def undo(office: Office, asker: Asker, decision_ids: Sequence[int], finding_ids: Sequence[str]) -> list[Answer]:
    """Take back decisions (numbers with the findings they are on); a further row says so, nothing is deleted."""
    with office.ledger.writing() as connection:
        return [
            _undo_one(connection, office, asker, decision_id, finding_id)
            for decision_id, finding_id in zip(decision_ids, finding_ids, strict=True)
        ]


def _decide_one(
    connection: Connection, office: Office, asker: Asker, asked: Asked, doubts: Mapping[str, str | None]
) -> Answer:
    decided = rulings(connection, [asked.finding_id])
    item = named(connection, [asked.finding_id], decided, office.today).get(asked.finding_id)
    if item is None:
        return Answer(asked.finding_id, refused="没有这个问题")
    refused = (
        _no_right(connection, asker, item)
        or _wrong_words(asked, office.today)
        or _stale(asked, item)
        or _unseen(connection, asker, asked, item, doubts)
    )
    if refused:
        return Answer(asked.finding_id, refused=refused)
    taken = _decision(office, asker, item, asked.kind, asked.reason.strip(), until=asked.until)
    return Answer(asked.finding_id, _record(connection, asker, taken))


def _undo_one(connection: Connection, office: Office, asker: Asker, decision_id: int, finding_id: str) -> Answer:
    decided = rulings(connection, [finding_id])
    item = named(connection, [finding_id], decided, office.today).get(finding_id)
    taken = next((one for one in decided.get(finding_id, NOTHING).decisions if one.decision_id == decision_id), None)
    if item is None or taken is None or taken.kind is Kind.UNDONE:
        return Answer(finding_id, refused="没有这个决定")
    if refused := _no_right(connection, asker, item):
        return Answer(finding_id, refused=refused)
    if taken.who != asker.account.name and asker.account.role is not Role.APPROVER:
        return Answer(finding_id, refused=f"决定由{taken.who}作出，只有本人或审批人可以撤销")
    if taken.kind is not Kind.NOTE and item.ruling.last != taken:
        return Answer(finding_id, refused="这个决定已被撤销，或其后已有新的决定")
    back = _decision(office, asker, item, Kind.UNDONE, f"撤销{KIND[taken.kind].zh}", undoes=decision_id)
    return Answer(finding_id, _record(connection, asker, back))


def _no_right(connection: Connection, asker: Asker, item: Item) -> str | None:
    if asker.account.role is Role.VIEWER:
        return "只读账号不能作决定"
    scope = bodies_in(connection, asker.account.regions)
    return "不在你负责的地区" if scope is not None and item.agency_id not in scope else None


def _wrong_words(asked: Asked, today: date) -> str | None:
    reason = asked.reason.strip()
    if asked.kind is Kind.UNDONE:
        return "撤销请用撤销功能"
    if not reason and asked.kind in (Kind.DISMISSED, Kind.EXPLAINED, Kind.NOTE):
        return "请写明理由" if asked.kind is not Kind.NOTE else "备注没有内容"
    if len(reason) > MOST_LETTERS:
        return f"理由不能超过{MOST_LETTERS}字"
    return _wrong_day(asked, today)


def _wrong_day(asked: Asked, today: date) -> str | None:
    if asked.kind is not Kind.EXPLAINED:
        return None
    if asked.until is None:
        return "请填写说明的有效期"
    if asked.until < today:
        return "有效期已过"
    return "有效期不能超过三年" if asked.until > today + timedelta(days=_LONGEST_DAYS) else None


def _stale(asked: Asked, item: Item) -> str | None:
    """A note harms nobody; a decision on something else than what was shown does."""
    if asked.kind is Kind.NOTE or asked.token == item.token:
        return None
    version, _, content = asked.token.partition(".")
    if content != item.content:
        return "打开页面之后报告内容已变化，请刷新后再看"
    last = max(item.ruling.decisions, key=lambda one: one.decision_id, default=None)
    if last is None or not version.isdecimal():
        return "页面已过时，请刷新"
    return f"打开页面之后，{last.who}已作出决定“{KIND[last.kind].zh}”，请刷新后再定"


def _unseen(
    connection: Connection, asker: Asker, asked: Asked, item: Item, doubts: Mapping[str, str | None]
) -> str | None:
    doubt = doubts.get(asked.finding_id)
    if asked.kind is not Kind.CONFIRMED or doubt is None:
        return None
    if has_opened(connection, asker.account.name, asked.finding_id, item.content):
        return None
    return f"待人工核对（{doubt}）：请先打开证据再确认"


def _decision(
    office: Office,
    asker: Asker,
    item: Item,
    kind: Kind,
    reason: str,
    until: date | None = None,
    undoes: int | None = None,
) -> Decision:
    return Decision(
        finding_id=item.finding_id,
        agency_id=item.agency_id,
        year=item.finding.year,
        rule_id=item.finding.rule_id,
        kind=kind,
        reason=reason,
        who=asker.account.name,
        at=office.now(),
        content=item.content,
        rule_version=item.finding.rule_version,
        until=until if kind is Kind.EXPLAINED else None,
        undoes=undoes,
    )


def _record(connection: Connection, asker: Asker, taken: Decision) -> int:
    [number] = add(connection, [taken])
    until = f"（至{taken.until.isoformat()}）" if taken.until else ""
    detail = f"#{taken.undoes or number} {taken.reason}{until}"
    note(connection, [Entry(taken.at, taken.who, taken.kind.value, taken.finding_id, detail, asker.address)])
    return number
