"""Coming back: where a report stood last night it is asked for first, and only if it has changed is it searched for anew.

An unchanged report then costs its site one conditional request instead of home page, columns and list. Every so many
nights the whole search is done all the same, so that a second version or a better place is not missed for long.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from typing import Protocol

from checks.model import Agency, Publication
from flows.crawl.found import Found
from flows.crawl.hosts import Hosts
from flows.crawl.outcomes import Outcome
from flows.crawl.search.parts import in_parts
from flows.crawl.search.reader import Reader
from flows.crawl.trail import plain_url

_AGAIN = "上次的报告仍在原处，内容未变："
LEFT_ALONE = "今夜没有询问报告本身："


class LastFinds(Protocol):
    """What the last good night found; thread safe."""

    def last(self, agency_id: str, year: int) -> Publication | None:
        """An agency's publication of a year as last found, None where none was."""


class MemoryFinds:
    """Last finds for one process: what tests and measurements use."""

    def __init__(self, found: Mapping[str, Found]) -> None:
        self._found = dict(found)

    def last(self, agency_id: str, year: int) -> Publication | None:
        """An agency's publication as found before; the year is that of the finds given."""
        found = self._found.get(agency_id)
        return found.publication if found and found.snapshot else None


def revisit(reader: Reader, agency: Agency, year: int, hosts: Hosts, last: Publication) -> Found | None:
    """The report where it stood, if it is unchanged; None where it must be searched for.

    Nothing is taken over that the registry no longer leads to: the old trail must begin at a registered address.
    """
    if not last.url or not hosts.allow(last.url) or not is_registered(agency, year, last):
        return None
    opened = reader.open(last.url, hosts)
    snapshot = opened.fetched.snapshot
    if opened.fetched.outcome is not Outcome.UNCHANGED or snapshot is None:
        if opened.fetched.is_good:
            reader.set_aside(last.url, opened)
        return None
    if opened.page and opened.page.is_html:
        snapshot, failed = in_parts(reader, opened.page, hosts, agency, year)
        if failed:
            return None
    trail = (f"{_AGAIN}{plain_url(last.url)}", *without_revisit(last.trail))
    publication = replace(last, outcome=Outcome.UNCHANGED.value, trail=trail, first_seen=None, proven_absent=False)
    return Found(publication, snapshot, Outcome.UNCHANGED.meaning.zh)


def without_revisit(trail: Iterable[str]) -> tuple[str, ...]:
    """The trail of the search that found the report, whether or not it was found again by its address since."""
    return tuple(sentence for sentence in trail if not sentence.startswith((_AGAIN, LEFT_ALONE)))


def is_search_night(host: str, as_of: date, every_nights: int) -> bool:
    """Whether the whole search is due again for the agencies of a host, which read its lists together on that night.

    The hosts' turns are spread evenly over the nights.
    """
    return (as_of.toordinal() + zlib.crc32(host.encode())) % every_nights == 0


def names_sought(agency: Agency) -> tuple[str, ...]:
    """The names by which an agency's report is told from those of others."""
    return (agency.name, *agency.aliases)


def is_registered(agency: Agency, year: int, last: Publication) -> bool:
    """Whether the registry still leads to what was found: it names the agency as it did, and the old trail begins at a
    registered address. An id that was given to another body, in whose list the old report stands, leads to that one's own.
    """
    if last.sought not in ((), names_sought(agency)):
        return False
    most_precise = agency.report_url or agency.report_list_url or agency.site_url or ""
    address = plain_url(most_precise.replace("{year}", str(year)))
    return any(address in sentence for sentence in last.trail[:3])
