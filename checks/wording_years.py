"""Years and periods in the prose: a sentence left over from another year's report, a period that is not the year.

Years inside titles, plans, budgets and comparisons are not this year's and are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from checks.masking import mask
from checks.model import Filing, Hit
from checks.prose import Sentence, each, sentences
from checks.registry import Answer, Context, filing_rule
from checks.report import Report

_YEAR = r"(?P<year>(?:19|20)\d\d)年"
_PERIOD = re.compile(
    r"(?:统计|所列数据|本报告数据|报告期)[^，。；发布更新编制]{0,16}(?:期限|时限|时间|周期|期间|区间)[^，。；\d发布更新编制]{0,12}"
    + _YEAR
)
# 「截至2023年底建成的专区」 tells of a thing of that year, not of the report's figures.
_UNTIL_YEAR_END = re.compile(r"截[至止到][^，。；\d]{0,4}" + _YEAR + r"度?(?:12月31日|年?底|末)(?![^，。；\d]{1,6}的)")
_HEREBY = re.compile(
    r"(?:现将|现予|现|编制(?:了|形成)?|特此|本报告[是为]|向社会公[布开]|总结)[^，。；《]{0,24}?"
    + _YEAR
    + r"度?[^，。；]{0,14}信息公开[^，。；]{0,6}(?:报告|情况)"
)
_THIS_YEAR = re.compile(
    r"(?:^|(?<=[，,：:]))(?:[（(]?[一二三四五六七八九十\d]{1,2}[)）、.．])?(?:依申请公开|主动公开|行政复议|公开申请)?[^，。；\d的对就]{0,6}?"
    + _YEAR
    + r"度?(?:全年|期间)?[，,]?"
    r"(?P<who>我[局厅委办院会镇乡县市区处站所中街单部机]|本[局厅委办院会镇乡县市区单部机]|全年|共|未|没有|无|累计|[^，,。；]{2,16}?(?:局|厅|委|办|镇|乡|街道|政府|中心|委员会|办公室))"
)
# What only the report's own year can be said of: receiving applications, disclosing so and so many, cases.
_FIGURES = re.compile(
    r"(?:未|没有|无)[^，。；]{0,8}(?:收到|接到|受理|发生|产生)[^，。；]{0,20}(?:申请|复议|诉讼)"
    r"|(?:收到|受理|新收|接收|办理)[^，。；]{0,20}申请[^，。；]{0,8}\d"
    r"|(?:未|没有|无)[^，。；]{0,8}(?:收取|收过|产生|发生)[^，。；]{0,12}处理费"
    r"|信息公开[^，。；]{0,16}(?:行政复议|行政诉讼)(?:案件)?\d+[件起宗]"
    r"|(?:主动公开|公开政府信息|发布政府信息|公开信息)[^，。；]{0,16}\d+\s*[余多]?[条件篇]"
)
_OTHER_YEAR_MEANT = re.compile(
    r"今年|本年|比|同比|较|增长|下降|减少|增加|累计|以来|结转|转结|顺延|上年|去年|上一年|计划|预算|决算|规划|要点|方案|考核|评估|评议|排名|全国|历年|公布|发布了|年报"
)
# With these the next sentence may tell of the report's year after one on the year before.
_CONTRASTED = re.compile(r"今年|本年|比|较|增长|下降|减少|增加|累计|以来|上年|去年|上一年|历年")
# Named in every report, as the table names them.
_CARRIED = re.compile(r"(?:上年|上一年度?|上年度)结转[^，。；]{0,12}|结转(?:至|到)?下一?年度?[^，。；]{0,12}")
_ABOUT_DISCLOSURE = re.compile(r"信息公开|政务公开|公开工作|条例")
_NOT_NOW = re.compile(r"上年|去年|同期|全国|规划|计划|力争|将(?!.{0,8}公布)|目标|预计|争取|确保")
_RANGE = re.compile(
    r"(?P<y1>(?:19|20)\d\d)年(?P<m1>\d{1,2})月(?P<d1>\d{1,2})日(?:起)?[^，。；\d]{0,6}(?P<y2>(?:(?:19|20)\d\d)年)?(?P<m2>\d{1,2})月(?P<d2>\d{1,2})日"
)
# 公示期限, 整改期限 and 据统计 are of other things than the report's figures.
_ABOUT_PERIOD = re.compile(
    r"(?:统计|数据|报告)[^，。；]{0,8}(?:期限|时限|时间|周期|期间|区间)|所列数据|数据[^，。；]{0,8}(?:自|从|为|截)"
)


@filing_rule("TXT-YEAR")
def years(filing: Filing, context: Context) -> Iterator[Answer]:
    """A sentence that can only be about the report's own year names another one.

    Source: logical; the report covers 1 January to 31 December of its year.
    """
    report = filing.report
    if report is None:
        return
    year = told_year(filing)
    seen = set()
    for kind, sentence, named in _own_years(filing, year):
        if named != year and (kind, named) not in seen and not _may_be_misread(report, named, year):
            seen.add((kind, named))
            yield _year_hit(context, kind, sentence, named, year)


def _may_be_misread(report: Report, named: int, year: int) -> bool:
    """Whether recognition may have made this year of the report's own: it stands once, and is not the year before.

    That one is what a text taken over names, and no digit looks like the one before it.
    """
    if report.method != "ocr" or named == year - 1:
        return False
    return sum(sentence.own.count(str(named)) for sentence in sentences(report)) < 2


def told_year(filing: Filing) -> int:
    """The year that a report is of: its own, unless only its title says so and its prose tells of the year that is audited."""
    report = filing.report
    if report is None or report.year is None or report.year == filing.year:
        return filing.year
    told = {named for _, _, named in _own_years(filing, report.year)}
    return filing.year if told == {filing.year} else report.year


def _own_years(filing: Filing, year: int) -> Iterator[tuple[str, Sentence, int]]:
    assert filing.report is not None
    told_on = _told_on(filing.report, year)
    for sentence, match in each(filing.report, _PERIOD):
        if not _breaks_off(sentence):
            yield "period", sentence, int(match["year"])
    for sentence, match in each(filing.report, _UNTIL_YEAR_END):
        if sentence not in told_on and not _NOT_NOW.search(sentence.own):
            yield "until", sentence, int(match["year"])
    yield from _told_activity(filing.report, year, told_on)


def _told_activity(report: Report, year: int, told_on: frozenset[Sentence]) -> Iterator[tuple[str, Sentence, int]]:
    opening = _opening_year(report, year)
    if opening is not None:
        yield "activity", *opening
    for sentence in sentences(report):
        declared = _HEREBY.search(sentence.own) if sentence.section is None else None
        if declared is not None:
            yield "title", sentence, int(declared["year"])
        named = _activity_year(sentence.own, year)
        if named is not None and sentence not in told_on:
            yield "activity", sentence, named


def _told_on(report: Report, year: int) -> frozenset[Sentence]:
    """The sentences that name the report's year, or are told on with it: 「2022年收到5件；2023年收到6件」."""
    told = sentences(report)
    followed = {one for one, after in pairwise(told) if after.own.removeprefix("截至").startswith(f"{year}年")}
    return frozenset(followed | {one for one in told if str(year) in one.own})


