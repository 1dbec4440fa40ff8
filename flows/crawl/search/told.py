"""What the pages of a column say of it besides its entries."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from flows.crawl.dialects import Request
from flows.crawl.pages.links import Link
from flows.crawl.pages.lists import ListPage
from flows.crawl.search.belongings import parts


@dataclass(slots=True)
class Told:
    """All pages of one column together. `first` is the first of them, `records` how many entries any of them speaks of.

    `inner` are the pages in it, `unsaid` links beside it without words, `unlinked` titles that lead nowhere, `choices` the
    options that only a script opens, `rows` lines that nobody understands, `unexplained` what else may hide an entry.
    """

    first: ListPage | None = None
    about: str = ""
    moved: str = ""
    records: int = 0
    inner: tuple[Request, ...] = ()
    unsaid: tuple[str, ...] = ()
    unlinked: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    rows: tuple[Link, ...] = ()
    unexplained: str = ""
    script_only: bool = False
    says_empty: bool = False
    is_excerpt: bool = False
    is_cut: bool = False
    is_scripted: bool = False
    is_void: bool = False
    has_parts: bool = False

    def take(self, listing: ListPage, common: Collection[str]) -> None:
        """Takes in a further page; `common` are places that other pages of the site lead to as well."""
        self.first = self.first or listing
        self.records = max(self.records, listing.records or 0)
        self.script_only = listing.script_only
        self.says_empty |= listing.says_empty
        self.is_excerpt |= listing.is_excerpt
        self.is_cut |= listing.is_cut
        self.is_scripted |= listing.is_scripted
        self.is_void |= listing.is_void
        self.has_parts |= bool(parts(listing, common) and not listing.is_scripted)
        self.moved = self.moved or listing.moved
        self.unexplained = self.unexplained or listing.round.unexplained
        self.unlinked += listing.unlinked
        self.inner += listing.inner
        self.choices += listing.choices + listing.round.choices
        self.rows += listing.round.rows
        self.unsaid += listing.round.unsaid
        self.about += listing.about

    def take_scripts(self, more: ListPage) -> None:
        """Takes in what scripts of the first page hold."""
        self.unlinked += more.unlinked
        self.inner += more.inner if more.round.script_files else ()
        self.unexplained = self.unexplained or more.round.unexplained
