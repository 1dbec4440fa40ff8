"""A sender that is killed again and again at any moment of its work, against a relay that goes on."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import select

from flows.ledger import Ledger
from flows.ledger.case_tables import outbox
from flows.notify import handling
from flows.notify.channels.smtp import SmtpChannel
from flows.notify.post.posting import case_of
from flows.notify.post.sending import send_queued
from flows.settings import Settings, load_settings
from tests.notify.crowd import queued_crowd
from tests.notify.office import LI, WANG, YEAR, act


@dataclass(frozen=True)
class Toll:
    """What `kills` did to `messages`: how many arrived twice, never, and how many were held for a person on the way."""

    messages: int
    kills: int
    doubled: int
    lost: int
    held: int


def kill_at_random(folder: Path, messages: int, kills: int, seed: int) -> Toll:
    """Kill the sender at random moments until `kills` are through, let it finish, and count at the relay.

    A person settles what is held by what the relay's own log says.
    """
    chance = random.Random(seed)
    ledger, queue = queued_crowd(folder, messages)
    url = str(ledger.url)
    ledger.close()
    with separate_relay(folder / "taken") as port:
        asked = load_settings(mail_channel="smtp", smtp_host="127.0.0.1", smtp_port=port, smtp_security="none",
                              mail_pause_seconds=0.0)  # fmt: skip
        done = sum(_killed(url, asked, chance.uniform(0.0, 0.12)) for _ in range(kills))
        _send(url, asked)
        held = _settle(url, (folder / "taken").read_text().split())
        _send(url, asked)
    arrived = Counter((folder / "taken").read_text().split())
    doubled = sum(count - 1 for count in arrived.values())
    return Toll(messages, done, doubled, sum(name not in arrived for name in queue), held)


@contextmanager
def separate_relay(log: Path) -> Iterator[int]:
    """A relay in a process of its own that takes everything; gives its port."""
    log.touch()
    command = [sys.executable, "-m", "tests.notify.relay", str(log)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        yield int(server.stdout.readline())
        server.communicate()


def _killed(url: str, asked: Settings, seconds: float) -> bool:
    """Whether the sender was still at work when the kill came."""
    sender = os.fork()
    if sender == 0:
        try:
            _send(url, asked)
        finally:
            os._exit(0)
    time.sleep(seconds)
    os.kill(sender, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(sender, 0)[1])


def _send(url: str, asked: Settings) -> None:
    ledger = Ledger(url)
    send_queued(ledger, SmtpChannel(asked), asked, act(WANG), lambda: datetime.now(UTC))
    ledger.close()


def _settle(url: str, arrived: list[str]) -> int:
    ledger = Ledger(url)
    with ledger.reading() as connection:
        held = connection.execute(select(outbox).where(outbox.c.state == "held")).all()
        owners = {row.message_id: case_of(connection, row.notice_id).agency_id for row in held}
    for name, agency_id in owners.items():
        handling.settle_held(ledger, agency_id, YEAR, act(LI), went=name in arrived, reason="服务器日志")
    ledger.close()
    return len(held)
