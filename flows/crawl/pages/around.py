"""What stands around an element of a page: its own text, the row that holds it, the heading above it."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from flows.extract.script import settle

_TEXT_CHARACTERS = 300
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5"})
_ROWS = frozenset({"li", "tr", "dd", "dt", "p"})
_MOST_STEPS = 12
_MOST_BLOCKS = 4
_SAYS_LITTLE = re.compile(
    r"^\W*(点击)?(查看|浏览|阅读|打开|下载|详情|详细|进入|全文|更多)(全文|详情|详细|更多|原文|附件|报告|正文|内容)?\W*$"
)


def text_of(node: LexborNode) -> str:
    """The text inside an element, white space folded and invisible characters gone."""
    return " ".join(settle(node.text(separator=" ")).split())


def says_little(text: str) -> bool:
    """Whether a link's text says nothing of what it leads to: 查看, 更多, [下载]."""
    return _SAYS_LITTLE.match(text) is not None


def around(node: LexborNode, text: str) -> LexborNode | None:
    """The row in which a link stands; of one whose `text` says little all that it alone can belong to, or the heading before it."""
    return _block(node) or _heading(node) if says_little(text) else _row(node)


def _row(node: LexborNode) -> LexborNode | None:
    """The row of a list or table in which a link stands; of lists made of other elements what holds it and no other link."""
    above = node.parent
    for _ in range(_MOST_STEPS):
        if above is None:
            return _alone(node)
        if above.tag in _ROWS and not _is_layout(above):
            return above
        above = above.parent
    return _alone(node)


def _is_layout(row: LexborNode) -> bool:
    """Whether the row of a table holds a part of the page: lists and tables with links of their own."""
    # A selector's elements may stand above the row: the table that it is in would be one.
    return row.tag == "tr" and any(part.css_first("a") is not None for part in row.css("table, ul, ol, dl"))


def _alone(node: LexborNode) -> LexborNode | None:
    if _is_beside_another(node):
        return None
    alone, above = None, node.parent
    for _ in range(_MOST_BLOCKS):
        if above is None or above.tag in ("body", "html") or len(above.css("a")) > 1:
            return alone
        if len(above.text()) > _TEXT_CHARACTERS:
            return alone
        alone, above = above, above.parent
    return alone


def _is_beside_another(node: LexborNode) -> bool:
    """Whether the next thing beside a link is a link: of thousands in one element none is alone, and nobody need count them."""
    before, after = node.prev, node.next
    before = before.prev if before is not None and before.tag == "-text" else before
    after = after.next if after is not None and after.tag == "-text" else after
    return any(beside is not None and beside.tag == "a" for beside in (before, after))


def _block(node: LexborNode) -> LexborNode | None:
    """What surrounds a link such as [详细] as far as it is the only one: its row, and the heading above it."""
    block = _row(node)
    above = block.parent if block is not None else node.parent
    for _ in range(_MOST_STEPS):
        if (
            above is None
            or above.tag in ("body", "html")
            or len({one.attributes.get("href") for one in above.css("a")}) > 1
        ):
            return block
        if len(text_of(above)) > _TEXT_CHARACTERS:
            return block
        block, above = above, above.parent
    return block


def _heading(node: LexborNode) -> LexborNode | None:
    """The heading right before a link: `<h2>政府信息公开年报</h2><a>更多</a>`."""
    before = node.prev
    while before is not None and before.tag == "-text" and not before.text().strip():
        before = before.prev
    return before if before is not None and before.tag in _HEADINGS else None
