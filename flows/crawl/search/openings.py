"""Opening one address that may be the report: the page itself, an attachment behind it, or a frame inside it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice

from checks.model import Agency
from flows.crawl.dialects import Entry
from flows.crawl.found import Fetched
from flows.crawl.hosts import Hosts
from flows.crawl.outcomes import Outcome
from flows.crawl.pages.dates import day_in, published_in
from flows.crawl.pages.lists import lists_agencies, lists_reports
from flows.crawl.pages.markup import is_markup
from flows.crawl.pages.names import Same, compare
from flows.crawl.pages.page import Page
from flows.crawl.pages.signatures import is_report_body
from flows.crawl.pages.titles import Kind, TitleReading, read_title
from flows.crawl.search.attachments import (
    Attachment,
    attachments,
    file_shown,
    is_thin,
    offers_report,
    sealed,
    sealed_format,
)
from flows.crawl.search.candidates import is_erratum
from flows.crawl.search.parts import HAS_PARTS, further_pages, in_parts
from flows.crawl.search.pictures import is_pictured
from flows.crawl.search.reader import Reader
from flows.crawl.search.verify import Verdict, verify
from flows.crawl.snapshot import Snapshot
from flows.crawl.trail import plain, plain_url
from flows.crawl.transport.file_name import file_name

_META_DAYS = ("pubdate", "publishdate", "article:published_time", "publishtime", "createdate")
GONE = frozenset({Outcome.NOT_FOUND, Outcome.GONE, Outcome.SOFT_NOT_FOUND, Outcome.EMPTY_PAGE})
"""What a link that leads nowhere comes to."""
_ONWARD = re.compile(
    r"^\W*(点击|请?点此)?(此处)?(阅读|查看|浏览|打开|进入)?(报告)?(全文|正文|原文|全部内容|详细内容)\W*$"
)
_NOBODYS = "文件没有写明是该机关的"
_HAN = re.compile("[一-鿿]")
_MOST_FILES = 4
_MOST_FRAMES = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """The report: `snapshot` holds it, `page` led to it (the same where the page is the report); `is_pictured`: without its text."""

    snapshot: Snapshot
    page: Snapshot
    outcome: Outcome
    why: str
    day: date | None
    is_pictured: bool = False


@dataclass(frozen=True, slots=True)
class Opening:
    """What opening an address came to. `of_another`: the page is another agency's; `is_list`: it lists reports; `is_mute`: it says
    nothing of itself and what it shows is a file, pictures, or text that is not Chinese; `is_nameless`: it is a file, and neither
    its title nor its name says whose.
    """

    outcome: Outcome
    why: str
    hit: Hit | None = None
    of_another: bool = False
    is_list: bool = False
    is_mute: bool = False
    is_nameless: bool = False
    dead_links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sought:
    """Whose report of which year is looked for, on which hosts.

    `must_name`: the page must name the agency; `by_body`: its title may say another year, its text decides.
    """

    agency: Agency
    year: int
    hosts: Hosts
    must_name: bool = False
    by_body: bool = False


def open_entry(reader: Reader, entry: Entry, sought: Sought) -> Opening:
    """Opens an entry of a list or a registered address and says whether the report is there."""
    opened = reader.open(file_shown(entry.url), sought.hosts)
    fetched = opened.fetched
    if not fetched.is_good or fetched.snapshot is None:
        dead = (entry.url,) if fetched.outcome in GONE else ()
        return Opening(fetched.outcome, f"{plain_url(entry.url)}：{fetched.sentence}", dead_links=dead)
    if opened.page is None or not opened.page.is_html:
        return _document(fetched, fetched.snapshot, entry.title, sought)
    return judge_page(reader, opened.page, fetched, entry, sought)


def _document(fetched: Fetched, page: Snapshot, promised: str, sought: Sought) -> Opening:
    """A file that the crawl does not open: it stands or falls with the title that led to it and its own name."""
    snapshot = fetched.snapshot
    # Word saves pages of markup under its own suffix.
    is_page = snapshot is not None and is_markup(snapshot.content) and not is_report_body(Page(snapshot).words)
    if snapshot is None or not fetched.is_good or is_page:
        return Opening(fetched.outcome if not fetched.is_good else Outcome.SOFT_NOT_FOUND, fetched.sentence)
    told_name = file_name(fetched.headers)
    closed = sealed_format(snapshot.content, snapshot.final_url, told_name, promised)
    if closed is not None:
        return _sealed(told_name or promised or plain_url(snapshot.final_url), closed)
    told = (read_title(promised), read_title(told_name))
    if why_not := _why_not(*told, sought):
        is_nameless = why_not == _NOBODYS and not any(one.agency for one in told)
        return Opening(Outcome.WRONG_REPORT, why_not, of_another=sought.must_name, is_nameless=is_nameless)
    return Opening(
        fetched.outcome, "", Hit(snapshot, page, fetched.outcome, "报告是一个文件，内容留待读取时核对", None)
    )


def _why_not(promised: TitleReading, named: TitleReading, sought: Sought) -> str:
    """Why a file is not the report by the title that led to it or by its own name; empty where neither speaks against it."""
    for told in (promised, named):
        if told.years and sought.year not in told.years:
            return f"附件标题写的是 {told.years[0]} 年度"
    if named.why_not:
        return f"附件《{plain(named.text)}》{named.why_not}"
    is_named = any(compare(told.agency, sought.agency) > Same.UNNAMED for told in (promised, named))
    return "" if is_named or not sought.must_name else _NOBODYS


def _sealed(name: str, suffix: str) -> Opening:
    kind = f"{suffix} 文件" if suffix else "不认识的文件格式"
    return Opening(Outcome.UNREADABLE_FORMAT, f"附件“{plain(name, 60)}”是{kind}，本系统不能打开")


def judge_page(reader: Reader, page: Page, fetched: Fetched, entry: Entry, sought: Sought) -> Opening:
    """Says of a page already opened whether the report is in it or behind it."""
    verdict = verify(page, sought.agency, sought.year, entry.title, sought.must_name, sought.by_body)
    if verdict.is_it and verdict.has_body:
        return _whole(reader, page, fetched.outcome, verdict.why, sought)
    if not (
        verdict.is_it
        or verdict.is_undecided
        or (verdict.is_untitled and offers_report(page, sought.agency, sought.year))
    ):
        return _miss(page, verdict, entry.title, sought)
    behind, dead, failed = _behind(reader, page, verdict, entry, sought)
    if behind:
        return Opening(behind.outcome, "", behind, dead_links=dead)
    if not verdict.is_it:
        return _miss(page, verdict, entry.title, sought)
    # An article over several pages may begin with less than tells that it is a report.
    if not further_pages(page) and (why_not := _out_of_reach(page, sought, failed)):
        return Opening(*why_not, is_list=lists_agencies(page), dead_links=dead)
    note = "；正文很短，可能是图片" if is_thin(page) else ""
    return _whole(reader, page, fetched.outcome, verdict.why + note, sought, dead)


def _out_of_reach(page: Page, sought: Sought, failed: Fetched | None) -> tuple[Outcome, str] | None:
    """Why a page that has the report's title shows neither its text nor pictures of it; None where it does."""
    if closed := sealed(page, sought.agency, sought.year):
        told = _sealed(closed.text or plain_url(closed.url), closed.suffix)
        return told.outcome, told.why
    if not is_thin(page) or is_pictured(page):
        return None
    if failed:
        return failed.outcome, f"附件 {plain_url(failed.url)}：{failed.sentence}"
    return Outcome.SHELL_PAGE, f"{plain_url(page.url)}：有标题而没有正文"


