"""Figures that the office holds from elsewhere, kept in `config/reference.csv`: what X-DATAREPORT, X-LEDGER and others compare.

One row a figure: agency_id, year, source (`submitted`, `register`, `cases`, `library`, `decisions`), cell, value.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from checks.model import Filing
from checks.references import SOURCES
from checks.report import Number
from flows.extract.forms import forms
from flows.office_list import Given, office_list, year_of

FILE = "reference.csv"
COLUMNS = ("agency_id", "year", "source", "cell", "value")
_Figures = dict[str, dict[str, Number]]


@dataclass(frozen=True, slots=True)
class _Figure:
    agency_id: str
    year: int
    source: str
    cell: str
    value: Number


@cache
def reference_figures() -> Mapping[tuple[str, int], _Figures]:
    """(agency_id, year) → source → cell → figure, read once a process; empty where the file does not exist.

    Raises `SettingsError` that lists every mistake with file and line.
    """
    seen: set[tuple[str, int, str, str]] = set()
    found: dict[tuple[str, int], _Figures] = {}
    for one in office_list(FILE, COLUMNS, lambda given: _figure(given, seen)):
        found.setdefault((one.agency_id, one.year), {}).setdefault(one.source, {})[one.cell] = one.value
    return found


def with_references(filings: Iterable[Filing]) -> list[Filing]:
    """The filings, each with what the office holds of it."""
    known = reference_figures()
    return [
        replace(one, references=known[one.agency.agency_id, one.year])
        if one.agency and (one.agency.agency_id, one.year) in known
        else one
        for one in filings
    ]


def _figure(given: Given, seen: set[tuple[str, int, str, str]]) -> _Figure:
    source, cell = given["source"], given["cell"]
    if source not in SOURCES:
        raise ValueError(f"source “{source}” 应为 {'、'.join(SOURCES)} 之一 (unknown source)")
    if not any(cell in form.names for form in forms().values()):
        raise ValueError(f"cell “{cell}” 不是表格中的单元格 (no such cell)")
    key = (given["agency_id"], year_of(given["year"]), source, cell)
    if key in seen:
        raise ValueError(f"{source} {cell} 重复 (given twice)")
    seen.add(key)
    return _Figure(*key, _number(given["value"]))


def _number(text: str) -> Number:
    try:
        value = float(text)
    except ValueError:
        raise ValueError(f"value “{text}” 不是数字 (not a number)") from None
    if not 0 <= value < float("inf"):
        raise ValueError(f"value “{text}” 不能为负 (must not be negative)")
    return int(value) if value.is_integer() else value
