"""Which part of a page is the article."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import lru_cache

from selectolax.lexbor import LexborNode

from flows.extract.readers.html_nodes import Elements

# UCAP/Kaipu, VSB, TRS, Hanweb, Guangdong and what hand-made sites call it; the innermost that holds everything wins.
_NAME = re.compile(
    r"(?i)(?:^|[\s_-])(?:ucap|zoom|vsb_content|v_news|trs_|view$|content|contents|con_text|article|news|main_?text|detail|info|gknr|"
    r"wzcon|bt_|xxgk|zwgk|text|con$|nr$|body$)|(?:content|article|text|con|detail|zoom)\b"
)
# Words that stand in a report's own tables and headings and nowhere in the frame of a site.
_SIGNS = re.compile(r"第二十[条條]第|法人或其他[组組][织織]|尚未[审審][结結]|[总總][体體]情[况況]|需要[报報]告")
_MOST_BEHIND, _LONGEST_BEHIND = 4, 60
TABLE_SIGNS = re.compile(r"第二十[条條]第|法人或其他[组組][织織]|尚未[审審][结結]")
TABLE_WORDS = re.compile(
    r"第二十[条條]第[（(].|法人或其他[组組][织織]|尚未[审審][结結]|[现現]行有效|[处處]理[决決]定|收[费費]金|自然人|商[业業]企|科研[机機]|公益[组組]|法律服[务務]"
    r"|本年(?:度)?新收|[结結][转轉]|[国國]家秘密|行政查[询詢]|不掌握|重[复復]申[请請]|公[开開]出版|逾期不[补補]|[结結]果[维維]持"
)
"""Words that stand all over the tables, in each part of one."""
REPORT_WORDS = re.compile(rf"{TABLE_WORDS.pattern}|[总總][体體]情[况況]|主要[问問][题題]|需要[报報]告")
"""Those, and words of the headings of the parts in between."""


def lines_behind(root: LexborNode, body: LexborNode) -> list[str]:
    """The short lines right behind the article, up to the first longer part of the page: some sites date their articles there."""
    lines: list[str] = []
    node = root
    while node.mem_id != body.mem_id and node.parent is not None and len(lines) < _MOST_BEHIND:
        if node.next is None:
            node = node.parent
            continue
        node = node.next
        if len(words := " ".join(node.text().split())) > _LONGEST_BEHIND:
            break
        lines += [words] if words else []
    return lines


def drop_behind(root: LexborNode, body: LexborNode, elements: Elements) -> Elements:
    """Takes out of the tree what stands behind the article, where nobody reads on; the elements that are left of the tree's."""
    dropped: Counter[str] = Counter()
    while root.mem_id != body.mem_id and (parent := root.parent) is not None:
        while (behind := root.next) is not None:
            if not (behind.tag or "-").startswith("-"):
                dropped.update(node.tag or "" for node in behind.css("*"))
            behind.decompose()
        root = parent
    # What stands behind all that is left is the last of its kind: a walk over the rest of the tree would tell nothing else.
    left = {tag: nodes[: len(nodes) - dropped[tag]] for tag, nodes in elements.items()}
    return defaultdict(list, left) if dropped else elements


def article(body: LexborNode, whole: str) -> LexborNode:
    """The innermost known article element that holds all that is the article's, else the body; `whole` is its text."""
    signs = len(_SIGNS.findall(whole))
    best, best_length = body, len(whole)
    for node in body.css("div,article,section,ucapcontent,td[id],td[class]"):
        if not _may_be_article(node):
            continue
        text = node.text()
        holds_all = len(_SIGNS.findall(text)) == signs if signs else len(text) * 2 > len(whole)
        if holds_all and len(text) <= best_length:
            best, best_length = node, len(text)
    return best


def _may_be_article(node: LexborNode) -> bool:
    if node.tag in ("ucapcontent", "article"):
        return True
    attributes = node.attributes
    return any(_names_article(value) for key in ("id", "class") if (value := attributes.get(key)))


@lru_cache(maxsize=4096)
def _names_article(value: str) -> bool:
    """Whether an id or classes are an article's; the pages of a site all have the same ones."""
    return _NAME.search(value) is not None
