"""What programs write their values as, JSON, Python's lists, YAML's, within a text → rows between tabs and lines `name：value`."""

from __future__ import annotations

import ast
import csv
import json
import re
from collections.abc import Iterator, Mapping, Sequence

_BEGINS = re.compile(r"^[ \t]*(?=[\[{])", re.MULTILINE)
_LIST = re.compile(r"^[ \t]*(?:- \[|\[(?=['\"]))(?P<items>[^\[\]\n]*,[^\[\]\n]*)\][ \t]*,?[ \t]*$", re.MULTILINE)
_ITEM = re.compile(r"^[ \t]*- - (?P<first>.*)\n(?P<others>(?:[ \t]+- (?!- ).*\n)+)", re.MULTILINE)
_MOST, _LONGEST, _LONGEST_ROW = 200, 2_000_000, 4_000
_FEWEST_OF_A_RECORD = 2


def undumped(text: str) -> str:
    """The text with such values written out; what only looks like them is left as it stands."""
    if len(text) > _LONGEST or not ("[" in text or "{" in text or "- - " in text):
        return text
    return _ITEM.sub(_block, _LIST.sub(_row, _without_json(text)))


def _without_json(text: str) -> str:
    decoder = json.JSONDecoder()
    parts: list[str] = []
    end = 0
    for found in [*_BEGINS.finditer(text)][:_MOST]:
        if found.end() < end:
            continue
        try:
            value, stop = decoder.raw_decode(text, found.end())
        except (ValueError, RecursionError):
            continue
        if isinstance(value, list | dict) and len(value) >= _FEWEST_OF_A_RECORD:
            parts += [text[end : found.start()], "\n".join(_lines(value))]
            end = stop
    return "".join([*parts, text[end:]])


def _lines(value: object) -> Iterator[str]:
    """The lines of a value: of lists in a list a row each, of records a head too, else what stands under its names."""
    if isinstance(value, Mapping):
        yield from _named(value)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        records = [item for item in value if isinstance(item, Mapping)]
        names = list(dict.fromkeys(name for record in records for name in record))
        if (
            records
            and len(records) == len(value)
            and not any(_is_nested(item) for one in records for item in one.values())
        ):
            yield "\t".join(map(str, names))
            yield from (_tabbed([record.get(name) for name in names]) for record in records)
        elif value and not any(map(_is_nested, value)):
            yield _tabbed(value)
        else:
            for item in value:
                yield from _lines(item)
    else:
        yield _shown(value)


def _named(value: Mapping[str, object]) -> Iterator[str]:
    for name, item in value.items():
        if _is_nested(item):
            yield f"{name}："
            yield from _lines(item)
        elif isinstance(item, str) and "\n" in item:
            yield item
        else:
            yield f"{name}：{_shown(item)}"


def _is_nested(value: object) -> bool:
    return isinstance(value, list | dict)


def _tabbed(values: Sequence[object]) -> str:
    return "\t".join(" ".join(_shown(value).split()) for value in values)


def _shown(value: object) -> str:
    return "" if value is None else str(value)


def _row(found: re.Match[str]) -> str:
    """`['规章', '0', None]` or `- [规章, '0']` as a row between tabs; a list longer than any row stays as it stands."""
    written = found["items"]
    if len(written) > _LONGEST_ROW:
        return found[0]
    try:
        items = ast.literal_eval(f"[{written}]")
    except (ValueError, SyntaxError, RecursionError, MemoryError):
        items = next(csv.reader([written], quotechar="'", skipinitialspace=True))
    return _tabbed(items) if not any(map(_is_nested, items)) else found[0]


def _block(found: re.Match[str]) -> str:
    """YAML's `- - 规章` with the others of its list on lines of their own below."""
    others = [line.strip().removeprefix("-") for line in found["others"].split("\n") if line.strip()]
    return _tabbed([item.strip().strip("'\"") for item in (found["first"], *others)]) + "\n"
