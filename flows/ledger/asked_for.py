"""Corrections that a letter of ours asked for: which cells the letters that went out name, agency by agency."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from flows.ledger.case_tables import cases, notices, outbox
from flows.ledger.connection import Ledger
from flows.ledger.report_store import finding_from

_SENT = "sent"


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter that went out: its number, and the cells that its findings name."""

    number: str
    cells: frozenset[str]

    def asks_for(self, changed: Sequence[str]) -> bool:
        """Whether changes of these cells are what the letter asked for: in its tables, and one of them is a cell it names."""
        tables = {cell.split(".")[0] for cell in self.cells}
        return not self.cells.isdisjoint(changed) and all(cell.split(".")[0] in tables for cell in changed)


def letters_out(ledger: Ledger, year: int) -> Mapping[str, list[Letter]]:
    """agency_id → the letters about its report of a year that were sent, those without figures left out."""
    sent = (
        select(cases.c.agency_id, notices.c.number_text, notices.c.findings)
        .select_from(notices.join(cases).join(outbox))
        .where(cases.c.year == year, outbox.c.state == _SENT)
        .order_by(notices.c.notice_id)
    )
    found: dict[str, list[Letter]] = {}
    with ledger.reading() as connection:
        for row in connection.execute(sent):
            told = map(finding_from, row.findings)
            if cells := frozenset(cell for finding in told for cell in finding.cells):
                found.setdefault(row.agency_id, []).append(Letter(row.number_text, cells))
    return found
