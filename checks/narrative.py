"""What the prose says of applications against table 3: received, answered, carried over, and how they were decided.

Reviews and lawsuits are `checks.narrative_cases`, table 2 is `checks.narrative_documents`, sums inside the prose are
`checks.narrative_sums`. The claims were read before any rule here looks at them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.contradictions import Readings, claims, clause, counted, each_once, plain, sentence, weigh
from checks.figures import figure
from checks.model import Filing
from checks.registry import Answer, Context, filing_rule
from checks.report import Claim, Number, Report
from checks.tables import ITEMS

_NEW = "T3.new.total"
_CARRIED = "T3.carried_in.total"
# 受理 or 办理 may or may not include what last year left over (沭阳 749 = 713 + 36; 上海 1295 = new only).
_EITHER = re.compile(r"受理|办理|收办|处理|承办|答复|办结")
_WITH_CARRIED = re.compile(r"(?:含|包括|包含|其中|加上)[^，。；]{0,14}(?:结转|转结|上年|上一年|去年|以前年度|20\d\d年)")
_TO_NEXT = re.compile(r"结转|转结|顺延|转下|转至|延至|除[^。；]{1,20}外|正在办理|办理中|在办|待办|尚未|另有")
_IN_TIME = re.compile(r"按时|按期|如期|及时|法定(?:时限|期限|时间)|规定(?:时限|期限|时间)|期限内")
_IN_A_WAY = re.compile(r"当场|当面|口头|电话|书面|邮寄|延期|提前|联合|会同|协助|代[^，。；\d]{1,8}答复")
_LATE = re.compile(r"(?:延期|延长|超期|逾期)[^，。；\d]{0,10}(\d+)[件条份宗]")
_ALL = re.compile(r"均|全部|全都|都|皆|所有|100[%％]|并|已")
_RECEIVED = re.compile(r"收到|收悉|接到|接收|受理|收办|新收|办理|接办|发生|产生|有|无|收取|提出|提交")
_APPLICATION = re.compile(r"申请(?!公开)|诉求|请求|事项|来信")
_NARROWER = re.compile(
    r"不属于|(?<!结)转(?![结型换变发下入至到])|(?<!\d)\d{1,2}月(?!\d)|涉及|有关|关于|针对|重复|法人|企业|科研|律师|上半年|下半年|季度|月份|收费|不予公开|超期|逾期|无效|不符|恶意|批量|大量|反复"
    r"|(?<![各种])类(?:的)?(?:政府信息|信息公开|依申请|申请)"
)
_PAPER = re.compile(r"信函|书面|当面|邮寄|邮政|现场|窗口|传真")
_ONLINE = re.compile(r"网络|网上|网站|在线|电子|邮箱|互联网")
_NOT_NARROW = re.compile(
    r"(?:涉及|有关|关于|针对)(?:我|本|该|全|政府信息|信息公开|依申请)|公民[^，。]{0,4}法人(?:[^，。]{0,8}组织)?|(?:个人|单位|企业|法人)[、和或及与](?:个人|单位|企业|法人)"
)
# 「收到的8件中，7件答复」 leaves out those that last year left over.
_OF_THE_NEW = re.compile(
    r"(?:收到|受理|新收|接到|接收)的?[^，。；\d]{0,14}\d+[件条份宗](?:[^，。；\d]{0,8}申请)?[之当]?中"
)
_LEFT_OVER_DONE = re.compile(
    r"(?:上年|上一年|去年|20\d\d年)[^，。；\d]{0,8}(?:结转|遗留|未办结|跨年)[^。；]{0,24}?(?:办结|答复|办毕|办理完毕|完成)[^，。；\d]{0,4}(?P<number>\d{1,6})?"
)
_FROM_LAST_YEAR = re.compile(r"(?:上年度?|上一年度?|去年|以前年度|往年)的?(?:结转|转结)")
_NONE = re.compile(r"未|没|无|零|0|〇")
_COLLECTED = re.compile(r"(?:收到|受理|接到|接收)[^，。；\d]{0,14}(\d{1,6})[件宗条份]")
_NARROW_DOUBT = ("（该句可能只指某一类申请）", " (the sentence may speak of one kind of application only)")
# 我局未收到申请，各乡镇收到5件, where the table counts the five.
_OTHERS_DOUBT = ("（该句另称其他单位收到的件数与表相同）", " (the sentence gives the table's figure to other bodies)")
_NEW_DOUBT = ("（文字可能只计本年新收的）", " (the sentence may count only what came in this year)")
_LATE_DOUBT = ("（文字可能只计按期办结的）", " (the sentence may count only what was answered in time)")


@filing_rule("TXT-NORECV")
def none_received(filing: Filing, context: Context) -> Iterator[Answer]:
    """The prose says that no application was received and table 3 counts some.

    Source: logical; 表三「一、本年新收政府信息公开申请数量」.
    """
    report = filing.report
    if report is not None:
        zeros = ((claim, said) for claim, said in claims(report, _NEW) if said == 0)
        yield from each_once(_none_received(filing, context, claim) for claim, _ in zeros)


def _none_received(filing: Filing, context: Context, claim: Claim) -> Answer | None:
    quote = _denial(claim)
    one_channel = bool(_PAPER.search(quote)) != bool(_ONLINE.search(quote))
    narrow = one_channel or bool(_NARROWER.search(_NOT_NARROW.sub("", quote)))
    found = figure(filing.report, _NEW).value if filing.report else None
    words = sentence(filing.report, claim) if filing.report else ""
    if narrow and found in counted(words):
        # 4件申请均为自然人提出，无企业提出的申请
        return None
    others = found in frozenset(map(int, _COLLECTED.findall(words)))
    doubt = _OTHERS_DOUBT if others else _NARROW_DOUBT
    # 「依申请公开0件」 in a list of published items may mean that nothing was disclosed on request.
    published = not _APPLICATION.search(quote) and not _RECEIVED.search(quote)
    disclosed = ("T3.granted.total+T3.partial.total",) if published else ()
    return weigh(filing, context, claim, 0, Readings(disclosed, ask=narrow or others, doubt=doubt))


def _denial(claim: Claim) -> str:
    """The clause that denies: the rest of the sentence may speak of fees, complaints or other years."""
    cuts = re.split(r"[，,；;。]", claim.quote)
    return next((cut for cut in cuts if "申" in cut and _NONE.search(cut)), claim.quote)


@filing_rule("TXT-RECV")
def received(filing: Filing, context: Context) -> Iterator[Answer]:
    """The number of applications received in the prose is neither the new ones nor, where the words allow, new and carried in.

    Source: logical; 表三 rows 一 and 二.
    """
    report = filing.report
    if report is not None:
        told = ((c, said) for c, said in claims(report, "T3.new.") if said or c.cell != _NEW)
        yield from each_once(weigh(filing, context, c, said, _received(report, c)) for c, said in told)


def _received(report: Report, claim: Claim) -> Readings:
    column = claim.cell.rsplit(".", 1)[1]
    if column == "total" and _is_counted_in_items(report, claim):
        # T3-ITEMS' affair
        return Readings(values=(int(claim.value),))
    carried = f"T3.new.{column}+T3.carried_in.{column}"
    if column == "total" and _NARROWER.search(_NOT_NARROW.sub("", clause(claim, _RECEIVED))):
        return Readings(sensible=(carried, "T3.total.total"), ask=True, doubt=_NARROW_DOUBT)
    # A split by applicant follows a total whose verb stands further up.
    if column != "total" or _EITHER.search(clause(claim, _RECEIVED)):
        return Readings(sensible=(f"T3.new.{column}", carried, f"T3.total.{column}"))
    if _WITH_CARRIED.search(sentence(report, claim)):
        return Readings(sensible=(f"T3.new.{column}", carried))
    return Readings(loose=(carried,))


def _is_counted_in_items(report: Report, claim: Claim) -> bool:
    """「收到12件（含15项）」 where table 3 counts the fifteen: how applications are split for counting is laid down nowhere."""
    told = (tuple(match.groups()) for match in ITEMS.finditer(claim.quote))
    return (claim.value, plain(figure(report, claim.cell).value or 0)) in told


@filing_rule("TXT-DONE")
def answered(filing: Filing, context: Context) -> Iterator[Answer]:
    """The number of applications answered in the prose is not （七）总计, or all are said to be answered while some went on.

    Source: logical; 表三「（七）总计」 and 「四、结转下年度继续办理」.
    """
    report = filing.report
    if report is None:
        return
    yield from each_once(
        _answered(filing, context, report, claim, said)
        for claim, said in claims(report, "T3.total.", "T3.carried_out.total")
        if claim.cell.startswith("T3.total.") or (said == 0 and _is_implied_end(claim))
    )


def _answered(filing: Filing, context: Context, report: Report, claim: Claim, said: Number) -> Answer | None:
    words = sentence(report, claim)
    if claim.cell == "T3.carried_out.total":
        # 「均已答复」 beside 「另有2件结转」 explains itself.
        return None if _TO_NEXT.search(words) else weigh(filing, context, claim, said, Readings())
    if _told_by_received(report, claim, said):
        return None
    values = _all_answered(report, said, words)
    less = said < (figure(report, claim.cell).value or 0)
    late = bool(_IN_TIME.search(words) or _IN_A_WAY.search(clause(claim))) and less
    if late and said + _told_late(words) == figure(report, claim.cell).value:
        # 按时办结8件，延期办结1件
        return None
    rest_of_new = less and not values and said == _of_the_new(report)
    if rest_of_new and (_left_over_done(report, claim) or _tells_the_rest(report, said, words)):
        # 新收30件，办结28件；上年结转2件，全部办结. 新收30件，除3件结转外其余均已办结
        return None
    if rest_of_new or (less and _is_of_the_new(report, words)):
        return weigh(filing, context, claim, said, Readings(ask=True, doubt=_NEW_DOUBT))
    new = claim.cell.replace("T3.total.", "T3.new.")
    sensible = (new, f"{new}+{new.replace('.new.', '.carried_in.')}") if values else ()
    return weigh(filing, context, claim, said, Readings(sensible, values=values, ask=late, doubt=_LATE_DOUBT))


def _left_over_done(report: Report, claim: Claim) -> bool:
    """Whether the prose tells that all that last year left over were answered; 上年结转1件，办结47件 tells of all."""
    left = figure(report, _CARRIED).value
    found = _LEFT_OVER_DONE.finditer(_part_text(report, claim))
    return any(match["number"] is None or int(match["number"]) == left for match in found)


def _told_late(words: str) -> int:
    told = _LATE.search(words)
    return int(told[1]) if told else 0


def _all_answered(report: Report, said: Number, words: str) -> tuple[Number, ...]:
    """「收到k件，均已答复」 is true of k new ones when nothing was left over, whatever （七）总计 adds from last year."""
    left_over = figure(report, "T3.carried_out.total").value
    return (said,) if left_over == 0 and _ALL.search(words) and _received_as(report, said) else ()


def _of_the_new(report: Report) -> Number | None:
    """How many of this year's applications were answered, where all that last year left over were: None where none were."""
    new, left, out = (figure(report, cell).value for cell in (_NEW, _CARRIED, "T3.carried_out.total"))
    return new - out if new is not None and out is not None and left else None


