"""While a night's values are made nothing is collected; afterwards everything is as it was."""

from __future__ import annotations

import gc

import pytest

from flows.collecting import all_lasting, let_go


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
