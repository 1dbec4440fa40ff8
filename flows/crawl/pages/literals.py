"""Objects as scripts write them (`{channelId: "9", page: {no: page, size: 10}}`) read as data without running anything.

A name stands for what the scripts set it to, the number of a page for 1. What cannot be worked out whole is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from flows.crawl.pages.expressions import PAGE_NAMES
from flows.crawl.pages.scripts import plain_text

_SPACE = re.compile(r"(?:\s|//[^\n]{0,300}\n|/\*[^*]{0,300}\*/)*")
_STRING = re.compile(r"""'((?:[^'\\\n]|\\.){0,1000})'|"((?:[^"\\\n]|\\.){0,1000})"|`([^`$]{0,1000})`""")
_NUMBER = re.compile(r"-?\d{1,15}(?![\w.])")
_NAME = re.compile(r"[A-Za-z_$][\w$]{0,60}(?:\.[A-Za-z_$][\w$]{0,60}){0,6}")
_KEY = re.compile(r"""['"]?([\w$-]{1,60})['"]?\s*""")
# What may follow a value: a name before ( or + is no name of a value.
_ENDS = re.compile(r"\s*(?:[,;}\])\n]|$)")
_WORDS: dict[str, object] = {"true": True, "false": False}
_MOST_DEPTH = 5
_MOST_FIELDS = 60
_MOST_TRIES = 20


class Unreadable(Exception):
    """Something that is no plain value."""


class Literals:
    """The values in the scripts of one page."""

    def __init__(self, script: str) -> None:
        self._script = script
        self._asked: set[str] = set()

    def at(self, start: int) -> object:
        """The value that begins at a place of the scripts; None where it is none, or not whole."""
        try:
            return self._value(start, 0)[0]
        except Unreadable:
            return None

    def _value(self, start: int, depth: int) -> tuple[object, int]:
        at = _skip(self._script, start)
        sign = self._script[at : at + 1]
        if depth > _MOST_DEPTH:
            raise Unreadable
        if sign == "{":
            return self._object(at + 1, depth)
        if sign == "[":
            return self._list(at + 1, depth)
        return self._scalar(at)

    def _scalar(self, at: int) -> tuple[object, int]:
        if string := _STRING.match(self._script, at):
            value: object = plain_text(next((one for one in string.groups() if one is not None), ""))
            return _ended(self._script, value, string.end())
        if number := _NUMBER.match(self._script, at):
            return _ended(self._script, int(number[0]), number.end())
        if name := _NAME.match(self._script, at):
            return _ended(self._script, self._named(name[0].rpartition(".")[2]), name.end())
        raise Unreadable

    def _named(self, name: str) -> object:
        """What a name stands for: the first plain value that the scripts give it."""
        if name in _WORDS:
            return _WORDS[name]
        if name.lower() in PAGE_NAMES:
            return 1
        if name in self._asked:
            raise Unreadable
        self._asked.add(name)
        try:
            return next(self._given(name))
        except StopIteration:
            raise Unreadable from None
        finally:
            self._asked.discard(name)

    def _given(self, name: str) -> Iterator[object]:
        places = re.finditer(rf"(?<![\w$]){re.escape(name)}['\"]?\s*(?:=(?!=)|:)", self._script)
        for place in islice(places, _MOST_TRIES):
            try:
                yield self._value(place.end(), 1)[0]
            except Unreadable:
                continue

    def _object(self, at: int, depth: int) -> tuple[object, int]:
        found: dict[str, object] = {}
        for _ in range(_MOST_FIELDS):
            at = _skip(self._script, at)
            if self._script[at : at + 1] == "}":
                return found, at + 1
            key = _KEY.match(self._script, at)
            if not key:
                raise Unreadable
            at = key.end()
            if self._script[at : at + 1] == ":":
                found[key[1]], at = self._value(at + 1, depth + 1)
            else:
                # {channelId, pageSize}: named as what they hold.
                found[key[1]] = self._named(key[1])
            at = _after_comma(self._script, at)
        raise Unreadable

    def _list(self, at: int, depth: int) -> tuple[object, int]:
        found: list[object] = []
        for _ in range(_MOST_FIELDS):
            at = _skip(self._script, at)
            if self._script[at : at + 1] == "]":
                return found, at + 1
            value, at = self._value(at, depth + 1)
            found.append(value)
            at = _after_comma(self._script, at)
        raise Unreadable


def _skip(script: str, at: int) -> int:
    space = _SPACE.match(script, at)
    return space.end() if space else at


def _after_comma(script: str, at: int) -> int:
    at = _skip(script, at)
    return at + 1 if script[at : at + 1] == "," else at


def _ended(script: str, value: object, at: int) -> tuple[object, int]:
    if not _ENDS.match(script, at):
        raise Unreadable
    return value, at
