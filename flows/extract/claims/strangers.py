"""Figures in a later sentence that count something else than the paragraph spoke of before: 受理补贴申请30件，办结28件.

What a paragraph speaks of is interrupted by them until their sentence ends.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import takewhile

from flows.extract.claims.clauses import Count
from flows.extract.claims.quantities import MONEY
from flows.extract.claims.story import CASES, FEES, OTHER, Draft, Story
from flows.extract.claims.tokens import UNKNOWN, Token
from flows.extract.claims.verbs import ANSWER_VERBS, RECEIVED_VERBS

_OWN = ("request", "duty", "disclosure", "including", "remaining", "channel", "natural", "legal")
# Names applications for information again.
_NAMED = frozenset(("request", "duty"))
_OTHERS = ("foreign", "no_case", "file", "powers", "attribute", "enforcement", "licence", "penalty", "coercion")
_OF_MONEY = frozenset(("fee", "any_fee", "charge"))
_LONGEST_ODDMENT = 3
# 征地类20件 are applications all the same.
_SORTS = ("类", "方面", "领域")


def resume(tokens: Sequence[Token], kinds: Set[str], story: Story) -> None:
    """Take up again, in a new sentence, what was spoken of before the last one; of fees only where it speaks of money.

    Not yet where it goes on about the strangers: 办结280件 where none of them was told to be, 另有2件 of them.
    """
    # 处理留言3条。全年新收申请39件: what came in anew is none of those strangers.
    anew = {"receive", "apply"} <= kinds
    goes_on = (story.strangers_open and not anew) or tokens[0].kind == "remaining"
    if story.topic == CASES:
        # 行政复议246件，其中政府信息公开类2件；未办结0件
        story.interrupted = ""
    if story.interrupted and not (goes_on and kinds.isdisjoint(_NAMED)):
        story.topic, story.interrupted, story.strangers_open = story.interrupted, "", False
        story.resumed = story.sentence
    if story.topic == FEES and not kinds & _OF_MONEY and not any(token.unit in MONEY for token in tokens):
        story.topic = ""


def interrupt(story: Story) -> None:
    """Speak of something else until the sentence ends."""
    if story.topic not in ("", OTHER):
        story.interrupted, story.topic = story.topic, OTHER


def note_strangers(count: Count, story: Story) -> None:
    """Interrupt where a figure that nothing could be read from begins a sentence, or its part, and counts something else."""
    begun = any(draft.sentence == story.sentence and draft.clause > story.part for draft in story.drafts)
    if begun or count.left.has(*_OWN):
        return
    # 受理补贴申请300件, 新收执行案件26件
    asked = count.left.has("apply", "decide") and count.left.has(*RECEIVED_VERBS, *ANSWER_VERBS)
    if asked or count.left.has(*_OTHERS) or is_stranger_before(count):
        interrupt(story)


def follow_strangers(count: Count, story: Story) -> None:
    """受理补贴申请300件。办结280件: what was answered next is of those strangers, unless it was told with them."""
    if story.interrupted:
        story.strangers_open = not count.left.has(*ANSWER_VERBS) and (
            story.strangers_open or count.left.has(*RECEIVED_VERBS)
        )


def is_stranger_before(count: Count) -> bool:
    """Whether an unknown noun stands right before a figure: it is what is counted."""
    run = list(takewhile(lambda token: token.kind == UNKNOWN, count.left.tokens))
    return sum(len(token.text) for token in run) > _LONGEST_ODDMENT and not run[0].text.endswith(_SORTS)


def is_told_already(told: Draft | None, count: Count, story: Story) -> bool:
    """Whether an earlier sentence gave another figure of the same, and this one does not name applications for information."""
    if told is None or told.sentence == story.sentence or told.scope != story.scope or story.asked_here:
        # 「本级收到42件。全市收到300件」 tells both.
        return False
    another_year = None not in (told.year, story.said_year) and told.year != story.said_year
    return told.value != count.quantity.value and not another_year
