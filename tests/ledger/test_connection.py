from __future__ import annotations

import json
import multiprocessing
import os
import signal
import socket
import sqlite3
import time
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import create_engine, delete, insert, select, text
from sqlalchemy.exc import DBAPIError, OperationalError

from checks.model import Evidence
from checks.waivers import fingerprint
from flows.errors import LedgerError, SettingsError
from flows.ledger import Ledger
from flows.ledger.connection import _parsed, plain_faults
from flows.ledger.report_store import Facts, as_json, pack, unpack
from flows.ledger.runs import run_lock
from flows.ledger.schema import MIGRATIONS, NEWEST
from flows.ledger.tables import decisions, findings, metadata, validators
from tests.ledger.night import finding


def address(url: str) -> dict[str, str]:
    return {"url": url, "etag": "", "last_modified": "", "sha256": "x", "record_id": "r", "warc": "w", "date": "d"}


def test_the_migrations_make_exactly_the_tables_of_the_code(ledger: Ledger) -> None:
    with ledger.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), metadata) == []


def test_the_newest_migration_is_the_one_that_opening_looks_for() -> None:
    assert ScriptDirectory(str(MIGRATIONS)).get_current_head() == NEWEST


def test_a_ledger_in_a_folder_with_odd_letters_opens_twice(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / '报告 100%' / 'l.sqlite'}"
    for _ in range(2):
        Ledger(url).close()
    assert (tmp_path / "报告 100%" / "l.sqlite").is_file()


def test_a_ledger_of_a_newer_version_is_refused(ledger: Ledger) -> None:
    with ledger.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(LedgerError, match="更新版本"):
        Ledger(str(ledger.url))


@pytest.mark.parametrize("url", ["", "reports.sqlite", "nonsense://x", "sqlite:/x", "postgresql+nosuch://h/d"])
def test_a_wrong_url_is_a_wrong_setting(url: str) -> None:
    with pytest.raises(SettingsError, match="database"):
        Ledger(url)


def test_a_file_that_is_no_database_is_one_clear_line(tmp_path: Path) -> None:
    path = tmp_path / "l.sqlite"
    path.write_bytes(b"agency_id,name\n" * 500)
    with pytest.raises(LedgerError) as caught:
        Ledger(f"sqlite:///{path}")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("connection failed: connection to server failed: Connection refused\n\tIs the server running?", "连不上"),
        ("consuming input failed: server closed the connection unexpectedly\n\tThis probably means", "连不上"),
        ("terminating connection due to administrator command", "连不上"),
        ("could not extend file: No space left on device\nHINT: Check free disk space.", "磁盘已满"),
        ("database or disk is full", "磁盘已满"),
    ],
)
def test_a_fault_of_the_database_is_one_clear_line_however_many_it_takes(fault: str, said: str) -> None:
    with pytest.raises(LedgerError, match=said) as caught, plain_faults("a.sqlite"):
        raise OperationalError("SELECT 1", None, Exception(fault))
    assert "\n" not in str(caught.value)


def test_a_server_that_never_answers_is_waited_for_no_longer_than_its_url_says() -> None:
    pytest.importorskip("psycopg")
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(LedgerError, match="连不上"):
        Ledger(f"postgresql://gouji@127.0.0.1:{silent.getsockname()[1]}/x?connect_timeout=2")


def test_a_server_is_given_up_after_a_while_where_its_url_says_nothing() -> None:
    assert _parsed("postgresql://gouji@db/x?tcp_user_timeout=5").query == {
        "connect_timeout": "30",
        "keepalives_idle": "60",
        "keepalives_interval": "10",
        "keepalives_count": "6",
        "tcp_user_timeout": "5",
    }


def test_a_record_that_the_disk_has_changed_is_one_clear_line() -> None:
    with pytest.raises(LedgerError, match="备份"):
        unpack(Facts, b"\x00" + pack(Facts(None, None, Evidence()))[1:])


def test_a_folder_that_cannot_be_made_is_one_clear_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(LedgerError) as caught:
        Ledger(f"sqlite:///{tmp_path / 'file' / 'l.sqlite'}")
    assert "\n" not in str(caught.value)


