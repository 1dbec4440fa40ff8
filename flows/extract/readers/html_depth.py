"""Refuses pages nested as no page nests them, before a parser spends quadratic time on them."""

from __future__ import annotations

import re

from flows.errors import BrokenDocument

_MANY_TAGS = 6000
_MAX_DEPTH = 600
_TAG = re.compile(
    rb"<(/?)(?:div|span|table|font|b|i|u|a|em|strong|ul|ol|dl|section|article|center|blockquote|form|big|small|code|nobr|s)"
    rb"(?=[\s>/])",
    re.IGNORECASE,
)


def refuse_depth(markup: bytes, name: str) -> None:
    """Raises `BrokenDocument` where more elements are open at once than any browser would keep."""
    if is_too_deep(markup):
        raise BrokenDocument(f"{name}: 标签嵌套超过 {_MAX_DEPTH} 层 (elements nested more than {_MAX_DEPTH} deep)")


def is_too_deep(markup: bytes) -> bool:
    """Whether more elements are open at once than any browser would keep."""
    if markup.count(b"<") < _MANY_TAGS:
        return False
    depth = 0
    for tag in _TAG.finditer(markup):
        depth = max(0, depth + (-1 if tag[1] else 1))
        if depth > _MAX_DEPTH:
            return True
    return False
