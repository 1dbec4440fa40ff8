"""What a page's scripts give away without being run: where a click would lead, what they would fetch, what they hold.

Only addresses that stand in the page whole, or that a handler puts together out of its arguments, are ever read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

_GOES = (
    r"(?:window\.open|(?:window|self|top|parent|document)?\.?location(?:\.href)?|location\.(?:replace|assign)"
    r"|openUrl|goUrl|openWin|\.load)\s*[=(]\s*\(?\s*"
)
_OPENED = re.compile(_GOES + r"""['"]([^'"\s]{1,500})['"](?!\s*\+)""")
_EXPRESSION = re.compile(_GOES + r"([^;,)\n}]{1,300})")
_CALL = re.compile(r"(?:javascript:\s*)?(?:return\s+)?([A-Za-z_$][\w$]{0,40})\s*\(([^()]{1,300})\)")
_ARGUMENT = re.compile(r"""\s*(?:'([^']*)'|"([^"]*)"|(\d{1,20}))\s*(?:,|$)""")
_PIECE = re.compile(r"""^(?:'([^']*)'|"([^"]*)"|([A-Za-z_$][\w$]*))$""")
_DEFINITION_CHARACTERS = 1_500
_SCRIPT = re.compile(r"<script\b[^>]*>(.*?)</script>", re.I | re.S)
_LOADED = re.compile(
    r"""(?:\.load\s*\(|\$\.get(?:JSON)?\s*\(|\bfetch\s*\(|axios\.get\s*\(|\burl\s*:|\.open\s*\(\s*['"]GET['"]\s*,)\s*['"]([^'"\s]{2,500})['"](?!\s*\+)""",
    re.I,
)
_NO_DATA = re.compile(
    r"\.(?:js|css|png|gif|jpe?g|svg|ico|swf|woff2?)(?:\?|$)|tongji|analytics|counter|click|login", re.I
)
_DOCUMENT = re.compile(r"""['"]([^'"\s<>]{3,400}\.(?:docx?|wps|pdf|ofd))(?:[?#][^'"\s]{0,200})?['"]""", re.I)
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_MOST = 20


def opened(handler: str, source: str) -> str | None:
    """The address that a click handler leads to, as written: named in it, or made by a function of the page."""
    if match := _OPENED.search(handler):
        return match[1]
    call = _CALL.search(handler)
    return _made(call[1], call[2], source) if call else None


def scripts(source: str) -> list[str]:
    """The texts of a page's script blocks."""
    return [match[1] for match in _SCRIPT.finditer(source) if match[1].strip()]


def sources(source: str) -> Iterator[str]:
    """Addresses of data that the scripts would GET, as written, at most twenty."""
    found = (match[1] for script in scripts(source) for match in _LOADED.finditer(script))
    yield from [url for url in dict.fromkeys(found) if not _NO_DATA.search(url)][:_MOST]


def documents(source: str) -> Iterator[str]:
    """Addresses of document files that the scripts name, as written, at most twenty."""
    found = (match[1] for script in scripts(source) for match in _DOCUMENT.finditer(script))
    yield from list(dict.fromkeys(plain_text(url) for url in found))[:_MOST]


def plain_text(text: str) -> str:
    r"""A string of a script without its escapes: `\/`, `\"` and `\u4e91`."""
    if "\\" not in text:
        return text
    return re.sub(r"\\(.)", r"\1", _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).replace("\\n", " "))


def _made(name: str, arguments: str, source: str) -> str | None:
    """The address that `name(arguments)` opens, where the page defines it as a sum of strings and parameters."""
    found = re.search(
        rf"function\s+{re.escape(name)}\s*\(([^)]{{0,200}})\)|\b{re.escape(name)}\s*=\s*function\s*\(([^)]{{0,200}})\)",
        source,
    )
    if not found:
        return None
    parameters = [one.strip() for one in (found[1] or found[2] or "").split(",")]
    values = [a or b or c for a, b, c in _ARGUMENT.findall(arguments)]
    body = source[found.end() : found.end() + _DEFINITION_CHARACTERS].split("function ", 1)[0]
    goes = _EXPRESSION.search(body)
    return _sum(goes[1], dict(zip(parameters, values, strict=False))) if goes else None


def _sum(expression: str, values: dict[str, str]) -> str | None:
    pieces: list[str | None] = [_value(piece, values) for piece in _split(expression)]
    known = [piece for piece in pieces if piece is not None]
    return "".join(known) if known and len(known) == len(pieces) else None


def _value(piece: str, values: dict[str, str]) -> str | None:
    match = _PIECE.match(piece.strip())
    if not match:
        return None
    return values.get(match[3]) if match[3] else match[1] or match[2] or ""


def _split(expression: str) -> Sequence[str]:
    """The summands of an expression; a `+` inside a string parts nothing."""
    return re.findall(r"""'[^']*'|"[^"]*"|[^+'"\s][^+]*""", expression)
