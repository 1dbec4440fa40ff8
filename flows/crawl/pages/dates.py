"""Days as lists, pages and addresses write them. An address's date is a clue only: sites re-import their archives."""

from __future__ import annotations

import re
from datetime import date

_DAY = re.compile(r"(20\d{2}|19[789]\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})(?!\d)")
_WRITTEN = r"((?:20\d{2}|19[789]\d)\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2})"
# A document is written, and a page made and changed, on other days than it is published; 时间 alone may be that of a meeting.
_LABELLED = (
    re.compile(rf"(?:发布|公开|发文|发表|上网)(?:时间|日期)\s*[:：]?\s*{_WRITTEN}"),
    re.compile(rf"(?:更新|成文|生成|印发)(?:时间|日期)\s*[:：]?\s*{_WRITTEN}"),
    re.compile(
        rf"(?:时间|日期)\s*[:：]\s*{_WRITTEN}(?:日|\s*\d{{1,2}}:\d{{2}}(?::\d{{2}})?)?[\s|【\[]*(?:信息|文章)?(?:来源|作者|浏览|点击|阅读|访问|字[体号]|编辑|打印)"
    ),
    re.compile(rf"(?:来源|作者)\s*[:：]\s*\S{{1,30}}\s+(?:时间|日期)\s*[:：]\s*{_WRITTEN}"),
)
_IN_URL = (
    re.compile(r"/t(20\d{2}|1970)(\d{2})(\d{2})_"),
    re.compile(r"/art/(20\d{2})/(\d{1,2})/(\d{1,2})/"),
    re.compile(r"/c/(20\d{2})-(\d{2})-(\d{2})/"),
    re.compile(r"/(20\d{2})[-/]?(\d{2})[-/](\d{2})/"),
    re.compile(r"/(20\d{2})(\d{2})(\d{2})/"),
    re.compile(r"/(20\d{2})-?(\d{2})/"),
)


def day_in(text: str) -> date | None:
    """The first day that stands in a text, or None."""
    for match in _DAY.finditer(text):
        if day := _day(*match.groups()):
            return day
    return None


def published_in(text: str) -> date | None:
    """The first day in a text that is labelled as the day of publication, else as one close to it."""
    found = (match for label in _LABELLED if (match := label.search(text)))
    return next((day_in(match[1]) for match in found), None)


def url_date(url: str) -> date | None:
    """The day that an address names; the first of the month where it names only a month."""
    for pattern in _IN_URL:
        if (match := pattern.search(url)) and (day := _day(*match.groups(), *("1",) * (3 - len(match.groups())))):
            return day
    return None


def _day(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
