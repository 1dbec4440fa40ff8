"""`gouji check`: audits single reports before or after they are published."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

from flows.errors import SourceError

if TYPE_CHECKING:
    from checks.model import Assessment
    from flows.desk import Handed


def check(
    *sources: Annotated[str, Parameter(name="SOURCE")],
    year: int | None = None,
    agency: str | None = None,
    previous: str | None = None,
    format: Literal["text", "json", "html"] = "text",
) -> int:
    """核查单份年度报告（文件或网址），发布前自查也可用 · audit single reports.

    退出码：0 没有错误；1 至少一处错误；2 有来源无法读取，或结果写不出去。

    Parameters
    ----------
    sources
        文件（.html .txt .md .docx .doc .wps .pdf .ofd .xlsx .xls .et .odt .ods .png .jpg .zip…）或网址，可以有几个。
    year
        报告年度；不填则从报告标题读取。
    agency
        单位全称，用来核对文中是否误用别的单位名称。
    previous
        上一年度的报告（文件或网址），用来核对跨年数据；只能与一个 SOURCE 同用。
    format
        text 给人看；json 给程序；html 是一个可直接打开的网页。
    """
    from flows.cli import show_log
    from flows.clock import today
    from flows.desk import Question, assess, hand_in, remarks
    from flows.publish.privacy import masked_assessment
    from flows.settings import load_settings

    show_log()
    if not sources:
        raise SourceError("请给出至少一个文件或网址 (name at least one SOURCE)")
    if previous and len(sources) > 1:
        raise SourceError("--previous 只能与一个 SOURCE 同用 (--previous goes with one SOURCE only)")
    settings = load_settings()
    question = Question(today(settings.timezone), year, agency, previous)
    reports = [_told(one) for one in hand_in(sources, question, settings)]
    for remark in (remark for one in reports if one for remark in remarks(one, question)):
        sys.stderr.write(f"gouji: {remark}\n")
    assessments = iter(assess([one for one in reports if one], question.as_of, settings))
    answers = [masked_assessment(next(assessments)) if one else None for one in reports]
    _show(answers, format)
    return _code(answers)


def _told(handed: Handed | SourceError) -> Handed | None:
    """The report; of one that cannot be checked the reason goes to the terminal."""
    if not isinstance(handed, SourceError):
        return handed
    sys.stderr.write(f"gouji: {handed}\n")
    return None


def _code(answers: Sequence[Assessment | None]) -> int:
    from checks.model import Severity

    if None in answers:
        return 2
    found = (finding for answer in answers if answer for finding in answer.findings)
    return int(any(finding.severity is Severity.ERROR and not finding.suppressed_by for finding in found))


def _show(answers: Sequence[Assessment | None], format: str) -> None:
    match format:
        case "json":
            _show_json(answers)
        case "html":
            from flows.publish.check_page import render_check

            if any(answers):
                _write(render_check([answer for answer in answers if answer]))
        case _:
            from flows.extract.forms import forms
            from flows.rulebook import rulebook
            from flows.terminal import console, show_assessment

            for answer in filter(None, answers):
                show_assessment(console(), answer, rulebook(), forms())


def _show_json(answers: Sequence[Assessment | None]) -> None:
    from flows.extract.export import report_json
    from flows.publish.records import finding_json

    records = [
        answer
        and {
            "report": report_json(answer.filing.report) if answer.filing.report else None,
            "findings": [finding_json(finding) for finding in answer.findings],
            "not_assessable": [{"rule_id": doubt.rule_id, "why": doubt.why} for doubt in answer.not_assessable],
        }
        for answer in answers
    ]
    _write(json.dumps(records, ensure_ascii=False, indent=2))


def _write(text: str) -> None:
    """Machine output is UTF-8 whatever the terminal was set up for."""
    sys.stdout.buffer.write(text.encode("utf-8", "replace") + b"\n")
    sys.stdout.buffer.flush()
