"""Texts as sets of five-character shingles, with all masked that reports share by right: figures, names, stock phrases.

Only cutting, masking and measuring belong here; which texts are compared is `checks.similarity`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from checks.names import parse_name

LENGTH = 5
_PRIMES = np.array([1, 131, 17161, 2248091, 294499921], dtype=np.uint64)
_NUMBERS = re.compile(r"[0-9０-９.．,，%％]+|[一二三四五六七八九十百千]+(?=[件条项篇次个期])")
_HEADING = re.compile(r"^[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．][^。；，\n]{0,24}$", re.MULTILINE)
_SELF = re.compile(r"[我本全][省市县区州盟旗镇乡局厅委办院会处站所]|我街道|本机关|本单位|我单位|全街道")
_NOT_WORDS = re.compile(r"[^\w]|_")
# Said by everybody; an office adds its own in the rule's parameters.
_STOCK = re.compile(
    r"以习近平[^，。；]{0,30}思想为指导|(?:深入|全面|认真)?(?:学习)?贯彻(?:落实)?党的[^，。；]{0,30}精神"
    r"|(?:根据|按照|依据|严格按照|严格落实|贯彻落实)[^，。；]{0,6}《[^《》]{2,60}》(?:（[^（）]{0,30}）)?[^，。；]{0,14}(?:要求|规定|精神)?"
    r"|《[^《》]{2,80}》|保障(?:人民群众|公众)[^，。；]{0,24}(?:知情权|参与权|监督权)[^，。；]{0,12}"
    r"|以公开为常态、?不公开为例外|公开是常态、?不公开是例外"
)
Shingles = NDArray[np.uint32]


@dataclass(frozen=True, slots=True)
class Passage:
    """One sentence of each text that says the same once masked."""

    here: str
    there: str


def masked(text: str, names: Sequence[str]) -> str:
    """The text without headings, stock phrases, figures, the body's own names, marks and white space."""
    bare = _STOCK.sub("", _HEADING.sub("", text))
    for name in _own_words(tuple(names)):
        bare = bare.replace(name, "")
    return _NOT_WORDS.sub("", _NUMBERS.sub("", _SELF.sub("", bare)))


@lru_cache(maxsize=4096)
def shingles(text: str, names: tuple[str, ...]) -> Shingles:
    """The distinct shingles of a masked text as sorted 32-bit hashes; empty for a text shorter than one shingle."""
    points = np.frombuffer(masked(text, names).encode("utf-32-le"), dtype=np.uint32).astype(np.uint64)
    if len(points) < LENGTH:
        return np.empty(0, dtype=np.uint32)
    windows = np.lib.stride_tricks.sliding_window_view(points, LENGTH)
    hashes = windows @ _PRIMES
    hashes ^= hashes >> np.uint64(29)
    hashes *= np.uint64(0x9E3779B97F4A7C15)
    return np.unique((hashes >> np.uint64(32)).astype(np.uint32))


def likeness(one: Shingles, other: Shingles) -> float:
    """The share of shingles two texts have in common (Jaccard), 0 to 1."""
    if not len(one) or not len(other):
        return 0.0
    common = len(np.intersect1d(one, other, assume_unique=True))
    return common / (len(one) + len(other) - common)


def passages(here: str, there: str, names: Iterable[str], most: int = 2) -> tuple[Passage, ...]:
    """The longest sentences that two texts share once masked, each as published, in the order of the first text."""
    listed = tuple(names)
    theirs = {masked(sentence, listed): sentence for sentence in _sentences(there)}
    shared = [(sentence, theirs.get(masked(sentence, listed))) for sentence in _sentences(here)]
    found = [Passage(ours, other) for ours, other in shared if other is not None]
    longest = sorted(found, key=lambda passage: -len(passage.here))[:most]
    return tuple(passage for passage in found if passage in longest)[:most]


def _sentences(text: str) -> list[str]:
    return [cut.strip() for cut in re.split(r"[。；;\n]", text) if len(cut.strip()) > 2 * LENGTH]


@lru_cache(maxsize=4096)
def _own_words(names: tuple[str, ...]) -> tuple[str, ...]:
    """A body's names in full, without its place, and its field alone; the longest first."""
    words = set(names)
    for text in names:
        name = parse_name(text)
        if name is not None and name.field:
            words |= {name.field + name.kind, *((name.field,) if len(name.field) > 2 else ())}
        if name is not None and name.place:
            words |= {name.place}
    return tuple(sorted((word for word in words if len(word) > 1), key=len, reverse=True))
