"""When a page was published, as data in it say that programs read: JSON-LD, the scripts of WeChat's articles, `time` elements."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from selectolax.lexbor import LexborNode

from flows.extract.readers.html_nodes import Elements

_LINKED = b"ld+json"
_LINKED_DATE = re.compile(rb'"(?:datePublished|pubDate)"\s*:\s*"(20\d\d-\d\d-\d\d)')
_WECHAT = b"js_content"
_WECHAT_TIME = re.compile(rb"""\b(?:var\s+ct|createTime)\s*=\s*["'](20\d\d-\d\d-\d\d|1\d{9}\b)""")
_BEIJING = timezone(timedelta(hours=8))
_DAY = re.compile(r"20\d\d-\d\d-\d\d")
_PUBLISHED = re.compile(r"publi|posted|entry-date|post-date", re.IGNORECASE)
_LATER = re.compile(r"updat|modif", re.IGNORECASE)
_BESIDE = re.compile(r"发布|发表|来源|作者|编辑|浏览|阅读|点击")
_CLOCK = re.compile(r"今天|今日|现在|星期|周[一二三四五六日]")
_LONGEST_LINE = 120
"""What stands beside a day in an article's line, and beside a site's clock."""


def dates_told(markup: bytes, elements: Elements) -> dict[str, str]:
    """`datepublished` and `time` as ISO dates, where data of the page tell just one; `markup` is the page with its scripts.

    Source: schema.org, Article; HTML, 4.5.14 (the time element). WeChat counts seconds since 1970.
    """
    told: dict[str, set[str]] = {"datepublished": set(), "time": set()}
    if _LINKED in markup:
        told["datepublished"] |= {found.decode() for found in _LINKED_DATE.findall(markup)}
    if _WECHAT in markup:
        told["datepublished"] |= {_day(found.decode()) for found in _WECHAT_TIME.findall(markup)}
    for node in elements["time"]:
        if (found := _DAY.match(node.attributes.get("datetime") or "")) and _says_published(node):
            told["time"].add(found[0])
    return {name: days.pop() for name, days in told.items() if len(days) == 1}


def _says_published(node: LexborNode) -> bool:
    """Whether a day is called that of publication, or stands in the line below an article's title; no day of a site's clock does."""
    attributes = node.attributes
    called = f"{attributes.get('class') or ''} {attributes.get('itemprop') or ''} {'publi' * ('pubdate' in attributes)}"
    line = node.parent.text() if node.parent is not None else ""
    beside = len(line) <= _LONGEST_LINE and _BESIDE.search(line) is not None and not _CLOCK.search(line)
    return not _LATER.search(called) and (_PUBLISHED.search(called) is not None or beside)


def _day(text: str) -> str:
    return datetime.fromtimestamp(int(text), UTC).astimezone(_BEIJING).date().isoformat() if text.isdigit() else text
