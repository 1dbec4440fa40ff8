"""A workbook written by another process: the same bytes as here, and never a silent failure."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from flows.errors import OutputError
from flows.spreadsheet import beside
from flows.spreadsheet.beside import written_beside
from flows.spreadsheet.book import Book, Leaf, written
from flows.spreadsheet.sheet import Column, Link, Share, Value

BOOK = Book(
    "核查",
    datetime(2024, 4, 2, tzinfo=UTC),
    "核查 截至2024-04-02",
    tuple(Leaf(name, [Column(head, 10) for head in "一二三四"]) for name in ("单位", "空表", "合计")),
)
ROWS: Sequence[Sequence[Value]] = (
    ("云河市", 3, Share(0.5), date(2024, 4, 2)),
    (Link("agencies/a.html", "打开", True), 2.5, None, "=1+1"),
)
MANY: Sequence[Sequence[Value]] = [(f"第{number}局", number, None, None) for number in range(2500)]


def test_another_process_writes_the_same_bytes(tmp_path: Path) -> None:
    for write, name in ((written, "here.xlsx"), (written_beside, "there.xlsx")):
        with write(BOOK, tmp_path / name) as sheets:
            sheets.put("单位", ROWS)
            sheets.put("单位", MANY)
            sheets.put("合计", ROWS)
    assert (tmp_path / "there.xlsx").read_bytes() == (tmp_path / "here.xlsx").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here.xlsx", "there.xlsx"]


def test_it_does_not_matter_which_sheet_a_row_is_put_on_first(tmp_path: Path) -> None:
    for name, order in (("one.xlsx", ("单位", "合计")), ("other.xlsx", ("合计", "单位"))):
        with written(BOOK, tmp_path / name) as sheets:
            for row in ROWS:
                for leaf in order:
                    sheets.put(leaf, [row])
    assert (tmp_path / "one.xlsx").read_bytes() == (tmp_path / "other.xlsx").read_bytes()


def test_what_waits_for_the_end_waits_beside_the_workbook_and_a_failure_leaves_nothing(tmp_path: Path) -> None:
    waiting: list[Path] = []

    def rows() -> Iterator[Sequence[Value]]:
        yield from ROWS
        waiting.extend(tmp_path.glob(".summary.xlsx.*/*"))
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError), written(BOOK, tmp_path / "summary.xlsx") as sheets:
        sheets.put("单位", rows())
    assert len(waiting) == len(BOOK.leaves)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="summary.xlsx"), written_beside(BOOK, tmp_path / "no/summary.xlsx") as sheets:
        sheets.put("单位", ROWS)


def test_a_killed_process_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start = beside.subprocess.Popen

    def shot(*arguments: object, **named: object) -> object:
        process = start(*arguments, **named)  # type: ignore[call-overload]
        os.kill(process.pid, signal.SIGKILL)
        return process

    monkeypatch.setattr(beside.subprocess, "Popen", shot)
    with pytest.raises(OutputError, match="信号 9"), written_beside(BOOK, tmp_path / "summary.xlsx") as sheets:
        sheets.put("单位", [*MANY, *MANY, *MANY])
    assert list(tmp_path.iterdir()) == []


def test_a_fault_of_ours_brings_its_traceback_along(tmp_path: Path) -> None:
    wrong = (b"no value of a sheet", 1, 2, "x" * 3, 5)
    with pytest.raises(RuntimeError, match="Traceback"), written_beside(BOOK, tmp_path / "summary.xlsx") as sheets:
        sheets.put("单位", [wrong])  # type: ignore[list-item]


def test_what_fails_meanwhile_ends_the_other_process_and_leaves_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(KeyError), written_beside(BOOK, tmp_path / "summary.xlsx") as sheets:
        raise KeyError(sheets)
    assert not (tmp_path / "summary.xlsx").exists()