def _activity_year(text: str, year: int) -> int | None:
    """The year that opens this year's own figures in a sentence, where no other year is meant to be told of."""
    start = _THIS_YEAR.search(text)
    if start is None or not _FIGURES.search(text) or str(year) in text:
        return None
    return None if _OTHER_YEAR_MEANT.search(_CARRIED.sub("", text)) else int(start["year"])


def _opening_year(report: Report, year: int) -> tuple[Sentence, int] | None:
    """The year that opens part one, where its first sentences name no other: a text taken over begins so.

    An opening that does not speak of disclosure counts too where it names the year before or after and all of part one
    never names the report's.
    """
    part = [sentence for sentence in sentences(report) if sentence.section == "S1"]
    first = part[:2]
    start = _THIS_YEAR.match(first[0].own) if first else None
    if start is None:
        return None
    neighbour = abs(int(start["year"]) - year) == 1 and not any(str(year) in sentence.own for sentence in part)
    if not _ABOUT_DISCLOSURE.search(first[0].own) and not neighbour:
        return None
    # 规划 in 自然资源和规划局 is a name.
    words = [sentence.own.replace(start["who"], "") for sentence in first]
    if any(str(year) in own or _NOT_NOW.search(own) for own in words) or _OTHER_YEAR_MEANT.search(words[0]):
        return None
    if any(_CONTRASTED.search(own) for own in words[1:]):
        return None
    return first[0], int(start["year"])


def _year_hit(context: Context, kind: str, sentence: Sentence, named: int, year: int) -> Hit:
    return Hit(
        context.rule.id,
        key=f"{kind}:{named}",
        expected=str(year),
        actual=str(named),
        difference=named - year,
        values={"said": str(named), "found": str(year)},
        quote=mask(sentence.text[:160]),
    )


@filing_rule("TXT-PERIOD")
def period(filing: Filing, context: Context) -> Iterator[Answer]:
    """The stated period of the figures is not 1 January to 31 December of the report's year.

    Source: DB51/T 2660—2019, 2.1, and practice. That no period is stated is nothing to find.
    """
    report = filing.report
    if report is None:
        return
    year = told_year(filing)
    for sentence in sentences(report):
        match = _RANGE.search(sentence.own) if _ABOUT_PERIOD.search(sentence.text) else None
        stated = _stated(match) if match else None
        if match and stated and not _is_whole_year(stated):
            said = match.group()
            if report.method == "ocr" and _is_a_digit_off(match, year):
                continue
            yield Hit(
                context.rule.id,
                key="period",
                expected=f"{year}年1月1日至{year}年12月31日",
                actual=said,
                values={"said": said},
                quote=mask(sentence.text[:160]),
            )
            return


def _breaks_off(sentence: Sentence) -> bool:
    """Whether a sentence states a period that is no whole year: TXT-PERIOD's finding; another whole year is TXT-YEAR's."""
    match = _RANGE.search(sentence.own)
    stated = _stated(match) if match else None
    return stated is not None and not _is_whole_year(stated)


def _stated(match: re.Match[str]) -> tuple[date, date] | None:
    first = int(match["y1"])
    last = int(match["y2"][:4]) if match["y2"] else first
    try:
        return date(first, int(match["m1"]), int(match["d1"])), date(last, int(match["m2"]), int(match["d2"]))
    except ValueError:
        return None


def _is_a_digit_off(match: re.Match[str], year: int) -> bool:
    """Whether one digit makes the difference between a range and the whole of a year: recognition may have misread it."""
    said = re.sub(r"\D", "", match.group())
    whole = f"{year}11{year if match['y2'] else ''}1231"
    return len(said) == len(whole) and sum(map(str.__ne__, said, whole)) == 1


def _is_whole_year(stated: tuple[date, date]) -> bool:
    first, last = stated
    return first.year == last.year and (first.month, first.day, last.month, last.day) == (1, 1, 12, 31)
