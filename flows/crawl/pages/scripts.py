"""What a page's scripts give away without being run: where a click would lead, which documents they show.

Only addresses that stand in the page whole, or that a handler puts together out of its arguments, are ever read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from flows.crawl.pages.expressions import assigned, worked_out

_GOES = (
    r"(?:window\.open|(?:window|self|top|parent|document)?\.?location(?:\.href)?|location\.(?:replace|assign)"
    r"|openUrl|goUrl|openWin|\.load)\s*[=(]\s*(?:encodeURI\s*)?\(?\s*"
)
_OPENED = re.compile(_GOES + r"""['"]([^'"\s]{1,500})['"](?!\s*\+)""")
_EXPRESSION = re.compile(_GOES + r"([^;,)\n}]{1,300})")
_CALL = re.compile(r"(?:javascript:\s*)?(?:return\s+)?([A-Za-z_$][\w$]{0,40})\s*\(([^()]{1,300})\)")
_NAME = re.compile(r"[A-Za-z_$][\w$]{0,40}")
_ARGUMENT = re.compile(r"""\s*(?:'([^']*)'|"([^"]*)"|(\d{1,20}))\s*(?:,|$)""")
# gotoIframe('../nb/index.html', this): whatever the function does, it does it with that address.
_ADDRESS = re.compile(
    r"(?:https?://[\w.:-]{1,100})?/[^\s'\"<>:?]{1,400}\?[\w&=%.-]{1,400}$"
    r"|(?:https?://|\.{0,2}/)?[^\s'\"<>:]{0,400}(?:/|\.(?:s?html?|jsp|aspx?|php|docx?|wps|pdf|ofd|zip|rar)(?:\?[^\s'\"]{0,200})?)$",
    re.I,
)
# What turns pages needs its number too.
_IDLE_CALL = re.compile(r"fav|home|share|print|collect|copy|image|img|pic|page|turn|next|prev", re.I)
_DEFINITION_CHARACTERS = 1_500
_OPENING, _CLOSING = re.compile(r"<script\b[^<>]{0,2000}>", re.I), re.compile("</script", re.I)
_FUNCTION = re.compile(
    r"function\s+([A-Za-z_$][\w$]{0,40})\s*\(([^)]{0,200})\)|\b([A-Za-z_$][\w$]{0,40})\s*=\s*function\s*\(([^)]{0,200})\)"
)
_NAMED = re.compile(r"\bfunction\s+([A-Za-z_$][\w$]{0,40})\s*\([^)]{0,200}\)\s*\{")
_IF = re.compile(r"\bif\s*\(\s*([A-Za-z_$][\w$]{0,40})\s*={2,3}\s*['\"]?(\d{1,4})['\"]?\s*\)")
_BRACE = re.compile(r"[{}]")
_DOCUMENT = re.compile(r"""['"]([^'"\s<>]{3,400}\.(?:docx?|wps|pdf|ofd))(?:[?#][^'"\s]{0,200})?['"]""", re.I)
LIBRARY = re.compile(
    r"jquery|bootstrap|swiper|slick|layui|layer|laydate|\bvue\b|vue(?:\.min|\.global|-router|x)|axios|lodash|moment|echarts|polyfill|html5|respond"
    r"|modernizr|share|tongji|hm\.js|cnzz|analytics|conac|wza|element-ui|superslide|md5|base64|crypto|require(?:\.min)?\.js|video|flash|swf"
    r"|datepicker|pdf|print|vendor|runtime|manifest|login|captcha|sso|weather|koala|slider|carousel|scroll(?:bar|to|reveal|magic)|(?:i|nice|slim|smooth|perfect-?)scroll|marquee|animate|ie\d|qrcode|speech",
    re.I,
)
"""Scripts by their addresses that hold no list: libraries, counters, ornaments."""
# <param name="src" value="/a.pdf">, <div data-pdf="/a.pdf">
_SHOWN = re.compile(r"""\b(?:value|data-[\w-]{1,20})\s*=\s*['"]([^'"\s<>]{3,400}\.(?:docx?|wps|pdf|ofd))['"]""", re.I)
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_MOST = 20
_MOST_SCRIPTS = 500
_MOST_FUNCTIONS = 500
_HANDLER_CHARACTERS = 1_000


