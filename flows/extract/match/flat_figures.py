"""The figures of table 3 lying flat in a text, each with what stands right before it and what its line and its block tell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import NamedTuple

from checks.forms import Form
from flows.extract.document import Paragraph
from flows.extract.forms import forms
from flows.extract.labels import letters_of
from flows.extract.match.page_numbers import says_page

_FIGURE = re.compile(r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?|[/—–-]{1,2}")
_ELSEWHERE = re.compile("[自商科社]")
"""Letters that stand in the names of columns of table 3 and in no other words of it."""
_LINE = re.compile(r"line (\d+)")


class Figure(NamedTuple):
    """A figure as it stands in a text.

    `at` is the place of its paragraph; `said` are the letters of the words since the figure before, `heads` the columns that these
    end with, `row` the row whose name they end with, where they hold no other; `begins` says that words or an empty line
    stand before it, `joined` that it stands in one line with the figure before.
    """

    text: str
    at: int
    said: str = ""
    heads: tuple[int, ...] = ()
    row: int | None = None
    begins: bool = False
    joined: bool = False

    @property
    def value(self) -> float:
        """What it counts; a dash counts nothing."""
        return float(self.text.replace(",", "")) if self.text[0].isdigit() else 0.0


def is_figure(word: str) -> bool:
    """Whether a word is a figure, or a dash in the place of one."""
    return _FIGURE.fullmatch(word) is not None


def figures_of(paragraphs: Sequence[tuple[int, Paragraph]], form: Form) -> Iterator[Figure]:
    """The figures of paragraphs, which come with their places, in reading order."""
    said, gap = "", True
    above: Paragraph | None = None
    for at, paragraph in paragraphs:
        gap = gap or not paragraph.text or is_below_gap(above, paragraph)
        if not paragraph.text or says_page(paragraph.text):
            continue
        above, joined = paragraph, False
        for word in paragraph.text.split():
            if not is_figure(word):
                said, joined = said + letters_of(word), False
                continue
            yield Figure(word, at, said, _heads(said, form.name), _row(said, form.name), gap or bool(said), joined)
            said, gap, joined = "", False, True


def full_rows(figures: Sequence[Figure], form: Form) -> dict[int, int]:
    """Counts of figures that fill just the rows named until then → how many rows these are: a page, or a row beside its label, ends there."""
    letters = [letter for name in _row_names(form.name) for letter in (*name, "")]
    found: dict[int, int] = {}
    at = rows = 0
    for count, figure in enumerate(figures):
        if count and count == rows * len(form.t3_columns):
            found[count] = rows
        for letter in figure.said:
            at += at < len(letters) and letter == letters[at]
            if at < len(letters) and not letters[at]:
                at, rows = at + 1, rows + 1
    return found | {len(figures): len(form.t3_rows)}


def is_below_gap(above: Paragraph | None, paragraph: Paragraph) -> bool:
    """Whether empty lines, of which blocks keep nothing but the count of the text's lines, stand between two paragraphs."""
    lines = [_LINE.match(one.where.xpath or "") for one in (above, paragraph) if one is not None]
    numbers = [int(line[1]) for line in lines if line]
    return len(numbers) > 1 and numbers[1] - numbers[0] > 1


def _heads(said: str, form: str) -> tuple[int, ...]:
    """The columns whose names end the words, in their order there."""
    found: list[int] = []
    names = _column_names(form)
    while not said.endswith(_row_names(form)):
        at = next((at for at, name in enumerate(names) if said.endswith(name)), None)
        # 不计其他 at a line's end is a piece of a row's label.
        if at is None or (said != names[at] and _is_in_label(said[-len(names[at]) - 2 :], form)):
            break
        found.insert(0, at)
        said = said.removesuffix(names[at])
    # Of a head broken over lines the names that end it are whole by chance: what stands before them counts as well.
    row = max(said.rfind(label) for label in _row_names(form))
    return () if _ELSEWHERE.search(said, max(row, 0)) else tuple(found)


def _is_in_label(letters: str, form: str) -> bool:
    return any(letters in label for label in _row_names(form))


def _row(said: str, form: str) -> int | None:
    ending = [at for at, name in enumerate(_row_names(form)) if said.endswith(name)]
    held = sum(name in said for name in set(_row_names(form)))
    return ending[0] if len(ending) == held == 1 else None


@cache
def _row_names(form: str) -> tuple[str, ...]:
    return tuple(letters_of(row.label) for row in forms()[form].t3_rows)


@cache
def _column_names(form: str) -> tuple[str, ...]:
    return tuple(letters_of(column.label) for column in forms()[form].t3_columns)
