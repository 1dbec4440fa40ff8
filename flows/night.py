"""One night's result as plain values: what the ledger records and every publication is made from."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal, Protocol

from checks.model import Agency, Assessment, Finding, Status


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of an agency's record: on `day` a finding turned, somebody decided, a letter moved on.

    `word` is the lifecycle, decision or state of the case that it came to. `subject` is a rule's id or a letter's number;
    `count` is how many findings of the rule turned alike on that day.
    """

    day: date
    year: int
    kind: Literal["turn", "decision", "letter"]
    word: str
    subject: str = ""
    who: str = ""
    detail: str = ""
    count: int = 1


@dataclass(frozen=True, slots=True)
class Since:
    """The run and its day since which a finding has stood; `is_back` where it had been mended before."""

    day: date
    run_id: str
    is_back: bool = False


@dataclass(frozen=True, slots=True)
class Mended:
    """A finding of the report year that stands no more, and the day of the run that saw it gone."""

    finding: Finding
    day: date


@dataclass(frozen=True, slots=True)
class Origin:
    """The first record that holds the report's bytes as they are: its id, its moment (ISO) and `RUN_ID/FILE`.

    The evidence of tonight is a record that the bytes are still those.
    """

    record_id: str
    retrieved: str
    place: str


@dataclass(frozen=True, slots=True)
class AgencyNight:
    """One agency after the night: what was found, read and decided, and the findings that were fixed since.

    `fetch` is a word of `flows.crawl.outcomes`; `detail` a sentence beside it in Chinese. `record` is oldest first, the
    turns of this night among it. `since` tells by finding_id since when the findings stand, tonight's new ones included;
    `mended` are all of the report year that stand no more, those of `fixed` included; `changed` are the ids of those
    that persist and say something else than before.

    In a night over a whole registry the filing's report is an outline without words and figures; `readings` are then
    the identities of the reports that its page is made from (this year's, last year's, this year's as first held).
    """

    agency: Agency
    assessment: Assessment
    fetch: str
    detail: str = ""
    fixed: tuple[Finding, ...] = ()
    origin: Origin | None = None
    record: tuple[Entry, ...] = ()
    since: Mapping[str, Since] = field(default_factory=dict)
    mended: tuple[Mended, ...] = ()
    changed: frozenset[str] = frozenset()
    readings: tuple[str, ...] = ()

    @property
    def status(self) -> Status:
        """The agency's standing after the night."""
        return self.assessment.status


class Agencies(Protocol):
    """The agencies of a night in the order that they are told of; gone through anew as often as it is asked."""

    def __len__(self) -> int: ...

    def __iter__(self) -> Iterator[AgencyNight]: ...


@dataclass(frozen=True, slots=True)
class PastNight:
    """A complete run before this one: its day and its agencies by status."""

    run_id: str
    year: int
    as_of: date
    counts: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Night:
    """A whole run. `started` and `finished` are aware, UTC; `durations` are seconds by stage of the road.

    `agencies` come in the order of an inspector's morning: what needs action first. `registry` is who was asked,
    `history` are complete runs before it, oldest first: those of this report year, and the last of each year before.
    """

    run_id: str
    year: int
    as_of: date
    started: datetime
    finished: datetime
    agencies: Agencies
    registry: Collection[Agency]
    durations: Mapping[str, float] = field(default_factory=dict)
    versions: Mapping[str, str] = field(default_factory=dict)
    settings: Mapping[str, str] = field(default_factory=dict)
    previous_run: str | None = None
    history: tuple[PastNight, ...] = ()
