"""Counts of applications: how many were received, answered or handled, and who applied (table 3)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import takewhile

from flows.extract.claims.carried import CARRIED, read_bare_carry, read_carried, read_in_hand
from flows.extract.claims.clauses import Count
from flows.extract.claims.outcomes import OUTCOMES, add_outcome, is_outcome, read_outcome
from flows.extract.claims.story import APPLICATIONS, CASES, GATHERED, NEW, OTHER, TOTAL, Draft, Story
from flows.extract.claims.tokens import LIST_MARK, Token

APPLICANTS = {"natural": "natural", "legal": "legal_entities"}
RECEIVED_VERBS = frozenset(("receive", "put", "take", "handle", "gather", "receive_and_answer", "receive_and_handle"))
ANSWER_VERBS = frozenset(("close", "answer", "outcome_name"))
VERBS = RECEIVED_VERBS | ANSWER_VERBS | CARRIED
FAMILY = VERBS | frozenset(OUTCOMES) | frozenset(APPLICANTS) | {"request", "apply", "in_hand", "reject", "carry"}
# 同意公开答复9件, 予以公开处理1件: the outcome before the verb is what is counted.
_EMPTY_VERBS = ANSWER_VERBS | {"handle"}
# Answered where it stands alone, one outcome among others in their list.
_DISCLOSED = frozenset(("公开答复", "予以公开答复"))
_NEAR = 6
_NEWLY = frozenset(("receive", "put", "take"))
# A figure told by one of these may hold the new ones told behind it.
_HOLDING = frozenset(("handle", "gather", "answer"))
_NEUTRAL = frozenset("apply people own area number_word done_mark list_mark etc disclosure year every in_time".split())
_BODIES = tuple("局委办厅镇乡县区市州旗院会处我") + ("街道", "中心", "单位", "政府")


def is_family(kind: str) -> bool:
    """Whether a word makes a count one of applications."""
    return kind in FAMILY or kind.startswith(("row.", "applicant."))


def read_left(count: Count, label: Token, story: Story) -> None:
    """A count whose meaning stands before it: 「收到申请5件」「予以公开3件」."""
    kind = label.kind
    beyond = count.left.labels()[1:2]
    if is_outcome(kind) or (kind in _EMPTY_VERBS and beyond and is_outcome(beyond[0].kind)):
        read_outcome(count, story)
    elif label.text in _DISCLOSED and story.outcomes:
        add_outcome(count, [Token("granted", label.text)], story)
    elif kind in APPLICANTS or kind.startswith("applicant."):
        _applicant(count, label, story)
    else:
        _LEFT_READERS[kind](count, label, story)


def read_right(count: Count, label: Token, story: Story) -> bool:
    """A count whose meaning stands behind it: 「2件结转下年度」「有3件政府信息公开申请」; whether it was read."""
    before = len(story.drafts)
    if is_outcome(label.kind):
        if not count.right.has("negation"):
            add_outcome(count, [label], story)
    elif label.kind in ANSWER_VERBS:
        _answered_behind(count, label, story)
    elif label.text == "公开" and story.topic == APPLICATIONS and story.base and count.right.has("done_mark"):
        add_outcome(count, [Token("granted", label.text)], story)
    elif label.kind.startswith("applicant."):
        _applicant(count, label, story)
    elif reader := _RIGHT_READERS.get(label.kind):
        reader(count, label, story)
    return len(story.drafts) > before


def _answered_behind(count: Count, label: Token, story: Story) -> None:
    """其余6件均已答复."""
    spoken_of = story.topic == APPLICATIONS and not count.left.labels()
    if spoken_of and not count.right.has("negation", "must") and not _is_part(count, story):
        story.count(count, TOTAL, "answered-behind", role="total", verb=label.kind)


def _is_part(count: Count, story: Story) -> bool:
    """「办理回复7件，其中6件及时答复」: the whole was told just before."""
    told = story.last("total")
    return bool(told and told.sentence == story.sentence and count.clause.has("including"))


def _carried_behind(count: Count, label: Token, story: Story) -> None:
    """除2件结转下年度外…."""
    if story.topic != CASES:
        story.excepted = story.excepted or count.left.has("except")
        read_carried(count, label, story)


def note_part(count: Count, story: Story) -> None:
    """上半年收到申请13件: a part of what a later 「共计22件」 sums up."""
    if count.left.has("quarter") and count.left.has("request", "apply") and _may_mean_ours(story):
        story.topic, story.channels = APPLICATIONS, story.channels + 1


def _request_behind(count: Count, label: Token, story: Story) -> None:
    _draft(count, _verbs(count), story)


def _request(count: Count, label: Token, story: Story) -> None:
    """依申请公开…N件: the verb further left decides, and without one they were received."""
    outcome = next((token for token in count.left.labels() if is_outcome(token.kind)), None)
    verbs = _verbs(count)
    if outcome is not None:
        add_outcome(count, [outcome], story)
    elif _one_channel(count):
        _by_channel(count, verbs, story)
    elif not _is_set_apart(count) and (verbs or _is_bare(count)):
        _draft(count, verbs, story)


def _by_channel(count: Count, verbs: list[Token], story: Story) -> None:
    """网络申请5件 is a part; 收到来自网络的申请5件 is all there was, as long as no other channel is counted."""
    story.topic, story.channels = APPLICATIONS, story.channels + 1
    if story.base and story.base.pattern == "one-channel":
        story.drop(story.base)
        story.base = None
    elif story.base is None and story.channels == 1 and verbs and count.left.has("from", "put"):
        _draft(count, verbs, story)
        if story.base:
            story.base.pattern = "one-channel"


def _is_set_apart(count: Count) -> bool:
    """What others handled, or what was handed on; 收到转办的申请2件 were received all the same."""
    return count.left.has("reject", "set_apart", "guide") and not count.left.has("receive")


def _is_bare(count: Count) -> bool:
    """依申请公开3件 without a verb counts applications only where at most a body's name stands before it."""
    unknown = [token.text for token in count.left.tokens if token.kind == "unknown"]
    others = count.left.has("must", "no_issue", "issue", "foreign", "quarter")
    return not others and count.left.gap() <= 1 and (not unknown or unknown[0].endswith(_BODIES))


