"""The sample sites on loopback: an address a site, one port for all, one thread that accepts for all of them."""

from __future__ import annotations

import base64
import contextlib
import selectors
import socket
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import ClassVar
from urllib.parse import parse_qsl, urlsplit
from zlib import crc32

from flows.demo.sites import PLANS, Page, Plan, Shown, show
from flows.demo.world import World
from flows.errors import OutputError

MISSING = Page(b"<html><head><title>404</title></head><body><h1>404 Not Found</h1></body></html>", status=404)
FAILED = Page("<html><body><h1>HTTP 500 内部服务器错误</h1></body></html>".encode(), status=500)
# One grey dot: pictures are there, nothing can be read in them.
DOT = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==")


class DemoServer:
    """Serves a world while its `with` block lasts.

    `port` 0 takes any port that is free on every address; a port that is taken makes way for a free one. Raises
    `OutputError` where this machine has no loopback addresses beside 127.0.0.1.
    """

    def __init__(self, world: World, port: int = 0) -> None:
        self.world = world
        self.sites = {plan.key: show(plan, world) for plan in PLANS if plan.up}
        self.wanted_port = port
        self._listeners: list[_Listener] = []
        self._wake, self._woken = socket.socketpair()

    def __enter__(self) -> DemoServer:
        try:
            self._listeners = _listen(list(self.sites.values()), self.wanted_port)
        except OSError as fault:
            raise OutputError(f"the sample sites cannot be served on 127.0.11.x: {fault.strerror or fault}") from None
        self._thread = threading.Thread(target=self._accept, name="demo-sites", daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._wake.send(b"x")
        self._thread.join()
        for listener in self._listeners:
            listener.server_close()
        self._wake.close()
        self._woken.close()

    @property
    def port(self) -> int:
        """The port of every site while they are served."""
        return int(self._listeners[0].server_address[1])

    def url(self, plan: Plan, path: str = "/") -> str:
        """The address of a path on a site, whether or not anything listens there."""
        return f"http://{plan.host}:{self.port}{path}"

    def _accept(self) -> None:
        with selectors.DefaultSelector() as waiting:
            waiting.register(self._woken, selectors.EVENT_READ)
            for listener in self._listeners:
                listener.timeout = 0
                waiting.register(listener, selectors.EVENT_READ)
            while True:
                for key, _ in waiting.select():
                    if not isinstance(key.fileobj, _Listener):
                        return
                    key.fileobj.handle_request()


def _listen(sites: list[Shown], wanted: int) -> list[_Listener]:
    """A listener a site, all on one port."""
    for port in (wanted, *[0] * 20):
        opened: list[_Listener] = []
        try:
            for site in sites:
                opened.append(_Listener(site, opened[0].server_address[1] if opened else port))
        except OSError as fault:
            for listener in opened:
                listener.server_close()
            last = fault
            continue
        return opened
    raise last


class _Listener(ThreadingHTTPServer):
    """One site on its address."""

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64
    allow_reuse_address = True

    def __init__(self, site: Shown, port: int) -> None:
        self.site = site
        self.asked: Counter[str] = Counter()
        super().__init__((site.plan.host, port), _Handler)

    def page(self, target: str, form: str) -> Page:
        """What the site answers to a request target and the form sent with it."""
        parts = urlsplit(target)
        query = dict(parse_qsl(parts.query)) | dict(parse_qsl(form))
        page = self.site.pages.get(parts.path)
        if page is None and self.site.answer:
            page = self.site.answer(parts.path, query)
        if page is None:
            return Page(DOT, "image/png") if parts.path.endswith(".png") else MISSING
        self.asked[parts.path] += 1
        return FAILED if page.stumbles and self.asked[parts.path] == 1 else page

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that hangs up is no matter for the terminal."""


class _Handler(BaseHTTPRequestHandler):
    server: _Listener
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "nginx", ""
    timeout: ClassVar[float] = 15
    # Head and body leave in one piece; apart, each answer on a kept connection waits 40 ms for the other's receipt.
    wbufsize: ClassVar[int] = 1 << 16
    disable_nagle_algorithm: ClassVar[bool] = True

    def do_GET(self) -> None:  # noqa: N802  # the name that http.server calls
        """Answer with a page and its body."""
        self._answer(body=True)

    def do_HEAD(self) -> None:  # noqa: N802
        """Answer with the headers alone."""
        self._answer(body=False)

    def do_POST(self) -> None:  # noqa: N802
        """Some list interfaces are asked by POST: the form counts as the query."""
        length = int(self.headers.get("Content-Length") or 0)
        self._answer(body=True, form=self.rfile.read(min(length, 65536)).decode("latin-1"))

    def _answer(self, *, body: bool, form: str = "") -> None:
        page = self.server.page(self.path, form)
        mark = f'"{crc32(page.content):08x}-{len(page.content):x}"'
        known = page.status == 200 and self.headers.get("If-None-Match") == mark
        with contextlib.suppress(ConnectionError):
            self.send_response(304 if known else page.status)
            if page.status == 200:
                self.send_header("ETag", mark)
            if not known:
                self.send_header("Content-Type", page.content_type)
                self.send_header("Content-Length", str(len(page.content)))
            self.end_headers()
            if body and not known:
                self.wfile.write(page.content)

    def log_message(self, format: str, *args: object) -> None:
        """No access log."""
