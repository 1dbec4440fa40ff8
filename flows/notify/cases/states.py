"""The life of a case as a pure machine: which step may follow which, and what no step may do.

No letter goes out but one that somebody else than its drafter approved, and that holds nothing but findings which are
confirmed at that moment.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from flows.errors import NoticeRefused
from flows.notify.cases.rungs import Rung, next_rung
from flows.notify.cases.words import STEP_WORDS


class State(StrEnum):
    """Where a case stands."""

    SUSPECTED = "suspected"
    CONFIRMED = "confirmed"
    DRAFTED = "drafted"
    APPROVED = "approved"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    CORRECTED = "corrected"
    EXPLAINED = "explained"
    RECHECKED = "rechecked"
    CLOSED = "closed"
    REOPENED = "reopened"
    ESCALATED = "escalated"
    DISMISSED = "dismissed"


class Step(StrEnum):
    """What may be done to a case."""

    CONFIRM = "confirm"
    DISMISS = "dismiss"
    DRAFT = "draft"
    APPROVE = "approve"
    SEND = "send"
    ACKNOWLEDGE = "acknowledge"
    CORRECT = "correct"
    EXPLAIN = "explain"
    RECHECK = "recheck"
    CLOSE = "close"
    REOPEN = "reopen"
    ESCALATE = "escalate"


WORDS: Mapping[State, str] = {
    State.SUSPECTED: "待确认",
    State.CONFIRMED: "已确认",
    State.DRAFTED: "已拟稿",
    State.APPROVED: "已签发",
    State.SENT: "已发出",
    State.ACKNOWLEDGED: "已签收",
    State.CORRECTED: "已反馈整改",
    State.EXPLAINED: "已说明",
    State.RECHECKED: "复核通过",
    State.CLOSED: "已销号",
    State.REOPENED: "已退回",
    State.ESCALATED: "已升级",
    State.DISMISSED: "不成立",
}

_S, _T = State, Step
_ANSWERS = {
    _T.ACKNOWLEDGE: _S.ACKNOWLEDGED,
    _T.CORRECT: _S.CORRECTED,
    _T.EXPLAIN: _S.EXPLAINED,
    _T.RECHECK: _S.RECHECKED,
    _T.ESCALATE: _S.ESCALATED,
    _T.REOPEN: _S.REOPENED,
}
TRANSITIONS: Mapping[State, Mapping[Step, State]] = {
    _S.SUSPECTED: {_T.CONFIRM: _S.CONFIRMED, _T.DISMISS: _S.DISMISSED},
    _S.CONFIRMED: {_T.CONFIRM: _S.CONFIRMED, _T.DRAFT: _S.DRAFTED, _T.DISMISS: _S.DISMISSED},
    _S.DRAFTED: {
        _T.CONFIRM: _S.CONFIRMED,
        _T.DRAFT: _S.DRAFTED,
        _T.APPROVE: _S.APPROVED,
        _T.DISMISS: _S.DISMISSED,
    },
    # A letter that was approved and is not to go out after all is put on file; its number stays its own.
    _S.APPROVED: {_T.SEND: _S.SENT, _T.CLOSE: _S.CLOSED},
    _S.SENT: _ANSWERS,
    _S.ACKNOWLEDGED: {step: state for step, state in _ANSWERS.items() if step is not _T.ACKNOWLEDGE},
    _S.CORRECTED: {_T.RECHECK: _S.RECHECKED, _T.REOPEN: _S.REOPENED, _T.CORRECT: _S.CORRECTED},
    _S.EXPLAINED: {_T.RECHECK: _S.RECHECKED, _T.REOPEN: _S.REOPENED, _T.CORRECT: _S.CORRECTED},
    _S.RECHECKED: {_T.CLOSE: _S.CLOSED, _T.REOPEN: _S.REOPENED},
    _S.REOPENED: {
        _T.CONFIRM: _S.CONFIRMED,
        _T.DRAFT: _S.DRAFTED,
        _T.ESCALATE: _S.ESCALATED,
        _T.RECHECK: _S.RECHECKED,
        _T.CORRECT: _S.CORRECTED,
        _T.EXPLAIN: _S.EXPLAINED,
    },
    _S.ESCALATED: {
        _T.CONFIRM: _S.CONFIRMED,
        _T.DRAFT: _S.DRAFTED,
        _T.RECHECK: _S.RECHECKED,
        _T.CORRECT: _S.CORRECTED,
        _T.EXPLAIN: _S.EXPLAINED,
    },
    _S.CLOSED: {_T.REOPEN: _S.REOPENED},
    _S.DISMISSED: {_T.CONFIRM: _S.CONFIRMED},
}


@dataclass(frozen=True, slots=True)
class Case:
    """A case as the machine sees it.

    `letter` are the findings in the letter that waits or went out; `rung` is that of this letter, or of the next one
    where the case was escalated, None before the first.
    """

    state: State = State.SUSPECTED
    letter: frozenset[str] = frozenset()
    drafted_by: str | None = None
    approved_by: str | None = None
    rung: Rung | None = None


def advance(
    case: Case,
    step: Step,
    who: str,
    confirmed: frozenset[str],
    letter: frozenset[str] = frozenset(),
    rung: Rung | None = None,
) -> Case:
    """The case after a step by `who`.

    `confirmed` are the findings that are confirmed at this moment: a decision that lapsed is not among them. `letter`
    are the findings that a draft is to hold, `rung` is what a first draft has by its findings. Raises `NoticeRefused`
    that says why a step may not be done.
    """
    following = TRANSITIONS[case.state].get(step)
    if following is None:
        raise NoticeRefused(
            f"案件目前为“{WORDS[case.state]}”，不能{STEP_WORDS[step.value]} ({step.value} is no step from {case.state.value})"
        )
    if not who.strip():
        raise NoticeRefused("须写明经办人，请加 --as 姓名 (say who acts)")
    match step:
        case Step.CONFIRM:
            _demand(bool(confirmed), "没有已确认的问题 (nothing is confirmed)")
            return Case(following, rung=case.rung)
        case Step.DRAFT:
            demand_sound(letter, confirmed)
            return Case(following, letter, who, rung=max(filter(None, (case.rung, rung)), default=None))
        case Step.APPROVE:
            demand_sound(case.letter, confirmed)
            _demand(not is_same(who, case.drafted_by), "拟稿人不能签发自己拟的稿 (who drafted cannot approve)")
            return replace(case, state=following, approved_by=who)
        case Step.SEND:
            demand_sound(case.letter, confirmed)
            is_approved = bool(case.approved_by) and not is_same(case.approved_by, case.drafted_by)
            _demand(is_approved, "未经他人签发，不得外发 (not approved)")
        case Step.ESCALATE:
            above = next_rung(case.rung or Rung.HINT)
            _demand(above is not None, "已是最高一级 (there is no rung above)")
            return replace(case, state=following, rung=above)
    return replace(case, state=following)


def is_same(one: str | None, other: str | None) -> bool:
    """Whether two names are one person's: spaces, width and case make nobody a second person."""
    return _person(one) == _person(other)


def _person(name: str | None) -> str:
    return "".join(unicodedata.normalize("NFKC", name or "").split()).casefold()


def demand_sound(letter: frozenset[str], confirmed: frozenset[str]) -> None:
    """Demand that a letter holds something, and nothing but what is confirmed; raises `NoticeRefused` else."""
    _demand(bool(letter), "函件中没有已确认的问题 (no confirmed finding in the letter)")
    loose = letter - confirmed
    _demand(not loose, f"下列问题未经确认或确认已失效，须重新核对：{'、'.join(sorted(loose))} (not confirmed)")


def _demand(holds: bool, otherwise: str) -> None:
    if not holds:
        raise NoticeRefused(otherwise)
