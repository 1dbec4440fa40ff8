"""Memory goes back to the machine where the C library can be asked for it, and nothing fails where it cannot."""

from __future__ import annotations

import pytest

from flows.collecting import give_back


def test_memory_can_be_given_back_on_any_machine(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("flows.collecting._TRIM", None)
    give_back()
    asked: list[int] = []
    monkeypatch.setattr("flows.collecting._TRIM", asked.append)
    give_back()
    assert asked == [0]
