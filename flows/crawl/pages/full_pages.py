"""What a full page of a list shows of a further one that only a script of a file could have made clickable.

A short list may show the same and is whole: sites write 下一页 on the only page too.
"""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from flows.crawl.pages.clickable import leaf_text
from flows.crawl.pages.page import Page
from flows.crawl.pages.zone import names_of

NEXT_WORD = re.compile(
    r"^[\s<[]*(下一?[页頁个]|后一?页|[>›»→▶►]{1,2}|(加载|查看|显示|点击)?更多(\s*[>›»+]*)?|点击加载.{0,4})[\s>\]]*$"
)
"""Words that lead to a further page."""
TURNTABLE = re.compile(r"swiper|slick|carousel|owl|banner|slid|bx-|hd-|focus", re.I)
"""Names of what turns pictures and not pages."""
# 展开全部 or 查看更早年报 below the rows, 上一年度 | 下一年度 above them.
_REST = re.compile(
    r"^\W*(?:展开|显示|查看|加载)(?:全部|其余|剩余).{0,4}\W*$|^\W*(?:[上前]一?年度?\W+)?[下后]一?年度?\W*$"
    r"|^\W*(?:查看)?(?:更早|往期).{0,6}$|^\W*more\W*$",
    re.I,
)
_BETWEEN = re.compile(r"[\s|｜·•\[\]【】()（）←→<>«»‹›]+")
_TURNING = re.compile(r"下一?[页頁]|后一?页")
_FORTH = re.compile(r"(?:^|[/\W_])(?:next|right|xyy|xiayiye)|(?:arrow|angle|chevron)\w*[-_](?:right|next)", re.I)
_DIMMED = re.compile(r"dis|off|gr[ae]y|hui|none|no[-_]", re.I)
# 博达 writes p_next_d p_fun_d on the last page, and on the only one.
_OFF = re.compile(r"disab|\bp_(?:fun|next|last)_d\b", re.I)
_OF_YEAR = re.compile(r"20\d\d.{0,40}(?:报告|年报)")
# Sites show ten rows a page and more.
_FULL_PAGE = 10
_MOST_SHOWN = 3_000
_LEAVES = "a, li, span, div, p, b, i, u, em, strong, font, label, ins, center, pre, dd, td, button"
_LONG = 40


def leads_on_unseen(page: Page) -> bool:
    """Whether a full page says 下一页, numbers its pages or draws an arrow where no link leads on: `<li class="next"><span>下一页</span></li>`."""
    if not page.script_files or sum(bool(_OF_YEAR.search(link.text)) for link in page.links) < _FULL_PAGE:
        return False
    shown = (*page.nodes(_LEAVES)[:_MOST_SHOWN], *_drawn(page))
    return any(_says_on(node) and not (page.leads_to(node) or is_off(node)) for node in shown)


def is_idle(node: LexborNode) -> bool:
    """Whether a button says of itself that it does nothing, as 下一页 does on the last page."""
    attributes = node.attributes
    return bool(_OFF.search(attributes.get("class") or "") or {"disabled", "aria-disabled"} & set(attributes))


def _drawn(page: Page) -> list[LexborNode]:
    return page.nodes("img, svg")[:_MOST_SHOWN]


def _says_on(node: LexborNode) -> bool:
    if node.tag == "img":
        file = (node.attributes.get("src") or "").rpartition("/")[2]
        return bool(_FORTH.search(file)) and not _DIMMED.search(file)
    if node.tag == "svg":
        return bool(_FORTH.search(" ".join(names_of(node))))
    text = leaf_text(node)
    return bool(text and (NEXT_WORD.match(text) or _REST.match(text))) or _turns(node) or _begins_numbers(node, text)


def _turns(node: LexborNode) -> bool:
    """Whether an element's own words are those of a pager: 1 2 3 下一页."""
    own = " ".join(one.text() for one in node.iter(include_text=True) if one.tag == "-text").strip()
    words = _BETWEEN.split(own) if len(own) < _LONG else []
    is_numbered = any(pair == ("1", "2") for pair in zip(words, words[1:], strict=False))
    return is_numbered or any(map(_TURNING.fullmatch, words))


def _begins_numbers(node: LexborNode, text: str) -> bool:
    """Whether 1 stands right before 2, neither of them a link: `<b>1</b><b>2</b>`; in a calendar days do."""
    if node.tag == "td" or text.strip(" []") != "1":
        return False
    beside = node.next
    while beside is not None and beside.tag == "-text" and not beside.text().strip():
        beside = beside.next
    return beside is not None and beside.tag == node.tag and leaf_text(beside).strip(" []") == "2"


def is_off(node: LexborNode) -> bool:
    """Whether what leads on is switched off, inside of a link, or turns pictures."""
    above = node.parent
    if is_idle(node) or (above is not None and (above.tag == "a" or is_idle(above))):
        return True
    while above is not None and above.tag != "body":
        if TURNTABLE.search(" ".join(names_of(above))):
            return True
        above = above.parent
    return False
