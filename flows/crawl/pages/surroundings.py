"""What stands in and round a list of reports that is not understood: it may be what shows the rest of the list.

A report may be called missing only where everything here is known: rows, links, words, and what serves every page.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from flows.crawl.dialects.dialect import Entry
from flows.crawl.pages.around import text_of
from flows.crawl.pages.arrivals import arrivals, asked_of_list, is_about, scripts_of_list
from flows.crawl.pages.clickable import is_control, is_tab
from flows.crawl.pages.controls import is_known, is_list_itself, is_year, label_of
from flows.crawl.pages.dates import day_in
from flows.crawl.pages.elements import Elements, short
from flows.crawl.pages.fields import is_known_box
from flows.crawl.pages.folders import home_of
from flows.crawl.pages.furniture import in_furniture
from flows.crawl.pages.links import Link
from flows.crawl.pages.notes import announced, note, remark
from flows.crawl.pages.page import Page
from flows.crawl.pages.places import to_be_filled
from flows.crawl.pages.signatures import is_report_body
from flows.crawl.pages.zone import Zone

_FILE = re.compile(r"\.(?:docx?|wps|pdf|ofd|zip|rar|7z|xlsx?|ceb)(?:$|[?#])", re.I)
# What the server ought to have put in its place: <!--#include virtual="/inc/nb.html"-->
_LEFT_OUT = re.compile(r"<!--\s*#\s*(?:include|exec)\b|<%@?\s*include\b|<jsp:include\b|<\?php\b", re.I)
_BEGINS, _ENDS = re.compile(r"<body\b", re.I), re.compile(r"</(?:body|html)\b", re.I)
# "hasNext": true, "last": false, "cursor": "9ab"
_GOES_ON = re.compile(
    r"""['"](?:has_?(?:next|more)\w{0,6}|more)['"]\s*:\s*(?:true|1)\b|['"](?:is_?)?last(?:_?page)?['"]\s*:\s*false\b"""
    r"""|['"](?:cursor|next_?(?:cursor|token|page_?token|link))['"]\s*:\s*(?:['"][^'"]|[1-9])""",
    re.I,
)
# window.__STATE__ = {list: […], hasMore: true}
_MORE_KEPT = re.compile(r"\bhas_?(?:next|more)\w{0,6}['\"]?\s*[:=]\s*(?:true|1)\b", re.I)
_OF_REPORTS = re.compile("全部|更多|年报|年度报告|列表|栏目")
_OF_CHOICES = re.compile(
    r"year|^yrs?$|nian|niandu|^n[fd]$|tab|filter|shaixuan|select|choose|dept|danwei|unit|org", re.I
)
_OF_YEAR = re.compile(r"20\d\d\s*年?.{0,12}报")
_WORD = re.compile(r"\w")
_FEED = re.compile(r"(?:rss|atom|feed)(?:\.\w{2,5})?/?$", re.I)
_YEAR_KEPT = re.compile(r"""['"](20\d\d)年度?['"]""")
# {"year": 2024, "items": […]}
_YEAR_OF_GROUP = re.compile(
    r"""\{\s*['"](?:year|nd|nf|niandu)['"]\s*:\s*['"]?(20\d\d)['"]?\s*,\s*['"](?:items|list|children|data|records|rows|articles|api|url|href|link)['"]"""
)
_SIZE = re.compile(r"""['"](?:page_?size|per_?page|limit)['"]\s*:\s*['"]?(\d{1,4})\b""", re.I)
_TOTAL = re.compile(r"""['"](?:total\w{0,12}|\w{0,12}total|\w{0,12}count|\w{0,8}last\w{0,8}|pages)['"]\s*:""", re.I)
# Of .json the further ones are asked for in their turn.
_NUMBERED_FILE = re.compile(r"([\w-]{1,80}[_/-])\d{1,4}\.(?!json)\w{2,5}$")
# window.onscroll = function () { … $.get(…) }
_SCROLLED = re.compile(
    r"""(?:onscroll\s*=|\.scroll\s*\(|addEventListener\s*\(\s*['"]scroll['"])[^}]{0,300}?(?:\b(?:get|post|ajax|getJSON|fetch|load)\s*\(|axios|load_?more|next_?page)""",
    re.I,
)
_MOST_UNSAID, _MOST_VERSIONS = 3, 2
_MOST_CHOICES = 100


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What was seen in and round a page's list of reports.

    `unexplained` is the first thing that is not understood, in Chinese, empty where all is. `rows` are the links of the
    list's rows, and to files beside it; `unsaid` addresses of the site whose links do not say what they lead to;
    `versions` those that the page's head names for the same in another form; `names` the ids and classes by which a
    script may mean the list; `choices` years to be clicked; `script_files` those that are loaded right beside it;
    `aside` the addresses of reports that stand in boxes of other matters alone; `asked` those that scripts of the list ask for.
    """

    unexplained: str = ""
    rows: tuple[Link, ...] = ()
    unsaid: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()
    names: frozenset[str] = frozenset()
    choices: tuple[str, ...] = ()
    script_files: frozenset[str] = frozenset()
    aside: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()


def look_round(
    page: Page, zone: Zone, is_counted: bool, opened: Collection[str] = (), is_turned: bool = False
) -> Surroundings:
    """Looks at what stands in and round a page's list of reports, `zone`.

    Where the list itself would come from elsewhere (a frame, data) it is only asked whether there is more than one to choose from.

    `is_counted`: the list itself tells how many pages it has; `is_turned`: its pager leads on. `opened` are texts of
    what is known to lead on besides the page's links. Frames and calls of scripts whose addresses are known are left to
    whoever opens them.
    """
    if zone.box is None:
        told = _kept_more(page) or (next(_to_choose(page, zone), "") if page.frames or page.calls else "")
        return Surroundings(told, aside=zone.aside)
    return Surroundings(
        next(_unexplained(page, zone, is_counted, opened, is_turned), ""),
        tuple(_rows(page, zone)),
        tuple(dict.fromkeys(_unsaid(page, zone)))[:_MOST_UNSAID],
        tuple(dict.fromkeys(_versions(page)))[:_MOST_VERSIONS],
        zone.names,
        tuple(_choices(page, zone))[:_MOST_CHOICES],
        frozenset(_loaded_beside(page, zone)),
        zone.aside,
        frozenset(asked_of_list(page, zone)),
    )


def look_over(page: Page, entries: Iterable[Entry]) -> Surroundings:
    """The same of data: every record is a row, and the data may tell that there are more."""
    rows = tuple(Link(entry.title, entry.url, f"{entry.title} {entry.day or ''}") for entry in entries)
    years = dict.fromkeys((*_YEAR_KEPT.findall(page.source), *_YEAR_OF_GROUP.findall(page.source)))
    choices = tuple(f"{year}年" for year in years)[:_MOST_CHOICES]
    size = None if _TOTAL.search(page.source) else _SIZE.search(page.source)
    is_full = size is not None and int(size[1]) <= len(rows)
    told = "数据写明还有下一页" if _GOES_ON.search(page.source) else "数据满一页，可能还有下一页" if is_full else ""
    return Surroundings(told, rows, choices=choices)


def feeds(page: Page) -> tuple[str, ...]:
    """Addresses of the feeds that a page's head names."""
    marked = page.nodes('link[rel~="alternate"][type*="rss"], link[rel~="alternate"][type*="atom"]')
    return tuple(filter(None, (page.absolute(node.attributes.get("href") or "") for node in marked)))


