"""When a page was published, as data in it say that programs read: JSON-LD, the scripts of WeChat's articles, `time` elements."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta, timezone

from flows.extract.readers.html_nodes import Elements

_LINKED = b"ld+json"
_LINKED_DATE = re.compile(rb'"datePublished"\s*:\s*"(20\d\d-\d\d-\d\d)')
_WECHAT = b"js_content"
_WECHAT_TIME = re.compile(rb"""\b(?:var\s+ct|createTime)\s*=\s*["'](20\d\d-\d\d-\d\d|1\d{9}\b)""")
_BEIJING = timezone(timedelta(hours=8))
_DAY = re.compile(r"20\d\d-\d\d-\d\d")
_LATER = re.compile(r"updat|modif", re.IGNORECASE)


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
        attributes = node.attributes
        if (found := _DAY.match(attributes.get("datetime") or "")) and not _LATER.search(attributes.get("class") or ""):
            told["time"].add(found[0])
    return {name: days.pop() for name, days in told.items() if len(days) == 1}


def _day(text: str) -> str:
    return datetime.fromtimestamp(int(text), UTC).astimezone(_BEIJING).date().isoformat() if text.isdigit() else text
