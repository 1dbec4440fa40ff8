"""A sentence cut into words with a meaning for the tables, quantities, marks, and unknown stretches between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from flows.extract.claims.lexicon import lexicon
from flows.extract.claims.quantities import read_quantity
from flows.extract.claims.shapes import MARKS, SHAPES

QUANTITY_KIND, PERCENT_KIND, UNKNOWN, YEAR, PAUSE, LIST_MARK = (
    "quantity",
    "percent",
    "unknown",
    "year",
    "pause",
    "list_mark",
)
OPEN, CLOSE, ELISION, REQUEST, ATTRIBUTE, DISCLOSURE = (
    "bracket_open",
    "bracket_close",
    "elision",
    "request",
    "attribute",
    "disclosure",
)
CARRIED_IN, CARRIED_OUT, FOREIGN = "carried_in", "carried_out", "foreign"

_BETWEEN_FIGURES = re.compile(r"(?<=[0-9])\s+(?=[0-9])")
# What OCR makes of these characters.
_MISREAD = re.compile(
    "申清(?![理晰楚单偿退算])|公幵|己(?=按|依|全部|[办答回结][结复毕])|(?<![年月期季岁])末(?=收到|接到|发生|受理|产生|收取)"
)
_MEANT = {"申清": "申请", "公幵": "公开", "己": "已", "末": "未"}
_QUOTES = dict.fromkeys(map(ord, '“”‘’"[]【】「」'))


class Token(NamedTuple):
    """One word of a sentence: `value`, `unit` and `qualifier` only for quantities, `value` for years and percentages."""

    kind: str
    text: str
    value: str = ""
    unit: str = ""
    qualifier: str = "exact"


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """First character → what can begin with it: most characters begin nothing and are passed over without a look."""
    branches: dict[str, list[str]] = {}
    words = lexicon().patterns
    for name, starts, pattern in (*SHAPES, *(("word", char, words[char]) for char in words), *MARKS):
        for char in starts:
            branches.setdefault(char, []).append(f"(?P<{name}>{pattern})")
    return {char: re.compile("|".join(parts)) for char, parts in branches.items()}


def tidy(sentence: str) -> str:
    """The sentence with compatibility characters folded and without white space, except between two figures."""
    folded = unicodedata.normalize("NFKC", sentence).translate(_QUOTES)
    joined = "".join(_BETWEEN_FIGURES.sub("|", folded).split())
    return _MISREAD.sub(lambda match: _MEANT[match.group()], joined)


def tokenise(sentence: str) -> list[Token]:
    """The tokens of a tidied sentence in order; nothing is dropped except words without meaning of their own."""
    tokens: list[Token] = []
    patterns, words = _patterns(), _words()
    at, unknown, end = 0, 0, len(sentence)
    while at < end:
        pattern = patterns.get(sentence[at])
        match = pattern.match(sentence, at) if pattern else None
        if match is None:
            at += 1
            continue
        if unknown < at:
            tokens.append(Token(UNKNOWN, sentence[unknown:at]))
        at = unknown = match.end()
        token = words[match.group()] if match.lastgroup == "word" else _token(match)
        if token.kind != "function":
            tokens.append(token)
    if unknown < at:
        tokens.append(Token(UNKNOWN, sentence[unknown:at]))
    return tokens


def _token(match: re.Match[str]) -> Token:
    text, name = match.group(), match.lastgroup or ""
    if name == "quantity":
        return Token(QUANTITY_KIND, text, *read_quantity(match))
    if name == "zero":
        return Token(QUANTITY_KIND, text, "0")
    if name == "nought":
        return Token("negation", text)
    return Token(name, text, _value(name, match))


@cache
def _words() -> Mapping[str, Token]:
    """Every word of the lexicon as the token that it always is."""
    return {word: Token(kind, word) for word, kind in lexicon().kind_of.items()}


def _value(name: str, match: re.Match[str]) -> str:
    """The year of a year or carry-over (the later one, where it names two), the text of a share, else nothing."""
    if name == YEAR:
        return match.group("year_number")
    if name == "carried_between":
        return match.group("year_to")
    if name in (CARRIED_IN, CARRIED_OUT):
        year = re.search("20[0-9]{2}", match.group())
        return year.group() if year else ""
    return match.group() if name == PERCENT_KIND else ""