def filled_by(
    scripts: Mapping[str, str], around: Surroundings, is_counted: bool, is_empty: bool = False
) -> Surroundings:
    """Of a page's script files those that have to do with its list: they name it or stand beside it. Do they fetch something unknown?

    What a script of the site fetches as the page is scrolled is more of the list.

    `is_counted`: the list tells how many pages it has; `is_empty`: nothing is listed, so that any script may have to do with it.
    """
    of_list = {
        url for url, text in scripts.items() if is_empty or url in around.script_files or is_about(text, around.names)
    }
    is_filled = any(any(arrivals(scripts[url], is_counted)) for url in of_list)
    is_filled = is_filled or (not is_counted and any(map(_SCROLLED.search, scripts.values())))
    return Surroundings("页面的脚本另取数据" if is_filled else "", script_files=frozenset(of_list))


def _unexplained(page: Page, zone: Zone, is_counted: bool, opened: Collection[str], is_turned: bool) -> Iterator[str]:
    if _BEGINS.search(page.source) and not _ENDS.search(page.source):
        yield "页面没有传完"
    if _LEFT_OUT.search(page.source):
        yield "有服务器没有填入的部分"
    if zone.is_cut:
        yield "页面过长，没有看完"
    elements = Elements(page, is_counted, opened)
    yield from filter(None, map(elements.unknown, zone.nodes))
    yield from in_furniture(page, zone)
    yield from filter(None, (_kept_more(page),))
    is_report = is_report_body(page.words)
    if (
        told := note(zone.nodes, is_report)
        or ("" if is_report else remark(zone.said_beside))
        or announced(page.scripts)
    ):
        yield f"写有“{short(told)}”"
    unscripted = (node for node in page.nodes("noscript") if zone.is_in_own_box(node))
    yield from (f"写有“{short(text_of(node))}”" for node in unscripted if _OF_REPORTS.search(node.text()))
    if not is_counted:
        yield from (f"有由脚本填充的位置“{short(name)}”" for name in to_be_filled(zone, page, is_turned))
    if any(any(arrivals(script, is_counted)) for script in scripts_of_list(page, zone)):
        yield "旁边的脚本另取数据"


