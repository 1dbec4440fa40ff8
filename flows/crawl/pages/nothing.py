"""Whether a page says that it lists nothing: 暂无数据 where its list would stand, not of a search, of another box, or of a fault."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from flows.crawl.pages.notes import is_hidden
from flows.crawl.pages.page import Page
from flows.crawl.pages.side_boxes import is_of_other_matters

_NOTHING = re.compile(
    r"暂无(相关)?(数据|内容|信息|文章|记录|资料)|没有(找到|查询到|检索到)?(相关|符合条件的)?(数据|内容|信息|记录)|共\s*0\s*(条|页)"
)
# 热门搜索：暂无数据; 没有相关数据，请检查栏目编号
_OF_OTHERS = re.compile(r"搜索[:：]|检查|参数|编号|错误|失败|异常|权限|登[录陆]|刷新|稍[后候]|重试")
_PLACES = "p, div, li, td, dd, span, em, b, i, strong, center, font, label, h2, h3, h4, h5, a"
_WORDS_READ = 20_000
_MOST_PLACES = 5_000


def says_nothing(page: Page) -> bool:
    """Whether a sentence of the page, or of an answer that is no page, says that there is nothing."""
    if not _NOTHING.search(page.words[:_WORDS_READ]):
        return False
    return not page.is_html or any(map(_says_so, page.nodes(_PLACES)[:_MOST_PLACES])) or not page.nodes(_PLACES)


def _says_so(node: LexborNode) -> bool:
    said = "".join(one.text() for one in node.iter(include_text=True) if one.tag == "-text")
    if not _NOTHING.search(said) or _OF_OTHERS.search(said):
        return False
    return not (is_hidden(node) or is_of_other_matters(node))
