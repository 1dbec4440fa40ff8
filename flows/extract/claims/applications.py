"""Counts of applications: which word beside a figure says what it counts (table 3)."""

from __future__ import annotations

from collections.abc import Callable
from itertools import dropwhile, takewhile

from flows.extract.claims.answered import read_answered_behind
from flows.extract.claims.applicants import APPLICANTS, is_by_applicant, read_applicant, sort_asking
from flows.extract.claims.asked import is_asked, read_asked
from flows.extract.claims.beside import (
    is_bare,
    is_looked_into,
    is_of_another_matter,
    is_of_disclosing,
    is_of_strangers,
    is_set_apart,
)
from flows.extract.claims.carried import read_bare_carry, read_carried, read_in_hand, read_within_days
from flows.extract.claims.case_results import go_on_about_cases
from flows.extract.claims.channels import is_one_channel, note_channel, read_channel
from flows.extract.claims.clauses import Count
from flows.extract.claims.outcomes import DISCLOSED, OUTCOMES, add_behind, add_outcome, is_outcome, read_outcome
from flows.extract.claims.received import draft_counts, draft_unnamed, may_mean_ours
from flows.extract.claims.story import APPLICATIONS, CASES, NEW, OTHER, Draft, Story
from flows.extract.claims.strangers import interrupt
from flows.extract.claims.tokens import LIST_MARK, QUANTITY_KIND, UNKNOWN, YEAR, Token
from flows.extract.claims.verbs import ANSWER_VERBS, CARRIED, NEWLY, RECEIVED_VERBS, VERBS, governing_verbs

FAMILY = VERBS | frozenset(OUTCOMES) | frozenset(APPLICANTS) | {"request", "apply", "in_hand", "reject", "carry"}
# 同意公开答复9件, 予以公开处理1件: the outcome before the verb is what is counted.
_EMPTY_VERBS = ANSWER_VERBS | {"handle"}
# 结转下年度, 正在办理 behind a count of applications; and, with unknown words, what is done with some: 2件申请引发行政复议, 经沟通撤回
_LEFT_OVER = CARRIED | {"in_hand"}
_DONE_WITH_SOME = (UNKNOWN, "foreign", "review", "lawsuit", "withdrawn", "no_issue", "set_apart")
_FRAMING = frozenset((QUANTITY_KIND, "apply", YEAR, "own", "sum", "whole_year", "happen"))
_ASKERS = frozenset((*APPLICANTS, "put"))
_JOINING = frozenset((LIST_MARK, "request", "apply", "year", "number_word"))


def is_family(kind: str) -> bool:
    """Whether a word makes a count one of applications."""
    return kind in FAMILY or kind.startswith(("row.", "applicant."))


def read_left(count: Count, label: Token, story: Story) -> None:
    """A count whose meaning stands before it: 「收到申请5件」「予以公开3件」."""
    kind = label.kind
    beyond = count.left.labels()[1:2]
    if is_outcome(kind) or (kind in _EMPTY_VERBS and beyond and is_outcome(beyond[0].kind)):
        read_outcome(count, story)
    elif label.text in DISCLOSED and story.outcomes:
        add_outcome(count, [Token("granted", label.text)], story)
    elif kind in APPLICANTS or kind.startswith("applicant."):
        read_applicant(count, label, story)
    else:
        _LEFT_READERS[kind](count, label, story)


def read_right(count: Count, label: Token, story: Story) -> bool:
    """A count whose meaning stands behind it: 「2件结转下年度」「有3件政府信息公开申请」; whether it was read."""
    before = len(story.drafts)
    if is_outcome(label.kind):
        if not count.right.has("negation", "must", "planned"):
            add_behind(count, label, story)
    elif label.kind in ANSWER_VERBS:
        read_answered_behind(count, label, story)
    elif label.text == "公开" and _is_about_outcomes(count, story):
        add_outcome(count, [Token("granted", label.text)], story)
    elif label.kind.startswith("applicant."):
        read_applicant(count, label, story)
    elif reader := _RIGHT_READERS.get(label.kind):
        reader(count, label, story)
    return len(story.drafts) > before


def _is_about_outcomes(count: Count, story: Story) -> bool:
    """其中20件公开, 3件已公开: among applications that were counted before."""
    told = story.base is not None or story.last("total") is not None
    # 其中2件要求公开审计报告 says what was asked for.
    behind = list(dropwhile(lambda token: token.text != "公开", count.right.tokens))[1:2]
    asked = count.right.has("apply") or any(token.kind == UNKNOWN for token in behind)
    listed = count.right.has("done_mark") or count.clause.has("including")
    return story.topic == APPLICATIONS and told and listed and not asked