def _behind(
    reader: Reader, page: Page, verdict: Verdict, entry: Entry, sought: Sought
) -> tuple[Hit | None, tuple[str, ...], Fetched | None]:
    """The report in an attachment or a frame of a page that has none of its text; the links that were dead; what failed."""
    dead: list[str] = []
    failed: Fetched | None = None
    unsure: Hit | None = None
    # Where the page is the report by its own words, its files need not say whose they are.
    must_name = sought.must_name and not verdict.is_it
    for offered in attachments(page, sought.agency, sought.year)[:_MOST_FILES]:
        fetched = reader.session.fetch(offered.url, sought.hosts)
        if fetched.outcome in GONE:
            dead.append(offered.url)
        failed = failed or (None if fetched.is_good else fetched)
        opening = _document(fetched, page.snapshot, offered.text, replace(sought, must_name=must_name))
        if opening.hit:
            hit, name = _file(opening.hit, offered, page, verdict), file_name(fetched.headers).rpartition(".")[0]
            if _is_report(offered.text, name):
                return hit, tuple(dead), failed
            # What a notice of errors has behind it is seldom the whole report.
            unsure = unsure or (None if is_erratum(entry.title) or is_erratum(verdict.title) else hit)
    return unsure or _framed(reader, page, verdict, entry, sought), tuple(dead), failed


