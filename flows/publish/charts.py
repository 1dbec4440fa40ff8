"""Geometry of the summary's charts: plain numbers that the templates draw as SVG, each with its table behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from checks.model import Status
from flows.night import AgencyNight, Night, PastNight
from flows.publish.regions import Regions
from flows.publish.standing import is_due, is_late, is_published, published_on
from flows.publish.tally import NightTally, Tally
from flows.publish.words import STATUS, Words, kind_words

_MAP_REGIONS = 40
_TREND_NIGHTS = 30


@dataclass(frozen=True, slots=True)
class Share:
    """One part of a stacked bar: `start` and `width` in percent of the bar."""

    status: Status
    count: int
    start: float
    width: float


def status_shares(whole: Tally) -> list[Share]:
    """The due agencies by standing, as parts of one bar."""
    return list(_shares(whole.status, whole.due))


def _shares(counts: Mapping[Status, int], due: int) -> Iterator[Share]:
    start = 0.0
    for status in STATUS:
        if status is Status.NOT_DUE or not counts[status]:
            continue
        width = 100 * counts[status] / due
        yield Share(status, counts[status], round(start, 3), round(width, 3))
        start += width


@dataclass(frozen=True, slots=True)
class DayBar:
    """The reports published in one slot of the calendar; heights are in percent of the tallest bar.

    `query` is the slot as the list's filter by day writes it.
    """

    label: Words
    query: str
    on_time: int
    late: int
    on_time_height: float
    late_height: float
    tick: str


class Days:
    """When the reports of a year came out, to which agencies are added one by one."""

    def __init__(self, year: int) -> None:
        self._year = year
        self._on_time: Counter[int] = Counter()
        self._late: Counter[int] = Counter()

    def add(self, result: AgencyNight) -> None:
        """Count one agency's report."""
        published = published_on(result)
        if published and is_due(result) and is_published(result):
            slot = _slot(published.year, published.month, published.day, self._year + 1)
            (self._late if is_late(result) else self._on_time)[slot] += 1

    def bars(self) -> list[DayBar]:
        """Reports a day through January of the year after, then by month; empty where no report has a date."""
        return _day_bars(self._on_time, self._late, self._year)


def _day_bars(on_time: Counter[int], late: Counter[int], year: int) -> list[DayBar]:
    tallest = max(((on_time + late)[slot] for slot in range(36)), default=0)
    if not tallest:
        return []
    return [
        DayBar(
            _SLOT_WORDS[slot],
            _slot_query(slot, year + 1),
            on_time[slot],
            late[slot],
            round(100 * on_time[slot] / tallest, 2),
            round(100 * late[slot] / tallest, 2),
            _TICKS.get(slot, ""),
        )
        for slot in range(36)
    ]


def _slot(year: int, month: int, day: int, wanted: int) -> int:
    """0 before January, 1 to 31 its days, 32 February, 33 March, 34 April, 35 later."""
    if year < wanted:
        return 0
    if year > wanted:
        return 35
    return day if month == 1 else min(month + 30, 35)


def _slot_query(slot: int, year: int) -> str:
    if slot == 0:
        return f"..{year - 1}-12-31"
    if slot == 35:
        return f"{year}-05-01.."
    return f"{year}-01-{slot:02}" if slot <= 31 else f"{year}-{slot - 30:02}"


_SLOT_WORDS = [
    Words("1月前", "before Jan"),
    *(Words(f"1月{day}日", f"{day} Jan") for day in range(1, 32)),
    Words("2月", "Feb"),
    Words("3月", "Mar"),
    Words("4月", "Apr"),
    Words("5月及以后", "May and later"),
]
_TICKS = {1: "1", 5: "5", 10: "10", 15: "15", 20: "20", 25: "25", 31: "31"}


@dataclass(frozen=True, slots=True)
class NightBar:
    """One night of the trend: shares of those due by standing, `start` and `width` in percent of the bar.

    `page` is that night's own summary as seen from this one's folder, empty where it is no longer there.
    """

    label: Words
    due: int
    counts: Mapping[Status, int]
    shares: tuple[Share, ...]
    page: str = ""

    @property
    def figures(self) -> list[tuple[int, str]]:
        """The night's numbers, those due first, each with the filter that lists what it counts."""
        standing = [status for status in STATUS if status is not Status.NOT_DUE]
        return [(self.due, "pub=owed"), *((self.counts[status], f"status={status.value}") for status in standing)]


def night_bars(night: Night, tonight: Mapping[str, int], runs: Path | None = None) -> list[NightBar]:
    """The nights before and this one, oldest first; empty where there was none before. A day's last run stands for the day.

    `tonight` are this one's agencies by status; `runs` is the folder that holds the runs, each in its year's folder.
    """
    this = PastNight(night.run_id, night.year, night.as_of, tonight)
    before = [past for past in night.history if (past.year, past.as_of) != (this.year, this.as_of)]
    return [_night_bar(past, night.year, runs) for past in [*before[-_TREND_NIGHTS:], this]] if before else []


def _night_bar(past: PastNight, year: int, runs: Path | None) -> NightBar:
    counts = {status: past.counts.get(status.value, 0) for status in STATUS}
    due = sum(counts.values()) - counts[Status.NOT_DUE]
    day, own = past.as_of.isoformat(), f"{past.year}/{past.run_id}/index.html"
    label = Words(day, day) if past.year == year else Words(f"{past.year}年度（{day}）", f"{past.year} ({day})")
    page = f"../../{own}" if runs and (runs / own).is_file() else ""
    return NightBar(label, due, counts, tuple(_shares(counts, due)), page)


@dataclass(frozen=True, slots=True)
class MapRow:
    """One region of the completeness map; `cells` follow the map's kinds, None where the region has no such agency."""

    region: str
    name: str
    whole: Tally
    cells: tuple[Tally | None, ...]

    @property
    def height(self) -> int:
        """How many rows the region takes in the table: its kinds, and the sum over them."""
        return 1 + sum(cell is not None for cell in self.cells)


@dataclass(frozen=True, slots=True)
class CompletenessMap:
    """Regions × kinds, the least complete regions first; `left_out` regions are in the table only."""

    kinds: tuple[tuple[str, Words], ...]
    rows: tuple[MapRow, ...]
    drawn: int

    @property
    def left_out(self) -> int:
        """How many regions the drawing leaves to the table."""
        return len(self.rows) - self.drawn


def completeness_map(tally: NightTally, regions: Regions) -> CompletenessMap:
    """The share published of those of whom that is known, by region and kind."""
    kinds = sorted(tally.by_kind, key=lambda kind: -tally.by_kind[kind].agencies)
    rows = [
        MapRow(region, regions.names[region], whole, tuple(tally.by_place.get((region, kind)) for kind in kinds))
        for region, whole in tally.by_region.items()
    ]
    rows.sort(key=lambda row: (*_completeness(row.whole), row.name))
    return CompletenessMap(tuple((kind, kind_words(kind)) for kind in kinds), tuple(rows), min(len(rows), _MAP_REGIONS))


def _completeness(whole: Tally) -> tuple[float, int]:
    share = whole.published_share
    return (1.0 if share is None else share), -whole.unknown


def fill_step(share: float | None) -> int:
    """How dark a square of the map is drawn: 0 (nothing due, or nothing known) to 5 (all published)."""
    if share is None:
        return 0
    return next(step for step, least in ((5, 1.0), (4, 0.9), (3, 0.7), (2, 0.4), (1, 0.0)) if share >= least)
