"""The registry of agencies: who owes a report, read from the CSV files that inspectors keep in a spreadsheet.

What a row may say is `flows.registry_rows`; here are the files, their encoding and shape, and what rows say of each
other. Every mistake is collected before anything is said, so that one look at the list mends the whole registry.
"""

from __future__ import annotations

import csv
import re
from codecs import BOM_UTF8
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from checks.model import Agency
from flows.errors import RegistryError
from flows.os_fault import why
from flows.registry_rows import ADDRESSES, COLUMNS, REQUIRED, parts_of, read_row

_PLACE = re.compile(r"(.*?):(\d+): ")


@dataclass(frozen=True, slots=True)
class Entry:
    """A row and where it stands (`file:line`): its agency, None where it has mistakes, and what it says of other rows."""

    place: str
    agency_id: str
    parent_id: str | None
    predecessors: tuple[str, ...]
    agency: Agency | None


def load_registry(path: Path) -> list[Agency]:
    """All agencies of a CSV file or of every CSV file in a folder, in the order of their rows.

    Raises `RegistryError` with every mistake as `file:line: sentence`.
    """
    mistakes: list[str] = []
    entries: list[Entry] = []
    for file in _files(path, mistakes):
        entries += _read_file(file, mistakes)
    mistakes += _doubled(entries)
    mistakes += _strangers(entries)
    mistakes += _circles(entries)
    if mistakes:
        raise RegistryError(sorted(mistakes, key=_place))
    return [entry.agency for entry in entries if entry.agency is not None]


def _place(mistake: str) -> tuple[str, int]:
    """File and line of a mistake: those between rows are found last and told where they stand."""
    match = _PLACE.match(mistake)
    return (match[1], int(match[2])) if match else (mistake, 0)


def _files(path: Path, mistakes: list[str]) -> list[Path]:
    if path.is_file():
        return [path]
    if not path.is_dir():
        mistakes.append(f"{path}:1: 找不到这个文件或文件夹 (no such file or folder)")
        return []
    files = sorted(file for file in path.iterdir() if file.suffix.lower() == ".csv" and not file.name.startswith("."))
    if not files:
        mistakes.append(f"{path}:1: 文件夹中没有 .csv 登记表 (the folder holds no CSV file)")
    return files


def _read_file(file: Path, mistakes: list[str]) -> list[Entry]:
    text = _text(file, mistakes)
    if text is None:
        return []
    rows = csv.reader(StringIO(text, newline=""), strict=True)
    entries = []
    known = len(mistakes)
    try:
        header = _header(file, next(rows, []), mistakes)
        if header is None:
            return []
        line = rows.line_num + 1
        for values in rows:
            if any(value.strip() for value in values):
                entries.append(_row(f"{file}:{line}", header, values, mistakes))
            line = rows.line_num + 1
    except csv.Error as fault:
        mistakes.append(f"{file}:{rows.line_num}: 不是合规的 CSV，引号可能没有成对 ({fault})")
    if not entries and len(mistakes) == known:
        mistakes.append(f"{file}:1: 只有表头，没有单位 (a header and no rows)")
    return entries


def _text(file: Path, mistakes: list[str]) -> str | None:
    """The file's text; None and a mistake where it is no UTF-8 text."""
    try:
        content = file.read_bytes()
    except OSError as fault:
        mistakes.append(f"{file}:1: 无法读取 ({why(fault)})")
        return None
    if not content.removeprefix(BOM_UTF8).strip():
        mistakes.append(f"{file}:1: 文件是空的 (the file is empty)")
        return None
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        mistakes.append(
            f"{file}:1: 这是 Excel 工作簿，请另存为“CSV UTF-8（逗号分隔）” (a workbook, save it as CSV UTF-8)"
        )
        return None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        line = content[: fault.start].count(b"\n") + 1
        mistakes.append(f"{file}:{line}: {_wrong_encoding(content)}")
        return None
    if "\0" in text:
        mistakes.append(f"{file}:{text[: text.index(chr(0))].count(chr(10)) + 1}: 含有空字符，不是文本文件 (NUL bytes)")
        return None
    return text


def _wrong_encoding(content: bytes) -> str:
    remedy = "请在 Excel 中另存为“CSV UTF-8（逗号分隔）” (not UTF-8; in Excel save as CSV UTF-8)"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return f"编码是 UTF-16 而不是 UTF-8，{remedy}"
    try:
        content.decode("gb18030")
    except UnicodeDecodeError:
        return f"编码不是 UTF-8，{remedy}"
    return f"编码像是 GBK 而不是 UTF-8，{remedy}"


