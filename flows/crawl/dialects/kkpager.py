"""kkpager: `generPageHtml({total: 5, hrefFormer: 'list', hrefLatter: '.html', getLink: function (n) { return … }})`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin

from flows.crawl.dialects.dialect import Dialect, Request
from flows.crawl.pages.expressions import worked_out
from flows.crawl.pages.page import Page

_BUILT = re.compile(r"\bkkpager\.generPageHtml\s*\(\s*\{(.{0,4000})", re.S)
_TOTAL = re.compile(r"\btotal\s*:\s*['\"]?(\d{1,4})\b")
_PART = re.compile(r"\b(hrefFormer|hrefLatter)\s*:\s*['\"]([^'\"\n]{0,300})['\"]")
_MADE = re.compile(r"\bgetLink\s*:\s*function\s*\(\s*(\w{1,20})\s*\)\s*\{(.{0,600}?)\}", re.S)
_SUM = re.compile(r"""(?:return|[:?])\s*((?:'[^'\n]{0,300}'|"[^"\n]{0,300}"|[\w$.]{1,60}|\s*\+\s*){3,30})""")
_MOST_PAGES = 500


class Kkpager(Dialect):
    """kkpager 翻页."""

    name = "kkpager"

    def recognises(self, page: Page) -> bool:
        """Whether a script of the page builds such a pager."""
        return "kkpager" in page.source and self.pages_in_all(page) is not None

    def next_pages(self, page: Page) -> Sequence[Request]:
        """Pages 2 and on, as `getLink` makes their addresses; none where that cannot be worked out."""
        numbers = range(2, min(self.pages_in_all(page) or 1, _MOST_PAGES) + 1)
        made = (_address(_settings(page), number) for number in numbers)
        return [Request(urljoin(page.url, address)) for address in made if address]

    def pages_in_all(self, page: Page) -> int | None:
        """`total`, which with this pager counts pages."""
        total = _TOTAL.search(_settings(page))
        return int(total[1]) if total else None


def _settings(page: Page) -> str:
    built = next(filter(None, map(_BUILT.search, page.scripts)), None)
    return built[1] if built else ""


def _address(settings: str, number: int) -> str:
    """The address of a page: the last sum of `getLink` that holds the page's number."""
    link = _MADE.search(settings)
    if not link:
        return ""
    known = {f"this.{name}": value for name, value in _PART.findall(settings)} | {link[1]: str(number)}
    sums = [one for one in _SUM.findall(link[2]) if re.search(rf"\b{re.escape(link[1])}\b", one)]
    return (worked_out(sums[-1], known) or "") if sums else ""
