"""What a column says of presence and absence once it has been read as far as it goes; told to the proof and the trail."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from flows.crawl.dialects import Entry
from flows.crawl.outcomes import Outcome
from flows.crawl.search.candidates import Wanted, rejected, unlinked_report
from flows.crawl.search.owners import has_year, is_of_another, is_own_list, never_named, possible_successor
from flows.crawl.search.proof import Proof
from flows.crawl.search.walk import ColumnReading
from flows.crawl.trail import Trail, plain, plain_url

_YEARS = re.compile(
    r"\s*(?P<first>20\d\d)\s*年?度?\s*(?P<on>[—–~～至到-]+\s*(?:(?P<last>20\d\d)\s*年?度?|今|现在)?|及?以[来后])?\s*(?:年报|年度报告)?\s*"
)
_NO_END = 2999


class Reckoning:
    """Draws the sum of one search's columns."""

    def __init__(self, wanted: Wanted, proof: Proof, trail: Trail) -> None:
        self._wanted = wanted
        self._proof = proof
        self._trail = trail

    def problem(self, outcome: Outcome, detail: str, spoils: bool = True, promised: bool = False) -> None:
        """Notes what went wrong; see `Proof.problem`."""
        self._proof.problem(outcome, detail, spoils, promised)
        self._trail.say(detail if outcome.meaning.zh in detail else f"{outcome.meaning.zh}{detail}")

    def close(self, reading: ColumnReading, leads_on: bool) -> None:
        """Says what a column proves; `leads_on`: columns below it are still to be read."""
        self._turn_down(reading.entries)
        label = f"“{plain(reading.column.label, 30)}”"
        if reading.missed:
            # Why has been said already, and it spoils the proof.
            return
        if not reading.column.proves:
            self._trail.say(f"{label}没有结果")
        elif not reading.is_readable:
            self._unreadable(reading, leads_on)
        elif problem := self._obstacle(reading):
            outcome, why, promised = problem
            self.problem(outcome, label + why, promised=promised)
        else:
            if not is_of_another(reading.entries, self._wanted):
                is_own = reading.column.is_own or is_own_list(reading.entries, reading.about, self._wanted)
                self._proof.list_read(is_own)
            self._trail.say(f"{label}共 {reading.pages} 页 {len(reading.entries)} 条，已读到末尾")

    def _obstacle(self, reading: ColumnReading) -> tuple[Outcome, str, bool] | None:
        """What keeps a readable column from proving absence, why, and whether it promises the report."""
        if reading.shortfall:
            return Outcome.UNFINISHED_LIST, reading.shortfall, False
        if named := unlinked_report(reading.unlinked, self._wanted):
            return Outcome.UNFINISHED_LIST, f"提到《{plain(named)}》，但没有能打开的链接", True
        if self._is_a_choice(reading):
            return Outcome.UNFINISHED_LIST, f"有“{self._wanted.year}年”的选项，只能由脚本打开", False
        if reading.moved and not has_year(reading.entries, self._wanted.year):
            return Outcome.SITE_CLOSED, f"写明“{plain(reading.moved, 60)}”", False
        if successor := possible_successor(reading.entries, self._wanted):
            return (
                Outcome.NOT_LISTED,
                f"里没有该机关本年度的报告，而有“{plain(successor, 30)}”的，可能是该机关的另一名称",
                False,
            )
        if never_named(reading.entries, self._wanted):
            return Outcome.NOT_LISTED, "每年都列出其他机关的报告，从未列出该机关的", False
        return None

    def _is_a_choice(self, reading: ColumnReading) -> bool:
        """Whether the wanted year is something to choose that leads nowhere without a script."""
        is_shown = has_year(reading.entries, self._wanted.year)
        return not is_shown and any(self._wanted.year in _years_of(text) for text in reading.choices)

    def _unreadable(self, reading: ColumnReading, leads_on: bool) -> None:
        """A column without a report of any year: of something else, or with its list out of sight."""
        if not leads_on:
            # The former takes nothing from what another column proves, the latter does; a folder without records, an
            # article (another year's report) and a page of the site's parts hide no list.
            is_harmless = reading.is_void or (reading.column.depth > 0 and (reading.is_article or reading.has_parts))
            spoils = not is_harmless and (reading.is_scripted or not reading.entries)
            where = f"{plain_url(reading.column.url)}（列出 {len(reading.entries)} 条）"
            self.problem(Outcome.EMPTY_LIST, where, spoils)

    def _turn_down(self, entries: Sequence[Entry]) -> None:
        """Says why entries of the year were not taken; what presupposes the report speaks against its absence."""
        turned_down = rejected(entries, self._wanted)
        for one in turned_down:
            if one.names_agency:
                self._trail.say(one.sentence)
            if one.presupposes:
                self._proof.problem(Outcome.UNFINISHED_LIST, f"{one.sentence}，说明报告另在别处", promised=True)
        if others := sum(not one.names_agency for one in turned_down):
            self._trail.say(f"另有 {others} 条是其他机关的或不是报告正文")


def _years_of(choice: str) -> Collection[int]:
    """The years that something to choose stands for: 2023年度, 2021—2024年, 2022年以来; none where it says more than years."""
    match = _YEARS.fullmatch(choice)
    if not match:
        return ()
    last = match["last"] or (_NO_END if match["on"] else match["first"])
    return range(int(match["first"]), int(last) + 1)
