"""The crawl's front door: one address, one agency's report, or a whole registry with hosts in parallel."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from checks.model import Agency, Publication
from flows.crawl.evidence.archive import Archive
from flows.crawl.found import Fetched, Found
from flows.crawl.hosts import Hosts
from flows.crawl.manners.render import Renderer
from flows.crawl.manners.robots_memory import RobotsMemory
from flows.crawl.manners.session import Session, utc_now
from flows.crawl.manners.validators import Validators
from flows.crawl.outage import OUR_LINE, is_outage
from flows.crawl.outcomes import Outcome
from flows.crawl.revisit import LastFinds, is_search_night, names_sought, revisit
from flows.crawl.search.discover import Search
from flows.crawl.search.reader import Reader
from flows.crawl.standing import Before, Standings, is_due, is_season, stands
from flows.crawl.transport.guards import host_of
from flows.errors import GoujiError
from flows.settings import Settings

log = logging.getLogger(__name__)


class Crawler:
    """Finds and fetches reports; one for a whole run, used by many threads.

    With `validators`, `last_finds` and `robots` it comes back to what it knows instead of asking for all every night;
    with `standings` it leaves settled reports alone for some nights, as many as the settings say.
    """

    def __init__(
        self,
        settings: Settings,
        archive: Archive,
        validators: Validators | None = None,
        last_finds: LastFinds | None = None,
        robots: RobotsMemory | None = None,
        clock: Callable[[], datetime] = utc_now,
        standings: Standings | None = None,
    ) -> None:
        self._settings = settings
        self._standings = standings if settings.recheck_nights > 1 else None
        self._last_finds = last_finds
        self._session = Session(settings, archive, validators, clock, robots)
        self._renderer = Renderer(settings, self._session, archive) if settings.render else None
        self._reader = Reader(self._session, self._renderer)

    def fetch(self, url: str) -> Fetched:
        """Fetches one address under every guard and says what it turned out to be."""
        return self._reader.open(url).fetched

    def find_report(self, agency: Agency, year: int, as_of: date) -> Found:
        """An agency's report of a year: found, proven absent, or not to be had, with the trail of the search.

        Raises `OutputError` where the evidence cannot be written; a site's fault never raises.
        """
        hosts = Hosts.of(agency, self._settings.follow_suffix)
        if self._last_finds and not is_search_night(_host(agency), as_of, self._settings.search_every_nights):
            last = self._last_finds.last(agency.agency_id, year)
            if last and (found := self._left_alone(agency, year, as_of, hosts, last)):
                return found
            if last and (found := revisit(self._reader, agency, year, hosts, last)):
                return found
        found = Search(self._reader, agency, year, as_of, hosts, self._settings.max_pages).run()
        return replace(found, publication=replace(found.publication, sought=names_sought(agency)))

    def _left_alone(self, agency: Agency, year: int, as_of: date, hosts: Hosts, last: Publication) -> Found | None:
        if self._standings is None or is_season(as_of, year):
            return None
        held = self._standings.held(agency.agency_id, year)
        if held is None:
            return None
        fetched = held.retrieved.astimezone(ZoneInfo(self._settings.timezone)).date()
        if is_due(_host(agency), as_of, fetched, self._settings.recheck_nights):
            return None
        return stands(self._reader, agency, year, hosts, Before(last, held, fetched))

    def stop(self) -> None:
        """Asks nothing more, for good: the night was interrupted."""
        self._session.stop()

    def close(self) -> None:
        """Drops the calling thread's connections."""
        self._session.close()

    def rest(self) -> None:
        """Ends the browser, where one was started."""
        if self._renderer:
            self._renderer.close()


def crawl_all(
    agencies: Sequence[Agency],
    year: int,
    as_of: date,
    settings: Settings,
    archive: Archive,
    on_done: Callable[[Agency, Found], None] | None = None,
    validators: Validators | None = None,
    crawler: Crawler | None = None,
    let_go: bool = False,
) -> dict[str, Found]:
    """Finds every agency's report: hosts in parallel, the agencies of one host one after the other.

    `on_done` is called for each agency as it is finished, never twice at once. The result is in the order given. A
    fault of our own in one agency is logged and becomes the outcome `internal`; a `GoujiError` ends the crawl. A
    `crawler` given is used instead of a new one: what it knows of hosts, pauses and robots.txt goes on. With `let_go`
    the contents of what was found are not held: they are in the archive.
    """
    crawler = crawler or Crawler(settings, archive, validators)
    done: dict[str, Found] = {}
    reporting = threading.Lock()

    def crawl_host(group: Sequence[Agency]) -> None:
        try:
            for agency in group:
                found = _find(crawler, agency, year, as_of)
                if let_go:
                    found = found.let_go()
                with reporting:
                    done[agency.agency_id] = found
                    if on_done:
                        on_done(agency, found)
        finally:
            crawler.close()

    with ThreadPoolExecutor(settings.workers, thread_name_prefix="crawl") as pool:
        try:
            hosts = [pool.submit(crawl_host, group) for group in _by_host(agencies).values()]
            for host in hosts:
                host.result()
        except BaseException as fault:
            if not isinstance(fault, Exception):
                crawler.stop()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
        finally:
            crawler.rest()
    found = {agency.agency_id: done[agency.agency_id] for agency in agencies}
    return _excused(found, agencies)


def _excused(found: dict[str, Found], agencies: Sequence[Agency]) -> dict[str, Found]:
    """The results with our own outage called by its name, where so many hosts failed at once that it is one."""
    if not is_outage((_host(agency), found[agency.agency_id].outcome) for agency in agencies):
        return found
    log.error("crawl outage: most hosts failed at once, the fault is at this end")
    return {name: _ours(one) if one.outcome in OUR_LINE else one for name, one in found.items()}


def _ours(found: Found) -> Found:
    detail = f"{Outcome.OUTAGE.meaning.zh}（{found.detail}）"
    publication = replace(found.publication, outcome=Outcome.OUTAGE.value, proven_absent=False)
    return replace(found, publication=publication, detail=detail)


def _find(crawler: Crawler, agency: Agency, year: int, as_of: date) -> Found:
    try:
        return crawler.find_report(agency, year, as_of)
    except GoujiError:
        raise
    except Exception:
        log.exception("crawl agency_id=%s outcome=internal", agency.agency_id)
        return Found(Publication(outcome=Outcome.INTERNAL.value), None, Outcome.INTERNAL.meaning.zh)


def _by_host(agencies: Sequence[Agency]) -> Mapping[str, list[Agency]]:
    groups: dict[str, list[Agency]] = {}
    for agency in agencies:
        groups.setdefault(_host(agency), []).append(agency)
    return groups


def _host(agency: Agency) -> str:
    return host_of(agency.report_url or agency.report_list_url or agency.site_url or "") or agency.agency_id
