"""What a script's question depends on that cannot be worked out: without it the answer may be a part of the list only.

`$.ajax({url: "/api/nb", data: query})` asks for a year, an agency or a column that `query` was given elsewhere. What only
looks for words, sorts, or counts pages and rows leaves nothing out.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping

from flows.crawl.pages.expressions import PAGE_NAMES, worked_out
from flows.crawl.pages.scripts import closing_brace

_EXPRESSION = r"""((?:'[^'\n]{0,500}'|"[^"\n]{0,500}"|`[^`$\n]{0,500}`|[^,'"`{}\[\]\n]{1,200}){0,10})"""
_PAIR = re.compile(r"""(?:^\s*\{|,)\s*(?:(\.\.\.)|['"]?([\w.$\[\]-]{1,40})['"]?\s*(?:(:)\s*""" + _EXPRESSION + r")?)")
_HARMLESS = re.compile(
    r"_|(?:page|per|row|list)?_?(?:size|rows|limit|num|count|length)|per_?page|(?:doc|article|info)?_?title|keys?|.*(?:words?|search\w*|callback|token|stamp)"
    r"|(?:sort|order|rand|csrf)\w*|offset|start|skip|draw|kw|wd|q|t|ts|v|r|rnd|sign|nonce|desc|asc|datatype|format",
    re.I,
)
_NOTHING = re.compile(r"""\s*(?:null|undefined|void 0|''|""|\{\s*\})?\s*$""")
_NAME = re.compile(r"[A-Za-z_$][\w$.]{0,60}")
# $.get(url, function (d) {…}), $.get(url, d => …), $.get(url, (d) => …)
_HANDLES = re.compile(r"(?:async\s+)?function\b|(?:async\s+)?(?:\([^()]{0,60}\)|[\w$]{1,40})\s*=>")
_BEHIND = re.compile(r"\s*,\s*(?=\S)")
_NO_QUERY = re.compile(rf"""['"`]|(?:null|undefined|true|false)\b|{_HANDLES.pattern}""")
_HANDLER_ENDS = re.compile(r"\s*\)(?!\s*\.\s*(?:then|done|success|always)\b)")
_OF_OBJECT = re.compile(r"""(?<![\w$.])['"]?(?:data|params)['"]?\s*(?::\s*|(?=[,}]))""")
_HEADERS = re.compile(r"""\bheaders['"]?\s*:\s*(\{[^{}]{0,600}\})?""")
_USUAL_HEADER = re.compile(
    r"content-?type|accept.*|x-requested-with|cache-control|pragma|.*(?:token|authorization)", re.I
)
_HEADER = re.compile(r"""(?:\{|,)\s*['"]?([\w-]{1,40})['"]?\s*:""")
_BEFORE, _LONGEST = 1_200, 1_200


def is_condition(name: str) -> bool:
    """Whether a field may choose a part of a list: a year, an agency, a column; not what counts pages and rows, sorts or looks for words."""
    return name.lower() not in PAGE_NAMES and not _HARMLESS.fullmatch(name)


def lacks_fields(data: str, known: Mapping[str, str], told: Collection[str] = ()) -> bool:
    """Whether an object of a script has fields that cannot be worked out; `known` are the script's variables, `told` fields that are."""
    for rest, name, is_given, expression in _PAIR.findall(data):
        # {channelId, page}: named as what they hold.
        value = expression.strip() if is_given else name
        is_known = name in told or bool(is_given and _NOTHING.match(value)) or worked_out(value, known) is not None
        if rest or (is_condition(name) and not is_known):
            return True
    return False


def is_open_call(script: str, end: int, known: Mapping[str, str]) -> bool:
    """Whether what a call is given behind its address (`$.get(url, query, draw)`), which ends at `end`, is not known whole."""
    given = _BEHIND.match(script, end)
    if given is None or _NO_QUERY.match(script, given.end()):
        return False
    at = given.end()
    if script[at] == "{":
        return _is_open_object(script[at : closing_brace(script, at + 1)][:_LONGEST], known)
    name = _NAME.match(script, at)
    # The last that a call is given is what it does with the answer, unless that is said behind it.
    is_handler = name is not None and _HANDLER_ENDS.match(script, name.end())
    return name is not None and not (is_handler or name[0] in known or _is_function(script, name[0]))


def is_open_object(script: str, at: int, known: Mapping[str, str]) -> bool:
    """Whether the object in which `url` stands at a place (`{url: "/list", data: query}`) asks with what is not known whole."""
    start = script.rfind("{", max(0, at - _BEFORE), at)
    while start >= 0 and closing_brace(script, start + 1) <= at:
        start = script.rfind("{", max(0, at - _BEFORE), start)
    return start >= 0 and _is_open_object(script[start : closing_brace(script, start + 1)][:_LONGEST], known)


def _is_open_object(text: str, known: Mapping[str, str]) -> bool:
    """The same of an object's text: the query in it, or the object as the query itself where it has no address."""
    if _has_odd_header(text):
        return True
    asked = _OF_OBJECT.search(text)
    if asked is None:
        return "url" not in text and lacks_fields(_without_inner(text), known)
    value = text[asked.end() :]
    if value[:1] in (",", "}"):
        # {url, params}: named as what they hold.
        return True
    if value.startswith("{"):
        return lacks_fields(_without_inner(value[: closing_brace(value, 1)]), known)
    if value[:1] in ("'", '"', "`") or _HANDLES.match(value) or _NOTHING.match(value.partition(",")[0].rstrip("} \n")):
        return False
    name = _NAME.match(value)
    return name is None or name[0] not in known


def _has_odd_header(text: str) -> bool:
    headers = _HEADERS.search(text)
    told = _HEADER.findall(headers[1]) if headers and headers[1] else []
    return any(not _USUAL_HEADER.fullmatch(name) for name in told)


def _without_inner(text: str) -> str:
    """An object without what is within its own braces: jsTree's `data: {url: …}`, a handler's body."""
    return text[:1] + re.sub(r"\{[^{}]*\}", "{}", text[1:])


def _is_function(script: str, name: str) -> bool:
    made = rf"\bfunction\s+{re.escape(name)}\s*\(|(?<![\w$]){re.escape(name)}\s*[=:]\s*(?:async\s+)?(?:function\b|\(|[\w$]+\s*=>)"
    return bool(re.search(made, script))
