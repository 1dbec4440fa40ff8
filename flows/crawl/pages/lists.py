"""One page of a list as the search needs it: entries, further pages, sub-columns, and whether more is out of reach."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from flows.crawl.dialects import Dialect, Entry, Request, dialects_of
from flows.crawl.dialects.form_pager import FormPager
from flows.crawl.pages.counts import records_told
from flows.crawl.pages.elements import is_foreign_service
from flows.crawl.pages.folders import home_of
from flows.crawl.pages.links import MOST_LINKS, Link
from flows.crawl.pages.moved import notice_of_move
from flows.crawl.pages.names import BESIDE_NAMES, is_organ
from flows.crawl.pages.nothing import says_nothing
from flows.crawl.pages.page import MOST_CHARACTERS, Page
from flows.crawl.pages.pager_signs import has_script_pager, has_untold_pager, is_last, says_one_page
from flows.crawl.pages.signatures import is_filled_by_script, is_report_body
from flows.crawl.pages.signed import is_bare_year, signed, told_by_years
from flows.crawl.pages.surroundings import Surroundings, feeds, look_over, look_round
from flows.crawl.pages.tabs import tabs_of_years
from flows.crawl.pages.titles import Kind, read_title
from flows.crawl.pages.unlinked import unlinked
from flows.crawl.pages.zone import Zone

_MOST_NEXT = 2_000
_LEAST_REPORTS = 3
_MOST_INNER = 6
_MOST_UNLINKED = 100
_ABOUT = 600
_WORDS_READ = 20_000


@dataclass(frozen=True, slots=True)
class ListPage:
    """A page of a list. `in_all` is how many pages the list says it has, None where it does not say.

    `script_only` is true where a next page exists that only a script can reach; `says_empty` where the page tells
    that it lists nothing. `search` is the address of the page's own search with `{words}` in it, sent in its `encoding`; `page_links` of the
    links are the page's own, the others a dialect's. `records` is how many entries the list says it has. `inner` are
    frames inside the page and data that its scripts would fetch. `unlinked` are texts that look like rows of the list
    and lead nowhere; `about` is what the page says of itself: titles, beginning and end;
    `is_scripted` is true where its scripts fetch something; `is_html` is false for data;
    `choices` are years and the like that only a script could open; `script_files` are the site's own scripts that it
    loads; `named` are links that are nothing but an agency's name, or stand in a row that is: name and address;
    `is_void` is true for data that tells that there are no records; `is_excerpt` where only the newest is listed;
    `moved` is the sentence by which it says that it goes on elsewhere; `is_cut` where it is longer than what was read;
    `round` is what stands in and round the list; `headings` are the page's, `feeds` those that its head names.
    """

    url: str
    title: str
    entries: tuple[Entry, ...]
    next_pages: tuple[Request, ...]
    links: tuple[Link, ...]
    in_all: int | None
    script_only: bool
    says_empty: bool
    search: str | None
    page_links: int
    dialects: tuple[str, ...]
    records: int | None = None
    inner: tuple[Request, ...] = ()
    unlinked: tuple[str, ...] = ()
    about: str = ""
    is_scripted: bool = False
    is_html: bool = True
    choices: tuple[str, ...] = ()
    script_files: tuple[str, ...] = ()
    named: tuple[tuple[str, str], ...] = ()
    is_void: bool = False
    is_excerpt: bool = False
    moved: str = ""
    is_cut: bool = False
    round: Surroundings = Surroundings()
    headings: tuple[str, ...] = ()
    encoding: str = "utf-8"
    feeds: tuple[str, ...] = ()

    @property
    def has_reports(self) -> bool:
        """Whether the list shows an annual report of any year and agency; boxes of other matters are none of it."""
        return any(is_report(entry) for entry in self.entries if entry.url not in self.round.aside)

    @property
    def is_bare(self) -> bool:
        """Whether neither the page nor a dialect knows of a report, a further page or a column."""
        return not (self.has_reports or self.next_pages or len(self.links) > self.page_links)


def is_report(entry: Entry) -> bool:
    """Whether an entry reads as somebody's annual report of some year."""
    title = read_title(entry.title)
    is_firm = title.kind > Kind.WEAK and not is_column_name(entry)
    return is_firm or (title.kind is Kind.WEAK and bool(title.years))


def is_column_name(entry: Entry) -> bool:
    """Whether an entry is the name of a column of reports, as menus have it: 政府信息公开年报, without year, author and day."""
    title = read_title(entry.title)
    return bool(title.kind) and not (title.years or title.agency or entry.day)


def lists_reports(page: Page) -> bool:
    """Whether a page that shows an article, or ought to, leads to so many reports that it is a list of them."""
    return sum(bool(read_title(link.text).kind) for link in page.links) >= _LEAST_REPORTS


def lists_agencies(page: Page) -> bool:
    """Whether a page leads to so many agencies by their names that it is a list of their reports: 2024年度部门年报."""
    return len({name for name, _ in _named(page)}) >= _LEAST_REPORTS


