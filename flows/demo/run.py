"""`gouji demo`: the sample sites served and audited by the nightly flow, with nothing to set up."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from flows.demo.bodies import YEAR
from flows.demo.register import write_registry
from flows.demo.server import DemoServer
from flows.demo.world import World
from flows.errors import OutputError
from flows.os_fault import why
from flows.settings import load_settings

# The same port every night where it is free: addresses, and what the ledger knows of them, stay the same.
PORT = 8711
MANNERS: Mapping[str, str] = {
    "GOUJI_ALLOW_PRIVATE": "127.0.0.0/8",
    "GOUJI_PAUSE_SECONDS": "0",
    "GOUJI_BACKOFF_SECONDS": "0.1",
}


def run_demo(out: Path | None, night: int = 1) -> int:
    """Audit the sample sites as they stand on a night (1 to 4) into `out`; the exit code is that of `gouji audit`.

    The ledger is always the one in `out`: invented agencies have no place in an office's own database. Raises
    `OutputError` where `out` cannot be written or loopback addresses are wanting.
    """
    from flows.start import run_audit

    world = World(night=night)
    target = out or load_settings().out
    with DemoServer(world, PORT) as server, _manners():
        registry = write_registry(server, _folder(target) / "agencies.csv")
        ledger = f"sqlite:///{target.resolve() / 'ledger.sqlite'}"
        return run_audit(agencies=registry, year=YEAR, as_of=world.as_of, out=target, database=ledger)


def _folder(out: Path) -> Path:
    folder = out / "demo"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "agencies.csv").touch()
    except OSError as fault:
        raise OutputError(f"{folder}: 无法写入，{why(fault)} (cannot be written)") from None
    return folder


@contextmanager
def _manners() -> Iterator[None]:
    """Loopback may be fetched, without pause, while the block lasts; the flow reads its settings from the environment."""
    before = {name: os.environ.get(name) for name in MANNERS}
    os.environ.update(MANNERS)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name)
            else:
                os.environ[name] = value
