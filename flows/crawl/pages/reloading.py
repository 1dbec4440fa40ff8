"""Pages that do nothing but set a cookie and load themselves again: with the cookie they are other pages.

Only a cookie that a header sets, or that stands in the script as it will be sent, is known; nothing is run.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from flows.crawl.found import Fetched
from flows.crawl.pages.page import Page

_WORDLESS = 60
_MOST_CHARACTERS = 20_000
_MOST_COOKIES = 10
# location.reload(), <meta http-equiv="refresh" content="1">.
_AFTER_SECONDS = re.compile(r"\s*\d+\s*;?\s*")
_HERE = r"(?:\w+\.)*location(?:\.(?:href|pathname))?\s*(?:[;<)+,}]|$)"
_RELOADS = re.compile(
    rf"location\s*\.\s*reload\s*\(|location\s*\.\s*(?:replace|assign)\s*\(\s*{_HERE}|location(?:\.href)?\s*=\s*{_HERE}|history\.go\(\s*0",
    re.I,
)
_GOES = re.compile(r"""location(?:\.href)?\s*(?:=|\.replace\(|\.assign\()\s*['"]([^'"\s]{1,500})['"]""", re.I)
_SETS = re.compile(r"document\s*\.\s*cookie\s*=(?!=)", re.I)
_LITERAL = re.compile(
    r"""document\s*\.\s*cookie\s*=\s*(['"])\s*([\w!#$%&*+.^`|~-]{1,100})=([\x21\x23-\x2b\x2d-\x3a\x3c-\x5b\x5d-\x7e]{0,1000})\s*(?:;[^'"]{0,300})?\1\s*(?:[;\n}<]|$)""",
    re.I | re.A,
)


def cookies_wanted(fetched: Fetched) -> Mapping[str, str] | None:
    """The cookies with which an answer asks to be asked for again, none where its header set them; None for every other answer."""
    content = fetched.snapshot.content if fetched.snapshot and fetched.is_good else b""
    if not content or len(content) > _MOST_CHARACTERS or not ("set-cookie" in fetched.headers or b"cookie" in content):
        return None
    page = Page(fetched.snapshot) if fetched.snapshot else None
    if page is None or len(page.words) >= _WORDLESS or page.links or not _loads_again(page):
        return None
    cookies = {match[2]: match[3] for match in _LITERAL.finditer(page.source)}
    is_known = len(cookies) <= _MOST_COOKIES and len(_LITERAL.findall(page.source)) == len(_SETS.findall(page.source))
    return cookies if is_known and (cookies or "set-cookie" in fetched.headers) else None


def _loads_again(page: Page) -> bool:
    if _AFTER_SECONDS.fullmatch(page.meta.get("refresh", "")) or _RELOADS.search(page.source):
        return True
    goes = _GOES.search(page.source)
    return goes is not None and page.absolute(goes[1]) == page.url
