"""When a report was published, from what the page itself says.

Addresses are never asked: a date in one is when a file was put on a server.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import pairwise, takewhile

from checks.report import Origin
from flows.extract.document import Block, Document, Grid, Paragraph
from flows.extract.grid import rows_of
from flows.extract.headings import read_heading, squeeze
from flows.extract.script import simplified
from flows.extract.titles import NUMERALS, chinese_year

_META_KEYS = (
    *("pubdate", "publishdate", "publishtime", "firstpublishedtime"),
    *("article:published_time", "dc.date", "date"),
)
_DATA_KEYS = ("datepublished", "time")
"""What programs read of a page: dates beside it that people read are better."""
_HEAD_LINES, _LAST_LINES = 25, 12
_EDGE_BLOCKS, _LAST_BLOCKS = 20, 4
_EDGE_CELLS = 60
_DATE = re.compile(r"(20\d\d)\s*[年\-/.]\s*(\d{1,2})\s*[月\-/.]\s*(\d{1,2})(?!\d)\s*日?")
_DENSE_DATE = re.compile(r"(20\d\d)([01]\d)([0-3]\d)")
_CHINESE_DATE = re.compile(
    rf"(二[{NUMERALS}]{{3}})年([一二三四五六七八九十]{{1,2}})月([一二三四五六七八九十]{{1,3}})日"
)
# The better says a label when the page was put up, the earlier it stands here.
_LABELS = (
    (re.compile(r"(?:信息)?(?:发布|公开|公布|发表)(?:日期|时间|于)?$"), Origin("text", 1.0)),
    (re.compile(r"^(?:(?:发文|发稿|信息|上网|录入|上传|提交|创建|添加)?(?:日期|时间))?$"), Origin("text", 0.8)),
    (re.compile(r"(?:成文|生成|公文生成|制发|印发|更新)(?:日期|时间)$"), Origin("text", 0.6)),
)
_WHEN = (
    r"(?:信息)?(?:发布|公开|公布|发表|成文|公文生成|生成|制发|印发|发文|发稿|信息|上网|更新|录入|上传|提交|创建|添加)(?:日期|时间)"
    r"|(?:(?<![\u4e00-\u9fff])|(?<=[局委办厅处室院会府部科站]))(?:日期|时间)"
)
_DAY = r"20\d\d(?:\s*[年\-/.]\s*\d{1,2}\s*[月\-/.]\s*\d{1,2}|[01]\d[0-3]\d(?!\d))"
_LABELLED = re.compile(
    rf"(页面)?({_WHEN}|(?:发布|发表)于|(?<![\u4e00-\u9fff])发布(?=\s*[:：]))[\s:：\]】|]*[\[【]?\s*({_DAY})"
)
_LABEL, _STARTS_WITH_DAY = re.compile(rf"(?:{_WHEN})[:：]?"), re.compile(rf"\s*{_DAY}")
# 2024-01-20 09:30 来源：某局 点击：12, the line that some sites put under a title, or 来源：某局 2024-01-20 点击：12,
# or the body's name alone before it; with 年月日 that is a signature.
_UNLABELLED = re.compile(
    r"(?:(?:信息|文章)?(?:来源|作者|编辑|撰稿|审核)\s*[:：]?[^\d:：]{0,30}){0,3}"
    r"(?:[\u4e00-\u9fff]{2,30}(?:[局委办厅会]|办公室|政府|中心|街道|办事处)(?=\s*20\d\d[-/.]))?[\[【(（\s]*((?:20\d\d)[年\-/.]\s*\d{1,2}[月\-/.]\s*\d{1,2})日?(?:\s*\d{1,2}:\d\d(?::\d\d)?)?[\]】)）\s]*"
    r"(?:$|[|/丨]?\s*(?:来源|信息来源|文章来源|作者|编辑|浏览|点击|阅读|访问|字体|字号|【))"
)
_ASCII = str.maketrans("０１２３４５６７８９．－／", "0123456789.-/")
_TRADITIONAL = re.compile("[發佈間點來關時]")
_SAYS_WHEN = 0.9
"""Origins from this confidence on are dates of publication by their own words."""
_BELOW, _LEAST_TRUSTED = 0.7, 0.4
_DAY_ALONE = re.compile(rf"[\[(（【]?\s*{_DAY}日?\s*[\])）】]?")
# What stands above the line that says where in a site one is belongs to the site: its clock, its announcements.
_WHERE_ONE_IS = re.compile(r"位置\s*[:：]|首页\s*[>＞›»]")
_TODAY = re.compile(r"(?:今天|今日|现在)是")
_CLOCK = re.compile(r"\s*日?\s*(?:星期|周[一二三四五六日天])")
_OTHER_ARTICLE = re.compile(r"[上下前后]一?[篇条]|相关|更多|推荐|发表")
"""What stands behind an article is of others, or a comment's: 李某 发表时间：."""


