"""A night in numbers, in a sentence and in a small table: for the terminal, for Prefect's view, for the office's alert."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from checks.model import Lifecycle, Severity, Status
from flows.errors import OutputError
from flows.publish.words import LIFECYCLE, SEVERITY, STATUS, Words

RUN_FILE = "run.json"


@dataclass(frozen=True, slots=True)
class Summary:
    """What a finished run counted: agencies in all and by status, findings by severity (that stand) and by turn (all)."""

    run_id: str
    year: int
    as_of: date
    agencies: int
    due: int
    statuses: Mapping[str, int]
    grades: Mapping[str, int]
    turns: Mapping[str, int]


def summary_in(folder: Path) -> Summary:
    """The summary of the run whose files stand in a folder.

    Raises `OutputError` where they do not tell it.
    """
    path = folder / RUN_FILE
    try:
        run = json.loads(path.read_text("utf-8"))
        counts, findings = run["counts"], run["findings"]
        return Summary(
            run_id=run["run_id"],
            year=run["year"],
            as_of=date.fromisoformat(run["as_of"]),
            agencies=counts["agencies"],
            due=counts["due"],
            statuses={status.value: counts[status.value] for status in Status},
            grades=findings["severity"],
            turns=findings["status"],
        )
    except (OSError, ValueError, KeyError, TypeError) as fault:
        raise OutputError(f"{path}: 无法读取 (cannot be read: {type(fault).__name__})") from fault


def sentence(night: Summary) -> str:
    """The night in one sentence."""
    parts = "，".join(
        f"{words.zh} {night.statuses[status.value]}" for status, words in STATUS.items() if status is not Status.NOT_DUE
    )
    return f"{night.year}年度年报：应发布 {night.due} 家，其中{parts}；{_named(night.turns, LIFECYCLE)}"


def rows(night: Summary) -> list[tuple[str, str]]:
    """The night as (what, how many): agencies by status, findings by severity and by turn."""
    shares = [(words.zh, _share(night.statuses[status.value], night.due, status)) for status, words in STATUS.items()]
    return [
        ("登记单位", str(night.agencies)),
        ("应发布", str(night.due)),
        *shares,
        ("问题", _named(night.grades, SEVERITY)),
        ("变化", _named(night.turns, LIFECYCLE)),
    ]


def markdown(night: Summary) -> str:
    """The night as a Markdown table."""
    lines = [f"| {name} | {value} |" for name, value in rows(night)]
    title = f"# {night.year}年度政府信息公开工作年度报告核查 · {night.run_id}"
    return "\n".join([title, "", "| 项目 | 数量 |", "|---|---|", *lines])


def _share(count: int, due: int, status: Status) -> str:
    if status is Status.NOT_DUE or not due:
        return str(count)
    return f"{count} / {due}（{count / due:.0%}）"


def _named(tally: Mapping[str, int], names: Mapping[Lifecycle, Words] | Mapping[Severity, Words]) -> str:
    return "，".join(f"{words.zh} {tally.get(key.value, 0)}" for key, words in names.items())
