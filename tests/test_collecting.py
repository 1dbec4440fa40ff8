"""While a night's values are made nothing is collected; afterwards everything is as it was."""

from __future__ import annotations

import gc

import pytest

from flows.collecting import all_lasting, give_back, let_go


def test_the_collector_rests_while_values_are_made_and_is_back_even_after_a_fault():
    def fail() -> None:
        with all_lasting():
            assert not gc.isenabled()
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert gc.isenabled()
    let_go()


def test_what_lasts_is_passed_over_until_it_is_let_go():
    before = gc.get_freeze_count()
    with all_lasting():
        kept = [[number] for number in range(1000)]
    assert gc.get_freeze_count() >= before + len(kept)
    let_go()
    assert gc.get_freeze_count() == 0


def test_memory_can_be_given_back_on_any_machine(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("flows.collecting._TRIM", None)
    give_back()
    asked: list[int] = []
    monkeypatch.setattr("flows.collecting._TRIM", asked.append)
    give_back()
    assert asked == [0]
