"""One way to decide, whoever asks (page, sheet, API): every refusal says why, what is granted is one transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from sqlalchemy import Connection

from flows.ledger.accounts import Account, Role, bodies_in, scopes_of
from flows.ledger.audit_log import Entry, note, opened_by
from flows.ledger.decisions import ASIDE, Decision, Kind, Ruling, add, rulings
from flows.review.dossier import proofs
from flows.review.item import Item, lapse_of, named
from flows.review.office import Office
from flows.review.words import KIND

_LONGEST_DAYS = 3 * 366
MOST_AT_ONCE = 500
MOST_LETTERS = 1000
NO_DOUBTS: Mapping[str, str | None] = {}


@dataclass(frozen=True, slots=True)
class Asked:
    """A decision somebody asks for; `token` is what the finding was when it was shown, `to` who it is handed to."""

    finding_id: str
    token: str
    kind: Kind
    reason: str = ""
    until: date | None = None
    to: str = ""


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


@dataclass(frozen=True, slots=True)
class _Table:
    """What lies on the table while decisions are taken: the findings asked about, and what who asks may do with them.

    `doubts` are by finding, `opened` the findings whose evidence, as it is now, was opened, `takers` who may be handed what.
    """

    office: Office
    asker: Asker
    items: dict[str, Item]
    scope: frozenset[str] | None
    doubts: Mapping[str, str | None]
    opened: frozenset[str]
    takers: Mapping[str, frozenset[str] | None]


def decide(office: Office, asker: Asker, asked: Sequence[Asked]) -> list[Answer]:
    """Record the decisions that may be taken; one answer each, in order."""
    doubts = _doubts(office, [one.finding_id for one in asked if one.kind is Kind.CONFIRMED])
    with office.ledger.writing() as connection:
        table = _laid(connection, office, asker, [one.finding_id for one in asked], doubts, {one.to for one in asked})
        return [_decide_one(connection, table, one) for one in asked]


def undo(office: Office, asker: Asker, decision_ids: Sequence[int], finding_ids: Sequence[str]) -> list[Answer]:
    """Take back decisions (numbers with the findings they are on); a further row says so, nothing is deleted."""
    with office.ledger.writing() as connection:
        table = _laid(connection, office, asker, finding_ids)
        return [
            _undo_one(connection, table, decision_id, finding_id)
            for decision_id, finding_id in zip(decision_ids, finding_ids, strict=True)
        ]


def _doubts(office: Office, finding_ids: Sequence[str]) -> Mapping[str, str | None]:
    """finding_id → why a person must look before it is confirmed; read before the ledger is held for writing."""
    with office.ledger.reading() as connection:
        shown = named(connection, finding_ids, {}, office.today)
    return {finding_id: proof.doubt for finding_id, proof in proofs(office, shown.values()).items()}


def _laid(
    connection: Connection,
    office: Office,
    asker: Asker,
    finding_ids: Sequence[str],
    doubts: Mapping[str, str | None] = NO_DOUBTS,
    takers: Collection[str] = (),
) -> _Table:
    items = named(connection, finding_ids, rulings(connection, finding_ids), office.today)
    doubtful = {finding_id: items[finding_id].content for finding_id, doubt in doubts.items() if doubt}
    return _Table(
        office,
        asker,
        items,
        bodies_in(connection, asker.account.regions),
        doubts,
        opened_by(connection, asker.account.name, doubtful),
        scopes_of(connection, takers),
    )


def _decide_one(connection: Connection, table: _Table, asked: Asked) -> Answer:
    item = table.items.get(asked.finding_id)
    if item is None:
        return Answer(asked.finding_id, refused="没有这个问题")
    refused = (
        _no_right(table, item)
        or _wrong_words(asked, table.office.today)
        or _wrong_taker(table, asked, item)
        or _stale(asked, item)
        or _unseen(table, asked, item)
    )
    if refused:
        return Answer(asked.finding_id, refused=refused)
    taken = _decision(table, item, asked.kind, asked.reason.strip(), until=asked.until, to=asked.to)
    return Answer(asked.finding_id, _record(connection, table, item, taken))


def _undo_one(connection: Connection, table: _Table, decision_id: int, finding_id: str) -> Answer:
    item = table.items.get(finding_id)
    taken = next((one for one in item.ruling.decisions if one.decision_id == decision_id), None) if item else None
    if item is None or taken is None or taken.kind is Kind.UNDONE:
        return Answer(finding_id, refused="没有这个决定")
    account = table.asker.account
    if refused := _no_right(table, item):
        return Answer(finding_id, refused=refused)
    if taken.who != account.name and account.role is not Role.APPROVER:
        return Answer(finding_id, refused=f"决定由{taken.who}作出，只有本人或审批人可以撤销")
    if taken not in (item.ruling.last, item.ruling.handed, *item.ruling.notes):
        return Answer(finding_id, refused="这个决定已被撤销，或其后已有新的决定")
    back = _decision(table, item, Kind.UNDONE, f"撤销{KIND[taken.kind].zh}", undoes=decision_id)
    return Answer(finding_id, _record(connection, table, item, back))


def _no_right(table: _Table, item: Item) -> str | None:
    if table.asker.account.role is Role.VIEWER:
        return "只读账号不能作决定"
    return "不在你负责的地区" if table.scope is not None and item.agency_id not in table.scope else None


def _wrong_taker(table: _Table, asked: Asked, item: Item) -> str | None:
    if asked.kind is not Kind.HANDED:
        return None
    if not asked.to:
        return "请写明转交给谁"
    if asked.to == table.asker.account.name:
        return "不能转交给自己"
    if asked.to not in table.takers:
        return f"没有可以接手的账号“{asked.to[:20]}”"
    scope = table.takers[asked.to]
    return f"{asked.to}不负责这个地区" if scope is not None and item.agency_id not in scope else None


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
    """What is only said harms nobody; a decision on something else than what was shown does."""
    if asked.kind in ASIDE or asked.token == item.token:
        return None
    version, _, content = asked.token.partition(".")
    if content != item.content:
        return "打开页面之后报告内容已变化，请刷新后再看"
    last = max(item.ruling.decisions, key=lambda one: one.decision_id, default=None)
    if last is None or not version.isdecimal():
        return "页面已过时，请刷新"
    return f"打开页面之后，{last.who}已作出决定“{KIND[last.kind].zh}”，请刷新后再定"


def _unseen(table: _Table, asked: Asked, item: Item) -> str | None:
    doubt = table.doubts.get(asked.finding_id)
    if asked.kind is not Kind.CONFIRMED or doubt is None or asked.finding_id in table.opened:
        return None
    return f"待人工核对（{doubt}）：请先打开证据再确认"


def _decision(
    table: _Table,
    item: Item,
    kind: Kind,
    reason: str,
    until: date | None = None,
    undoes: int | None = None,
    to: str = "",
) -> Decision:
    return Decision(
        finding_id=item.finding_id,
        agency_id=item.agency_id,
        year=item.finding.year,
        rule_id=item.finding.rule_id,
        kind=kind,
        reason=reason,
        who=table.asker.account.name,
        at=table.office.now(),
        content=item.content,
        rule_version=item.finding.rule_version,
        until=until if kind is Kind.EXPLAINED else None,
        undoes=undoes,
        to=to if kind is Kind.HANDED else None,
    )


def _record(connection: Connection, table: _Table, item: Item, taken: Decision) -> int:
    [number] = add(connection, [taken])
    until = f"（至{taken.until.isoformat()}）" if taken.until else ""
    to = f"→ {taken.to} " if taken.to else ""
    detail = f"#{taken.undoes or number} {to}{taken.reason}{until}"
    note(connection, [Entry(taken.at, taken.who, taken.kind.value, taken.finding_id, detail, table.asker.address)])
    # The same finding may come again further down: it is judged as it stands by then.
    ruling = Ruling((*item.ruling.decisions, replace(taken, decision_id=number)))
    lapsed = lapse_of(ruling, item.ground, table.office.today)
    table.items[item.finding_id] = replace(item, ruling=ruling, lapsed=lapsed)
    return number
