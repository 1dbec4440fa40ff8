"""「复议、诉讼分别为3件、5件」 told as 「复议3件、诉讼5件」: names in one row, their figures in another."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.claims.clauses import MODIFIERS
from flows.extract.claims.tokens import LIST_MARK, PAUSE, QUANTITY_KIND, Token

_RESPECTIVELY = "respectively"


def deal_out(tokens: Sequence[Token]) -> Sequence[Token]:
    """The tokens of a sentence with every figure behind its own name, where there are as many of the ones as of the others."""
    place = next((place for place, token in enumerate(tokens) if token.kind == _RESPECTIVELY), None)
    if place is None:
        return tokens
    start = _clause_start(tokens, place)
    names = _names(tokens[start:place])
    figures, end = _figures(tokens, place + 1)
    if len(names) < 2 or len(names) != len(figures):
        return tokens
    dealt: list[Token] = []
    for name, figure in zip(names, figures, strict=True):
        dealt += [*name, figure, Token(LIST_MARK, "、")]
    return [*tokens[:start], *dealt[:-1], *tokens[end:]]


def _clause_start(tokens: Sequence[Token], place: int) -> int:
    pauses = (at for at in range(place, 0, -1) if tokens[at - 1].kind == PAUSE)
    return next(pauses, 0)


def _names(tokens: Sequence[Token]) -> list[list[Token]]:
    """The runs between list marks, or none where one of them names nothing that can be counted."""
    runs: list[list[Token]] = [[]]
    for token in tokens:
        if token.kind == LIST_MARK:
            runs.append([])
        else:
            runs[-1].append(token)
    return runs if all(any(token.kind not in MODIFIERS for token in run) for run in runs) else []


def _figures(tokens: Sequence[Token], place: int) -> tuple[list[Token], int]:
    """The quantities that stand in a row from `place` on, and where they end."""
    figures = []
    end = place
    while place < len(tokens) and tokens[place].kind == QUANTITY_KIND:
        figures.append(tokens[place])
        end = place + 1
        place = end + 1 if end < len(tokens) and tokens[end].kind in (LIST_MARK, PAUSE) else len(tokens)
    return figures, end