def _carried(count: Count, label: Token, story: Story) -> None:
    """上年结转3件; 本年新收、上年结转共12件 counts both in one figure."""
    further = list(dropwhile(lambda token: token is not label, count.left.tokens))[1:]
    between = list(takewhile(lambda token: token.kind not in NEWLY, further))
    joined = any(token.kind == LIST_MARK for token in between) and len(between) < len(further)
    if label.kind == "carried_in" and joined and {token.kind for token in between} <= _JOINING:
        draft_counts(count, [label, further[len(between)]], story)
    else:
        read_carried(count, label, story)


def _carried_behind(count: Count, label: Token, story: Story) -> None:
    """除2件结转下年度外…."""
    if story.topic != CASES:
        story.excepted = story.excepted or count.left.has("except")
        read_carried(count, label, story)


def _apply_behind(count: Count, label: Token, story: Story) -> None:
    """依申请公开方面，共31件申请; 全年有5件申请: nothing else is said in the clause."""
    alone = all(token.kind in _FRAMING for token in count.clause.tokens)
    if alone and story.topic == APPLICATIONS and story.base is None and story.last("total") is None:
        story.base = story.count(count, NEW, "told-behind", role="new", verb="receive")
        story.applicants_of = "new"


def _request_behind(count: Count, label: Token, story: Story) -> None:
    """有3件政府信息公开申请: received, unless what follows says what became of them or what else was done with some."""
    if not count.quantity.unit:
        return
    verbs, told = governing_verbs(count), story.base
    left_over = next((token for token in count.right.tokens if token.kind in _LEFT_OVER), None)
    if not verbs and left_over is not None:
        # 另有3件政府信息公开申请结转下年度, 3件政府信息公开申请正在办理中
        story.topic = APPLICATIONS
        _RIGHT_READERS[left_over.kind](count, left_over, story)
    elif not verbs and _are_answered(count):
        draft_counts(count, [token for token in count.right.tokens if token.kind in ANSWER_VERBS], story)
    elif verbs or (not count.right.has(*_DONE_WITH_SOME) and _is_all(count, told, story)):
        draft_counts(count, verbs, story)


def _are_answered(count: Count) -> bool:
    """完成17件政府信息公开申请的答复: nothing but the answer stands behind the applications."""
    behind = [token.kind for token in count.right.tokens if token.kind != "apply"]
    return len(behind) == 2 and behind[0] == "request" and behind[1] in ANSWER_VERBS


def _is_all(count: Count, told: Draft | None, story: Story) -> bool:
    """Not 「收到7条申请。2条依申请公开，1条部分公开」: parts of what was told."""
    return told is None or told.sentence == story.sentence or not _is_less(count, told)


def _is_less(count: Count, told: Draft) -> bool:
    return count.quantity.value.isdigit() and int(count.quantity.value) < told.number


def _request(count: Count, label: Token, story: Story) -> None:
    """依申请公开…N件: the verb further left decides, without one they were received; what others were guided in is not ours."""
    if is_of_another_matter(count, label) or is_looked_into(count) or count.right.has("review", "lawsuit"):
        return
    outcome = next((token for token in count.left.labels() if is_outcome(token.kind)), None)
    verbs = governing_verbs(count)
    if (left := _left_over(count)) is not None:
        _read_left_over(count, left, story)
    elif outcome is not None:
        add_outcome(count, [outcome], story)
    elif (column := sort_asking(count)) is not None:
        story.topic, story.applicants_of = APPLICATIONS, "new"
        story.count(count, f"T3.new.{column}", "applicant", role="applicant")
    elif is_one_channel(count):
        read_channel(count, verbs, story)
    elif count.left.has("guide"):
        interrupt(story)
    elif not is_set_apart(count) and (verbs or is_bare(count)):
        draft_counts(count, verbs, story)


def _left_over(count: Count) -> Token | None:
    """新收申请41件、结转申请3件; 年内未办结的申请2件: the word right before the applications, where it alone says what befell them."""
    return next((token for token in count.left.labels()[1:2] if token.kind in ("carry", "in_hand")), None)


def _read_left_over(count: Count, label: Token, story: Story) -> None:
    if label.kind == "carry":
        read_bare_carry(count, label, story)
    else:
        story.topic = APPLICATIONS
        read_in_hand(count, label, story)


def _apply(count: Count, label: Token, story: Story) -> None:
    """申请N件: how they were decided or carried over, or what came in; by one sort of applicant where one is named."""
    nearest = next((token for token in count.left.labels()[1:] if token.text != "公开"), None)
    outcome = next((token for token in count.left.labels() if is_outcome(token.kind)), None)
    if is_by_applicant(count, story):
        return
    if outcome is not None and nearest is not None and nearest.kind in ANSWER_VERBS:
        # 按“无法提供”答复的申请19件
        add_outcome(count, [outcome], story)
    elif is_asked(count, nearest, story):
        read_asked(count, nearest, story)
    elif nearest is not None and is_family(nearest.kind):
        read_left(count, nearest, story)


