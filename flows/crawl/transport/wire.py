"""The socket end of a request: connects to the checked address, keeps the bytes as they passed, cuts what runs over.

`requests` and urllib3 do the protocol above; this module sees every byte below them. That is what makes the archive
exact and the time-out total: a server that drips one byte a second is cut inside a header line as well as in a body.
"""

from __future__ import annotations

import http.client
import io
import socket
import ssl
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any

from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool
from urllib3.util.connection import create_connection
from urllib3.util.ssl_ import create_urllib3_context, resolve_cert_reqs

from flows.crawl.outcomes import Outcome
from flows.crawl.transport.guards import Cut, Guard
from flows.crawl.transport.message import is_interim

_CHUNK_BYTES = 65_536
_MOST_INTERIM = 50
# ssl.OP_LEGACY_SERVER_CONNECT, which has a name from Python 3.12 on.
_RENEGOTIATES_AS_OF_OLD = 0x4


@dataclass(slots=True)
class Exchange:
    """One request and its response while they pass: limits, and the bytes so far.

    `deadline` is on the monotonic clock. `sent` and `received` are the exact bytes of both directions; `peer` is the
    IP address that was connected to.
    """

    guard: Guard
    connect_seconds: float
    read_seconds: float
    deadline: float
    max_header_bytes: int
    max_bytes: int
    sent: bytearray = field(default_factory=bytearray)
    received: bytearray = field(default_factory=bytearray)
    peer: str = ""
    head_is_whole: bool = False

    def seconds_left(self, wish: float) -> float:
        """The wished time-out, or what remains of the total one; raises `Cut` when that is used up."""
        left = self.deadline - time.monotonic()
        if left <= 0:
            raise Cut(Outcome.TIMEOUT_TOTAL)
        return min(wish, left)

    def keep(self, chunk: memoryview) -> None:
        """Takes in received bytes; raises `Cut` where they run over a limit."""
        self.received += chunk
        if len(self.received) > self.max_bytes + self.max_header_bytes:
            raise Cut(Outcome.TOO_LARGE, f"超过 {self.max_bytes} 字节")
        if not self.head_is_whole:
            self.head_is_whole = b"\r\n\r\n" in self.received or b"\n\n" in self.received
            if not self.head_is_whole and len(self.received) > self.max_header_bytes:
                raise Cut(Outcome.BAD_RESPONSE, "响应头过大")


_current: ContextVar[Exchange] = ContextVar("exchange")


@contextmanager
def passing(exchange: Exchange) -> Iterator[None]:
    """Within the block, this thread's connections obey and fill `exchange`."""
    token = _current.set(exchange)
    try:
        yield
    finally:
        _current.reset(token)


class _Tap(io.RawIOBase):
    """The socket's reading side with the exchange's limits before each read."""

    def __init__(self, sock: socket.socket, exchange: Exchange) -> None:
        self._sock = sock
        self._raw = sock.makefile("rb", buffering=0)
        self._exchange = exchange

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        self._sock.settimeout(self._exchange.seconds_left(self._exchange.read_seconds))
        try:
            count = self._raw.readinto(buffer) or 0
        except TimeoutError:
            self._exchange.seconds_left(0.0)
            raise Cut(Outcome.TIMEOUT_READ) from None
        except ssl.SSLError as fault:
            raise Cut(Outcome.TLS_PROTOCOL, str(fault.reason or "")) from None
        except OSError:
            raise Cut(Outcome.RESET) from None
        self._exchange.keep(memoryview(buffer)[:count])
        return count

    def close(self) -> None:
        self._raw.close()
        super().close()


class _TappedResponse(http.client.HTTPResponse):
    def __init__(self, sock: socket.socket, *args: Any, **kwargs: Any) -> None:
        super().__init__(sock, *args, **kwargs)
        untapped = self.fp
        self.fp = io.BufferedReader(_Tap(sock, _current.get()), _CHUNK_BYTES)
        untapped.close()

    def _read_status(self) -> tuple[str, int, str]:
        """The status line of the answer itself, after any interim ones.

        `http.client` passes over 100 alone: what follows another would be taken for the answer to the next request.
        """
        for _ in range(_MOST_INTERIM):
            told: tuple[str, int, str] = super()._read_status()  # type: ignore[misc]  # private, there since Python 3.0
            if not is_interim(told[1]):
                return told
            while self.fp.readline(_CHUNK_BYTES) not in (b"\r\n", b"\n", b""):
                pass
        raise Cut(Outcome.BAD_RESPONSE, "临时应答过多")


class _Tapped(HTTPConnection):
    """Connects only where the guard allows it and keeps what is sent."""

    response_class = _TappedResponse
    peer = ""

    def _new_conn(self) -> socket.socket:
        exchange = _current.get()
        failure = Cut(Outcome.UNREACHABLE)
        for address in exchange.guard.addresses(self._dns_host, self.port):
            try:
                sock = create_connection((address, self.port), exchange.seconds_left(exchange.connect_seconds))
            except TimeoutError:
                failure = Cut(Outcome.TIMEOUT_CONNECT)
            except ConnectionRefusedError:
                failure = Cut(Outcome.REFUSED)
            except OSError as fault:
                failure = Cut(Outcome.UNREACHABLE, fault.strerror or "")
            else:
                sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                self.peer = address
                return sock
        raise failure

    def send(self, data: Any) -> None:
        if self.sock is None:
            self.connect()
        exchange = _current.get()
        exchange.peer = self.peer
        if isinstance(data, bytes):
            exchange.sent += data
        super().send(data)


class _TappedTls(_Tapped, HTTPSConnection):
    """The same under TLS; the certificate is checked against the name, the connection goes to the address.

    What browsers still agree on is agreed on: Python leaves out the ciphers of Windows Server 2008 and 2012, and OpenSSL
    the servers that cannot renegotiate safely, on which many a site runs. Nothing secret is sent, and the certificate is
    checked all the same.
    """

    def connect(self) -> None:
        """Connects with the settings for TLS in place."""
        self.ssl_context = create_urllib3_context(cert_reqs=resolve_cert_reqs(self.cert_reqs), ciphers="DEFAULT")
        self.ssl_context.options |= _RENEGOTIATES_AS_OF_OLD
        super().connect()


class _Pool(HTTPConnectionPool):
    ConnectionCls = _Tapped


class _TlsPool(HTTPSConnectionPool):
    ConnectionCls = _TappedTls


class WireAdapter(HTTPAdapter):
    """The adapter of `requests` whose connections pass through this module. Few pools: one host at a time."""

    def __init__(self) -> None:
        super().__init__(pool_connections=4, pool_maxsize=1, max_retries=0)

    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        """As in `requests`, with our connections."""
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _Pool, "https": _TlsPool}


def new_exchange(guard: Guard, connect: float, read: float, total: float, header_bytes: int, body: int) -> Exchange:
    """An exchange that begins now; seconds and bytes."""
    return Exchange(guard, connect, read, time.monotonic() + total, header_bytes, body)
