"""Refuses pages nested as no page nests them, or with more of something than any has, before a parser spends its time on them."""

from __future__ import annotations

import re

from flows.errors import BrokenDocument, TooLarge

_MANY_TAGS = 6000
_MOST_TAGS = 500_000
"""A tree of so many takes a gigabyte and half a minute; pictures written into a page are many bytes and no tags."""
_MAX_DEPTH = 600
_MOST_OPTIONS = 10_000
_MOST_ATTRIBUTES = 2_000
"""Of the options of a box, and the attributes of a tag, a parser compares each with all."""
_OPTION = re.compile(rb"<option", re.IGNORECASE)
_LONG = 8000
_LONG_TAG = re.compile(rb"<[a-z][^<>]{%d,}" % _LONG, re.IGNORECASE)
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_TAG = re.compile(
    rb"<(/?)(?:div|span|table|font|b|i|u|a|em|strong|ul|ol|dl|section|article|center|blockquote|form|big|small|code|nobr|s)"
    rb"(?=[\s>/])",
    re.IGNORECASE,
)


def refuse_excess(markup: bytes, name: str) -> None:
    """Raises `BrokenDocument` where more elements are open at once than any browser would keep, `TooLarge` for too many."""
    tags = markup.count(b"<")
    if tags > _MOST_TAGS:
        raise TooLarge(f"{name}: 网页标签超过 {_MOST_TAGS} 个 (a page of more than {_MOST_TAGS} tags)")
    if _is_crowded(markup):
        raise TooLarge(f"{name}: 选项或标签属性过多 (more options or attributes than a page has)")
    if tags >= _MANY_TAGS and _exceeds_depth(markup):
        raise BrokenDocument(f"{name}: 标签嵌套超过 {_MAX_DEPTH} 层 (elements nested more than {_MAX_DEPTH} deep)")


def is_excessive(markup: bytes) -> bool:
    """Whether more elements are open at once than any browser would keep, or there are more of something than pages have."""
    return _is_crowded(markup) or (markup.count(b"<") >= _MANY_TAGS and _exceeds_depth(markup))


def _is_crowded(markup: bytes) -> bool:
    """Whether a box has too many options, or a tag too many attributes: then parsing takes time as the square of them."""
    if len(_OPTION.findall(markup)) > _MOST_OPTIONS:
        return True
    tags = _LONG_TAG.findall(markup) if _may_have_long_tag(markup) else ()
    return any(len(_QUOTED.sub(b"", tag).split()) > _MOST_ATTRIBUTES for tag in tags)


def _may_have_long_tag(markup: bytes) -> bool:
    """Whether no tag ends in a stretch as long as a long one: looked for in leaps, a hundred times as fast as the tag itself."""
    at = 0
    while at + _LONG <= len(markup):
        end = markup.rfind(b">", at, at + _LONG)
        if end < 0:
            return True
        at = end + 1
    return False


def _exceeds_depth(markup: bytes) -> bool:
    depth = 0
    for tag in _TAG.finditer(markup):
        depth = max(0, depth + (-1 if tag[1] else 1))
        if depth > _MAX_DEPTH:
            return True
    return False
