"""The queue: every finding that stands in a report year, with what was decided on it and whether that still holds."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Connection, Row, Select, func, select

from checks.model import Finding
from checks.waivers import fingerprint
from flows.ledger.accounts import bodies_in
from flows.ledger.decisions import NOTHING, Ruling, lapse, rulings_of_year
from flows.ledger.holdings import in_parts
from flows.ledger.report_store import finding_from
from flows.ledger.tables import agencies, findings
from flows.publish.privacy import masked_finding
from flows.review.office import Office

_GRAVITY = {"error": 0, "warning": 1, "advice": 2}
PER_PAGE = 20


class State(StrEnum):
    """How a finding stands with the inspectors; `lapsed` was decided once and must be again."""

    WAITING = "waiting"
    LAPSED = "lapsed"
    CONFIRMED = "confirmed"
    DISMISSED = "dismissed"
    EXPLAINED = "explained"
    REREAD = "reread"


@dataclass(frozen=True, slots=True)
class Item:
    """One finding in the queue, personal numbers masked; `content` is of the finding as it is in the ledger.

    `token` is what a form sends back, so that a decision on something else than what was shown is noticed.
    """

    finding: Finding
    agency_id: str
    agency: str
    last_run: str
    content: str
    ruling: Ruling
    lapsed: str | None

    @property
    def finding_id(self) -> str:
        """The finding's id."""
        return self.finding.finding_id

    @property
    def state(self) -> State:
        """How it stands."""
        if self.ruling.last is None:
            return State.WAITING
        return State.LAPSED if self.lapsed else State(self.ruling.last.kind.value)

    @property
    def is_todo(self) -> bool:
        """Whether somebody has to decide."""
        return self.state in (State.WAITING, State.LAPSED)

    @property
    def token(self) -> str:
        """What was shown: the newest decision and the content."""
        return f"{self.ruling.version}.{self.content}"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the queue is asked for. `state` is a state, `todo` or `all`; `group` is `agency` or `rule`."""

    year: int = 0
    state: str = "todo"
    severity: str = ""
    rule: str = ""
    q: str = ""
    group: str = "agency"
    page: int = 1


@dataclass(frozen=True, slots=True)
class Docket:
    """One page of the queue. `counts` are findings by state, whatever is asked for."""

    items: tuple[Item, ...]
    found: int
    counts: Mapping[str, int]
    rules: tuple[str, ...]

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-self.found // PER_PAGE))

    @property
    def groups(self) -> Iterator[tuple[str, list[Item]]]:
        """The page's items by agency, in their order."""
        by_agency: dict[str, list[Item]] = {}
        for item in self.items:
            by_agency.setdefault(item.agency_id, []).append(item)
        return iter(by_agency.items())

    @property
    def causes(self) -> Iterator[tuple[str, list[Item]]]:
        """The page's items by rule, in their order."""
        by_rule: dict[str, list[Item]] = {}
        for item in self.items:
            by_rule.setdefault(item.finding.rule_id, []).append(item)
        return iter(by_rule.items())


def years(office: Office) -> list[int]:
    """Report years with findings, newest first."""
    with office.ledger.reading() as connection:
        return sorted(connection.execute(select(findings.c.year).distinct()).scalars(), reverse=True)


def docket(office: Office, wanted: Wanted, regions: Sequence[str]) -> Docket:
    """The part of the queue that is asked for, the strongest first, within a scope of regions."""
    items = whole(office, wanted.year, regions)
    counts = {state.value: 0 for state in State}
    for item in items:
        counts[item.state.value] += 1
    chosen = sorted((item for item in items if _is_wanted(item, wanted)), key=_order(items, wanted.group))
    start = (max(1, wanted.page) - 1) * PER_PAGE
    rules = tuple(sorted({item.finding.rule_id for item in items}))
    return Docket(tuple(chosen[start : start + PER_PAGE]), len(chosen), counts, rules)


def whole(office: Office, year: int, regions: Sequence[str]) -> list[Item]:
    """Every finding that stands in the year, within a scope of regions."""
    with office.ledger.reading() as connection:
        scope = bodies_in(connection, regions)
        decided = rulings_of_year(connection, year)
        query = _standing().where(findings.c.year == year, findings.c.is_open.is_(True))
        rows = connection.execute(query).all()
    return [_item(row, decided, office.today) for row in rows if scope is None or row.agency_id in scope]


def named(
    connection: Connection, finding_ids: Iterable[str], decided: Mapping[str, Ruling], today: date
) -> dict[str, Item]:
    """finding_id → the finding with its rulings, of those that the ledger knows, mended ones included."""
    found: dict[str, Item] = {}
    for part in in_parts(sorted(set(finding_ids))):
        for row in connection.execute(_standing().where(findings.c.finding_id.in_(part))):
            found[row.finding_id] = _item(row, decided, today)
    return found


def _standing() -> Select[Any]:
    return select(findings, func.coalesce(agencies.c.name, findings.c.agency_id).label("agency")).outerjoin(
        agencies, agencies.c.agency_id == findings.c.agency_id
    )


def _item(row: Row[Any], decided: Mapping[str, Ruling], today: date) -> Item:
    finding = finding_from(row.body)
    ruling = decided.get(row.finding_id, NOTHING)
    lapsed = lapse(ruling.last, finding, today) if ruling.last else None
    return Item(masked_finding(finding), row.agency_id, row.agency, row.last_run, fingerprint(finding), ruling, lapsed)


def _is_wanted(item: Item, wanted: Wanted) -> bool:
    in_state = wanted.state == "all" or item.state.value == wanted.state or (wanted.state == "todo" and item.is_todo)
    return (
        in_state
        and wanted.severity in ("", item.finding.severity.value)
        and wanted.rule in ("", item.finding.rule_id)
        and wanted.q.strip() in (item.agency + item.agency_id)
    )


def _order(items: Sequence[Item], group: str) -> Callable[[Item], tuple[object, ...]]:
    """Groups by what weighs in them (their own errors before doubtful ones), inside a group the gravest first."""
    weights: dict[str, list[int]] = {}
    for item in items:
        if item.is_todo:
            weight = weights.setdefault(_group(item, group), [0, 0, 0])
            weight[_GRAVITY[item.finding.severity.value]] -= 1
    nothing = [0, 0, 0]

    def place(item: Item) -> tuple[object, ...]:
        name = _group(item, group)
        doubtful = item.finding.responsibility.value != "agency"
        grade = _GRAVITY[item.finding.severity.value]
        return (
            weights.get(name, nothing),
            name,
            doubtful,
            grade,
            not item.is_todo,
            item.finding.rule_id,
            item.finding_id,
        )

    return place


def _group(item: Item, group: str) -> str:
    return item.finding.rule_id if group == "rule" else item.agency_id
