"""An article that a page holds and does not show by itself: in a field, a script, an attribute, a frame's own source, or as written-out markup.

Sites that draw their pages by script send the article along as a text; a click or the script puts it in its place.
"""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import unquote, unquote_to_bytes

from selectolax.lexbor import LexborHTMLParser, LexborNode

from flows.extract.encoding import decode
from flows.extract.readers.html_article import TABLE_SIGNS

_HOLDERS = "textarea,xmp,iframe[srcdoc],iframe[src^='data:'],template,noscript,script,input[value]"
_WRITTEN_OUT = re.compile(r"&lt;t[rd]\b|<t[rd]\b", re.IGNORECASE)
_FEWEST_TAGS = 12
_LITERAL = re.compile(r'"(?:[^"\\]|\\.)*"|\'(?:[^\'\\]|\\.)*\'|`(?:[^`\\]|\\.)*`', re.DOTALL)
_WRITES = re.compile(
    rf"<script\b[^>]*>((?:\s*document\.write(?:ln)?\(\s*(?:{_LITERAL.pattern})(?:\s*\+\s*(?:{_LITERAL.pattern}))*\s*\)\s*;?)+)\s*</script>",
    re.IGNORECASE | re.DOTALL,
)
"""A script that does nothing but write strings into the page."""
_SHORTEST = 200
"""Characters; no literal of a script that holds a report's tables is shorter."""
_CODED = re.compile(r"""["']([A-Za-z0-9+/]{400,}={0,2})["']""")
"""A string of a script in base64."""
_ATTRIBUTE = re.compile(r"""=\s*(?:"([^"<>]*?&lt;t[rd]\b[^"]*)"|'([^'<>]*?&lt;t[rd]\b[^']*)')""", re.IGNORECASE)
_ENTITIES_OF_STATE = (("&q;", '"'), ("&l;", "<"), ("&g;", ">"), ("&s;", "'"), ("&a;", "&"))
"""What Angular writes in the state of a page for signs of markup, in the order in which they are to be turned back."""
_MARKUP = re.compile(r"(?:<|&lt;|\\u003c|\\x3c|%3c)(?:t|p|div|section)", re.IGNORECASE)


def with_writings(markup: bytes) -> bytes:
    """A page's markup in UTF-8, what its scripts write there as it stands in the place of these scripts."""
    if b"document.write" not in markup:
        return markup
    return _WRITES.sub(_written, markup.decode(errors="replace")).encode()


def _written(script: re.Match[str]) -> str:
    return "".join(_unescaped(literal[1:-1]) for literal in _LITERAL.findall(script[1]))


def held_article(shown: str, markup: bytes) -> str | None:
    """The markup of the article that a page only holds; None where it shows tables of its own or holds none.

    `shown` is the page's text: where that is markup itself, some script is to put it in its place as such.
    """
    if TABLE_SIGNS.search(shown):
        return _taken_for_text(shown)
    held = [text for node in LexborHTMLParser(markup).css(_HOLDERS) for text in _held_in(node)]
    held += map(_valued, _ATTRIBUTE.findall(markup.decode(errors="replace")) if b"&lt;t" in markup.lower() else ())
    signs = [len(TABLE_SIGNS.findall(text)) for text in held]
    return held[signs.index(max(signs))] if any(signs) else None


def _taken_for_text(shown: str) -> str | None:
    if ("<" not in shown and "&lt;" not in shown) or len(_WRITTEN_OUT.findall(shown)) < _FEWEST_TAGS:
        return None
    return shown if "<t" in shown.lower() else unescape(shown)


def _held_in(node: LexborNode) -> Iterator[str]:
    """What a holder holds that is markup, as such."""
    source = node.attributes.get("srcdoc") or ""
    if node.tag == "iframe" and not source:
        source = _data(node.attributes.get("src") or "")
    elif node.tag == "input":
        source = node.attributes.get("value") or ""
    elif node.tag in ("template", "noscript"):
        outer = node.html or ""
        source = outer[outer.find(">") + 1 : outer.rfind("</")]
    elif node.tag != "iframe":
        source = node.text()
    if node.tag == "script" and not source.lstrip().startswith("<"):
        yield from _literals(source)
    elif _MARKUP.search(source):
        yield source


def _valued(attribute: tuple[str, str]) -> str:
    """The markup that an attribute holds, as such or as the string of a script."""
    value = unescape("".join(attribute)).strip()
    return _unescaped(value[1:-1]) if value[:1] == value[-1:] and value[:1] in "\"'" else value


def _data(address: str) -> str:
    """The text of a `data:` address. Source: RFC 2397."""
    kind, _, data = address.partition(",")
    try:
        content = base64.b64decode(data) if kind.endswith(";base64") else unquote_to_bytes(data)
    except (binascii.Error, ValueError):
        return ""
    return decode(content, kind.removeprefix("data:")).text


def _literals(script: str) -> Iterator[str]:
    """The strings of a script that are the markup of a text, or such markup with its signs escaped."""
    for coded in _CODED.findall(script):
        text = _data(f";base64,{coded}")
        if _MARKUP.search(text):
            yield text
    for sign, meant in _ENTITIES_OF_STATE if "&q;" in script else ():
        script = script.replace(sign, meant)
    if not _MARKUP.search(script):
        return
    for literal in _LITERAL.findall(script):
        if len(literal) >= _SHORTEST and _MARKUP.search(literal):
            text = _unescaped(literal[1:-1])
            if text.lstrip()[:1] in ("{", "["):
                yield from _literals(text)  # a string of strings
            else:
                yield unquote(text) if "%3c" in text.lower() else text


def _unescaped(literal: str) -> str:
    r"""The value of a JavaScript string: `<\/td>`, `\u4e00`, `\'`."""
    plain = re.sub(r"\\x([0-9A-Fa-f]{2})", r"\\u00\1", re.sub(r"\\(['`])", r"\1", literal))
    quoted = re.sub(r'(?<!\\)((?:\\\\)*)"', r'\1\\"', plain)
    try:
        return str(json.loads(f'"{quoted}"', strict=False))
    except ValueError:
        return literal
