"""Sentences in which a report itself says why a figure is what it is: they turn an accusation into nothing to ask."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checks.model import Report

_SENTENCE = re.compile(r"[。；;！!\n]")
# Why a figure may honestly not follow from last year's.
CHANGES = re.compile(
    "机构改革|机构调整|职能划转|职责划转|职能调整|职责调整|划入|划出|划转|合并|撤并|撤销|新设|新组建|挂牌|统计口径|口径调整|更正|调整统计|补录|核减|重新统计"
)


def is_explained(report: Report | None, subject: re.Pattern[str], reason: re.Pattern[str] = CHANGES) -> bool:
    """Whether one sentence of the report speaks of the subject together with a reason why figures changed."""
    return any(subject.search(one) and reason.search(one) for one in sentences(report))


def sentences(report: Report | None) -> Iterator[str]:
    """Every sentence of the report's prose."""
    if report is not None:
        for text in (report.preamble, *(section.text for section in report.sections)):
            yield from filter(None, map(str.strip, _SENTENCE.split(text)))
