"""Pages turned by a script that moves to an address with a number: `location.href = "list.jsp?id=7&pageIndex=" + n`,

`"/nb/page_" + n + ".html"`, or by a pager whose settings hold such an address (`link: "/list?page=" + i + "&id=7"`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from urllib.parse import urljoin

from flows.crawl.dialects.dialect import Dialect, Request
from flows.crawl.pages.counts import pages_set, pages_told
from flows.crawl.pages.expressions import PAGE_NAMES, folded
from flows.crawl.pages.page import Page
from flows.crawl.pages.pager_signs import last_number, numbers_end

_GOES = r"(?:location(?:\.href)?\s*=|location\.(?:replace|assign)\s*\(|window\.open\s*\(|\.load\s*\(|\b(?:link|href)\s*:)\s*"
# n, obj.curr, $(this).data('page')
_NUMBER = r"""[A-Za-z_$][\w$.]{0,40}(?:\([^()\n]{0,40}\)\.\w{1,20}\([^()\n]{0,40}\))?"""
# n, (n-1): the files of some sites count from 0, and the first has another name.
_FILE_NUMBER = r"""(?:[A-Za-z_$][\w.]{0,30}|\(\s*[A-Za-z_$][\w.]{0,30}\s*(?P<less>-\s*1)?\s*\))"""
_AFTER = r"""(?:\s*\+\s*['"](?P<after>[^'"\n]{1,400})['"])?"""
_MOVES = re.compile(
    rf"""(?:return\b\s*|{_GOES})(['"])(?P<before>[^'"\n]{{0,400}}[?&](?P<name>\w{{1,30}})=)\1\s*\+\s*{_NUMBER}{_AFTER}"""
)
_MOVES_BESIDE = re.compile(
    rf"""{_GOES}(['"])(?P<before>[^'"\n?]{{0,400}}(?:page|list|index)[_/-]?)\1\s*\+\s*{_FILE_NUMBER}\s*\+\s*['"](?P<after>\.\w{{3,5}})['"]"""
)
_BESIDE = re.compile(
    rf"""(['"])(?P<before>[^'"\n?]{{0,400}}(?:page|list|index)[_/-])\1\s*\+\s*{_FILE_NUMBER}\s*\+\s*['"](?P<after>\.\w{{3,5}})['"]"""
)
# n == 0 ? "index.html" : "index_" + n + ".html"
_FROM_NOUGHT = re.compile(r"(?:[=!]={1,2}|>)\s*0\s*[?)]")
_BEFORE = 120
_LEADS = re.compile(r"location|\bhref\s*=", re.I)
_MOST_PAGES = 500


class ScriptPager(Dialect):
    """脚本翻页."""

    name = "脚本翻页"

    def recognises(self, page: Page) -> bool:
        """Whether a script of the page moves to a numbered address, or a script asked for it."""
        return page.asked_by != page.url or any(_address(script) for script in page.scripts)

    def next_pages(self, page: Page) -> Sequence[Request]:
        """Pages 2 and on, as many as the page tells of or shows numbers; one more where a 下一页 stands behind those."""
        address = next(filter(None, map(_address, page.scripts)), None)
        pages = self._told(page) or last_number(page) + (not numbers_end(page))
        if not address:
            return ()
        before, after, first = address
        numbers = range(first + 1, min(pages, _MOST_PAGES) + first)
        return [Request(urljoin(page.url, f"{before}{number}{after}")) for number in numbers]

    def pages_in_all(self, page: Page) -> int | None:
        """The count in the pager's settings or attributes, or in words; at least the highest number that it shows."""
        return self._told(page) or last_number(page) or None

    def _told(self, page: Page) -> int | None:
        return pages_set(page.source) or pages_told(page.words)


def _address(script: str) -> tuple[str, str, int] | None:
    """What stands before and after the number of a page in the address that a script moves to, and the number of the first page."""
    script = folded(script) if "location" in script else script
    for asked in _MOVES.finditer(script):
        if asked["name"].lower() in PAGE_NAMES:
            return asked["before"], asked["after"] or "", 1
    beside = _MOVES_BESIDE.search(script) or (_BESIDE.search(script) if _LEADS.search(script) else None)
    if not beside:
        return None
    is_from_nought = beside["less"] or _FROM_NOUGHT.search(script, max(0, beside.start() - _BEFORE), beside.end())
    return beside["before"], beside["after"], 0 if is_from_nought else 1
