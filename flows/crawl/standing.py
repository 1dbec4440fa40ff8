"""Leaving a report alone for a night: its list, unchanged, still shows it, and nothing about it is open.

Who is asked every night all the same: in the season of publication everybody; later whoever has an open finding or
letter, whose report is new or changed within `settled_after_nights`, and whoever an inspector asks for.
Nobody is left alone for longer than the settings say (`recheck_nights`): a correction in place is seen that late.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from checks.model import Agency, Publication
from flows.crawl.dialects import Request
from flows.crawl.found import Found
from flows.crawl.hosts import Hosts
from flows.crawl.outcomes import Outcome
from flows.crawl.revisit import LEFT_ALONE, is_registered, is_search_night, without_revisit
from flows.crawl.search.parts import HAS_PARTS
from flows.crawl.search.reader import Reader
from flows.crawl.snapshot import Snapshot
from flows.crawl.trail import lists_in, plain_url

# The month in which governments' reports are due.
_SEASON_ENDS = 3


class Standings(Protocol):
    """The reports of agencies about which nothing is open, and which have stood unchanged for some nights; thread safe."""

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


def is_season(as_of: date, year: int) -> bool:
    """Whether the reports of a year are being published and mended: the first three months of the year after.

    Source: 政府信息公开条例 articles 49 and 50: by 31 January, governments by 31 March.
    """
    return as_of.year == year + 1 and as_of.month <= _SEASON_ENDS


def is_due(host: str, as_of: date, fetched: date, every_nights: int) -> bool:
    """Whether a report last fetched on a day is to be asked for tonight.

    The turns of hosts are spread over the nights as those of searches are, and fall on them where both come as often.
    """
    return is_search_night(host, as_of, every_nights) or not 0 <= (as_of - fetched).days < every_nights


def stands(reader: Reader, agency: Agency, year: int, hosts: Hosts, before: Before) -> Found | None:
    """The report as it was fetched last, where the list that led to it is unchanged and shows it; None where not."""
    last = before.found
    column = next(reversed(lists_in(last.trail)), None)
    if not last.url or not column or not hosts.allow(column) or not is_registered(agency, year, last):
        return None
    if any(HAS_PARTS in sentence for sentence in last.trail):
        # What was fetched beside the page is known only by asking the page for it again.
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
