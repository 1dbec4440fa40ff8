"""Tables whose words stand in the text though none of their figures could be placed: not read, which is not the same as absent."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from flows.extract.document import Document, Grid
from flows.extract.forms import forms
from flows.extract.labels import name_of
from flows.extract.script import settle, simplified

_NOT_A_WORD = re.compile(r"[\W_]+")
_FEWEST = {"T2": 3, "T3": 8, "T4": 3}
"""How many different labels of a table no prose about it uses."""
_SHORTEST = 4
_LONGEST = 300_000
"""Characters that are looked through; a report has some ten thousand."""


def tables_named_in(document: Document) -> frozenset[str]:
    """The tables so many of whose labels the document's text holds that they must be published in it."""
    text = "".join(_texts(document))[:_LONGEST]
    text = simplified(_NOT_A_WORD.sub("", unicodedata.normalize("NFKC", settle(text))))
    return frozenset(
        table for table, labels in _labels().items() if sum(label in text for label in labels) >= _FEWEST[table]
    )


def _texts(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if isinstance(block, Grid):
            yield from (cell.text for cell in block.cells)
        else:
            yield block.text


@cache
def _labels() -> dict[str, frozenset[str]]:
    """The printed labels that stand in the tables only: of table 2 the columns, since its rows are words of every report."""
    found: dict[str, set[str]] = {"T2": {"第二十条第"}, "T3": set(), "T4": set()}
    for form in forms().values():
        found["T2"] |= {name_of(column.label).core for block in form.t2 for column in block.columns}
        found["T3"] |= {name_of(row.label).core for row in form.t3_rows}
        found["T4"] |= {name_of(column.label).core for column in form.t4_columns}
    return {table: frozenset(label for label in labels if len(label) >= _SHORTEST) for table, labels in found.items()}
