"""Counts of applications by who applied: 自然人, 法人或其他组织 and its five columns."""

from __future__ import annotations

from flows.extract.claims.clauses import Count
from flows.extract.claims.story import APPLICATIONS, Story
from flows.extract.claims.tokens import Token

APPLICANTS = {"natural": "natural", "legal": "legal_entities"}


def read_applicant(count: Count, label: Token, story: Story) -> None:
    """其中自然人申请N件: parts of what was newly received, where that is what was counted last."""
    if story.applicants_of != "new" or story.topic != APPLICATIONS:
        return
    column = APPLICANTS.get(label.kind) or label.kind.removeprefix("applicant.")
    shared = story.base is not None and bool(story.base.alternatives)
    alternatives = (f"T3.new.{column}+T3.carried_in.{column}",) if shared else ()
    story.count(count, f"T3.new.{column}", "applicant", role="applicant", alternatives=alternatives)


def is_by_applicant(count: Count, story: Story) -> bool:
    """自然人提出申请N件."""
    applicant = next((token for token in count.left.tokens if token.kind in APPLICANTS), None)
    if applicant is not None:
        read_applicant(count, applicant, story)
    return applicant is not None