def _apply(count: Count, label: Token, story: Story) -> None:
    """申请N件: by one channel, by one sort of applicant, carried over, or received if applications are what is spoken of."""
    nearest = next(iter(count.left.labels()[1:]), None)
    if _by_applicant(count, story) or nearest is None or nearest.kind == "channel":
        return
    if nearest.kind not in RECEIVED_VERBS:
        if is_family(nearest.kind):
            read_left(count, nearest, story)
    elif _one_channel(count):
        story.channels += 1
    elif _may_mean_ours(story) and _follow_each_other(count.left.tokens, nearest) and not _is_told(story):
        _draft_unnamed(count, [nearest], story)


def _is_told(story: Story) -> bool:
    """Whether this year's applications were counted before: a further figure is a part of them."""
    return story.base is not None and story.base.year == story.said_year


def _may_mean_ours(story: Story) -> bool:
    """Whether 申请 alone can mean applications for information: nothing else was spoken of before."""
    return story.topic in ("", APPLICATIONS)


def _follow_each_other(tokens: Sequence[Token], verb: Token) -> bool:
    """收到申请: whether nothing between figure and verb, or before the verb, says what else is asked for (收到补贴申请)."""
    between = list(takewhile(lambda token: token is not verb, tokens))
    before = [token for token in tokens[len(between) :] if token.kind in ("unknown", "foreign", "enforcement")]
    named = all(token.kind == "unknown" and token.text.endswith(_BODIES) for token in before)
    return named and all(token.kind in _NEUTRAL for token in between)


def _draft_unnamed(count: Count, verbs: list[Token], story: Story) -> None:
    """As `_draft`, but doubtful where nothing said yet what the applications ask for."""
    doubtful, before = story.topic == "", len(story.drafts)
    _draft(count, verbs, story)
    for draft in story.drafts[before:] if doubtful else ():
        draft.doubtful, draft.pattern = True, "unnamed"


