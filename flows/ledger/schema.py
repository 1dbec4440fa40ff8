"""Bringing a ledger's tables up to date when it is opened, by the migrations in the package."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Engine, inspect, text

from flows.errors import LedgerError
from flows.ledger.lock import held, lock_file

# The newest migration: a ledger that says so is opened without loading alembic. A test holds it to the folder.
NEWEST = "0008"
_PATIENCE_SECONDS = 60.0
MIGRATIONS = Path(__file__).resolve().parent / "migrations"


def upgrade(engine: Engine, path: Path | None) -> None:
    """Run the migrations that the database lacks, all or none; one process at a time on an SQLite file.

    Raises `LedgerError` for a ledger that a newer version made.
    """
    if version(engine) == NEWEST:
        return
    with held(lock_file(path), wait_seconds=_PATIENCE_SECONDS, owner="migration"):
        if version(engine) != NEWEST:
            _migrate(engine)


def version(engine: Engine) -> str | None:
    """The migration a database stands at; None for an empty one."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return None
        found: str | None = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return found


def _migrate(engine: Engine) -> None:
    from alembic import command
    from alembic.config import Config
    from alembic.util import CommandError

    settings = Config()
    settings.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    settings.set_main_option("path_separator", "os")
    with engine.connect() as connection, connection.execution_options(gouji_writes=True).begin():
        settings.attributes["connection"] = connection
        try:
            command.upgrade(settings, "head")
        except CommandError as fault:
            raise LedgerError(f"台账由更新版本的 Gouji 建立，请升级程序 (made by a newer version: {fault})") from None