def read_published(document: Document, year: int | None) -> tuple[date | None, Origin | None]:
    """The first plausible of: a labelled date of publication, the metadata's, a general date, a signature's.

    A date from 20 December of the report year on is plausible. One earlier in that year is a slip of the pen or an
    address used again: it is told, with little trust, where the page states no better date of publication, since a
    weaker date after it (of an update, say) would make a report late that its page calls early.
    """
    early: tuple[date, Origin] | None = None
    for found, origin in _dates(document):
        if year is None or found >= date(year, 12, 20):
            if early is None or origin.confidence >= _SAYS_WHEN:
                return found, origin
        elif found.year == year and early is None and (origin.confidence >= _SAYS_WHEN or origin.place == "signature"):
            early = found, replace(origin, confidence=_LEAST_TRUSTED)
    return early or (None, None)


def header_lines(document: Document) -> Iterator[str]:
    """What stands around the article on its page: the lines above it, its blocks before the first part and its last ones.

    Tables in between are the report's own: one of documents says when these were published.
    """
    yield from _lines_above(document)
    rest = document.blocks[len(_blocks_above(document)) :][-_EDGE_BLOCKS:]
    behind = [*filter(lambda block: isinstance(block, Paragraph), rest[:-_LAST_BLOCKS]), *rest[-_LAST_BLOCKS:]]
    lines = (line for line in _lines(behind) if not _OTHER_ARTICLE.search(line))
    # A day and nothing else below the text is that of its signature.
    yield from (line for line in lines if not _DAY_ALONE.fullmatch(line.strip()))


def _blocks_above(document: Document) -> list[Block]:
    return list(takewhile(lambda block: not _opens_part(block), document.blocks[:_EDGE_BLOCKS]))


def _lines_above(document: Document) -> list[str]:
    """The lines before the first part without those of the site, where the page tells them apart."""
    lines = [*document.meta.get("above", "").splitlines(), *_lines(_blocks_above(document))]
    at = max((place for place, line in enumerate(lines) if _WHERE_ONE_IS.search(line)), default=0)
    return [line for line in _without_entries(lines[at:]) if not _TODAY.search(line)]


def _without_entries(lines: list[str]) -> list[str]:
    """Lines without those that are days and nothing else, where they are several: a list of other articles has them."""
    alone = {
        line
        for above, line in pairwise(["", *lines])
        if _DAY_ALONE.fullmatch(line.strip()) and not _LABEL.fullmatch(squeeze(above))
    }
    return [line for line in lines if line not in alone] if len(alone) > 1 else lines


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Grid):
            few = replace(block, cells=block.cells[:_EDGE_CELLS])
            yield from (" | ".join([cell.text for cell in row]) for row in rows_of(few) if row)
        else:
            yield block.text[:400]


def _opens_part(block: Block) -> bool:
    """Whether a block opens the first part of a report."""
    heading = None if isinstance(block, Grid) else read_heading(block.text)
    return heading is not None and heading.section == "S1"


