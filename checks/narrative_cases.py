"""What the prose says of reviews and lawsuits over information disclosure against table 4.

Only 行政复议 and 行政诉讼 that table 4 counts belong here; a body that acts as review organ tells of others' cases, and the
rules then ask instead of asserting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from checks.contradictions import Readings, claims, clause, counted, each_once, plain, sentence, weigh
from checks.figures import figure
from checks.model import Filing, Hit
from checks.prose import Sentence, sentences, solid
from checks.registry import Answer, Context, filing_rule
from checks.report import Claim, Number, Report

_TOTALS = ("T4.review.total", "T4.direct.total", "T4.after.total")
_CASE = re.compile(r"复议|诉讼")
_UPHELD = re.compile(r"[均皆都全][^，。；]{0,6}(?:维持|胜诉)|维持率[^，。；]{0,4}100")
_UPHELD_ALL = re.compile(
    r"(?:复议|诉讼)[^，。；\d]{0,10}[均皆都全][^，。；\d]{0,6}维持|(?:复议|诉讼)(?:案件)?[零无](?:被)?(?:纠错|纠正|败诉)"
)
_AIMED = re.compile(r"力争|争取|确保|目标|下一步|将")
_CORRECTED = re.compile(r"纠错|纠正|败诉|撤销|责令|确认违法|被改变")
_AS_ORGAN = re.compile(r"(?<!未)审结|审理|作出复议|复议决定|受理[^，。；]{0,8}复议|办理[^，。；]{0,6}复议案|备案")
_AGAINST_US = re.compile(r"被|针对|引发|引起|以我|对我|应诉|答辩|因")
_QUALIFIED = re.compile(
    r"因[^，。；]{0,16}(?:不规范|不当|不及时|不到位|不准确|超期|逾期|超时|延误|错误|失误|违法|违规|过错|问题|处理不|答复不)"
    r"|因(?:政府)?(?:主动公开|信息公开收费|信息发布)"
)
_NEW_ONLY = re.compile(r"新发生|新增|新收|当年|本年度新|上年|上一年|结转|20\d\d年度?政府信息公开申请")
_NEW_ONES = re.compile(r"新的|新发生|新增|新收")
_ORGAN_DOUBT = (
    "（如系本机关作为复议机关办理的案件，不计入表四）",
    " (cases decided as review organ are not counted in table 4)",
)
_QUALIFIED_DOUBT = ("（该句可能只否认某一类案件）", " (the sentence may deny one kind of cases only)")


@filing_rule("TXT-NOCASE")
def no_case(filing: Filing, context: Context) -> Iterator[Answer]:
    """The prose says that there was no review or lawsuit and table 4 counts some.

    Source: logical; 表四 总计 columns.
    """
    report = filing.report
    if report is None:
        return
    zeros = [c for c, said in claims(report, *_TOTALS) if said == 0 and not _denies_an_outcome(c)]
    yield from each_once(
        _one_sentence(filing, context, quote, zeros) for quote in dict.fromkeys(c.quote for c in zeros)
    )


def _one_sentence(filing: Filing, context: Context, quote: str, zeros: Sequence[Claim]) -> Answer | None:
    """One negation may govern both nouns: what it denies wrongly is one finding."""
    same = [claim for claim in zeros if claim.quote == quote]
    doubtful = bool(_QUALIFIED.search(quote) or _NEW_ONES.search(quote))
    denied = "+".join(dict.fromkeys(claim.cell for claim in same))
    if doubtful and filing.report and figure(filing.report, denied).value in counted(quote):
        # 无新增行政复议，上年受理的1件已审结
        return None
    readings = Readings(ask=doubtful, doubt=_QUALIFIED_DOUBT)
    answers = [weigh(filing, context, claim, 0, readings) for claim in same]
    hits = [answer for answer in answers if isinstance(answer, Hit)]
    if not hits:
        return next((answer for answer in answers if answer is not None), None)
    total = sum(hit.difference or 0 for hit in hits)
    return replace(
        hits[0],
        key="+".join(sorted(hit.key for hit in hits)),
        cells=tuple(dict.fromkeys(cell for hit in hits for cell in hit.cells)),
        actual=str(total),
        difference=total,
        values={
            **hits[0].values,
            "found": str(total),
            "place": "、".join(hit.values["place"] for hit in hits),
            "place_en": ", ".join(hit.values["place_en"] for hit in hits),
        },
    )


def _denies_an_outcome(claim: Claim) -> bool:
    """「未发生被纠错或败诉」 is not 「未发生」."""
    clauses = [c for c in re.split(r"[，,；;。]", claim.quote) if "复议" in c or "诉讼" in c]
    return bool(clauses) and all(_CORRECTED.search(clause) for clause in clauses)


@filing_rule("TXT-REV")
def reviews(filing: Filing, context: Context) -> Iterator[Answer]:
    """The reviews in the prose are not those of table 4.

    Source: logical; 表四 行政复议.
    """
    if filing.report is not None:
        told = _told(filing.report, "T4.review.")
        yield from each_once(
            _cases(filing, context, claim, said) for claim, said in told if "T4.direct" not in claim.cell
        )


@filing_rule("TXT-LIT")
def lawsuits(filing: Filing, context: Context) -> Iterator[Answer]:
    """The lawsuits in the prose are not those of table 4, nor those and the reviews together where they are told together.

    Source: logical; 表四 行政诉讼, both blocks.
    """
    if filing.report is not None:
        told = ((c, said) for c, said in _told(filing.report, "T4.") if "T4.direct" in c.cell or "T4.after" in c.cell)
        yield from each_once(_cases(filing, context, claim, said) for claim, said in told)


def _told(report: Report, *cells: str) -> Iterator[tuple[Claim, Number]]:
    for claim, said in claims(report, *cells):
        if not (said == 0 and claim.cell.startswith(_TOTALS)) and not _is_outcome_in_words(claim):
            yield claim, said


def _cases(filing: Filing, context: Context, claim: Claim, said: Number) -> Answer | None:
    assert filing.report is not None
    words = sentence(filing.report, claim)
    told = clause(claim, _CASE)
    as_organ = bool(_AS_ORGAN.search(told)) and not _AGAINST_US.search(told)
    column = claim.cell.rsplit(".", 1)[1]
    both = f"T4.review.{column}+T4.direct.{column}+T4.after.{column}"
    # 「共发生复议、诉讼n起」 counts the two together; 「复议7件，诉讼3件」 and 「复议、诉讼分别为7件、3件」 do not.
    together = (
        (both,) if re.search(rf"复议[^\d，,。；]{{0,14}}诉讼[^\d，,。；分各]{{0,14}}{plain(said)}", words) else ()
    )
    loose = [f"T4.direct.{column}", f"T4.after.{column}"] if "T4.direct" in claim.cell else []
    new_only = bool(_NEW_ONLY.search(words)) and said < (figure(filing.report, claim.cell).value or 0)
    readings = Readings(together, loose, ask=as_organ or new_only, doubt=_ORGAN_DOUBT if as_organ else ("", ""))
    return weigh(filing, context, claim, said, readings)


@filing_rule("TXT-UPHELD")
def all_upheld(filing: Filing, context: Context) -> Iterator[Answer]:
    """All cases are said to be upheld, or none corrected, while table 4 has other, pending or corrected ones.

    零败诉 is compatible with 尚未审结: only what the words claim is compared. Source: logical; 表四.
    """
    report = filing.report
    if report is None:
        return
    told = [(c, said) for c, said in claims(report, "T4.") if _is_outcome_in_words(c)]
    uncounted = [(c, 0) for c in _upheld_uncounted(report)]
    yield from each_once(_upheld(filing, context, claim, said) for claim, said in (*told, *uncounted))


def _upheld_uncounted(report: Report) -> Iterator[Claim]:
    """政府信息公开行政复议、行政诉讼均获维持, 行政复议零纠错, where no figure of theirs stands beside: none was corrected."""
    quotes = {claim.quote for claim, _ in claims(report, "T4.")}
    for one in sentences(report):
        if one.section not in ("S1", "S4") or not _UPHELD_ALL.search(one.own):
            continue
        if _AS_ORGAN.search(one.own) or _AIMED.search(one.own):
            continue
        if any(solid(quote).startswith(solid(one.text)) for quote in quotes):
            continue
        blocks = [
            block for block, word in (("review", "复议"), ("direct", "诉讼"), ("after", "诉讼")) if word in one.own
        ]
        for block in blocks:
            doubtful = one.section != "S4" and not _is_about_disclosure(report, one)
            yield Claim(f"T4.{block}.corrected", "0", one.text, one.section, doubtful=doubtful)


def _is_about_disclosure(report: Report, one: Sentence) -> bool:
    """Whether the paragraph of a sentence speaks of disclosure or applications for it."""
    part = report.section(one.section or "")
    lines = part.text.splitlines() if part else []
    return any(one.text in line and re.search("信息公开|依申请公开", line) for line in lines)


def _upheld(filing: Filing, context: Context, claim: Claim, said: Number) -> Answer | None:
    assert filing.report is not None
    # Upheld counts less than the claimed total only because the total itself is wrong: TXT-REV and TXT-LIT tell that.
    blocks = {part.split(".")[1] for part in claim.cell.split("+")}
    if claim.cell.endswith(".upheld"):
        rest = "+".join(
            f"T4.{block}.{column}" for block in sorted(blocks) for column in ("corrected", "other", "pending")
        )
        if figure(filing.report, rest).value == 0:
            return None
    return weigh(filing, context, claim, said, Readings())


def _is_outcome_in_words(claim: Claim) -> bool:
    """Whether the claim follows from 均获维持 or 未被纠错 and not from a figure of its own."""
    if claim.cell.endswith(".upheld"):
        counted = re.search(rf"维持[^，,。；\d]{{0,4}}{re.escape(claim.value)}\s*[件起宗]", claim.quote)
        return bool(_UPHELD.search(claim.quote)) and counted is None
    return claim.cell.endswith(".corrected") and claim.value == "0" and bool(_CORRECTED.search(claim.quote))
