"""An office's own changes to the catalogue: severity, wording, years, deadline, parameters, on or off, by rule id.

Every mistake is found at once and told with its line, so that no night stumbles over one. What a rule asks cannot be changed
here.
"""

from __future__ import annotations

import re
import string
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Any

import yaml

from checks.catalogue import CatalogueError, Rule
from checks.model import Severity

# What every finding can say of itself; further values are those of the rule's own sentences.
COMMON_VALUES = frozenset(
    [
        "agency",
        "year",
        "expected",
        "actual",
        "difference",
        "gap",
        "cell",
        "cells",
        "cells_en",
        "suspect",
        "quote",
        "notice",
        "exists",
    ]
)
LANGUAGES = ("zh", "en")
_DAY = re.compile(r"(\d{1,2})-(\d{1,2})")


@dataclass(frozen=True, slots=True)
class Mistake:
    """What is wrong in an office's file, and on which line."""

    line: int
    sentence: str


class OverrideError(CatalogueError):
    """An office's file has mistakes; `mistakes` holds them all."""

    def __init__(self, mistakes: list[Mistake]) -> None:
        super().__init__("; ".join(f"line {one.line}: {one.sentence}" for one in mistakes))
        self.mistakes = mistakes


def overridden(rules: Mapping[str, Rule], text: str) -> dict[str, Rule]:
    """The rules with an office's changes laid over them. Raises `OverrideError`."""
    changed = dict(rules)
    mistakes: list[Mistake] = []
    for rule_id, changes, line in _entries(text, mistakes):
        if rule_id not in rules:
            mistakes.append(Mistake(line, f"没有规则 {rule_id}{_near(rule_id, rules)} (no such rule)"))
            continue
        for key, node, at in changes:
            try:
                changed[rule_id] = _changed(changed[rule_id], rules[rule_id], key, _plain(node))
            except ValueError as fault:
                mistakes.append(Mistake(at, f"{rule_id} {key}: {fault}"))
    if mistakes:
        raise OverrideError(sorted(mistakes, key=lambda one: one.line))
    return changed


def with_parameter(rule: Rule, name: str, text: str) -> Rule:
    """The rule with one parameter changed; `text` is its value as an office's file would hold it.

    Raises `ValueError` with a sentence for whoever wrote it.
    """
    try:
        value = yaml.safe_load(text)
    except yaml.YAMLError:
        raise ValueError(f"“{text}” 不是 YAML 值 (no YAML value)") from None
    key, given = ("deadline", text.strip()) if name == "deadline" else ("parameters", {name: value})
    return _changed(rule, rule, key, given)


_Pair = tuple[str, yaml.Node, int]


def _entries(text: str, mistakes: list[Mistake]) -> Iterator[tuple[str, list[_Pair], int]]:
    """Rule id, its changes and the line it begins on."""
    try:
        root = yaml.compose(text, yaml.SafeLoader)
    except yaml.MarkedYAMLError as fault:
        line = fault.problem_mark.line + 1 if fault.problem_mark else 1
        mistakes.append(Mistake(line, f"不是 YAML (no YAML): {fault.problem or fault.context or ''}"))
        return
    for rule_id, node, line in _pairs(root, 1, mistakes) if root is not None else ():
        yield rule_id, _pairs(node, line, mistakes), line


def _pairs(node: yaml.Node, line: int, mistakes: list[Mistake]) -> list[_Pair]:
    """Key, value and line of a mapping; a key given twice is a mistake."""
    if not isinstance(node, yaml.MappingNode):
        mistakes.append(Mistake(line, "应写成“名称: 值”的形式 (write it as `name: value`)"))
        return []
    found: dict[str, _Pair] = {}
    for key, value in node.value:
        name, at = str(key.value), key.start_mark.line + 1
        if name in found:
            mistakes.append(Mistake(at, f"{name} 写了两次 (given twice)"))
        found[name] = (name, value, at)
    return list(found.values())


def _plain(node: yaml.Node) -> Any:
    return yaml.safe_load(yaml.serialize(node))


def _changed(rule: Rule, shipped: Rule, key: str, value: Any) -> Rule:
    """The rule with one key changed. Raises `ValueError` with a sentence for whoever wrote it."""
    change = _CHANGES.get(key)
    if change is None:
        raise ValueError(f"不能改这一项，可改的有 {'、'.join(_CHANGES)} (unknown key)")
    return change(rule, shipped, value)


def _severity(rule: Rule, shipped: Rule, value: Any) -> Rule:
    if value not in list(Severity):
        raise ValueError(f"“{value}” 应为 {'、'.join(Severity)} 之一 (unknown severity)")
    return replace(rule, severity=Severity(value))