def _note_way(count: Count, story: Story) -> None:
    """One channel more; 网上政民互动留言收到190件: what came in that way stands nearer to the figure than the way."""
    kinds = [token.kind for token in count.left.tokens if token.text != "登记"]
    nearest = next((kind for kind in kinds if kind in ("foreign", "channel")), "")
    if nearest == "foreign" and "apply" not in kinds:
        interrupt(story)
    else:
        note_channel(story)


def _verb(count: Count, label: Token, story: Story) -> None:
    """收到N件…: what was received stands behind, further before, or is known from the thread."""
    elsewhere = is_one_channel(count) and not count.left.has("request")
    carried = next((token for token in count.left.labels()[1:2] if token.kind in CARRIED), None)
    if label.kind == "handle" and carried is not None:
        # 上年结转政府信息公开办理数量1件
        read_carried(count, carried, story)
        return
    # 信息不存在答复3件, 公开类答复16件
    listed = story.outcomes > 0 and (count.left.has("no_negation") or is_of_disclosing(count, label))
    others = () if story.asked_here else ("review", "lawsuit", "powers", "no_document", "no_case")
    looked_into = label.kind in _EMPTY_VERBS and count.left.has("foreign", *others)
    # 办理执法案件210件
    looked_into = looked_into or (count.left.has("enforcement") and not count.left.has("request", "apply"))
    # 组织审核依申请公开答复31件
    looked_into = looked_into or [token.kind for token in count.left.tokens[1:3]] == ["request", "no_issue"]
    beyond = next((token.kind for token in count.left.labels()[1:2]), "")
    if label.kind == "close" and (looked_into or beyond in ("review", "lawsuit")):
        go_on_about_cases(count, story)
        return
    if count.left.tokens[0].kind in ("no_issue", "decide") or is_of_strangers(count, label) or looked_into:
        # 依申请公开答复合法性审查12件, 抽查依申请公开答复5件
        return
    if elsewhere:
        _note_way(count, story)
    if is_by_applicant(count, story) or elsewhere or listed or is_set_apart(count):
        return
    if _is_named_behind(count, story) or (count.left.gap() == 0 and _is_known(count, label, story)):
        draft_unnamed(count, governing_verbs(count), story)
    elif label.kind in RECEIVED_VERBS and label.kind != "put" and not count.left.has("apply"):
        story.topic = OTHER


def _is_named_behind(count: Count, story: Story) -> bool:
    """收到5件政府信息公开申请, 收到5件通过依申请公开栏目提交的申请."""
    # 收到1件自然人提出的政府信息公开申请
    named = dropwhile(lambda token: token.kind in _ASKERS, count.right.labels())
    right = next(named, None) if count.right.first(6) is not None else None
    if right is None or count.right.tokens[0].text.startswith("不"):
        # 收到2件不属于本机关职责的申请: a part of all.
        return False
    spoken_of = count.right.has("disclosure", "duty") or may_mean_ours(story)
    return right.kind == "request" or (count.right.has("apply") and spoken_of)


def _is_known(count: Count, label: Token, story: Story) -> bool:
    """依申请公开受理5件, or 收到5件 alone where applications are spoken of, but not 收到5件投诉."""
    if any(token.kind == "request" for token in count.left.labels()):
        return True
    alone = count.right.first(99) is None and count.right.gap() == 0
    put = label.kind == "put" and not label.text.startswith("新")
    # 已答复18件，其中同意公开11件、不予公开1件: the list says what was answered.
    listed = may_mean_ours(story) and story.outcomes > (0 if label.kind in ANSWER_VERBS else 1)
    return (story.topic == APPLICATIONS and not put and (alone or count.right.has("every", "done_mark"))) or (
        listed and alone
    )


def _rejected(count: Count, label: Token, story: Story) -> None:
    """「答复7件，不予受理4件」: the answers are one outcome among others, not their total."""
    total = story.last("total")
    if total and total.sentence == story.sentence and total.verb == "answer" and count.quantity.value != "0":
        story.drop(total)


_Reader = Callable[[Count, Token, Story], None]
_LEFT_READERS: dict[str, _Reader] = {
    **dict.fromkeys(CARRIED, _carried),
    **dict.fromkeys(RECEIVED_VERBS | ANSWER_VERBS, _verb),
    "request": _request,
    "carry": read_bare_carry,
    "apply": _apply,
    "in_hand": read_in_hand,
    "reject": _rejected,
}
_RIGHT_READERS: dict[str, _Reader] = {
    **dict.fromkeys(CARRIED, _carried_behind),
    **dict.fromkeys(APPLICANTS, read_applicant),
    "carry": read_bare_carry,
    "in_hand": read_in_hand,
    "handle": read_within_days,
    "apply": _apply_behind,
    "request": _request_behind,
}
