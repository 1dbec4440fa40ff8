"""TRS WCM: pages are `index_1.html` … and only a script, `createPageHTML(pages, current, "index", "html")`, knows them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin

from flows.crawl.dialects.dialect import Dialect, Request
from flows.crawl.pages.expressions import assigned
from flows.crawl.pages.page import Page

_ARGUMENT = r"""\s*(['"]?[\w./-]{1,80}['"]?)\s*"""
_CALL = re.compile(rf"(?<!function )createPage(?:HTML)?\s*\({_ARGUMENT},{_ARGUMENT}(?:,{_ARGUMENT},{_ARGUMENT})?")
_COUNT = re.compile(r"""(?:var\s+)?countPage\s*=\s*['"]?(\d{1,5})""")
# document.write("<a href=\"index"+"_" + nextPage + "."+"shtml\">") beside countPage: there alone stands the suffix.
_WRITTEN = re.compile(
    r"""([\w-]{1,40})\\?["']\s*\+\s*["']_["']\s*\+\s*\w{1,40}\s*\+\s*["']\.(?:["']\s*\+\s*["'])?(\w{3,5})"""
)
_STEM = re.compile(r"/([\w-]+?)(?:_\d+)?\.(\w{3,5})$")


class Trs(Dialect):
    """拓尔思内容管理平台."""

    name = "TRS"

    def recognises(self, page: Page) -> bool:
        """Whether the page counts its pages in TRS's way."""
        return bool(_call(page) or _COUNT.search(page.source))

    def next_pages(self, page: Page) -> Sequence[Request]:
        """`index_1.html` to `index_{n-1}.html` beside the page."""
        pages = self.pages_in_all(page) or 1
        stem, suffix = _file(page)
        return [Request(urljoin(page.url, f"{stem}_{number}.{suffix}")) for number in range(1, min(pages, 1000))]

    def pages_in_all(self, page: Page) -> int | None:
        """The first argument of the call, or `countPage`."""
        if call := _call(page):
            return int(call[0])
        match = _COUNT.search(page.source)
        return int(match[1]) if match else None


def _call(page: Page) -> tuple[str, str, str] | None:
    """Pages, stem and suffix of the pager's call; its arguments may be names for what the scripts set them to."""
    for call in _CALL.finditer(page.source):
        pages, current, stem, suffix = (_worth(page, argument) for argument in call.groups())
        if pages.isdigit() and current.isdigit():
            return pages, stem, suffix
    return None


def _worth(page: Page, argument: str | None) -> str:
    plain = (argument or "").strip("'\"")
    is_name = argument == plain and plain.isidentifier()
    return next((told for script in page.scripts if (told := assigned(script).get(plain))), "") if is_name else plain


def _file(page: Page) -> tuple[str, str]:
    """Stem and suffix of the list's files: as the script names them, else those of the page's own address."""
    if (call := _call(page)) and call[1] and call[2]:
        return call[1], call[2]
    if written := _WRITTEN.search(page.source):
        return written[1], written[2]
    own = _STEM.search(page.url)
    return (own[1], own[2]) if own else ("index", "html")
