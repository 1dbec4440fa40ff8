"""A real mail relay on loopback that behaves as told, message after message: ok, a 4xx, a 5xx, drop in DATA.

`python -m tests.notify.relay FILE` is one in a process of its own: it prints its port, and writes each Message-ID that it
takes into FILE before it says so.
"""

from __future__ import annotations

import asyncio
import socket
import ssl
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

OK = "250 taken"


@dataclass
class Relay:
    """`script` is used up one a message; afterwards everything is taken. `taken` are the Message-IDs that arrived.

    `log` is where they are written too; `seconds` is how long the relay thinks about a message.
    """

    script: list[str] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    offered: int = 0
    port: int = 0
    log: Path | None = None
    seconds: float = 0.0

    async def handle_RCPT(  # noqa: N802 - aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: object
    ) -> str:
        if self.script and self.script[0].startswith("RCPT "):
            self.offered += 1
            return self.script.pop(0)[5:]
        envelope.rcpt_tos.append(address)
        return "250 ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802 - aiosmtpd's name
        self.offered += 1
        told = self.script.pop(0) if self.script else OK
        name = str(message_from_bytes(bytes(envelope.content or b""))["Message-ID"])
        if told.startswith("drop"):
            if told == "drop after taking":
                self.taken.append(name)
            server.transport.abort()
            return "250 never heard"
        await asyncio.sleep(self.seconds)
        if told.startswith("250"):
            self._take(name)
        return told

    def _take(self, name: str) -> None:
        self.taken.append(name)
        if self.log:
            with self.log.open("a") as log:
                log.write(name + "\n")


class _Loopback(Controller):
    def _trigger_server(self) -> None:
        """The first call that the controller waits for; its own would go to port 0."""
        with socket.create_connection(self.server.sockets[0].getsockname()[:2], timeout=5) as first:
            first.recv(100)


@contextmanager
def relay(script: Sequence[str] = (), tls: ssl.SSLContext | None = None, password: str = "") -> Iterator[Relay]:
    told = Relay(list(script))

    def check(server: SMTP, session: Session, envelope: Envelope, mechanism: str, data: object) -> AuthResult:
        good = isinstance(data, LoginPassword) and data.password == password.encode()
        return AuthResult(success=good, handled=False)

    more = {"tls_context": tls, "require_starttls": True} if tls else {}
    if password:
        more |= {"authenticator": check, "auth_required": True, "auth_require_tls": True}
    controller = _Loopback(told, hostname="127.0.0.1", port=0, **more)
    controller.start()
    told.port = controller.server.sockets[0].getsockname()[1]
    try:
        yield told
    finally:
        controller.stop(no_assert=True)


if __name__ == "__main__":
    with relay() as alone:
        alone.log, alone.seconds = Path(sys.argv[1]), 0.005
        print(alone.port, flush=True)
        sys.stdin.read()
