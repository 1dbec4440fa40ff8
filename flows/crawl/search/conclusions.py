"""What a search hands on: a report found, or the reasons why none was."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from checks.model import Publication
from flows.crawl.found import Found
from flows.crawl.outcomes import Outcome
from flows.crawl.pages.dates import url_date
from flows.crawl.search.candidates import Candidate, Wanted, years_of_reports
from flows.crawl.search.copies import Copy
from flows.crawl.search.openings import Hit
from flows.crawl.search.proof import Proof
from flows.crawl.search.walk import ColumnReading
from flows.crawl.trail import Trail, plain_url

_MOST_RUNNERS_UP = 5


def conclude_found(
    hit: Hit,
    candidate: Candidate | None,
    column: str,
    others: Sequence[Candidate],
    copies: tuple[Copy, ...],
    trail: Trail,
    dead_links: Sequence[str],
    year: int,
) -> Found:
    """The report with everything that was learnt on the way; the trail ends with the choice and its alternatives."""
    trail.say(f"采信：{hit.why}")
    for other in others[:_MOST_RUNNERS_UP]:
        trail.say(f"备选 {other.sentence}")
    for copy in copies:
        trail.say(f"另有同一报告的版本 {plain_url(copy.snapshot.final_url)}")
    days = (hit.day, candidate.entry.day if candidate else None, *(copy.day for copy in copies))
    versions = tuple(copy.snapshot for copy in copies)
    publication = Publication(
        outcome=hit.outcome.value,
        url=hit.snapshot.final_url,
        page_date=_earliest([day for day in days if day], year),
        url_date=url_date(hit.page.final_url),
        trail=trail.sentences,
        column=column or None,
        versions=tuple(version.final_url for version in versions),
        dead_links=tuple(dict.fromkeys(dead_links)),
    )
    return Found(publication, hit.snapshot, hit.why, hit.page if hit.page is not hit.snapshot else None, versions)


def _earliest(days: Sequence[date], year: int) -> date | None:
    """The earliest day that list, page and copies give, if there is one after the report's year; else the first given.

    Neither a page that was touched again nor a corrected version makes late what the list says was public in time.
    """
    return min((day for day in days if day.year > year), default=next(iter(days), None))


def conclude_not_found(proof: Proof, trail: Trail, dead_links: Sequence[str]) -> Found:
    """Absence where it is proven, else the outcome that stood in the way."""
    outcome, detail = proof.conclusion()
    trail.say(f"结论：{outcome.meaning.zh}")
    publication = Publication(
        outcome=outcome.value,
        proven_absent=outcome is Outcome.NOT_PUBLISHED,
        trail=trail.sentences,
        dead_links=tuple(dict.fromkeys(dead_links)),
    )
    return Found(publication, None, detail)


def with_years(found: Found, reading: ColumnReading, wanted: Wanted) -> Found:
    """The find with the years of the list it stood in, where all of that list was seen on the way."""
    if not reading.is_whole:
        return found
    listed = years_of_reports(reading.entries, wanted)
    return replace(found, publication=replace(found.publication, years_listed=listed))
