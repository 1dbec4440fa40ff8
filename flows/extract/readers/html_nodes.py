"""Which elements a tree has, asked once, since each selector of a query costs a walk over all of them, and what they are in."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import lru_cache

from selectolax.lexbor import LexborNode

Elements = Mapping[str, Sequence[LexborNode]]
"""Tag → its elements in reading order; none for a tag that does not occur."""
INLINE = frozenset(("span", "b", "strong", "i", "em", "u", "a", "font", "label", "sup", "sub", "small"))
"""Elements that go on with the line in which they stand."""

_HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)


def elements_of(body: LexborNode) -> Elements:
    """The elements of a tree by tag; they do not outlive what is taken out of it."""
    found: defaultdict[str, list[LexborNode]] = defaultdict(list)
    for node in body.css("*"):
        found[node.tag or ""].append(node)
    return found


def cell_of(node: LexborNode) -> LexborNode | None:
    """The cell of a table that a node stands in, the inner one of several."""
    parent = node.parent
    while parent is not None and parent.tag not in ("td", "th"):
        parent = parent.parent
    return parent


def is_hidden(attributes: Mapping[str, str | None]) -> bool:
    """Whether an element's own attributes hide it."""
    return "hidden" in attributes or hides(attributes.get("style"))


@lru_cache(maxsize=4096)
def hides(style: str | None) -> bool:
    """Whether a style hides its element; a page says the same few styles hundreds of times."""
    return _HIDDEN_STYLE.search(style or "") is not None
