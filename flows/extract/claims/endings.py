"""What follows when all is said to be done: 全部办结, 均已答复, 均获维持, 除2件结转外均已办结."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate

from flows.extract.claims.applicants import only_sort
from flows.extract.claims.carried import role_of
from flows.extract.claims.case_cells import RESULTS
from flows.extract.claims.case_endings import all_one_result
from flows.extract.claims.one_outcome import one_outcome
from flows.extract.claims.story import APPLICATIONS, CARRIED_OUT, CASES, GATHERED, NEW, TOTAL, Draft, Ending, Story
from flows.extract.claims.tokens import ELISION, LIST_MARK, Token
from flows.extract.claims.verbs import ANSWER_VERBS, CARRIED

_LONGEST_SUBJECT = 5
_PLAIN_STARTS = ANSWER_VERBS | frozenset(
    (
        "every",
        "done_mark",
        "in_time",
        "elision",
        "remaining",
        "until",
        "including",
        "date",
        "year",
        "own",
        "answer_rate",
    )
)
_NAMED = frozenset(("request", "apply", "duty"))
_ANSWERED = ANSWER_VERBS | {"receive_and_answer"}


def read_statement(tokens: Sequence[Token], story: Story, *, whole: bool) -> None:
    """A clause (`whole`), or the rest of one, without a figure of its own."""
    kinds = {token.kind for token in tokens}
    if kinds & {"negation", "must", "guide", "foreign"} or tokens[-1].kind == "among":
        return
    if not whole and _is_of_those_left_over(story):
        return
    if "every" in kinds and _all_of_one_row(tokens, story):
        return
    if story.topic == CASES and not _back_to_applications(tokens, kinds, story):
        all_one_result(tokens, kinds, story, whole=whole)
    elif story.topic == APPLICATIONS and story.base is None and _handled_alone(story) and _is_done(tokens, kinds):
        _from_handled(tokens, kinds, story)
    elif story.topic in (APPLICATIONS, CASES) and story.base is not None:
        _about_applications(tokens, kinds, story)


def _is_of_those_left_over(story: Story) -> bool:
    """「收到44件。上年结转的6件申请已办结」: what is said in their own clause is said of the six."""
    told, base = story.drafts[-1] if story.drafts else None, story.base
    apart = base is None or base.clause != story.clause
    return told is not None and told.role == "carried_in" and told.clause == story.clause and apart


def _all_of_one_row(tokens: Sequence[Token], story: Story) -> bool:
    """不予处理4件，均为信访举报投诉类申请: the outcome told just before is of one row; whether it was read so."""
    told = story.drafts[-1] if story.drafts else None
    rows = [token.kind.removeprefix("row.") for token in tokens if token.kind.startswith("row.")]
    if told is None or told.role != "outcome" or told.sentence != story.sentence or len(rows) != 1:
        return False
    if told.cell != f"T3.{rows[0].partition('.')[0]}.*.total":
        return False
    story.add(f"T3.{rows[0]}.total", told.value, "all-of-one-row", role="outcome", qualifier=told.qualifier)
    return True


def _back_to_applications(tokens: Sequence[Token], kinds: set[str], story: Story) -> bool:
    """「收到申请38件，引发行政复议2件。全部在规定时效内办结」: in a sentence of its own, dealt with means the applications."""
    here = any(draft.sentence == story.sentence for draft in story.cases)
    return not here and not kinds & {*RESULTS, "review", "lawsuit"} and _is_done(tokens, kinds)


def _handled_alone(story: Story) -> bool:
    total = story.last("total")
    return total is not None and total.verb == "handle"


def _from_handled(tokens: Sequence[Token], kinds: set[str], story: Story) -> None:
    """办理19件，均依法办结: the 19 came in as well, unless some had come in before, or others are still open."""
    total, carried = story.last("total"), story.last("carried_in")
    if total is not None and carried is not None and carried.sentence == total.sentence and carried.number > 0:
        # 处理44件（含上年结转1件），均已答复
        held = {"role": "gathered", "verb": "handle", "qualifier": total.qualifier}
        story.base = story.add(GATHERED, total.value, "handled-and-done", **held)
        total.alternatives = ()
    elif total is not None:
        other = {"qualifier": total.qualifier, "alternatives": (GATHERED, TOTAL)}
        story.base = story.add(NEW, total.value, "handled-and-done", role="new", verb="handle", **other)
        story.drafts.append(story.drafts.pop(story.drafts.index(total)))
        if _is_closed(kinds):
            story.add(CARRIED_OUT, "0", "all-closed", role="carried_out")


def _about_applications(tokens: Sequence[Token], kinds: set[str], story: Story) -> None:
    base = story.base
    assert base is not None
    single = base.value == "1" or "every" in kinds
    if kinds & CARRIED and (single or _are_those(base, story)):
        _all_carried(tokens, story)
    elif (column := only_sort(kinds)) is not None and single and base.role == "new" and "remaining" not in kinds:
        _all_of_one_sort(column, base, story)
    else:
        if (cell := one_outcome(tokens, kinds, single=single)) is not None:
            _all_one_outcome(cell, base, story)
        if _is_done(tokens, kinds) and _is_about(tokens, kinds, story):
            _all_done(base, kinds, story)


def _all_one_outcome(cell: str, base: Draft, story: Story) -> None:
    """「收到10件，办结9件，均予以公开」, in a later sentence too: of those dealt with."""
    if story.unread == story.sentence:
        # 其中3件涉及征地，均予以公开: all of those, and of how many more is not said.
        return
    whole = story.last("total") or base
    story.add(cell, whole.value, "all-one-outcome", role="outcome", qualifier=whole.qualifier)


def _all_done(base: Draft, kinds: set[str], story: Story) -> None:
    excepted, story.excepted = story.excepted or "remaining" in kinds, False
    # 均已办结 next to strangers may mean those.
    doubtful = story.resumed == story.sentence and kinds.isdisjoint(_NAMED)
    ending = Ending(base, story.sentence, _is_closed(kinds), excepted, "answer_rate" in kinds, doubtful)
    story.endings.append(ending)


def _are_those(base: Draft, story: Story) -> bool:
    """「有2件申请，结转至次年办理」: nothing says that they were all that came in."""
    return base.verb == "" and base.role == "new" and base.clause == story.clause - 1


def _all_carried(tokens: Sequence[Token], story: Story) -> None:
    """收到1件，转结至2025年度继续办理: the one there was goes on."""
    base = story.base
    carried = next(token for token in tokens if token.kind in CARRIED)
    if base is not None and story.last("carried_out") is None and role_of(carried, story) == "carried_out":
        story.add(CARRIED_OUT, base.value, "all-carried", role="carried_out", qualifier=base.qualifier)
        if _are_those(base, story):
            story.drop(base)
            story.base = None


def _all_of_one_sort(column: str, base: Draft, story: Story) -> None:
    """均为自然人申请."""
    both = (f"T3.new.{column}+T3.carried_in.{column}",) if base.alternatives else ()
    cell = f"T3.new.{column}"
    story.add(cell, base.value, "all-of-one-sort", role="applicant", qualifier=base.qualifier, alternatives=both)


def _is_closed(kinds: set[str]) -> bool:
    """全部办结 leaves nothing for the next year; 均已答复 and 答复办结 do not say so."""
    return "close" in kinds and "answer" not in kinds


def _is_about(tokens: Sequence[Token], kinds: set[str], story: Story) -> bool:
    """Whether 均已办结 can mean the applications: in a later sentence another noun before it would be what was dealt with."""
    if kinds & {"review", "lawsuit", "norms", "licence", "penalty"}:
        return False
    near = story.base is not None and story.base.sentence == story.sentence
    strange = sum(len(token.text) for token in tokens if token.kind == "unknown")
    plain = tokens[0].kind in _PLAIN_STARTS and strange <= _LONGEST_SUBJECT
    return near or plain or bool(kinds & {"request", "apply", "duty"})


def _is_done(tokens: Sequence[Token], kinds: set[str]) -> bool:
    if "in_hand" in kinds and LIST_MARK in kinds:
        # 均已答复或正在办理
        return False
    if "answer_rate" in kinds:
        return any(token.kind == "percent" and token.text.startswith("100") for token in tokens)
    marked = bool(kinds & {"every", "done_mark", "in_time"}) or any(token.text.startswith("已") for token in tokens)
    marked = marked or (bool(kinds & {"book"}) and tokens[0].kind in ("book", "in_time"))
    cut_short = ELISION in kinds and "every" in kinds and bool(kinds & {"in_time", "unknown"})
    handled = "handle" in kinds and "every" in kinds and "done_mark" in kinds
    return (bool(kinds & _ANSWERED) and marked) or cut_short or handled


def close_endings(story: Story) -> None:
    """At the end of a paragraph: how many were answered, and that none goes on, where the words imply it."""
    _drop_shared_applicants(story)
    for ending in story.endings:
        base = ending.base
        if base not in story.drafts or base.number <= 0 or base.qualifier != "exact":
            continue
        told = story.last("total")
        carried_in, carried_out = _figure(story, "carried_in"), _figure(story, "carried_out")
        if told is None:
            _imply_total(story, ending, carried_in, carried_out)
    _doubt_totals(story)


def _doubt_totals(story: Story) -> None:
    """「收到15件，2件申请人撤回，13件已答复」: the table counts those withdrawn among the ones dealt with, this prose does not."""
    for draft in (draft for draft in story.drafts if story.withdrawn and draft.role == "total"):
        draft.doubtful = True
        # The same ones may be told again among the outcomes.
        missing = _dealt_with(story.base, story) - draft.number if story.base is not None else 0
        if missing in accumulate(story.gone):
            draft.qualifier = "at_least"


def _dealt_with(base: Draft, story: Story) -> int:
    """How many must have been dealt with, by what came in and what goes on."""
    before = _figure(story, "carried_in") if base.role == "new" else 0
    return base.number + before - _figure(story, "carried_out")


def _drop_shared_applicants(story: Story) -> None:
    """「受理749件，其中自然人741件；办理718件，结转31件」: the applicants may be those of new and carried in together."""
    base, total = story.base, story.last("total")
    carried_out = _figure(story, "carried_out")
    both_so_told = base is not None and total is not None and base.verb == "take" and total.verb == "handle"
    if base and total and both_so_told and carried_out and base.number == total.number + carried_out:
        story.drafts = [
            draft for draft in story.drafts if draft.role != "applicant" or draft.pattern == "all-of-one-sort"
        ]


def _imply_total(story: Story, ending: Ending, carried_in: int, carried_out: int) -> None:
    base = ending.base
    if ending.except_some and story.last("carried_out") is None:
        # 除1件因故未答复外，其余均已答复: how many are the rest is not said.
        return
    if (carried_in or carried_out) and not (
        ending.except_some or ending.rate or (carried_out == 0 and base.verb == "receive")
    ):
        return
    value = str(_dealt_with(base, story))
    held = story.sentence, story.scope
    story.sentence, story.scope = ending.sentence, base.scope
    more = {
        "qualifier": base.qualifier,
        "alternatives": base.alternatives,
        "doubtful": ending.doubtful or base.doubtful,
    }
    story.add(TOTAL, value, "all-done", role="total", verb="answer", **more)
    if ending.closed and story.last("carried_out") is None:
        story.add(CARRIED_OUT, "0", "all-closed", role="carried_out", doubtful=ending.doubtful or base.doubtful)
    story.sentence, story.scope = held


def _figure(story: Story, role: str) -> int:
    draft = story.last(role)
    return max(draft.number, 0) if draft else 0
