"""Whether a quantity counts anything at all."""

from __future__ import annotations

from itertools import pairwise

from flows.extract.claims.clauses import Count
from flows.extract.claims.quantities import COUNTING, MONEY
from flows.extract.claims.tokens import UNKNOWN, Token

_ONE = ("一名", "一位", "同一")
_COUNTED = COUNTING | MONEY
# 5个部门 are bodies.
_BODIES = ("部门", "单位", "乡镇", "镇", "街道", "机关")


def is_figure(count: Count) -> bool:
    """Whether a quantity counts anything; 20个工作日内 does not, and in 未发生一起 it only makes the denial stronger."""
    quantity = count.quantity
    if quantity.unit not in _COUNTED or (quantity.unit not in MONEY and "." in quantity.value):
        # 每百件申请引发复议3.2件
        return False
    if any(token.text == "凡" for token in count.clause.tokens):
        # 凡引发行政复议3件以上的单位
        return False
    if quantity.value == "1" and count.left.has("negation") and not count.left.has("except"):
        return False
    if quantity.qualifier == "at_least" and any(token.unit == "个" for token in count.clause.tokens):
        return False
    elsewhere = count.clause.has("average", "amended") and (
        count.left.has("average", "amended") or count.right.has("amended")
    )
    beside = _is_bounded(count) or _is_told_or_ought(count)
    return not (elsewhere or beside) and (quantity.unit in MONEY or not _is_of_one_person(count))


def _is_bounded(count: Count) -> bool:
    """5件以内, 5个部门."""
    if not count.right.tokens:
        return False
    behind = count.right.tokens[0]
    return behind.kind == "bound" or (count.quantity.unit == "个" and behind.text.startswith(_BODIES))


def _is_told_or_ought(count: Count) -> bool:
    """上述3件 were counted before, 应为3件 ought to be so many."""
    if not count.left.tokens:
        return False
    before = count.left.tokens[0]
    return before.kind == "aforesaid" or (before.kind == "must" and before.text.startswith("应"))


def _is_of_one_person(count: Count) -> bool:
    """1名申请人提交申请32件, 同一申请人提出申请9件."""
    if not count.clause.has("people"):
        return False
    following = pairwise(count.clause.tokens)
    return any(_is_one(one) and other.kind == "people" for one, other in following)


def _is_one(token: Token) -> bool:
    return (token.unit == "名" and token.value == "1") or (token.kind == UNKNOWN and token.text.endswith(_ONE))
