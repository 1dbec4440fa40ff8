"""Since when a report is public, and how good that is as a proof of lateness.

A page's date, its address, and the day we first saw it are different facts; nobody is late by a date that only a re-import gave.
Whether that day was in time is `checks.publication`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from checks.model import Filing, Publication
from checks.report import Report


@dataclass(frozen=True, slots=True)
class Timing:
    """What is known of the day of publication.

    `day` is the earliest day that speaks for being public; `source` is `page` (the page says so), `seen` (our own archive held
    the list without it after the deadline), `backdated` (the page says a day in time, our archive held the list without it
    after the deadline) or `unsure` (we only began to look late). `said` are the page's words for
    that day, None where it does not say it in its text.
    """

    day: date
    source: str
    said: str | None = None


def public_since(filing: Filing, deadline: date | None) -> Timing | None:
    """The earliest day that speaks for the report being public, and how good that is as proof of lateness.

    Of a report handed in, that no crawl has seen, only a page's own day of publication speaks: a draft has a day of signing.
    """
    if deadline is None or filing.report is None or (filing.publication is None and not _says_when(filing.report)):
        return None
    publication = filing.publication or Publication("handed in")
    year_end = date(filing.year, 12, 31)
    stated = publication.page_date or filing.report.published
    if stated and publication.first_seen and stated > publication.first_seen:
        # A day later than the one on which it was held already is a slip of the pen.
        stated = None
    # The report was public before its site was moved: a move in time is as good as any day, a later one says nothing.
    moved_on = publication.moved_on if publication.moved_on and publication.moved_on > deadline else None
    stated, named = (None if day == moved_on else day for day in (stated, publication.url_date))
    days = [day for day in (stated, named, publication.first_seen) if day and day > year_end]
    if not days:
        return None
    earliest = min(days)
    said = _words_for(earliest, filing.report)
    if earliest <= deadline:
        seen = _seen_after(filing, deadline)
        return Timing(seen, "backdated", said) if seen else Timing(earliest, "page", said)
    absent = publication.last_absent
    # Absent after the day on which it was held already: a clock was wrong on one of them, and neither proves anything.
    if absent and deadline < absent <= (publication.first_seen or absent):
        return Timing(earliest, "seen", said)
    return Timing(earliest, "page" if stated and stated > year_end else "unsure", said)


def _seen_after(filing: Filing, deadline: date) -> date | None:
    """The day on which the report first stood where its list had been read without it after the deadline."""
    publication = filing.publication
    if publication is None or publication.first_seen is None or publication.last_absent is None:
        return None
    return publication.first_seen if deadline < publication.last_absent < publication.first_seen else None


def _says_when(report: Report) -> bool:
    origin = report.origins.get("published")
    return origin is not None and origin.place != "signature"


def _words_for(day: date, report: Report) -> str | None:
    origin = report.origins.get("published")
    return (origin.said or None) if origin and report.published == day else None
