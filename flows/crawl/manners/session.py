"""The polite session: permission, pace, retries, redirects hop by hop. What it returns is an outcome, never an exception.

Only a full disk raises (`OutputError`): without evidence there is no audit.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from urllib.parse import quote, urljoin

from urllib3.util import Retry

from flows.crawl.evidence.archive import Archive
from flows.crawl.found import Fetched
from flows.crawl.hosts import Hosts
from flows.crawl.manners.asking import Answer, Asker
from flows.crawl.manners.pace import LONGEST_WAIT_SECONDS, Pace
from flows.crawl.manners.quiet import is_quiet
from flows.crawl.manners.recall import Recall
from flows.crawl.manners.robots import Robots
from flows.crawl.manners.robots_memory import RobotsMemory, Said, lasts
from flows.crawl.manners.validators import Validators
from flows.crawl.outcomes import Outcome
from flows.crawl.snapshot import Snapshot
from flows.crawl.trail import plain, plain_url
from flows.crawl.transport.faults import REDIRECTS
from flows.crawl.transport.guards import Cut, Guard, host_of
from flows.settings import Settings

log = logging.getLogger(__name__)
_LONGEST_REST_SECONDS = 86_400.0
_PRINTED = "".join(map(chr, range(0x21, 0x7F)))
_STRAIN = frozenset({Outcome.RATE_LIMITED, Outcome.SERVER_ERROR})
# What a site answers that does not want us, and may by now say so in its robots.txt.
_TURNED_AWAY = frozenset({Outcome.BLOCKED, Outcome.RATE_LIMITED})
# The host itself did not come through: these count towards leaving it alone.
_HOST_FAILED = frozenset(
    {
        Outcome.DNS,
        Outcome.DNS_TEMPORARY,
        Outcome.REFUSED,
        Outcome.UNREACHABLE,
        Outcome.RESET,
        Outcome.TIMEOUT_CONNECT,
        Outcome.TIMEOUT_READ,
        Outcome.TIMEOUT_TOTAL,
    }
)


def utc_now() -> datetime:
    """The time that goes on evidence."""
    return datetime.now(UTC)


class Session:
    """Fetches addresses with manners; one for a whole run, shared by its threads.

    `validators` remembers answers between nights, `robots` what robots.txt said; without them all is asked anew.
    """

    def __init__(
        self,
        settings: Settings,
        archive: Archive,
        validators: Validators | None = None,
        clock: Callable[[], datetime] = utc_now,
        robots: RobotsMemory | None = None,
    ) -> None:
        self.settings = settings
        self.robots = Robots(settings.user_agent, self._ask_robots, robots, self._takes_over)
        self._robots_last = timedelta(hours=settings.robots_hours)
        self._clock = clock
        self._archive = archive
        self._recall = Recall(archive, validators, settings.max_bytes)
        self._asker = Asker(settings, archive, clock)
        self._guard = Guard.of(settings)
        self._pace = Pace(settings.pause_seconds, settings.breaker_failures)
        suspended = (name.strip().lower() for name in settings.suspended_hosts.split(";"))
        self._suspended = frozenset(filter(None, suspended))

    def fetch(self, url: str, hosts: Hosts | None = None, form: Mapping[str, str] | None = None) -> Fetched:
        """Fetches an address, following redirects as far as `hosts` allow them (anywhere public without it)."""
        return self._follow(url, hosts, form, obey_robots=self.settings.respect_robots)

    def keep_cookies(self, url: str, cookies: Mapping[str, str]) -> None:
        """Sends cookies to an address's host, as if it had set them, while the calling thread reads that host."""
        self._asker.keep_cookies(host_of(url), cookies)

    def stop(self) -> None:
        """Asks nothing more: whoever would, in whichever thread, gets a `KeyboardInterrupt`."""
        self._pace.stop()

    def close(self) -> None:
        """Drops the calling thread's connections."""
        self._asker.close()

    def _follow(self, url: str, hosts: Hosts | None, form: Mapping[str, str] | None, obey_robots: bool) -> Fetched:
        hops: list[str] = []
        here = url
        try:
            while True:
                here = self._guard.url(here)
                self._admit(here, hosts, obey_robots)
                answer = self._ask_patiently(here, form)
                if answer.outcome in _TURNED_AWAY:
                    self.robots.doubt(here)
                target = answer.headers.get("location") if answer.status in REDIRECTS else None
                if not target:
                    return self._fetched(url, here, answer, hops)
                hops.append(here)
                here, form = _next_hop(here, target, hops, self.settings.max_redirects), None
        except Cut as cut:
            log.debug("fetch url=%s outcome=%s", plain_url(here), cut.outcome.value)
            return Fetched(url, cut.outcome, detail=plain(cut.detail), hops=tuple(hops))

    def _admit(self, url: str, hosts: Hosts | None, obey_robots: bool) -> None:
        host = host_of(url)
        if hosts is not None and not hosts.allow(url):
            raise Cut(Outcome.OFF_HOST, host)
        if host in self._suspended or self._pace.is_open(host):
            raise Cut(Outcome.SUSPENDED_HOST, host)
        if is_quiet(self.settings, self._clock()):
            raise Cut(Outcome.QUIET_HOURS)
        if not obey_robots:
            return
        rules = self.robots.rules(url)
        if rules.crawl_delay_seconds:
            self._pace.at_least(host, rules.crawl_delay_seconds)
        refusal = rules.forbid(url, self.robots.agent)
        if refusal:
            raise Cut(refusal)

    def _ask_patiently(self, url: str, form: Mapping[str, str] | None) -> Answer:
        """Asks until it is answered or the retries are used up; the last answer counts."""
        host, known = host_of(url), self._recall.known(url) if form is None else None
        if before := self._recall.before_the_kill(url, form):
            # Remembered now at the latest: what the killed run had learnt was lost with it.
            return (self._recall.settle(url, known, before) if form is None else None) or before
        for attempt in range(self.settings.retries + 1):
            with self._pace.turn(host):
                answer = self._asker.ask(url, form, known)
                wait = self._wait_after(answer, attempt)
                if answer.outcome in _STRAIN:
                    self._pace.is_strained(host)
                if wait:
                    self._pace.hold(host, wait)
            log.debug("ask url=%s attempt=%d outcome=%s", plain_url(url), attempt + 1, answer.outcome.value)
            if not answer.outcome.retry_at_once or wait > LONGEST_WAIT_SECONDS:
                break
        if answer.outcome in _HOST_FAILED:
            self._pace.went_wrong(host)
        else:
            self._pace.went_well(host)
        if form is not None:
            return answer
        return self._recall.settle(url, known, answer) or self._ask_whole(url)

    def _wait_after(self, answer: Answer, attempt: int) -> float:
        """Seconds to leave the host alone after this answer: its own Retry-After, else a growing pause."""
        if not answer.outcome.retry_at_once:
            return 0.0
        asked = _retry_after(answer.headers.get("retry-after", ""))
        spread = 1.0 + random.random() / 4  # noqa: S311  # so that many hosts behind one wall do not retry in step
        return max(asked, self.settings.backoff_seconds * 2.0**attempt * spread)

    def _ask_whole(self, url: str) -> Answer:
        """Asks without conditions for a page whose old evidence is lost."""
        with self._pace.turn(host_of(url)):
            answer = self._asker.ask(url)
        return self._recall.settle(url, None, answer) or answer

    def _fetched(self, asked: str, final: str, answer: Answer, hops: list[str]) -> Fetched:
        outcome, detail = answer.outcome, answer.detail or (f"状态 {answer.status}" if answer.status >= 400 else "")
        if answer.status in REDIRECTS:
            outcome, detail = Outcome.BAD_RESPONSE, "跳转没有目标"
        if outcome in (Outcome.FOUND, Outcome.UNCHANGED) and not answer.content.strip():
            outcome = Outcome.EMPTY_PAGE
        if not answer.kept or not answer.status or answer.retrieved is None:
            return Fetched(asked, outcome, None, plain(detail), tuple(hops), answer.headers)
        snapshot = Snapshot(
            asked,
            final,
            answer.retrieved,
            answer.status,
            answer.headers.get("content-type", ""),
            answer.content,
            answer.sha256,
            answer.kept.record_id,
            answer.kept.warc,
        )
        return Fetched(asked, outcome, snapshot, plain(detail), tuple(hops), answer.headers)

    def _ask_robots(self, url: str) -> Said:
        fetched = self._follow(url, None, None, obey_robots=False)
        if fetched.snapshot is None:
            return Said(fetched.outcome, b"", self._clock(), self._clock())
        asked, until = (
            fetched.snapshot.retrieved,
            fetched.snapshot.retrieved + lasts(fetched.headers, self._robots_last),
        )
        return Said(fetched.outcome, fetched.snapshot.content, asked, until, fetched.snapshot.record_id)

    def _takes_over(self, url: str, said: Said) -> bool:
        """Whether what robots.txt said before still holds; tonight's evidence then tells which answer was obeyed."""
        now = self._clock()
        if not said.holds(now, self._robots_last):
            return False
        facts = {"outcome": "robots-remembered", "answered": said.outcome.value, "asked": said.asked.isoformat()}
        told = {"record": said.record_id, "payload-sha256": sha256(said.content).hexdigest()}
        self._archive.note(url, now, facts | told)
        return True


