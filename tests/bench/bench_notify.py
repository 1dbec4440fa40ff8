"""Letters: drafting them into a ledger, handing them to a mail relay on loopback, and killing the sender while it sends.

`GOUJI_BENCH_LETTERS` is how many letters are really drafted and sent; from fewer than 10,000 the minutes are extrapolated.
"""

from __future__ import annotations

import os
import resource
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from flows.ledger import Ledger
from flows.notify import handling
from flows.notify.channels.smtp import SmtpChannel
from flows.notify.post.sending import send_queued
from flows.notify.writing.evidence import Evidence
from flows.settings import load_settings
from tests.bench.figure import Figure
from tests.notify.crowd import crowd
from tests.notify.kills import kill_at_random, separate_relay
from tests.notify.office import LI, WANG, YEAR, act

_LETTERS = int(os.environ.get("GOUJI_BENCH_LETTERS", "100"))
_ALL = 10_000
_KILLS, _KILLED_LETTERS = 100, 300


def figures() -> list[Figure]:
    """Minutes for ten thousand letters, drafted and sent one after the other by one process; what kills did."""
    made = f"{_LETTERS} made" + ("" if _LETTERS >= _ALL else ", extrapolated")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ledger, names = crowd(folder, _LETTERS)
        drafting, growth = _draft(ledger, names)
        sending = _send(ledger, names, folder)
        ledger.close()
    with tempfile.TemporaryDirectory() as name:
        toll = kill_at_random(Path(name), _KILLED_LETTERS, _KILLS, seed=7)
    return [
        Figure(f"letters: drafting 10,000 with annex and form ({made})", drafting * _ALL / 60, "min", "<= 15"),
        Figure("letters: memory grown while drafting", growth, "MB", "flat"),
        Figure(f"letters: sending 10,000 to a local relay ({made})", sending * _ALL / 60, "min", "<= 10"),
        Figure(f"letters: doubled under {toll.kills} kills, {toll.messages} letters", toll.doubled, "letters", "0"),
        Figure(f"letters: lost under {toll.kills} kills, {toll.messages} letters", toll.lost, "letters", "0"),
        Figure("letters: held for a person after those kills", toll.held, "letters", ""),
    ]


def _draft(ledger: Ledger, names: list[str]) -> tuple[float, float]:
    """Seconds a letter, and by how many MB the process grew after the first tenth."""
    archives, before, start = Evidence(ledger), 0, time.perf_counter()
    for number, name in enumerate(names):
        handling.draft(ledger, name, YEAR, act(WANG), archives)
        if number == len(names) // 10:
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    took = time.perf_counter() - start
    return took / len(names), (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024


def _send(ledger: Ledger, names: list[str], folder: Path) -> float:
    """Seconds a letter, from the outbox to the relay's word and its record."""
    for name in names:
        handling.approve(ledger, name, YEAR, act(LI))
        handling.queue(ledger, name, YEAR, "smtp", True, act(WANG))
    with separate_relay(folder / "taken") as port:
        asked = load_settings(mail_channel="smtp", smtp_host="127.0.0.1", smtp_port=port, smtp_security="none",
                              mail_pause_seconds=0.0)  # fmt: skip
        start = time.perf_counter()
        send_queued(ledger, SmtpChannel(asked), asked, act(WANG), lambda: datetime.now(UTC))
        took = time.perf_counter() - start
    if len(set((folder / "taken").read_text().split())) != len(names):
        raise AssertionError("a letter was lost or doubled")
    return took / len(names)