def test_a_ledger_locked_by_another_program_is_said_after_the_time_out(ledger: Ledger) -> None:
    other = sqlite3.connect(str(ledger.path), isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(LedgerError, match="占用"), ledger.writing():
        pass
    other.rollback()
    other.close()


def test_one_reads_while_another_writes(ledger: Ledger) -> None:
    with ledger.writing() as writer:
        writer.execute(insert(validators).values(address("u")))
        with ledger.reading() as reader:
            assert reader.execute(select(validators)).all() == []
    with ledger.reading() as reader:
        assert reader.execute(select(validators.c.url)).scalar_one() == "u"


def _hold_and_write(url: str) -> None:
    ledger = Ledger(url)
    with run_lock(ledger, "victim"), ledger.writing() as connection:
        connection.execute(insert(validators).values(address("half")))
        Path(f"{ledger.path}.ready").touch()
        time.sleep(60)


def test_a_killed_process_keeps_neither_the_lock_nor_half_a_transaction(ledger: Ledger) -> None:
    victim = multiprocessing.get_context("spawn").Process(target=_hold_and_write, args=(str(ledger.url),))
    victim.start()
    deadline = time.monotonic() + 30
    while not Path(f"{ledger.path}.ready").exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    with pytest.raises(LedgerError, match="victim"), run_lock(ledger):
        pass
    os.kill(int(victim.pid or 0), signal.SIGKILL)
    victim.join()
    with run_lock(ledger), ledger.writing() as connection:
        assert connection.execute(select(validators)).all() == []


def test_a_ledger_with_findings_is_brought_up_to_date_and_stays_sealed(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path / 'ledger.sqlite'}"
    _as_of_migration("0004", url)
    with sqlite3.connect(tmp_path / "ledger.sqlite") as old:
        old.execute("INSERT INTO runs (run_id, sequence, year, as_of, state, scope, folder, started, elapsed_seconds,"
                    " versions, settings, durations) VALUES ('r', 1, 2023, '2024-02-06', 'complete', '', '/r',"
                    " '2024-02-05 18:00:00', 0, '{}', '{}', '{}')")  # fmt: skip
        old.execute("INSERT INTO findings (finding_id, agency_id, year, rule_id, severity, responsibility, is_open,"
                    " first_run, last_run, body) VALUES ('f', 'a', 2023, 'TXT-NORECV', 'error', 'agency', 1, 'r', 'r', ?)",
                    (json.dumps(as_json(finding())),))  # fmt: skip
        old.execute("INSERT INTO finding_events (finding_id, run_id, status, body) VALUES ('f', 'r', 'new', '{}')")
        old.execute("INSERT INTO decisions (agency_id, year, rule_id, kind, reason, decided_by, decided_at, rule_version)"
                    " VALUES ('a', 2023, 'TXT-NORECV', 'note', 'x', 'x', '2024-02-06 00:00:00', 1)")  # fmt: skip
    old.close()
    ledger = Ledger(url)
    with ledger.reading() as connection:
        row = connection.execute(select(findings)).one()
    assert (row.content, row.rule_version, row.is_excused) == (fingerprint(finding()), 1, False)
    with pytest.raises(DBAPIError, match="only added"), ledger.writing() as connection:
        connection.execute(delete(decisions))
    ledger.close()


def _as_of_migration(revision: str, url: str) -> None:
    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS))
    settings.set_main_option("path_separator", "os")
    engine = create_engine(url)
    with engine.begin() as connection:
        settings.attributes["connection"] = connection
        command.upgrade(settings, revision)
    engine.dispose()


def test_a_page_of_the_ledger_that_went_bad_is_told_before_a_night_and_not_met_in_it(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    Ledger(f"sqlite:///{path}").close()
    ledger = Ledger(f"sqlite:///{path}")
    ledger.look_over()
    ledger.close()
    with sqlite3.connect(path) as plain:
        page, size = plain.execute("SELECT rootpage FROM sqlite_master WHERE name = 'decisions'").fetchone()[0], 4096
        plain.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    plain.close()
    content = bytearray(path.read_bytes())
    content[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(content)
    ledger = Ledger(f"sqlite:///{path}")
    with pytest.raises(LedgerError, match="台账文件已损坏"):
        ledger.look_over()
    ledger.close()
