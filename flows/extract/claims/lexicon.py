"""The words of `config/claims.yaml` as one pattern that finds the longest of them at any place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any

from yaml import YAMLError

from checks.plain_yaml import plain_yaml
from flows.errors import SettingsError
from flows.settings import config_dir, config_text


class Lexicon:
    """Word → kind, and for each first character a pattern that matches the longest word beginning with it."""

    def __init__(self, kinds: Mapping[str, Iterable[str]]) -> None:
        self.kind_of: dict[str, str] = {}
        for kind, words in kinds.items():
            if isinstance(words, str):
                raise ValueError(f"{kind}: a list of words, not one")
            for word in words:
                if self.kind_of.setdefault(word, kind) != kind:
                    raise ValueError(f"{word} is both {self.kind_of[word]} and {kind}")
        self.patterns = _by_first_character(self.kind_of)


@cache
def lexicon() -> Lexicon:
    """The lexicon as configured.

    Raises `SettingsError` where the file is not there or broken, or a word has two kinds.
    """
    try:
        return Lexicon(plain_yaml(config_text("claims.yaml")))
    except (YAMLError, ValueError, TypeError, AttributeError) as fault:
        raise SettingsError(f"{config_dir() / 'claims.yaml'}: {' '.join(str(fault).split())}") from fault


def _by_first_character(words: Iterable[str]) -> dict[str, str]:
    """First character → a pattern of its words that shares their beginnings, so that each character is looked at once."""
    trie: dict[str, Any] = {}
    for word in words:
        node = trie
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {}
    return {char: re.escape(char) + _alternation(below) for char, below in trie.items()}


def _alternation(node: dict[str, Any]) -> str:
    branches = [re.escape(char) + _alternation(below) for char, below in sorted(node.items()) if char]
    if not branches:
        return ""
    body = branches[0] if len(branches) == 1 else "|".join(branches)
    return f"(?:{body}){'?' if '' in node else ''}" if "" in node or len(branches) > 1 else body
