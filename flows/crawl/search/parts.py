"""What a report consists of besides its page: further pages of its text, and pictures and files that may be its tables.

Both are archived like every response; the snapshot of the page names them, so that reading finds them again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from checks.forms import TABLE_NAMES
from checks.model import Agency
from flows.crawl.dialects import dialects_of
from flows.crawl.found import Fetched
from flows.crawl.hosts import Hosts
from flows.crawl.outcomes import Outcome
from flows.crawl.pages.expressions import PAGE_NAMES
from flows.crawl.pages.lists import lists_reports
from flows.crawl.pages.markup import is_markup
from flows.crawl.pages.page import Page
from flows.crawl.pages.years import years_in
from flows.crawl.search.attachments import is_file_of, suffix_of
from flows.crawl.search.pictures import fetched_pictures, lacking
from flows.crawl.search.reader import Reader
from flows.crawl.snapshot import Snapshot
from flows.extract.attached import offered_files

HAS_PARTS = "已一并取得"
"""How a trail tells that the report is more than one page."""
# Most articles have no pager, and asking all dialects of each would cost more than all else about it.
_PAGED = re.compile(r"createPage|下一?页|尾页|[?&](?:page|p)=2\b|[_-][12]\.s?html", re.I)
_NEXT = re.compile(r"^\W*下一?页\W*$")
_MOST_PAGES = 9
_MOST_FRAMES = 3
_BEGINNING = 1_500


def in_parts(reader: Reader, page: Page, hosts: Hosts, agency: Agency, year: int) -> tuple[Snapshot, Fetched | None]:
    """The page's snapshot with its parts; and the part that could not be had, without which it is no whole report of a year."""
    further: list[tuple[str, str]] = []
    for url in further_pages(page):
        opened = reader.open(url, hosts)
        snapshot = opened.fetched.snapshot
        if not opened.fetched.is_good or opened.page is None or snapshot is None:
            return page.snapshot, opened.fetched
        if lists_reports(opened.page):
            # A column that shows its newest article goes on as a list.
            break
        if opened.page.own_words[:_BEGINNING] == page.own_words[:_BEGINNING]:
            # The number of the first page leads to the first page.
            continue
        further.append((url, snapshot.sha256))
    out_of_reach = None if further else _beyond(page) or _framed(reader, page, hosts)
    files = () if further else _files(reader, page, hosts, agency, year)
    return replace(page.snapshot, parts=(*further, *files, *fetched_pictures(reader, page, hosts))), out_of_reach


def _files(reader: Reader, page: Page, hosts: Hosts, agency: Agency, year: int) -> Iterator[tuple[str, str]]:
    """Address and sha256 of the files in which the tables may be that the page's text lacks."""
    for url in offered_tables(page, agency, year):
        fetched = reader.session.fetch(url, hosts)
        if fetched.is_good and fetched.snapshot and not is_markup(fetched.snapshot.content):
            yield url, fetched.snapshot.sha256


def offered_tables(page: Page, agency: Agency | None, year: int) -> list[str]:
    """The addresses of the files offered by a page that has none of the tables; none where it has one of them.

    The reports of other agencies, which pages show in a column beside, hold other figures.
    """
    if len(lacking(page)) < len(TABLE_NAMES):
        return []
    named = offered_files((link.text, link.url) for link in page.links)
    fitting = (url for url, name in named.items() if is_file_of(name, agency) and year in (years_in(name) or (year,)))
    return [url for url in fitting if suffix_of(url, named[url])]


def _beyond(page: Page) -> Fetched | None:
    """The page itself where its text lacks tables and only a script could turn to what follows."""
    is_cut = bool(_PAGED.search(page.source)) and bool(lacking(page))
    if is_cut and any(_NEXT.match(text) for text in page.dead_links):
        return Fetched(page.url, Outcome.SHELL_PAGE, detail="正文的下一页只能由脚本打开")
    return None


def _framed(reader: Reader, page: Page, hosts: Hosts) -> Fetched | None:
    """A frame that shows tables which the page's text lacks: where in the text they belong only a browser knows."""
    wanted = lacking(page) if page.frames else ()
    for url in page.frames[:_MOST_FRAMES] if wanted else ():
        opened = reader.open(url, hosts)
        if opened.page and opened.fetched.is_good and any(words.search(opened.page.words) for words in wanted):
            return replace(opened.fetched, outcome=Outcome.SHELL_PAGE, detail="表格在内嵌页面里")
    return None


def further_pages(page: Page) -> Sequence[str]:
    """The addresses of an article's further pages in their order: its own, but for a number."""
    if not page.is_html or not _PAGED.search(page.source):
        return ()
    numbered = dict(_numbered(page))
    return [numbered[number] for number in sorted(numbered)][:_MOST_PAGES]


def _numbered(page: Page) -> Iterator[tuple[int, str]]:
    for dialect in dialects_of(page):
        for request in dialect.next_pages(page):
            if request.form is None and (number := _number(request.url, page.url)):
                yield number, request.url


def _number(url: str, own: str) -> int:
    """The number by which the address of a further page differs from the article's (`r_2.html`, `?id=7&page=2`), else 0."""
    there, here = urlsplit(url), urlsplit(own)
    stem, dot, suffix = here.path.rpartition(".")
    if there.netloc != here.netloc:
        return 0
    file = re.fullmatch(rf"{re.escape(stem)}[_-](\d{{1,2}}){re.escape(dot + suffix)}", there.path) if dot else None
    if file and there.query == here.query:
        return int(file[1])
    return _asked(there.query, here.query) if there.path == here.path else 0


def _asked(query: str, own: str) -> int:
    asked, known = _fields(query), _fields(own)
    number = next((asked[name] for name in asked if name.lower() in PAGE_NAMES), "")
    is_same = {name: value for name, value in asked.items() if name.lower() not in PAGE_NAMES} == known
    is_further = number.isdigit() and 1 < int(number) < 100
    return int(number) if is_same and known and is_further else 0


def _fields(query: str) -> Mapping[str, str]:
    return dict(parse_qsl(query, keep_blank_values=True))
