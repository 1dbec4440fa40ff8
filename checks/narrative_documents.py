"""What the prose says of table 2: documents made, repealed and in force; licences, penalties, coercion and fees.

Published items that share a table's name are counted otherwise than the table counts; where the words may mean those, the
rules ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.contradictions import Readings, claims, clause, each_once, sentence, weigh
from checks.model import Filing
from checks.registry import Answer, Context, filing_rule
from checks.report import Claim, Number, Report

_MADE = re.compile(r"制发|制定|印发|出台|新制|起草|修订")
_TABLE_WORDS = re.compile(r"制发|制定|印发|出台|废止|失效|现行有效|有效")
_NAMED = re.compile(r"规范性文件|规章")
_MIXED = re.compile(r"修改|修订|新制定|其中|含|累计|历年|目录|解读|清理|备案|审查|征求意见|草案")
# A document of several bodies is counted by the one that led (条例 article 10).
_JOINT = re.compile(r"联合|会同|牵头")
# 清理38件，继续有效36件: all that the body carries out, whoever made them.
_CLEARED = re.compile(r"清理")
_PUBLISHED = re.compile(r"信息|公开|公示|公布|发布|条")
_DECIDED = re.compile(r"决定|办理|作出|实施|收到|发生")
_ITEMS = ("T2.licence.", "T2.penalty.", "T2.coercion.", "T2.fee.")
_PUBLISHED_DOUBT = ("（文字可能计的是公开条数）", " (the sentence may count published items)")
_CHANGED_DOUBT = (
    "（文字可能含修改、废止或历年文件）",
    " (the sentence may take in amended, repealed or earlier documents)",
)


@filing_rule("TXT-T2DOC")
def documents(filing: Filing, context: Context) -> Iterator[Answer]:
    """Normative documents or rules in the prose are not those of table 2; asserted only with the table's own nouns and verbs.

    Source: logical; 表二 第二十条第（一）项. 政策文件 and 文件 are no 行政规范性文件.
    """
    report = filing.report
    if report is not None:
        told = claims(report, "T2.norms.", "T2.rules.")
        yield from each_once(weigh(filing, context, claim, said, _documents(report, claim)) for claim, said in told)


def _documents(report: Report, claim: Claim) -> Readings:
    words, told = sentence(report, claim), clause(claim)
    if told.startswith("其中"):
        # 「印发公文234件，其中规范性文件12件」: a part of more is no mixture, and was made as the whole was.
        told = words[: words.find(told)] + told.removeprefix("其中")
    row = claim.cell.rsplit(".", 1)[0]
    changes = (f"{row}.issued+{row}.repealed",) if claim.cell.endswith(".issued") else ()
    if not _NAMED.search(words) or not _TABLE_WORDS.search(told):
        return Readings(loose=changes, ask=True, doubt=_PUBLISHED_DOUBT)
    mixed = bool(_MIXED.search(told) or _JOINT.search(words) or _CLEARED.search(words)) or (
        claim.cell.endswith(".issued") and not _MADE.search(told)
    )
    return Readings(loose=changes, ask=mixed, doubt=_CHANGED_DOUBT)


@filing_rule("TXT-T2ADM")
def decisions(filing: Filing, context: Context) -> Iterator[Answer]:
    """Licences, penalties, coercion or fees in the prose are not those of table 2; always a question.

    Source: logical; 表二 第二十条第（五）（六）（八）项. The prose often counts published notices.
    """
    report = filing.report
    if report is not None:
        told = ((claim, said) for claim, said in claims(report, *_ITEMS) if not _is_bare_zero(claim, said))
        readings = Readings(ask=True)
        yield from each_once(weigh(filing, context, claim, said, readings) for claim, said in told)


def _is_bare_zero(claim: Claim, said: Number) -> bool:
    """「行政处罚类信息0条」 in a list of published items says nothing about decisions; 「行政许可、行政处罚均为0」 does."""
    words = clause(claim)
    return said == 0 and bool(_PUBLISHED.search(words)) and not _DECIDED.search(words)