def _tells_the_rest(report: Report, said: Number, words: str) -> bool:
    """Whether a sentence only takes what goes on to next year from what came in this year, both as table 3 has them."""
    told = counted(words)
    return said not in told and {figure(report, cell).value for cell in (_NEW, "T3.carried_out.total")} <= told


def _part_text(report: Report, claim: Claim) -> str:
    part = report.section(claim.section) if claim.section else None
    return part.text if part else report.preamble


def _is_of_the_new(report: Report, words: str) -> bool:
    """Whether a sentence tells only of what came in this year, and last year left some over."""
    return bool(_OF_THE_NEW.search(words)) and bool(figure(report, _CARRIED).value)


def _received_as(report: Report, said: Number) -> bool:
    return any(value == said for _, value in claims(report, "T3.new."))


def _told_by_received(report: Report, claim: Claim, said: Number) -> bool:
    """Whether the same words give the same wrong number as received: that finding says it already."""
    same = [c for c, value in claims(report, "T3.new.") if value == said and c.quote == claim.quote]
    return any(figure(report, c.cell).value not in (None, said) for c in same)


def _is_implied_end(claim: Claim) -> bool:
    """Whether nothing is told of what goes on to next year but that all is done; 上年结转2件，全部办结 is such."""
    return not re.search(r"结转|转结|顺延|转下|转至|延至", _FROM_LAST_YEAR.sub("", claim.quote))


