"""A worker that hangs, crashes or grows costs its own report one sentence, and nobody else anything."""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import pytest

from checks.report import Report
from flows.errors import BrokenDocument, LostReading, TooLarge
from flows.extract import read_report
from flows.extract.pool import Given, read_again, read_each
from flows.extract.pool.crew import crew
from flows.extract.pool.errand import Errand
from flows.settings import load_settings
from tests.accuracy.pack import sample

MEMORY = 2**31
PAGE = "<html><body><p>青澜市林业局2023年政府信息公开工作年度报告</p><p>一、总体情况</p></body></html>".encode()


def run(*works: Callable[[], Any], seconds: float = 20.0, memory: int = MEMORY) -> list[Any]:
    return crew().run(Errand(f"{n}.pdf", work, seconds, memory) for n, work in enumerate(works))


def test_answers_come_in_the_order_of_the_questions() -> None:
    assert run(*(partial(divmod, n, 7) for n in range(40))) == [divmod(n, 7) for n in range(40)]


def test_a_document_that_takes_too_long_is_given_up_and_the_others_are_read() -> None:
    late, quick = run(partial(time.sleep, 60), partial(divmod, 9, 7), seconds=2.0)
    assert isinstance(late, TooLarge)
    assert "0.pdf" in str(late)
    assert "reading_seconds" in str(late)
    assert quick == (1, 2)


def test_a_process_that_dies_costs_one_document(caplog: pytest.LogCaptureFixture) -> None:
    before, lost, after = run(partial(divmod, 9, 7), os.abort, partial(divmod, 8, 7))
    assert isinstance(lost, LostReading)
    assert (before, after) == ((1, 2), (1, 1))
    assert "1.pdf" in caplog.text


def test_a_document_that_wants_more_memory_than_allowed_is_too_large() -> None:
    grown, other = run(partial(bytearray, 10**9), partial(divmod, 9, 7), memory=500_000_000)
    assert isinstance(grown, TooLarge)
    assert "reading_memory_bytes" in str(grown)
    assert other == (1, 2)


def test_a_fault_of_our_own_is_told_in_the_log_and_not_to_the_agency(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        (lost,) = run(partial(divmod, 1, 0))
    assert isinstance(lost, LostReading)
    assert "ZeroDivisionError" in caplog.text
    assert "ZeroDivisionError" not in str(lost)


def test_a_worker_sees_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GOUJI_SMTP_PASSWORD", "geheim")
    assert run(partial(os.getenv, "GOUJI_SMTP_PASSWORD"), partial(os.getenv, "PATH")) == [None, os.environ["PATH"]]


def test_ctrl_c_on_the_terminal_does_not_reach_a_worker() -> None:
    (session,) = run(partial(os.getsid, 0))
    assert session != os.getsid(0)


def test_each_document_has_its_report_or_its_reason() -> None:
    read = read_each(
        [Given(PAGE, "a.html"), Given(b"%PDF-1.4 broken", "b.pdf"), Given(PAGE, "c.html")], load_settings()
    )
    assert [isinstance(one, Report) for one in read] == [True, False, True]
    assert isinstance(read[1], BrokenDocument)


def test_a_report_comes_from_a_worker_as_it_was_read() -> None:
    whole = sample("html", "none", 1, "2021", "word_paste")
    settings = load_settings()
    assert read_each([Given(whole.content, whole.name)], settings) == [
        read_report(whole.content, whole.name, settings=settings)
    ]


def test_a_second_reading_that_fails_contradicts_nothing() -> None:
    assert read_again([Given(b"%PDF-1.4 broken", "b.pdf")], load_settings()) == [{}]


def test_a_batch_broken_off_leaves_no_worker_at_work() -> None:
    def broken_off() -> Iterator[Errand]:
        yield Errand("a.pdf", partial(time.sleep, 60), 3.0, MEMORY)
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        crew().run(broken_off())
    assert run(partial(divmod, 8, 7)) == [(1, 1)]
