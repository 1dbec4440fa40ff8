"""What every part of the console works with: the ledger, the published runs, the catalogue, the forms, the clock."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from checks.catalogue import Catalogue
from checks.forms import Form
from flows.ledger import Ledger
from flows.ledger.filings import Recorded
from flows.publish.rulebook import RuleWords, rule_words
from flows.review.shelf import Shelves
from flows.settings import Settings


@dataclass(frozen=True)
class Office:
    """The console's surroundings. `out` is the output folder of the audits; `secure` says that browsers come by TLS; `settings` are
    those of the mail."""

    ledger: Ledger
    out: Path
    catalogue: Catalogue
    forms: Mapping[str, Form]
    now: Callable[[], datetime]
    timezone: str = "Asia/Shanghai"
    secure: bool = False
    hosts: tuple[str, ...] = ("localhost", "127.0.0.1", "[::1]")
    settings: Settings | None = None
    rules: Mapping[str, RuleWords] = field(init=False)
    # Filings by (run, agency): a complete run never changes, and reading one is most of what a page costs.
    kept: dict[tuple[str, str], Recorded] = field(default_factory=dict, compare=False)
    shelves: Shelves = field(init=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "rules", rule_words(self.catalogue))
        object.__setattr__(self, "shelves", Shelves(self.ledger))

    @property
    def today(self) -> date:
        """The day on the office's wall calendar."""
        return self.now().astimezone(ZoneInfo(self.timezone)).date()

    def rule(self, rule_id: str) -> RuleWords:
        """A rule in words."""
        return self.rules.get(rule_id) or next(iter(rule_words(Catalogue({}), [rule_id]).values()))
