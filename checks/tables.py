"""What the figures of one report suggest though every sum holds: shares, fees, powers and cases out of proportion.

These are questions, never accusations, save where the law leaves no room (规章 of a body that cannot make any).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from checks.facts import body_name, figure, missing
from checks.labels import plain
from checks.model import Filing, Hit, Unassessable
from checks.reasons import is_explained, sentences
from checks.registry import Answer, Context, filing_rule
from checks.wordings import figure_text

WITHDRAWN = re.compile("撤回|撤销申请|终止|主动放弃")
OTHER_OUTCOMES = re.compile("其他|申请")
NO_NOTICE = re.compile(
    "(?:未|没有|无|不存在)(?:曾|有|发生)?(?:向[^，。；]{0,10})?(?:发出|制发|开具|下达|下发|送达|发送)[^，。；]{0,12}(?:收费|缴费)?通知"
)
NOTHING = re.compile("^(?:无|暂无|没有|无其他(?:需要)?报告的?事项|本年度无)?[。.]?$")
# Why cases may outnumber applications: older requests, inaction, or what was published unasked.
CASES = re.compile("复议|诉讼|起诉")
ELSEWHERE = re.compile("上年|上一年|往年|以前年度|历年|此前|结转|不履行|不作为|主动公开")
A_YEAR = re.compile("(20\\d\\d)年")
CODEFENDANT = re.compile("共同被告")
NO_CODEFENDANT = re.compile("(?:无|没有|不存在|未(?:曾|发生|出现|被|列|作为)+)[^，。；]{0,12}共同被告")
NOT_COUNTED = re.compile("不计入|未计入|不纳入|未纳入|不含|不包括|不统计|未统计|不重复|由原|只计")
COUNTED_IN = re.compile("计入|纳入|统计在内|包括")
ITEMS = re.compile(r"(\d+)件(?:[（(](?:共计?|含|涉及|包含)?|[，,、](?:共计?|含|涉及|包含|合计)+)(\d+)项")


@filing_rule("T3-SECRET")
def state_secrets(filing: Filing, context: Context) -> Iterator[Answer]:
    """State secrets are at least half of three or more closed applications.

    Bodies that deal in secrets are exempt, those near defence are asked only where every application was refused so.
    """
    cells = ("T3.denied.state_secret.total", "T3.total.total")
    secret, total = (figure(filing.report, cell) for cell in cells)
    if secret is None or total is None:
        yield missing(filing, context, *cells)
        return
    rule, name = context.rule.parameters, body_name(filing)
    share = 1 if any(word in name for word in rule["guarded"]) else rule["share"]
    if any(word in name for word in rule["exempt"]) or total < rule["least"] or secret < share * total:
        return
    yield Hit(
        "T3-SECRET",
        cells=cells,
        actual=figure_text(secret),
        values={"secret": figure_text(secret), "total": figure_text(total), "share": f"{secret / total:.0%}"},
    )


@filing_rule("T3-OTHER")
def other_outcomes(filing: Filing, context: Context) -> Iterator[Answer]:
    """「3.其他」 is a large share of what was closed, and no sentence tells of withdrawals, which are counted there."""
    cells = ("T3.other.else.total", "T3.total.total")
    other, total = (figure(filing.report, cell) for cell in cells)
    rule = context.rule.parameters
    if other is None or total is None:
        yield missing(filing, context, *cells)
        return
    is_large = total >= rule["least"] and other >= rule["share"] * total
    if is_large and not is_explained(filing.report, OTHER_OUTCOMES, WITHDRAWN):
        values = {"other": figure_text(other), "total": figure_text(total), "share": f"{other / total:.0%}"}
        yield Hit("T3-OTHER", cells=cells, actual=figure_text(other), values=values)


@filing_rule("T3-FEEROW")
def unpaid_without_notice(filing: Filing, context: Context) -> Iterator[Answer]:
    """Applicants did not pay by a fee notice, and part six says that there was no notice or nothing at all.

    「未收取」 is no contradiction: nothing was received although notices went out. Source: 国办函〔2020〕109号.
    """
    cell = "T3.other.fee_unpaid.total"
    unpaid = figure(filing.report, cell)
    part = filing.report.section("S6") if filing.report else None
    if unpaid is None:
        yield missing(filing, context, cell)
    elif unpaid > 0 and part is None:
        yield Unassessable("T3-FEEROW", "未识别到第六部分")
    elif unpaid > 0 and part is not None:
        text = plain(part.text)
        denied = NO_NOTICE.search(text)
        if denied or NOTHING.match(text):
            quote = (denied.group() if denied else part.text).strip()
            yield Hit(
                "T3-FEEROW",
                cells=(cell,),
                actual=figure_text(unpaid),
                quote=quote or None,
                values={"said": quote.rstrip("。.") or "空白"},
            )


@filing_rule("T4-VSAPP")
def more_cases_than_applications(filing: Filing, context: Context) -> Iterator[Answer]:
    """Reviews and suits outnumber the applications of two years; cases from other years or matters may be told of."""
    names = ("T4.review.total", "T4.direct.total", "T4.after.total")
    cases = [figure(filing.report, cell) for cell in names]
    new, carried = figure(filing.report, "T3.new.total"), figure(filing.report, "T3.carried_in.total")
    if None in cases or new is None or carried is None:
        yield missing(filing, context, *names, "T3.new.total", "T3.carried_in.total")
        return
    total, before = sum(filter(None, cases)), figure(filing.previous, "T3.new.total")
    if total <= new + carried:
        return
    if before is None:
        yield Unassessable("T4-VSAPP", "没有上一年度的申请数量")
    elif total > new + before + carried and not _are_from_elsewhere(filing):
        values = {"cases": figure_text(total), "new": figure_text(new), "carried": figure_text(carried)}
        yield Hit("T4-VSAPP", cells=names, actual=figure_text(total), values={**values, "before": figure_text(before)})


def _are_from_elsewhere(filing: Filing) -> bool:
    """Whether a sentence about cases tells of other years or of other matters than applications.

    A preamble that lists the report's parts names cases and 主动公开 side by side and explains nothing.
    """
    body = replace(filing.report, preamble="") if filing.report is not None else None
    about = [one for one in sentences(body) if CASES.search(one)]
    return any(ELSEWHERE.search(one) or set(A_YEAR.findall(one)) - {str(filing.year)} for one in about)


@filing_rule("T4-CODEF")
def codefendant_cases(filing: Filing, context: Context) -> Iterator[Answer]:
    """The text counts suits in which the body was co-defendant as review organ; only the original actor counts those.

    Source: 国办公开办函〔2016〕201号, which interprets the old Regulation and is still cited.
    """
    names = ("T4.direct.total", "T4.after.total")
    suits = [figure(filing.report, cell) for cell in names]
    told = [
        one
        for one in sentences(filing.report)
        if CODEFENDANT.search(one) and not NOT_COUNTED.search(one) and not NO_CODEFENDANT.search(one)
    ]
    if None in suits:
        yield missing(filing, context, *names)
        return
    total = sum(filter(None, suits))
    for sentence in told[:1]:
        counts = _counts_as_codefendant(sentence)
        if total and (total >= max(counts) > 0 if counts else COUNTED_IN.search(sentence)):
            yield Hit("T4-CODEF", cells=names, actual=figure_text(total), quote=sentence)


def _counts_as_codefendant(sentence: str) -> list[int]:
    """The figures beside the word, or where none is there those of the whole sentence: 诉讼2件，均作为共同被告."""
    clauses = [clause for clause in re.split("[，,；;（(）)]", sentence) if CODEFENDANT.search(clause)]
    beside = re.findall(r"(\d+)[件起宗]", "，".join(clauses))
    return [int(count) for count in beside or re.findall(r"(\d+)[件起宗]", sentence)]


@filing_rule("T3-ITEMS")
def items_counted_as_applications(filing: Filing, context: Context) -> Iterator[Answer]:
    """The text tells applications from the items in them, and table 3 holds the number of items."""
    new = figure(filing.report, "T3.new.total")
    if new is None:
        yield missing(filing, context, "T3.new.total")
        return
    for sentence in sentences(filing.report):
        for told in ITEMS.finditer(sentence):
            applications, items = map(int, told.groups())
            if "申请" in sentence and items == new != applications:
                yield Hit(
                    "T3-ITEMS",
                    cells=("T3.new.total",),
                    expected=str(applications),
                    actual=figure_text(new),
                    difference=items - applications,
                    quote=sentence,
                )
                return
