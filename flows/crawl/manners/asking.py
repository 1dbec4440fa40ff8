"""One request and its response, kept as evidence: no permission, no retries, no redirects.

`Asker` owns the `requests` sessions, one a thread. What may be asked, how often and where a redirect leads is
`flows.crawl.manners.session`.
"""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from urllib.parse import urlsplit

import requests
import urllib3
from requests.cookies import RequestsCookieJar
from requests.exceptions import RequestException
from urllib3.exceptions import HTTPError

from flows.crawl.evidence.answered import Kept
from flows.crawl.evidence.archive import Archive, Passed
from flows.crawl.manners.validators import Validator
from flows.crawl.outcomes import Outcome
from flows.crawl.transport.body import is_closed, is_cut_off, payload
from flows.crawl.transport.faults import BAD_CERTIFICATES, is_short, of_exception, of_status
from flows.crawl.transport.guards import Cut, Guard
from flows.crawl.transport.message import head_end, without_interim
from flows.crawl.transport.posting import body_of, headers_of
from flows.crawl.transport.wire import Exchange, WireAdapter, new_exchange, passing
from flows.settings import Settings

_MOST_COOKIES = 50


@dataclass(frozen=True, slots=True)
class Answer:
    """What one request gave. `status` is 0 where nothing came back; `headers` have lower-case names."""

    outcome: Outcome
    detail: str = ""
    status: int = 0
    headers: Mapping[str, str] = field(default_factory=dict)
    content: bytes = b""
    sha256: str = ""
    kept: Kept | None = None
    retrieved: datetime | None = None


