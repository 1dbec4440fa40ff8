"""One element near a list of reports: what it is where it may show more of the list, in Chinese; empty where it is known not to."""

from __future__ import annotations

import re
from collections.abc import Collection
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode

from flows.crawl.pages.around import text_of
from flows.crawl.pages.clickable import is_control, leaf_text
from flows.crawl.pages.controls import is_known, label_of
from flows.crawl.pages.dates import day_in
from flows.crawl.pages.fields import counts, is_button, is_known_box, is_known_field
from flows.crawl.pages.notes import is_hidden
from flows.crawl.pages.page import Page
from flows.crawl.pages.titles import read_title

_FRAMES = frozenset({"iframe", "frame", "object", "embed"})
_ELSEWHERE = re.compile(
    r"weather|tianqi|map|video|player|share|weibo|qq\.com|baidu|counter|tongji|conac|jiucuo|iqiyi|youku|\.swf|zxgk|robot",
    re.I,
)
_BOUND = re.compile(
    r"^(?:v-(?!cloak)|ng-(?!app|controller|cloak)|:|@|x-(?:data|for|text|html)|hx-(?:get|post)|data-hx-|data-bind|wire:|data-ng-|ms-|datasrc$|datafld$)"
)
# <esi:include src="/nb/rows">
_INCLUDED = re.compile(r"(?:esi|xi|jsp|c|s):(?:include|import)$")
_TEMPLATE = re.compile(r"template|text/html|x-tmpl|handlebars|mustache", re.I)
_NO_TEXT = frozenset({"script", "style", "textarea"})
_KEPT = re.compile(
    r"^\s*(?:\[\s*\{|/[\w./-]+[?\w]|https?://|\.{0,2}/?[\w/-]+\.(?:json|do|action|jsp|php|aspx?|xml|html?)\b|url\s*:)",
    re.I,
)
_KEEPERS = frozenset({"img", "a", "video", "source", "script", "link", "meta", "html", "body"})
_OF_MORE = re.compile(r"(?:第|页次[:：]?)?\s*\d{1,3}\s*[/／]\s*(?:[2-9]|[1-9]\d{1,2})\s*页?")
_TITLED = frozenset({"h1", "h2", "h3", "h4", "h5", "p", "strong"})
_ABOUT_REPORTS = re.compile("年报|年度报告|年度工作报告|信息公开")
_DAY = re.compile(r"20\d\d\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}\s*日?")
_OPENS_MENU = frozenset({"data-toggle", "data-bs-toggle", "aria-haspopup", "aria-expanded"})
_PLAIN_NAME = re.compile(r"[\w-]{1,60}")
_LONG_ROW = 120
_SHORT = 20


