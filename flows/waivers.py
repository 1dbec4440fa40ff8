"""Accepted explanations kept by the office in `config/waivers.csv`, validated as a whole before a night begins.

A row excuses one rule for one agency and report year, for as long as what the finding rests on stays the same: its
`content` is copied from the finding (`findings.jsonl`, the workbook).
"""

from __future__ import annotations

from datetime import date

from checks.waivers import Waiver
from flows.office_list import Given, office_list, year_of
from flows.rulebook import rulebook

FILE = "waivers.csv"
COLUMNS = ("agency_id", "rule_id", "year", "content", "who", "why")


def configured_waivers() -> list[Waiver]:
    """The office's waivers; none where the file does not exist.

    Raises `SettingsError` that lists every mistake with file and line.
    """
    return office_list(FILE, COLUMNS, _waiver, optional=("until",))


def _waiver(given: Given) -> Waiver:
    if given["rule_id"] not in rulebook().rules:
        raise ValueError(f"rule_id “{given['rule_id']}” 不在规则清单中 (no such rule)")
    return Waiver(
        agency_id=given["agency_id"],
        rule_id=given["rule_id"],
        year=year_of(given["year"]),
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
