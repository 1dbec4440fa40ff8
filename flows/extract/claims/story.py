"""What a paragraph has said so far: the thread by which 「其中予以公开3件」 is known to speak of applications."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, field

from flows.extract.claims.clauses import Count
from flows.extract.claims.scope import OWN
from flows.extract.claims.tokens import YEAR, Token

APPLICATIONS, CASES, DOCUMENTS, FEES, OTHER = "applications", "cases", "documents", "fees", "other"
NEW, TOTAL, CARRIED_IN, CARRIED_OUT = "T3.new.total", "T3.total.total", "T3.carried_in.total", "T3.carried_out.total"
GATHERED = f"{NEW}+{CARRIED_IN}"


@dataclass(slots=True)
class Draft:
    """A claim in the making; `role` says what later clauses may refer to it as, `verb` by which kind of word it was read."""

    cell: str
    value: str
    pattern: str
    sentence: int
    role: str = ""
    verb: str = ""
    qualifier: str = "exact"
    alternatives: tuple[str, ...] = ()
    doubtful: bool = False
    year: int | None = None
    scope: str = OWN
    clause: int = 0

    @property
    def number(self) -> int:
        """The value as a whole number; -1 for a percentage or a fraction."""
        return int(self.value) if self.value.isdigit() else -1


@dataclass(slots=True)
class Ending:
    """Words that say that all applications were dealt with: 全部办结, 均已答复, 除2件外均已办结."""

    base: Draft
    sentence: int
    closed: bool
    except_some: bool = False
    rate: bool = False
    doubtful: bool = False


@dataclass(slots=True)
class Story:
    """The state of reading one paragraph; `year` is the report's, `section` the part it stands in."""

    year: int | None
    section: str | None
    sentence: int = 0
    clause: int = 0
    part: int = 0
    asides: set[int] = field(default_factory=set)
    instead: set[int] = field(default_factory=set)
    scope: str = OWN
    topic: str = ""
    disclosure: bool = False
    disclosure_here: bool = False
    asked_here: bool = False
    powers: bool = False
    striven_for: bool = False
    drafts: list[Draft] = field(default_factory=list)
    base: Draft | None = None
    endings: list[Ending] = field(default_factory=list)
    blocks: list[str] = field(default_factory=list)
    cases: list[Draft] = field(default_factory=list)
    open_cases: list[Draft] = field(default_factory=list)
    document: str = ""
    looked_through: int = -1
    of_all_years: int = -1
    applicants_of: str = ""
    denied_open: bool = False
    published: bool = False
    said_year: int | None = None
    latest_year: int | None = None
    channels: int = 0
    tally: list[int] = field(default_factory=list)
    excepted: bool = False
    unread: int = -1
    other_work: int = -1
    named: tuple[Token, ...] = ()
    outcomes: int = 0
    by_sorts: bool = False
    parts: bool = False
    since: bool = False
    planned: bool = False
    ahead: bool = False
    part_of_year: bool = False
    up_to_a_day: bool = False
    split: int = -1
    reviewer: bool = False
    of_others: bool = False
    defended: list[str] = field(default_factory=list)
    withdrawn: bool = False
    gone: list[int] = field(default_factory=list)
    unfound: bool = False
    public_before: set[int] = field(default_factory=set)
    fee: Draft | None = None
    income: bool = False
    paid: bool = False
    waived: bool = False
    fee_parts: list[tuple[str, str]] = field(default_factory=list)
    left_over: Count | None = None
    bare_carry: Count | None = None
    interrupted: str = ""
    strangers_open: bool = False
    resumed: int = -1

    def note_year(self, tokens: Sequence[Token], kinds: Set[str]) -> None:
        """Remember the year that a clause names, for itself and the clauses after it in its sentence."""
        if YEAR not in kinds or "since" in kinds:
            return
        years = [int(token.value) for token in tokens if token.kind == YEAR]
        self.said_year = years[-1]
        self.latest_year = self.year or max(years[-1], self.latest_year or 0)

    @property
    def is_past(self) -> bool:
        """Whether the sentence speaks of a year before the report's, or before one that the paragraph named too."""
        return self.said_year is not None and self.latest_year is not None and self.said_year < self.latest_year

    @property
    def has_thread(self) -> bool:
        """Whether the paragraph speaks of something counted, so that a bare 均已答复 can mean it."""
        return bool(self.named or self.interrupted) or self.topic not in ("", OTHER)

    def add(self, cell: str, value: str, pattern: str, **more: object) -> Draft:
        """Draft a claim of the present sentence."""
        draft = Draft(cell, value, pattern, self.sentence, **more)  # type: ignore[arg-type]
        draft.year, draft.scope, draft.clause = self.said_year, self.scope, self.clause
        draft.doubtful = draft.doubtful or self._follows_doubt(cell)
        self.drafts.append(draft)
        return draft

    def _follows_doubt(self, cell: str) -> bool:
        """受理申请8600件，办结8598件: what is not surely an application was not surely answered as one."""
        unsure = self.base is not None and self.base.doubtful and self.base.sentence == self.sentence
        return unsure and cell.startswith("T3.")

    def count(self, count: Count, cell: str, pattern: str, **more: object) -> Draft:
        """Draft a claim of a figure, as exact as it is told."""
        draft = self.add(cell, count.quantity.value, pattern, qualifier=count.quantity.qualifier, **more)
        draft.doubtful = draft.doubtful or self.up_to_a_day
        return draft

    def drop(self, draft: Draft) -> None:
        """Take back a claim that a later clause explains otherwise."""
        self.drafts = [held for held in self.drafts if held is not draft]

    def last(self, *roles: str) -> Draft | None:
        """The latest draft in one of these roles."""
        return next((draft for draft in reversed(self.drafts) if draft.role in roles), None)
