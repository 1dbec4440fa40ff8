"""What a page's scripts would ask the site for to fill its lists: addresses and forms that stand in the page.

Nothing is run. A form is posted only to what by its name is a question: whatever counts, signs in or saves is left alone.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import islice
from urllib.parse import parse_qsl, urlencode

from flows.crawl.pages.conditions import is_open_call, is_open_object
from flows.crawl.pages.expressions import PAGE_NAMES, assigned, worked_out
from flows.crawl.pages.grids import Grid, grids, tables
from flows.crawl.pages.kept import with_kept
from flows.crawl.pages.literals import Literals
from flows.crawl.transport.posting import JSON, as_json

_EXPRESSION = r"""((?:'[^'\n]{0,500}'|"[^"\n]{0,500}"|`[^`$\n]{0,500}`|[\w$.]{1,60}|\s*\+\s*){1,30})"""
_CALLED = re.compile(
    r"""(?:\.load|\$\.get(?:JSON)?|\$\.(?P<post>post)|\bfetch|axios\.get|\.open\s*\(\s*['"]GET['"]\s*,)\s*\(?\s*"""
    + _EXPRESSION
    + r"\s*(?:,\s*(?:\{\s*params\s*:\s*)?(?P<data>\{[^{}]{0,2000}\}|'[^'\n]{0,1000}'))?",
    re.I,
)
_CONFIGURED = re.compile(r"\burl\s*:\s*" + _EXPRESSION, re.I)
_POSTS = re.compile(r"""\b(?:type|method)\s*:\s*['"]post['"]""", re.I)
_DATA = re.compile(r"\b(?:data|params)\s*:\s*(\{[^{}]{0,2000}\}|'[^'\n]{0,1000}'|\"[^\"\n]{0,1000}\")", re.I)
_PAIR = re.compile(r"""['"]?([\w.\[\]]{1,40})['"]?\s*:\s*""" + _EXPRESSION)
# Hanweb's newer pages: <script url="/…/build/unit" queryData="{'webId':'4','pageId':'12'}"> is asked with that query.
_TAG = re.compile(r"<script\b([^<>]{0,2000})>", re.I)
_URL = re.compile(r"""\burl=["']([^"']{2,300})["']""", re.I)
_QUERY = re.compile(r"""\bquerydata="([^"]{2,1000})\"""", re.I)
# <ul class="easyui-tree" data-options="url:'/gk/tree.do'">
_TREE = re.compile(
    r"""<(?:ul|div)\b[^<>]{0,300}\bdata-options=(?:"[^"<>]{0,200}?\burl\s*:\s*'([^'<>]{2,300})'|'[^'<>]{0,200}?\burl\s*:\s*"([^"<>]{2,300})")""",
    re.I,
)
# axios.create({baseURL: "/prod-api"}): of its requests every address begins with that.
_BASE = re.compile(r"""\bbaseURL['"]?\s*[:=]\s*(?:"([^"\s]{1,200})"|'([^'\s]{1,200})')""")
_ALONE = re.compile(r"\{[^{}()]*")
_QUERY_PAIR = re.compile(r"""['"](\w{1,40})['"]\s*:\s*['"]([^'"]{0,200})['"]""")
# What keeps an answer from being remembered: any number will do.
_NOW = re.compile(r"Math\.random\(\)|\+?\(?new\s+Date\(\)\)?(?:\.(?:getTime|valueOf)\(\))?|Date\.now\(\)")
# What a library other than jQuery posts is JSON, and of jQuery's what is made a text first.
_STRINGIFIED = re.compile(r"\b(?:data|body)\s*:\s*JSON\.stringify\s*\(", re.I)
_SENT = re.compile(r"\b(?:data|body)\s*:\s*(?=[{\w])", re.I)
_POSTED = re.compile(
    r"(?<![\w$.])(?!(?:\$|jQuery)\.)[\w$]{1,30}(?:\.[\w$]{1,30}){0,3}\.post\s*\(\s*"
    + _EXPRESSION
    + r"\s*,\s*(?:JSON\.stringify\s*\(\s*)?"
)
_OPENED = re.compile(r"""\.open\s*\(\s*['"]POST['"]\s*,\s*""" + _EXPRESSION, re.I)
_SENT_TEXT = re.compile(r"\.send\s*\(\s*JSON\.stringify\s*\(")
_FETCHED = re.compile(r"\bfetch\s*\(\s*" + _EXPRESSION + r"\s*,\s*(?=\{)")
_NO_DATA = re.compile(
    r"\.(?:js|css|png|gif|jpe?g|svg|ico|swf|woff2?)(?:\?|$)|tongji|analytics|counter|click|login|logout|/visit|/hits?\b|/count\b|weather|online",
    re.I,
)
_QUESTION = re.compile(r"list|query|search|page|find|get|select|data|info|article|content|channel|column|catalog", re.I)
_DEED = re.compile(
    r"save|add|insert|update|delete|remove|submit|upload|vote|like|praise|comment|feedback|visit|hits?\b|count|log\b|sms|mail",
    re.I,
)
# Nobody turns the pages of a deed.
_PAGED = re.compile(rf"\"(?:{'|'.join(sorted(PAGE_NAMES))})\":", re.I)
_OBJECT_CHARACTERS = 1_200
_MOST = 20


@dataclass(frozen=True, slots=True)
class Call:
    """An address as written, and the form or JSON posted to it; None for a GET.

    `is_open`: the script asks with more, which cannot be worked out, so that the answer may be a part only.
    """

    url: str
    form: tuple[tuple[str, str], ...] | None = None
    is_open: bool = False


def calls(scripts: Sequence[str], source: str) -> Iterator[Call]:
    """What the scripts of a page would ask for, at most twenty, each once. `source` is the page's markup."""
    script = with_kept(_NOW.sub("1", "\n".join(scripts)), source)
    known, literals = assigned(script), Literals(script)
    built = list(grids(script, known, lambda data: _fields(data, known)))
    found = [call for grid in (*built, *tables(source)) for call in _grid_call(grid)]
    found += _configured(script, known, literals, [grid.span for grid in built])
    found += [*_called(script, known), *_posted(script, known, literals), *_built(source)]
    # What is asked with more elsewhere is not asked whole here.
    is_open = {(call.url, call.form) for call in found if call.is_open}
    told = (replace(call, is_open=(call.url, call.form) in is_open) for call in found)
    yield from [call for call in dict.fromkeys(told) if _is_question(call)][:_MOST]


def _is_question(call: Call) -> bool:
    if _NO_DATA.search(call.url) or len(call.url) < 2:
        return False
    if call.form is None:
        return True
    is_question = _QUESTION.search(call.url) or any(name == JSON and _PAGED.search(told) for name, told in call.form)
    return bool(call.form and is_question and not _DEED.search(call.url))


def _called(script: str, known: Mapping[str, str]) -> Iterator[Call]:
    for match in _CALLED.finditer(script):
        if _POSTS.search(_options(script, match.start())):
            continue
        if url := worked_out(match[2], known, is_first=True):
            url = _under(_base(script), url) if match[0].lower().startswith("axios") else url
            is_open = is_open_call(script, match.end(2), known)
            yield _call(url, _fields(match["data"] or "", known), bool(match["post"]), is_open)


def _configured(
    script: str, known: Mapping[str, str], literals: Literals, told: Sequence[tuple[int, int]]
) -> Iterator[Call]:
    """Calls written as an object: `$.ajax({url: …, type: 'post', data: {…}})`, `axios({method: 'post', …})`.

    `told` are parts of the script that have been read already.
    """
    for match in _CONFIGURED.finditer(script):
        if any(start <= match.start() < end for start, end in told):
            continue
        if url := worked_out(match[1], known, is_first=True):
            start = script.rfind("(", max(0, match.start() - _OBJECT_CHARACTERS), match.start()) + 1
            if not _is_jquery(script, start) and _ALONE.fullmatch(script, start, match.start()):
                url = _under(_base(script), url)
            around = script[start : match.end() + _OBJECT_CHARACTERS].split("success", 1)[0].split("$.ajax", 1)[0]
            is_post = bool(_POSTS.search(around))
            text = _STRINGIFIED.search(around) or (None if _is_jquery(script, start) else _SENT.search(around))
            if is_post and text:
                yield from _json_call(url, literals.at(start + text.end()))
            else:
                # jsTree keeps the address itself in its data: {data: {url: "/tree.json", dataType: "json"}}
                data = next((one for one in _DATA.finditer(around) if not _CONFIGURED.search(one[1])), None)
                is_open = is_open_object(script, match.start(), known)
                yield _call(url, _fields(data[1] if data else "", known), is_post, is_open)


def _base(script: str) -> str:
    """What the addresses of axios begin with, where the scripts name one such beginning; else empty."""
    told = {double or single for double, single in _BASE.findall(script)}
    return told.pop() if len(told) == 1 else ""


def _under(base: str, url: str) -> str:
    is_whole = url.startswith(("http:", "https:", "//", base.rstrip("/") + "/"))
    return url if is_whole or not base else f"{base.rstrip('/')}/{url.lstrip('/')}"


def _grid_call(grid: Grid) -> Iterator[Call]:
    if grid.is_json:
        told = {name: int(value) if value.isdigit() else value for name, value in grid.fields}
        yield from (replace(call, is_open=grid.is_open) for call in _json_call(grid.url, told))
    else:
        yield _call(grid.url, grid.fields, grid.is_post, grid.is_open)


def _is_jquery(script: str, start: int) -> bool:
    return script[max(0, start - 20) : start].rstrip("( ").endswith("ajax")


def _posted(script: str, known: Mapping[str, str], literals: Literals) -> Iterator[Call]:
    """JSON posted by other libraries (`axios.post(url, {…})`) and by `fetch(url, {method: 'POST', body: …})`."""
    for match in _POSTED.finditer(script):
        if url := worked_out(match[1], known, is_first=True):
            yield from _json_call(_under(_base(script), url), literals.at(match.end()))
    for match in _OPENED.finditer(script):
        sent = _SENT_TEXT.search(script, match.end(), match.end() + _OBJECT_CHARACTERS)
        if sent and (url := worked_out(match[1], known, is_first=True)):
            yield from _json_call(url, literals.at(sent.end()))
    for match in _FETCHED.finditer(script):
        options = _options(script, match.start())
        text = _STRINGIFIED.search(options)
        if text and _POSTS.search(options) and (url := worked_out(match[1], known, is_first=True)):
            yield from _json_call(url, literals.at(match.end() + text.end()))


def _options(script: str, start: int) -> str:
    """What a call of `fetch` is given besides the address; empty for other calls."""
    match = _FETCHED.match(script, start)
    return script[match.end() : match.end() + _OBJECT_CHARACTERS].split("fetch(", 1)[0] if match else ""


def _json_call(url: str, told: object) -> Iterator[Call]:
    if isinstance(told, dict) and told:
        yield Call(url, as_json(json.dumps(told, ensure_ascii=False, separators=(",", ":"))))


def _call(url: str, fields: tuple[tuple[str, str], ...], is_post: bool, is_open: bool = False) -> Call:
    if is_post:
        return Call(url, fields, is_open)
    return Call(url + ("&" if "?" in url else "?") + urlencode(fields) if fields else url, is_open=is_open)


def _fields(data: str, known: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The fields of an object or of a query in quotes; those that cannot be worked out are left out."""
    if not data.startswith("{"):
        return tuple(parse_qsl(data.strip("\"'"), keep_blank_values=True))
    found = ((match[1], _field(match[1], match[2], known)) for match in islice(_PAIR.finditer(data), 50))
    return tuple((name, value) for name, value in found if value is not None)


def _field(name: str, expression: str, known: Mapping[str, str]) -> str | None:
    if expression.strip() in ("''", '""'):
        return ""
    told = worked_out(expression, known)
    return "1" if told is None and name.lower() in PAGE_NAMES else told


def _built(source: str) -> Iterator[Call]:
    for tag in _TAG.finditer(source):
        url, query = _URL.search(tag[1]), _QUERY.search(tag[1])
        if url and query:
            yield Call(f"{url[1]}?{urlencode(_QUERY_PAIR.findall(unescape(query[1])))}")
    for tree in _TREE.finditer(source):
        yield Call(unescape(tree[1] or tree[2]))
