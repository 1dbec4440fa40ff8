"""Everything the ledger holds, year by year, as the last complete night saw it: for asking new questions of old facts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pydantic import TypeAdapter
from sqlalchemy import select

from checks.model import Agency, Filing, Finding
from flows.ledger.connection import Ledger
from flows.ledger.filings import recorded
from flows.ledger.report_store import finding_from
from flows.ledger.runs import Run, load_run
from flows.ledger.tables import agencies, findings, runs


@dataclass(frozen=True, slots=True)
class YearFacts:
    """The filings of one report year and the findings that stand on them, by finding_id."""

    run: Run
    filings: tuple[Filing, ...]
    findings: Mapping[str, Finding]


def years_held(ledger: Ledger) -> tuple[int, ...]:
    """The report years of which a complete night is recorded, oldest first."""
    with ledger.reading() as connection:
        return tuple(
            connection.execute(
                select(runs.c.year).where(runs.c.state == "complete").distinct().order_by(runs.c.year)
            ).scalars()
        )


def facts_of(ledger: Ledger, years: tuple[int, ...], rule_id: str) -> Iterator[YearFacts]:
    """The facts of each of these years, with the open findings of one rule."""
    registry = _registry(ledger)
    for year in years:
        with ledger.reading() as connection:
            last = connection.execute(
                select(runs.c.run_id)
                .where(runs.c.year == year, runs.c.state == "complete")
                .order_by(runs.c.sequence.desc())
                .limit(1)
            ).scalar()
            standing = connection.execute(
                select(findings.c.finding_id, findings.c.body).where(
                    findings.c.year == year, findings.c.rule_id == rule_id, findings.c.is_open
                )
            ).all()
        if last is None:
            continue
        run = load_run(ledger, last)
        held = recorded(ledger, run, list(registry.values()), registry)
        yield YearFacts(
            run, tuple(one.filing for one in held), {row.finding_id: finding_from(row.body) for row in standing}
        )


def _registry(ledger: Ledger) -> dict[str, Agency]:
    adapter = TypeAdapter(Agency)
    with ledger.reading() as connection:
        rows = connection.execute(select(agencies.c.agency_id, agencies.c.body).order_by(agencies.c.agency_id)).all()
    return {row.agency_id: adapter.validate_python(row.body) for row in rows}
