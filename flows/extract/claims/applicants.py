"""Counts of applications by who applied: 自然人, 法人或其他组织 and its five columns."""

from __future__ import annotations

from collections.abc import Sequence, Set
from itertools import pairwise

from flows.extract.claims.clauses import Count
from flows.extract.claims.story import APPLICATIONS, Story
from flows.extract.claims.tokens import LIST_MARK, Token

APPLICANTS = {"natural": "natural", "legal": "legal_entities"}
_BESIDE = frozenset(("receive", "put", "take", "apply", "happen", LIST_MARK))


def read_applicant(count: Count, label: Token, story: Story) -> None:
    """其中自然人申请N件: parts of what was newly received, where that is what was counted last."""
    named = count.left.has("request") or label.kind in (token.kind for token in count.left.tokens[:1])
    if named and count.left.has("request", "apply") and _came_in(count):
        # 新收政府信息公开申请数量：自然人10件; 新收申请按申请人分：自然人10件
        story.topic, story.applicants_of, story.by_sorts = APPLICATIONS, "new", False
    alone = story.by_sorts and not story.topic and story.base is None
    if alone:
        # 从申请人看，自然人申请402件，商业企业申请9件
        story.topic, story.applicants_of = APPLICATIONS, "new"
    if not story.applicants_of or story.topic != APPLICATIONS:
        return
    column = _column(label)
    row, other = ("total", "new") if _are_of_answered(count, story) else ("new", "total")
    shared = story.base is not None and bool(story.base.alternatives) and row == "new"
    alternatives: tuple[str, ...] = (f"T3.new.{column}+T3.carried_in.{column}",) if shared else ()
    if story.applicants_of == "answered":
        # 收到9件，办结8件。自然人申请7件: of those that came in, or of those answered
        alternatives += (f"T3.{other}.{column}",)
    doubtful = story.by_sorts and story.base is None
    story.count(
        count, f"T3.{row}.{column}", "applicant", role="applicant", alternatives=alternatives, doubtful=doubtful
    )


def _are_of_answered(count: Count, story: Story) -> bool:
    """「办结8件，其中自然人7件、法人1件」: parts of the figure told right before, and the rest of their list."""
    told = story.drafts[-1] if story.drafts else None
    if told is None or told.sentence != story.sentence or story.applicants_of != "answered":
        return False
    return (told.role == "total" and count.clause.has("including")) or (
        told.role == "applicant" and told.cell.startswith("T3.total.")
    )


def is_by_sorts(tokens: Sequence[Token], kinds: Set[str]) -> bool:
    """Whether a sentence tells applications by several sorts of those who made them, and of nothing else."""
    sorts = {kind for kind in kinds if is_sort(kind)}
    others = kinds & {"review", "lawsuit", "licence", "penalty", "coercion", "foreign"}
    # 按申请人类型分，自然人102件，法人和其他组织13件
    asked = bool(kinds & {"request", "apply"}) or any(token.text == "申请人" for token in tokens)
    return len(sorts) > 1 and asked and not others


def _came_in(count: Count) -> bool:
    return count.left.has("receive", "put", "take") and not count.left.has("handle")


def sort_asking(count: Count) -> str | None:
    """The column of 自然人的政府信息公开申请29件, which counts those of one sort only."""
    tokens = count.left.tokens
    if len(tokens) == 1:
        return None
    # 自然人提交的政府信息公开申请9件
    plain = [token for token in tokens if token.kind != "put"]
    beside = next((later for one, later in pairwise(plain) if one.kind == "request"), None)
    if beside is None or not is_sort(beside.kind):
        return None
    beyond = tokens[tokens.index(beside) + 1 :][:1]
    if beyond and beyond[0].kind == LIST_MARK:
        # 公民、法人或其他组织的申请
        return None
    return _column(beside)


def is_by_applicant(count: Count, story: Story) -> bool:
    """自然人提出申请N件."""
    applicant = next((token for token in count.left.tokens if is_sort(token.kind)), None)
    if applicant is not None:
        read_applicant(count, applicant, story)
    return applicant is not None


def denies_sorts(kinds: Set[str]) -> bool:
    """Whether a denial names some sorts of applicants and nothing else: 科研机构均无, 未收到法人申请, but not 自然人、法人."""
    sorts = {kind for kind in kinds if is_sort(kind)}
    return bool(sorts) and not sorts >= set(APPLICANTS) and kinds <= sorts | _BESIDE


def deny_sorts(denied: Sequence[Token], story: Story) -> None:
    """None of these sorts applied, where applications that came in are what is spoken of."""
    if story.topic == APPLICATIONS and story.base is not None and story.base.role == "new":
        for column in dict.fromkeys(_column(token) for token in denied if is_sort(token.kind)):
            story.add(f"T3.new.{column}", "0", "none-of-sort", role="applicant")


def only_sort(kinds: Set[str]) -> str | None:
    """The column of the one sort of applicants that a clause names: 申请人为商业企业."""
    columns = {_column_of(kind) for kind in kinds if is_sort(kind)}
    return columns.pop() if len(columns) == 1 else None


def is_sort(kind: str) -> bool:
    """Whether a word names a sort of applicants, which has a column of its own."""
    return kind in APPLICANTS or kind.startswith("applicant.")


def _column(token: Token) -> str:
    return _column_of(token.kind)


def _column_of(kind: str) -> str:
    return APPLICANTS.get(kind) or kind.removeprefix("applicant.")
