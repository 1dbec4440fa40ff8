"""Counts of applications: received, carried over, answered, how they were decided, and who applied (table 3)."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.claims.clauses import Count
from flows.extract.claims.story import (
    APPLICATIONS,
    CARRIED_IN,
    CARRIED_OUT,
    CASES,
    GATHERED,
    NEW,
    OTHER,
    TOTAL,
    Draft,
    Story,
)
from flows.extract.claims.tokens import LIST_MARK, Token

OUTCOMES = {
    "granted": "T3.granted.total",
    "partial": "T3.partial.total",
    "denied": "T3.denied.*.total",
    "unable": "T3.unable.*.total",
    "not_ours": "T3.unable.*.total",
    "refused": "T3.refused.*.total",
    "other_outcome": "T3.other.*.total",
}
APPLICANTS = {"natural": "natural", "legal": "legal_entities"}
RECEIVED_VERBS = frozenset(("receive", "take", "handle", "gather", "receive_and_answer", "receive_and_handle"))
ANSWER_VERBS = frozenset(("close", "answer"))
CARRIED = frozenset(("carried_in", "carried_out", "carried_between"))
_BODIES = (
    "局",
    "委",
    "办",
    "厅",
    "镇",
    "乡",
    "街道",
    "县",
    "区",
    "市",
    "州",
    "旗",
    "院",
    "中心",
    "单位",
    "政府",
    "会",
    "处",
    "我",
)
VERBS = RECEIVED_VERBS | ANSWER_VERBS | CARRIED
FAMILY = VERBS | frozenset(OUTCOMES) | frozenset(APPLICANTS) | {"request", "apply", "in_hand", "reject", "carry"}


def is_outcome(kind: str) -> bool:
    """Whether a word names an outcome: a group of table 3 or one of its rows."""
    return kind in OUTCOMES or kind.startswith("row.")


def is_family(kind: str) -> bool:
    """Whether a word makes a count one of applications."""
    return kind in FAMILY or kind.startswith(("row.", "applicant."))


def read_left(count: Count, label: Token, story: Story) -> None:
    """A count whose meaning stands before it: 「收到申请5件」「予以公开3件」."""
    kind = label.kind
    beyond = count.left.labels()[1:2]
    if is_outcome(kind) or (kind in ANSWER_VERBS and beyond and is_outcome(beyond[0].kind)):
        _outcome(count, story)
    elif kind in APPLICANTS or kind.startswith("applicant."):
        _applicant(count, label, story)
    else:
        _LEFT_READERS[kind](count, label, story)


def read_granted(count: Count, story: Story) -> None:
    """其中公开1件 among the outcomes of applications."""
    _add_outcome(count, [Token("granted", "公开")], story)


def read_right(count: Count, label: Token, story: Story) -> bool:
    """A count whose meaning stands behind it: 「2件结转下年度」「有3件政府信息公开申请」; whether it was read."""
    kind = label.kind
    before = len(story.drafts)
    if kind in CARRIED and story.topic != CASES:
        story.excepted = story.excepted or count.left.has("except")
        _carried(count, label, story)
    elif kind == "in_hand":
        _in_hand(count, label, story)
    elif is_outcome(kind) and story.topic == APPLICATIONS and not count.right.has("negation"):
        _add_outcome(count, [label], story)
    elif kind == "request":
        _draft(count, _verbs(count), story)
    elif kind in ANSWER_VERBS and _is_answered_behind(count, story):
        _add(story, count, TOTAL, "answered-behind", role="total", verb=kind)
    elif kind in APPLICANTS:
        _applicant(count, label, story)
    return len(story.drafts) > before


def _is_answered_behind(count: Count, story: Story) -> bool:
    return story.topic == APPLICATIONS and not count.right.has("negation", "must") and not count.left.labels()


def _request(count: Count, label: Token, story: Story) -> None:
    """依申请公开…N件: the verb further left decides, and without one they were received."""
    labels = count.left.labels()
    outcome = next((token for token in labels if is_outcome(token.kind)), None)
    if outcome is not None:
        _add_outcome(count, [outcome], story)
        return
    verbs = _verbs(count)
    if _one_channel(count) or count.left.has("reject") or not (verbs or _is_bare(count)):
        return
    _draft(count, verbs, story)


def _is_bare(count: Count) -> bool:
    """依申请公开3件 without a verb counts applications only where at most a body's name stands before it."""
    unknown = [token.text for token in count.left.tokens if token.kind == "unknown"]
    others = count.left.has("must", "no_issue", "issue", "foreign", "quarter")
    return not others and (not unknown or unknown[0].endswith(_BODIES))


def _apply(count: Count, label: Token, story: Story) -> None:
    """申请N件: by one channel, by one sort of applicant, carried over, or received if applications are what is spoken of."""
    rest = count.left.labels()[1:]
    nearest = rest[0] if rest else None
    if _by_applicant(count, story):
        return
    if nearest is not None and nearest.kind not in RECEIVED_VERBS:
        if nearest.kind != "channel" and is_family(nearest.kind):
            read_left(count, nearest, story)
        return
    if story.topic == APPLICATIONS and nearest is not None and count.left.gap() == 0 and not story.base:
        _draft(count, [nearest], story)


