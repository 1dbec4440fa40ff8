"""Data that a script keeps packed in a string and unpacks as it runs: `JSON.parse(decodeURIComponent("%7B%22…"))`, base64.

An element may keep them for it in an attribute. A string is unpacked by how it is written alone, wherever it is handed
to; nothing is run.
"""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Iterator
from html import unescape
from itertools import islice
from urllib.parse import unquote

_PERCENT = re.compile(r"""(['"`])((?:[^'"`\s\\<%]|%(?:u[0-9a-f]{4}|[0-9a-f]{2})){40,2000000})\1""", re.I)
_ESCAPED = re.compile(r"%u([0-9a-f]{4})", re.I)
_BASE64 = re.compile(r"""(['"`])([A-Za-z0-9+/]{60,2000000}={0,2})\1""")
_UNPACKS = re.compile(r"atob|base64", re.I)
# A string of JSON within a string: JSON.parse("[{\"title\":\"…\"}]")
_QUOTED = re.compile(r'"((?:[^"\\\n]|\\.){40,2000000})"|\'((?:[^\'\\\n]|\\.){40,2000000})\'')
# <div data-list="[{&quot;title&quot;: …}]">
_ATTRIBUTE = re.compile(
    r"""=\s*(?:"(\s*[\[{](?:\{|&quot;|\s)[^"]{40,2000000})"|'(\s*[\[{](?:\{|"|&quot;|\s)[^']{40,2000000})')[\s/>]"""
)
_LEAST_PERCENT = 6
_MOST = 20


def with_unpacked(script: str) -> str:
    """A script with what its packed strings hold behind it, as it is where it has none."""
    return "\n".join((script, *islice(_unpacked(script), _MOST)))


def in_attributes(source: str) -> list[str]:
    """The data that elements of a page keep in their attributes, as their script would read them; at most twenty."""
    found = (match[1] or match[2] for match in _ATTRIBUTE.finditer(source)) if "公开" in source else ()
    return [unescape(text) for text in islice(found, _MOST)]


def _unpacked(script: str) -> Iterator[str]:
    yield from _percent(script)
    if _UNPACKS.search(script):
        yield from filter(None, (_decoded(match[2]) for match in _BASE64.finditer(script)))
    if "JSON.parse" in script and '\\"' in script:
        yield from _quoted(script)


def _percent(script: str) -> Iterator[str]:
    for match in _PERCENT.finditer(script) if script.count("%") >= _LEAST_PERCENT else ():
        if match[2].count("%") >= _LEAST_PERCENT:
            yield unquote(_ESCAPED.sub(lambda one: chr(int(one[1], 16)), match[2]))


def _quoted(script: str) -> Iterator[str]:
    for text in (match[1] or match[2] for match in _QUOTED.finditer(script)):
        if text.lstrip()[:1] in ("[", "{") and '\\"' in text:
            yield text.replace('\\"', '"').replace("\\\\", "\\")


def _decoded(text: str) -> str:
    """Base64 of UTF-8; empty for anything else, as a picture or a key."""
    try:
        return unquote(b64decode(text + "=" * (-len(text) % 4)).decode("utf-8"))
    except ValueError:
        return ""
