"""The prose of a report cut into sentences, each with the part it stands in: what the wording rules look through.

Only cutting and cleaning belong here; what is wrong with a sentence is for the rules.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from checks.report import Report

GAP = "◇"
Parts = tuple[tuple[str | None, str], ...]
_END = re.compile(r"[^。！!？?；;\n]+")
# No figure is so long; on a hostile page a run of digits would be read from each of its digits on.
_ENDLESS = re.compile(r"\d{40,}")
_QUOTED = re.compile(r"《[^《》]{1,120}》|“[^“”]{1,120}”|\"[^\"]{1,120}\"")


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence as published, without its end mark; `section` is S1…S6, or None for the preamble.

    `own` is what the agency says in its own words: titles in 《》 and quotations are one ◇ each, white space is gone
    (「2023 年」 is 「2023年」).
    """

    text: str
    section: str | None
    own: str


def sentences(report: Report) -> tuple[Sentence, ...]:
    """All sentences of a report in reading order, the preamble first."""
    return _sentences(_parts(report))


def own_words(report: Report) -> str:
    """All the agency's own words, a sentence a line: where a rule looks first whether there is anything to look at."""
    return _own_words(_parts(report))


def all_words(report: Report) -> str:
    """All the prose without white space, quoted words and titles too: where a rule asks whether something is spoken of."""
    return solid("".join(text for _, text in _parts(report)))


def prose_length(report: Report) -> int:
    """Characters of prose in the whole report, white space not counted."""
    return len(all_words(report))


def solid(text: str) -> str:
    """The text without white space: what is compared where layout must not matter."""
    return "".join(text.split())


def each(report: Report, pattern: re.Pattern[str]) -> Iterator[tuple[Sentence, re.Match[str]]]:
    """Every match of a pattern in the agency's own words, with its sentence."""
    if pattern.search(own_words(report)):
        for sentence in sentences(report):
            for match in pattern.finditer(sentence.own):
                yield sentence, match


def _parts(report: Report) -> Parts:
    return (None, report.preamble), *((section.id, section.text) for section in report.sections)


# Every rule on wording asks for the same report in turn; a few are kept, not a night's.
@lru_cache(maxsize=16)
def _sentences(parts: Parts) -> tuple[Sentence, ...]:
    return tuple(sentence for part, text in parts for sentence in _cut(part, text))


@lru_cache(maxsize=16)
def _own_words(parts: Parts) -> str:
    return "\n".join(sentence.own for sentence in _sentences(parts))


def _cut(part: str | None, text: str) -> Iterator[Sentence]:
    for found in _END.findall(text):
        if cut := found.strip():
            yield Sentence(cut, part, _ENDLESS.sub(GAP, solid(_QUOTED.sub(GAP, cut))))
