"""Whose figures a clause gives: the agency's own, those of all bodies in its area, or it cannot be told."""

from __future__ import annotations

from collections.abc import Set

OWN, AREA, UNCLEAR = "own", "area", "unclear"


def read_scope(kinds: Set[str], before: str) -> str:
    """The scope of a clause by the kinds of its tokens; one that says nothing keeps that of the clause before it."""
    if kinds & {"area", "lower"}:
        return UNCLEAR if kinds & {"own", "instead"} else AREA
    if "instead" in kinds:
        return UNCLEAR
    return OWN if kinds & {"own", "itself"} else before
