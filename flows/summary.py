"""A night in a sentence and in a small table: for the terminal, for Prefect's view."""

from __future__ import annotations

from collections import Counter

from checks.model import Lifecycle, Severity, Status
from flows.night import Night

STATUSES = {
    Status.COMPLIANT: "合规",
    Status.ATTENTION: "需关注",
    Status.NONCOMPLIANT: "不合规",
    Status.MISSING: "未发布",
    Status.NOT_ASSESSABLE: "无法核查",
    Status.NOT_DUE: "未到期或无须发布",
}
_TURNS = {
    Lifecycle.NEW: "新发现",
    Lifecycle.PERSISTING: "仍存在",
    Lifecycle.REGRESSED: "再次出现",
    Lifecycle.FIXED: "已整改",
}
_GRADES = {Severity.ERROR: "错误", Severity.WARNING: "疑似", Severity.ADVICE: "建议"}


def sentence(night: Night) -> str:
    """The night in one sentence."""
    counts = night.counts
    due = len(night.agencies) - counts[Status.NOT_DUE.value]
    parts = "，".join(
        f"{name} {counts[status.value]}" for status, name in STATUSES.items() if status is not Status.NOT_DUE
    )
    return f"{night.year}年度年报：应发布 {due} 家，其中{parts}；{_named(_turns(night), _TURNS)}"


def rows(night: Night) -> list[tuple[str, str]]:
    """The night as (what, how many): agencies by status, findings by severity and by turn."""
    standing = Counter(one.severity for result in night.agencies for one in result.assessment.findings)
    due = len(night.agencies) - night.counts[Status.NOT_DUE.value]
    shares = [(name, _share(night.counts[status.value], due, status)) for status, name in STATUSES.items()]
    return [
        ("登记单位", str(len(night.agencies))),
        ("应发布", str(due)),
        *shares,
        ("问题", _named(standing, _GRADES)),
        ("变化", _named(_turns(night), _TURNS)),
    ]


def markdown(night: Night) -> str:
    """The night as a Markdown table."""
    lines = [f"| {name} | {value} |" for name, value in rows(night)]
    title = f"# {night.year}年度政府信息公开工作年度报告核查 · {night.run_id}"
    return "\n".join([title, "", "| 项目 | 数量 |", "|---|---|", *lines])


def _share(count: int, due: int, status: Status) -> str:
    if status is Status.NOT_DUE or not due:
        return str(count)
    return f"{count} / {due}（{count / due:.0%}）"


def _turns(night: Night) -> Counter[Lifecycle]:
    return Counter(one.status for result in night.agencies for one in (*result.assessment.findings, *result.fixed))


def _named(tally: Counter[Lifecycle] | Counter[Severity], names: dict[Lifecycle, str] | dict[Severity, str]) -> str:
    return "，".join(f"{name} {tally[key]}" for key, name in names.items())  # type: ignore[index]
