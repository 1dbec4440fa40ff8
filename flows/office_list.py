"""The lists that an office keeps beside the settings as CSV: read whole, every mistake named with file and line.

What a row means is told by the module that owns the list.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import TypeVar

from flows.errors import SettingsError
from flows.settings import config_dir, config_text

_Row = TypeVar("_Row")
Given = Mapping[str, str]


def office_list(
    file: str, columns: Sequence[str], value: Callable[[Given], _Row], optional: Sequence[str] = ()
) -> list[_Row]:
    """The rows of a list in order, none where the file does not exist; `value` makes one of a row or raises `ValueError`.

    Raises `SettingsError` that lists every mistake with file and line.
    """
    text = config_text(file).removeprefix("\ufeff")
    if not text.strip():
        return []
    lines = csv.DictReader(io.StringIO(text))
    place = config_dir() / file
    missing = [name for name in columns if name not in (lines.fieldnames or ())]
    if missing:
        raise SettingsError(f"{place}:1: 缺少列 {'、'.join(missing)} (missing columns)")
    rows: list[_Row] = []
    mistakes: list[str] = []
    for line in lines:
        try:
            given = {name: (line.get(name) or "").strip() for name in (*columns, *optional)}
            empty = [name for name in columns if not given[name]]
            if empty:
                raise ValueError(f"{'、'.join(empty)} 不能为空 (must not be empty)")
            if any(line.get(None) or ()):  # where `DictReader` keeps what stands beyond the head
                raise ValueError("这一行比表头多出内容，含逗号的文字请加引号 (more values than columns)")
            rows.append(value(given))
        except ValueError as fault:
            mistakes.append(f"{place}:{lines.line_num}: {fault}")
    if mistakes:
        raise SettingsError("\n".join(mistakes))
    return rows


def year_of(text: str) -> int:
    """A report year. Raises `ValueError` for anything else."""
    if not text.isdecimal() or len(text) != 4:
        raise ValueError(f"year “{text}” 不是年度 (not a year)")
    return int(text)
