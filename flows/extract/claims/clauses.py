"""A sentence's tokens cut at its commas; what stands in brackets becomes clauses of its own, behind the one it explains."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import pairwise
from typing import NamedTuple

from flows.extract.claims.tokens import CLOSE, LIST_MARK, OPEN, PAUSE, QUANTITY_KIND, UNKNOWN, Token

# Kinds that say something of the words around them, but never what is being counted.
MODIFIERS = frozenset(
    """
    unknown year date book noise elision list_mark every each amount no_further because caused done_mark
    in_time happen disclosure duty report remaining including except outside must own area instead etc people
    cumulative until quantity percent negation no_negation no_case no_document decide since quarter last_year
    enforcement filed among all_sorts excluding respectively reviewer
    no_issue fee_scale number_word file sum from later risen judge aforesaid guide powers average amended planned ahead below via share_of afar itself
    """.split()  # noqa: SIM905  a kind a line would hide the list in its length
)


_DEPTH = {OPEN: 1, CLOSE: -1}


class Clause(NamedTuple):
    """A run of tokens between two pauses, and their kinds; `aside` where it stands in brackets, `opens` behind a semicolon."""

    tokens: tuple[Token, ...]
    kinds: Set[str]
    aside: bool = False
    opens: bool = False

    def has(self, *kinds: str) -> bool:
        """Whether any token is of one of these kinds."""
        return not self.kinds.isdisjoint(kinds)


class Side(NamedTuple):
    """The tokens on one side of a quantity, nearest first, as far as the next quantity or the clause reaches."""

    tokens: tuple[Token, ...]
    kinds: Set[str]

    def has(self, *kinds: str) -> bool:
        """Whether any token is of one of these kinds."""
        return not self.kinds.isdisjoint(kinds)

    def labels(self) -> list[Token]:
        """The tokens that can say what is counted, nearest first."""
        return [token for token in self.tokens if token.kind not in MODIFIERS]

    def first(self, gap: int = 3) -> Token | None:
        """The nearest such token, or None where more than `gap` unknown characters stand before it."""
        unknown = 0
        for token in self.tokens:
            if token.kind not in MODIFIERS:
                return token if unknown <= gap else None
            unknown += len(token.text) if token.kind == UNKNOWN else 0
        return None

    def gap(self) -> int:
        """How many unknown characters stand before the nearest token that can say what is counted, or in all."""
        unknown = 0
        for token in self.tokens:
            if token.kind not in MODIFIERS:
                break
            unknown += len(token.text) if token.kind == UNKNOWN else 0
        return unknown


class Count(NamedTuple):
    """A quantity with what stands before and behind it in its clause."""

    quantity: Token
    left: Side
    right: Side
    clause: Clause


def clauses(tokens: Sequence[Token]) -> Iterator[Clause]:
    """The clauses of a sentence in reading order."""
    main: list[Token] = []
    asides: list[list[Token]] = []
    depth, opens = 0, False
    for before, token in pairwise((None, *tokens)):
        if token is None or (token.kind == PAUSE and before is not None and before.kind == "including"):
            # 其中，予以公开5件
            continue
        if _ends_clause(token, depth, main):
            yield from _flush(main, asides, opens)
            main, asides, opens = [], [], token.text == ";"
        depth = max(depth + _DEPTH.get(token.kind, 0), 0)
        if token.kind == OPEN or (depth and token.kind == PAUSE):
            asides.append([])
        elif depth and token.kind != CLOSE:
            asides[-1].append(token)
        elif token.kind not in (CLOSE, PAUSE, "colon"):
            main.append(token)
    yield from _flush(main, asides, opens)


def _ends_clause(token: Token, depth: int, main: Sequence[Token]) -> bool:
    """At a pause, and around a bracket behind a figure: in 「复议3件（维持2件）、诉讼1件」 it explains only that one."""
    if token.kind == OPEN:
        return not depth and bool(main) and main[-1].kind == QUANTITY_KIND
    if token.kind == "colon":
        return not depth and bool(main) and (main[-1].kind in (QUANTITY_KIND, "among") or _tells_of_all(main))
    return (token.kind == PAUSE and not depth) or (token.kind == CLOSE and depth == 1 and not main)


def _tells_of_all(main: Sequence[Token]) -> bool:
    """全部办结：予以公开4件: what stands before the colon is said of all, the list behind it says how."""
    return main[-1].kind in ("close", "answer") and any(token.kind == "every" for token in main)


def _flush(main: list[Token], asides: list[list[Token]], opens: bool) -> Iterator[Clause]:
    if main:
        yield Clause(tuple(main), _kinds(main), opens=opens)
    yield from (Clause(tuple(aside), _kinds(aside), aside=True) for aside in asides if aside)


def _kinds(tokens: Sequence[Token]) -> Set[str]:
    return {token.kind for token in tokens}


def counts(clause: Clause) -> Iterator[Count]:
    """Every quantity of a clause with its two sides."""
    places = [index for index, token in enumerate(clause.tokens) if token.kind == QUANTITY_KIND]
    for number, place in enumerate(places):
        start = places[number - 1] + 1 if number else 0
        end = places[number + 1] if number + 1 < len(places) else len(clause.tokens)
        left = clause.tokens[start:place]
        if number and (cut := _first_mark(left)) < len(left):
            left = left[cut + 1 :]
        right = clause.tokens[place + 1 : end]
        # 「予以公开5件、部分公开2件」: what stands behind the list mark belongs to the next figure.
        if number + 1 < len(places):
            right = right[: _first_mark(right)]
        yield Count(clause.tokens[place], Side(left[::-1], _kinds(left)), Side(right, _kinds(right)), clause)


def _first_mark(tokens: Sequence[Token]) -> int:
    """The place of the first list mark, or the number of tokens."""
    return next((place for place, token in enumerate(tokens) if token.kind == LIST_MARK), len(tokens))
