"""The blocks and columns of table 4 by the words that name them."""

from __future__ import annotations

from collections.abc import Iterable

from flows.extract.claims.tokens import UNKNOWN, Token

BLOCKS = {
    "review": ("T4.review",),
    "lawsuit": ("T4.direct", "T4.after"),
    "direct": ("T4.direct",),
    "after": ("T4.after",),
}
RESULTS = {
    "upheld": "upheld",
    "won": "upheld",
    "dismissed": "upheld",
    "corrected": "corrected",
    "lost": "corrected",
    "set_right": "corrected",
    "other_result": "other",
    "taken_back": "other",
    "pending": "pending",
    "in_hand": "pending",
}
_ON_REVIEW = ("机关", "机构", "决定", "决定书")
FAMILY = frozenset((*BLOCKS, *RESULTS, "cases")) - {"in_hand"}


def decided_by(tokens: Iterable[Token]) -> list[str]:
    """复议机关维持1件, 复议决定维持, 法院判决撤销1件: the block of cases that such a body decides, or none."""
    for token in tokens:
        if token.kind == "no_case" and "复议" in token.text and token.text.endswith(_ON_REVIEW):
            return ["review"]
        if token.kind == UNKNOWN and "法院" in token.text:
            return ["lawsuit"]
    return []


def cell(blocks: Iterable[str], column: str) -> str:
    """The cell expression of one column over some blocks: review + lawsuit total is a sum of three cells."""
    return "+".join(f"{part}.{column}" for block in blocks for part in BLOCKS[block])
