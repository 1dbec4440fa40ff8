from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.errors import NoticeRefused
from flows.notify.cases.states import TRANSITIONS, WORDS, Case, State, Step, advance

IDS = ("f1", "f2", "f3")
PEOPLE = ("王芳", "李强", "")
ids = st.frozensets(st.sampled_from(IDS))
steps = st.lists(st.tuples(st.sampled_from(Step), st.sampled_from(PEOPLE), ids, ids), max_size=30)


@given(steps)
def test_no_path_sends_what_is_unapproved_or_unconfirmed(path) -> None:
    case, drafted, approved = Case(), None, None
    for step, who, confirmed, letter in path:
        try:
            after = advance(case, step, who, confirmed, letter)
        except NoticeRefused:
            continue
        if step is Step.DRAFT:
            drafted, approved = (who, letter), None
        if step is Step.APPROVE:
            approved = who
        if step is Step.SEND:
            assert drafted is not None
            assert after.letter == drafted[1]
            assert after.letter
            assert after.letter <= confirmed
            assert approved not in (None, "", drafted[0])
        case = after


def test_every_state_is_reached_worded_and_has_a_way_on() -> None:
    reached = {state for steps_on in TRANSITIONS.values() for state in steps_on.values()} | {State.SUSPECTED}
    assert reached == set(State) == set(WORDS) == set(TRANSITIONS)
    assert all(TRANSITIONS.values())


def test_who_drafted_cannot_approve() -> None:
    drafted = advance(Case(State.CONFIRMED), Step.DRAFT, "王芳", frozenset(IDS), frozenset({"f1"}))
    with pytest.raises(NoticeRefused, match="拟稿人"):
        advance(drafted, Step.APPROVE, "王芳", frozenset(IDS))
    assert advance(drafted, Step.APPROVE, "李强", frozenset(IDS)).state is State.APPROVED


def test_a_confirmation_that_lapsed_after_approval_stops_the_letter() -> None:
    case = Case(State.APPROVED, frozenset({"f1"}), "王芳", "李强")
    with pytest.raises(NoticeRefused, match="f1"):
        advance(case, Step.SEND, "王芳", frozenset({"f2"}))


def test_a_new_confirmation_throws_the_draft_away() -> None:
    case = Case(State.DRAFTED, frozenset({"f1"}), "王芳")
    assert advance(case, Step.CONFIRM, "王芳", frozenset(IDS)) == Case(State.CONFIRMED)
