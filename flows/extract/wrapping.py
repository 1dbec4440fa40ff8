"""Putting a sentence together again that the page or the PDF broke over several lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from flows.extract.document import Block, Paragraph
from flows.extract.headings import LONGEST_HEADING, STRONG, read_heading
from flows.extract.titles import is_title

_WRAPPED_LENGTH = 18
_LONGEST_PARAGRAPH = 4000
_SENTENCE_END = re.compile(r"[。！？!?；;：:】|\t]\W?$|日$|情[况況]$|事[项項]$")
_NEW_START = re.compile(
    r"\s*(?:[#*|Ⅰ-Ⅹ①-⑩]|[一二三四五六七八九十]{1,3}[、是.．]|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[、.．)）]|第[一二三四五六七八九十]|[—－-]\s*[、\d]|[、.．])"
)
_NUMERAL_ALONE = re.compile(r"\W*(?:part|第)?[\s.·]*([一二三四五六七八九十]|0?[1-9])(?:部分)?[\s、.]*", re.IGNORECASE)
_LONGEST_NUMERAL = 12
_PROSE = re.compile(r"[。，、,；（《]")
_CLAUSES = re.compile(r"[。，,；（《]")
_LONGEST_TITLE = 30
_UNIT = re.compile(r"[件条项宗起例份次个篇部家期场年月日号元万亿%％.．]")


def unwrapped(blocks: Sequence[Block]) -> Iterator[Block]:
    """Blocks in which a sentence broken over several lines (a PDF's, a column's) is one paragraph again."""
    held: Paragraph | None = None
    for block in blocks:
        if isinstance(block, Paragraph) and held is not None and _goes_on(held, block):
            held = replace(held, text=held.text.rstrip() + block.text.lstrip())
            continue
        if held is not None:
            yield held
        held = block if isinstance(block, Paragraph) else None
        if held is None:
            yield block
    if held is not None:
        yield held


def with_numerals_joined(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks in which the numeral of a part that stands in a box of its own leads the title below it: 一, 总体情况."""
    held: Paragraph | None = None
    for block in blocks:
        numeral = _NUMERAL_ALONE.fullmatch(held.text) if held is not None else None
        if held is not None and numeral and isinstance(block, Paragraph) and _is_title_of(block.text, numeral[1]):
            block = replace(block, text=f"{numeral[1]}、{block.text}")
        elif held is not None:
            yield held
        held = block if isinstance(block, Paragraph) and len(block.text) <= _LONGEST_NUMERAL else None
        if held is None:
            yield block
    if held is not None:
        yield held


def _is_title_of(text: str, numeral: str) -> bool:
    """Whether a text is the title of a part and nothing more; beside a figure, which may be a page's, of that part."""
    heading = read_heading(text)
    if heading is None or heading.section is None or heading.score < STRONG or heading.style != "none":
        return False
    return heading.length >= len(text.rstrip()) and (not numeral.isascii() or int(numeral) == int(heading.section[1]))


def _goes_on(held: Paragraph, following: Paragraph) -> bool:
    """Whether a paragraph breaks off in mid-sentence and the next one carries the sentence on."""
    first, second = held.text.rstrip(), following.text.lstrip()
    return (
        _WRAPPED_LENGTH <= len(first) <= _LONGEST_PARAGRAPH
        and not following.level
        and _SENTENCE_END.search(first) is None
        and _NEW_START.match(second) is None
        and _PROSE.search(first) is not None
        and (not first[-1].isdigit() or _UNIT.match(second) is not None)
        and not is_title(first)
        and not is_title(second)
        and not _is_heading(first)
    )


def _is_heading(line: str) -> bool:
    """Whether a line is a part's title, whatever it ends with (五、…存在的主要问题和改进措施), or as short behind its numeral."""
    heading = read_heading(line) if len(line) <= LONGEST_HEADING else None
    if heading is None or heading.length != len(line):
        return False
    short = heading.style == "cn" and len(line) <= _LONGEST_TITLE and _CLAUSES.search(line) is None
    return heading.section is not None or short
