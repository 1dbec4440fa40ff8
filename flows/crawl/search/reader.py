"""Opens addresses as pages for a search: signposts followed, impostors unmasked, list pages read once for everybody.

The cache of list pages is what lets the agencies of one shared platform cost that platform one reading.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypeVar

from flows.crawl.dialects import Request
from flows.crawl.found import Fetched
from flows.crawl.hosts import Hosts
from flows.crawl.manners.render import Renderer
from flows.crawl.manners.session import Session
from flows.crawl.outcomes import Outcome
from flows.crawl.pages.links import resolved
from flows.crawl.pages.lists import ListPage, read_list_page
from flows.crawl.pages.markup import is_markup, signpost
from flows.crawl.pages.moved import new_address
from flows.crawl.pages.page import Page
from flows.crawl.pages.reloading import cookies_wanted
from flows.crawl.pages.signatures import is_challenge, is_filled_by_script, is_maintenance, is_report_body, judge
from flows.crawl.pages.surroundings import filled_by
from flows.crawl.search.sitemap import Mapped, read_sitemap
from flows.crawl.snapshot import Snapshot
from flows.crawl.trail import plain_url
from flows.extract.encoding import decode

_Key = TypeVar("_Key")
_Kept = TypeVar("_Kept")
_MOST_SIGNPOSTS = 3
_MOST_KEPT = 400
_MOST_SCRIPTS = 12
_MOST_SET_ASIDE = 64
_MOST_UNTURNED = 16
_MOST_SCRIPT = 400_000
_LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
_REFUSALS = frozenset({Outcome.BLOCKED, Outcome.SERVER_ERROR, Outcome.HTTP_ERROR, Outcome.RATE_LIMITED})


@dataclass(frozen=True, slots=True)
class Opened:
    """An address opened: the fetch with its outcome after judgement, and the page where there is markup to read.

    `is_shell`: the page is complete to look at, but its list would be filled by a script. `moved_to` is the address that
    a closed site names as its new one.
    """

    fetched: Fetched
    page: Page | None = None
    is_shell: bool = False
    moved_to: str = ""


@dataclass(frozen=True, slots=True)
class Listed:
    """A list page opened. `page` is kept only where the list page itself holds a report's text."""

    fetched: Fetched
    listing: ListPage | None = None
    page: Page | None = None