class Asker:
    """Sends single requests under the settings' limits and archives what passes; thread safe."""

    def __init__(self, settings: Settings, archive: Archive, clock: Callable[[], datetime]) -> None:
        self._settings = settings
        self._archive = archive
        self._clock = clock
        self._guard = Guard.of(settings)
        self._headers = _headers(settings)
        self._local = threading.local()

    def ask(self, url: str, form: Mapping[str, str] | None = None, known: Validator | None = None) -> Answer:
        """GETs an address, or POSTs a form to it; with `known`, asks only whether it has changed."""
        answer = self._ask(url, form, known)
        if answer.outcome in BAD_CERTIFICATES and self._settings.accept_bad_certificates:
            return self._ask(url, form, known, accepted=answer.outcome)
        return answer

    def keep_cookies(self, host: str, cookies: Mapping[str, str]) -> None:
        """Takes cookies as if this host had set them; this thread sends them until it reads another host."""
        for name, value in cookies.items():
            self._session(host).cookies.set(name, value)

    def close(self) -> None:
        """Drops this thread's connections."""
        session = getattr(self._local, "session", None)
        if session:
            session.close()
            del self._local.session

    def _ask(
        self,
        url: str,
        form: Mapping[str, str] | None,
        known: Validator | None,
        accepted: Outcome | None = None,
    ) -> Answer:
        """Asks once; `accepted` is what is wrong with the certificate and let pass."""
        exchange = self._exchange()
        try:
            with passing(exchange):
                response, body = self._pass(url, form, known, accepted is None, exchange)
                return self._settle(url, exchange, response, body, known, accepted)
        except Cut as cut:
            outcome, detail = cut.outcome, cut.detail
        except (RequestException, HTTPError, OSError, ValueError) as fault:
            outcome, detail = of_exception(fault), ""
        return self._failed(url, exchange, outcome, detail)

    def _pass(
        self, url: str, form: Mapping[str, str] | None, known: Validator | None, check: bool, exchange: Exchange
    ) -> tuple[requests.Response, bytes]:
        session = self._session(urlsplit(url).hostname or "")
        request = requests.Request(
            "POST" if form is not None else "GET",
            url,
            data=body_of(form),
            headers=self._headers | headers_of(form) | _conditions(known),
            cookies=session.cookies,
        )
        # Prepared here: `Session.request` spends a fifteenth of a page's time on merging settings that are none.
        response = session.send(
            request.prepare(),
            allow_redirects=False,
            stream=True,
            verify=(self._settings.ca_bundle or True) if check else False,
            proxies={},
        )
        try:
            # Read here rather than by `response.content`, which would inflate without a cap.
            body = b"".join(response.raw.stream(65_536, decode_content=False))
        except BaseException as fault:
            response.raw.close()
            if is_short(fault) and (whole := self._closed(exchange, response)):
                return response, whole
            raise
        response.raw.release_conn()
        return response, body

    def _closed(self, exchange: Exchange, response: requests.Response) -> bytes | None:
        """The body of a page that came to the end of its markup, and was said to be longer than it is."""
        if "Transfer-Encoding" in response.headers:
            return None
        received = without_interim(bytes(exchange.received))
        body, coding = received[head_end(received) :], response.headers.get("Content-Encoding", "")
        return body if is_closed(body, coding, self._settings.max_bytes) else None

    def _settle(
        self,
        url: str,
        exchange: Exchange,
        response: requests.Response,
        body: bytes,
        known: Validator | None,
        accepted: Outcome | None,
    ) -> Answer:
        headers = {name.lower(): value for name, value in response.headers.items()}
        outcome, content = of_status(response.status_code), b""
        detail = f"{accepted.meaning.zh.rstrip('。')}，按设置仍予取得" if accepted else ""
        try:
            content = payload(body, headers.get("content-encoding", ""), self._settings.max_bytes)
        except Cut as cut:
            outcome, detail = cut.outcome, cut.detail
        if outcome is Outcome.FOUND and is_cut_off(content, headers):
            outcome, detail = Outcome.PARTIAL, "没有说明长度，网页没有写完"
        digest = sha256(content).hexdigest()
        unchanged = known is not None and (outcome is Outcome.UNCHANGED or digest == known.sha256)
        facts = {"outcome": outcome.value, "payload-sha256": digest, "tls": accepted.value if accepted else ""}
        kept, when = self._keep(url, exchange, facts, known if unchanged else None, outcome is Outcome.UNCHANGED)
        return Answer(outcome, detail, response.status_code, headers, content, digest, kept, when)

    def _keep(
        self,
        url: str,
        exchange: Exchange,
        facts: Mapping[str, str],
        same_as: Validator | None,
        not_modified: bool,
    ) -> tuple[Kept, datetime]:
        when = self._clock()
        received = without_interim(bytes(exchange.received))
        passed = Passed(url, bytes(exchange.sent), received, when, exchange.peer, facts)
        if same_as is None:
            return self._archive.record(passed), when
        return self._archive.revisit(passed, Kept(same_as.record_id, same_as.warc), same_as.date, not_modified), when

    def _failed(self, url: str, exchange: Exchange, outcome: Outcome, detail: str) -> Answer:
        when = self._clock()
        facts = {"outcome": outcome.value, "detail": detail, "peer": exchange.peer}
        return Answer(outcome, detail, kept=self._archive.note(url, when, facts), retrieved=when)

    def _exchange(self) -> Exchange:
        limits = self._settings
        return new_exchange(
            self._guard,
            limits.connect_timeout_seconds,
            limits.read_timeout_seconds,
            limits.total_timeout_seconds,
            limits.max_header_bytes,
            limits.max_bytes,
        )

    def _session(self, host: str) -> requests.Session:
        session: requests.Session | None = getattr(self._local, "session", None)
        if session is None:
            session = self._local.session = _new_session(self._settings)
        if getattr(self._local, "host", host) != host or len(session.cookies) > _MOST_COOKIES:
            # Cookies are kept only while one host is being read: enough for firewalls that set one and look for it.
            session.cookies = RequestsCookieJar()
        self._local.host = host
        return session


class _OneStep(requests.Session):
    """A session that never looks where a redirect leads: to do so `requests` would read its body without a cap."""

    def get_redirect_target(self, resp: requests.Response) -> None:
        return None


def _new_session(settings: Settings) -> requests.Session:
    session = _OneStep()
    # Neither proxies nor passwords out of the environment: the guards must see the address that is connected to.
    session.trust_env = False
    session.mount("http://", WireAdapter())
    session.mount("https://", WireAdapter())
    if settings.accept_bad_certificates:
        urllib3.disable_warnings(urllib3.exceptions.InsecureRequestWarning)
    return session


def _headers(settings: Settings) -> dict[str, str | bytes]:
    return {
        "User-Agent": settings.user_agent.encode("utf-8"),
        "Accept": "text/html,application/xhtml+xml,application/pdf;q=0.9,*/*;q=0.8",
        "Accept-Language": "zh-CN,zh;q=0.9",
        "Accept-Encoding": "gzip, deflate",
    }


def _conditions(known: Validator | None) -> dict[str, str]:
    if known is None:
        return {}
    asked = {"If-None-Match": known.etag, "If-Modified-Since": known.last_modified}
    return {name: value for name, value in asked.items() if value}
