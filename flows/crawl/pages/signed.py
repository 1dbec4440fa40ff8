"""Entries whose titles name no agency while the list tells them apart by one that stands in their row: 发布机构, publisher."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.crawl.dialects.dialect import Entry
from flows.crawl.pages.names import is_organ
from flows.crawl.pages.titles import Kind, read_title

_AUTHOR = re.compile(r"(局|委|委员会|政府|镇|乡|街道|办事处|管委会)$")
LEAST_NAMES = 3
"""Fewer may be offices of one agency."""


def signed(entries: Sequence[Entry]) -> Sequence[Entry]:
    """The entries, those without a name under that of the agency beside them where the list tells them apart by it."""
    beside = {entry.url: name for entry in entries if (name := _name_beside(entry))}
    if len(set(beside.values())) < LEAST_NAMES:
        return entries
    return [replace(one, title=beside[one.url] + one.title) if one.url in beside else one for one in entries]


def _name_beside(entry: Entry) -> str:
    """The agency that stands in the row of a report whose title names none; empty where there is none."""
    title = read_title(entry.title)
    if title.kind < Kind.LOOSE or title.agency:
        return ""
    pieces = entry.around.replace(entry.title, " ").split()
    return next((piece for piece in pieces if is_organ(piece) and _AUTHOR.search(piece)), "")
