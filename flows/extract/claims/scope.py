"""Whose figures a clause gives: the agency's own, those of all bodies in its area, or it cannot be told."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.claims.tokens import Token

OWN, AREA, UNCLEAR = "own", "area", "unclear"


def read_scope(tokens: Sequence[Token], before: str) -> str:
    """The scope of a clause; one that says nothing keeps that of the clause before it."""
    kinds = {token.kind for token in tokens}
    if kinds & {"area", "lower"}:
        return UNCLEAR if kinds & {"own", "instead"} else AREA
    if "instead" in kinds:
        return UNCLEAR
    return OWN if "own" in kinds else before
