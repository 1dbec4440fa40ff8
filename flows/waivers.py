"""Accepted explanations kept by the office in `config/waivers.csv`, validated as a whole before a night begins.

A row excuses one rule for one agency and report year, for as long as what the finding rests on stays the same: its
`content` is copied from the finding (`findings.jsonl`, the workbook).
"""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping
from datetime import date

from checks.waivers import Waiver
from flows.errors import SettingsError
from flows.settings import config_dir, config_text

FILE = "waivers.csv"
COLUMNS = ("agency_id", "rule_id", "year", "content", "who", "why", "until")


def configured_waivers() -> list[Waiver]:
    """The office's waivers; none where the file does not exist.

    Raises `SettingsError` that lists every mistake with file and line.
    """
    text = config_text(FILE).removeprefix("\ufeff")
    if not text.strip():
        return []
    rows = csv.DictReader(io.StringIO(text))
    place = config_dir() / FILE
    missing = [name for name in COLUMNS[:-1] if name not in (rows.fieldnames or ())]
    if missing:
        raise SettingsError(f"{place}:1: 缺少列 {'、'.join(missing)} (missing columns)")
    waivers: list[Waiver] = []
    mistakes: list[str] = []
    for row in rows:
        try:
            waivers.append(_waiver(row))
        except ValueError as fault:
            mistakes.append(f"{place}:{rows.line_num}: {fault}")
    if mistakes:
        raise SettingsError("\n".join(mistakes))
    return waivers


def _waiver(row: Mapping[str, str | None]) -> Waiver:
    given = {name: (row.get(name) or "").strip() for name in COLUMNS}
    empty = [name for name in COLUMNS[:-1] if not given[name]]
    if empty:
        raise ValueError(f"{'、'.join(empty)} 不能为空 (must not be empty)")
    if not given["year"].isdecimal():
        raise ValueError(f"year “{given['year']}” 不是年度 (not a year)")
    return Waiver(
        agency_id=given["agency_id"],
        rule_id=given["rule_id"],
        year=int(given["year"]),
        fingerprint=given["content"],
        who=given["who"],
        why=given["why"],
        until=_day(given["until"]),
    )


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"until “{text}” 应写成 YYYY-MM-DD (write YYYY-MM-DD)") from None
