"""Figures from elsewhere go with the filings of a night; a list with mistakes is refused before anything is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.errors import SettingsError
from flows.reference import reference_figures
from flows.shift import open_shift
from tests.town import Town, turns

HEAD = "agency_id,year,source,cell,value\n"


@pytest.fixture
def reference(own_config: Path) -> Iterator[Path]:
    """A list of figures to write to."""
    reference_figures.cache_clear()
    yield own_config / "reference.csv"
    reference_figures.cache_clear()


def test_a_figure_other_than_submitted_is_found_in_a_night(town: Town, reference: Path) -> None:
    reference.write_text(HEAD + "ql-jyj,2023,submitted,T3.new.total,7777\n", encoding="utf-8")
    assert turns(town.night()[0]) == [("ql-jyj", "X-DATAREPORT", "new")]


def test_every_mistake_is_told_with_its_line_and_nothing_is_fetched(town: Town, reference: Path) -> None:
    rows = (
        "a,2023,submitted,T3.new.total,5",
        "a,2023,hearsay,T3.new.total,5",
        "a,2023,submitted,T3.newer.total,5",
        "a,2023,submitted,T3.new.total,6",
        "a,2023,submitted,T3.new.natural,many",
        "a,23,submitted,T3.new.natural,1",
        ",2023,submitted,T3.new.natural,1",
    )
    reference.write_text(HEAD + "\n".join(rows), encoding="utf-8")
    with pytest.raises(SettingsError) as told, open_shift(town.wish()):
        pass
    assert [line.split(":")[1] for line in str(told.value).splitlines()] == ["3", "4", "5", "6", "7", "8"]
    assert town.asked() == []
