"""Sentences in which a report itself says why a figure is what it is: they turn an accusation into nothing to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.report import Report

_SENTENCE = re.compile(r"[。；;！!\n]")
# Why a figure may honestly not follow from last year's. An applicant withdraws (撤销) and requests are joined (合并) every
# day: only bodies and functions that change explain anything.
_BODIES = "(?:机构|单位|部门|职能|职责|职权|权限|局|办|委|中心|乡|镇|街道)"
CHANGES = re.compile(
    f"机构改革|机构调整|{_BODIES}[^，。；、]{{0,6}}(?:划转|调整|划入|划出|合并|撤并|撤销|转隶|移交)|划转|划入|划出|转隶|撤并|并入|"
    f"撤销[^，。；、申案诉]{{0,6}}{_BODIES}|合并(?:组建|成立|设立|重组)|新设立|新组建|挂牌成立|"
    "统计口径|口径调整|(?:数据|统计|结转|上年|台账)[^，。；、]{0,8}(?:更正|核减|补录|调整)|(?:更正|核减|补录|调整)[^，。；、]{0,6}(?:数据|统计|结转)|重新统计"
)


def is_explained(report: Report | None, subject: re.Pattern[str], reason: re.Pattern[str] = CHANGES) -> bool:
    """Whether one sentence of the report speaks of the subject together with a reason why figures changed."""
    return any(subject.search(one) and reason.search(one) for one in sentences(report))


def sentences(report: Report | None) -> Iterator[str]:
    """Every sentence of the report's prose."""
    if report is not None:
        for text in (report.preamble, *(section.text for section in report.sections)):
            yield from filter(None, map(str.strip, _SENTENCE.split(text)))
