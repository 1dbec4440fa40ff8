"""How many pages a list says that it has, in the words that it says it with, or in the settings of its pager."""

from __future__ import annotations

import re

_IN_ALL = (
    re.compile(r"(?:共|总|总页数\s*[:：]?)\s*(\d{1,5})(?:\s*页|(?=\s*当前))"),
    re.compile(r"(?:总页数|页[数码]\s*[:：]?\s*\d{1,4}\s*/)\s*[:：]?\s*(\d{1,4})(?![\d/.-])"),
    re.compile(r"\b[Pp]age\s*\d{1,4}\s*(?:of|/)\s*(\d{1,4})\b"),
    re.compile(r"(?:第|页次[:：]?|当前页?[:：]?)\s*\d{1,5}\s*/\s*(\d{1,5})\s*页?"),
    re.compile(r"(?<![\d/.-])\d{1,4}\s*/\s*(\d{1,4})\s*页"),
    # 1/4 跳转
    re.compile(r"(?<![\d/.-])\d{1,4}\s*/\s*(\d{1,4})\s*(?=跳转|转到)"),
    # 共67条 1/4 首页 上页 下页 尾页
    re.compile(r"共\s*\d{1,6}\s*条[^\d]{0,10}\d{1,4}\s*/\s*(\d{1,4})\s*(?=首页|上页|上一页)"),
)
# 显示 1 - 5 共 12 条结果, 显示第 1 至 10 项结果，共 23 项
_RANGE = re.compile(
    r"(?<![\d年月/.–-])(\d{1,5})\s*(?:-|–|~|至|到)\s*(\d{1,5})\s*(?:[条项]?(?:记录|结果)?)[,，]?\s*共\s*(\d{1,6})\s*[条项篇]"
)
# 1 - 12 / 72
_OF_ROWS = re.compile(r"(?<![\d年月/.–-])1\s*(?:-|–|~|至)\s*(\d{1,3})\s*/\s*(?!20\d\d\b)(\d{1,6})(?![\d/月日])")
_CHINESE = re.compile("共([一二三四五六七八九十])页")
_SIGNS = "一二三四五六七八九"
_CHINESE_RECORDS = re.compile(
    "(?:共计?|总计|合计|总共)有?([一二三四五六七八九]?十?[一二三四五六七八九]?)[条篇](?:记录|信息|数据|文章)?(?![一-鿿])"
)
_ALL = (
    r"(?:(?<![本每前]页)共有?\s*(\d{1,6})\s*(?:条|篇)(?:记录|信息|数据|文章|内容)?|(?:总(?:记录|信息|条)数?|总数|记录总数|\bTotal|\bto\s+\d{1,5}\s+of)\s*[:：]?\s*(\d{1,6})"
    r"|(?:总计|共计|合计|总共)\s*[:：]?\s*(\d{1,6})\s*(?:条|篇))"
)
# 38条记录 by itself; 每页显示 15 条记录 tells of a page.
_BARE_RECORDS = re.compile(r"(?<![^\s|｜])(?<![页示前近]\s)(?:(\d{1,6})\s*条记录|共\s*(\d{1,6})\s*项)(?![一-鿿])")
_ALL_RECORDS = re.compile(_ALL)
_RECORDS = re.compile(rf"{_ALL}.{{0,12}}?每页(?:显示)?\s*[:：]?\s*(\d{{1,4}})\s*(?:条|篇)?")
# pageCount: 5 of a pager; count: 42, limit: 15 of laypage; totalCounts: 42, pageSize: 15 of jqPaginator.
_PAGES_SET = re.compile(r"""\b(?:page_?count|total_?pages?|page_?total)['"]?\s*[:=]\s*['"]?(\d{1,4})\b""", re.I)
_RECORDS_SET = re.compile(
    r"""\b(?:count|total|totals|total_?(?:counts?|records?|rows?|num|data|size)|record_?count|records|items)['"]?\s*[:=]\s*['"]?(\d{1,6})\b""",
    re.I,
)
_SIZE_SET = re.compile(
    r"""\b(?:limit|limits|page_?size|per_?page|items_?on_?page|show_?data|num_?per_?page|rows|data-size)['"]?\s*[:=]\s*['"]?([1-9]\d{0,2})\b""",
    re.I,
)
_NEAR = 400


def pages_set(script: str) -> int | None:
    """How many pages the settings of a pager tell, or its records by the rows of a page; None where they tell neither."""
    if pages := _PAGES_SET.search(script):
        return int(pages[1])
    for records in _RECORDS_SET.finditer(script):
        around = script[max(0, records.start() - _NEAR) : records.end() + _NEAR]
        if size := _SIZE_SET.search(around):
            return -(-int(records[1]) // int(size[1]))
    return None


def records_told(words: str) -> int | None:
    """The number in 共 46 条记录 or 总记录数：46, or None."""
    if match := _ALL_RECORDS.search(words):
        return _all_of(match)
    if bare := _BARE_RECORDS.search(words):
        return int(bare[1] or bare[2])
    chinese = _CHINESE_RECORDS.search(words)
    return _of_signs(chinese[1]) if chinese and chinese[1] else None


def pages_told(words: str) -> int | None:
    """The number in 共 N 页 or 第 1/N 页, or that of 共 20 条 每页 10 条; None where a text tells neither."""
    if chinese := _CHINESE.search(words):
        return "零一二三四五六七八九十".index(chinese[1])
    if told := next((int(match[1]) for form in _IN_ALL if (match := form.search(words))), None):
        return told
    if (shown := _RANGE.search(words)) and (size := int(shown[2]) - int(shown[1]) + 1) > 1:
        return -(-int(shown[3]) // size)
    if (shown := _OF_ROWS.search(words)) and 1 < int(shown[1]) < int(shown[2]):
        return -(-int(shown[2]) // int(shown[1]))
    match = _RECORDS.search(words)
    return -(-_all_of(match) // int(match[4])) if match and int(match[4]) else None


def _of_signs(written: str) -> int:
    """A number below a hundred: 三, 十二, 二十."""
    tens, ten, ones = written.rpartition("十")
    return 10 * (_SIGNS.find(tens) + 1 or 1) * bool(ten) + _SIGNS.find(ones or "零") + 1


def _all_of(match: re.Match[str]) -> int:
    return int(match[1] or match[2] or match[3])
