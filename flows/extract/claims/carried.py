"""Applications carried over from last year, or into the next."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.claims.clauses import Clause, Count
from flows.extract.claims.story import APPLICATIONS, CARRIED_IN, CARRIED_OUT, CASES, GATHERED, OTHER, Draft, Story
from flows.extract.claims.strangers import interrupt, is_told_already
from flows.extract.claims.tokens import UNKNOWN, YEAR, Token
from flows.extract.claims.verbs import ANSWER_VERBS, CARRIED

_NAME_AND_FIGURE = 2
_STILL = frozenset(("尚有", "尚余", "还有", "另有"))


def read_carried(count: Count, label: Token, story: Story) -> None:
    """Carried in from last year or out to the next; 受理5件（含上年结转2件） counts both."""
    if story.topic in (CASES, OTHER) or _is_of_nothing(count, story):
        return
    role = role_of(label, story)
    if role == "carried_in" and is_part_of_answered(count, story, role):
        return
    if is_told_already(story.last(role), count, story):
        interrupt(story)
        return
    if role == "carried_in" and count.quantity.value != "0":
        _explain_base(count, story)
    if role == "carried_out":
        _tell_bare_carry(story)
    draft = story.count(count, CARRIED_IN if role == "carried_in" else CARRIED_OUT, role.replace("_", "-"), role=role)
    if story.year and draft.year and draft.year > story.year:
        # 结转2件至2025年: the year they go on into is not that of the figure.
        draft.year = story.year
    story.topic = APPLICATIONS


def is_part_of_answered(count: Count, story: Story, *roles: str) -> bool:
    """「新收245件，结转12件；办结246件（其中新收237件、结转9件）」: parts of those answered, where the whole was told in its role."""
    last = story.drafts[-1] if story.drafts else None
    part = count.clause.aside or count.clause.has("including")
    if not part or last is None or last.role != "total" or last.sentence != story.sentence:
        return False
    return any(draft.role in roles and draft.sentence == story.sentence for draft in story.drafts)


def _is_of_nothing(count: Count, story: Story) -> bool:
    """平台新收202件，上年结转1件: what was carried over is nowhere said to be applications."""
    if story.topic == APPLICATIONS:
        return False
    named = count.clause.has("request", "apply", "duty", "disclosure")
    return not named or count.left.has("foreign", "review", "lawsuit")


def read_bare_carry(count: Count, label: Token, story: Story) -> None:
    """结转3件到下年, 除3件结转外, or 结转3件 alone once all that were answered are told."""
    last = story.drafts[-1] if story.drafts else None
    alone = len([token for token in count.clause.tokens if token.kind != "number_word"]) <= _NAME_AND_FIGURE
    ended = last is not None and last.role in ("total", "outcome") and (alone or last.sentence == story.sentence)
    if _is_beside_new(last, story) and label in count.left.tokens:
        # 受理44件，其中新收41件、结转3件
        read_carried(count, Token("carried_in", label.text), story)
        return
    apart = count.left.has("except") and label in count.right.tokens
    # 剩余4件延续办理
    going_on = count.left.has("remaining") and label in count.right.tokens and story.topic == APPLICATIONS
    story.excepted = story.excepted or apart
    if count.right.has("later") or ended or apart or going_on:
        # 结转2件至2024年, in the report of 2024
        entered = next((token.value for token in count.right.tokens if token.kind == YEAR and story.year), "")
        read_carried(count, Token("carried_out", label.text, entered), story)
    elif alone and last is not None and last.role == "new" and last.sentence == story.sentence:
        story.bare_carry = count


def _tell_bare_carry(story: Story) -> None:
    """新收402件，结转11件，办结399件，结转下年14件: beside the last figure the first that were carried came from last year."""
    count, told = story.bare_carry, story.last("carried_in")
    story.bare_carry = None
    if count is not None and (told is None or told.sentence != story.sentence):
        story.count(count, CARRIED_IN, "carried-in", role="carried_in")


def _is_beside_new(last: Draft | None, story: Story) -> bool:
    """Whether the new ones told just before are a part of what was in hand."""
    whole = story.last("gathered")
    return last is not None and last.role == "new" and _is_apart(whole, story) and last.sentence == story.sentence


def read_in_hand(count: Count, label: Token, story: Story) -> None:
    """正在办理3件: they go on into the next year."""
    # 遗留的4件未办结申请全部办理完毕
    done = count.right.has("every") and count.right.has(*ANSWER_VERBS)
    # 对办理中的3件疑难申请集体会审
    some = label in count.left.tokens and any(token.kind == UNKNOWN for token in count.right.tokens[:1])
    if story.topic == APPLICATIONS and not (done or some):
        story.count(count, CARRIED_OUT, "in-hand", role="carried_out")


def read_within_days(count: Count, label: Token, story: Story) -> None:
    """尚有2件在法定期限内办理, but not 均在法定期限内办理, which is done."""
    still = any(token.text in _STILL for token in count.left.tokens)
    going_on = [token.kind for token in count.right.tokens] == ["in_time", label.kind]
    if still and going_on and count.right.tokens[0].text.endswith("内"):
        read_in_hand(count, label, story)


def follow_left_over(clause: Clause, found: Sequence[Count], story: Story, *, told: bool) -> None:
    """另外1件需征求第三方意见，延至次年办结: a clause without a figure says what became of the ones left over before it."""
    left, story.left_over = story.left_over, None
    if found:
        some = found[-1].left.has("remaining") or found[-1].right.has("apply", "request")
        # 其中4件于12月下旬收到（、因征求第三方意见），尚在办理期限内，结转下年度
        some = some or (
            story.base is not None and clause.has("including") and found[-1].right.has("receive", "because")
        )
        apart = not told and story.topic == APPLICATIONS and some
        story.left_over = found[-1] if apart else None
    if found or left is None:
        return
    label = next((token for token in clause.tokens if token.kind in CARRIED), None)
    if label is None:
        story.left_over = left
    elif role_of(label, story) == "carried_out":
        story.count(left, CARRIED_OUT, "left-over", role="carried_out")


def role_of(label: Token, story: Story) -> str:
    """`carried_in` or `carried_out`; 「2022年结转至2023年」 and 「转结2023年」 are either by the report's year."""
    year = story.year or max((draft.year or 0 for draft in story.drafts), default=0)
    if label.kind == "carried_between":
        return "carried_out" if year and int(label.value) > year else "carried_in"
    if label.value and year:
        return _by_year(label, int(label.value), year)
    return label.kind


def _by_year(label: Token, named: int, year: int) -> str:
    """「2023年结转」 is the year left, 「结转2023年」 the year entered, unless it lies before the report's own."""
    left = label.kind == "carried_in"
    if named == year:
        return "carried_out" if left else "carried_in"
    return "carried_in" if named < year else "carried_out"


def _is_apart(whole: Draft | None, story: Story) -> bool:
    return whole is not None and whole.sentence == story.sentence


def _explain_base(count: Count, story: Story) -> None:
    """Make the figure before it one of new and carried in together, where it is said to include them."""
    base = story.last("new", "total", "gathered")
    # 新收35件（上年结转另有4件）
    included = (count.clause.has("including") or count.clause.aside) and not count.clause.has("excluding", "remaining")
    # 受理89件（新收80件，上年结转9件）: the first figure holds both, and the second, in brackets too, is told apart.
    whole = story.last("gathered")
    told_with_it = base is not None and (
        base.clause == story.clause or base.clause in story.asides or _is_apart(whole, story)
    )
    if base and base.role == "new" and included and base.sentence == story.sentence and not told_with_it:
        base.cell, base.role, base.alternatives = GATHERED, "gathered", ()
        story.applicants_of = ""
