"""The queue: what is asked for of a report year's open findings, the strongest first, a page at a time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import reduce
from operator import and_

import polars as pl
from sqlalchemy import select

from flows.ledger.accounts import Account, bodies_in
from flows.ledger.tables import runs
from flows.review.item import Item, State, named
from flows.review.office import Office
from flows.review.shelf import Shelf

_GRAVITY = ("error", "warning", "advice")
_MOST_ORDERS = 200
PER_PAGE = 10


@dataclass(frozen=True, slots=True)
class Wanted:
    """What of the queue is asked for.

    `state` is a state, `todo`, `mine` (to do, and handed to who asks) or `all`; `group` is `agency` or `rule`. What was
    decided after the decision number `since` still counts as to do: turning a page passes over nothing.
    """

    year: int = 0
    state: str = "todo"
    severity: str = ""
    rule: str = ""
    q: str = ""
    group: str = "agency"
    page: int = 1
    since: int = 0


@dataclass(frozen=True, slots=True)
class Docket:
    """One page of the queue. `counts` are findings by state, whatever is asked for, and those handed to who asks.

    `newest` is the number of the newest decision that it knows.
    """

    newest: int
    items: tuple[Item, ...]
    found: int
    counts: Mapping[str, int]
    rules: tuple[str, ...]

    @property
    def pages(self) -> int:
        """How many pages there are, one at least."""
        return max(1, -(-self.found // PER_PAGE))

    def groups(self, group: str) -> Iterator[tuple[str, list[Item]]]:
        """The page's items by agency or by rule, in their order."""
        parts: dict[str, list[Item]] = {}
        for item in self.items:
            parts.setdefault(item.finding.rule_id if group == "rule" else item.agency_id, []).append(item)
        return iter(parts.items())


def years(office: Office) -> list[int]:
    """Report years of which a night is recorded, newest first."""
    recorded = select(runs.c.year).where(runs.c.state.in_(("sealed", "complete"))).distinct()
    with office.ledger.reading() as connection:
        return sorted(connection.execute(recorded).scalars(), reverse=True)


def docket(office: Office, wanted: Wanted, account: Account) -> Docket:
    """The part of the queue that is asked for, within the account's scope."""
    shelf = office.shelves.of(wanted.year, office.today)
    counts, rules = overview(office, shelf, account)
    places = ordered(office, shelf, wanted, account)
    start = (max(1, wanted.page) - 1) * PER_PAGE
    return Docket(
        shelf.newest, tuple(items_at(office, shelf, places[start : start + PER_PAGE])), len(places), counts, rules
    )


def ordered(office: Office, shelf: Shelf, wanted: Wanted, account: Account) -> Sequence[int]:
    """The places on the year's shelf of everything that is asked for, the strongest first."""
    key = (replace(wanted, page=1), account)
    if (known := shelf.orders.get(key)) is None:
        entries = _as_of(shelf, _in_scope(office, shelf, account), wanted.since)
        chosen = entries.filter(_is_wanted(wanted, account))
        known = _in_order(chosen, "rule" if wanted.group == "rule" else "agency")
        _keep(shelf, key, known)
    places: Sequence[int] = known
    return places


def items_at(office: Office, shelf: Shelf, places: Sequence[int]) -> list[Item]:
    """The findings at these places, in their order."""
    ids = [shelf.finding_ids[place] for place in places]
    with office.ledger.reading() as connection:
        found = named(connection, ids, shelf.rulings, office.today)
    return [found[finding_id] for finding_id in ids if finding_id in found]


def overview(office: Office, shelf: Shelf, account: Account) -> tuple[Mapping[str, int], tuple[str, ...]]:
    """How many findings of the scope stand how, and the rules that found them."""
    known: tuple[Mapping[str, int], tuple[str, ...]] | None = shelf.orders.get(account)
    if known is None:
        entries = _in_scope(office, shelf, account)
        counts = dict.fromkeys(map(str, State), 0) | dict(entries["state"].value_counts().iter_rows())
        counts["mine"] = entries.select((pl.col("is_todo") & (pl.col("handed") == account.name)).sum()).item()
        known = counts, tuple(entries["rule_id"].unique().sort())
        _keep(shelf, account, known)
    return known


def _in_scope(office: Office, shelf: Shelf, account: Account) -> pl.DataFrame:
    if not account.regions:
        return shelf.entries
    with office.ledger.reading() as connection:
        scope = bodies_in(connection, account.regions)
    return shelf.entries.filter(pl.col("agency_id").is_in(sorted(scope or ())))


def _as_of(shelf: Shelf, entries: pl.DataFrame, since: int) -> pl.DataFrame:
    """The entries with what was decided after a decision number still to do; as they are for 0."""
    if since in (0, shelf.newest):
        return entries
    decided = (finding_id for finding_id, ruling in shelf.rulings.items() if ruling.version > since)
    places = [shelf.grounds[finding_id][0] for finding_id in decided if finding_id in shelf.grounds]
    return entries.with_columns(pl.col("is_todo") | pl.col("place").is_in(places))


def _is_wanted(wanted: Wanted, account: Account) -> pl.Expr:
    asked = [pl.lit(True)]
    if wanted.state in ("todo", "mine"):
        asked.append(pl.col("is_todo"))
    elif wanted.state != "all":
        asked.append(pl.col("state") == wanted.state)
    if wanted.state == "mine":
        asked.append(pl.col("handed") == account.name)
    if wanted.severity:
        asked.append(pl.col("severity") == wanted.severity)
    if wanted.rule:
        asked.append(pl.col("rule_id") == wanted.rule)
    if wanted.q.strip():
        asked.append(pl.col("sought").str.contains(wanted.q.strip(), literal=True))
    return reduce(and_, asked)


def _in_order(chosen: pl.DataFrame, group: str) -> Sequence[int]:
    """Groups by what weighs in them (errors first), inside a group what is surely the agency's and gravest first."""
    weights = [(pl.col("is_todo") & (pl.col("severity") == grade)).sum().over(group).alias(grade) for grade in _GRAVITY]
    own = pl.col("responsibility") == "agency"
    grade = pl.col("severity").replace_strict(_GRAVITY, (0, 1, 2), default=3)
    return (
        chosen.with_columns(*weights, own.alias("own"), grade.alias("grade"))
        .sort(
            *_GRAVITY, group, "own", "grade", "is_todo", "rule", "place",
            descending=[True, True, True, False, True, False, True, False, False],
        )["place"]
        .to_list()
    )  # fmt: skip


def _keep(shelf: Shelf, key: object, value: object) -> None:
    if len(shelf.orders) >= _MOST_ORDERS:
        shelf.orders.clear()
    shelf.orders[key] = value
