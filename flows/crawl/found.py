"""What a fetch and what a search came to: the two values that the crawl hands on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from checks.model import Publication
from flows.crawl.outcomes import Outcome
from flows.crawl.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Fetched:
    """One address asked. `snapshot` is set whenever the site sent a response, also for a 404; `detail` is Chinese.

    `hops` are the addresses redirected from; `headers` have lower-case names.
    """

    url: str
    outcome: Outcome
    snapshot: Snapshot | None = None
    detail: str = ""
    hops: tuple[str, ...] = ()
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def is_good(self) -> bool:
        """Whether there is content to read."""
        return self.outcome in (Outcome.FOUND, Outcome.UNCHANGED) and self.snapshot is not None

    @property
    def is_text(self) -> bool:
        """Whether what came is data or markup by its type or its beginning: JSON, XML, a script."""
        kind = self.snapshot.content_type.lower() if self.snapshot else ""
        start = self.snapshot.content[:64].lstrip() if self.snapshot else b""
        return "json" in kind or "xml" in kind or "javascript" in kind or start[:1] in (b"{", b"[", b"<")

    @property
    def sentence(self) -> str:
        """The outcome in a Chinese sentence."""
        return self.outcome.meaning.zh + (f"（{self.detail}）" if self.detail else "")


@dataclass(frozen=True, slots=True)
class Found:
    """One agency's search: where and when its report stands, the bytes that hold it, and a sentence about it.

    `snapshot` is the page or attachment that holds the report itself; `page` is the page that led to an attachment;
    `versions` are other copies of the same report on the agency's hosts.
    """

    publication: Publication
    snapshot: Snapshot | None
    detail: str
    page: Snapshot | None = None
    versions: tuple[Snapshot, ...] = ()

    @property
    def outcome(self) -> Outcome:
        """The search's outcome as a word of the vocabulary."""
        return Outcome(self.publication.outcome)

    def let_go(self) -> Found:
        """The same without the contents, which the archive holds."""
        snapshot, page = self.snapshot and self.snapshot.let_go(), self.page and self.page.let_go()
        return replace(self, snapshot=snapshot, page=page, versions=tuple(copy.let_go() for copy in self.versions))