class Handlers:
    """The click handlers of one page. `source` is its markup."""

    def __init__(self, source: str) -> None:
        self._source = source

    def opened(self, handler: str) -> str | None:
        """The address that a handler leads to, as written: named in it, or made by a function of the page."""
        handler = handler[:_HANDLER_CHARACTERS]
        handler = plain_text(handler) if "\\u" in handler else handler
        if match := _OPENED.search(handler):
            return match[1]
        if (goes := _EXPRESSION.search(handler)) and (made := worked_out(goes[1], {})):
            return made
        call = _CALL.search(handler)
        return self._called(call[1], call[2]) if call else None

    def _called(self, name: str, arguments: str) -> str | None:
        """Where a call of a function leads."""
        given = [a or b for a, b, _ in _ARGUMENT.findall(arguments)]
        address = next((one for one in given if _ADDRESS.match(one)), None)
        is_idle = bool(_IDLE_CALL.search(name))
        # loadPage('/nb/list.html') opens a page, goPage(2) turns one.
        if name not in self._functions or (is_idle and not address):
            return None if is_idle else address
        parameters, goes = self._functions[name]
        values = [a or b or c for a, b, c in _ARGUMENT.findall(arguments)]
        handed = dict(zip(parameters, values, strict=False))
        expression = goes.of_one if goes.of_one and handed.get(goes.parameter) == goes.one else goes.expression
        return worked_out(expression, {**self._known, **handed})

    @cached_property
    def _functions(self) -> Mapping[str, tuple[list[str], _Goes]]:
        """The page's functions that go somewhere: their parameters, and where to."""
        found: dict[str, tuple[list[str], _Goes]] = {}
        for script in scripts(self._source):
            for match in islice(_FUNCTION.finditer(script), _MOST_FUNCTIONS):
                body = script[match.end() : match.end() + _DEFINITION_CHARACTERS].split("function ", 1)[0]
                if goes := _goes(body):
                    parameters = [one.strip() for one in (match[2] or match[4] or "").split(",")]
                    found.setdefault(match[1] or match[3], (parameters, goes))
        return found

    @cached_property
    def _known(self) -> Mapping[str, str]:
        """What the page's scripts keep under names: the site's own address, its context path."""
        return assigned("\n".join(scripts(self._source)))


class _Goes(NamedTuple):
    """Where a function goes, as an expression; `of_one` for one value of a parameter: `if (n == 1) … else …`."""

    expression: str
    parameter: str = ""
    one: str = ""
    of_one: str = ""


def _goes(body: str) -> _Goes | None:
    found = [_kept_in(body, goes[1].strip()) for goes in islice(_EXPRESSION.finditer(body), 2)]
    asks = _IF.search(body) if len(found) > 1 else None
    if asks and found:
        return _Goes(found[1], asks[1], asks[2], found[0])
    return _Goes(found[0]) if found else None


def _kept_in(body: str, expression: str) -> str:
    """What a function goes to; where that is a name, what it keeps under it: `var url = …; window.open(url)`."""
    if not _NAME.fullmatch(expression):
        return expression
    kept = re.search(rf"(?<![\w$.]){re.escape(expression)}\s*=(?!=)\s*([^;\n]{{1,300}})", body)
    return kept[1] if kept else expression


def scripts(source: str) -> list[str]:
    """The texts of a page's script blocks."""
    found: list[str] = []
    opening = _OPENING.search(source)
    while opening and len(found) < _MOST_SCRIPTS:
        closing = _CLOSING.search(source, opening.end())
        if closing is None:
            break
        found.append(source[opening.end() : closing.start()])
        opening = _OPENING.search(source, closing.end())
    return [script for script in found if script.strip()]


def run_at_once(blocks: Sequence[str]) -> str:
    """The scripts without the named functions that only a click would call."""
    whole = "\n".join(blocks)
    for match in reversed(list(islice(_NAMED.finditer(whole), _MOST_FUNCTIONS))):
        if len(re.findall(rf"\b{re.escape(match[1])}\b", whole)) == 1:
            whole = whole[: match.start()] + whole[closing_brace(whole, match.end()) :]
    return whole


def closing_brace(text: str, start: int) -> int:
    """Where the block ends whose opening brace stands before `start`."""
    open_braces = 1
    for match in _BRACE.finditer(text, start):
        open_braces += 1 if match[0] == "{" else -1
        if not open_braces:
            return match.end()
    return len(text)


def documents(source: str) -> Iterator[str]:
    """Addresses of document files that scripts and viewers name, as written, at most twenty."""
    found = [match[1] for script in scripts(source) for match in _DOCUMENT.finditer(script)]
    found += [match[1] for match in islice(_SHOWN.finditer(source), _MOST)]
    yield from list(dict.fromkeys(plain_text(url) for url in found))[:_MOST]


def plain_text(text: str) -> str:
    r"""A string of a script without its escapes: `\/`, `\"` and `\u4e91`."""
    if "\\" not in text:
        return text
    return re.sub(r"\\(.)", r"\1", _ESCAPED.sub(lambda match: chr(int(match[1], 16)), text).replace("\\n", " "))
