"""Of what, of whom and of when something is denied: what stands before the negation of a clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise, takewhile

from flows.extract.claims.clauses import Clause, Count
from flows.extract.claims.past import WHOLE_YEAR
from flows.extract.claims.tokens import LIST_MARK, PERCENT_KIND, UNKNOWN, Token
from flows.extract.claims.verbs import BODIES

STRIVING = frozenset(("力争", "争取"))
_FEW = ("少数", "多数", "部分", "个别", "有的", "有些", "一些", "不少", "很多", "许多", "上级")
_PERSONS = tuple("人者众户民员生会")
# 凡被纠错1件的扣分, 每发生1件: a rule of scoring, not what happened.
_RULES = ("凡", "每发生", "每出现", "每被", "如发生", "如出现")
_GOALS = STRIVING | {"确保", "努力", "力促", "拟", "如果", "若"}
_AIMED_AT = ("创建", "争创")
# 春节期间未收到, 指南更新前未收到, but not 报告期间
_SPELL = re.compile("(?<!报告)(?<!统计)(?<!年度)(?<![本年此])(?:期间|假期|[^目日以之此]前)$")
_OF_A_KIND = re.compile(
    "违规|违法|违反|擅|超越|越权|延期|超期|逾期|反复|恶意|^发$|新设|设立|残疾|老年|未成年|外籍|境外|代理|记者|律师|匿名|联名|不符|抵触"
)
_ONE_DOOR = ("终端", "小程序", "客户端", "端")
_BELOW = ("村级", "社区")


def is_of_last_year(tokens: Sequence[Token]) -> bool:
    """去年未收到申请."""
    subject = takewhile(lambda token: token.kind != "negation", tokens)
    # 本年度及历年均未收费
    apart = (later for one, later in pairwise((None, *subject)) if one is None or one.kind != LIST_MARK)
    return any(token is not None and token.kind == "last_year" for token in apart)


def leaves_others_open(tokens: Sequence[Token]) -> bool:
    """Whether a denial is a goal, or of some bodies or months only: it says nothing of the whole year of the agency."""
    return _is_a_goal(tokens) or _is_of_the_rest(tokens) or _is_of_part_of_the_year(tokens)


def _is_a_goal(tokens: Sequence[Token]) -> bool:
    """力争实现零纠错, 确保不发生, 以“零复议、零诉讼”为目标: what shall not happen."""
    subject = takewhile(lambda token: token.kind != "negation", tokens)
    aim = any(token.kind == UNKNOWN and "目标" in token.text for token in tokens)
    created = any(token.kind == UNKNOWN and token.text.startswith(_AIMED_AT) for token in tokens)
    aim = aim and any(token.text == "零" for token in tokens)
    return any(token.text in _GOALS for token in subject) or aim or created


def is_striven_for(count: Count) -> bool:
    """力争纠错案件不超过1件, 确保败诉案件为0, 诉讼0发生的目标; 确保收到的5件 and 努力答复5件 tell what there was."""
    none = count.quantity.value == "0" or count.quantity.qualifier == "at_most"
    goals = _GOALS if none else STRIVING | {"预计"}
    named = none and any(token.kind == UNKNOWN and token.text.startswith("目标") for token in count.right.tokens)
    before = takewhile(lambda token: token is not count.quantity, count.clause.tokens) if none else count.left.tokens
    return named or any(token.text in goals or token.text.startswith(_RULES) for token in before)


def is_rule_of_scoring(tokens: Sequence[Token]) -> bool:
    """每败诉1件扣2分: what would be taken off for a case, not a case that there was."""
    return any(other.unit == "分" and one.text.endswith("扣") for one, other in pairwise(tokens))


def _is_of_part_of_the_year(tokens: Sequence[Token]) -> bool:
    """上半年未发生, 1至10月未收到: what came later is not denied; 截至11月 and 自1月以来 say no such part."""
    subject = list(takewhile(lambda token: token.kind != "negation", tokens))
    if any(token.kind in ("until", "since", "from") for token in subject):
        return False
    months = (token.text for token in subject if token.kind == "date" and token.text.endswith(("月", "月份")))
    spell = any(token.kind == UNKNOWN and _SPELL.search(token.text) for token in subject)
    in_quarter = any(token.kind == "quarter" for token in subject)
    return spell or in_quarter or any(not WHOLE_YEAR.search(text) for text in months)


def is_spell(clause: Clause) -> bool:
    """「疫情封控期间，未收到申请」: a clause that only says when, of which alone the next one speaks."""
    return len(clause.tokens) == 1 and clause.tokens[0].kind == UNKNOWN and bool(_SPELL.search(clause.tokens[0].text))


def is_of_a_kind(denied: Sequence[Token]) -> bool:
    """没有延期办理的申请, 无超越权限制发的规范性文件: there may be others that are not so."""
    return any(token.kind == UNKNOWN and _OF_A_KIND.search(token.text) for token in denied)


def is_narrowed(denied: Sequence[Token]) -> bool:
    """未收到疑难复杂的申请, 未发生群体性诉讼, 未发生针对主动公开内容的复议: words that name no body and nobody say which are denied."""
    named = (*BODIES, *_PERSONS, "事务")
    over_a_part = any(one.kind == "because" and other.kind == "issue" for one, other in pairwise(denied))
    return over_a_part or any(t.kind == UNKNOWN and len(t.text) > 1 and not t.text.endswith(named) for t in denied)


def _is_of_the_rest(tokens: Sequence[Token]) -> bool:
    """除两个局外其他单位均未收到, 其余申请均未收费, 下属单位未收到, 少数单位未收到, 未被起诉的占98%: what is denied of some says nothing of all."""
    subject = list(takewhile(lambda token: token.kind != "negation", tokens))
    kinds = {token.kind for token in subject}
    others = (
        ("remaining" in kinds and bool(kinds & {"people", "apply"}))
        or "lower" in kinds
        or ("below" in kinds and LIST_MARK not in kinds)
    )
    some = others or any(token.unit == "个" for token in subject) or _names_few(subject)
    return some or any(token.kind == PERCENT_KIND for token in tokens)


def _names_few(subject: Sequence[Token]) -> bool:
    return any(few in token.text for token in subject if token.kind == UNKNOWN for few in _FEW)


def is_said_of_some(tokens: Sequence[Token]) -> bool:
    """本局及下属单位未收到, 新媒体平台未收到: what one channel or a body below did not receive, others may have."""
    subject = list(takewhile(lambda token: token.kind != "negation", tokens))
    one_door = any(token.kind == UNKNOWN and token.text.endswith(_ONE_DOOR) for token in subject)
    # 各站所均未收到, 村级便民服务站未收到
    below = any(token.kind in ("below", "each") or token.text.startswith(_BELOW) for token in subject)
    return below or one_door or sum(token.kind == "channel" for token in subject) == 1
