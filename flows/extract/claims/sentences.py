"""A section's text cut into paragraphs and sentences with their places, and the quick look that passes most of them over."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_SENTENCE = re.compile(r"(?:[^。！？!?\n.]|\.(?![\s\n]|$)|(?<=\d)\.)+(?:[。！？!?.]+[”\"）)]?)?")
# Without one of these a paragraph says nothing about the tables.
_PARAGRAPH_TRIGGER = re.compile(
    r"申请|依申|复议|诉讼|规范性文件|规章|行政许可|行政处罚|行政强制|查封|事业性收费|处理费|费用|结转|予以公开|无法提供|不予|答复率|办结率"
)
_SENTENCE_TRIGGER = re.compile(
    r"\d|[一二两三四五六七八九十]\s*[件条项宗起例份]|未|没|无|零|不存在|均|全部|所有|都|皆|已|并|及时|申请|申\s*公开|复议|诉讼|率"
)


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence as published, and where it stands in its section's text."""

    text: str
    start: int
    end: int


def paragraphs(text: str) -> Iterator[list[Sentence]]:
    """The sentences worth reading, paragraph by paragraph."""
    at = 0
    for line in text.split("\n"):
        if _PARAGRAPH_TRIGGER.search(line):
            yield [sentence for sentence in _sentences(line, at) if _SENTENCE_TRIGGER.search(sentence.text)]
        at += len(line) + 1


def _sentences(line: str, offset: int) -> Iterator[Sentence]:
    for match in _SENTENCE.finditer(line):
        text = match.group().strip()
        if text:
            start = offset + match.start() + len(match.group()) - len(match.group().lstrip())
            yield Sentence(text, start, start + len(text))