def _header(file: Path, names: list[str], mistakes: list[str]) -> list[str] | None:
    """The column names, or None where rows cannot be told apart without mending the header first."""
    header = [name.strip() for name in names]
    wrong = []
    if len(header) == 1 and any(mark in header[0] for mark in ";\t，；"):
        wrong.append("列之间应以英文逗号分隔 (columns must be separated by commas)")
    else:
        wrong += [f"不认识的列“{name}” (unknown column)" for name in header if name and name not in COLUMNS]
        wrong += [f"列 {name} 出现两次 (column listed twice)" for name in sorted(_repeated(header))]
        wrong += [f"缺少列 {name} (missing column)" for name in REQUIRED if name not in header]
        if not set(ADDRESSES) & set(header):
            wrong.append(f"至少要有 {'、'.join(ADDRESSES)} 三列之一 (no column with an address)")
    mistakes += [f"{file}:1: {sentence}" for sentence in wrong]
    return None if set(REQUIRED) - set(header) or _repeated(header) else header


def _repeated(header: Sequence[str]) -> set[str]:
    return {name for name in header if name and header.count(name) > 1}


def _row(place: str, header: Sequence[str], values: Sequence[str], mistakes: list[str]) -> Entry:
    named = dict(zip(header, (value.strip() for value in values), strict=False))
    given = {name: value for name, value in named.items() if value and name in COLUMNS}
    agency, wrong = None, []
    beyond = [value for value in values[len(header) :] if value.strip()]
    if len(values) < len(header) or beyond:
        wrong.append(f"有 {len(values)} 格，表头有 {len(header)} 列 (the row is not as wide as the header)")
        given = {"agency_id": given.get("agency_id", "")}
    else:
        wrong += ["没有列名的一列里有内容 (a value in a column without a name)"] if named.get("") else []
        answer = read_row(given)
        agency, wrong = (answer, wrong) if isinstance(answer, Agency) else (None, wrong + answer)
    mistakes += [f"{place}: {sentence}" for sentence in wrong]
    if agency is not None:
        return Entry(place, agency.agency_id, agency.parent_id, agency.predecessors, agency)
    return Entry(
        place, given.get("agency_id", ""), given.get("parent_id"), parts_of(given.get("predecessors", "")), None
    )


def _doubled(entries: Sequence[Entry]) -> Iterator[str]:
    seen: dict[str, str] = {}
    for entry in entries:
        first = seen.setdefault(entry.agency_id, entry.place) if entry.agency_id else entry.place
        if first != entry.place:
            yield f"{entry.place}: agency_id “{entry.agency_id}” 已在 {first} 用过 (used twice)"


def _strangers(entries: Sequence[Entry]) -> Iterator[str]:
    known = {entry.agency_id for entry in entries}
    for entry in entries:
        parent = entry.parent_id
        if parent and parent not in known:
            yield f"{entry.place}: parent_id “{parent}” 不在登记表中 (unknown parent)"
        for predecessor in entry.predecessors:
            if predecessor not in known:
                yield f"{entry.place}: predecessors 中的“{predecessor}” 不在登记表中 (unknown predecessor)"


def _circles(entries: Sequence[Entry]) -> Iterator[str]:
    parents = {entry.agency_id: (entry.parent_id,) if entry.parent_id else () for entry in entries}
    lineage = {entry.agency_id: entry.predecessors for entry in entries}
    places = {entry.agency_id: entry.place for entry in entries}
    for column, edges in (("parent_id", parents), ("predecessors", lineage)):
        for circle in _cycles(edges):
            yield f"{places[circle[0]]}: {column} 成了循环：{' → '.join((*circle, circle[0]))} (a cycle)"


def _cycles(edges: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """Every cycle once, by a walk that keeps its own stack: a chain may be longer than Python's."""
    done: set[str] = set()
    for start in edges:
        trail: list[str] = []
        stack = [(start, iter(edges[start]))] if start not in done else []
        trail += [start] if stack else []
        while stack:
            node, following = stack[-1]
            after = next(following, None)
            if after is None:
                done.add(node)
                stack.pop()
                trail.pop()
            elif after in trail:
                yield tuple(trail[trail.index(after) :])
            elif after not in done and after in edges:
                trail.append(after)
                stack.append((after, iter(edges[after])))