class Reader:
    """Reads pages through a session; thread safe."""

    def __init__(self, session: Session, renderer: Renderer | None = None) -> None:
        self.session = session
        self._renderer = renderer
        self._kept: OrderedDict[Request, Listed] = OrderedDict()
        self._scripts: OrderedDict[str, str] = OrderedDict()
        self._aside: OrderedDict[str, Opened] = OrderedDict()
        self._unturned: OrderedDict[Request, Opened] = OrderedDict()
        self._turned: OrderedDict[Request, Sequence[Request]] = OrderedDict()
        self._maps: dict[tuple[str, int], Mapped] = {}
        self._lock = threading.Lock()

    def open(self, url: str, hosts: Hosts | None = None, form: tuple[tuple[str, str], ...] | None = None) -> Opened:
        """Fetches an address, follows meta refreshes and scripted moves, and judges what came; what was set aside is taken as it is."""
        with self._lock:
            aside = self._aside.pop(url, None) if form is None else None
        if aside is not None:
            return aside
        return self._rendered(self._follow(url, hosts, form), hosts)

    def set_aside(self, url: str, opened: Opened) -> None:
        """Keep what an address gave for the one who opens it next: a report that changed is looked for where it stood."""
        with self._lock:
            _keep(self._aside, url, opened, _MOST_SET_ASIDE)

    def _follow(self, url: str, hosts: Hosts | None, form: tuple[tuple[str, str], ...] | None) -> Opened:
        visited: list[str] = []
        target, asked = url, dict(form) if form is not None else None
        closed: Opened | None = None
        while True:
            fetched = self.session.fetch(target, hosts, asked)
            opened = _judged(fetched, url)
            if closed and not opened.fetched.is_good:
                return closed
            visited.append(target)
            if visited.count(target) == 1 and (cookies := cookies_wanted(fetched)) is not None:
                self.session.keep_cookies(target, cookies)
                continue
            onward = _onward(opened, hosts)
            closed = opened if opened.moved_to else None
            if not onward or onward == opened.fetched.url or len(opened.page.words if opened.page else "") > 200:
                return opened
            if onward in visited or len(visited) > _MOST_SIGNPOSTS:
                return Opened(replace(fetched, outcome=Outcome.LOOP, detail="页面脚本反复跳转"))
            target, asked = onward, None

    def list_page(self, request: Request, hosts: Hosts, is_column: bool = False) -> Listed:
        """One page of a list, fetched at most once in a run where it could be read.

        `is_column`: it ought to list something. Where only scripts do, it is rendered.
        """
        with self._lock:
            if request in self._kept:
                self._kept.move_to_end(request)
                return self._kept[request]
        opened = _as_asked(self._follow(request.url, hosts, request.form), request)
        listing = read_list_page(opened.page) if opened.page else None
        if is_column and opened.page and listing and listing.is_bare:
            opened, listing = self._with_scripts(opened, listing, hosts)
        if opened.page and listing and listing.is_bare and _hides_its_list(opened, is_column):
            opened = self._rendered(replace(opened, is_shell=True), hosts)
            listing = read_list_page(opened.page) if opened.page else None
        is_empty = not listing or not (listing.entries or listing.next_pages or listing.links or listing.inner)
        if not opened.page or not listing or (is_empty and not opened.fetched.is_good):
            return Listed(opened.fetched)
        body = opened.page if is_report_body(opened.page.words) else None
        listed = Listed(_light(opened.fetched), listing, body)
        with self._lock:
            _keep(self._kept, request, listed, _MOST_KEPT)
            if is_column and listing.script_files and not listing.next_pages:
                _keep(self._unturned, request, opened, _MOST_UNTURNED)
        return listed

    def mapped(self, home: str, hosts: Hosts, year: int) -> Mapped:
        """What the map of a site names for a report year, read once in a run."""
        if (home, year) not in self._maps:
            self._maps[home, year] = read_sitemap(self.session, home, hosts, year)
        return self._maps[home, year]

    def in_scripts(self, listing: ListPage, hosts: Hosts) -> ListPage | None:
        """What the site's own scripts of a list page list by themselves; None where it loads none."""
        texts = self._script_texts(listing.script_files, hosts)
        is_unread = listing.says_empty and not listing.has_reports and len(texts) < len(listing.script_files)
        if not (texts or is_unread):
            return None
        alone = Snapshot(listing.url, listing.url, _LONG_AGO, 200, "text/html", b"<html></html>", "", "", "")
        read = read_list_page(Page(alone, tuple(texts.values())))
        around = filled_by(texts, listing.round, bool(listing.in_all), listing.says_empty and not listing.has_reports)
        if is_unread and not around.unexplained:
            # What fills an empty list may stand in a script of another site, or in one that is gone.
            around = replace(around, unexplained="页面是空的，而它的脚本没有全部取得")
        if sum(map(hosts.allow, listing.script_files)) > _MOST_SCRIPTS and not around.unexplained:
            around = replace(around, unexplained="页面的脚本太多，没有看完")
        return replace(read, round=around)

    def next_pages_by_scripts(self, request: Request, hosts: Hosts) -> Sequence[Request]:
        """The further pages of a list that its site's own scripts turn; the page is asked for again only where it was let go."""
        with self._lock:
            if request in self._turned:
                return self._turned[request]
            opened = self._unturned.pop(request, None)
        page = (opened or self._follow(request.url, hosts, request.form)).page
        texts = self._script_texts(page.script_files, hosts) if page else {}
        found = read_list_page(Page(page.snapshot, tuple(texts.values()))).next_pages if page and texts else ()
        with self._lock:
            _keep(self._turned, request, found, _MOST_KEPT)
        return found

    def _with_scripts(self, opened: Opened, listing: ListPage, hosts: Hosts) -> tuple[Opened, ListPage]:
        """A page that lists nothing, read again with its site's own scripts; as it was where they hold nothing either."""
        texts = self._script_texts(listing.script_files, hosts) if opened.page else {}
        if not texts or not opened.page:
            return opened, listing
        page = Page(opened.page.snapshot, tuple(texts.values()), opened.page.asked_by, opened.page.templates)
        fuller = read_list_page(page)
        is_more = fuller.has_reports or len(fuller.inner) > len(listing.inner)
        return (replace(opened, page=page), fuller) if is_more else (opened, listing)

    def _script_texts(self, urls: Sequence[str], hosts: Hosts) -> dict[str, str]:
        """The texts of scripts by their addresses, each fetched at most once in a run; at most twelve of a page."""
        own = list(filter(hosts.allow, urls))[:_MOST_SCRIPTS]
        return {url: text for url in own if (text := self._script_text(url, hosts))}

    def _script_text(self, url: str, hosts: Hosts) -> str:
        with self._lock:
            if url in self._scripts:
                return self._scripts[url]
        fetched = self.session.fetch(url, hosts)
        snapshot = fetched.snapshot
        is_script = fetched.is_good and snapshot is not None and not is_markup(snapshot.content)
        text = decode(snapshot.content, snapshot.content_type).text[:_MOST_SCRIPT] if is_script and snapshot else ""
        with self._lock:
            _keep(self._scripts, url, text, _MOST_KEPT)
        return text

    def _rendered(self, opened: Opened, hosts: Hosts | None) -> Opened:
        """A shell as its scripts fill it, where there is a renderer; every other page as it is."""
        snapshot = opened.page.snapshot if opened.page else None
        if not self._renderer or snapshot is None or not (opened.is_shell or _is_shell(opened)):
            return opened
        if not (filled := self._renderer.render(snapshot, hosts)):
            return opened
        return _judged(replace(opened.fetched, outcome=Outcome.FOUND, snapshot=filled), opened.fetched.url)


