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
from flows.spreadsheet.book import Book, Leaf, write_book
from flows.spreadsheet.sheet import Column, Link, Share, Value


def book(*more: Sequence[Value]) -> Book:
    rows: Iterator[Sequence[Value]] = iter(
        [("云河市", 3, Share(0.5), date(2024, 4, 2)), (Link("agencies/a.html", "打开", True), 2.5, None, "=1+1"), *more]
    )
    columns = [Column(head, 10) for head in "一二三四"]
    leaves = (Leaf("单位", columns, rows), Leaf("空表", columns, ()))
    return Book("核查", datetime(2024, 4, 2, tzinfo=UTC), "核查 截至2024-04-02", leaves)


def test_another_process_writes_the_same_bytes(tmp_path: Path) -> None:
    many = [(f"第{number}局", number, None, None) for number in range(2500)]
    write_book(book(*many), tmp_path / "here.xlsx")
    with written_beside(book(*many), tmp_path / "there.xlsx"):
        pass
    assert (tmp_path / "there.xlsx").read_bytes() == (tmp_path / "here.xlsx").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["here.xlsx", "there.xlsx"]


def test_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="summary.xlsx"), written_beside(book(), tmp_path / "no/summary.xlsx"):
        pass


def test_a_killed_process_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    start = beside.subprocess.Popen

    def shot(*arguments: object, **named: object) -> object:
        process = start(*arguments, **named)  # type: ignore[call-overload]
        os.kill(process.pid, signal.SIGKILL)
        return process

    monkeypatch.setattr(beside.subprocess, "Popen", shot)
    with pytest.raises(OutputError, match="信号 9"), written_beside(book(), tmp_path / "summary.xlsx"):
        pass


def test_a_fault_of_ours_brings_its_traceback_along(tmp_path: Path) -> None:
    wrong = book((b"no value of a sheet", 1, 2, "x" * 3, 5))  # type: ignore[arg-type]
    with pytest.raises(RuntimeError, match="Traceback"), written_beside(wrong, tmp_path / "summary.xlsx"):
        pass


def test_what_fails_meanwhile_ends_the_other_process_and_leaves_no_workbook(tmp_path: Path) -> None:
    with pytest.raises(KeyError), written_beside(book(), tmp_path / "summary.xlsx"):
        raise KeyError("a page")
    assert not (tmp_path / "summary.xlsx").exists()
