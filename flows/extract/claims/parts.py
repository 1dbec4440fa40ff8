"""Names of rows told in short among the parts of an outcome, and outcomes told in brackets with another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import takewhile

from flows.extract.claims.outcomes import OUTCOMES, is_outcome
from flows.extract.claims.tokens import CLOSE, FOREIGN, LIST_MARK, OPEN, PAUSE, QUANTITY_KIND, UNKNOWN, Token

_PART = "part."
# 信访 is a matter of its own wherever it is not why an application was refused.
_PETITION = f"{_PART}refused.petition"
_NOT_THERE = (f"{_PART}unable.not_held", f"{_PART}unable.needs_creation")
_LEGAL = {"legal", "applicant.business"}
_ASKED = frozenset(("request", "apply"))
_CASES = ("review", "lawsuit")
_CITIZENS = ("公民", "个人")


def name_parts(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens of a sentence with 国家秘密 as a row of table 3 behind 不予公开, and as nothing where no outcome is told.

    Figures alone in brackets stand behind what they count: 自然人（56件） as 自然人56件.
    """
    kinds = {token.kind for token in tokens}
    if OPEN in kinds:
        tokens = list(_without_brackets(tokens))
    if any(kind.startswith(_PART) for kind in kinds):
        tokens = list(_rows(tokens))
    if kinds & _LEGAL and "people" in kinds and "natural" not in kinds:
        tokens = list(_natural(tokens))
    if "colon" in kinds and not kinds.isdisjoint((*OUTCOMES, *_CASES, FOREIGN)):
        tokens = list(_headed(tokens))
    if not kinds.isdisjoint(OUTCOMES):
        tokens = _grounded(tokens)
    if OPEN in kinds and "including" in kinds and not kinds.isdisjoint(OUTCOMES):
        return _joined(tokens)
    return tokens


def _grounded(tokens: Sequence[Token]) -> Sequence[Token]:
    """「因属于行政执法案卷信息，不予公开1件」 without the comma: the ground told before the outcome is the row."""
    kinds = [token.kind for token in tokens]
    places = (place for place, kind in enumerate(kinds) if kind == PAUSE)
    joined = {place for place in places if _is_ground(kinds, place)}
    return [token for place, token in enumerate(tokens) if place not in joined] if joined else tokens


def _is_ground(kinds: Sequence[str], place: int) -> bool:
    before = list(takewhile(lambda kind: kind not in (PAUSE, QUANTITY_KIND), kinds[:place][::-1]))
    row = next((kind for kind in before[:2] if kind.startswith("row.")), "")
    return bool(row) and kinds[place + 1 : place + 3] == [row.split(".")[1], QUANTITY_KIND]


def _without_brackets(tokens: Sequence[Token]) -> Iterator[Token]:
    """The tokens without the brackets around a figure, where the word before them has none of its own."""
    kinds = ["", *(token.kind for token in tokens), "", ""]
    for place, token in enumerate(tokens, start=1):
        opens = kinds[place : place + 3] == [OPEN, QUANTITY_KIND, CLOSE] and kinds[place - 1] != QUANTITY_KIND
        closes = kinds[place - 2 : place + 1] == [OPEN, QUANTITY_KIND, CLOSE] and kinds[place - 3] != QUANTITY_KIND
        if not (opens or (place > 2 and closes)):
            yield token


def _natural(tokens: Sequence[Token]) -> Iterator[Token]:
    """公民145件、法人11件: beside a sort of legal persons, citizens are the natural ones."""
    kinds = [token.kind for token in tokens]
    for place, token in enumerate(tokens):
        behind = next((kind for kind in kinds[place + 1 :] if kind not in _ASKED), "")
        yield Token("natural", token.text) if token.text in _CITIZENS and behind == QUANTITY_KIND else token


def _headed(tokens: Sequence[Token]) -> Iterator[Token]:
    """「不予公开：国家秘密1件」「复议、诉讼情况：行政复议1件」「依申请公开情况：处理留言3条」: the head is not what its first figure counts."""
    for place, (before, token, behind) in enumerate(zip((None, *tokens), tokens, (*tokens[1:], None), strict=False)):
        rows = before and before.kind in OUTCOMES and behind and behind.kind.startswith("row.")
        headed = rows or (before and before.kind in _CASES and behind and behind.kind in _CASES)
        headed = headed or (before and before.kind in _ASKED and _begins_with_strangers(tokens[place + 1 :]))
        yield Token(PAUSE, token.text) if token.kind == "colon" and headed else token


def _begins_with_strangers(tokens: Sequence[Token]) -> bool:
    return any(token.kind == FOREIGN for token in takewhile(lambda token: token.kind != PAUSE, tokens))


def _rows(tokens: Sequence[Token]) -> Sequence[Token]:
    rows: list[Token] = []
    group = ""
    for place, token in enumerate(tokens):
        if token.kind in OUTCOMES or token.kind == "undisclosed":
            group = token.kind.replace("undisclosed", "denied")
        elif token.kind.startswith("row."):
            # 重复申请4件、信访类申请7件，均不予处理
            group = group or token.kind.split(".")[1]
        if token.kind.startswith(_PART):
            group = group or _group_behind(tokens[place:])
            # 予以公开6件，不掌握3件: the only outcome that may be called so.
            of_group = token.kind.startswith((f"{_PART}{group}.", *_NOT_THERE))
            other = FOREIGN if token.kind == _PETITION else UNKNOWN
            token = token._replace(kind=token.kind.replace(_PART, "row.", 1) if of_group else other)
        rows.append(token)
    return rows


def _group_behind(tokens: Sequence[Token]) -> str:
    """以属于内部管理信息为由不予公开2件, 信访类申请6件不予处理: the group that the first figure counts."""
    before = list(takewhile(lambda token: token.kind != QUANTITY_KIND, tokens))
    beside = (*before, *tokens[len(before) + 1 : len(before) + 2])
    return next((token.kind for token in beside if token.kind in OUTCOMES), "")


def _joined(tokens: Sequence[Token]) -> Sequence[Token]:
    """「予以公开（含部分公开）48件」 as 「予以公开、部分公开48件」."""
    for place in range(len(tokens) - 4):
        outcome, opened, including, other, closed = tokens[place : place + 5]
        brackets = (opened.kind, including.kind, closed.kind) == (OPEN, "including", CLOSE)
        disclosed = outcome.text == "公开"
        if brackets and (is_outcome(outcome.kind) or disclosed) and other.kind in OUTCOMES:
            first = Token("granted", outcome.text) if disclosed else outcome
            return [*tokens[:place], first, Token(LIST_MARK, "、"), other, *tokens[place + 5 :]]
    return tokens
