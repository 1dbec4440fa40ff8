"""A page whose words are recognised with doubt is hard to read; its figures alone do not tell, and then they are open to doubt."""

from __future__ import annotations

from flows.extract.ocr.engine import Word
from flows.extract.ocr.legibility import is_hard_to_read
from flows.extract.ocr.looks import Seen, in_doubt

BOX = (0.0, 0.0, 10.0, 10.0)


def words(doubtful: int, of: int, text: str = "行政规范性文件") -> list[Word]:
    return [Word(text, BOX, 0.8 if number < doubtful else 0.99) for number in range(of)]


def test_a_page_of_doubtful_words_is_hard_to_read() -> None:
    assert is_hard_to_read(words(6, 40))
    assert not is_hard_to_read(words(4, 40))


def test_figures_and_a_few_words_do_not_tell_how_well_a_page_can_be_read() -> None:
    assert not is_hard_to_read(words(40, 40, "113"))
    assert not is_hard_to_read(words(3, 5))


def test_a_figure_on_a_page_that_is_hard_to_read_is_open_to_doubt_and_so_is_a_blank() -> None:
    assert in_doubt(Seen("43", 0.99)).confidence == 0.7
    assert in_doubt(Seen("43", 0.5, ("43", "13"))) == Seen("43", 0.5, ("43", "13"))
    assert in_doubt(Seen("", 0.9)) == Seen("", 0.7)
