"""Boxes of other matters beside a list: 推荐阅读, 相关文章, 最新公开. A report that stands in one is no row of the list."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import islice

from selectolax.lexbor import LexborNode

from flows.crawl.pages.around import text_of

_NAMED = re.compile(
    r"(?:^|[\s_-])(?:hot|related?|recommend\w{0,6}|tuijian|xiangguan|paihang|rank\w{0,4})(?:$|[\s_-])", re.I
)
_BESIDE = re.compile(r"(?:^|[\s_-])\w{0,12}(?<!in)(?<!out)(?<!be)side(?:bar|r)?(?:$|[\s_-])", re.I)
_MORE = r"\W*(?:更多|more)?\W*"
_OF_OTHERS = re.compile(
    rf"\W*(?:\w{{0,4}}推荐\w{{0,4}}|热[门点]\w{{0,4}}|相关\w{{2,4}}|\w{{2,4}}排行榜?|延伸阅读|猜你喜欢){_MORE}"
)
_OF_NEWS = re.compile(rf"\W*最[新近](?:公开|发布|信息|更新|文章|动态|内容|消息)\w{{0,2}}{_MORE}")
_REPORTS = re.compile("年报|年度报告")
_NO_HEADINGS = frozenset({"-text", "li", "tr", "dd"})
_MOST_ABOVE = 6
_MOST_HEADING = 20


def outside_of_boxes(links: Sequence[LexborNode]) -> list[LexborNode]:
    """Those of a page's links to reports that stand in no such box.

    What is named for the side of the page, or for what is new, is a box only where other reports stand elsewhere.
    """
    of_others, of_news = _Boxes(_NAMED, _OF_OTHERS), _Boxes(_BESIDE, _OF_NEWS)
    others = [link for link in links if not of_others.hold(link)]
    return [link for link in others if not of_news.hold(link)] or others


def is_of_other_matters(node: LexborNode) -> bool:
    """Whether an element stands in a box of other matters by its heading or its name."""
    return _Boxes(_NAMED, _OF_OTHERS).hold(node)


class _Boxes:
    """Boxes known by a name or by the heading above them; what was found of an element is kept for all that it holds."""

    def __init__(self, name: re.Pattern[str], heading: re.Pattern[str]) -> None:
        self._name = name
        self._heading = heading
        self._known: dict[int, bool] = {}

    def hold(self, node: LexborNode, most: int = _MOST_ABOVE) -> bool:
        """Whether an element stands in such a box, at most so many elements below it."""
        above = node.parent
        if above is None or not most:
            return False
        if _is_under(node, self._heading):
            return True
        if above.tag in ("body", "html"):
            return False
        if above.mem_id not in self._known:
            marks = f"{above.attributes.get('id') or ''} {above.attributes.get('class') or ''}"
            is_box = above.tag == "aside" or bool(self._name.search(marks))
            self._known[above.mem_id] = is_box or self.hold(above, most - 1)
        return self._known[above.mem_id]


def _is_under(node: LexborNode, heading: re.Pattern[str]) -> bool:
    """Whether the element right before another is such a heading; rows of a list are none to each other."""
    before = node.prev
    while before is not None and before.tag == "-text" and not before.text().strip():
        before = before.prev
    if before is None or before.tag in _NO_HEADINGS:
        return False
    held = sum(1 for _ in islice(before.css("a"), 2))
    text = text_of(before) if held < 2 else ""
    return 0 < len(text) <= _MOST_HEADING and bool(heading.fullmatch(text)) and not _REPORTS.search(text)
