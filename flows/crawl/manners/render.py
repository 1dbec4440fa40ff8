"""Pages that exist only after their scripts have run: a Chromium that has no network of its own.

Every request of the page goes through the polite session, so guards, robots.txt, pace, limits and archive hold for
it; the browser itself is cut off. Needs the optional extra `render` and a Chromium on the machine.
"""

from __future__ import annotations

import logging
import os
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from flows.crawl.evidence.archive import Archive
from flows.crawl.hosts import Hosts
from flows.crawl.manners.session import Session
from flows.crawl.snapshot import Snapshot
from flows.crawl.trail import plain_url
from flows.crawl.transport.posting import FORM, JSON, as_json
from flows.errors import MissingTool
from flows.settings import Settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Playwright, Route

log = logging.getLogger(__name__)
_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
_WANTED = frozenset({"document", "script", "xhr", "fetch"})
_MOST_REQUESTS = 60
_QUIET_MILLISECONDS = 500
# No name resolves and every connection goes to a port where nobody listens: what is not handed in never leaves.
_CUT_OFF = (
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--disable-background-networking",
)


class Renderer:
    """Renders pages one at a time in a thread of its own; the browser starts with the first and ends with `close`.

    Raises `MissingTool` at once where the extra or the browser is not installed.
    """

    def __init__(self, settings: Settings, session: Session, archive: Archive) -> None:
        self._settings = settings
        self._session = session
        self._archive = archive
        self._binary = _binary()
        self._thread: ThreadPoolExecutor | None = None
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None

    def render(self, shell: Snapshot, hosts: Hosts | None) -> Snapshot | None:
        """The page as it stands once its scripts have run, kept beside what was served; None where that fails."""
        if self._thread is None:
            self._thread = ThreadPoolExecutor(1, thread_name_prefix="render")
        try:
            html = self._thread.submit(self._run, shell, hosts).result()
        except Exception as fault:  # noqa: BLE001  # whatever a hostile page does to the browser is no fault of ours
            log.warning("render url=%s failed=%s", plain_url(shell.final_url), type(fault).__name__)
            self.close()
            return None
        content = html.encode("utf-8", "replace")
        if len(content) > self._settings.max_bytes:
            return None
        kept = self._archive.conversion(shell.final_url, shell.retrieved, content, shell.record_id)
        return replace(
            shell,
            content=content,
            content_type="text/html; charset=utf-8",
            sha256=sha256(content).hexdigest(),
            record_id=kept.record_id,
            warc=kept.warc,
        )

    def close(self) -> None:
        """Ends the browser; the next page starts another."""
        thread, self._thread = self._thread, None
        if thread:
            thread.submit(self._stop)
            thread.shutdown()

    def _run(self, shell: Snapshot, hosts: Hosts | None) -> str:
        context = self._running().new_context(
            user_agent=self._settings.user_agent, locale="zh-CN", service_workers="block", accept_downloads=False
        )
        try:
            page = context.new_page()
            context.on("page", lambda other: other.close() if other is not page else None)
            context.route("**/*", self._answering(shell, hosts))
            page.goto(shell.final_url, wait_until="load", timeout=self._settings.total_timeout_seconds * 1000)
            page.wait_for_load_state("networkidle", timeout=self._settings.total_timeout_seconds * 1000)
            page.wait_for_timeout(_QUIET_MILLISECONDS)
            return page.content()
        finally:
            context.close()

    def _answering(self, shell: Snapshot, hosts: Hosts | None) -> Callable[[Route], None]:
        """Answers the page's requests: itself from what was served, its data and scripts through the session."""
        left = [_MOST_REQUESTS]

        def answer(route: Route) -> None:
            asked = route.request
            if asked.url.partition("#")[0] == shell.final_url and asked.resource_type == "document":
                route.fulfill(status=200, body=shell.content, content_type=shell.content_type or "text/html")
                return
            form = _form(asked.post_data, asked.headers.get("content-type", "")) if asked.method == "POST" else None
            askable = asked.method == "GET" or form is not None
            if asked.resource_type not in _WANTED or not askable or left[0] <= 0:
                route.abort()
                return
            left[0] -= 1
            fetched = self._session.fetch(asked.url, hosts, form)
            if fetched.snapshot is None:
                route.abort()
            else:
                served = fetched.snapshot
                route.fulfill(status=served.status or 200, body=served.content, content_type=served.content_type)

        return answer

    def _running(self) -> Browser:
        if self._browser is None:
            from playwright.sync_api import sync_playwright

            self._playwright = sync_playwright().start()
            # Chromium's own sandbox does not work for root.
            self._browser = self._playwright.chromium.launch(
                executable_path=self._binary, args=list(_CUT_OFF), chromium_sandbox=os.geteuid() != 0
            )
        return self._browser

    def _stop(self) -> None:
        browser, self._browser = self._browser, None
        playwright, self._playwright = self._playwright, None
        try:
            if browser:
                browser.close()
        finally:
            self._session.close()
            if playwright:
                playwright.stop()


def _form(body: str | None, kind: str) -> dict[str, str] | None:
    if kind.startswith(JSON):
        return dict(as_json(body or ""))
    return dict(parse_qsl(body or "", keep_blank_values=True)) if kind.startswith(FORM) else None


def _binary() -> str:
    try:
        import playwright  # noqa: F401  # only to see that it is there
    except ImportError:
        raise MissingTool("render = true: pip install 'gouji[render]'") from None
    found = next(filter(None, map(shutil.which, _BROWSERS)), None)
    if found is None:
        raise MissingTool("render = true: no Chromium on this machine (Debian: apt install chromium)")
    return found
