"""How official papers write what a program keeps otherwise: days in Chinese, a long title in lines that tear no word.

Source: GB/T 9704-2012 (5.3.3 成文日期, 7.3.1 标题: 回行时词意完整).
"""

from __future__ import annotations

import re
from datetime import date
from itertools import combinations, pairwise

_DAY = re.compile(r"(?<![A-Za-z0-9_/.-])(\d{4})-(\d\d)-(\d\d)(?![A-Za-z0-9_/-])")
# Where a title may go on in a new line: after what is asked, after the year, after what it is about.
_JOINT = re.compile(r"(?<=^关于请核实)|(?<=^关于做好)|(?<=^关于尽快发布)|(?<=\d年)(?=政府)|(?<=年度报告)(?=.)")
# Title faces are of 22 points, the text 156 mm wide.
_LINE = 20


def day_words(day: date) -> str:
    """A day as official letters write it: 2024年4月8日."""
    return _day(day.year, day.month, day.day)


def days_in_words(text: str) -> str:
    """The text with its days (2024-04-08) written as official papers do; numbers and addresses stay."""
    return _DAY.sub(lambda found: _day(*map(int, found.groups())), text)


def title_lines(title: str) -> tuple[str, ...]:
    """A title in as few lines as hold it, of like lengths, no word torn; one line where that cannot be."""
    parts = [part for part in _JOINT.split(title) if part]
    for breaks in range(len(parts)):
        ways = (_joined(parts, places) for places in combinations(range(1, len(parts)), breaks))
        fitting = [way for way in ways if all(_width(line) <= _LINE for line in way)]
        if fitting:
            return min(fitting, key=lambda way: sum((_LINE - _width(line)) ** 2 for line in way))
    return (title,)


def _joined(parts: list[str], breaks: tuple[int, ...]) -> tuple[str, ...]:
    ends = zip((0, *breaks), (*breaks, len(parts)), strict=True)
    return tuple("".join(parts[start:end]) for start, end in ends)


def _width(text: str) -> float:
    """In Chinese characters; Latin ones are half as wide, and a quarter is left where the two meet."""
    meet = sum(one.isascii() != other.isascii() for one, other in pairwise(text))
    return sum(0.5 if mark.isascii() else 1 for mark in text) + 0.25 * meet


def _day(year: int, month: int, day: int) -> str:
    return f"{year}年{month}月{day}日"
