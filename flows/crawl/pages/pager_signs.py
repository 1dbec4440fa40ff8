"""Signs that a list goes on where only a script can follow."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborNode

from flows.crawl.pages.links import text_of
from flows.crawl.pages.page import Page

_NEXT_WORD = re.compile(
    r"^[\s<[]*(下一?[页頁个]|后一?页|[>›»]{1,2}|(加载|查看|显示|点击)?更多(\s*[>›»+]*)?|点击加载.{0,4})[\s>\]]*$"
)
_PAGE_NUMBER = re.compile(r"^[\[\s]*[2-9][\s\]]*$")
_PAGER = re.compile(
    r"createPage\w*\s*\(|laypage|kkpager|generPageHtml|twbsPagination|jqPaginator|simplePagination|loadMore|\.scroll\s*\([^;]{0,200}page|\bgetPage\s*[:(]|\.pagination\s*\(|(?:goPage|turnPage|jumpPage|toPage|gotoPage)\s*\(|\bpagerHtml\b"
    r"|<select[^>]{0,200}onchange[^>]{0,200}page|__doPostBack\([^)]{0,80}page"
    r"|(?:total_?pages?|page_?count|page_?total)['\"]?\s*[:=]\s*['\"]?(?:[2-9]|\d{2,})\b",
    re.I,
)
_MORE = re.compile(r"(加载|查看|显示|点击)更多|点击加载|(正在)?加载中|正在加载")
_OF_MORE = re.compile(r"(?<![\d/.-])\d{1,3}\s*/\s*([2-9]|[1-9]\d{1,2})(?![\d/.-])")
_NUMBER = re.compile(r"^[2-9]$|^[1-9]\d{1,2}$")
_MOST_LEAVES = 100
_SHORT = 60


def has_script_pager(page: Page, is_counted: bool) -> bool:
    """Whether a list shows signs of further pages; `is_counted`: it tells how many there are, so that signs say nothing."""
    if any(_NEXT_WORD.match(text) or _PAGE_NUMBER.match(text) for text in page.dead_links):
        return True
    if is_counted:
        return False
    return bool(_PAGER.search(page.source) or _MORE.search(page.own_words)) or _has_bare_numbers(page) or _counts(page)


def _counts(page: Page) -> bool:
    """Whether a pager tells of further pages (1/3), or of the one that a click would ask for (`data-page="2"`)."""
    if any(_OF_MORE.search(text_of(pager)) for pager in page.pagers if len(text_of(pager)) < _SHORT):
        return True
    asked = (
        node.attributes.get("data-page") or "" for node in page.nodes("a[data-page], li[data-page], span[data-page]")
    )
    return any(_NUMBER.match(number) for number in asked)


def _has_bare_numbers(page: Page) -> bool:
    """Whether a pager shows the number of a further page that no link leads to."""
    return any(_NUMBER.match(text) for pager in page.pagers for text in _leaves(pager))


def _leaves(pager: LexborNode) -> Iterator[str]:
    """The texts of a pager's innermost elements that are no links."""
    for node in pager.css("span, li, button, em, i, b, div")[:_MOST_LEAVES]:
        if node.css_first("a, span, li, button, em, i, b, div, select") in (None, node) and not _is_current(node):
            yield node.text().strip()


def _is_current(node: LexborNode) -> bool:
    return bool(re.search(r"cur|active|current|\bon\b|total|count|sum", node.attributes.get("class") or "", re.I))
