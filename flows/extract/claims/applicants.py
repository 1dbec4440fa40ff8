"""Counts of applications by who applied: 自然人, 法人或其他组织 and its five columns."""

from __future__ import annotations

from itertools import pairwise

from flows.extract.claims.clauses import Count
from flows.extract.claims.story import APPLICATIONS, Story
from flows.extract.claims.tokens import LIST_MARK, Token

APPLICANTS = {"natural": "natural", "legal": "legal_entities"}


def read_applicant(count: Count, label: Token, story: Story) -> None:
    """其中自然人申请N件: parts of what was newly received, where that is what was counted last."""
    if count.left.has("request") and count.left.has("receive", "put", "take") and not count.left.has("handle"):
        # 新收申请数量：自然人10件
        story.topic, story.applicants_of = APPLICATIONS, "new"
    if story.applicants_of != "new" or story.topic != APPLICATIONS:
        return
    column = APPLICANTS.get(label.kind) or label.kind.removeprefix("applicant.")
    shared = story.base is not None and bool(story.base.alternatives)
    alternatives = (f"T3.new.{column}+T3.carried_in.{column}",) if shared else ()
    story.count(count, f"T3.new.{column}", "applicant", role="applicant", alternatives=alternatives)


def sort_asking(count: Count) -> str | None:
    """The column of 自然人的政府信息公开申请29件, which counts those of one sort only."""
    tokens = count.left.tokens
    if len(tokens) == 1:
        return None
    beside = next((later for one, later in pairwise(tokens) if one.kind == "request"), None)
    if beside is None or not (beside.kind in APPLICANTS or beside.kind.startswith("applicant.")):
        return None
    beyond = tokens[tokens.index(beside) + 1 :][:1]
    if beyond and beyond[0].kind == LIST_MARK:
        # 公民、法人或其他组织的申请
        return None
    return APPLICANTS.get(beside.kind) or beside.kind.removeprefix("applicant.")


def is_by_applicant(count: Count, story: Story) -> bool:
    """自然人提出申请N件."""
    applicant = next((token for token in count.left.tokens if token.kind in APPLICANTS), None)
    if applicant is not None:
        read_applicant(count, applicant, story)
    return applicant is not None
