"""What the words of a document tell of tables whose figures could not be placed: that they are there, and of which form."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from checks.forms import Label
from flows.extract.document import Document, Grid, Paragraph
from flows.extract.forms import forms
from flows.extract.labels import name_of
from flows.extract.script import settle, simplified

_NOT_A_WORD = re.compile(r"[\W_]+")
_FEWEST = {"T2": 3, "T3": 8, "T4": 3}
"""How many different labels of a table no prose about it uses."""
_SHORTEST = 4
_ROW_OF_TABLE_4 = re.compile(r"(?:\d+ ){14}\d+")
_UNDIVIDED = "其他处理"
_PARTS = ("逾期不补正", "逾期未按收费")
_LONGEST_LINE = 40
_LONGEST = 300_000
"""Characters that are looked through; a report has some ten thousand."""


def tables_named_in(document: Document) -> frozenset[str]:
    """The tables so many of whose labels the document's text holds that they must be published in it."""
    # Prose may tell every figure with its unit: 结果维持3件、尚未审结1件. A line for each is a list in a table's place.
    told = _told_in_prose()
    lines = (_squeezed(text) for text in _texts(document) if len(text) <= _LONGEST_LINE)
    text = told.sub("", _words(document)) + "".join(line for line in lines if told.fullmatch(line))
    named = {table for table, labels in _labels().items() if sum(label in text for label in labels) >= _FEWEST[table]}
    # Names of columns may be spelt downward: then their figures tell, a line of them for all three blocks.
    has_row = any(_ROW_OF_TABLE_4.fullmatch(block.text) for block in document.blocks if isinstance(block, Paragraph))
    return frozenset(named | ({"T4"} if has_row else set()))


def is_undivided_in(document: Document) -> bool:
    """Whether the words of a table 3 that stands in a document name （六）其他处理 and none of its parts."""
    return _UNDIVIDED in _words(document) and not is_divided_in(document) and "T3" in tables_named_in(document)


def is_divided_in(document: Document) -> bool:
    """Whether a document's words name parts of （六）其他处理."""
    text = _words(document)
    return any(part in text for part in _PARTS)


def is_of_2019(document: Document) -> bool:
    """Whether a document's words name columns that table 2 has in the form of 2019 only."""
    text = _words(document)
    return any(name_of(column.label).core in text for column in _only_in_2019())


@cache
def _only_in_2019() -> tuple[Label, ...]:
    old, new = ([column for block in forms()[form].t2 for column in block.columns] for form in ("2019", "2021"))
    return tuple(column for column in old if len(column.label) > _SHORTEST and column.id not in {c.id for c in new})


def _words(document: Document) -> str:
    return _squeezed("".join(_texts(document))[:_LONGEST])


def _squeezed(text: str) -> str:
    return simplified(_NOT_A_WORD.sub("", unicodedata.normalize("NFKC", settle(text))))


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from (cell.text for cell in block.cells)
        else:
            yield block.text


@cache
def _told_in_prose() -> re.Pattern[str]:
    labels = sorted(
        {label for labels in _labels().values() for label in labels}, key=lambda label: (-len(label), label)
    )
    return re.compile(rf"(?:{'|'.join(map(re.escape, labels))})(?:的|为|有|共|各|案件)?\d+[件起宗例]")


@cache
def _labels() -> dict[str, frozenset[str]]:
    """The printed labels that stand in the tables only: of table 2 the columns, since its rows are words of every report."""
    found: dict[str, set[str]] = {"T2": {"第二十条第"}, "T3": set(), "T4": set()}
    for form in forms().values():
        found["T2"] |= {name_of(column.label).core for block in form.t2 for column in block.columns}
        found["T3"] |= {name_of(row.label).core for row in form.t3_rows}
        found["T4"] |= {name_of(column.label).core for column in form.t4_columns}
    return {table: frozenset(label for label in labels if len(label) >= _SHORTEST) for table, labels in found.items()}
