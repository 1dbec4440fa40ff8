"""Counts of applications by the channel or the months they came in: parts, whose sum is what was received."""

from __future__ import annotations

from flows.extract.claims.clauses import Count
from flows.extract.claims.past import WHOLE_YEAR
from flows.extract.claims.received import draft_counts, may_mean_ours
from flows.extract.claims.story import APPLICATIONS, Story
from flows.extract.claims.tokens import LIST_MARK, Token

_BY_WAY = ("from", "put", "via")


def is_one_channel(count: Count) -> bool:
    """Whether a figure is that of one channel only (网络平台 is one); 「通过网站、信函等渠道」 speaks of all."""
    tokens = count.left.tokens
    if is_one_month(count):
        return True
    channels = [
        place
        for place, token in enumerate(tokens)
        if token.kind == "channel" and not (place and tokens[place - 1].kind == "channel")
    ]
    if len(channels) != 1:
        return False
    behind = [token.kind for token in tokens[: channels[0]]][::-1]
    # 书面或其他形式
    return behind[:1] != ["etc"] and behind[:2] != [LIST_MARK, "remaining"]


def is_one_month(count: Count) -> bool:
    """于3月收到1件, 1-9月收到5件, and perhaps more in another month; 1月至12月收到 is the whole year."""
    months = [token.text for token in count.left.tokens if token.kind == "date"]
    one = len(months) == 1 and months[0].endswith("月") and not WHOLE_YEAR.search(months[0])
    return one and not count.left.has("until")


def read_channel(count: Count, verbs: list[Token], story: Story) -> None:
    """网络申请5件 is a part; 收到来自网络的申请5件 is all there was, as long as no other channel is counted."""
    story.topic = APPLICATIONS
    whole = story.base
    if whole is not None and whole.sentence == story.sentence and whole.number < _number(count):
        # 通过传真、邮寄收到申请4件，通过平台收到申请8件
        story.drop(whole)
        story.base, story.channels = None, story.channels + 1
    by_way = count.left.has(*_BY_WAY) or is_one_month(count)
    alone = not note_channel(story) and story.base is None and story.channels == 1
    if alone and verbs and (by_way or _is_of_applications(count)):
        draft_counts(count, verbs, story)
        for draft in story.drafts[-1:]:
            draft.pattern, draft.doubtful = "one-channel", not by_way or story.up_to_a_day


def _number(count: Count) -> int:
    return int(count.quantity.value) if count.quantity.value.isdigit() else -1


def _is_of_applications(count: Count) -> bool:
    """收到邮寄的申请2件, but not 来访及依申请公开18件次 nor 电话申请, which is no application."""
    asked = not any(token.text == "电话" for token in count.left.tokens)
    return asked and not count.left.has(LIST_MARK, "foreign")


def note_channel(story: Story) -> bool:
    """Count one more channel; whether one counted before was taken for all there was, and is taken back."""
    story.channels += 1
    told = next((draft for draft in story.drafts if draft.pattern == "one-channel"), None)
    if told is None or not (told.doubtful or told.sentence == story.sentence):
        return False
    story.drop(told)
    story.base = None if story.base is told else story.base
    return True


def note_part(count: Count, story: Story) -> None:
    """上半年收到申请13件: a part of what a later 「共计22件」 sums up."""
    if count.left.has("quarter") and count.left.has("request", "apply") and may_mean_ours(story):
        story.topic, story.channels = APPLICATIONS, story.channels + 1
