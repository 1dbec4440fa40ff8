"""Rates of change in the prose: what applications grew or fell by, against both years' figures.

Where a sentence gives last year's figure itself, the rate must be that of its two figures; else it must be that of some
reading of this year's table over some reading of last year's. Shares of a whole are `checks.narrative_shares`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from checks.figures import figure
from checks.prose import sentences
from checks.report import Number, Report

_YEAR = r"(?:上一?年|去年|(?:19|20)\d\d年)度?(?:同期)?"
# 上年结转3件, 较上年增加3件 give no figure of last year.
_FIGURE = r"[^，。；\d结转遗留增减升降多少]{0,6}?"
_WAY = r"(?P<way>增长|增加|上升|提高|上涨|增幅|下降|减少|回落|降低|降幅)(?:了|为|达)*约?(?P<share>\d+(?:\.\d+)?)[%％]"
_COMPARED = rf"(?:同比|[比较与]{_YEAR})[^。；\d%％占率比例]{{0,6}}?"
_COUNTED = re.compile(
    r"申请[^，。；\d率占比例]{0,12}(?P<count>\d+)[件宗][^。；\d%％]{0,8}"
    rf"(?:{_YEAR}{_FIGURE}(?P<before>\d+)[件宗][^。；\d%％]{{0,8}}|{_COMPARED}){_WAY}"
    rf"(?:[，,（(]{_YEAR}{_FIGURE}(?P<after>\d+)[件宗])?"
)
_UNCOUNTED = re.compile(
    r"申请(?:公开|事项|信息)*(?:收到|收件|受理|接收|办件)?(?:总|数)*(?:量|数|件数|数量)"
    rf"[^，。；\d占率比例]{{0,4}}(?:同比|[比较与](?:上一?年|去年|(?P<year>(?:19|20)\d\d)年)度?(?:同期)?)"
    rf"[^，。；\d占率比例]{{0,6}}?{_WAY}"
)
_WIDER = re.compile(
    r"全[省市县区州盟旗国系]|各[级省市县区州部单乡镇]|网上|网络|邮寄|信函|当面|窗口|法人|企业|自然人|涉及"
)
_DOWN = frozenset({"下降", "减少", "回落", "降低", "降幅"})
RECEIVED = ("T3.new.total", "T3.new.total+T3.carried_in.total", "T3.total.total")


@dataclass(frozen=True, slots=True)
class Growth:
    """A rate of change in the prose, in percent, negative where it fell; `rates` are those that the figures give."""

    count: Number
    percent: float
    decimals: int
    rates: tuple[float, ...]
    from_sentence: bool
    quote: str


def growths(report: Report, previous: Report | None) -> Iterator[Growth]:
    """Every rate of change of the applications received that something can be held against."""
    for sentence in sentences(report):
        match = _COUNTED.search(sentence.own)
        if match is not None:
            count, told = int(match["count"]), match["before"] or match["after"]
            rates = _of_sentence(count, told) if told else _of_tables(report, previous, count)
            yield from _growth(match, count, rates, sentence.text, from_sentence=told is not None)
        elif (match := _UNCOUNTED.search(sentence.own)) and not _WIDER.search(sentence.own):
            yield from _uncounted(report, previous, match, sentence.text)


def _uncounted(report: Report, previous: Report | None, match: re.Match[str], quote: str) -> Iterator[Growth]:
    """「申请量同比增长20%」: of whatever reading of this year's figure."""
    if previous is None or match["year"] not in (None, str(previous.year)):
        return
    counts = [value for value in (figure(report, cell).value for cell in RECEIVED) if value is not None]
    rates = tuple(rate for count in counts for rate in _of_tables(report, previous, count))
    yield from _growth(match, counts[0] if counts else 0, rates, quote, from_sentence=False)


def _growth(
    match: re.Match[str], count: Number, rates: tuple[float, ...], quote: str, *, from_sentence: bool
) -> Iterator[Growth]:
    if rates:
        share = match["share"]
        sign = -1 if match["way"] in _DOWN else 1
        yield Growth(count, sign * float(share), len(share.partition(".")[2]), rates, from_sentence, quote)


def _of_sentence(count: Number, before: str) -> tuple[float, ...]:
    return (_rate(count, int(before)),) if int(before) else ()


def _of_tables(report: Report, previous: Report | None, count: Number) -> tuple[float, ...]:
    """The growth of a count that this year's table has, over every reading of last year's."""
    if previous is None or count not in [figure(report, cell).value for cell in RECEIVED]:
        return ()
    before = [figure(previous, cell).value for cell in RECEIVED]
    return tuple(_rate(count, value) for value in before if value)


def _rate(count: Number, before: Number) -> float:
    return 100 * (count - before) / before


def in_words(percent: float, decimals: int = 2) -> str:
    """A rate as it is written: 增长12.50%, 下降3.00%."""
    return f"{'下降' if percent < 0 else '增长'}{abs(percent):.{decimals}f}%"
