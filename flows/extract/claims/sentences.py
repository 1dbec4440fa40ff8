"""A section's text cut into paragraphs and sentences with their places, and the quick look that passes most of them over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# A full stop of Latin script ends a sentence before white space and after a Chinese word, but not in 1.主动公开 nor www.gov.cn.
_SENTENCE = re.compile(r"(?:[^。！？!?.]++|(?<![一-龥）)])\.(?!\s|$))+(?:[。！？!?.]+[”\"）)]?)?|\.")
_MATTER = re.compile(
    r"申\s*[请清]|依\s*申|复议|诉讼|被诉|应诉|规\s*范\s*性\s*文\s*件|规章|行政许可|行政处罚|行政强制|许可决定|处罚决定|查封|收费|处理费|费用|结转|转结|予以公开|不予公开|同意公开|部分公开|无法提供|不予处理|国家秘密|第三方|内部事务|过程性|不掌握|补正|败诉|纠错"
)
_FIGURE = re.compile(
    r"[0-9０-９]\s*(?:[余多]?\s*[件条项宗起例份次个元万%％封部笔]|[,，、;；。）)]|$)|[一二两三四五六七八九十百千]\s*[余多]?\s*[件起宗例条份项]|零"
)
_DENIAL = re.compile(r"未|没|无|不存在")
_GOES_ON = re.compile(
    r"(?:均|全部|所有|都|皆|已|并|及时|一律|法定|规定).{0,60}?(?:办结|办理|办毕|答复|回复|回告|反馈|处理|予以公开|不予公开|无法提供|维持|纠|胜诉|审|[.…])"
    r"|率.{0,12}100|自然人"
)
_NOTE_MARK = re.compile(
    r"[\u2460-\u2473\u00b9\u00b2\u00b3\u2070\u2074-\u2079]+|\s?[\[【〔［](?:[备附]?注)?[0-9]{1,2}[\]】〕］]"
)
_HEADING_LENGTH = 40
# Beyond this a paragraph is no prose: a hostile page must not cost more than a report.
_LONGEST_PARAGRAPH = 20_000
_HEADING_END = re.compile(r"[。；;！？!?，,]|[0-9]\s*[件条项宗起例份次]|[未没无]")
_APPLICATIONS = re.compile(r"依\s*法?\s*申|信息公开申请|公开申请")


class Sentence(NamedTuple):
    """A sentence as published, and where it stands in its section's text."""

    text: str
    start: int
    end: int


def paragraphs(text: str) -> Iterator[list[Sentence]]:
    """The paragraphs that speak of anything the tables hold, as sentences; a heading alone in its line belongs to what follows."""
    at = 0
    heading: list[Sentence] = []
    for line in text.split("\n"):
        speaks = _MATTER.search(line) is not None
        if speaks and len(line) <= _HEADING_LENGTH and not _HEADING_END.search(line):
            heading = list(_sentences(line, at))
        elif speaks or heading:
            yield [*heading, *_sentences(line[:_LONGEST_PARAGRAPH], at)]
            heading = []
        at += len(line) + 1
    if heading:
        yield heading


def without_notes(text: str) -> str:
    """A sentence without what points to remarks, 12①件, 申请[1]12件: folded, that would be more digits of its figures."""
    return _NOTE_MARK.sub("", text)


def says_something(text: str, thread: bool) -> bool:
    """Whether a sentence may claim a figure.

    `thread` is whether the paragraph already speaks of something counted, so that 「均已答复」 means it.
    """
    counted = _FIGURE.search(text) is not None or _DENIAL.search(text) is not None
    return (counted and (thread or _MATTER.search(text) is not None)) or (thread and _GOES_ON.search(text) is not None)


def names_something(text: str) -> bool:
    """Whether a sentence at least names what the next one may count: 依申请公开情况。"""
    return _APPLICATIONS.search(text) is not None or (len(text) <= _HEADING_LENGTH and _MATTER.search(text) is not None)


def _sentences(line: str, offset: int) -> Iterator[Sentence]:
    for match in _SENTENCE.finditer(line):
        text = match.group().strip()
        if text:
            start = offset + match.start() + len(match.group()) - len(match.group().lstrip())
            yield Sentence(text, start, start + len(text))