def _verb(count: Count, label: Token, story: Story) -> None:
    """收到N件…: what was received stands behind, further before, or is known from the thread."""
    elsewhere = _one_channel(count) and not count.left.has("request")
    if _by_applicant(count, story) or elsewhere or _is_set_apart(count):
        return
    if _is_named_behind(count, story) or (count.left.gap() == 0 and _is_known(count, label, story)):
        _draft_unnamed(count, _verbs(count), story)
    elif label.kind in RECEIVED_VERBS and label.kind != "put":
        story.topic = OTHER


def _is_named_behind(count: Count, story: Story) -> bool:
    """收到5件政府信息公开申请, 收到5件通过依申请公开栏目提交的申请."""
    right = count.right.first(6)
    if right is None:
        return False
    spoken_of = count.right.has("disclosure", "duty") or _may_mean_ours(story)
    return right.kind == "request" or (count.right.has("apply") and spoken_of)


def _is_known(count: Count, label: Token, story: Story) -> bool:
    """依申请公开受理5件, or 收到5件 alone where applications are spoken of, but not 收到5件投诉."""
    if any(token.kind == "request" for token in count.left.labels()):
        return True
    alone = count.right.first(99) is None and count.right.gap() == 0
    return story.topic == APPLICATIONS and label.kind != "put" and (alone or count.right.has("every", "done_mark"))


def _one_channel(count: Count) -> bool:
    """Whether a figure is that of one channel only (网络平台 is one); 「通过网站、信函等渠道」 speaks of all."""
    tokens = count.left.tokens
    channels = [
        place
        for place, token in enumerate(tokens)
        if token.kind == "channel" and not (place and tokens[place - 1].kind == "channel")
    ]
    return len(channels) == 1 and not (channels[0] and tokens[channels[0] - 1].kind == "etc")


def _verbs(count: Count) -> list[Token]:
    """The verbs that govern a count, nearest first: of several only those joined to each other."""
    verbs: list[Token] = []
    for token in count.left.tokens:
        if token.kind in VERBS:
            verbs.append(token)
        elif verbs and token.kind not in ("done_mark", LIST_MARK, "in_time", "unknown"):
            break
    return verbs


def _draft(count: Count, verbs: list[Token], story: Story) -> None:
    """The claims that the verbs make of a count of applications."""
    story.topic = APPLICATIONS
    kinds = {token.kind for token in verbs}
    answer = next((token.kind for token in verbs if token.kind in ANSWER_VERBS), "answer")
    if verbs and verbs[0].kind in CARRIED:
        read_carried(count, verbs[0], story)
    elif "receive_and_answer" in kinds or (kinds & _NEWLY and kinds & ANSWER_VERBS):
        _received(count, "take" if "take" in kinds else "receive", story)
        _answered(count, answer, story)
    elif "receive_and_handle" in kinds:
        _received(count, "receive", story)
        # The title of the part said over again: only a zero is sure to mean both.
        if count.quantity.value == "0":
            story.count(count, TOTAL, "handled", role="total", verb="handle")
    elif kinds & ANSWER_VERBS:
        _answered(count, answer, story)
    elif "handle" in kinds and not kinds & _NEWLY:
        _handled(count, story)
    else:
        _received(count, next((k for k in ("receive", "put", "take", "gather") if k in kinds), ""), story)
        _explain_sum(verbs, story)


def _received(count: Count, verb: str, story: Story) -> None:
    gathered = verb == "gather"
    listed = story.last("total", "new", "gathered")
    if listed and _is_whole(listed, count, story):
        included = count.clause.has("including")
        if included and listed.pattern == "unnamed":
            story.drop(listed)
            included = False
        if listed.verb in _HOLDING or (included and listed.verb == "take" and _is_newly(count)):
            story.drop(listed)
        elif included and not _is_newly(count):
            return
    draft = story.count(
        count, GATHERED if gathered else NEW, "received", role="gathered" if gathered else "new", verb=verb
    )
    draft.alternatives = (GATHERED,) if verb == "take" and draft.number else ()
    draft.doubtful = not verb and _is_listed(count)
    if not story.is_past:
        story.base = draft
        story.applicants_of = "" if gathered else "new"


