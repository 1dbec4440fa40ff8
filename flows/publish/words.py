"""How statuses, kinds, grades and cell states are said, in Chinese and in English. No layout and no counting here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from checks.model import Lifecycle, Responsibility, Severity, Status
from checks.report import Cell, CellState
from flows.notify.cases.states import WORDS as CASE_STATES


class Words(NamedTuple):
    """One thing said in both languages."""

    zh: str
    en: str


STATUS: Mapping[Status, Words] = {
    Status.NONCOMPLIANT: Words("不合规", "Non-compliant"),
    Status.MISSING: Words("未发布", "Missing"),
    Status.ATTENTION: Words("需关注", "Attention"),
    Status.NOT_ASSESSABLE: Words("无法核查", "Not assessable"),
    Status.COMPLIANT: Words("合规", "Compliant"),
    Status.NOT_DUE: Words("未到期或不需发布", "Not due"),
}
"""In the order of an inspector's morning: what needs action first."""

STATUS_MEANING: Mapping[Status, Words] = {
    Status.NONCOMPLIANT: Words("已发布，至少有一处应由单位改正的错误", "published, with at least one error of its own"),
    Status.MISSING: Words("网站可以访问，未找到本年度报告", "its site answered; no report for the year was found"),
    Status.ATTENTION: Words("已发布，有疑点待核实", "published, with warnings to be confirmed"),
    Status.NOT_ASSESSABLE: Words(
        "网站无法访问或报告无法读取，不作任何认定", "could not be fetched or read; no accusation is made"
    ),
    Status.COMPLIANT: Words("已发布，读取完整，未发现问题", "published, read whole, nothing found"),
    Status.NOT_DUE: Words("期限未到，或本年度不需发布", "its date has not come, or it owes no report"),
}

STATUS_MARK: Mapping[Status, str] = {
    Status.NONCOMPLIANT: "✕",
    Status.MISSING: "○",
    Status.ATTENTION: "△",
    Status.NOT_ASSESSABLE: "?",
    Status.COMPLIANT: "✓",
    Status.NOT_DUE: "—",
}
"""A sign beside the colour: a status is never told by colour alone."""

KIND: Mapping[str, Words] = {
    "department": Words("部门", "Department"),
    "government": Words("政府", "Government"),
    "government_office": Words("政府办公厅（室）", "Government office"),
    "town": Words("乡镇街道", "Town or sub-district"),
    "vertical": Words("垂直管理单位", "Vertical body"),
    "zone": Words("开发区", "Development zone"),
    "enterprise": Words("公共企事业单位", "Public enterprise"),
}

LEVEL: Mapping[str, Words] = {
    "central": Words("国务院部门", "Central"),
    "province": Words("省级", "Province"),
    "prefecture": Words("市级", "Prefecture"),
    "county": Words("县级", "County"),
    "township": Words("乡级", "Township"),
}

SEVERITY: Mapping[Severity, Words] = {
    Severity.ERROR: Words("错误", "Error"),
    Severity.WARNING: Words("疑点", "Warning"),
    Severity.ADVICE: Words("建议", "Advice"),
}

SEVERITY_MEANING: Mapping[Severity, Words] = {
    Severity.ERROR: Words("违反规定或逻辑上不可能", "mandated or logically impossible"),
    Severity.WARNING: Words("疑似问题，请核实", "probable; a person confirms"),
    Severity.ADVICE: Words("提示，供参考", "a question, not a fault"),
}

LIFECYCLE: Mapping[Lifecycle, Words] = {
    Lifecycle.NEW: Words("新增", "New"),
    Lifecycle.REGRESSED: Words("复发", "Regressed"),
    Lifecycle.PERSISTING: Words("持续", "Persisting"),
    Lifecycle.FIXED: Words("已消除", "Fixed"),
}

RESPONSIBILITY: Mapping[Responsibility, Words] = {
    Responsibility.AGENCY: Words("该单位", "The agency"),
    Responsibility.EXTRACTION: Words("本系统读取", "Our reading"),
    Responsibility.FETCH: Words("抓取", "Our fetching"),
    Responsibility.UNDECIDED: Words("待人工认定", "Undecided, a person decides"),
}

CELL_STATE: Mapping[CellState, Words] = {
    CellState.BLANK: Words("空白", "blank"),
    CellState.NOT_APPLICABLE: Words("不适用", "not applicable"),
    CellState.TEXT: Words("文字", "words"),
    CellState.UNREADABLE: Words("无法辨认", "unreadable"),
    CellState.ABSENT: Words("缺此格", "absent"),
}

DECISION: Mapping[str, Words] = {
    "confirmed": Words("属实", "confirmed"),
    "dismissed": Words("不成立", "dismissed"),
    "explained": Words("接受说明", "explained"),
    "reread": Words("要求重新读取", "to be read again"),
    "handed": Words("转交", "handed over"),
    "note": Words("备注", "note"),
    "undone": Words("撤销", "taken back"),
}

CASE: Mapping[str, Words] = {state.value: Words(zh, state.value) for state, zh in CASE_STATES.items()}

STAGE: Mapping[str, Words] = {
    "crawl": Words("抓取", "crawl"),
    "extract": Words("读取", "read"),
    "record": Words("登记", "record"),
    "check": Words("核查", "check"),
    "draft": Words("拟稿", "draft"),
    "publish": Words("生成页面", "publish"),
}
"""The stages of a night, as its durations name them."""

BASIS: Mapping[str, Words] = {
    "M": Words("法定要求", "mandated"),
    "L": Words("逻辑必然", "logical"),
    "P": Words("检查惯例", "inspecting practice"),
    "Q": Words("合理性提示", "plausibility"),
}


def kind_words(kind: str) -> Words:
    """A kind of agency in words; an unknown one is shown as it is written."""
    return KIND.get(kind, Words(kind, kind))


def level_words(level: str | None) -> Words:
    """An administrative level in words, empty where the registry gives none."""
    return LEVEL.get(level or "", Words(level or "", level or ""))


def stated(cell: Cell) -> Words:
    """What stands in a cell: its text, or in words that there is none to read; never a 0 that is not there."""
    if cell.state in (CellState.NUMBER, CellState.TEXT):
        text = cell.raw or str(cell.value)
        return Words(text, text)
    if cell.state is CellState.NOT_APPLICABLE and cell.raw:
        return Words(cell.raw, cell.raw)
    return Words(*(f"〔{word}〕" for word in CELL_STATE[cell.state]))
