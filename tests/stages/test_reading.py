"""What was read before is taken over where bytes and reader are the same, and read again where either is not."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from flows.extract import version
from flows.extract.pool import Given
from flows.extract.version import reader_version
from flows.settings import config_dir
from flows.stages import reading
from tests.town import IDS, WRONG_SUM, Town, statuses, turns

FIRST, SECOND = date(2024, 2, 6), date(2024, 2, 7)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The sources that were read, in order; emptied by the tests between nights."""
    sources: list[str] = []
    honest = reading.read_each

    def counted(batch: Sequence[Given], settings: object) -> object:
        sources.extend(Path(given.source).stem for given in batch)
        return honest(batch, settings)  # type: ignore[arg-type]

    monkeypatch.setattr(reading, "read_each", counted)
    return sources


def test_an_unchanged_report_is_not_read_again_and_says_the_same(town: Town, read: list[str]) -> None:
    town.slips = {"ql-sthj": WRONG_SUM}
    town.build()
    first, _ = town.night(FIRST)
    assert sorted(read) == sorted(IDS)
    read.clear()
    second, _ = town.night(SECOND)
    assert read == []
    assert statuses(second) == statuses(first)
    assert [one.readings[0] for one in second.agencies] == [one.readings[0] for one in first.agencies]
    assert [turn for _, _, turn in turns(second)] == ["persisting"]


def test_a_changed_report_alone_is_read(town: Town, read: list[str]) -> None:
    town.night(FIRST)
    read.clear()
    town.slips = {"ql-jyj": WRONG_SUM}
    town.build()
    night, _ = town.night(SECOND)
    assert read == ["ql-jyj"]
    assert {agency_id for agency_id, _, _ in turns(night)} == {"ql-jyj"}


def test_another_reader_reads_everything_once(town: Town, read: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    town.night(FIRST)
    monkeypatch.setattr(version, "reader_version", lambda _config: "another")
    for day, expected in ((SECOND, sorted(IDS)), (date(2024, 2, 8), [])):
        read.clear()
        town.night(day)
        assert sorted(read) == expected


def test_evidence_that_was_damaged_before_it_was_read_is_not_read(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading.Archive, "read", lambda *_: None)
    night, _ = town.night(FIRST)
    assert {one.assessment.filing.report for one in night.agencies} == {None}
    assert all("damaged" in str(one.assessment.filing.unread) for one in night.agencies)
    assert turns(night) == []


@pytest.mark.parametrize("name", ["forms/2021.yaml", "claims.yaml"])
def test_the_readers_version_changes_with_the_forms_and_the_words(name: str, tmp_path: Path) -> None:
    other = tmp_path / "config"
    shutil.copytree(config_dir(), other)
    assert reader_version(other) == reader_version(config_dir())
    (tmp_path / "again").mkdir()
    again = shutil.copytree(other, tmp_path / "again" / "config")
    with (again / name).open("a", encoding="utf-8") as file:
        file.write("# 另一版\n")
    assert reader_version(again) != reader_version(other)


def test_the_readers_version_changes_with_its_code_and_what_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    known = reader_version.__wrapped__(config_dir())
    with monkeypatch.context() as patch:
        patch.setattr(version, "_packages", lambda: ["another-parser==1"])
        assert reader_version.__wrapped__(config_dir()) != known
    monkeypatch.setattr(version, "_sources", lambda: iter([Path(__file__)]))
    assert reader_version.__wrapped__(config_dir()) != known
