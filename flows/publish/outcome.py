"""The crawler's outcomes in the words of the desk."""

from __future__ import annotations

from flows.crawl.outcomes import MEANINGS, Outcome
from flows.publish.words import Words


def outcome_words(word: str) -> Words:
    """What happened, in words; a word that the vocabulary does not hold is shown as it is."""
    try:
        meaning = MEANINGS[Outcome(word)]
    except (KeyError, ValueError):
        return Words(word, word)
    return Words(meaning.zh, meaning.en)


def outcome_advice(word: str) -> Words:
    """What an inspector should do, empty where nothing is known of the outcome."""
    try:
        meaning = MEANINGS[Outcome(word)]
    except (KeyError, ValueError):
        return Words("", "")
    return Words(meaning.todo_zh, meaning.todo_en)