def _dates(document: Document) -> Iterator[tuple[date, Origin]]:
    labelled = list(_labelled(header_lines(document)))
    for rank, (pattern, origin) in enumerate(_LABELS):
        yield from ((day, replace(origin, said=said)) for label, day, said in labelled if pattern.search(label))
        if rank == 0:
            yield from _metadata(document, _META_KEYS, 0.9)
            yield from _dates_below(document)
    yield from _metadata(document, _DATA_KEYS, 0.8)
    behind = document.blocks[len(_blocks_above(document)) :]
    lines = [block.text for block in behind if isinstance(block, Paragraph)]
    for line in (*reversed(lines[-_LAST_LINES:]), *_lines_above(document)[:_HEAD_LINES]):
        text = squeeze(line).strip("()（）")
        if len(text) <= 40 and (day := read_date(text)) and re.search(r"日$|^\d{4}[-/.]\d{1,2}[-/.]\d{1,2}$", text):
            yield day, Origin("signature", 0.6, text)


def _metadata(document: Document, keys: Iterable[str], confidence: float) -> Iterator[tuple[date, Origin]]:
    texts = (document.meta[key] for key in keys if key in document.meta)
    yield from ((day, Origin("metadata", confidence)) for day in map(read_date, texts) if day)


def _dates_below(document: Document) -> Iterator[tuple[date, Origin]]:
    """Dates of publication below the article, where comments and other articles are dated too, but seldom with that word."""
    says_published, _ = _LABELS[0]
    lines = (line for line in document.meta.get("below", "").splitlines() if not _OTHER_ARTICLE.search(line))
    found = ((day, said) for label, day, said in _labelled(lines) if says_published.search(label))
    yield from ((day, Origin("text", _BELOW, said)) for day, said in found)


def _labelled(lines: Iterable[str]) -> Iterator[tuple[str, date, str]]:
    """Label, date and the words of both: 发布日期：2024-01-15 in a line, or in two cells side by side."""
    for line in _with_values(lines):
        if "20" not in line and "２０" not in line:
            continue
        written = line
        line = line.translate(_ASCII)
        if _TRADITIONAL.search(line):
            line = simplified(line)
        if (bare := _UNLABELLED.match(line)) and (day := read_date(bare[1])):
            yield "", day, bare[1]
        for match in _LABELLED.finditer(line):
            # 页面生成时间 is when the site last wrote the page out.
            is_clock = _CLOCK.match(line, match.end()) is not None
            if not match.group(1) and not is_clock and (day := read_date(match.group(3))):
                yield squeeze(match.group(2)), day, written[match.start() : match.end()].strip()


def _with_values(lines: Iterable[str]) -> Iterator[str]:
    """The lines, in which a date stands behind its label that stood below it: in the next line, or in the next row of a table."""
    waiting = ""
    for line in lines:
        labels, below = waiting.split(" | "), line.split(" | ")
        pairs = list(zip(labels, below, strict=True)) if len(labels) == len(below) else []
        if any(_STARTS_WITH_DAY.match(day) and _LABEL.fullmatch(squeeze(label)) for label, day in pairs):
            yield from (f"{label} {value}" for label, value in pairs)
            waiting = ""
            continue
        yield waiting
        waiting = line
    yield waiting


def read_date(text: str) -> date | None:
    """The first full date in a text, in figures or Chinese numerals, or None; 20240115 only where it is all."""
    if match := _DATE.search(text) or _DENSE_DATE.fullmatch(text):
        parts = [int(part) for part in match.groups()]
    elif match := _CHINESE_DATE.search(text):
        parts = [chinese_year(match.group(1)) or 0, _small(match.group(2)), _small(match.group(3))]
    else:
        return None
    try:
        return date(*parts)
    except ValueError:
        return None


def _small(text: str) -> int:
    """一…三十一 as a number."""
    tens, ten, ones = text.rpartition("十")
    digits = "一二三四五六七八九"
    one = digits.find(ones) + 1 if ones else 0
    return (digits.find(tens) + 1 or 1) * 10 + one if ten else one