def read_list_page(page: Page) -> ListPage:
    """Reads a page with every dialect that recognises it; the same entry is kept once, with its fullest title."""
    known = tuple(dialects_of(page))
    entries: dict[str, Entry] = {}
    requests: dict[Request, None] = {}
    links = list(page.links)
    for dialect in known:
        for entry in dialect.entries(page):
            if entry.url not in entries or len(entries[entry.url].title) < len(entry.title):
                entries[entry.url] = entry
        requests.update(dict.fromkeys(dialect.next_pages(page)))
        links += dialect.columns(page)
    counts = [count for dialect in known if (count := dialect.pages_in_all(page))]
    zone = Zone(page)
    listed = [entry for entry in entries.values() if entry.url not in zone.aside]
    told = zone.told(records_told)
    if not counts and not requests and (_is_one_page(page, listed, told) or is_last(page)):
        counts.append(1)
    if not requests and max(counts, default=0) == 1 and has_untold_pager(page.source):
        # That one page is told may be of another list beside this one.
        counts.clear()
    opened = {link.text for link in links[len(page.links) :]}
    around = _round(page, zone, known, entries.values(), opened, bool(counts), bool(requests))
    records = [count for dialect in known if (count := dialect.records_in_all(page))]
    is_body = is_report_body(page.words)
    # How many rows a list says that it has counts where it shows fewer than that.
    if not counts and not is_body and told and told > (len(around.rows) or len(page.links)):
        records.append(told)
    is_scripted = is_filled_by_script(page.source)
    is_article = page.is_html and is_body
    years = _years_beside(page) if is_article else ()
    return ListPage(
        url=page.url,
        title=page.title,
        entries=tuple(told_by_years(signed((*entries.values(), *years)), (page.title, *page.headings), bool(years))),
        next_pages=tuple(requests)[:_MOST_NEXT],
        links=tuple(links),
        in_all=max(counts, default=None),
        script_only=not requests and has_script_pager(page, is_counted=bool(counts)),
        says_empty=says_nothing(page) and not is_scripted,
        search=page.search,
        page_links=len(page.links),
        dialects=tuple(dialect.name for dialect in known),
        records=max(records, default=None),
        inner=tuple(_inner(page, around.asked))[:_MOST_INNER],
        unlinked=tuple(unlinked(page, known, {entry.title for entry in entries.values()}))[:_MOST_UNLINKED],
        about=_about(page),
        is_scripted=is_scripted,
        is_html=page.is_html,
        choices=tuple(_choices(page, opened))[:_MOST_UNLINKED],
        script_files=page.script_files,
        named=() if is_article else tuple(_named(page)),
        is_void=not page.is_html and any(dialect.records_in_all(page) == 0 for dialect in known),
        is_excerpt=not all(dialect.shows_all(page) for dialect in known),
        moved=notice_of_move(page.words[:_WORDS_READ]) if page.is_html and not is_article else "",
        is_cut=_is_cut(page, len(entries)),
        round=around,
        headings=page.headings,
        encoding=page.encoding,
        feeds=feeds(page) if page.is_html else (),
    )


def _round(
    page: Page,
    zone: Zone,
    known: Sequence[Dialect],
    entries: Collection[Entry],
    opened: Collection[str],
    is_counted: bool,
    is_turned: bool,
) -> Surroundings:
    """What stands in and round the list; a pager that a form turns is known like one that tells its pages."""
    if not page.is_html:
        return look_over(page, entries)
    is_known = is_counted or any(isinstance(dialect, FormPager) for dialect in known)
    return look_round(page, zone, is_known, opened, is_turned)


def _is_cut(page: Page, entries: int) -> bool:
    """Whether a page is longer, or holds more links or records, than is read of one."""
    return len(page.source) >= MOST_CHARACTERS or max(entries, len(page.nodes("a, area"))) >= MOST_LINKS


def _is_one_page(page: Page, entries: Iterable[Entry], told: int | None) -> bool:
    """Whether a list says that there is no other page: its pager is told so, or it tells just as many rows as it shows reports."""
    return says_one_page(page.source) or told == sum(map(is_report, entries))


def _years_beside(page: Page) -> Sequence[Entry]:
    """The years by which a page that shows one report leads to those of the others."""
    years = [Entry(link.text, link.url) for link in page.links if is_bare_year(link.text)]
    own = {year for heading in (page.title, *page.headings) for year in read_title(heading).years}
    return years if own & {year for one in years for year in read_title(one.title).years} else ()


def _choices(page: Page, opened: Collection[str]) -> Iterator[str]:
    """What can be chosen or clicked and leads nowhere by itself; `opened` are known to a dialect."""
    yield from (text for text in page.choices if text not in opened)
    yield from (*page.dead_links, *tabs_of_years(page))


def _named(page: Page) -> Iterator[tuple[str, str]]:
    home = home_of(page.url)
    # A site's own name on its logo leads home.
    for link in (link for link in page.links if link.url != home):
        name = link.text if is_organ(link.text) else link.around.replace(link.text, "").strip(BESIDE_NAMES)
        if is_organ(name):
            yield name, link.url


def _inner(page: Page, asked: Collection[str]) -> Iterator[Request]:
    yield from (Request(url) for url in page.frames if not is_foreign_service(page, url))
    for call in page.calls:
        yield Request(call.url, call.form, page.url, page.templates, call.is_open, call.url in asked)


def _about(page: Page) -> str:
    named = (page.meta.get(name, "") for name in ("sitename", "columnname", "author", "contentsource"))
    return " ".join((page.title, *page.headings[:5], *named, page.words[:_ABOUT], page.words[-_ABOUT:]))