def _is_newly(count: Count) -> bool:
    """新收、新增: what came in this year, told apart from what was carried in."""
    return any(token.kind in _NEWLY and token.text.startswith("新") for token in count.left.tokens)


def _is_whole(listed: Draft, count: Count, story: Story) -> bool:
    """Whether the first figure of 「处理92件，其中新收91件」 is greater than what follows in its sentence."""
    value = count.quantity.value
    return listed.sentence == story.sentence and value.isdigit() and listed.number > int(value)


def _explain_sum(verbs: list[Token], story: Story) -> None:
    """「受理59件，新收47件」: the first figure holds what was carried in."""
    told = [draft for draft in story.drafts[-_NEAR:] if draft.role == "new" and draft.sentence == story.sentence]
    if len(told) > 1 and verbs and verbs[0].text.startswith("新") and told[-2].number > told[-1].number:
        told[-2].cell, told[-2].role, told[-2].alternatives = GATHERED, "gathered", ()


def _is_listed(count: Count) -> bool:
    """「主动公开22条，依申请公开3条」 may count what was disclosed instead of what was asked for."""
    named = "".join(token.text for token in count.left.tokens if token.kind == "request")
    return "申请公开" in named and not count.left.has("apply", "receive")


def _answered(count: Count, verb: str, story: Story) -> None:
    told = story.last("total")
    _handled_before(count, told, story)
    if told is None or told.sentence != story.sentence or told.role == "gathered" or count.left.has("request"):
        story.count(count, TOTAL, "answered", role="total", verb=verb)
    if story.base is None or story.base.value != count.quantity.value:
        story.applicants_of = ""


def _handled_before(count: Count, told: Draft | None, story: Story) -> None:
    """「办理58件，办结50件，结转8件」: what was in hand, new and carried in; the second figure is the one answered."""
    value = count.quantity.value
    if told and told.verb == "handle" and value.isdigit() and told.number >= int(value) and not story.base:
        told.cell, told.role, told.alternatives = GATHERED, "gathered", (NEW,)
        story.base = told


def _handled(count: Count, story: Story) -> None:
    """办理N件 means answered, but may mean received: with a figure of those received beside it, it does not."""
    alternatives = () if story.base else (NEW, GATHERED)
    if count.quantity.value == "0":
        _received(count, "receive", story)
    story.count(count, TOTAL, "handled", role="total", verb="handle", alternatives=alternatives)


def _by_applicant(count: Count, story: Story) -> bool:
    """自然人提出申请N件."""
    applicant = next((token for token in count.left.tokens if token.kind in APPLICANTS), None)
    if applicant is not None:
        _applicant(count, applicant, story)
    return applicant is not None


def _applicant(count: Count, label: Token, story: Story) -> None:
    """其中自然人申请N件: parts of what was newly received, where that is what was counted last."""
    if story.applicants_of != "new" or story.topic != APPLICATIONS:
        return
    column = APPLICANTS.get(label.kind) or label.kind.removeprefix("applicant.")
    shared = story.base is not None and bool(story.base.alternatives)
    alternatives = (f"T3.new.{column}+T3.carried_in.{column}",) if shared else ()
    story.count(count, f"T3.new.{column}", "applicant", role="applicant", alternatives=alternatives)


def _rejected(count: Count, label: Token, story: Story) -> None:
    """「答复7件，不予受理4件」: the answers are one outcome among others, not their total."""
    total = story.last("total")
    if total and total.sentence == story.sentence and total.verb == "answer" and count.quantity.value != "0":
        story.drop(total)


_Reader = Callable[[Count, Token, Story], None]
_LEFT_READERS: dict[str, _Reader] = {
    **dict.fromkeys(CARRIED, read_carried),
    **dict.fromkeys(RECEIVED_VERBS | ANSWER_VERBS, _verb),
    "request": _request,
    "carry": read_bare_carry,
    "apply": _apply,
    "in_hand": read_in_hand,
    "reject": _rejected,
}
_RIGHT_READERS: dict[str, _Reader] = {
    **dict.fromkeys(CARRIED, _carried_behind),
    **dict.fromkeys(APPLICANTS, _applicant),
    "in_hand": read_in_hand,
    "request": _request_behind,
}
