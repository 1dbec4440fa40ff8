"""What a report's preamble says of its own parts, against the parts it has.

The preamble is no part of the form: only a contradiction is pointed out, as a question.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.labels import plain
from checks.model import Filing, Hit
from checks.registry import Answer, Context, filing_rule
from checks.report import Report

PARTS = {
    "S1": re.compile("总体情况|总体概况|概述|基本情况|工作情况概"),
    "S2": re.compile("主动公开"),
    "S3": re.compile("收到和处理|申请情况|申请的情况|依申请公开|受理"),
    "S4": re.compile("复议|诉讼"),
    "S5": re.compile("问题"),
    "S6": re.compile("其[他它]"),
}
# Parts that only the outline before 2019 had.
OLD_PARTS = re.compile("收费及减免|收费和减免|不予公开(?:政府信息)?的?情况|依申请公开和不予公开")
DECLARED = re.compile(r"([一二三四五六七八九十]|\d{1,2})(?:个|大)?(?:部分|方面的?内容|项内容)")
# A pair that one part's title joins by a comma of its own.
PAIR = re.compile("(复议)[、,]")
PART = "部分"
LEAST_LISTED = 3
NUMBERS = {numeral: number for number, numeral in enumerate("一二三四五六七八九十", 1)}


@filing_rule("FMT-INTRO")
def preamble(filing: Filing, context: Context) -> Iterator[Answer]:
    """The preamble declares n parts and lists, or the report has, another number; or it lists parts of the old outline."""
    report = filing.report
    text = plain(report.preamble) if report is not None else ""
    sentence = next((part for part in re.split(r"[。!！]", text) if DECLARED.search(part)), None)
    old = OLD_PARTS.search(text)
    if report is not None and old is not None and report.form is not None and not _has(report, old.group()):
        found, found_en = (
            f"引言列有“{old.group()}”，系2019年以前的部分",
            f"it lists “{old.group()}”, a part of the form before 2019",
        )
        yield Hit("FMT-INTRO", "old", values={"found": found, "found_en": found_en}, quote=old.group())
    if report is not None and sentence is not None:
        yield from _count(report, sentence)


def _count(report: Report, sentence: str) -> Iterator[Answer]:
    told = max(DECLARED.finditer(sentence), key=lambda match: match.group().endswith(PART))
    declared = NUMBERS.get(told.group(1)) or int(told.group(1))
    listed = _listed(sentence)
    actual = len({section.id for section in report.sections})
    # 主动公开、平台建设等五个方面的内容 are aspects of part one.
    has_six = actual == len(PARTS) and told.group().endswith(PART) and all(h.section for h in report.headings)
    if listed and declared not in listed:
        found = f"引言称{declared}个部分，实际列出{max(listed)}个"
        found_en = f"it declares {declared} parts and lists {max(listed)}"
    elif has_six and actual not in {declared, *listed}:
        found, found_en = (
            f"引言称{declared}个部分，报告实有{actual}个部分",
            f"it declares {declared} parts, the report has {actual}",
        )
    else:
        return
    yield Hit("FMT-INTRO", "count", values={"found": found, "found_en": found_en}, quote=sentence)


def _listed(sentence: str) -> set[int]:
    """How many parts a sentence lists: by their titles, and by the marks between them; empty where it lists none."""
    by_title = sum(title.search(sentence) is not None for title in PARTS.values())
    if by_title < LEAST_LISTED:
        return set()
    listing = PAIR.sub(r"\1和", sentence)
    return {by_title, len(re.findall("[、;；]", listing)) + 1}


def _has(report: Report, part: str) -> bool:
    return any(part in plain(heading.text) for heading in report.headings)
