"""How applications were decided: the groups and rows of table 3, counted or as shares."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile, pairwise, takewhile

from flows.extract.claims.clauses import Count
from flows.extract.claims.story import APPLICATIONS, OTHER, Story
from flows.extract.claims.strangers import interrupt
from flows.extract.claims.tokens import LIST_MARK, UNKNOWN, Token

OUTCOMES = {
    "granted": "T3.granted.total",
    "partial": "T3.partial.total",
    "denied": "T3.denied.*.total",
    "unable": "T3.unable.*.total",
    "not_ours": "T3.unable.*.total",
    "refused": "T3.refused.*.total",
    "other_outcome": "T3.other.*.total",
}
# Rows whose names mean nothing else anywhere.
_OF_TABLE_3_ONLY = frozenset(
    f"row.{row}"
    for row in (
        "denied.internal",
        "denied.process",
        "denied.safety",
        "unable.needs_creation",
        "unable.unclear",
        "refused.excessive",
        "refused.confirmation",
        "other.not_corrected",
        "other.fee_unpaid",
    )
)

_OTHER_ROWS = tuple(f"T3.other.{row}.total" for row in ("not_corrected", "fee_unpaid", "else"))
# Answered where it stands alone, one outcome among others in their list.
DISCLOSED = frozenset(("公开答复", "予以公开答复"))
_NOT_HELD = "T3.unable.not_held.total"
_GROUPS_TOLD = frozenset(("granted", "partial", "denied", "unable", "refused"))
_LEAST_GROUPS = 2
_PUBLIC_BEFORE = ("主动公开", "已主动公开", "公开发布")
_PROPOSALS = frozenset(("建议", "提案", "议案", "公文", "文件", "档案"))
# 以重复申请为由不予处理3件
_ON_THE_GROUND = "为由"
_REASONS = frozenset((UNKNOWN, "foreign", "own", "people"))


def is_outcome(kind: str) -> bool:
    """Whether a word names an outcome: a group of table 3 or one of its rows."""
    return kind in OUTCOMES or kind.startswith("row.")


def kinds_told(tokens: Sequence[Token], kinds: set[str]) -> int:
    """How many kinds of outcomes a sentence names; beside another, 公开答复 is one too."""
    told = {kind for kind in kinds if is_outcome(kind)}
    return len(told | {"granted"} if told and any(token.text in DISCLOSED for token in tokens) else told)


def read_outcome(count: Count, story: Story) -> None:
    """The outcomes joined to each other right before the figure; 同意公开答复9件 is one too."""
    labels: list[Token] = []
    for near, token in pairwise((None, *count.left.tokens)):
        joined = labels and near is not None and near.kind == LIST_MARK
        if token is None:
            continue
        if is_outcome(token.kind):
            labels.append(token)
        elif joined and token.kind == "undisclosed":
            # 不公开及无法提供14件
            labels.append(Token("denied", token.text))
        elif joined and token.text == "公开":
            # 公开和部分公开合计7件
            labels.append(Token("granted", token.text))
        elif (
            labels and token.kind not in (LIST_MARK, "etc", "unknown", "own", "apply") and token.text != _ON_THE_GROUND
        ):
            break
    add_outcome(count, labels, story)


def add_behind(count: Count, label: Token, story: Story) -> None:
    """其余7件不予公开或无法提供 counts both groups, 7件为不予公开、不予处理等 more than are named."""
    groups = [token for token in count.right.labels() if token.kind in OUTCOMES]
    joined = label.kind in OUTCOMES and len(groups) > 1 and count.right.has(LIST_MARK)
    beside = _beside(count, label)
    if beside and label.kind not in OUTCOMES:
        joined, groups = is_outcome(beside[0].kind), [label, beside[0]]
        if not joined:
            return
    if not (joined and count.right.has("etc")):
        add_outcome(count, groups[::-1] if joined else [label], story)


def _beside(count: Count, label: Token) -> Sequence[Token]:
    """35件为重复申请或信访事项: the word behind the mark is counted with the one before it, whether it is an outcome or not."""
    behind = list(dropwhile(lambda token: token is not label, count.right.tokens))[1:3]
    return behind[1:] if len(behind) > 1 and behind[0].kind == LIST_MARK else ()


def add_outcome(count: Count, labels: Sequence[Token], story: Story) -> None:
    """Draft one group or row, or several named together: 「予以公开及部分公开4件」."""
    of_part_three = story.section == "S3" and story.topic != OTHER
    if not (story.topic == APPLICATIONS or of_part_three or _is_spoken_of(count, story)):
        return
    if _is_said_of_others(count, labels, story):
        interrupt(story)
        story.topic = OTHER
    else:
        _draft_outcome(count, labels, story)


def _is_said_of_others(count: Count, labels: Sequence[Token], story: Story) -> bool:
    """Whether the words that say how applications were decided are said of documents, of proposals, or by a third party."""
    begins = not any(draft.sentence == story.sentence for draft in story.drafts)
    begins_part = begins or not any(draft.clause > story.part for draft in story.drafts)
    # 建议提案办理复文予以公开15件
    proposals = begins and not story.topic and count.left.has("foreign") and not story.disclosure
    # 主动公开信息326条、不予公开信息125条
    items = begins and story.published and count.quantity.unit == "条"
    others = not story.asked_here and (items or (begins_part and _is_of_other_matters(count, labels)))
    # 第三方同意公开的3件，不同意公开的2件
    return proposals or others or any(token.text.endswith("第三方") for token in count.left.tokens)


def _draft_outcome(count: Count, labels: Sequence[Token], story: Story) -> None:
    groups = [token for token in labels if token.kind in OUTCOMES]
    rows = [token for token in labels if token.kind.startswith("row.")]
    if rows and not groups and count.left.has("etc"):
        # 逾期未补正等其他情形2件
        return
    if rows and count.clause.aside and story.drafts and story.drafts[-1].role == "new":
        # 收到25件（含重复申请3件）: how they were decided is not said.
        return
    story.applicants_of = ""
    # 「因本机关不掌握等原因无法提供」 counts the group, 「属于国家秘密不予公开」 the row, 「不掌握或需另行制作」 both rows.
    of_group = groups and (count.left.has("etc") or len(rows) > 1 or labels[0] in rows)
    if count.left.has("each") and len(groups) > 1 and not of_group:
        # 部分公开、不予公开各2件
        for label in groups:
            story.count(count, expression([label]), "outcome", role="outcome")
        return
    cell = expression(groups if of_group or not rows else rows)
    draft = story.count(count, cell, "outcome", role="outcome", verb=labels[0].kind)
    # 信息不存在5件、本机关不掌握2件: the table counts both in one row, or in two of one group.
    shared = story.unfound and cell in (_NOT_HELD, OUTCOMES["unable"])
    draft.alternatives = (OUTCOMES["unable"],) if shared and cell == _NOT_HELD else ()
    if of_group and len(rows) > 1 and not count.left.has("etc"):
        # 以过程性信息、内部事务信息为由不予公开4件: others may have been denied for other reasons.
        draft.alternatives = (expression(rows),)
    draft.doubtful = shared or (not rows and _is_for_a_reason(count, labels[-1]))


def expression(labels: Sequence[Token]) -> str:
    """The cells that a figure counts behind these words, nearest to it first."""
    cells = (OUTCOMES.get(token.kind) or f"T3.{token.kind.removeprefix('row.')}.total" for token in reversed(labels))
    return "+".join(dict.fromkeys(cells))


def add_rest(count: Count, story: Story) -> None:
    """予以公开3件、不予公开1件、其他2件: 其他处理, or all groups that the list does not name, which of both nobody can tell.

    其他处理3件，其中逾期不补正2件，其他1件: its last row.
    """
    beside = [draft.cell for draft in story.drafts if draft.sentence == story.sentence]
    if beside[-1] in _OTHER_ROWS and OUTCOMES["other_outcome"] in beside:
        unnamed = "+".join(row for row in _OTHER_ROWS if row not in beside)
        story.count(count, _OTHER_ROWS[-1], "rest-of-outcomes", role="outcome", alternatives=(unnamed,))
        return
    told = {
        part.split(".")[1]
        for draft in story.drafts
        if draft.sentence == story.sentence
        for part in draft.cell.split("+")
    }
    if len(told & _GROUPS_TOLD) < _LEAST_GROUPS:
        return
    untold = "+".join(f"T3.{group}.*.total" for group in ("denied", "unable", "refused", "other") if group not in told)
    cell = OUTCOMES["other_outcome"]
    story.count(count, cell, "rest-of-outcomes", role="outcome", doubtful=True, alternatives=(untold,))


def _is_of_other_matters(count: Count, labels: Sequence[Token]) -> bool:
    """政协提案答复公开14件，不予公开3件: a sentence, or a part of one, that begins with them speaks of those."""
    foreign = any(token.text in _PROPOSALS for token in count.clause.tokens) or count.left.has("attribute")
    return foreign and labels[0].kind in OUTCOMES


def is_listed(count: Count, story: Story) -> bool:
    """其中公开1件: among the outcomes of applications, not items put on a web page."""
    if count.left.has("enforcement"):
        # 其中要求公开征地类信息24件
        return False
    told = story.base is not None or story.last("total") is not None or story.outcomes > 1
    # 收到0件，公开0件，不予公开0件: a list of outcomes without 其中.
    # 按结果统计：公开5件，部分公开2件，不予公开1件
    frame = ("answer", UNKNOWN) if story.outcomes >= _LEAST_GROUPS else ("answer",)
    bare = story.outcomes > 0 and all(token.kind in frame for token in count.left.tokens[1:])
    listed = (count.clause.has("including", "outcome_name") or bare) and not count.clause.has("channel")
    return (
        story.topic in ("", APPLICATIONS) and told and listed and count.left.gap() == 0 and count.quantity.unit != "条"
    )


def _is_for_a_reason(count: Count, label: Token) -> bool:
    """「因信访投诉不予处理4件」: those of the group for a reason that is told in other words than its rows'."""
    behind = list(dropwhile(lambda token: token is not label, count.left.tokens))[1:]
    if behind and behind[0].text == _ON_THE_GROUND:
        return True
    reason = list(takewhile(lambda token: token.kind != "because", behind))
    return len(reason) < len(behind) and bool(reason) and all(token.kind in _REASONS for token in reason)


