"""Entries opened in the hope of the report: each once, a bounded number of them, and what came of each.

Where entries come from, and in which order lists are read, is `flows.crawl.search.discover`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from heapq import heappush
from itertools import islice

from flows.crawl.dialects import Entry
from flows.crawl.found import Found
from flows.crawl.outcomes import Outcome
from flows.crawl.pages.names import Same, compare
from flows.crawl.pages.titles import read_title
from flows.crawl.search.candidates import Candidate, Wanted
from flows.crawl.search.columns import Column
from flows.crawl.search.conclusions import conclude_found, is_promised
from flows.crawl.search.copies import copies_of
from flows.crawl.search.openings import Hit, Opening, Sought, open_entry
from flows.crawl.search.owners import are_anothers
from flows.crawl.search.proof import HARMLESS
from flows.crawl.search.reader import Reader
from flows.crawl.search.reckoning import Reckoning
from flows.crawl.trail import Trail

_MOST_TRIES = 8
# Three without a name are the reports of several agencies.
_MOST_FORMS = 2
_MOST_VERSIONS = 2


class Attempts:
    """One search's attempts; an entry that turns out to be a list joins the columns `waiting` to be read.

    `tried` are the addresses opened, `elsewhere` those from lists that are not known to be the agency's, `listed` all
    entries met, `dead_links` what led nowhere.
    """

    def __init__(
        self, reader: Reader, wanted: Wanted, sought: Sought, reckoning: Reckoning, trail: Trail, waiting: list[Column]
    ) -> None:
        self._reader, self._wanted, self._sought = reader, wanted, sought
        self._reckoning, self._trail, self._waiting = reckoning, trail, waiting
        self._tries_left = _MOST_TRIES
        self._has_failed = False
        self.tried: set[str] = set()
        self.elsewhere: set[str] = set()
        self.listed: list[Entry] = []
        self.dead_links: list[str] = []

    def first_of(
        self, candidates: Sequence[Candidate], label: str, must_name: bool, ranked: Sequence[Candidate] = ()
    ) -> Found | None:
        """The first of the candidates that is the report; `ranked` are all of their list, kept as runners-up.

        Of several that name nobody the one whose page does; where none does and they are two, which may be two forms of one
        report, the first.
        """
        nameless = [one for one in candidates if one.same is Same.UNNAMED and not one.is_doubtful]
        put_off: list[Candidate] = []
        for candidate in candidates:
            if candidate.entry.url in self.tried or self._is_left(candidate):
                continue
            self._tries_left -= 1
            self._trail.say(f"选中 {candidate.sentence}")
            is_common = must_name or candidate.entry.url in self.elsewhere
            is_one_of_several = len(nameless) > 1 and candidate in nameless
            unnamed = (is_common or is_one_of_several) and candidate.same is Same.UNNAMED
            opening = self.open(candidate.entry, unnamed or candidate.same is Same.NEAR, candidate.is_doubtful)
            if opening.hit:
                hit, chosen = self._in_words(opening.hit, candidate, candidates)
                return self.found(hit, chosen, label, [one for one in ranked or candidates if one is not chosen])
            if opening.of_another and is_one_of_several and len(nameless) == _MOST_FORMS and not is_common:
                put_off.append(candidate)
                self._trail.say(f"暂不采信：{opening.why}")
            else:
                self._miss(candidate, opening, is_common)
        return self._after_all(put_off, label, ranked or candidates)

    def _is_left(self, candidate: Candidate) -> bool:
        """Whether a candidate is left unopened: a draft of what could not be had, or one too many."""
        is_lesser = candidate.is_lesser and self._has_failed
        if not is_lesser and self._tries_left > 0:
            return False
        self.tried.add(candidate.entry.url)
        if not is_lesser:
            self._reckoning.problem(Outcome.UNFINISHED_LIST, f"候选过多，未打开 {candidate.sentence}")
        return True

    def _after_all(self, put_off: Sequence[Candidate], label: str, ranked: Sequence[Candidate]) -> Found | None:
        """The first of what was put off for want of a name, where nothing else was the report and its text is nobody else's."""
        for candidate in put_off:
            opening = self.open(candidate.entry, must_name=False)
            if opening.hit:
                return self.found(opening.hit, candidate, label, [one for one in ranked if one is not candidate])
            self._miss(candidate, opening, is_common=False)
        return None

    def _in_words(self, hit: Hit, candidate: Candidate, others: Sequence[Candidate]) -> tuple[Hit, Candidate]:
        """The version of a report that has its text, where the one that was opened first only shows pictures of it."""
        versions = (one for one in others if one is not candidate and one.is_version_of(candidate))
        for other in islice(versions, _MOST_VERSIONS if hit.is_pictured else 0):
            opening = self.open(other.entry, other.same <= Same.NEAR)
            if opening.hit and not opening.hit.is_pictured:
                return opening.hit, other
        return hit, candidate

    def _miss(self, candidate: Candidate, opening: Opening, is_common: bool) -> None:
        is_away = opening.is_nameless and self._is_away(candidate.entry)
        promised = is_promised(candidate, opening, is_common, is_away, self._wanted.year)
        # What counts is there and cannot be had: no draft of it is taken in its place.
        self._has_failed = self._has_failed or (promised and not candidate.is_lesser and not opening.is_list)
        if opening.is_list:
            entry, years = candidate.entry, read_title(candidate.entry.title).years
            year = years[0] if len(years) == 1 else 0
            heappush(self._waiting, Column(0, 2, entry.url, entry.title, year=year, is_promised=promised))
            self._trail.say("该页是一个栏目，继续往下读")
            return
        self._reckoning.problem(opening.outcome, opening.why, promised or opening.outcome not in HARMLESS, promised)

    def _is_away(self, entry: Entry) -> bool:
        """Whether an entry without a name is not to be thought the agency's: its list is read after the registered one, or names
        it nowhere, or always had such entries beside the agency's own.
        """
        if self._reckoning.is_settled or are_anothers(self.listed, self._wanted):
            return True
        told = (read_title(one.title) for one in self.listed)
        is_named = any(one.kind and compare(one.agency, self._wanted.agency) > Same.UNNAMED for one in told)
        return entry.url in self.elsewhere and not is_named

    def open(self, entry: Entry, must_name: bool, by_body: bool = False) -> Opening:
        """Opens one entry, as what its text (or, `by_body`, its beginning) must show it to be."""
        self.tried.add(entry.url)
        opening = open_entry(self._reader, entry, replace(self._sought, must_name=must_name, by_body=by_body))
        self.dead_links += opening.dead_links
        return opening

    def found(
        self, hit: Hit, candidate: Candidate | None, label: str = "", runners_up: Sequence[Candidate] = ()
    ) -> Found:
        """The report with the versions of it that stand beside, and the trail that led there."""
        copies = copies_of(self._reader, hit, candidate, runners_up, self._sought)
        self.dead_links += copies.dead_links
        return conclude_found(
            hit, candidate, label, runners_up, copies.live, self._trail, self.dead_links, self.listed, self._wanted.year
        )
