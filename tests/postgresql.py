"""A PostgreSQL server of the tests' own on loopback, where its programs are installed; otherwise the reason to skip."""

from __future__ import annotations

import importlib.util
import os
import pwd
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_INSTALLED = sorted(Path("/usr/lib/postgresql").glob("*/bin")) if Path("/usr/lib/postgresql").is_dir() else []


@contextmanager
def server() -> Iterator[str]:
    """The URL of an empty database; `GOUJI_TEST_POSTGRESQL` names another than one made here."""
    if importlib.util.find_spec("psycopg") is None:
        pytest.skip("psycopg is not installed")
    if url := os.environ.get("GOUJI_TEST_POSTGRESQL"):
        yield url
        return
    programs = shutil.which("pg_ctl") or next((str(path / "pg_ctl") for path in _INSTALLED[::-1]), None)
    if programs is None:
        pytest.skip("no PostgreSQL server is installed (set GOUJI_TEST_POSTGRESQL to use another)")
    # Not among pytest's folders: those are closed to the account that the server runs as.
    with tempfile.TemporaryDirectory(prefix="gouji-postgresql-") as folder:
        yield from _own(Path(programs).resolve().parent, Path(folder))


def _own(programs: Path, folder: Path) -> Iterator[str]:
    who = _unprivileged()
    data, port = folder / "data", _free_port()
    if who:
        shutil.chown(folder, who)
    _run(who, programs / "initdb", "-D", data, "-A", "trust", "-U", "gouji", "--no-sync", "-E", "UTF8", "--locale=C")
    options = f"-c listen_addresses=127.0.0.1 -p {port} -k {folder} -c fsync=off"
    _run(who, programs / "pg_ctl", "-D", data, "-o", options, "-l", folder / "log", "-w", "start")
    try:
        yield f"postgresql://gouji@127.0.0.1:{port}/postgres"
    finally:
        _run(who, programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


def _unprivileged() -> str | None:
    """The account to run as: the server refuses to be root."""
    if os.getuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        pytest.skip("PostgreSQL does not run as root, and there is no account postgres")


def _run(who: str | None, *command: object) -> None:
    done = subprocess.run(
        [str(part) for part in command], user=who, cwd="/", stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    if done.returncode:
        pytest.skip(f"PostgreSQL does not start here ({command[0]}: {done.returncode})")


def _free_port() -> int:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return int(taken.getsockname()[1])
