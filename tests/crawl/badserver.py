"""A real server on loopback that behaves badly by name, and says afterwards what it was asked and when."""

from __future__ import annotations

import gzip
import socket
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from math import inf
from types import TracebackType
from typing import Any
from urllib.parse import urlsplit

_PLAIN = b"<html><body>" + "<p>政府信息公开</p>".encode() * 20 + b"</body></html>"
SQUEEZED = gzip.compress(_PLAIN)
# As many empty members as two megabytes hold.
CRUMBS = gzip.compress(b"") * 90_000
_BOMB = gzip.compress(b"\0" * 8_000_000, 6)
Handle = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Asked:
    """One request as the server saw it; `begun` and `ended` are on the monotonic clock."""

    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes = b""
    begun: float = field(default_factory=time.monotonic)
    ended: float = 0.0


class BadServer:
    """`routes` by path without query, or with it where that is what is asked; anything else is a 404."""

    def __init__(self, address: str = "127.0.0.1") -> None:
        self.routes: dict[str, Handle] = {}
        self.asked: list[Asked] = []
        self._server = _Server((address, 0), self._handler())

    def __enter__(self) -> BadServer:
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def url(self, path: str = "/") -> str:
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}{path}"

    def paths(self, with_robots: bool = False) -> list[str]:
        return [one.path for one in self.asked if with_robots or one.path != "/robots.txt"]

    def page(
        self, path: str, html: str | bytes, content_type: str = "text/html; charset=utf-8", status: int = 200
    ) -> str:
        content = html.encode() if isinstance(html, str) else html
        self.routes[path] = lambda ask: answer(ask, content, content_type, status)
        return self.url(path)

    def serve(self, path: str, handle: Handle) -> str:
        self.routes[path] = handle
        return self.url(path)

    def at_once(self) -> int:
        """The most requests that were being answered at the same time."""
        edges = sorted([(one.begun, 1) for one in self.asked] + [(one.ended or inf, -1) for one in self.asked])
        most = now = 0
        for _, step in edges:
            now += step
            most = max(most, now)
        return most

    def gaps(self) -> list[float]:
        """Seconds between the starts of requests that followed each other."""
        starts = sorted(one.begun for one in self.asked)
        return [later - earlier for earlier, later in zip(starts, starts[1:], strict=False)]

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def do_GET(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                asked = Asked(self.command, self.path, dict(self.headers.items()), self.rfile.read(length))
                server.asked.append(asked)
                plain = urlsplit(self.path).path
                handle = server.routes.get(self.path) or server.routes.get(plain) or _missing
                try:
                    handle(self)
                except OSError:
                    # The client cut the connection: what a good half of these routes is there to make it do.
                    self.close_connection = True
                finally:
                    asked.ended = time.monotonic()

            def do_POST(self) -> None:
                self.do_GET()

            def log_message(self, format: str, *args: Any) -> None:
                pass

        return Handler


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        pass


def answer(
    ask: BaseHTTPRequestHandler,
    content: bytes,
    content_type: str = "text/html; charset=utf-8",
    status: int = 200,
    **headers: str,
) -> None:
    ask.send_response(status)
    if content_type:
        ask.send_header("Content-Type", content_type)
    for name, value in headers.items():
        ask.send_header(name.replace("_", "-"), value)
    ask.send_header("Content-Length", str(len(content)))
    ask.end_headers()
    ask.wfile.write(content)


def _missing(ask: BaseHTTPRequestHandler) -> None:
    answer(ask, b"<html><body>404</body></html>", status=404)


def raw(ask: BaseHTTPRequestHandler, *pieces: bytes, between_seconds: float = 0.0) -> None:
    """Exactly these bytes, then the end of the connection."""
    for piece in pieces:
        ask.wfile.write(piece)
        ask.wfile.flush()
        time.sleep(between_seconds)
    ask.close_connection = True


def drop(ask: BaseHTTPRequestHandler) -> None:
    """Hangs up without a word."""
    ask.connection.shutdown(socket.SHUT_RDWR)
    ask.close_connection = True


def silent(ask: BaseHTTPRequestHandler) -> None:
    """Says nothing for longer than anybody waits."""
    time.sleep(1.2)
    ask.close_connection = True


def drip_body(ask: BaseHTTPRequestHandler) -> None:
    """Sends a byte now and then, each within the read time-out."""
    raw(ask, b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", *[b"x"] * 40, between_seconds=0.1)


def drip_header(ask: BaseHTTPRequestHandler) -> None:
    """The same inside a header line that never ends."""
    raw(ask, b"HTTP/1.1 200 OK\r\nX-Slow: ", *[b"x"] * 40, between_seconds=0.1)


def partial(ask: BaseHTTPRequestHandler) -> None:
    """Promises more than it sends."""
    raw(ask, b"HTTP/1.1 200 OK\r\nContent-Length: 5000\r\n\r\nhalf of it")


def nonsense(ask: BaseHTTPRequestHandler) -> None:
    """Speaks another protocol."""
    raw(ask, b"220 mail.example ESMTP ready\r\n\r\n")


def endless_header(ask: BaseHTTPRequestHandler) -> None:
    """A header of a megabyte."""
    raw(ask, b"HTTP/1.1 200 OK\r\n", *[b"X-More: " + b"y" * 8000 + b"\r\n"] * 120, b"\r\n")


def bomb(ask: BaseHTTPRequestHandler) -> None:
    """Megabytes of zeros in a few kilobytes."""
    answer(ask, _BOMB, Content_Encoding="gzip")


def fifty_megabytes(ask: BaseHTTPRequestHandler) -> None:
    """50 MB without saying how much it will be."""
    raw(ask, b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", *[b"z" * 500_000] * 100)


def bad_gzip(ask: BaseHTTPRequestHandler) -> None:
    """Calls plain text gzip."""
    answer(ask, b"this is not gzip at all", Content_Encoding="gzip")


def coded(coding: str, content: bytes) -> Handle:
    """Content under a content coding."""
    return lambda ask: answer(ask, content, Content_Encoding=coding)


def half_gzip(ask: BaseHTTPRequestHandler) -> None:
    """A compressed stream that ends too soon."""
    answer(ask, SQUEEZED[:-9], Content_Encoding="gzip")


def raw_deflate(ask: BaseHTTPRequestHandler) -> None:
    """Deflate as some servers understand it: without the header of zlib."""
    press = zlib.compressobj(9, zlib.DEFLATED, -15)
    answer(ask, press.compress(_PLAIN) + press.flush(), Content_Encoding="deflate")


def length(told: str, content: str = "", stays: bool = False) -> Handle:
    """A page of a few hundred bytes, or what is given, that says it is as long as that; `stays`: the line is then left open."""
    head = b"HTTP/1.1 200 OK\r\nContent-Length: " + told.encode() + b"\r\n\r\n"
    return lambda ask: raw(ask, head + (content.encode() or _PLAIN), between_seconds=1.2 * stays)


def chunked(chunks: bytes) -> Handle:
    """Chunks just as given."""
    return lambda ask: raw(ask, b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)


def continues(ask: BaseHTTPRequestHandler) -> None:
    """Says 100 Continue for ever."""
    raw(ask, *[b"HTTP/1.1 100 Continue\r\n\r\n"] * 40, between_seconds=0.04)


def hints(times: int) -> Handle:
    """Says so many times what the page will need, then the page, a moment later."""

    def handle(ask: BaseHTTPRequestHandler) -> None:
        ask.wfile.write(b"HTTP/1.1 103 Early Hints\r\nLink: </a.css>\r\n\r\n" * times)
        ask.wfile.flush()
        time.sleep(0.05)
        answer(ask, _PLAIN)

    return handle


def many_headers(ask: BaseHTTPRequestHandler) -> None:
    """Five hundred short header fields."""
    raw(ask, b"HTTP/1.1 200 OK\r\n", b"".join(b"X-%d: y\r\n" % number for number in range(500)), b"\r\n", _PLAIN)


def moved(target: str, status: int = 302, **headers: str) -> Handle:
    """A redirect."""
    return lambda ask: answer(ask, b"", status=status, Location=target, **headers)


def after(times: int, bad: Handle, good: Handle) -> Handle:
    """`bad` so many times, then `good`."""
    left = [times]

    def handle(ask: BaseHTTPRequestHandler) -> None:
        left[0] -= 1
        (bad if left[0] >= 0 else good)(ask)

    return handle


def status(code: int, html: str = "<html><body>no</body></html>", **headers: str) -> Handle:
    """An answer of that status."""
    return lambda ask: answer(ask, html.encode(), status=code, **headers)
