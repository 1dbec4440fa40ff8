"""What a search has learnt of presence and absence: problems met, lists read to their end, and what may be concluded."""

from __future__ import annotations

from dataclasses import dataclass, field

from flows.crawl.outcomes import Outcome

# Nothing is there any more at an address: that takes nothing from the proof that a whole list gives.
HARMLESS = frozenset(
    {Outcome.NOT_FOUND, Outcome.GONE, Outcome.SOFT_NOT_FOUND, Outcome.MOVED_HOME, Outcome.WRONG_REPORT}
)
MISPLACED = HARMLESS | {
    *(
        Outcome.NO_LIST,
        Outcome.NOT_LISTED,
        Outcome.EMPTY_LIST,
        Outcome.EMPTY_PAGE,
        Outcome.UNFINISHED_LIST,
        Outcome.SITE_CLOSED,
    )
}
"""What may become of a registered address whose list has moved to another place of the site."""
# That nothing was found where the list ought to be led to, or nobody asked any more, tells less than what a list or a wall said.
_TELLS_LITTLE = frozenset({Outcome.NO_LIST, Outcome.EMPTY_LIST, Outcome.SUSPENDED_HOST})


@dataclass(slots=True)
class Proof:
    """The state of the argument that a report is not published.

    It stands where a list was reached and every page of every list met was read, nothing matched, and the list is
    the agency's: registered as such (`is_registered`), or naming it or nobody else (`is_own`).
    """

    is_registered: bool
    is_own: bool = False
    lists_read: int = 0
    is_spoilt: bool = False
    problems: list[tuple[Outcome, str]] = field(default_factory=list)
    promised: tuple[Outcome, str] | None = None
    is_settled: bool = False

    def settle(self) -> None:
        """What the registered list proves stands: of what is met from now on only a promise of the report counts."""
        self.is_settled = True

    def problem(self, outcome: Outcome, detail: str, spoils: bool = True, promised: bool = False) -> None:
        """Something went wrong; `spoils` where the report may stand just there, `promised` where an entry said so."""
        if self.is_settled and not promised:
            return
        self.problems.append((outcome, detail))
        if promised and self.promised is None:
            self.promised = (outcome, detail)
        self.is_spoilt = self.is_spoilt or spoils

    def list_read(self, is_own: bool) -> None:
        """A list was read to its end."""
        if self.is_settled:
            return
        self.lists_read += 1
        self.is_own = self.is_own or is_own

    @property
    def last_outcome(self) -> Outcome | None:
        """The outcome of the last problem."""
        return self.problems[-1][0] if self.problems else None

    @property
    def is_complete(self) -> bool:
        """Whether absence is proven, provided that nothing was found."""
        return self.lists_read > 0 and not self.is_spoilt and (self.is_registered or self.is_own)

    def ends_the_search(self) -> bool:
        """Whether absence is proven by what was met on the way, so that no more need be looked for."""
        return self.is_complete and not self.is_settled

    def conclusion(self) -> tuple[Outcome, str]:
        """The outcome of a search that found nothing, with its detail in Chinese."""
        if self.is_complete:
            return Outcome.NOT_PUBLISHED, Outcome.NOT_PUBLISHED.meaning.zh
        if self.promised:
            return self.promised
        # The last problem stands nearest to the report; what takes nothing from the proof tells least.
        told = [one for one in self.problems if one[0] not in HARMLESS]
        if not told and (not self.lists_read or self.is_spoilt):
            told = self.problems
        if told:
            return next((one for one in reversed(told) if one[0] not in _TELLS_LITTLE), told[-1])
        return Outcome.NOT_LISTED, "读到的栏目里没有出现过该机关，不能认定为未发布"
