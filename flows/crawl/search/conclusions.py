"""What a search hands on: a report found, or the reasons why none was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from checks.model import Publication
from flows.crawl.dialects import Entry
from flows.crawl.found import Found
from flows.crawl.outcomes import Outcome
from flows.crawl.pages.dates import url_date
from flows.crawl.pages.names import Same
from flows.crawl.pages.titles import read_title
from flows.crawl.search.candidates import Candidate, Wanted
from flows.crawl.search.copies import Copy
from flows.crawl.search.openings import Hit, Opening
from flows.crawl.search.owners import years_of_reports
from flows.crawl.search.proof import Proof
from flows.crawl.search.walk import ColumnReading
from flows.crawl.trail import Trail, plain_url

_MOST_RUNNERS_UP = 5
# One earlier report on the same day may have been late as well.
_LEAST_MOVED_YEARS = 2


def conclude_found(
    hit: Hit,
    candidate: Candidate | None,
    column: str,
    others: Sequence[Candidate],
    copies: tuple[Copy, ...],
    trail: Trail,
    dead_links: Sequence[str],
    listed: Sequence[Entry],
    year: int,
) -> Found:
    """The report with everything that was learnt on the way; the trail ends with the choice and its alternatives.

    `listed` are the entries of the lists read on the way: they tell on which days the site only moved its pages.
    """
    trail.say(f"采信：{hit.why}")
    for other in others[:_MOST_RUNNERS_UP]:
        trail.say(f"备选 {other.sentence}")
    for copy in copies:
        trail.say(f"另有同一报告的版本 {plain_url(copy.snapshot.final_url)}")
    moves = days_of_moves(listed, year)
    told = [day for day in (hit.day, candidate.entry.day if candidate else None, *(copy.day for copy in copies)) if day]
    page_date = _earliest([day for day in told if day not in moves] or told, year)
    moved_on = page_date if page_date in moves else None
    if moved_on:
        trail.say(f"日期 {moved_on} 是网站迁移的日期：栏目里多个年度的报告都标这一天，最迟该日已发布")
    versions = tuple(copy.snapshot for copy in copies)
    publication = Publication(
        outcome=hit.outcome.value,
        url=hit.snapshot.final_url,
        page_date=page_date,
        url_date=url_date(hit.page.final_url),
        trail=trail.sentences,
        column=column or None,
        versions=tuple(version.final_url for version in versions),
        dead_links=tuple(dict.fromkeys(dead_links)),
        moved_on=moved_on,
    )
    return Found(publication, hit.snapshot, hit.why, hit.page if hit.page is not hit.snapshot else None, versions)


def days_of_moves(listed: Sequence[Entry], year: int) -> frozenset[date]:
    """The days that lists give to reports of several years before `year`: a site that is moved dates its whole archive anew.

    A move takes a night or two: days that follow on each other are one.
    """
    years: dict[date, set[int]] = {}
    for entry in listed:
        title = read_title(entry.title)
        if entry.day and title.kind and title.years and title.years[0] < year:
            years.setdefault(entry.day, set()).add(title.years[0])
    runs: list[list[date]] = []
    for day in sorted(years):
        if runs and day - runs[-1][-1] <= timedelta(days=1):
            runs[-1].append(day)
        else:
            runs.append([day])
    moves = (run for run in runs if len(set().union(*(years[day] for day in run))) >= _LEAST_MOVED_YEARS)
    return frozenset(day for run in moves for day in run)


def _earliest(days: Sequence[date], year: int) -> date | None:
    """The earliest day that list, page and copies give, if there is one after the report's year; else the first given.

    Neither a page that was touched again nor a corrected version makes late what the list says was public in time.
    """
    return min((day for day in days if day.year > year), default=next(iter(days), None))


def conclude_not_found(proof: Proof, trail: Trail, dead_links: Sequence[str]) -> Found:
    """Absence where it is proven, else the outcome that stood in the way."""
    outcome, detail = proof.conclusion()
    trail.say(f"结论：{detail if outcome.meaning.zh in detail else outcome.meaning.zh + detail}")
    publication = Publication(
        outcome=outcome.value,
        proven_absent=outcome is Outcome.NOT_PUBLISHED,
        trail=trail.sentences,
        dead_links=tuple(dict.fromkeys(dead_links)),
    )
    return Found(publication, None, detail)


def is_promised(candidate: Candidate, opening: Opening, is_common: bool, is_away: bool, year: int) -> bool:
    """Whether an entry that came to nothing still promises the agency's report of the year, which speaks against absence.

    One without a name that leads to another's report does so on the agency's own list alone: copied reports keep their
    author's name. One that leads to a file without a name does so wherever such a file may be the agency's.
    `is_common`: the list is not the agency's own; `is_away`: nor are such files in it. A page that says nothing of itself
    explains nothing.
    """
    is_unlike = opening.of_another and is_common and (is_away or not opening.is_nameless)
    is_astray = is_unlike and candidate.same is Same.UNNAMED
    is_explained = candidate.is_doubtful and opening.outcome is Outcome.WRONG_REPORT and not opening.is_mute
    return (candidate.promises(year) or opening.is_mute) and not (is_astray or is_explained)


def with_years(found: Found, reading: ColumnReading, wanted: Wanted) -> Found:
    """The find with the years of the list it stood in, where all of that list was seen on the way."""
    if not reading.is_whole:
        return found
    listed = years_of_reports(reading.entries, wanted)
    return replace(found, publication=replace(found.publication, years_listed=listed))
