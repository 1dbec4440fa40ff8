"""Itemised lists inside the prose that should add up. Percentages are `checks.narrative_shares`.

Only closed lists are added: one that ends with 等, names overlapping channels or rounds its figures may say anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from checks.masking import mask
from checks.model import Filing, Hit
from checks.narrative_ended import unequal
from checks.prose import Sentence, own_words, sentences
from checks.registry import Answer, Context, filing_rule

_UNIT = r"(?:件次|人次|件|条|项|篇|份|个|期|次|宗|起|例)"
_COUNT = re.compile(rf"(?P<number>\d+(?:\.\d+)?)(?P<about>[余多万亿]*)(?P<unit>{_UNIT})")
_PART = rf"[^\d，,、。；：:（()）]{{1,12}}\d{{1,7}}{_UNIT}"
_WHOLE = re.compile(
    rf"(?:共计?|总计|合计|累计|全年|总数)[^，,。；：:（(\d]{{0,24}}(?P<total>\d+)(?P<unit>{_UNIT})"
    rf"(?:[（(](?:其中|包括)[:：，,]?(?P<aside>[^。；）)]+)|[，,：:]?(?:其中|包括)[:：，,]?(?P<list>[^。；]+)"
    rf"|(?P<mark>[：:，,])(?P<bare>{_PART}(?:[、和及]{_PART})+)(?=[，,\n]|$))"
)
# 共收到20件，按时办结18件、延期答复1件: what was done with some is no part of a whole.
_DONE = re.compile(
    r"办[结理复]|[答回批]复|[受处审]理|收到|[结流移]转|采纳|整改|完成|解决|满意|审结|维持|撤|发放|新增|涉|其|已|未|实施|[作做]出|采取|查处|下达"
)
_ANSWERED = re.compile(r"办结|答复|办复|回复")
_SUMMED = re.compile(rf"{_WHOLE.pattern}|复议|诉讼")
_OPEN = re.compile(
    r"等|其他|其它|以及|另|还|余|约|近|超|多条|分别|主要|部分|同步|同时|延期|补正|重复|交叉|同比|增|降|较|比|占|率|%|％|含|包括|累计|阅读|点击|浏览|关注|访问|粉丝"
)
LEAST_PARTS = 2
_COUNTED_WHOLE = ("件", "宗", "起")
# 「公开2316条，其中动态618条、通知402条」 names some of the whole, 包括 or a colon more likely all of it: so large a share may be all.
LEAST_AMONG, LEAST_INCLUDED = 0.85, 2 / 3


@filing_rule("TXT-SUMITEMS")
def items(filing: Filing, context: Context) -> Iterator[Answer]:
    """「共n条，其中a条、b条」「共n条：a条、b条」「共n条，a条、b条」 whose parts are not n, in a closed list of one unit.

    Source: logical.
    """
    if filing.report is None or not _SUMMED.search(own_words(filing.report)):
        return
    for sentence in sentences(filing.report):
        match = _WHOLE.search(sentence.own)
        hit = _unequal(context, sentence, match) if match else None
        if hit is not None:
            yield hit
        else:
            yield from (_hit(context, sentence, ended.total, ended.parts) for ended in unequal(sentence.own))


def _unequal(context: Context, sentence: Sentence, match: re.Match[str]) -> Hit | None:
    listed = match["aside"] or match["list"] or match["bare"]
    counts = list(_COUNT.finditer(listed))
    parts = [int(float(count["number"])) for count in counts]
    closed = not _OPEN.search(listed) and all(not c["about"] and c["unit"] == match["unit"] for c in counts)
    total, added = int(match["total"]), sum(parts)
    beside = match["mark"] in ("，", ",")
    among = "其中" in match.group() or beside
    # 共发布300条，微信220条、微博95条 names two of more; of applications and cases hardly one is left untold.
    whole = len(parts) > LEAST_PARTS or match["unit"] in _COUNTED_WHOLE
    closed = closed and not (beside and (_DONE.search(listed) or not whole)) and not _tells_two_things(listed)
    if len(parts) < LEAST_PARTS or not closed or added == total or _is_nested(parts, total):
        return None
    if added < total * (LEAST_AMONG if among else LEAST_INCLUDED):
        return None
    return _hit(context, sentence, total, parts)


def _tells_two_things(listed: str) -> bool:
    """「其中本级收到2件、办结2件，各部门收到3件」: what was answered is no part beside what was received."""
    parts = re.split(r"[，,、]", listed)
    return 0 < sum(bool(_ANSWERED.search(part)) for part in parts) < len(parts)


def _hit(context: Context, sentence: Sentence, total: int, parts: Sequence[int]) -> Hit:
    added = sum(parts)
    return Hit(
        context.rule.id,
        key=f"{total}:{'+'.join(map(str, parts))}",
        expected=str(total),
        actual=str(added),
        difference=added - total,
        values={"said": str(total), "formula": f"{'＋'.join(map(str, parts))}＝{added}"},
        quote=mask(sentence.text[:200]),
    )


def _is_nested(parts: list[int], total: int) -> bool:
    """Whether a part is itself split further on (「其中a条，包括…」): some run of parts gives the whole."""
    runs = (sum(parts[:end]) for end in range(1, len(parts) + 1))
    places = range(len(parts) + 1)
    splits = any(parts[i] == sum(parts[i + 1 : end]) for i in places for end in places[i + 3 :])
    return total in runs or splits
