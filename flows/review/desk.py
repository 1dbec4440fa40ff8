"""What every page with findings on it is drawn from: their evidence, what was opened, the rules in words, the colleagues."""

from __future__ import annotations

from collections.abc import Sequence

from fastapi import Request

from flows.ledger.accounts import Role, deciders
from flows.ledger.audit_log import OPENED, Entry, note, opened_by
from flows.review.access import Visitor
from flows.review.deciding import Asker
from flows.review.dossier import proofs
from flows.review.item import Item
from flows.review.office import Office


def facts_of(office: Office, who: Visitor, items: Sequence[Item]) -> dict[str, object]:
    """The facts of these findings for a template."""
    return {
        "proofs": proofs(office, items),
        "opened": opened(office, who.asker, items),
        "rule_of": office.rule,
        "today": office.today,
        "colleagues": colleagues(office, who),
    }


def opened(office: Office, asker: Asker, items: Sequence[Item]) -> frozenset[str]:
    """The findings whose evidence, as it is now, the asker has opened."""
    with office.ledger.reading() as connection:
        return opened_by(connection, asker.account.name, {item.finding_id: item.content for item in items})


def note_opened(office: Office, asker: Asker, item: Item) -> None:
    """Note that the asker has opened the evidence of a finding as it is now; once is enough."""
    if item.finding_id in opened(office, asker, [item]):
        return
    entry = Entry(office.now(), asker.account.name, OPENED, item.finding_id, item.content, asker.address)
    with office.ledger.writing() as connection:
        note(connection, [entry])


def colleagues(office: Office, who: Visitor) -> list[str]:
    """Who a finding may be handed to."""
    if who.account.role is Role.VIEWER:
        return []
    with office.ledger.reading() as connection:
        return [name for name in deciders(connection) if name != who.account.name]


def is_htmx(request: Request) -> bool:
    """Whether htmx asks, which puts parts of an answer into the page that is there."""
    return request.headers.get("hx-request") == "true"
