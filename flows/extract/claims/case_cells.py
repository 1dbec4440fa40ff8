"""The blocks and columns of table 4 by the words that name them."""

from __future__ import annotations

from collections.abc import Iterable

BLOCKS = {
    "review": ("T4.review",),
    "lawsuit": ("T4.direct", "T4.after"),
    "direct": ("T4.direct",),
    "after": ("T4.after",),
}
RESULTS = {
    "upheld": "upheld",
    "won": "upheld",
    "corrected": "corrected",
    "lost": "corrected",
    "set_right": "corrected",
    "other_result": "other",
    "pending": "pending",
    "in_hand": "pending",
}
FAMILY = frozenset((*BLOCKS, *RESULTS, "cases")) - {"in_hand"}


def cell(blocks: Iterable[str], column: str) -> str:
    """The cell expression of one column over some blocks: review + lawsuit total is a sum of three cells."""
    return "+".join(f"{part}.{column}" for block in blocks for part in BLOCKS[block])
