"""Many agencies of one office, each with a finding of its own, in a ledger with one night behind it."""

from __future__ import annotations

from dataclasses import asdict, replace
from pathlib import Path

from sqlalchemy import insert, select

from flows.ledger import Ledger
from flows.ledger.report_store import as_json
from flows.ledger.tables import agencies, findings
from flows.notify import handling
from tests.ledger import night
from tests.notify.office import FINDINGS, LI, WANG, YEAR, act, spend


def crowd(folder: Path, count: int) -> tuple[Ledger, list[str]]:
    """The ledger and the agencies' ids; their findings are confirmed."""
    ledger = Ledger(f"sqlite:///{folder / 'ledger.sqlite'}")
    spend(ledger, folder / "2023")
    names = [f"unit-{number:05}" for number in range(count)]
    with ledger.writing() as connection:
        known = connection.execute(select(findings).where(findings.c.finding_id == FINDINGS[0].finding_id)).one()
        row = connection.execute(select(agencies)).one()
        for number, name in enumerate(names):
            agency = night.agency(name, name=f"清河县第{number}局", contact_email=f"{name}@qinghe.example")
            finding = replace(FINDINGS[0], finding_id=f"{name}-1", agency_id=name)
            more = {"agency_id": name, "body": as_json(finding), "finding_id": finding.finding_id}
            connection.execute(
                insert(agencies).values(
                    {**row._asdict(), "agency_id": name, "name": agency.name, "body": asdict(agency)}
                )
            )
            connection.execute(insert(findings).values({**known._asdict(), **more}))
    for name in names:
        handling.confirm(ledger, name, YEAR, (), act(WANG))
    return ledger, names


def queued_crowd(folder: Path, count: int) -> tuple[Ledger, list[str]]:
    """The same with every letter approved and queued for a relay; gives the Message-IDs."""
    ledger, names = crowd(folder, count)
    queue = []
    for name in names:
        handling.draft(ledger, name, YEAR, act(WANG))
        handling.approve(ledger, name, YEAR, act(LI))
        queue.append(handling.queue(ledger, name, YEAR, "smtp", True, act(WANG)))
    return ledger, queue
