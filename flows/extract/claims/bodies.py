"""Figures of single bodies of an area, or of those below the author: parts that the tables do not tell apart."""

from __future__ import annotations

from itertools import takewhile

from flows.extract.claims.clauses import Clause, Count
from flows.extract.claims.story import APPLICATIONS, Draft, Story
from flows.extract.claims.strangers import interrupt
from flows.extract.claims.tokens import UNKNOWN, YEAR, Token

_OTHERS = ("单位", "部门", "机关", "街道", "乡镇")


def is_of_bodies_below(clause: Clause) -> bool:
    """乡镇收到27件: what bodies below received, not 县本级及乡镇 or 全县各乡镇 together."""
    received = clause.has("quantity") and clause.has("receive", "take", "handle")
    return received and not clause.has("area", "own", "foreign", "review", "lawsuit", "guide")


def is_of_others(clause: Clause) -> bool:
    """其他单位收到的112件申请, 全国行政机关收到50万件, 其中3家单位收到10件以上: what others received, or some of them."""
    head = clause.tokens[:2]
    others = len(head) > 1 and head[0].text in ("其他", "其它") and head[1].text.startswith(_OTHERS)
    afar = clause.has("afar")
    some = clause.has("including") and any(token.unit in ("家", "所") for token in clause.tokens)
    return (others or afar or some) and clause.has("quantity") and clause.has("receive", "take", "handle")


def note_bodies_below(clause: Clause, story: Story) -> None:
    """Pass over a part; a smaller figure told before it in the same part of the sentence is a part too, but no 未收到."""
    story.topic = APPLICATIONS
    parts = [int(token.value) for token in clause.tokens if token.kind == "quantity" and token.value.isdigit()]
    story.tally += parts
    _drop_part_answered(sum(parts), story)
    told = story.base
    beside = told is not None and told.sentence == story.sentence and told.clause > story.part
    if told is not None and beside and parts and 0 < told.number < sum(parts):
        story.drop(told)
        story.base = None


def _drop_part_answered(part: int, story: Story) -> None:
    """收到90件，各部门办理82件，乡镇办理8件: the figures of both together are those that came in, and neither is all that were answered."""
    told, base = story.last("total"), story.base
    if told is None or base is None or told.sentence != story.sentence or told.verb != "handle":
        return
    if told.number + part == base.number:
        story.drop(told)


def leave_those_of_others(clause: Clause, story: Story) -> None:
    """「代市政府办理33件，本机关收到7件」「区政府收到102件，交我局承办2件」: what is told beside the author's own is a government's."""
    if _is_of_a_government(clause):
        story.instead.add(story.clause)
    told = clause.has("quantity") and clause.has("receive", "take", "handle", "because")
    # 各部门自行受理196件 is what those received.
    itself = clause.has("itself") and not clause.has("area", "lower", "below")
    if not told or not (itself or any(map(_is_the_author, clause.tokens))):
        return
    others = [draft for draft in story.drafts if draft.sentence == story.sentence and draft.cell.startswith("T3.")]
    others = [draft for draft in others if itself or draft.clause in story.instead]
    for draft in others:
        story.drop(draft)
    if others:
        story.topic, story.base = APPLICATIONS, None
    if others and not clause.has("receive", "take"):
        # What it did for the government is none of its own either.
        interrupt(story)


def _is_of_a_government(clause: Clause) -> bool:
    """代市政府办理33件, 区政府收到102件."""
    named = takewhile(lambda token: token.kind in (UNKNOWN, YEAR, "date"), clause.tokens)
    received = clause.has("receive", "take") and not any(map(_is_the_author, clause.tokens))
    return clause.has("instead") or (received and any(token.text.endswith("政府") for token in named))


def _is_the_author(token: Token) -> bool:
    """我局, 本机关, but not 本级, which may be the government itself."""
    return token.kind == "own" and token.text.startswith(("我", "本")) and token.text != "本级"


def leave_part(count: Count, story: Story) -> None:
    """「全年收到300件。其中市本级受理42件，办结40件」: what follows a body's part is of the part too."""
    if story.parts and count.clause.has("own", "lower", "below"):
        interrupt(story)


def is_the_authors(count: Count, whole: Draft, story: Story) -> bool:
    """「全区23个部门共收到245件，其中我局收到18件」: whose report it is counts the eighteen."""
    ours = any(token.kind == "own" and token.text.startswith(("我", "本")) for token in count.left.tokens)
    return ours and whole.scope != story.scope and not any(token.text == "本级" for token in count.left.tokens)
