"""What bytes and headers are before anything of them is read: markup or not, and where a refresh or a script sends the reader."""

from __future__ import annotations

import re

_REFRESH = re.compile(r"""^\s*\d{0,3}\s*[;,]\s*url\s*=\s*['"]?([^'">\s]{1,500})""", re.I)

_GOES_TO = re.compile(
    r"""(?:window|self|top|document)?\.?location(?:\.href)?\s*(?:=|\.replace\(|\.assign\()\s*['"]([^'"\s]{1,500})['"]"""
    # What only hands on the query that the page was asked with leads to the same place.
    r"""(?!\s*\+(?!\s*(?:window\.|document\.)?location\.(?:search|hash)\b))"""
)


def signpost(refresh: str) -> str:
    """The address in the text of a refresh (`0; url=/portal/`), as written; empty where it names none."""
    target = _REFRESH.match(refresh)
    return target[1] if target else ""


def scripted_move(script: str) -> str:
    """The address, as written, to which a script sends the reader at once (`location.href = "/portal/"`); empty where it sends to none."""
    goes = _GOES_TO.search(script)
    return goes[1] if goes else ""


def is_markup(content: bytes) -> bool:
    """Whether bytes look like HTML rather than a document of another kind."""
    # UTF-16 has a zero byte beside every letter of its markup.
    start = content[:2048].replace(b"\0", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    return start.startswith(b"<") and not start.startswith(b"<?xml") or b"<html" in start or b"<!doctype" in start
