"""Numbers of the pages that a text was copied or turned from: they part nothing and are no figures of a table."""

from __future__ import annotations

import re
from itertools import pairwise

from flows.extract.document import Document, Paragraph
from flows.extract.match.vocabulary import is_like

_DRESSED = re.compile(r"(?:[-—–－─]\s*\d{1,3}\s*[-—–－─]|第\s*\d{1,3}\s*页(?:\s*[,，/]?\s*共\s*\d{1,3}\s*页)?)")
_LONE = re.compile(r"\d{1,3}", re.ASCII)


def numbers_of_pages(document: Document) -> frozenset[int]:
    """The paragraphs, by their index, that say which page theirs was: `- 3 -`, or a number alone where all such count up."""
    texts = {at: block.text for at, block in enumerate(document.blocks) if isinstance(block, Paragraph)}
    dressed = (at for at, text in texts.items() if says_page(text))
    return frozenset(dressed) | _counting(texts)


def says_page(text: str) -> bool:
    """Whether a paragraph is a page's number in the dress that figures of tables have not."""
    return _DRESSED.fullmatch(text) is not None


def _counting(texts: dict[int, str]) -> frozenset[int]:
    """Of paragraphs by their index those of a number alone, if they count up.

    None where one stands under a row's label or another number, as the figures of a flattened table do.
    """
    numbers = {at: int(text) for at, text in texts.items() if _LONE.fullmatch(text)}
    if {after - before for before, after in pairwise(numbers.values())} != {1}:
        return frozenset()
    above = [texts.get(at - 1, "") for at in numbers]
    is_flat = any(_LONE.fullmatch(text) or is_like(text, "row", "column", "group") for text in above)
    return frozenset() if is_flat else frozenset(numbers)
