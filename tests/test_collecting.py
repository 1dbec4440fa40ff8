"""The collector looks seldom while a night is told of; memory goes back to the machine where it can be asked to take it."""

from __future__ import annotations

import gc

import pytest

from flows.collecting import give_back, looking_seldom


def test_memory_can_be_given_back_on_any_machine(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("flows.collecting._TRIM", None)
    give_back()
    asked: list[int] = []
    monkeypatch.setattr("flows.collecting._TRIM", asked.append)
    give_back()
    assert asked == [0]


def test_the_collector_looks_seldom_for_a_while_and_as_ever_afterwards_even_after_a_fault():
    usual = gc.get_threshold()

    def fail() -> None:
        with looking_seldom():
            assert gc.isenabled()
            assert gc.get_threshold()[0] > usual[0]
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert gc.get_threshold() == usual
    assert gc.get_freeze_count() == 0


def test_cycles_that_are_made_meanwhile_are_collected():
    with looking_seldom():
        cycle: list[object] = []
        cycle.append(cycle)
        del cycle
        assert gc.collect() >= 1