@filing_rule("TXT-CARRY")
def carried(filing: Filing, context: Context) -> Iterator[Answer]:
    """The applications carried in or out according to the prose are not those of table 3.

    Source: logical; 表三「二、上年结转」 and 「四、结转下年度继续办理」.
    """
    report = filing.report
    if report is None:
        return
    told = (
        (c, said) for c, said in claims(report, "T3.carried_") if said or c.cell == _CARRIED or not _is_implied_end(c)
    )
    yield from each_once(weigh(filing, context, c, said, Readings(loose=(_opposite(c.cell),))) for c, said in told)


def _opposite(cell: str) -> str:
    return (
        cell.replace("carried_in", "carried_?").replace("carried_out", "carried_in").replace("carried_?", "carried_out")
    )


@filing_rule("TXT-RESULT")
def results(filing: Filing, context: Context) -> Iterator[Answer]:
    """The outcomes in the prose are neither their row or group in table 3 nor any sensible union of groups.

    Source: logical; 表三 rows （一） to （六）.
    """
    report = filing.report
    if report is None:
        return
    outcomes = ("T3.granted.", "T3.partial.", "T3.denied.", "T3.unable.", "T3.refused.", "T3.other.")
    yield from each_once(weigh(filing, context, c, said, _results(report, c)) for c, said in claims(report, *outcomes))


def _results(report: Report, claim: Claim) -> Readings:
    if _is_of_the_new(report, sentence(report, claim)):
        return Readings(ask=True, doubt=_NEW_DOUBT)
    match claim.cell:
        case "T3.granted.total":
            union = ("T3.granted.total+T3.partial.total",)
            return Readings(loose=union) if "部分" in claim.quote else Readings(sensible=union)
        case "T3.unable.*.total":
            return Readings(loose=("T3.unable.not_held.total",))
        case "T3.other.not_corrected.total":
            return Readings(loose=("T3.other.else.total", "T3.other.*.total"))
        case "T3.denied.*.total":
            return Readings(loose=("T3.denied.*.total+T3.unable.*.total", "T3.denied.*.total+T3.partial.total"))
        case "T3.refused.*.total":
            return Readings(loose=("T3.refused.*.total+T3.other.*.total",))
        case "T3.other.*.total":
            return Readings(
                sensible=("T3.refused.*.total+T3.other.*.total",) if re.search("其[他它]情[况形]", claim.quote) else ()
            )
    return Readings()
