"""How much a night brought in against the nights before it: a hollow night looks like progress in every other count."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from checks.model import Status
from flows.night import Night
from flows.publish.words import STATUS, Words

NIGHTS = 7
# Reports are added through January and seldom taken away: a tenth less than usual is a fault of ours until shown otherwise.
_LEAST_SHARE = 0.9
_READ = (Status.COMPLIANT, Status.ATTENTION, Status.NONCOMPLIANT)


@dataclass(frozen=True, slots=True)
class Volume:
    """One count tonight and on the nights of this report year before it, oldest first. `query` lists tonight's."""

    what: Words
    tonight: int
    before: Sequence[int]
    query: str

    @property
    def usual(self) -> float | None:
        """The median of the nights before, None where there was none."""
        return median(self.before) if self.before else None


def volumes(night: Night, tonight: Mapping[str, int]) -> list[Volume]:
    """Reports read whole, and agencies missing and not assessable, tonight and on the last nights of the report year.

    `tonight` are its agencies by status.
    """
    past = [one.counts for one in night.history if one.year == night.year][-NIGHTS:]
    parts = (
        (Words("读到并核查的报告", "reports read and checked"), _READ),
        (STATUS[Status.MISSING], (Status.MISSING,)),
        (STATUS[Status.NOT_ASSESSABLE], (Status.NOT_ASSESSABLE,)),
    )
    return [
        Volume(
            what,
            _sum(tonight, statuses),
            tuple(_sum(counts, statuses) for counts in past),
            "status=" + ",".join(status.value for status in statuses),
        )
        for what, statuses in parts
    ]


def is_hollow(night: Night, tonight: Mapping[str, int]) -> bool:
    """Whether clearly fewer reports were read than on the nights before."""
    read = volumes(night, tonight)[0]
    return read.usual is not None and read.tonight < _LEAST_SHARE * read.usual


def _sum(counts: Mapping[str, int], statuses: Sequence[Status]) -> int:
    return sum(counts.get(status.value, 0) for status in statuses)
