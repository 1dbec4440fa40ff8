"""Telling our own trouble from the sites': an outage at our end, a night that shrank, a report that is gone for good.

Pure functions over outcomes; what is done about them is the flow's affair.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from flows.crawl.outcomes import Outcome

# What a broken line at our end looks like from here.
OUR_LINE = frozenset(
    {
        Outcome.DNS,
        Outcome.DNS_TEMPORARY,
        Outcome.UNREACHABLE,
        Outcome.TIMEOUT_CONNECT,
        Outcome.REFUSED,
        Outcome.RESET,
        Outcome.SUSPENDED_HOST,
    }
)
# Nobody answered for the agency, whoever's fault that is.
UNREACHED = OUR_LINE | {
    Outcome.OUTAGE,
    Outcome.INTERNAL,
    Outcome.TIMEOUT_READ,
    Outcome.TIMEOUT_TOTAL,
    Outcome.QUIET_HOURS,
    Outcome.SERVER_ERROR,
    Outcome.ROBOTS_UNREADABLE,
    Outcome.NOT_ASKED,
}
# What the search comes to where a report that was there no longer is.
GONE = frozenset(
    {
        Outcome.NOT_FOUND,
        Outcome.GONE,
        Outcome.SOFT_NOT_FOUND,
        Outcome.MOVED_HOME,
        Outcome.NOT_PUBLISHED,
        Outcome.OUT_OF_PLACE,
        Outcome.REMOVED,
    }
)
_THERE = frozenset({Outcome.FOUND, Outcome.UNCHANGED, Outcome.STANDS})
_FEWEST_HOSTS = 10
_SHARE_OF_HOSTS = 0.6
_FEWEST_AGENCIES = 10
_SEVERAL = 2


def is_outage(outcomes: Iterable[tuple[str, Outcome]], usual_share: float = 0.0) -> bool:
    """Whether so many hosts failed at once that it is us, from (host, outcome) of each agency asked.

    A host counts as failing when none of its agencies got through. `usual_share` (0 to 1) is the share of hosts that
    fails on a good night; an outage is at least 60 % of ten or more hosts and three times that.
    """
    by_host: dict[str, list[Outcome]] = defaultdict(list)
    for host, outcome in outcomes:
        by_host[host].append(outcome)
    if len(by_host) < _FEWEST_HOSTS:
        return False
    failing = sum(all(one in OUR_LINE for one in of_host) for of_host in by_host.values())
    return failing / len(by_host) >= max(_SHARE_OF_HOSTS, min(3 * usual_share, 1.0))


@dataclass(frozen=True, slots=True)
class Volume:
    """How much a night brought in: agencies whose site answered, reports found, bytes of those reports.

    The bytes are those of the content held, so that a night of unchanged pages weighs as much as the first.
    """

    reached: int
    found: int
    content_bytes: int


_MEASURES: Mapping[str, tuple[str, float]] = {
    "reached": ("有答复的机关", 0.7),
    "found": ("找到的报告", 0.8),
    "content_bytes": ("报告的字节", 0.6),
}


def shortfalls(tonight: Volume, good_nights: Sequence[Volume]) -> list[str]:
    """What is missing from a night against the median of the last good ones, a Chinese sentence each; empty if sound.

    Of fewer than ten agencies one that is down is no sign of anything; that none of several answers, or has its report, is.
    """
    usual = {name: _median([getattr(night, name) for night in good_nights]) for name in _MEASURES}
    is_bare = any(
        not value and usual[name] >= _SEVERAL
        for name, value in (("reached", tonight.reached), ("found", tonight.found))
    )
    if usual["reached"] < _FEWEST_AGENCIES and not is_bare:
        return []
    told = []
    for name, (label, least) in _MEASURES.items():
        median, value = usual[name], getattr(tonight, name)
        if value < median * least:
            told.append(f"{label}只有 {value}，最近正常的夜间为 {median}，低于其 {least:.0%}。")
    return told


def _median(values: Sequence[int]) -> int:
    return sorted(values)[len(values) // 2] if values else 0


def is_removed(nights: Sequence[Outcome], after: int) -> bool:
    """Whether a report once held counts as removed: gone on each of the last `after` nights, the newest last.

    Nights on which the site could not be asked break no row and add nothing to it.
    """
    telling = [outcome for outcome in nights if outcome in GONE or outcome in _THERE]
    last = telling[-after:]
    return len(last) == after and all(outcome in GONE for outcome in last)
