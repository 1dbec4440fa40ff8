"""Leaving a report alone for a night: its list, unchanged, still shows it, and the agency is in good standing.

Only where the settings say so (`recheck_nights`): a correction made in place is then seen some nights late. Whoever has
an open finding or letter is asked every night, and nobody is left alone for longer than the settings say.
"""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from checks.model import Agency, Publication
from flows.crawl.dialects import Request
from flows.crawl.found import Found
from flows.crawl.hosts import Hosts
from flows.crawl.outcomes import Outcome
from flows.crawl.revisit import LEFT_ALONE, is_registered, without_revisit
from flows.crawl.search.reader import Reader
from flows.crawl.snapshot import Snapshot
from flows.crawl.trail import lists_in, plain_url


class Standings(Protocol):
    """The reports of agencies in good standing; thread safe."""

    def held(self, agency_id: str, year: int) -> Snapshot | None:
        """An agency's report as it was fetched last, None where it must be asked for."""


@dataclass(frozen=True, slots=True)
class Before:
    """What was found of an agency before: where, and its report as fetched last, on a day."""

    found: Publication
    held: Snapshot
    day: date


class MemoryStandings:
    """Standings for one process: what tests and measurements use."""

    def __init__(self, found: Mapping[str, Found]) -> None:
        self._held = {agency_id: one.snapshot.let_go() for agency_id, one in found.items() if one.snapshot}

    def held(self, agency_id: str, year: int) -> Snapshot | None:
        """An agency's report as found before; the year is that of the finds given."""
        return self._held.get(agency_id)


def is_due(agency_id: str, as_of: date, fetched: date, every_nights: int) -> bool:
    """Whether a report last fetched on a day is to be asked for tonight; agencies' turns are spread over the nights."""
    is_turn = (as_of.toordinal() + zlib.crc32(agency_id.encode())) % every_nights == 0
    return is_turn or not 0 <= (as_of - fetched).days < every_nights


def stands(reader: Reader, agency: Agency, year: int, hosts: Hosts, before: Before) -> Found | None:
    """The report as it was fetched last, where the list that led to it is unchanged and shows it; None where not."""
    last = before.found
    column = next(reversed(lists_in(last.trail)), None)
    if not last.url or not column or not hosts.allow(column) or not is_registered(agency, year, last):
        return None
    listed = reader.list_page(Request(column), hosts, is_column=True)
    if listed.fetched.outcome is not Outcome.UNCHANGED or listed.listing is None:
        return None
    if last.url not in {entry.url for entry in listed.listing.entries}:
        return None
    detail = f"{LEFT_ALONE}栏目未变，仍列有该报告，沿用 {before.day.isoformat()} 取得的内容。"
    trail = (f"{detail}{plain_url(column)}", *without_revisit(last.trail))
    publication = replace(last, outcome=Outcome.STANDS.value, trail=trail, first_seen=None, proven_absent=False)
    return Found(publication, before.held, detail)
