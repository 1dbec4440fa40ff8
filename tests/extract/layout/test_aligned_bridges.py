"""Words across the gap between two columns of a table without lines."""

from __future__ import annotations

from flows.extract.layout.aligned_bridges import torn_at_columns
from flows.extract.layout.words import Word


def word(text: str, left: float, right: float) -> Word:
    return Word(text, (left, 0.0, right, 8.0), 0, 8.0)


def test_characters_without_a_width_do_not_keep_the_search_for_gaps_going():
    rows = [[word("1", 0, 4), word("2", 20, 20)], [word("3", 0, 4), word("4", 20, 20)]]
    assert [row[0].text for row in torn_at_columns(rows)] == ["1", "3"]
