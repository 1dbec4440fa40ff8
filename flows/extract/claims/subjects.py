"""Of what, of whom and of when something is denied: what stands before the negation of a clause."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import takewhile

from flows.extract.claims.tokens import LIST_MARK, PERCENT_KIND, Token

STRIVING = frozenset(("力争", "争取"))
_GOALS = STRIVING | {"确保", "努力", "拟", "如果", "若"}


def is_of_last_year(tokens: Sequence[Token]) -> bool:
    """去年未收到申请; 近两年均未收到 denies this year's too."""
    subject = takewhile(lambda token: token.kind != "negation", tokens)
    return any(token.kind == "last_year" and not token.text.startswith("近") for token in subject)


def is_a_goal(tokens: Sequence[Token]) -> bool:
    """力争实现零纠错, 确保不发生: what shall not happen."""
    subject = takewhile(lambda token: token.kind != "negation", tokens)
    return any(token.text in _GOALS for token in subject)


def is_of_the_rest(tokens: Sequence[Token]) -> bool:
    """除两个局外其他单位均未收到, 乡镇未发生, 下属单位未收到, 未被起诉的占98%: what is denied of some says nothing of all."""
    subject = list(takewhile(lambda token: token.kind != "negation", tokens))
    kinds = {token.kind for token in subject}
    others = ({"remaining", "people"} <= kinds) or "lower" in kinds or ("below" in kinds and LIST_MARK not in kinds)
    some = others or any(token.unit == "个" for token in subject)
    return some or any(token.kind == PERCENT_KIND for token in tokens)


def is_said_of_some(tokens: Sequence[Token]) -> bool:
    """本局及下属单位未收到, 新媒体平台未收到: what one channel or a body below did not receive, others may have."""
    subject = list(takewhile(lambda token: token.kind != "negation", tokens))
    return any(token.kind == "below" for token in subject) or sum(token.kind == "channel" for token in subject) == 1
