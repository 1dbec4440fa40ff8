"""What a person reads on the terminal: an audit laid out in lines that also survive a pipe.

Everything shown may come from a crawled page: control characters never reach the terminal, and no text is markup.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.text import Text

from checks.catalogue import Catalogue
from checks.forms import TABLE_NAMES, Form
from checks.model import Assessment, Evidence, Finding, Responsibility, Severity, Status, Unassessable
from checks.report import Report
from flows.publish.words import SEVERITY

if TYPE_CHECKING:
    from flows.trial import Trial

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_COLOURS = {Severity.ERROR: "bold red", Severity.WARNING: "bold yellow", Severity.ADVICE: "bold cyan"}
_WHOSE = {
    Responsibility.EXTRACTION: "本系统读取有疑，待人工核对",
    Responsibility.FETCH: "抓取有疑，待人工核对",
    Responsibility.UNDECIDED: "待人工核对",
}
_MOST_CELLS, _MOST_QUOTE = 8, 200


def console(stream: TextIO | None = None) -> Console:
    """A console on standard output (or `stream`) that never breaks lines for a pipe and takes nothing for markup."""
    target = stream or sys.stdout
    # 79 columns would fold long sentences in a file; a pipe has no width.
    width = None if target.isatty() else 10_000
    return Console(file=target, width=width, markup=False, emoji=False, highlight=False, soft_wrap=not target.isatty())


def plain(text: object) -> str:
    """Text from outside with its control characters taken out."""
    return _CONTROL.sub("", str(text))


def show_assessment(out: Console, assessment: Assessment, catalogue: Catalogue, forms: Mapping[str, Form]) -> None:
    """One report's audit: what it is, its findings by severity, and what could not be assessed."""
    report = assessment.filing.report
    if report is not None:
        _show_report(out, report, assessment.filing.year)
    standing = [finding for finding in assessment.findings if finding.suppressed_by is None]
    out.print(_tally(standing, assessment.status))
    form = forms.get(report.form or "") if report else None
    names = form.names if form else {}
    for severity in Severity:
        for finding in standing:
            if finding.severity is severity:
                _show_finding(out, finding, catalogue, names)
    _show_doubts(out, assessment.not_assessable, catalogue)
    out.print()


def show_trial(out: Console, trial: Trial) -> None:
    """What a rule on trial would find: new ones first, then those that would be gone, then how many stay."""
    rule = trial.rule
    out.print(Text(f"试用 {rule.id} {rule.name_zh}（不作记录 nothing is recorded）", style="bold"))
    if rule.parameters:
        out.print("参数  " + plain("，".join(f"{name} = {value}" for name, value in rule.parameters.items())))
    out.print(
        f"报告 {trial.asked}，无法核查 {trial.unassessable}，新增 {len(trial.new)}，消失 {len(trial.gone)}，不变 {len(trial.same)}"
    )
    for head, findings in (("新增 new", trial.new), ("消失 gone", trial.gone)):
        for finding in findings:
            out.print(
                Text(f"{head}  ", style="dim").append(f"{finding.agency_id} {finding.year}  ", style="not dim"), end=""
            )
            out.print(Text(plain(finding.message), style="not dim"))


def _show_report(out: Console, report: Report, year: int) -> None:
    out.print(Text(plain(report.title or f"{year}年政府信息公开工作年度报告"), style="bold"))
    names = {"2019": "2019年格式", "2021": "2021年格式", "mixed": "新旧混用格式"}
    coverage = "  ".join(
        f"{TABLE_NAMES.get(table, table)} {share:.0%}" for table, share in sorted(report.coverage.items())
    )
    out.print(plain(f"{report.source}  ·  {names.get(report.form or '', '未识别出表格')}  ·  已读取 {coverage or '—'}"))


def _tally(findings: list[Finding], status: Status) -> Text:
    if not findings and status is Status.NOT_ASSESSABLE:
        words = (
            "已读到的部分未发现问题；报告未读全，不等于没有问题 (nothing found in what could be read, which is not all)"
        )
        return Text(words, style="bold yellow")
    if not findings:
        return Text("未发现问题 (no findings)", style="bold green")
    line = Text()
    for severity in Severity:
        count = sum(finding.severity is severity for finding in findings)
        line.append(f"{SEVERITY[severity].zh} {count}  ", style=_COLOURS[severity] if count else "dim")
    return line


def _show_finding(out: Console, finding: Finding, catalogue: Catalogue, names: Mapping[str, str]) -> None:
    rule = catalogue.rules.get(finding.rule_id)
    head = Text("\n")
    head.append(f"[{SEVERITY[finding.severity].zh}] ", style=_COLOURS[finding.severity])
    head.append(f"{finding.rule_id} {rule.name_zh if rule else ''}", style="bold")
    if finding.responsibility in _WHOSE:
        head.append(f"（{_WHOSE[finding.responsibility]}）", style="yellow")
    out.print(head)
    out.print(f"  {plain(finding.message)}")
    for label, text in _facts(finding, names):
        out.print(Text(f"  {label}  ", style="dim").append(plain(text), style="not dim"))


def _facts(finding: Finding, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    if finding.evidence.quote:
        yield "原文", f"“{_cut(finding.evidence.quote)}”"
    if finding.cells:
        more = f" 等{len(finding.cells)}格" if len(finding.cells) > _MOST_CELLS else ""
        yield "位置", "；".join(_named(cell, names) for cell in finding.cells[:_MOST_CELLS]) + more
    if finding.cells and finding.expected is not None:
        gap = f"，差额 {finding.difference}" if finding.difference is not None else ""
        yield "数据", f"应为 {finding.expected}，填报 {finding.actual or '—'}{gap}"
    elif finding.cells and finding.actual is not None:
        yield "数据", f"填报 {finding.actual}"
    if finding.suspect:
        yield "疑错", _named(finding.suspect, names)
    if finding.evidence.where and (place := _place(finding.evidence)):
        yield "原处", place
    yield "依据", finding.legal_basis
    yield "整改", finding.fix


def _named(cell: str, names: Mapping[str, str]) -> str:
    return f"{names[cell]} {cell}" if cell in names else cell


def _place(evidence: Evidence) -> str:
    where = evidence.where
    if where is None:
        return ""
    elsewhere = where.source if evidence.url and where.source != evidence.url else ""
    return "  ".join(filter(None, (elsewhere, f"第{where.page}页" if where.page else "", where.xpath or "")))


def _cut(quote: str) -> str:
    return quote if len(quote) <= _MOST_QUOTE else f"{quote[:_MOST_QUOTE]}…"


def _show_doubts(out: Console, doubts: tuple[Unassessable, ...], catalogue: Catalogue) -> None:
    if not doubts:
        return
    whys: dict[tuple[str, str], int] = {}
    for doubt in doubts:
        key = (doubt.rule_id, doubt.why)
        whys[key] = whys.get(key, 0) + 1
    out.print(Text(f"\n无法核查 {len(doubts)} 项 (not assessable)", style="bold"))
    for (rule_id, why), count in whys.items():
        rule = catalogue.rules.get(rule_id)
        times = f"（{count}处）" if count > 1 else ""
        out.print(f"  {rule_id} {rule.name_zh if rule else ''}：{plain(why)}{times}")
