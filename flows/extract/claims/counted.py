"""Whether a quantity counts anything at all."""

from __future__ import annotations

from itertools import pairwise

from flows.extract.claims.clauses import Count
from flows.extract.claims.quantities import COUNTING, MONEY

# 5个部门 are bodies.
_BODIES = ("部门", "单位", "乡镇", "镇", "街道", "机关")


def is_figure(count: Count) -> bool:
    """Whether a quantity counts anything; 20个工作日内 does not, and in 未发生一起 it only makes the denial stronger."""
    unit = count.quantity.unit
    denied = count.quantity.value == "1" and count.left.has("negation") and not count.left.has("except")
    behind = next(iter(count.right.tokens), None)
    bounded = behind is not None and (behind.kind == "bound" or (unit == "个" and behind.text.startswith(_BODIES)))
    before = next(iter(count.left.tokens), None)
    told_already = before is not None and before.kind == "aforesaid"
    of_each = count.quantity.qualifier == "at_least" and any(token.unit == "个" for token in count.clause.tokens)
    ought = before is not None and before.kind == "must" and before.text.startswith("应")
    counts = unit in COUNTING | MONEY and not (denied or bounded or told_already or ought)
    of_each = of_each or count.left.has("average", "amended") or count.right.has("amended")
    return counts and not of_each and (unit in MONEY or not _is_of_one_person(count))


def _is_of_one_person(count: Count) -> bool:
    """1名申请人提交申请32件."""
    if not count.clause.has("people"):
        return False
    following = pairwise(count.clause.tokens)
    return any(one.unit == "名" and one.value == "1" and other.kind == "people" for one, other in following)