class Elements:
    """The elements of one page; `is_counted`: its list tells itself how many pages it has.

    `opened` are texts of what is known to lead on besides the page's links.
    """

    def __init__(self, page: Page, is_counted: bool, opened: Collection[str] = ()) -> None:
        self._page = page
        self._is_counted = is_counted
        self._opened = opened
        self._links = {page.url, *(link.url for link in page.links)}

    def unknown(self, node: LexborNode) -> str:
        """What an element is, where it may show more of the list."""
        if node.tag in _FRAMES:
            return self._frame(node)
        return _made_by_script(node) or self._control(node) or self._row(node) or self._kept(node)

    def _frame(self, node: LexborNode) -> str:
        """A frame that nobody can open: without an address, or of another site that is not known."""
        attributes = node.attributes
        if attributes.get("srcdoc"):
            return "有内嵌页面"
        url = self._page.absolute(attributes.get("src") or attributes.get("data") or "")
        if url is None:
            is_idle = is_hidden(node) or attributes.get("width") in ("0", "1") or node.tag == "object"
            return "" if is_idle else "有由脚本打开的内嵌页面"
        is_elsewhere = urlsplit(url).hostname != urlsplit(self._page.url).hostname
        return "有内嵌的其他网站" if is_elsewhere and not is_foreign_service(self._page, url) else ""

    def _control(self, node: LexborNode) -> str:
        if node.tag == "select":
            is_of_pager = self._is_counted and counts(node)
            is_known_one = is_of_pager or is_known_box(node, self._page, self._opened)
            return "" if is_known_one else f"有选择框“{short(text_of(node))}”"
        if node.tag == "input" and not self._page.leads_to(node):
            is_known_one = self._is_counted or is_known_field(node) or (is_button(node) and is_known(node, False))
            return "" if is_known_one else f"有输入框或按钮“{short(label_of(node))}”"
        if not is_control(node) or self._page.leads_to(node) or is_known(node, self._is_counted):
            return ""
        if self._opens_menu(node) or self._shows_part(node):
            return ""
        return f"有“{short(label_of(node)) or node.tag}”，只能由脚本操作"

    def _opens_menu(self, node: LexborNode) -> bool:
        """Whether a button shows a menu that stands right after it, all of which leads somewhere by itself."""
        beside = node.next
        while beside is not None and beside.tag == "-text":
            beside = beside.next
        if beside is None or not any(name in _OPENS_MENU for name in node.attributes):
            return False
        items = [one for one in beside.css("*") if is_control(one)]
        return bool(items) and all(self._page.leads_to(one) or is_known(one, is_counted=False) for one in items)

    def _shows_part(self, node: LexborNode) -> bool:
        """Whether a tab shows a part of the page that holds something already: `<a href="#units">` and `<div id="units">`."""
        name = (node.attributes.get("href") or "").removeprefix("#")
        if node.attributes.get("href") != f"#{name}" or not _PLAIN_NAME.fullmatch(name) or "onclick" in node.attributes:
            return False
        return any(text_of(part) for part in self._page.nodes(f"[id='{name}']"))

    def _row(self, node: LexborNode) -> str:
        if node.tag in _TITLED and _is_pictured(node):
            return f"有图片形式的“{short(text_of(node))}”"
        if node.tag in ("li", "tr") and _is_dead_row(node):
            return f"有没有链接的一行“{short(text_of(node))}”"
        is_part = not self._is_counted and _OF_MORE.fullmatch(leaf_text(node))
        return f"写有“{leaf_text(node)}”" if is_part else ""

    def _kept(self, node: LexborNode) -> str:
        """An element that keeps for a script where its content comes from, or the content itself."""
        for name, value in node.attributes.items() if node.tag not in _KEEPERS else ():
            if "-" in name and value and _KEPT.match(value):
                is_data = value.lstrip().startswith("[")
                if is_data or self._page.absolute(value) not in self._links:
                    return "有由脚本填充的元素"
        return ""


def is_foreign_service(page: Page, url: str) -> bool:
    """Whether an address is that of a weather report, a map, a film of another site, which no list stands in."""
    return urlsplit(url).hostname != urlsplit(page.url).hostname and bool(_ELSEWHERE.search(url))


def short(text: str) -> str:
    """The beginning of a text, for a sentence of the trail."""
    return " ".join(text.split())[:_SHORT]


def _made_by_script(node: LexborNode) -> str:
    tag = node.tag or ""
    if tag in ("template", "xml") or (tag == "script" and _TEMPLATE.search(node.attributes.get("type") or "")):
        return "有模板"
    if tag == "canvas" or (tag == "svg" and node.css_first("a")):
        return "有由脚本画出的内容"
    if "-" in tag.lstrip("-") or _INCLUDED.match(tag):
        return f"有由脚本生成的部件 {short(tag)}"
    return "有由脚本填充的元素" if any(map(_BOUND.match, node.attributes)) or _is_bound(node) else ""


def _is_bound(node: LexborNode) -> bool:
    child = node.child
    return child is not None and child.tag == "-text" and node.tag not in _NO_TEXT and "{{" in child.text()


def _is_pictured(node: LexborNode) -> bool:
    """Whether a title of a report that is no link stands above a picture that is none either."""
    title = read_title(text_of(node)) if len(node.text()) < _LONG_ROW else None
    if title is None or not (title.kind and title.years) or node.css_first("a") is not None:
        return False
    below = node.next
    while below is not None and below.tag == "-text":
        below = below.next
    return below is not None and below.css_first("img, embed, object") is not None and below.css_first("a") is None


def _is_dead_row(node: LexborNode) -> bool:
    """Whether a row with a day speaks of reports, names no year and leads nowhere."""
    text = text_of(node)
    is_row = len(text) < _LONG_ROW and bool(_ABOUT_REPORTS.search(text)) and day_in(text) is not None
    return is_row and node.css_first("a, [onclick]") is None and not read_title(_DAY.sub("", text)).years
