"""The figures of a night, made whole or taken over from the night before: the same file."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from hashlib import sha256
from pathlib import Path

import polars as pl
import pytest

from checks.forms import Form
from checks.report import Report
from flows.ledger.cells import write_cells
from tests.ledger.night import report

FIRST = {"a": "a1", "b": "b1", "c": "c1"}
SECOND = {"b": "b1", "d": "d1", "a": "a2"}


class Shelf:
    """Reports by reading; remembers which were asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def __call__(self, readings: Mapping[str, str]) -> Iterator[tuple[str, Report]]:
        for agency_id, reading in readings.items():
            self.asked.append(reading)
            yield agency_id, report(ord(reading[0]) + int(reading[1]))


def as_if_ours(path: Path, figures: pl.DataFrame) -> None:
    figures.write_parquet(path)
    path.with_name(f"{path.name}.sha256").write_text(f"{sha256(path.read_bytes()).hexdigest()}  {path.name}\n", "utf-8")


@pytest.fixture
def first(forms: Mapping[str, Form], tmp_path: Path) -> Path:
    write_cells(tmp_path / "first.parquet", 2023, FIRST.items(), Shelf(), forms)
    return tmp_path / "first.parquet"


def test_only_readings_that_are_new_are_read_and_the_file_is_the_same(
    forms: Mapping[str, Form], first: Path, tmp_path: Path
) -> None:
    whole, shelf = tmp_path / "whole.parquet", Shelf()
    write_cells(whole, 2023, SECOND.items(), Shelf(), forms)
    write_cells(tmp_path / "second.parquet", 2023, SECOND.items(), shelf, forms, first)
    assert shelf.asked == ["d1", "a2"]
    assert (tmp_path / "second.parquet").read_bytes() == whole.read_bytes()
    assert list(pl.read_parquet(whole)["T3.new.total"]) == [99, 101, 99]


@pytest.mark.parametrize("spoil", ["another year", "other columns", "cut short", "other figures", "no digest", "gone"])
def test_what_cannot_be_taken_over_is_read_anew(
    forms: Mapping[str, Form], first: Path, tmp_path: Path, spoil: str
) -> None:
    held = pl.read_parquet(first)
    match spoil:
        case "another year":
            as_if_ours(first, held.with_columns(pl.lit(2022, pl.Int32).alias("year")))
        case "other columns":
            as_if_ours(first, held.drop("reading"))
        case "cut short":
            first.write_bytes(first.read_bytes()[:100])
        case "other figures":
            held.with_columns(pl.lit(7.0).alias("T3.new.total")).write_parquet(first)
        case "no digest":
            first.with_name("first.parquet.sha256").unlink()
        case "gone":
            first.unlink()
    shelf = Shelf()
    write_cells(tmp_path / "second.parquet", 2023, FIRST.items(), shelf, forms, first)
    assert shelf.asked == ["a1", "b1", "c1"]


def test_a_night_without_reports_has_the_columns_of_every_night(
    forms: Mapping[str, Form], first: Path, tmp_path: Path
) -> None:
    write_cells(tmp_path / "none.parquet", 2023, (), Shelf(), forms, first)
    assert pl.read_parquet_schema(tmp_path / "none.parquet") == pl.read_parquet_schema(first)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no device that is always full")
def test_a_full_disk_is_a_fault_of_the_disk(forms: Mapping[str, Form]) -> None:
    with pytest.raises(OSError, match="No space left"):
        write_cells(Path("/dev/full"), 2023, FIRST.items(), Shelf(), forms)
