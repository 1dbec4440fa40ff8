"""申请N件: a figure of applications that are called so and no more, by the verb or the channel beside them."""

from __future__ import annotations

from itertools import dropwhile

from flows.extract.claims.beside import follow_each_other, is_set_apart
from flows.extract.claims.bodies import leave_part
from flows.extract.claims.channels import is_one_channel, note_channel, read_channel
from flows.extract.claims.clauses import Count
from flows.extract.claims.received import draft_counts, draft_unnamed, may_mean_ours
from flows.extract.claims.story import APPLICATIONS, Story
from flows.extract.claims.strangers import interrupt
from flows.extract.claims.tokens import UNKNOWN, Token
from flows.extract.claims.verbs import ANSWER_VERBS, RECEIVED_VERBS

_FRAME = frozenset(("year", "own", "date", "done_mark"))


def is_asked(count: Count, nearest: Token | None, story: Story) -> bool:
    """Whether the word before 申请 leaves to this module what they are; an answer only where nothing was spoken of before."""
    if nearest is None or nearest.text == "登记" or nearest.kind in RECEIVED_VERBS | {"channel"}:
        return True
    return nearest.kind in ANSWER_VERBS and not story.topic and follow_each_other(count.left.tokens, nearest)


def read_asked(count: Count, nearest: Token | None, story: Story) -> None:
    """Draft what a count of 申请 claims by the word before it, if there is one."""
    if nearest is None:
        _numbered(count, story)
    elif nearest.kind == "channel":
        note_channel(story)
    elif nearest.text == "登记":
        _registered(count, nearest, story)
    elif nearest.kind in ANSWER_VERBS:
        if not is_set_apart(count):
            draft_unnamed(count, [nearest], story)
    elif is_one_channel(count):
        _by_one_channel(count, nearest, story)
    else:
        _received(count, nearest, story)


def _numbered(count: Count, story: Story) -> None:
    """「（二）依申请公开。本年度申请总量85件」."""
    planned = count.left.has("planned", "ahead", "must")
    alone = (
        count.left.has("number_word") and not planned and not any(token.kind == UNKNOWN for token in count.left.tokens)
    )
    if alone and may_mean_ours(story) and story.base is None:
        draft_unnamed(count, [Token("receive", count.left.tokens[0].text)], story)


def _by_one_channel(count: Count, verb: Token, story: Story) -> None:
    """通过依申请公开系统收到申请3件, where disclosure is spoken of; 通过网上平台收到申请3件 may be any."""
    if count.left.has("duty") and may_mean_ours(story):
        read_channel(count, [verb], story)
    else:
        note_channel(story)


def _registered(count: Count, verb: Token, story: Story) -> None:
    """登记申请16件, 2023年新登记申请16件, where applications are spoken of; 不动产登记申请 are others."""
    before = dropwhile(lambda token: token is not verb, count.left.tokens)
    plain = all(token.kind in _FRAME or token.text in ("登记", "新") for token in before)
    if story.topic == APPLICATIONS and plain:
        draft_counts(count, [Token("receive", verb.text)], story)


def _received(count: Count, verb: Token, story: Story) -> None:
    """收到申请5件; in 受理补贴申请30件，办结28件 something else is asked for, and dealt with."""
    if not follow_each_other(count.left.tokens, verb):
        interrupt(story)
    elif _is_part_told(count, story):
        leave_part(count, story)
    elif may_mean_ours(story) and not is_set_apart(count):
        draft_unnamed(count, [verb], story)


def _is_part_told(count: Count, story: Story) -> bool:
    """Whether applications were counted before, or 其中 stands before them: a further figure is a part."""
    if story.base is None:
        return story.parts and not (story.topic and count.left.has("year"))
    # 「本级收到42件。全市收到申请300件」
    of_others = story.base.scope != story.scope and story.base.sentence != story.sentence
    return story.base.year == story.said_year and not of_others