def _verb(count: Count, label: Token, story: Story) -> None:
    """收到N件…: what was received stands behind, further before, or is known from the thread."""
    if _by_applicant(count, story) or (_one_channel(count) and not count.left.has("request")):
        return
    right = count.right.first(6)
    named_behind = right is not None and (
        right.kind == "request"
        or (count.right.has("apply") and (count.right.has("disclosure", "duty") or story.topic == APPLICATIONS))
    )
    named_before = any(token.kind == "request" for token in count.left.labels())
    nothing_between = count.left.gap() == 0
    if (
        named_behind
        or (named_before and nothing_between)
        or story.topic == APPLICATIONS
        and nothing_between
        and _stands_alone(count)
    ):
        _draft(count, _verbs(count), story)
    elif label.kind in RECEIVED_VERBS:
        story.topic = OTHER


def _one_channel(count: Count) -> bool:
    """Whether a figure is that of one channel only; 「通过网站、信函等渠道」 speaks of all."""
    tokens = count.left.tokens
    channels = [place for place, token in enumerate(tokens) if token.kind == "channel"]
    return len(channels) == 1 and not (channels[0] and tokens[channels[0] - 1].kind == "etc")


def _by_applicant(count: Count, story: Story) -> bool:
    """自然人提出申请N件."""
    applicant = next((token for token in count.left.tokens if token.kind in APPLICANTS), None)
    if applicant is not None:
        _applicant(count, applicant, story)
    return applicant is not None


def _stands_alone(count: Count) -> bool:
    """Whether no noun of its own follows the figure (收到5件, not 收到5件投诉)."""
    return count.right.first(99) is None and count.right.gap() == 0 or count.right.has("every", "done_mark")


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
    if verbs and verbs[0].kind in CARRIED:
        _carried(count, verbs[0], story)
    elif "receive_and_answer" in kinds or (kinds & {"receive", "take"} and kinds & ANSWER_VERBS):
        _received(count, "take" if "take" in kinds else "receive", story)
        _answered(count, "answer", story)
    elif "receive_and_handle" in kinds:
        _received(count, "receive", story)
        _add(
            story,
            count,
            TOTAL,
            "received-and-handled",
            role="total",
            verb="handle",
            doubtful=count.quantity.value != "0",
        )
    elif kinds & ANSWER_VERBS:
        _answered(count, next(token.kind for token in verbs if token.kind in ANSWER_VERBS), story)
    elif "handle" in kinds and not kinds & {"receive", "take"}:
        _handled(count, story)
    else:
        _received(count, next((k for k in ("receive", "take", "gather") if k in kinds), ""), story)
        _explain_sum(verbs, story)


def _received(count: Count, verb: str, story: Story) -> None:
    cell = GATHERED if verb == "gather" else NEW
    alternatives = (GATHERED,) if verb == "take" and count.quantity.value != "0" else ()
    listed = story.last("total", "new", "gathered")
    if (
        listed
        and count.clause.has("including") | (listed.verb in ("handle", "gather"))
        and _is_part(listed, count, story)
    ):
        story.drop(listed)
    role = "gathered" if verb == "gather" else "new"
    draft = _add(
        story,
        count,
        cell,
        "received",
        role=role,
        verb=verb,
        alternatives=alternatives,
        doubtful=not verb and _is_listed(count),
    )
    if not story.is_past:
        story.base = draft
        story.applicants_of = "new" if verb != "gather" else ""


def _explain_sum(verbs: list[Token], story: Story) -> None:
    """「受理59件，新收47件」: the first figure holds what was carried in."""
    told = [draft for draft in story.drafts if draft.role == "new" and draft.sentence == story.sentence]
    if len(told) > 1 and verbs and verbs[0].text.startswith("新") and told[-2].number > told[-1].number:
        told[-2].cell, told[-2].role, told[-2].alternatives = GATHERED, "gathered", ()


def _is_part(listed: Draft, count: Count, story: Story) -> bool:
    """Whether 「处理92件，其中新收91件」 makes the first figure the sum of what follows."""
    return listed.sentence == story.sentence and listed.number > int(
        count.quantity.value if count.quantity.value.isdigit() else 0
    )


def drop_attributes(tokens: Sequence[Token], story: Story) -> None:
    """「主动公开159条，依申请公开102条，不予公开137条」 tells how documents are classed, not what became of applications."""
    here = [draft for draft in story.drafts if draft.sentence == story.sentence and draft.number > 0]
    classed = [draft for draft in here if draft.role == "new" and not draft.verb]
    denied = [draft for draft in here if draft.role == "outcome" and draft.cell == OUTCOMES["denied"]]
    if story.published and denied and (classed or any(token.kind == "attribute" for token in tokens)):
        for draft in (*classed, *denied):
            story.drop(draft)
        story.base = None if story.base in classed else story.base


