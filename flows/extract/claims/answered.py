"""Applications said behind their figure to be answered: 其余6件均已答复, 71件申请中有68件答复."""

from __future__ import annotations

import re

from flows.extract.claims.carried import read_carried
from flows.extract.claims.clauses import Count
from flows.extract.claims.received import tell_handled_apart
from flows.extract.claims.story import APPLICATIONS, TOTAL, Draft, Story
from flows.extract.claims.tokens import UNKNOWN, YEAR, Token
from flows.extract.claims.verbs import BODIES

_DISLIKED = ("不服", "不满", "异议")


def read_answered_behind(count: Count, label: Token, story: Story) -> None:
    """其余6件均已答复, 71件申请中有68件答复."""
    if count.left.has("except") and count.right.has("outside"):
        # 除2件外全部办结
        story.excepted = True
        return
    spoken_of = story.topic == APPLICATIONS and all(token.kind == "apply" for token in count.left.labels())
    if spoken_of and _is_answered_later(count, story):
        read_carried(count, Token("carried_out", label.text), story)
    elif spoken_of and not (count.right.has("negation", "must") or _is_disputed(count) or _is_part(count, story)):
        tell_handled_apart(count, story)
        if _completes(story.last("total"), count, story):
            return
        story.count(count, TOTAL, "answered-behind", role="total", verb=label.kind)


def _completes(told: Draft | None, count: Count, story: Story) -> bool:
    """「收到53件，52件按期答复，1件延期答复」: both figures together are those answered; whether they were told so."""
    base, value = story.base, count.quantity.value
    if told is None or base is None or told.sentence != story.sentence or not value.isdigit():
        return False
    whole = told.pattern == "answered-behind" and told.number + int(value) == base.number
    told.value = base.value if whole else told.value
    return whole


def _is_answered_later(count: Count, story: Story) -> bool:
    """1件于2025年1月答复, in the report of 2024."""
    days = (re.match("20[0-9]{2}", token.text) for token in count.right.tokens if token.kind in ("date", YEAR))
    return story.year is not None and any(day is not None and int(day.group()) > story.year for day in days)


def _is_disputed(count: Count) -> bool:
    """1件被责令重新答复, 对其中1件答复不服, 1件答复引发复议: the answers that cases are about."""
    if [token.kind for token in count.right.tokens[:2]] == ["answer", UNKNOWN]:
        # 2件答复说理不充分
        return count.right.tokens[0].text == "答复"
    ordered = any(token.kind == "happen" and token.text.startswith("被") for token in count.right.tokens)
    disliked = any(token.kind == UNKNOWN and token.text.startswith(_DISLIKED) for token in count.right.tokens)
    return ordered or disliked or count.right.has("review", "lawsuit")


def _is_part(count: Count, story: Story) -> bool:
    """「办理回复7件，其中6件及时答复」「已办结9件。另有1件…」「予以公开4件，其余3件作出其他答复」: the whole was told before, or is not told."""
    if _is_by_some(count):
        return True
    told = story.last("total")
    outcome = story.last("outcome")
    if outcome is not None and outcome.sentence == story.sentence and count.clause.has("remaining"):
        return True
    if count.clause.has("including") and any(ending.sentence == story.sentence for ending in story.endings):
        # 全部答复，其中16件提前答复
        return True
    return bool(told and (count.clause.has("remaining") or _is_part_here(told, count, story)))


def _is_by_some(count: Count) -> bool:
    """其中7件由办公室直接答复: by one of those who answer."""
    who = next(iter(count.right.tokens), None)
    return count.clause.has("including") and who is not None and who.kind == UNKNOWN and who.text.endswith(BODIES)


def _is_part_here(told: Draft, count: Count, story: Story) -> bool:
    return told.sentence == story.sentence and count.clause.has("including")