def _keep(store: OrderedDict[_Key, _Kept], key: _Key, value: _Kept, most: int) -> None:
    store[key] = value
    while len(store) > most:
        store.popitem(last=False)


def _onward(opened: Opened, hosts: Hosts | None) -> str | None:
    """Where an answer sends the reader: by a `Refresh` header, with or without a page, or by the page itself."""
    if opened.moved_to:
        return opened.moved_to if hosts and hosts.allow(opened.moved_to) else None
    if told := signpost(opened.fetched.headers.get("refresh", "")):
        return resolved(opened.fetched.snapshot.final_url if opened.fetched.snapshot else opened.fetched.url, told)
    return opened.page.sent_to if opened.page and opened.fetched.is_good else None


def _as_asked(opened: Opened, request: Request) -> Opened:
    """An answer to a page's script, read as that script would read it."""
    if opened.page is None or not (request.asked_by or request.templates):
        return opened
    return replace(opened, page=Page(opened.page.snapshot, (), request.asked_by, request.templates))


def _hides_its_list(opened: Opened, is_column: bool) -> bool:
    """Whether only a script would show what a page lists: of a shell always, of other pages where it ought to list."""
    is_filled = opened.page is not None and is_filled_by_script(opened.page.source)
    return _is_shell(opened) or (is_column and is_filled)


def _is_shell(opened: Opened) -> bool:
    return opened.fetched.outcome is Outcome.SHELL_PAGE


def _judged(fetched: Fetched, asked: str) -> Opened:
    """`asked` is the address that all began with, before signposts and redirects."""
    if fetched.snapshot is None:
        return Opened(fetched)
    page = Page(fetched.snapshot)
    if fetched.outcome in _REFUSALS and is_challenge(page.source):
        return Opened(replace(fetched, outcome=Outcome.CHALLENGE))
    if fetched.outcome in _REFUSALS and is_maintenance(page):
        return Opened(replace(fetched, outcome=Outcome.MAINTENANCE))
    if not fetched.is_good:
        return Opened(fetched)
    if not page.is_html:
        # JSON and XML are pages for the dialects that speak them.
        return Opened(fetched, page if fetched.is_text else None)
    outcome = judge(page, asked)
    if outcome is Outcome.SITE_CLOSED and (moved_to := new_address(page)):
        told = f"页面所指的新址：{plain_url(moved_to)}"
        return Opened(replace(fetched, outcome=outcome, detail=told), moved_to=moved_to)
    if outcome is not Outcome.FOUND:
        # A shell is kept: its dialect may know where the list that it would show comes from.
        return Opened(replace(fetched, outcome=outcome), page if outcome is Outcome.SHELL_PAGE else None)
    titled = replace(fetched.snapshot, title=page.title[:300])
    return Opened(replace(fetched, snapshot=titled), page)


def _light(fetched: Fetched) -> Fetched:
    """Without the bytes: the cache holds what was read, the archive holds what was served."""
    return replace(fetched, snapshot=fetched.snapshot.let_go()) if fetched.snapshot else fetched
