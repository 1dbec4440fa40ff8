"""The rule catalogue as a person or a program reads it: table, one rule in full, JSON, Markdown."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from checks.catalogue import Rule, readable
from checks.forms import form_for_year
from flows.extract.forms import forms
from flows.publish.words import SEVERITY
from flows.terminal import console

_BASES = {"M": "法定", "L": "逻辑", "P": "惯例", "Q": "合理性"}


def show_table(rules: Sequence[Rule]) -> None:
    """One line a rule."""
    table = Table("规则", "程度", "名称", "依据", "年度", box=box.SIMPLE_HEAD)
    for rule in rules:
        table.add_row(rule.id, _severity(rule), rule.name_zh, _ground(rule), years(rule))
    out = console()
    out.print(table)
    out.print(f"共 {len(rules)} 条 ({len(rules)} rules)")


def show_one(rule: Rule) -> None:
    """A rule in full."""
    out = console()
    out.print(Text(f"{rule.id}  {rule.name_zh}", style="bold"))
    out.print(rule.name_en)
    for label, value in _rows(rule):
        out.print(Text(f"{label}  ", style="dim").append(value, style="not dim"))


def show_json(rules: Sequence[Rule]) -> None:
    """An array, one object a rule, with the catalogue's own keys; what only a finding can fill in stands in braces."""
    text = json.dumps([_record(rule) for rule in rules], ensure_ascii=False, indent=2)
    sys.stdout.buffer.write(text.encode() + b"\n")
    sys.stdout.buffer.flush()


def show_markdown(rules: Sequence[Rule]) -> None:
    """The public rule list: a heading a rule, its parts as a list."""
    parts = ["# 核查规则"]
    for rule in rules:
        lines = [f"- **{label}**：{value}" for label, value in _rows(rule)]
        parts.append("\n".join([f"## {rule.id} {rule.name_zh}", "", f"{rule.name_en}", "", *lines]))
    sys.stdout.buffer.write(("\n\n".join(parts) + "\n").encode())
    sys.stdout.buffer.flush()


def years(rule: Rule) -> str:
    """The report years a rule applies to, in words."""
    match rule.first_year, rule.last_year:
        case None, None:
            return "全部"
        case first, None:
            return f"{first}年起"
        case None, last:
            return f"至{last}年"
        case first, last:
            return f"{first}年" if first == last else f"{first}–{last}年"


def _rows(rule: Rule) -> list[tuple[str, str]]:
    notice = _notice(rule)
    rows = [
        ("程度", _severity(rule)),
        (
            "依据",
            f"{_ground(rule)} · {readable(rule.basis.law, notice)}{'' if rule.basis.verified else '（原文未核对，不在函件中引用）'}",
        ),
        ("年度", years(rule)),
        ("条件", rule.predicate_zh),
        ("符号", rule.predicate),
        ("表述", readable(rule.message_zh, notice)),
        ("English", readable(rule.message_en, notice)),
        ("整改", readable(rule.fix_zh, notice)),
        ("参数", "，".join(f"{name} = {value}" for name, value in rule.parameters.items())),
        ("版本", str(rule.version)),
        ("状态", "启用" if rule.enabled else "停用"),
    ]
    return [(label, value) for label, value in rows if value]


def _notice(rule: Rule) -> str:
    """The notice of the newest form that the rule applies to."""
    year = rule.last_year or max(form.first_year for form in forms().values())
    form = form_for_year(forms(), year)
    return form.notice if form else ""


def _severity(rule: Rule) -> str:
    return f"{SEVERITY[rule.severity].zh} {rule.severity.value}"


def _ground(rule: Rule) -> str:
    return _BASES.get(rule.basis.code, rule.basis.code)


def _record(rule: Rule) -> dict[str, object]:
    notice = _notice(rule)

    def told(text: str) -> str:
        return text.replace("{notice}", notice)

    return {
        "id": rule.id,
        "name": {"zh": rule.name_zh, "en": rule.name_en},
        "family": rule.family,
        "severity": rule.severity.value,
        "basis": {"code": rule.basis.code, "law": told(rule.basis.law), "verified": rule.basis.verified},
        "years": {"from": rule.first_year, "to": rule.last_year},
        "predicate": rule.predicate,
        "predicate_zh": rule.predicate_zh,
        "message": {"zh": told(rule.message_zh), "en": told(rule.message_en)},
        "fix": {"zh": told(rule.fix_zh), "en": told(rule.fix_en)},
        "parameters": dict(rule.parameters),
        "tier": rule.tier,
        "version": rule.version,
        "enabled": rule.enabled,
    }
