"""What became of the fetching site by site: the sites that want a look first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from flows.crawl.outcomes import Outcome
from flows.night import AgencyNight
from flows.publish.standing import site_of

_AS_WANTED = frozenset({Outcome.FOUND, Outcome.UNCHANGED, Outcome.STANDS, Outcome.NOT_ASKED, Outcome.NOT_PUBLISHED})


@dataclass(slots=True)
class SiteTally:
    """One host and its agencies by outcome."""

    site: str
    outcomes: Counter[str] = field(default_factory=Counter)

    @property
    def agencies(self) -> int:
        """How many agencies have, or would have, their report there."""
        return self.outcomes.total()

    @property
    def troubled(self) -> int:
        """How many of them nothing could be said of because of the fetching."""
        return sum(count for word, count in self.outcomes.items() if word not in _AS_WANTED)


class Sites:
    """The night's sites, to which agencies are added one by one."""

    def __init__(self) -> None:
        self._tallies: dict[str, SiteTally] = {}

    def add(self, result: AgencyNight) -> None:
        """Count one agency at its site."""
        host = site_of(result)
        tally = self._tallies.get(host) or self._tallies.setdefault(host, SiteTally(host))
        tally.outcomes[result.fetch] += 1

    def by_trouble(self) -> Sequence[SiteTally]:
        """Those with the most trouble first, then by size and name."""
        return sorted(self._tallies.values(), key=_trouble)


def _trouble(tally: SiteTally) -> tuple[int, int, str]:
    return -tally.troubled, -tally.agencies, tally.site