def _is_report(*names: str) -> bool:
    """Whether a file is called a report, and not a list of what was wrong in one."""
    stems = [re.sub(r"\.\w{2,5}$", "", name) for name in names]
    return any(read_title(stem).kind > Kind.NONE for stem in stems) and not any(map(is_erratum, stems))


def _framed(reader: Reader, page: Page, verdict: Verdict, entry: Entry, sought: Sought) -> Hit | None:
    """The report in a frame of a page, in what its script loads, or behind its 阅读全文."""
    onward = (link.url for link in page.links if _ONWARD.match(link.text))
    loaded = (call.url for call in page.calls if call.form is None)
    inside = (*page.frames[:_MOST_FRAMES], *islice(onward, _MOST_FRAMES), *islice(loaded, _MOST_FRAMES))
    for url in dict.fromkeys(inside):
        inner = reader.open(url, sought.hosts)
        if inner.page and inner.fetched.is_good:
            told = verify(inner.page, sought.agency, sought.year, verdict.title or entry.title)
            if told.is_it and told.has_body:
                why = f"{told.why}，正文在内嵌或所指的页面 {plain_url(url)}"
                return Hit(inner.page.snapshot, page.snapshot, inner.fetched.outcome, why, _day(page))
    return None


def _file(hit: Hit, offered: Attachment, page: Page, verdict: Verdict) -> Hit:
    about = verdict.why if verdict.is_it else "页面自身不是报告"
    why = f"{about}，正文在附件“{plain(offered.text or plain_url(offered.url), 60)}”"
    return Hit(hit.snapshot, page.snapshot, hit.outcome, why, _day(page))


def _whole(
    reader: Reader, page: Page, outcome: Outcome, why: str, sought: Sought, dead: tuple[str, ...] = ()
) -> Opening:
    """The page as the report, where everything else that belongs to it can be had."""
    held, failed = in_parts(reader, page, sought.hosts, sought.agency, sought.year)
    if failed:
        return Opening(failed.outcome, f"正文的另一部分 {plain_url(failed.url)}：{failed.sentence}", dead_links=dead)
    why += f"；正文有分页、图片或附件，{HAS_PARTS}" if held.parts else ""
    return Opening(outcome, why, Hit(held, held, outcome, why, _day(page), is_thin(page)), dead_links=dead)


def _miss(page: Page, verdict: Verdict, promised: str, sought: Sought) -> Opening:
    why = f"{plain_url(page.url)}：{verdict.why}"
    is_mute = verdict.is_untitled and (_is_foreign(page, promised) or (is_thin(page) and _shows_more(page, sought)))
    is_list = lists_reports(page) or (not verdict.has_body and lists_agencies(page))
    return Opening(Outcome.WRONG_REPORT, why, None, verdict.of_another, is_list, is_mute)


def _is_foreign(page: Page, promised: str) -> bool:
    """Whether neither the title that led to a page nor what the page is headed with is Chinese: what it is nobody here can say."""
    told = "".join(page.headings) or page.own_words
    return not _HAN.search(promised) and 2 * len(_HAN.findall(told)) < sum(map(str.isalpha, told))


def _shows_more(page: Page, sought: Sought) -> bool:
    asked = (page, sought.agency, sought.year)
    return bool(attachments(*asked) or sealed(*asked) or is_pictured(page))


def _day(page: Page) -> date | None:
    """The day of publication that a page gives, in its meta or beside the words for it."""
    told = (day_in(page.meta[name]) for name in _META_DAYS if name in page.meta)
    return next(filter(None, told), None) or published_in(page.words[:4_000])
