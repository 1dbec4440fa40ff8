from __future__ import annotations

import logging
import sys
import threading
from io import StringIO

import pytest

from flows.progress import progress


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def test_without_a_terminal_every_agency_is_a_log_line(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "flows.progress"), progress("crawl", 2) as tell:
        tell("qh-edu", "found")
        tell("qh-gov", "dns")
    assert "agency_id=qh-gov outcome=dns done=2/2" in caplog.text


def test_on_a_terminal_a_bar_counts_what_threads_report(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal())
    with caplog.at_level(logging.INFO), progress("crawl", 20) as tell:
        threads = [threading.Thread(target=tell, args=(f"a{n}", "found")) for n in range(20)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert "20/20" in sys.stderr.getvalue()
    assert caplog.records == []
