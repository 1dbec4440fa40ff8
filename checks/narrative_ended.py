"""How many cases are said to have ended how, against how many there were: 「行政复议11件，其中维持6件，撤销1件，撤回3件」.

Only lists of results are added, each part of which says how a case ended; what table 4 holds is `checks.narrative_cases`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

_UNIT = r"(?:件|宗|起|例)"
_BLOCK = r"行政复议|行政诉讼|行政应诉|复议|诉讼|应诉"
_WHOLE = re.compile(
    rf"(?:(?P<block>{_BLOCK})(?:申请|案件|案|事项)?(?:数量|总数|数)?|(?P<ended>审结|审理终结))(?:共计|共|为)?(?P<total>\d{{1,6}}){_UNIT}"
    rf"(?P<opens>[（(，,：:])(?:其中|其结果为|结果为|结果分别为|分别为)?[:：，,]?"
)
_PART = re.compile(rf"(?<![\d.])(?P<number>\d{{1,6}}){_UNIT}")
_RESULT = re.compile(
    r"维持|纠正|纠错|撤销|变更|确认违法|责令|驳回|终止|撤回|撤诉|和解|不予受理|其他|其它|胜诉|败诉|发回重审|审理|未审结|在审|待审|未结|正在|尚未|在办|履行"
)
# Which leaves no case untold.
_PENDING = re.compile(r"未审结|审理中|正在审理|尚未|在审|未结|在办")
_THE_REST = re.compile(rf"其他|其它|其余|{_PENDING.pattern}")
_NAMES = re.compile(r"复议(?!请求|申请|决定|机关|机构|后)|(?<!提起)诉讼(?!请求)|起诉(?!人)")
# One case may be counted at each instance, or come back from the year before.
_TWICE = re.compile(r"二审|再审|上诉|申诉|重新立案|转为|又|同比|比上?年|较上?年|约|余")
_ASIDE = re.compile(r"[（(][^（()）]{0,120}[）)]")
_JOINED = re.compile(
    rf"(?:{_BLOCK})[^，,。；;：:\d]{{0,8}}(?P<number>\d{{1,6}}){_UNIT}[、和及与，,](?:被|因此|并)?(?:提起|引发|引起|产生|发生)?$"
)
_REACH, _LONGEST = 40, 300
LEAST_PARTS = 2


class Ended(NamedTuple):
    """The cases there were, and the figures of the results that are told of them."""

    total: int
    parts: tuple[int, ...]


def unequal(words: str) -> Iterator[Ended]:
    """The lists of results in a sentence that hold more than all cases, or all of them in other words and yet fewer or more."""
    for match in _WHOLE.finditer(words):
        listed = _listed(words, match)
        if match["ended"]:
            # 已审结7件，其中维持7件，尚未审结1件
            listed = "，".join(part for part in listed.split("，") if not _PENDING.search(part))
        parts = tuple(int(part["number"]) for part in _PART.finditer(listed))
        total = int(match["total"])
        both = total + (0 if match["ended"] else _beside(words, match))
        told_all = sum(parts) > both or bool(_THE_REST.search(listed))
        if len(parts) >= LEAST_PARTS and told_all and sum(parts) not in (total, both):
            yield Ended(total, parts)


def _beside(words: str, match: re.Match[str]) -> int:
    """「复议1件、诉讼2件，维持2件、驳回1件」: the cases told right before, whose results may be told with these."""
    before = _JOINED.search(words[max(0, match.start() - _REACH) : match.start()])
    return int(before["number"]) if before else 0


def _listed(words: str, match: re.Match[str]) -> str:
    """The list behind the whole as far as each part of it says how a case ended, or nothing where one may be counted twice."""
    rest = words[match.end() : match.end() + _LONGEST]
    behind = re.split("[）)]", rest, maxsplit=1)[0] if match["opens"] in "（(" else _ASIDE.sub("", rest)
    kept = []
    for part in re.split("[，,、。；;]", re.split("其中", behind, maxsplit=1)[0]):
        counted = _PART.search(part)
        if counted and (not _RESULT.search(part) or _NAMES.search(part)):
            break
        kept.append(part)
    listed = "，".join(kept)
    return "" if _TWICE.search(listed) else listed
