"""Any list made of links: rows with a date or a report's title, and pages reached by 下一页 or by their numbers."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from urllib.parse import urlsplit

from flows.crawl.dialects.dialect import Dialect, Entry, Request
from flows.crawl.pages.counts import pages_told
from flows.crawl.pages.dates import day_in
from flows.crawl.pages.drawn_links import drawn_next
from flows.crawl.pages.links import Link
from flows.crawl.pages.page import Page
from flows.crawl.pages.pager_signs import boxed_pages
from flows.crawl.pages.titles import Kind, read_title

_NEXT = re.compile(
    r"^[\s\[<>›»（(←]*(下一?[页頁个年]|后一?页|[下后]\s*\d{1,2}\s*页|向后|next( page)?|[>›»→▶►]{1,2}|尾页|末页|最后一页"
    r"|[较更]?[早旧]的?(文章|内容|信息)|older (posts|entries))[\s\]>›»）)→]*$",
    re.I,
)
_NUMBER = re.compile(r"^[\[(（\s]*(?:(?:转到|跳到|跳转到|到)?第)?\s*(?!20\d\d\b)(\d{1,4})\s*页?[\])）\s]*$")
# The articles before and after one that is shown are no list.
_NEIGHBOUR = re.compile(r"[上下前后]一?[篇条则][:：]")
_LEAST_TITLE = 4
_PICTURE = "图片链接"
ACTION = re.compile(
    r"^[\[【(（]?\s*(点击)?(查看|浏览|阅读|打开|下载|详情|详细|预览|html|word|pdf|doc|wps|ofd)(全文|详情|附件|文件|报告|原文|版)?\s*[\]】)）>]*$",
    re.I,
)
"""What a link says that says nothing of what it leads to: 查看, [下载], PDF."""


class Generic(Dialect):
    """Every page of HTML."""

    name = "通用"

    def recognises(self, page: Page) -> bool:
        """Whether the page is HTML at all."""
        return page.is_html

    def entries(self, page: Page) -> Sequence[Entry]:
        """Links whose row holds a date, or whose text reads as a report's title."""
        rows = [(_title(link), link, _day(link)) for link in page.links]
        return [
            Entry(title, link.url, day, link.around)
            for title, link, day in rows
            if len(title) >= _LEAST_TITLE
            and not _NEIGHBOUR.search(link.around)
            and (day or read_title(title).kind >= Kind.WEAK)
        ]

    def next_pages(self, page: Page) -> Sequence[Request]:
        """Links named 下一页 and the like, and numbered ones that stay in the same place of the site."""
        named = [link.url for link in page.links if _NEXT.match(link.text) or _is_page_number(link, page.url)]
        found = dict.fromkeys((*named, *page.following, *drawn_next(page)))
        return [Request(url) for url in found if url != page.url]

    def pages_in_all(self, page: Page) -> int | None:
        """The number in 共 N 页 or 第 1/N 页, or that of 共 20 条 每页 10 条; as many as a box of pages offers."""
        return pages_told(page.words) or boxed_pages(page) or None


def _day(link: Link) -> date | None:
    """The day of a row; one within the title (2025年1月1日—12月31日) only where there is no other."""
    return day_in(link.around.replace(link.text, " ")) or day_in(link.around)


def _title(link: Link) -> str:
    """What a link leads to: its text, or for 查看 and 下载 the title that stands in the same row."""
    if link.text and not ACTION.match(link.text):
        return link.text
    pieces = [piece for piece in link.around.split() if read_title(piece).kind >= Kind.LOOSE]
    return max(pieces, key=len, default=link.text or _PICTURE)


def _is_page_number(link: Link, here: str) -> bool:
    if not _NUMBER.match(link.text):
        return False
    there, own = urlsplit(link.url), urlsplit(here)
    same_folder = there.path.rpartition("/")[0] == own.path.rpartition("/")[0]
    return there.netloc == own.netloc and same_folder