def _enabled(rule: Rule, shipped: Rule, value: Any) -> Rule:
    if not isinstance(value, bool):
        raise ValueError(f"“{value}” 应为 true 或 false (write true or false)")
    return replace(rule, enabled=value)


def _message(rule: Rule, shipped: Rule, value: Any) -> Rule:
    texts = _texts(value, _values_of(shipped))
    return replace(rule, message_zh=texts.get("zh", rule.message_zh), message_en=texts.get("en", rule.message_en))


def _fix(rule: Rule, shipped: Rule, value: Any) -> Rule:
    texts = _texts(value, _values_of(shipped))
    return replace(rule, fix_zh=texts.get("zh", rule.fix_zh), fix_en=texts.get("en", rule.fix_en))


def _texts(value: Any, known: frozenset[str]) -> dict[str, str]:
    if (
        not isinstance(value, dict)
        or not set(value) <= set(LANGUAGES)
        or not all(isinstance(t, str) for t in value.values())
    ):
        raise ValueError("应写成 {zh: “…”, en: “…”} (write zh and en)")
    for text in value.values():
        try:
            strange = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None} - known
        except ValueError as fault:
            raise ValueError(f"花括号不成对 (unbalanced braces): {text}") from fault
        if strange:
            raise ValueError(
                f"没有 {'、'.join(f'{{{name}}}' for name in sorted(strange))}，可用的有 "
                f"{'、'.join(f'{{{name}}}' for name in sorted(known))} (no such value)"
            )
    return value


def _values_of(rule: Rule) -> frozenset[str]:
    """The values that a rule's sentences may name: those its shipped sentences name, and those of every finding."""
    texts = (rule.message_zh, rule.message_en, rule.fix_zh, rule.fix_en)
    own = {name for text in texts for _, name, _, _ in string.Formatter().parse(text) if name}
    return COMMON_VALUES | own


def _years(rule: Rule, shipped: Rule, value: Any) -> Rule:
    if not isinstance(value, dict) or not set(value) <= {"from", "to"}:
        raise ValueError("应写成 {from: 2021, to: 2023} (write from and to)")
    first, last = (value.get(end) for end in ("from", "to"))
    for year in (first, last):
        if year is not None and not (isinstance(year, int) and 2000 <= year <= 2100):
            raise ValueError(f"“{year}” 不是年度 (not a year)")
    if first and last and first > last:
        raise ValueError(f"from {first} 晚于 to {last} (from is after to)")
    return replace(rule, first_year=first, last_year=last)


def _parameters(rule: Rule, shipped: Rule, value: Any) -> Rule:
    if not isinstance(value, dict):
        raise ValueError("应写成 {名称: 值} (write name: value)")
    allowed = [name for name in shipped.parameters if name != "deadline"]
    for name, given in value.items():
        if name not in allowed:
            known = "、".join(allowed) or "无"
            raise ValueError(f"没有参数 {name}，已有 {known} (no such parameter)")
        if not _is_alike(given, shipped.parameters[name]):
            raise ValueError(f"参数 {name} 的值 “{given}” 与原值 “{shipped.parameters[name]}” 类型不同 (wrong type)")
    return replace(rule, parameters={**rule.parameters, **value})


def _is_alike(given: Any, shipped: Any) -> bool:
    """Whether a parameter may stand for another: a number for a number, a list for a list."""
    if isinstance(shipped, bool) or isinstance(given, bool):
        return isinstance(given, bool) and isinstance(shipped, bool)
    if isinstance(shipped, int | float):
        return isinstance(given, int | float)
    return isinstance(given, type(shipped))


def _deadline(rule: Rule, shipped: Rule, value: Any) -> Rule:
    if "deadline" not in shipped.parameters:
        raise ValueError(
            "该规则没有当地时限；法定期限不能改 (this rule has no local day; the law's day cannot be changed)"
        )
    match = _DAY.fullmatch(str(value))
    try:
        # A leap year: 02-29 is a day some years.
        day = date(2024, *map(int, match.groups())) if match else None
    except ValueError:
        day = None
    if day is None:
        raise ValueError(f"“{value}” 应写成 MM-DD (write MM-DD)")
    return replace(rule, parameters={**rule.parameters, "deadline": f"{day:%m-%d}"})


_CHANGES: Mapping[str, Callable[[Rule, Rule, Any], Rule]] = {
    "severity": _severity,
    "enabled": _enabled,
    "message": _message,
    "fix": _fix,
    "years": _years,
    "deadline": _deadline,
    "parameters": _parameters,
}


def _near(rule_id: str, rules: Mapping[str, Rule]) -> str:
    near = get_close_matches(rule_id.upper(), rules, 1)
    return f"，是否指 {near[0]}" if near else ""