def _next_hop(here: str, target: str, hops: list[str], most: int) -> str:
    try:
        there = urljoin(here, _as_meant(target))
    except ValueError:
        raise Cut(Outcome.BAD_ADDRESS, "跳转目标不合规范") from None
    # Once more to the same address is what a firewall asks that has just set a cookie; twice is a circle.
    if hops.count(there) > 1:
        raise Cut(Outcome.LOOP)
    if len(hops) > most:
        raise Cut(Outcome.TOO_MANY_REDIRECTS)
    return there


def _as_meant(target: str) -> str:
    """A redirect's target as browsers take it: what is no UTF-8 is asked for byte by byte, and a backslash is a slash."""
    # The header is bytes read as Latin-1; sites put raw UTF-8 and GBK into it.
    told = target.strip().encode("latin-1", "replace")
    try:
        text = told.decode("utf-8")
    except UnicodeDecodeError:
        text = quote(told, safe=_PRINTED)
    path, mark, query = text.partition("?")
    return path.replace("\\", "/") + mark + query


def _retry_after(text: str) -> float:
    try:
        seconds: float = Retry().parse_retry_after(text) if text else 0.0
        return min(seconds, _LONGEST_REST_SECONDS) if seconds > 0 else 0.0
    except Exception as fault:  # noqa: BLE001  # urllib3 raises several kinds for what a hostile header may hold
        log.debug("retry-after unreadable=%s", type(fault).__name__)
        return 0.0
