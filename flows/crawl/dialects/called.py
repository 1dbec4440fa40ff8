"""Columns that only a script opens, by a function that asks for their lists: the trees of 政府信息公开 platforms.

`<li onclick="show('c04', 1)">政府信息公开年报</li>`, `<a data-id="c04">…</a>`, or zTree's `{id: "c04", name: "政府信息公开年报"}`,
beside `function show(id, page) { $.post("/xxgk/list", {catalog: id, page: page}, …) }`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from flows.crawl.dialects.dialect import Dialect
from flows.crawl.pages.around import text_of
from flows.crawl.pages.calls import calls
from flows.crawl.pages.expressions import PAGE_NAMES
from flows.crawl.pages.links import Link
from flows.crawl.pages.page import Page
from flows.crawl.pages.scripts import closing_brace, plain_text

_ASKS = re.compile(r"\$\.(?:ajax|get|post)|\bfetch\s*\(|\baxios\b|\.load\s*\(|\.open\s*\(", re.I)
_FUNCTION = re.compile(
    r"\bfunction\s+([A-Za-z_$][\w$]{0,40})\s*\(([^()]{1,200})\)\s*\{|\b([A-Za-z_$][\w$]{0,40})\s*[:=]\s*function\s*\(([^()]{1,200})\)\s*\{"
)
_CLICKED = re.compile(r"([A-Za-z_$][\w$]{0,40})\s*\(([^()]{1,200})\)")
_ARGUMENT = re.compile(r"""\s*(?:'([^']*)'|"([^"]*)"|(\d{1,20}))\s*(?:,|$)""")
_NODE = re.compile(r"\{[^{}]{8,600}\}")
_PAIR = re.compile(r"""["']?(\w{1,30})["']?\s*:\s*(?:"((?:[^"\\]|\\.){0,300})"|'((?:[^'\\]|\\.){0,300})'|(\d{1,20}))""")
_IDS = ("id", "nodeid", "channelid", "catalogid", "columnid", "code", "cid", "key", "value")
_NAMES = ("name", "title", "text", "label", "channelname", "columnname")
_NAME = re.compile(r"^(?!.*20\d{2}).{0,12}(?:年报|年度报告).{0,6}$")
# show(node.id, 1), show(treeNode.id), show($(this).data("id"))
_OF_NODE = r"(?<!function )(?<![\w$.]){}\s*\(\s*(?:[A-Za-z_$][\w$]{{0,30}}\.(?:{})|\$\(this\)\.(?:data|attr)\([^()]{{1,30}}\))\s*[,)]"
_MOST_FUNCTIONS, _MOST_NODES, _MOST_FOUND = 100, 2_000, 20


class _Asking(NamedTuple):
    """A function that asks for a list: its parameters and its body."""

    parameters: Sequence[str]
    body: str


class Called(Dialect):
    """脚本打开的栏目."""

    name = "脚本栏目"

    def recognises(self, page: Page) -> bool:
        """Whether the page names a column of reports, and one of its functions asks for something."""
        if not page.is_html or not ("年报" in page.source or "年度报告" in page.source or "\\u5e74" in page.source):
            return False
        return any(_ASKS.search(script) and _FUNCTION.search(script) for script in page.scripts)

    def columns(self, page: Page) -> Sequence[Link]:
        """The columns of reports by what their function would ask for; at most twenty."""
        functions = dict(islice(_functions(page.scripts), _MOST_FUNCTIONS))
        return list(islice(_opened(page, functions), _MOST_FOUND)) if functions else []


def _functions(scripts: Sequence[str]) -> Iterator[tuple[str, _Asking]]:
    for script in scripts:
        for match in _FUNCTION.finditer(script):
            body = script[match.end() : closing_brace(script, match.end())]
            if _ASKS.search(body):
                yield match[1] or match[3], _Asking([one.strip() for one in (match[2] or match[4]).split(",")], body)


def _opened(page: Page, functions: Mapping[str, _Asking]) -> Iterator[Link]:
    for node in page.nodes("[onclick], a[href^='javascript' i]")[:_MOST_NODES]:
        name = text_of(node)
        if _NAME.match(name):
            for call in _CLICKED.finditer(
                f"{node.attributes.get('onclick') or ''} {node.attributes.get('href') or ''}"
            ):
                values = [a or b or c for a, b, c in _ARGUMENT.findall(call[2])]
                yield from _asked(page, name, functions.get(call[1]), values)
    by_node = [one for name, one in functions.items() if _takes_node(page.scripts, name)]
    for name, value in [*_planted(page), *_kept(page)] if by_node else ():
        for function in by_node:
            yield from _asked(page, name, function, [value])


def _takes_node(scripts: Sequence[str], name: str) -> bool:
    """Whether a function is handed the number of the node that was clicked."""
    called = re.compile(_OF_NODE.format(re.escape(name), "|".join(_IDS)), re.I)
    return any(called.search(script) for script in scripts)


def _planted(page: Page) -> Iterator[tuple[str, str]]:
    """Names and numbers of the nodes of a tree that stands in a script."""
    for script in page.scripts:
        for match in islice(_NODE.finditer(script), _MOST_NODES):
            told = {name.lower(): plain_text(a or b or c) for name, a, b, c in _PAIR.findall(match[0])}
            name = next((told[key] for key in _NAMES if _NAME.match(told.get(key, ""))), "")
            value = next((told[key] for key in _IDS if told.get(key)), "")
            if name and value:
                yield name, value


def _kept(page: Page) -> Iterator[tuple[str, str]]:
    """The same of elements that keep their number for a script."""
    for node in page.nodes("a, li, span, div")[:_MOST_NODES]:
        value = _number(node)
        if value and _NAME.match(name := text_of(node)):
            yield name, value


def _number(node: LexborNode) -> str:
    attributes = node.attributes
    return next((attributes[f"data-{key}"] or "" for key in _IDS if attributes.get(f"data-{key}")), "")


def _asked(page: Page, name: str, function: _Asking | None, values: Sequence[str]) -> Iterator[Link]:
    """What a function asks for when it is handed these values, and the first page where it takes a page's number too."""
    if function is None or not values:
        return
    given = dict(zip(function.parameters, values, strict=False))
    given |= {one: "1" for one in function.parameters if one not in given and one.lower() in PAGE_NAMES}
    told = "".join(f'var {one} = "{value}";\n' for one, value in given.items() if '"' not in value)
    for call in calls([told + function.body], ""):
        if url := page.absolute(call.url):
            yield Link(name, url, form=call.form or (), asked_by=page.url, templates=page.templates)
