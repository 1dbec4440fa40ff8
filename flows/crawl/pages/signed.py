"""Entries whose titles leave to their list what they are: the agency that stands in their row, or nothing but a year."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.crawl.dialects.dialect import Entry
from flows.crawl.pages.names import is_organ
from flows.crawl.pages.titles import Kind, read_title

_AUTHOR = re.compile(r"(局|委|委员会|政府|镇|乡|街道|办事处|管委会)$")
# 2023年.pdf
_BARE_YEAR = re.compile(r"(20\d\d)\s*年?度?(?:\.(?:docx?|wps|pdf|ofd|zip))?", re.I)
_YEAR = re.compile(r"^\W*(20\d{2})\s*年?度?(年报|年度报告)?\W*$")
_REPORTS = re.compile("年报|年度报告")
_LEAST_YEARS = 2
LEAST_NAMES = 3
"""Fewer may be offices of one agency."""


def signed(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries, those without a name under that of the agency beside them where the list tells them apart by it."""
    beside = {entry.url: name for entry in entries if (name := _name_beside(entry))}
    if len(set(beside.values())) < LEAST_NAMES:
        return entries
    return [replace(one, title=beside[one.url] + one.title) if one.url in beside else one for one in entries]


def told_by_years(entries: Sequence[Entry], names: Sequence[str], is_sure: bool = False) -> Sequence[Entry]:
    """The entries, those called by nothing but a year as reports of it where `names`, the page's titles, say that it lists them.

    Each has the day of the year after: 2023年 2024-01-20. Without days they are folders, unless the page `is_sure`, being
    one of those reports itself.
    """
    bare = {entry.url: match for entry in entries if (match := _BARE_YEAR.fullmatch(entry.title))}
    is_due = all(one.day and one.day.year == int(bare[one.url][1]) + 1 for one in entries if one.url in bare)
    if len(bare) < _LEAST_YEARS or not (is_due or is_sure) or not any(map(_REPORTS.search, names)):
        return entries
    return [replace(one, title=f"{bare[one.url][1]}年政府信息公开年报") if one.url in bare else one for one in entries]


def nameless(text: str) -> str:
    """A report's title that names nobody; that of the year where a text says no more than that; empty for others."""
    if year := _YEAR.match(text):
        return f"{year[1]}年政府信息公开工作年度报告"
    title = read_title(text)
    return text if title.kind > Kind.NONE and title.years and not title.agency else ""


def is_bare_year(text: str) -> bool:
    """Whether a title is a year and nothing else."""
    return bool(_BARE_YEAR.fullmatch(text))


def _name_beside(entry: Entry) -> str:
    """The agency that stands in the row of a report whose title names none; empty where there is none or are several."""
    title = read_title(entry.title)
    if title.kind < Kind.LOOSE or title.agency:
        return ""
    found = names_beside(entry)
    return found[0] if len(found) == 1 else ""


def names_beside(entry: Entry) -> list[str]:
    """The agencies that stand in the row of an entry, beside its title."""
    pieces = entry.around.replace(entry.title, " ").split()
    return list(dict.fromkeys(piece for piece in pieces if is_organ(piece) and _AUTHOR.search(piece)))