def _is_listed(count: Count) -> bool:
    """「主动公开22条，依申请公开3条」 may count what was disclosed instead of what was asked for."""
    return not any(token.kind in ("apply", "receive") for token in count.left.tokens) and "申请公开" in "".join(
        token.text for token in count.left.tokens if token.kind == "request"
    )


def _answered(count: Count, verb: str, story: Story) -> None:
    told = story.last("total")
    if told is None or told.sentence != story.sentence or count.left.has("request"):
        _add(story, count, TOTAL, "answered", role="total", verb=verb)
    story.applicants_of = ""


def _handled(count: Count, story: Story) -> None:
    alternatives = () if story.base else (NEW, GATHERED)
    if count.quantity.value == "0":
        _received(count, "receive", story)
    _add(story, count, TOTAL, "handled", role="total", verb="handle", alternatives=alternatives)


def _carried(count: Count, label: Token, story: Story) -> None:
    """Carried in from last year or out to the next; 受理5件（含上年结转2件） counts both."""
    if story.topic == CASES or story.topic == OTHER:
        return
    outward = direction(label, story) == "out"
    cell = CARRIED_OUT if outward else CARRIED_IN
    base = story.last("new", "total", "gathered")
    including = count.clause.has("including") or count.clause.aside
    if (
        not outward
        and base
        and base.role == "new"
        and including
        and base.sentence == story.sentence
        and count.quantity.value != "0"
    ):
        base.cell, base.role, base.alternatives = GATHERED, "gathered", ()
        story.applicants_of = ""
    _add(
        story, count, cell, "carried-out" if outward else "carried-in", role="carried_out" if outward else "carried_in"
    )
    story.topic = story.topic or APPLICATIONS


def _bare_carry(count: Count, label: Token, story: Story) -> None:
    """结转3件到下年."""
    if count.right.has("later"):
        _carried(count, Token("carried_out", label.text), story)


def direction(label: Token, story: Story) -> str:
    """「2022年结转至2023年」 is in or out by the report's year."""
    if label.kind == "carried_between":
        year = story.year or max((draft.year or 0 for draft in story.drafts), default=0)
        return "out" if year and int(label.value) > year else "in"
    return "out" if label.kind == "carried_out" else "in"


def _outcome(count: Count, story: Story) -> None:
    """The outcomes joined to each other right before the figure; 同意公开答复9件 is one too."""
    labels: list[Token] = []
    for token in count.left.tokens:
        if is_outcome(token.kind):
            labels.append(token)
        elif labels and token.kind not in (LIST_MARK, "etc", "unknown", "own"):
            break
    _add_outcome(count, labels, story)


def _add_outcome(count: Count, labels: list[Token], story: Story) -> None:
    """One group or row, or several named together: 「予以公开及部分公开4件」."""
    if story.topic in (OTHER, CASES) and story.section != "S3":
        return
    groups = [token for token in labels if token.kind in OUTCOMES]
    rows = [token for token in labels if token.kind.startswith("row.")]
    if rows and (
        not groups or (len(labels) > 1 and labels[0].kind in OUTCOMES and len(rows) == 1 and not count.left.has("etc"))
    ):
        cells = [f"T3.{rows[0].kind.removeprefix('row.')}.total"]
    else:
        cells = list(dict.fromkeys(OUTCOMES[token.kind] for token in reversed(groups)))
    story.outcomes += 1
    story.applicants_of = ""
    _add(story, count, "+".join(cells), "outcome", role="outcome", verb=labels[0].kind)


def _applicant(count: Count, label: Token, story: Story) -> None:
    """其中自然人申请N件: parts of what was newly received, where that is what was counted last."""
    base = story.base
    if story.applicants_of != "new" or story.topic != APPLICATIONS:
        return
    column = APPLICANTS.get(label.kind) or label.kind.removeprefix("applicant.")
    alternatives = (f"T3.new.{column}+T3.carried_in.{column}",) if base and base.alternatives else ()
    _add(
        story,
        count,
        f"T3.new.{column}",
        "applicant",
        role="applicant",
        verb=base.verb if base else "",
        alternatives=alternatives,
    )


def _in_hand(count: Count, label: Token, story: Story) -> None:
    if story.topic == APPLICATIONS:
        _add(story, count, CARRIED_OUT, "in-hand", role="carried_out")


def _rejected(count: Count, label: Token, story: Story) -> None:
    """「答复7件，不予受理4件」: the answers are one outcome among others, not their total."""
    total = story.last("total")
    if total and total.sentence == story.sentence and total.verb == "answer":
        story.drop(total)


def _add(story: Story, count: Count, cell: str, pattern: str, **more: object) -> Draft:
    return story.add(cell, count.quantity.value, pattern, qualifier=count.quantity.qualifier, **more)


_LEFT_READERS = {
    **dict.fromkeys(CARRIED, _carried),
    **dict.fromkeys(RECEIVED_VERBS | ANSWER_VERBS, _verb),
    "request": _request,
    "carry": _bare_carry,
    "apply": _apply,
    "in_hand": _in_hand,
    "reject": _rejected,
}
