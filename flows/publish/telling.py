"""What tells of all agencies of a night beside their own pages and the workbook: it takes them one by one, and keeps none."""

from __future__ import annotations

from collections.abc import Callable
from typing import BinaryIO, Protocol

from flows.night import AgencyNight
from flows.publish.charts import Days
from flows.publish.circular import Circular
from flows.publish.desk import Desk
from flows.publish.listing import AgencyList, FindingList
from flows.publish.records import Records, RunCounts
from flows.publish.sites import Sites


class _Taker(Protocol):
    def add(self, result: AgencyNight) -> None: ...


class Telling:
    """Lists, records and counts of a night; `waiting_room` opens a file for what waits until all agencies are there."""

    def __init__(self, desk: Desk, waiting_room: Callable[[], BinaryIO]) -> None:
        self.agencies = AgencyList(desk, waiting_room())
        self.findings = FindingList(desk, waiting_room(), waiting_room())
        self.records, self.counts = Records(waiting_room()), RunCounts()
        self.sites, self.days, self.circular = Sites(), Days(desk.night.year), Circular(desk)
        lists: tuple[_Taker, ...] = (self.agencies, self.findings, self.records, self.circular)
        counts: tuple[_Taker, ...] = (desk.tally, self.counts, self.sites, self.days)
        self._takers = (*lists, *counts)

    def add(self, result: AgencyNight) -> None:
        """Tell of one agency; they come in the order of the night."""
        for taker in self._takers:
            taker.add(result)
