"""What a dialect is: how one family of site software lists its articles, and nothing else."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from flows.crawl.pages.links import Link
from flows.crawl.pages.page import Page
from flows.crawl.pages.templates import Template


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a list: the title as fully as the list gives it, where it leads, its day, and the row's text."""

    title: str
    url: str
    day: date | None = None
    around: str = ""


@dataclass(frozen=True, slots=True)
class Request:
    """An address to ask next; with `form` it is a POST. `form` is (name, value) pairs so that requests compare.

    `asked_by` is the page whose script asks, and `templates` how it makes addresses out of the answer's records. `is_open`:
    the script asks with more than could be worked out, so that the answer may be a part of the list only; `is_of_list`: that
    script has to do with a list of reports that its page shows.
    """

    url: str
    form: tuple[tuple[str, str], ...] | None = None
    asked_by: str = ""
    templates: tuple[Template, ...] = ()
    is_open: bool = False
    is_of_list: bool = False


class Dialect(ABC):
    """One family of site software. `name` is said in the trail."""

    name: str

    @abstractmethod
    def recognises(self, page: Page) -> bool:
        """Whether the page is of this family."""

    def entries(self, page: Page) -> Sequence[Entry]:
        """The articles that the page lists beyond what every list shows."""
        return ()

    def next_pages(self, page: Page) -> Sequence[Request]:
        """The other pages of the same list that this one makes known."""
        return ()

    def unlinked(self, page: Page) -> Sequence[str]:
        """Titles of articles that the page shows without saying where they lead."""
        return ()

    def columns(self, page: Page) -> Sequence[Link]:
        """Columns of the site that only the page's script knows."""
        return ()

    def shows_all(self, page: Page) -> bool:
        """Whether the list holds no more than what the page and its further ones show."""
        return True

    def pages_in_all(self, page: Page) -> int | None:
        """How many pages the list says it has, where it says so."""
        return None

    def records_in_all(self, page: Page) -> int | None:
        """How many entries the list says it has, where it says so."""
        return None
