"""What part six says of the fee for processing information, and whether it says anything.

Source: 国办函〔2020〕109号 (the fee itself); that every report states it is universal practice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.contradictions import claims
from checks.masking import mask
from checks.model import Filing, Hit, Responsibility, Unassessable
from checks.prose import own_words, solid
from checks.registry import Answer, Context, filing_rule
from checks.report import Report, Section

_FEE = re.compile(r"处理费|处理的?费用|(?:收取|产生|发生|减免|涉及)[^，。；]{0,14}费|费用|收费")
# In other parts 收费 and 费用 may be anybody's: only those of applications, or that none were taken, speak of this fee.
_FEE_ELSEWHERE = re.compile(
    r"处理的?费|(?:未|没有|无|不|零)[^，。；]{0,8}(?:收取|产生|发生|减免|涉及)[^，。；]{0,14}费|(?:未|没有|无|不|零)[^，。；]{0,6}收费"
    r"|(?<!缴)费用?[^，。；\d]{0,8}(?:0(?![\d.]*[1-9])|零)|申请[^。；]{0,24}(?:收费|费用|免费|收取)|(?:检索|复制|邮寄)[^，。；]{0,8}费"
)
# What recognition leaves of 未收取信息处理费 where it misreads a character or two.
_HALF_READ = re.compile(r"收取|信息处理")
_DAY = re.compile(
    r"(?:20\d\d|二[〇○零一二三四五六七八九]{3})年[\d一二三四五六七八九十]{1,3}月(?:[\d一二三四五六七八九十]{1,3}日)?"
)
_CASES = re.compile(r"\d+件")


@filing_rule("TXT-FEE")
def silent(filing: Filing, context: Context) -> Iterator[Answer]:
    """The report says nothing of the fee for processing information, in part six or anywhere else.

    Source: 国办函〔2020〕109号; practice. 未收取, 未产生 and 0元 are statements.
    """
    report = filing.report
    if report is None:
        return
    part = report.section("S6")
    if part is None or not _unsigned(report, part):
        yield Unassessable(context.rule.id, "没有读到第六部分的文字")
    elif _FEE.search(solid(part.text)) or _FEE_ELSEWHERE.search(own_words(report)):
        return
    elif report.method == "ocr" and _HALF_READ.search(solid(part.text)):
        yield Unassessable(context.rule.id, "第六部分系图像识别所得，所述可能即信息处理费")
    else:
        yield Hit(context.rule.id, values={"part": part.heading}, quote=mask(part.text[:120]), where=part.where)


@filing_rule("TXT-SEC6")
def empty(filing: Filing, context: Context) -> Iterator[Answer]:
    """Part six has a heading and nothing under it. Source: 国办公开办函〔2021〕30号; 「无」 is a statement."""
    report = filing.report
    part = report.section("S6") if report else None
    if report is None or part is None or _unsigned(report, part):
        return
    if report.images or report.method == "ocr":
        yield Unassessable(context.rule.id, "页面含图片，第六部分内容可能在图片中")
        return
    yield Hit(context.rule.id, values={"part": part.heading}, where=part.where)


def _unsigned(report: Report, part: Section) -> str:
    """What the last part says above the body's name and the date that sign the report."""
    lines = [line for line in map(solid, part.text.splitlines()) if line]
    while lines and (_DAY.fullmatch(lines[-1]) or lines[-1] == solid(report.agency or "")):
        lines.pop()
    return "".join(lines)


@filing_rule("TXT-FEE-FULL")
def incomplete(filing: Filing, context: Context) -> Iterator[Answer]:
    """A fee was charged and the number of cases is not told.

    Source: the three figures are known from practice only, so this stays a question.
    """
    report = filing.report
    part = report.section("S6") if report else None
    if report is None or part is None:
        return
    charged = [claim for claim, said in claims(report, "S6.processing_fee_yuan") if said > 0]
    if charged and not _CASES.search(solid(part.text)):
        quote = mask(charged[0].quote)
        yield Hit(
            context.rule.id, values={"said": charged[0].value}, quote=quote, responsibility=Responsibility.UNDECIDED
        )
