"""Denials of cases and of how they ended: 未发生复议、诉讼, 无一被纠错, 零败诉."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise, takewhile

from flows.extract.claims import documents
from flows.extract.claims.case_cells import BLOCKS, cell, decided_by
from flows.extract.claims.case_matters import is_of_what_belongs_to_them
from flows.extract.claims.denied_requests import deny_requests
from flows.extract.claims.story import APPLICATIONS, CASES, OTHER, Story
from flows.extract.claims.subjects import is_narrowed
from flows.extract.claims.tokens import LIST_MARK, UNKNOWN, Token

CASE_KINDS = frozenset(BLOCKS)
SET_RIGHT = frozenset(("corrected", "lost"))
_NOT_THESE = frozenset(("remaining", "licence", "penalty", "coercion"))
# 因行政处罚引起的复议 are not over disclosure.
_OTHER_MATTERS = frozenset(("licence", "penalty", "coercion", "norms", "rules"))
_CAME_OF_IT = ("后", "问责", "追责", "追究", "责任", "通报", "处分", "约谈")


def deny_outcomes(denied: Sequence[Token], story: Story) -> None:
    """未发生被纠错或败诉: zero in the column 结果纠正, and nothing about the totals."""
    kinds = {token.kind for token in denied}
    if kinds & documents.ROWS or _is_for_a_reason(denied) or _is_of_what_came_of_it(denied):
        return
    # 未发生被行政复议机关纠错和行政诉讼败诉
    blocks = [*decided_by(denied), *(token.kind for token in denied if token.kind in CASE_KINDS)]
    if "corrected" in kinds and not blocks:
        told = (draft.role for draft in story.drafts if draft.cell.startswith("T4.") and draft.role != "result")
        blocks = [part for role in told for part in role.split("+")] or ["review"]
    if "lost" in kinds:
        blocks.append("lawsuit")
    befell_us = any(token.text.startswith("被") for token in denied)
    if story.topic == OTHER and not story.disclosure_here:
        return
    if story.disclosure or befell_us or story.topic in (CASES, APPLICATIONS):
        for block in dict.fromkeys(blocks):
            story.add(cell([block], "corrected"), "0", "none-corrected", role="result")


def _is_for_a_reason(denied: Sequence[Token]) -> bool:
    """无一件因程序违法被撤销: others may have been set right for another reason; 因政府信息公开被纠错 says over what."""
    before = list(takewhile(lambda token: token.kind not in SET_RIGHT, denied))
    following = pairwise(before)
    why = any(one.kind == "because" and other.kind == UNKNOWN for one, other in following)
    return why and not {token.kind for token in before} & {"disclosure", "request", "answer", *CASE_KINDS}


def _is_of_what_came_of_it(denied: Sequence[Token]) -> bool:
    """没有被纠正后拒不改正的案件, 没有败诉问责事件 deny what came of an outcome, not the outcome."""
    return any(one.kind in SET_RIGHT and other.text.startswith(_CAME_OF_IT) for one, other in pairwise(denied))


def deny_cases(denied: Sequence[Token], story: Story) -> None:
    """未发生复议、诉讼: no case, unless one of some sort alone is denied, or what belongs to cases."""
    kinds = {token.kind for token in denied}
    if (
        kinds & {"enforcement", "pending", "in_time", "upheld", "won", "other_result"}
        or is_of_what_belongs_to_them(denied)
        or _is_of_others(denied)
        or (kinds & {"because", "caused"} and kinds & _OTHER_MATTERS)
    ):
        return
    if _names_requests_too(denied):
        deny_requests(denied[: next(i for i, t in enumerate(denied) if t.kind in CASE_KINDS)], story)
    # 化解争议8起，申请人未再提起行政诉讼
    doubtful = denied[0].text == "再" or is_narrowed(
        list(takewhile(lambda token: token.kind not in CASE_KINDS, denied))
    )
    blocks = dict.fromkeys(token.kind for token in denied if token.kind in CASE_KINDS)
    # 我局作为复议机关，未收到复议申请
    for block in (block for block in blocks if not (story.reviewer and block == "review")):
        story.add(cell([block], "total"), "0", "no-case", role=block, doubtful=doubtful)
    story.topic = CASES
    story.denied_open = True


def _is_of_others(denied: Sequence[Token]) -> bool:
    """除上述1件外，未发生其他行政诉讼: those told before stay told; 行政处罚零复议: none over disclosure."""
    following = pairwise(denied)
    return any(one.kind in _NOT_THESE and other.kind in CASE_KINDS for one, other in following)


def _names_requests_too(denied: Sequence[Token]) -> bool:
    """未收到申请、复议和诉讼 denies all three; 未因申请引发复议, 未发生申请方面的复议 only the case."""
    first_case = next(i for i, t in enumerate(denied) if t.kind in CASE_KINDS)
    requests = [i for i, t in enumerate(denied[:first_case]) if t.kind == "request"]
    if not requests or any(token.kind in ("because", "caused") for token in denied[:first_case]):
        return False
    return any(token.kind == LIST_MARK for token in denied[requests[-1] : first_case])