def _is_spoken_of(count: Count, story: Story) -> bool:
    """Several outcomes in a sentence are a list of them; a zero beside 依申请公开 is one too."""
    # 作出不予公开决定10件
    decided = count.left.has("decide") and not count.left.has(UNKNOWN, "foreign")
    listed = (
        story.outcomes > 1 or decided or bool((count.left.kinds | count.right.kinds) & _OF_TABLE_3_ONLY)
    ) and story.topic != OTHER
    return listed or (story.asked_here and count.quantity.value == "0")


def note_public_before(count: Count, story: Story) -> None:
    """主动公开类4件、予以公开7件: what was public already is disclosed too, so that neither figure is the whole of the group."""
    named = [token for token in count.left.tokens if token.text in _PUBLIC_BEFORE or is_outcome(token.kind)]
    if named and not is_outcome(named[0].kind) and story.outcomes > 1 and count.quantity.unit != "条":
        story.public_before.add(story.sentence)


def close_granted(story: Story) -> None:
    """Make doubtful what was disclosed beside what was public before."""
    for draft in story.drafts:
        if draft.cell == OUTCOMES["granted"] and draft.sentence in story.public_before:
            draft.doubtful = True


def close_other(story: Story) -> None:
    """「逾期未补正2件，其他处理5件」: beside a row of its own, 其他处理 may count the group or only what is left of it."""
    for draft in story.drafts:
        if draft.cell != OUTCOMES["other_outcome"]:
            continue
        beside = {held.cell for held in story.drafts if held.sentence == draft.sentence}
        rest = [cell for cell in _OTHER_ROWS if cell not in beside]
        if len(rest) < len(_OTHER_ROWS):
            draft.alternatives = tuple(dict.fromkeys((*draft.alternatives, "+".join(rest), *rest[-1:])))
