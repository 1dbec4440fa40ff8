"""What scripts take from the page they stand in, put where they take it: the value of a field, of a meta element, of a data attribute.

`$("#cid").val()` is `"77"` where the page has `<input id="cid" value="77">`. Nothing is run; what stands twice is left as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import islice

_TAG = re.compile(r"<(?:input|meta|[a-z]{1,10})\b[^<>]{0,1000}>", re.I)
_ATTRIBUTE = re.compile(r"""([\w-]{1,40})\s*=\s*(?:"([^"<>]{0,300})"|'([^'<>]{0,300})')""")
_OF_FIELD = (
    r"""\$\(\s*['"]#([\w-]{1,60})['"]\s*\)\.val\(\)|document\.getElementById\(\s*['"]([\w-]{1,60})['"]\s*\)\.value"""
)
_OF_META = r"""\$\(\s*['"]meta\[name=\\?['"]?([\w.-]{1,60})\\?['"]?\]['"]\s*\)\.attr\(\s*['"]content['"]\s*\)"""
_OF_DATA = r"""[\w$]{1,30}(?:\([^()]{0,60}\))?\.(?:data\(\s*['"]|attr\(\s*['"]data-)([\w-]{1,40})['"]\s*\)"""
_TAKEN = re.compile(f"{_OF_FIELD}|{_OF_META}|{_OF_DATA}")
_SAFE = re.compile(r"[\w\s一-鿿./:?&=%,-]*")
_MOST_TAGS = 20_000


def with_kept(script: str, source: str) -> str:
    """A script in which the values that it takes from its page, `source`, stand as strings."""
    if not _TAKEN.search(script):
        return script
    kept = _kept(source)

    def put(match: re.Match[str]) -> str:
        field, other_field, meta, data = match.groups()
        name = f"#{field or other_field}" if field or other_field else f"meta {meta}" if meta else f"data-{data}"
        value = kept.get(name)
        return match[0] if value is None or not _SAFE.fullmatch(value) else f'"{value}"'

    return _TAKEN.sub(put, script)


def _kept(source: str) -> Mapping[str, str]:
    found: dict[str, str] = {}
    twice: set[str] = set()
    for tag in islice(_TAG.finditer(source), _MOST_TAGS):
        for name, value in _told(tag[0]):
            if found.setdefault(name, value) != value:
                twice.add(name)
    return {name: value for name, value in found.items() if name not in twice}


def _told(tag: str) -> Iterator[tuple[str, str]]:
    attributes = {name.lower(): a or b for name, a, b in _ATTRIBUTE.findall(tag)}
    if "id" in attributes and "value" in attributes:
        yield f"#{attributes['id']}", attributes["value"]
    if "name" in attributes and "content" in attributes:
        yield f"meta {attributes['name']}", attributes["content"]
    yield from ((name, value) for name, value in attributes.items() if name.startswith("data-"))
