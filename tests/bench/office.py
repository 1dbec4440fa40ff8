"""A ledger as a province fills it in one night, for measuring the console: thousands of agencies, ten findings each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from checks.engine import audit
from checks.model import Agency, Assessment, Filing, Publication
from flows.demo.bodies import YEAR, body
from flows.demo.body import article_html
from flows.demo.draft import sound_facts
from flows.demo.faults import added
from flows.demo.prose import write
from flows.extract import read_report
from flows.extract.forms import forms
from flows.ledger import Ledger
from flows.ledger.accounts import Account, Role, add_account
from flows.ledger.findings import seal
from flows.ledger.lifecycle import settle
from flows.ledger.recording import Gathered, record_gathered, record_verdicts
from flows.ledger.runs import complete, open_run
from flows.review.passwords import hash_password
from flows.rulebook import rulebook
from tests.ledger.night import order, snapshot

PASSWORD = "mima-1234567"
_SHARD = 500
_COUNTIES = 100
# One wrong cell each: together they break rows, columns, totals and the prose, as careless reports do.
_WRONG = (
    "T3.new.total",
    "T3.granted.natural",
    "T4.review.total",
    "T4.direct.pending",
    "T4.after.total",
    "T3.total.other",
)
_VARIANTS = 12


def fill(folder: Path, agencies: int, people: int) -> int:
    """Make `folder/ledger.sqlite` with one complete night and `people` inspectors; gives the number of findings."""
    ledger = Ledger(f"sqlite:///{folder / 'ledger.sqlite'}")
    bodies = tuple(_agencies(agencies))
    run = open_run(ledger, order(folder / str(YEAR), date(YEAR + 1, 2, 6), bodies, YEAR))
    patterns = _patterns()
    settled = {}
    for start in range(0, agencies, _SHARD):
        shard = [_renamed(patterns[number % _VARIANTS], number, one) for number, one in enumerate(bodies)][
            start : start + _SHARD
        ]
        record_gathered(ledger, run, list(_gathered(shard, start, run.as_of)))
        verdicts = {one.filing.agency.agency_id: one for one in shard if one.filing.agency}
        record_verdicts(ledger, run, verdicts)
        settled |= {agency_id: settle(one, {}, ()) for agency_id, one in verdicts.items()}
    seal(ledger, run, settled.items(), {})
    complete(ledger, run)
    run.folder.mkdir(parents=True)
    _add_people(ledger, people)
    ledger.close()
    return sum(len(one.findings) for one in settled.values())


def _agencies(count: int) -> Iterator[Agency]:
    for number in range(count):
        county = f"c{number % _COUNTIES}"
        yield Agency(f"a{number:05}", f"第{number % _COUNTIES}县第{number}局", "department", parent_id=county)


def _patterns() -> list[Assessment]:
    """Audited reports with different mistakes."""
    filings = []
    for number in range(_VARIANTS):
        slip = added({cell: 1 + number + place for place, cell in enumerate(_WRONG) if (number + place) % 3})
        draft = write(slip(sound_facts(body("ql-fgw"), YEAR)), date(YEAR + 1, 1, 20))
        page = f"<html><meta charset=utf-8><title>{draft.title}</title><body>{article_html(draft)}</body></html>"
        report = read_report(page.encode(), "http://fgw.example/nb.html", content_type="text/html", hint_year=YEAR)
        agency = Agency("ql-fgw", "青澜市发展和改革委员会", "department")
        filings.append(Filing(YEAR, agency, report, Publication("found", url=report.source)))
    return audit(filings, rulebook(), forms(), date(YEAR + 1, 2, 6))


def _renamed(pattern: Assessment, number: int, agency: Agency) -> Assessment:
    found = tuple(
        replace(one, agency_id=agency.agency_id, finding_id=f"{number}-{one.finding_id}") for one in pattern.findings
    )
    return replace(pattern, filing=replace(pattern.filing, agency=agency), findings=found)


def _gathered(shard: Sequence[Assessment], start: int, seen: date) -> Iterator[Gathered]:
    for number, one in enumerate(shard, start):
        assert one.filing.agency is not None
        yield Gathered(
            one.filing, one.filing.agency, "found", "", replace(snapshot(), record_id=f"<urn:{number}>"), seen
        )


def _add_people(ledger: Ledger, people: int) -> None:
    secret = hash_password(PASSWORD)
    with ledger.writing() as connection:
        for number in range(people):
            add_account(
                connection, Account(f"检查员{number}", Role.INSPECTOR), secret, datetime(2024, 1, 1, tzinfo=UTC)
            )
