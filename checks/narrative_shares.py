"""Percentages inside the prose: shares of outcomes, and the rates of `checks.narrative_growth`.

A percentage is wrong only where no sensible denominator, reading or rounding gives it; then it is still only a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from checks.contradictions import plain
from checks.figures import APPLICANTS, figure, number
from checks.masking import mask
from checks.model import Filing, Hit
from checks.narrative_growth import RECEIVED, Growth, growths, in_words
from checks.prose import own_words, sentences
from checks.registry import Answer, Context, filing_rule
from checks.report import Number, Report

# Of what wholes a share may be told; one of a part of them (占网络申请的) is none of these.
_WHOLE = r"(?:本年度?|全年|全部|所有|已|办结|办理|答复|处理|收到|受理|新收|政府信息公开|依申请公开|申请|总|件|数|量|比|例|为|达|约|的)*"
# Not 予以公开30件、部分公开3件，两项合计占77%, the share of both, nor 结转2件，涉及征地的占40%.
_BETWEEN = r"[^。；，,\d%％]{0,8}?(?:[，,]约?)?"
# 予以公开30件、部分公开3件，占77%: of the second, or of both.
_LISTED = re.compile(r"\d件[、和及与][^，,。；\d]*$")
_SHARE = re.compile(rf"(?P<count>\d+)件{_BETWEEN}(?:占{_WHOLE}|[（(](?:占{_WHOLE})?)(?P<share>\d+(?:\.\d+)?)[%％]")
_ANSWERED = ("T3.total.total", "T3.new.total", "T3.new.total+T3.carried_in.total")
_OF_ALL = ("按办理总数计", "of all answered")
_OF_RECEIVED = ("按收到的申请数计", "of all received")
_OF_LAST_YEAR = ("与上年报告相比", "against last year's report")
_OF_SENTENCE = ("按文中所列两年件数计", "by the two years' figures in the sentence")
_APPLICANTS = tuple(f"T3.new.{column}" for column in (*APPLICANTS, "legal_entities"))
_OUTCOMES = ("T3.granted.", "T3.partial.", "T3.denied.", "T3.unable.", "T3.refused.", "T3.other.")


@dataclass(frozen=True, slots=True)
class Share:
    """A percentage in the prose: `count` cases are said to be `percent` of all, with so many decimals written."""

    count: Number
    percent: float
    decimals: int
    quote: str
    of_applicants: bool = False


@filing_rule("TXT-PCT")
def percentages(filing: Filing, context: Context) -> Iterator[Answer]:
    """A percentage of applications that no sensible denominator gives, or a growth that no reading of both years gives.

    Source: logical. Denominators: answered, received, received and carried in, as the tables and as the prose have them.
    """
    report = filing.report
    if report is None or not re.search(r"[%％]", own_words(report)):
        return
    tolerance = float(context.rule.parameters.get("tolerance_points", 0.1))
    answered, received = _denominators(report, _ANSWERED), _denominators(report, RECEIVED)
    for share in _shares(report) if answered else ():
        rates = [100 * share.count / whole for whole in (received if share.of_applicants else answered)]
        if not _fits(share, rates, tolerance):
            yield _hit(context, share, rates[0], _OF_RECEIVED if share.of_applicants else _OF_ALL)
    for growth in growths(report, filing.previous):
        if not _fits(growth, growth.rates, tolerance):
            said, found = in_words(growth.percent, growth.decimals), in_words(growth.rates[0])
            base = _OF_SENTENCE if growth.from_sentence else _OF_LAST_YEAR
            yield _worded(context, growth, said, found, base)


def _hit(context: Context, share: Share, right: float, base: tuple[str, str]) -> Hit:
    return _worded(context, share, f"{share.percent}%", f"{right:.2f}%", base)


def _worded(context: Context, share: Share | Growth, said: str, found: str, base: tuple[str, str]) -> Hit:
    return Hit(
        context.rule.id,
        key=f"{plain(share.count)}:{share.percent}",
        expected=found,
        actual=said,
        values={
            "count": plain(share.count),
            "said": said,
            "found": found,
            "base": base[0],
            "base_en": base[1],
        },
        quote=mask(share.quote[:200]),
    )


def _shares(report: Report) -> Iterator[Share]:
    """Shares written beside a count of some outcome or sort of applicant, and outcomes told as percentages alone."""
    outcomes = [claim for claim in report.claims if claim.cell.startswith(_OUTCOMES)]
    counted = [*outcomes, *(claim for claim in report.claims if claim.cell in _APPLICANTS)]
    for sentence in sentences(report):
        for match in _SHARE.finditer(sentence.own):
            told = [claim for claim in counted if claim.value == match["count"] and sentence.text in claim.quote]
            if told and not (_LISTED.search(sentence.own[: match.start()]) and "，占" in match.group()):
                share = _share(int(match["count"]), match["share"], sentence.text)
                yield replace(share, of_applicants=all(claim.cell in _APPLICANTS for claim in told))
    for claim in outcomes:
        count = figure(report, claim.cell).value if claim.value.endswith("%") else None
        if count is not None and not claim.doubtful and claim.qualifier == "exact" and claim.scope == "own":
            yield _share(count, claim.value.rstrip("%"), claim.quote)


def _denominators(report: Report, cells: Sequence[str]) -> list[Number]:
    """What a share may be of: the cells' figures in their order, then those that the prose gives."""
    values = [figure(report, cell).value for cell in cells]
    told = [number(claim.value) for claim in report.claims if claim.cell in _ANSWERED]
    return [value for value in (*values, *told) if value]


def _share(count: Number, percent: str, quote: str) -> Share:
    return Share(count, float(percent), len(percent.partition(".")[2]), quote)


def _fits(share: Share | Growth, rates: Sequence[float], tolerance: float) -> bool:
    margin = max(tolerance, 0.5 * 10**-share.decimals) + 1e-9
    return any(abs(rate - share.percent) <= margin for rate in rates)
