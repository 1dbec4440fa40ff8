"""The ledger and the console on PostgreSQL: what SQLite gives by itself holds there too."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import create_engine, delete, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from checks.catalogue import Catalogue
from checks.forms import Form
from flows.errors import LedgerError
from flows.ledger import Ledger
from flows.ledger.accounts import Account, Role, add_account
from flows.ledger.audit_log import Entry, entries, note
from flows.ledger.decisions import Kind
from flows.ledger.runs import run_lock
from flows.ledger.tables import audit_log, decisions, metadata
from flows.review.deciding import Asked, Asker, decide, undo
from flows.review.docket import Wanted, docket
from flows.review.item import Item
from flows.review.office import Office
from tests.ledger.night import agency, order, spend
from tests.postgresql import server
from tests.review.conftest import ANYBODY, FINDINGS, SURE, Clock

INSPECTOR = Asker(Account("王检", Role.INSPECTOR))
COLLEAGUE = Asker(Account("李检", Role.INSPECTOR))


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    with server() as address:
        yield address


@pytest.fixture
def ledger(url: str) -> Iterator[Ledger]:
    opened = Ledger(url, busy_seconds=1.0)
    yield opened
    with opened.writing() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    opened.close()


@pytest.fixture
def office(ledger: Ledger, tmp_path: Path, catalogue: Catalogue, forms: Mapping[str, Form]) -> Office:
    spend(ledger, order(tmp_path / "2023", agencies=(agency(),)), FINDINGS)
    with ledger.writing() as connection:
        for name in ("王检", "李检"):
            add_account(connection, Account(name, Role.INSPECTOR), "x", datetime(2024, 1, 1, tzinfo=UTC))
    return Office(ledger, tmp_path, catalogue, forms, Clock())


def shown(office: Office) -> Item:
    found = docket(office, Wanted(2023, "all"), ANYBODY)
    return next(item for item in found.items if item.finding_id == SURE.finding_id)


def test_the_migrations_make_exactly_the_tables_of_the_code(ledger: Ledger) -> None:
    with ledger.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_one_writes_at_a_time_and_one_night_runs(ledger: Ledger, url: str) -> None:
    other = Ledger(url, busy_seconds=0.2)
    with ledger.writing(), pytest.raises(LedgerError, match="占用"), other.writing():
        pass
    with run_lock(ledger), pytest.raises(LedgerError, match="另一次运行"), run_lock(other):
        pass
    with run_lock(other):
        pass
    other.close()


def end_sessions(url: str) -> None:
    """As a restart of the server does."""
    others = (
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND usename = 'gouji'"
    )
    engine = create_engine(url.replace("postgresql:", "postgresql+psycopg:"), poolclass=NullPool)
    with engine.connect() as connection:
        connection.execute(text(others))


def test_a_run_outlives_a_restart_of_the_server_and_takes_its_right_again(ledger: Ledger, url: str) -> None:
    other = Ledger(url)
    with run_lock(ledger):
        end_sessions(url)
        with ledger.writing() as connection:
            connection.execute(text("SELECT 1"))
        with pytest.raises(LedgerError, match=f"{os.getpid()}@"), run_lock(other):
            pass
        end_sessions(url)
    other.close()


def test_a_run_whose_right_another_took_in_a_restart_writes_no_more(ledger: Ledger, url: str) -> None:
    other = Ledger(url)
    with run_lock(ledger):
        end_sessions(url)
        with run_lock(other), pytest.raises(LedgerError, match="另一次运行"), ledger.writing():
            pass
    other.close()


def test_what_is_only_added_is_neither_changed_nor_deleted(office: Office) -> None:
    decide(office, INSPECTOR, [Asked(SURE.finding_id, shown(office).token, Kind.CONFIRMED)])
    with office.ledger.writing() as connection:
        note(connection, [Entry(office.now(), "王检", "login")])
    for change in (delete(audit_log), update(audit_log).values(who="x"), delete(decisions)):
        with pytest.raises(DBAPIError, match="only added"), office.ledger.writing() as connection:
            connection.execute(change)
    assert [entry.action for entry in entries(office.ledger)] == ["login", "confirmed"]


def test_a_decision_holds_is_taken_back_and_lapses(office: Office) -> None:
    token = shown(office).token
    [done] = decide(office, INSPECTOR, [Asked(SURE.finding_id, token, Kind.CONFIRMED)])
    [second] = decide(office, COLLEAGUE, [Asked(SURE.finding_id, token, Kind.DISMISSED, "不对")])
    assert "王检已作出决定" in (second.refused or "")
    undo(office, INSPECTOR, [done.decision_id or 0], [SURE.finding_id])
    assert shown(office).state == "waiting"
    decide(office, INSPECTOR, [Asked(SURE.finding_id, shown(office).token, Kind.CONFIRMED)])
    spend(office.ledger, order(office.out / "2024", agencies=(agency(),)), FINDINGS)
    assert shown(office).state == "confirmed"
    changed = (replace(SURE, actual="6"), *FINDINGS[1:])
    spend(office.ledger, order(office.out / "2025", agencies=(agency(),)), changed)
    assert shown(office).state == "lapsed"
