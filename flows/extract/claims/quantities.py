"""Numbers in prose: figures and Chinese numerals, with what stands around them that makes them more or less than exact."""

from __future__ import annotations

import re
from decimal import Decimal

COUNTING = frozenset(("", "件", "条", "项", "宗", "起", "例", "份", "次", "个", "件次", "封", "篇", "部", "笔"))
MONEY = frozenset(("元", "万元"))
_UNITS = (
    "件次|人次|笔|万元|亿元|元|件|条|项|宗|起|例|份|次|个工作日|个百分点|个月|个|篇|部|封|期|家|名|人|天|日|年|月|类|种|场|页|字|户|亩|平方米|公里|小时|分钟|秒|届|级|号|版|批|辆|张|幅"
    "|册|本|位|岁|周|季度|余家|万|亿|倍|分|方面|大|点|台|只|处|所|座|轮|步|块|栏|章|款|楼|层|室|路|路段|Ｋ|[A-Za-z]"
)
_BEFORE = "近|约|大约|将近|不超过|不多于|不高于|超过|超|逾|突破|不足|不到|不少于|至少|最多|接近"
_AT_LEAST = frozenset(("超过", "超", "逾", "突破", "不少于", "至少"))
_AT_MOST = frozenset(("不超过", "不多于", "不高于", "不足", "不到", "最多"))
CN = "一二两三四五六七八九十百千零〇壹贰叁肆伍陆柒捌玖拾佰仟"
_DIGITS = {
    char: value
    for value, chars in enumerate(("零〇", "一壹", "二两贰", "三叁", "四肆", "五伍", "六陆", "七柒", "八捌", "九玖"))
    for char in chars
}
_ROUND = 2
_SCALES = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}

QUANTITY = (
    rf"(?P<before>{_BEFORE})?(?P<number>(?<![0-9.A-Za-z|])(?<![0-9]:)(?:[0-9]{{1,3}}(?:,[0-9]{{3}}){{1,4}}(?:\.[0-9]{{1,6}})?|[0-9]{{1,15}}(?:\.[0-9]{{1,6}})?)(?![0-9|]|:[0-9]))"
    rf"(?:[-~—–至到](?P<high>[0-9]{{1,15}})(?=件|条|项|宗|起))?(?P<scale>[万亿千百])?(?P<more>余|多)?(?P<unit>{_UNITS})?(?P<more2>余(?=[^额下]|$))?"
)
# Figures in words count only before a unit and never as 第一, 每件, 一件一档, nor 数百件, 上千件.
CHINESE_QUANTITY = (
    rf"(?P<before_cn>{_BEFORE})?(?P<number_cn>(?<![第逐每任某这那同统唯之万首前初进专{CN}])(?!(?<=[数几上成好])[十百千])[{CN}]{{1,14}})"
    r"(?P<more_cn>余|多)?(?P<unit_cn>件次|件|宗|起|例|份|条|项)(?![一种个事])"
)
PERCENT = r"(?<![0-9.])[0-9]{1,9}(?:\.[0-9]{1,6})?%|百分之[0-9一二三四五六七八九十百.]+"


def read_quantity(match: re.Match[str]) -> tuple[str, str, str]:
    """Value as text, unit, and qualifier (`exact`, `approximate`, `at_least`, `at_most`) of a match of one of the patterns."""
    if match.group("number") is not None:
        scale = {"万": 10_000, "亿": 100_000_000, "千": 1000, "百": 100}.get(match.group("scale") or "", 1)
        value = plain(Decimal(match.group("number").replace(",", "")) * scale)
        if match.group("scale") == "万" and match.group("unit") == "元":
            return (
                plain(Decimal(match.group("number").replace(",", ""))),
                "万元",
                _qualifier(match.group("before"), bool(match.group("more"))),
            )
        # 12.3万件 is a rounded count, where 12.3万元 is what the table's own unit says.
        vague = bool(match.group("more") or match.group("more2") or match.group("high") or scale > 1)
        return value, match.group("unit") or "", _qualifier(match.group("before"), vague)
    number, vague = match.group("number_cn"), bool(match.group("more_cn"))
    if len(number) == _ROUND and not set(number) & {*_SCALES, *"零〇"}:
        # 六七件
        number, vague = number[0], True
    return str(chinese_number(number)), match.group("unit_cn"), _qualifier(match.group("before_cn"), vague)


def _qualifier(before: str | None, vague: bool) -> str:
    if before in _AT_LEAST:
        return "at_least"
    if before in _AT_MOST:
        return "at_most"
    return "approximate" if before or vague else "exact"


def chinese_number(text: str) -> int:
    """十二 as 12, 一百零三 as 103, 二三 as 23."""
    total = current = 0
    for char in text:
        if char in _SCALES:
            total += (current or 1) * _SCALES[char]
            current = 0
        else:
            current = current * 10 + _DIGITS[char] if current else _DIGITS[char]
    return total + current


def plain(value: Decimal) -> str:
    """A number without a needless fraction or exponent."""
    return str(int(value)) if value == value.to_integral_value() else format(value.normalize(), "f")
