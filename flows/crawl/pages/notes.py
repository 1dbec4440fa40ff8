"""Words beside a list by which it says that it is not the whole: a total, a part, what must be opened or asked for elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable

from selectolax.lexbor import LexborNode

_STOP = "[^。；，]"
_NOTE = re.compile(
    "|".join(
        (
            # It is an old state.
            rf"历史数据|历史版本|旧版|老版|新版(?!权)|(?:数据|栏目|信息|内容){_STOP}{{0,10}}截[止至]|数据迁移",
            # It is a part.
            r"[仅只]\s*(?:显示|列出|展示|提供|保留)|(?:最近|近)[\d一二两三四五六七八九十]+\s*[条篇年]|部分(?:年报|数据|内容|信息|栏目)",
            rf"(?:以[上下]|此处|本页){_STOP}{{0,6}}部分|(?:现有|收录|共有?|总计|合计){_STOP}{{0,8}}[\d一二三四五六七八九十百]+\s*[份件]",
            # The rest is elsewhere.
            rf"(?:全部|更多|其他|其它|其余){_STOP}{{0,20}}(?:登[录陆]|查询|访问|前往|点击|关注|见|查阅|查看)|登[录陆]后",
            rf"请{_STOP}{{0,4}}(?:到|至|前往|登录|关注|点击|扫码){_STOP}{{1,30}}(?:查[阅看询找]|查看|浏览|下载|获取|翻)",
            rf"机构改革|更名为|并入|(?:由|划[转归入]|合并){_STOP[:-1]}《]{{1,20}}(?:发布|公开|承担)",
            # It is not all there yet, or something broke.
            rf"(?:加载|读取|请求){_STOP}{{0,4}}(?:中|失败|出错|超时)|正在加载|请稍候|滑动|[上下]拉|[上下左右]滑|翻(?:到|至)?下|下翻|键翻|暂时?(?:只|不|无法)",
            r"error occurred while processing|Fatal error|Parse error|error '80|Timeout expired|Warning:|Exception",
        )
    ),
    re.I,
)
# What stands elsewhere is then only what is older.
_OLDER = re.compile("以前|之前|早期")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SILENT = frozenset({"script", "style", "a", "option"})
_BEFORE = 20
_MOST_CHARACTERS = 60_000


def note(nodes: Iterable[LexborNode]) -> str:
    """The first such words that the elements themselves say, apart from links; empty where they say none."""
    told = " ".join(filter(None, map(_said, nodes)))
    words = " ".join(told.split())[:_MOST_CHARACTERS]
    found = (
        match
        for match in _NOTE.finditer(words)
        if not _OLDER.search(words[max(0, match.start() - _BEFORE) : match.end()])
    )
    return next((match[0] for match in found), "")


def is_hidden(node: LexborNode) -> bool:
    """Whether an element's own style hides it."""
    return bool(_HIDDEN.search(node.attributes.get("style") or ""))


def _said(node: LexborNode) -> str:
    texts = (
        ()
        if node.tag in _SILENT or is_hidden(node)
        else (one.text() for one in node.iter(include_text=True) if one.tag == "-text")
    )
    return " ".join(texts)
