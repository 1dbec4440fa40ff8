"""The conformance pack, a few documents of each kind: all right where it can be, and never wrong in silence."""

from __future__ import annotations

import pytest

from flows.extract import read_report
from tests.accuracy.pack import DAMAGE, FORMATS, STRUCTURE, mixture, sample, shows
from tests.accuracy.quirks import cells
from tests.accuracy.reading_score import ReadingScore

CASES = [
    (format_, quirk) for format_ in ("html", "text") for quirk in (*cells.QUIRKS, *STRUCTURE) if shows(format_, quirk)
]
DRESSES = [(format_, dress) for format_ in FORMATS for dress in FORMATS[format_][1]]


def score(*samples) -> ReadingScore:
    total = ReadingScore()
    for one in samples:
        total.add(read_report(one.content, one.name), one.truth)
    return total


@pytest.mark.parametrize(("format_", "dress"), DRESSES)
def test_every_dress_of_a_format_is_read_whole(format_, dress):
    read = score(*(sample(format_, "none", seed, form, dress) for seed, form in enumerate(("2021", "2019", "mixed"))))
    assert read.right == read.cells
    assert (read.form_right, read.year_right, read.agency_right) == (3, 3, 3)


@pytest.mark.parametrize(("format_", "quirk"), CASES)
def test_a_quirk_is_read_right_or_known_not_to_be(format_, quirk):
    read = score(*(sample(format_, quirk, seed, form) for seed, form in enumerate(("2021", "2019"), 10)))
    assert not read.wrong_cells
    if quirk not in DAMAGE:
        assert read.right >= 0.99 * read.cells


@pytest.mark.parametrize("seed", range(24))
def test_oddities_together_are_never_wrong_in_silence(seed):
    assert score(mixture(seed)).silent == 0
