"""What stands between a figure and the words that may say what it counts: whether it lets them count our applications."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import dropwhile, takewhile

from flows.extract.claims.clauses import Count
from flows.extract.claims.tokens import LIST_MARK, UNKNOWN, Token
from flows.extract.claims.verbs import ANSWER_VERBS, BODIES, VERBS

_NEUTRAL = frozenset(
    (
        "apply",
        "people",
        "own",
        "area",
        "number_word",
        "done_mark",
        "list_mark",
        "etc",
        "disclosure",
        "year",
        "every",
        "risen",
        "sum",
    )
)
_SAMPLED = frozenset(("抽查", "抽取", "随机抽取", "检查", "督查", "巡查", "评查"))
# 1个科室, 2个窗口: what the figure counts stands right behind it.
_COUNTED = ("科室", "单位", "部门", "窗口", "环节", "方面", "领域", "专班", "平台", "系统", "网站", "账号", "处室")


def is_set_apart(count: Count) -> bool:
    """What others handled, was handed on (收到并转交我局办理) or answered again; 收到转办的申请2件 were received all the same."""
    verb = next((token.kind for token in count.left.tokens if token.kind in VERBS), "")
    received = count.left.has("receive") and verb != "handle"
    again = any(token.kind == UNKNOWN and token.text.endswith("重新") for token in count.left.tokens)
    return (again or count.left.has("reject", "set_apart", "withdrawn", "guide")) and not received


def is_looked_into(count: Count) -> bool:
    """抽查2023年办结的依申请公开20件, 政府信息公开申请由1个科室受理: some that were looked at again, or no applications."""
    sampled = any(token.text in _SAMPLED for token in count.left.tokens)
    behind = count.right.tokens[0].text if count.right.tokens else ""
    return sampled or (count.quantity.unit == "个" and behind.startswith(_COUNTED))


def is_bare(count: Count) -> bool:
    """依申请公开3件 without a verb counts applications only where at most a body's name stands before it."""
    unknown = [token.text for token in count.left.tokens if token.kind == "unknown"]
    foreign = any(token.kind == "foreign" and token.text != "登记" for token in count.left.tokens)
    # 依申请提供信息的21件 were decided so.
    provided = any(token.text.startswith("依申请提供") for token in count.left.tokens)
    others = foreign or provided or count.left.has("must", "no_issue", "issue", "quarter", "no_negation")
    return not others and count.left.gap() <= 1 and (not unknown or unknown[0].endswith(BODIES))


def is_of_another_matter(count: Count, label: Token) -> bool:
    """采购意向公开申请15件: what stands right before 公开申请 is what is to be disclosed; 投诉和信息公开申请66件 are both.

    咨询依申请公开事宜32次 are questions, 党员申请公开事项0件 others' applications.
    """
    further = list(dropwhile(lambda token: token is not label, count.left.tokens))[1:]
    beyond = [token for token in further if token.kind != "people"][:2]
    asking = (
        count.quantity.unit == "次" or count.quantity.value == "0" or (bool(beyond) and beyond[0].text.endswith("咨询"))
    )
    if beyond and beyond[0].kind == "foreign" and asking:
        return True
    if [token.kind for token in beyond] == [LIST_MARK, "foreign"] and count.quantity.value != "0":
        return True
    if [token.kind for token in further[:3]] == [LIST_MARK, "apply", "unknown"]:
        # 民政救助类申请和政府信息公开申请共56件
        return True
    if not label.text.startswith("公开申请"):
        return False
    return bool(beyond) and beyond[0].kind == "unknown" and not beyond[0].text.endswith(BODIES)


def follow_each_other(tokens: Sequence[Token], verb: Token) -> bool:
    """收到申请: whether nothing between figure and verb, or before the verb, says what else is asked for (收到补贴申请)."""
    between = list(takewhile(lambda token: token is not verb, tokens))
    before = [token for token in tokens[len(between) :] if token.kind in ("unknown", "foreign", "enforcement")]
    named = all(token.kind == "unknown" and token.text.endswith(BODIES) for token in before)
    # 收到要求公开征地批复的申请11件
    wanted = next((at for at, token in enumerate(between) if token.text == "公开"), -1)
    plain = all(token.kind in (*_NEUTRAL, "unknown", "foreign") for token in between[: max(wanted, 0)])
    return named and plain and all(token.kind in _NEUTRAL for token in between[wanted + 1 :])


def is_of_strangers(count: Count, label: Token) -> bool:
    """政策咨询答复320条, 转信访办理3件, 投诉举报受理90件: what was answered stands right before the verb; 收到答复9件 were others' answers."""
    beyond = list(dropwhile(lambda token: token is not label, count.left.tokens))[1:2]
    return label.kind in (*ANSWER_VERBS, "handle", "take") and bool(beyond) and beyond[0].kind in ("foreign", "receive")


def is_of_disclosing(count: Count, label: Token) -> bool:
    """公开类答复16件, 非公开类答复9件, 其他类答复4件: one outcome among others, not all that were answered."""
    beyond = list(dropwhile(lambda token: token is not label, count.left.tokens))[1:2]
    return (
        label.kind in ANSWER_VERBS and bool(beyond) and beyond[0].text in ("公开", "非公开", "非公开类", "其他", "其它")
    )
