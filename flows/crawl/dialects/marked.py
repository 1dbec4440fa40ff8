"""Years, columns and numbers of pages that keep for a handler what it asks for when they are clicked.

`<a data-year="2024">2024年</a>` beside `$(".tab a").click(function () { $("#list").load("/nb/list.php?year=" + $(this).data("year")) })`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from itertools import islice

from selectolax.lexbor import LexborNode

from flows.crawl.dialects.dialect import Dialect, Request
from flows.crawl.pages.around import text_of
from flows.crawl.pages.calls import calls
from flows.crawl.pages.links import Link
from flows.crawl.pages.page import Page
from flows.crawl.pages.scripts import closing_brace

_ITSELF = r"(?:this|e(?:vent)?\.(?:currentTarget|target))"
_MARK = re.compile(
    rf"""\$\(\s*{_ITSELF}\s*\)\.(?:data\(\s*['"]|attr\(\s*['"]data-)([\w-]{{1,30}})['"]\s*\)"""
    rf"""|\b{_ITSELF}\.(?:dataset\.|getAttribute\(\s*['"]data-)([\w-]{{1,30}})(?:['"]\s*\))?"""
)
_BEGINS = re.compile(r"(?:function\s*\w*\s*\([^(){}]{0,60}\)|=>)\s*\{")
_ASKS = re.compile(r"\$\.(?:ajax|get|post)|\bfetch\s*\(|\baxios\b|\.load\s*\(|\.open\s*\(", re.I)
_COLUMN = re.compile(r"(?!.*20\d{2}).{0,12}(?:年报|年度报告).{0,6}|20\d{2}\s*年?度?(?:年报)?")
_NUMBER = re.compile(r"[2-9]|[1-9]\d{1,2}")
_BEFORE = 600
_MOST_MARKS, _MOST_ELEMENTS = 20, 200


class Marked(Dialect):
    """标记的栏目."""

    name = "标记"

    def recognises(self, page: Page) -> bool:
        """Whether a handler of the page asks for what the element that is clicked keeps."""
        return page.is_html and any(True for _ in _handlers(page))

    def columns(self, page: Page) -> Sequence[Link]:
        """Years and columns of reports by what would be asked for when they are clicked."""
        return [
            Link(label, url, form=form or (), asked_by=page.url, templates=page.templates)
            for label, url, form in _asked(page)
            if _COLUMN.fullmatch(label)
        ]

    def next_pages(self, page: Page) -> Sequence[Request]:
        """The further pages by their numbers; the first is the one that is shown."""
        return [
            Request(url, form, page.url, page.templates)
            for label, url, form in _asked(page)
            if _NUMBER.fullmatch(label)
        ]


def _handlers(page: Page) -> Iterator[str]:
    """The bodies of handlers that ask for something of the element clicked, each once."""
    for script in page.scripts:
        known: set[int] = set()
        for mark in islice(_MARK.finditer(script), _MOST_MARKS):
            begins = list(_BEGINS.finditer(script, max(0, mark.start() - _BEFORE), mark.start()))
            if not begins or begins[-1].end() in known:
                continue
            known.add(begins[-1].end())
            body = script[begins[-1].end() : closing_brace(script, begins[-1].end())]
            if _ASKS.search(body):
                yield body


def _asked(page: Page) -> Iterator[tuple[str, str, tuple[tuple[str, str], ...] | None]]:
    """What each element that keeps what a handler asks for says, and what would be asked for."""
    for body in _handlers(page):
        names = {f"data-{match[1] or match[2]}".lower() for match in _MARK.finditer(body)}
        for node in page.nodes(f"[{min(names)}]")[:_MOST_ELEMENTS]:
            if names <= set(node.attributes):
                for call in calls([_MARK.sub(lambda match, node=node: _kept(node, match), body)], ""):  # type: ignore[misc]
                    if url := page.absolute(call.url):
                        yield text_of(node), url, call.form


def _kept(node: LexborNode, mark: re.Match[str]) -> str:
    return json.dumps(node.attributes.get(f"data-{mark[1] or mark[2]}".lower()) or "", ensure_ascii=False)
