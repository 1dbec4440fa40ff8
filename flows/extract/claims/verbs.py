"""The verbs that say what happened to applications, and those of a clause that govern one figure."""

from __future__ import annotations

from flows.extract.claims.clauses import Count
from flows.extract.claims.tokens import LIST_MARK, Token

CARRIED = frozenset(("carried_in", "carried_out", "carried_between"))
NEWLY = frozenset(("receive", "put", "take"))
RECEIVED_VERBS = NEWLY | {"handle", "gather", "receive_and_answer", "receive_and_handle"}
ANSWER_VERBS = frozenset(("close", "answer", "outcome_name"))
VERBS = RECEIVED_VERBS | ANSWER_VERBS | CARRIED
# How the name of a body ends: 财政局收到申请 speaks of applications, 补贴收到申请 of others.
BODIES = tuple("局委办厅室镇乡县区市州旗院会处所队站我") + (
    "街道",
    "中心",
    "单位",
    "政府",
    "机关",
    "机构",
    "部门",
    "集团",
    "公司",
    "大学",
    "学校",
)


def governing_verbs(count: Count) -> list[Token]:
    """The verbs that govern a figure, nearest first: of several only those joined to each other."""
    verbs: list[Token] = []
    for token in count.left.tokens:
        if token.kind in VERBS:
            verbs.append(token)
        elif verbs and token.kind not in ("done_mark", LIST_MARK, "in_time", "unknown", "number_word"):
            break
    return verbs