def _kept_more(page: Page) -> str:
    return "脚本写明还有下一页" if any(map(_MORE_KEPT.search, page.scripts)) else ""


def _to_choose(page: Page, zone: Zone) -> Iterator[str]:
    """Tabs and boxes by which another list than the one that is shown can be had."""
    for node in zone.nodes:
        is_box = node.tag == "select" and not is_known_box(node, page)
        is_dark = is_tab(node) and not page.leads_to(node) and not is_known(node, is_counted=True)
        if is_box or (is_dark and not is_list_itself(label_of(node))):
            yield f"有“{short(label_of(node))}”，只能由脚本操作"
    yield from (f"有由脚本填充的位置“{short(name)}”" for name in to_be_filled(zone, page) if _OF_CHOICES.search(name))
    if any(_is_one_of_several(call.url, page) for call in page.calls):
        yield "下一页只能由脚本打开"


def _is_one_of_several(url: str, page: Page) -> bool:
    """Whether scripts ask for a numbered file by its name, and make the names of others like it: `"/list_" + n + ".html"`."""
    file = _NUMBERED_FILE.search(url)
    if file is None:
        return False
    made = re.compile(rf"""{re.escape(file[1])}['"]\s*\+""")
    return any(made.search(script) for script in page.scripts)


def _rows(page: Page, zone: Zone) -> Iterator[Link]:
    beside = zone.box.css("a[href]") if zone.box is not None and zone.has_own_box else []
    files = (link for link in beside if _FILE.search(link.attributes.get("href") or ""))
    leads = {page.leads_to(link) for link in (*zone.row_links, *files)}
    # A dated row that stands elsewhere in the box than the reports do is a second list under the first; and what speaks
    # of a year's report may lead to it.
    rows = {link.mem_id for link in zone.row_links}
    near = {page.leads_to(link) for link in beside if link.mem_id not in rows}
    return (
        link
        for link in page.links
        if link.url in leads or (link.url in near and (day_in(link.around) or _OF_YEAR.search(link.text)))
    )


def _unsaid(page: Page, zone: Zone) -> Iterator[str]:
    """Links that are pictures, drawn banners, pieces of a map, signs (+); and in the list's own box whatever names no other matter."""
    home = home_of(page.url)
    rows = {node.mem_id for node in zone.row_links}
    for node in zone.nodes:
        if node.mem_id in rows or not (node.tag in ("a", "area") or "onclick" in node.attributes):
            continue
        is_dark = not _WORD.search(label_of(node)) or (zone.is_in_own_box(node) and not is_known(node, is_counted=True))
        url = page.leads_to(node) if is_dark else None
        if url and url not in (page.url, home) and url.startswith(home) and not _FEED.search(url):
            yield url


def _versions(page: Page) -> Iterator[str]:
    """A feed of the list's own folder, a page for telephones."""
    folder = page.url.partition("?")[0].rpartition("/")[0] + "/"
    for node in page.nodes('link[rel~="alternate"][href]'):
        url = page.absolute(node.attributes.get("href") or "")
        if url and ("media" in node.attributes or url.startswith(folder)):
            yield url
    home = home_of(page.url)
    own = (link.url for link in page.links if link.url.startswith(home))
    yield from filter(_FEED.search, own)


def _choices(page: Page, zone: Zone) -> Iterator[str]:
    for node in zone.nodes:
        if is_control(node) and is_year(label := label_of(node)) and not page.leads_to(node):
            yield label
    for node in page.nodes("a, button, area"):
        if is_year(label := label_of(node)) and not page.leads_to(node):
            yield label
    for script in page.scripts:
        yield from (f"{year}年" for year in dict.fromkeys(_YEAR_KEPT.findall(script)))


def _loaded_beside(page: Page, zone: Zone) -> Iterator[str]:
    for node in page.nodes("script[src]"):
        if zone.is_beside(node) and (url := page.absolute(node.attributes.get("src") or "")):
            yield url
