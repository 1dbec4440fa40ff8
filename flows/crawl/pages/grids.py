"""What the grids of script libraries ask a site for: layui, EasyUI, bootstrap-table and DataTables, each in its own words.

A grid that its library pages by itself asks for all at once; else for its first page, whose place stands in what is asked.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from html import unescape
from itertools import islice
from typing import NamedTuple

from flows.crawl.pages.conditions import is_condition, lacks_fields
from flows.crawl.pages.expressions import PAGE_NAMES, worked_out
from flows.crawl.pages.scripts import closing_brace

Fields = tuple[tuple[str, str], ...]
ReadFields = Callable[[str], Fields]


class Library(NamedTuple):
    """The words of a library: what it calls a place in the list and its rows, what the first place is, and how it asks.

    `on_server` matches settings that let the site page the list; None where it always does.
    """

    place: str
    first: str
    size: str
    posts: bool = False
    on_server: re.Pattern[str] | None = None


class Grid(NamedTuple):
    """One grid's request: address as written, fields, whether they are posted and as JSON; `span` is its place in the script.

    `is_open`: it asks with more, which cannot be worked out.
    """

    url: str
    fields: Fields
    is_post: bool
    is_json: bool
    span: tuple[int, int]
    is_open: bool = False


_LIBRARIES = {
    "table.render": Library("page", "1", "limit"),
    ".datagrid": Library("page", "1", "rows", posts=True),
    ".bootstraptable": Library(
        "offset", "0", "limit", on_server=re.compile(r"\bsidePagination['\"]?\s*:\s*['\"]server", re.I)
    ),
    ".datatable": Library(
        "start", "0", "length", on_server=re.compile(r"\bb?serverSide['\"]?\s*:\s*(?:true|!0)", re.I)
    ),
}
_OLDER = Library("iDisplayStart", "0", "iDisplayLength", on_server=_LIBRARIES[".datatable"].on_server)
_BUILT = re.compile(r"(table\.render|\.datagrid|\.bootstrapTable|\.DataTable)\s*\(\s*\{", re.I)
_EXPRESSION = r"""((?:'[^'\n]{0,500}'|"[^"\n]{0,500}"|`[^`$\n]{0,500}`|[\w$.]{1,60}|\s*\+\s*){1,30})"""
_URL = re.compile(r"""\b(url|s?ajax(?:Source)?)['"]?\s*:\s*""" + _EXPRESSION, re.I)
_POSTS = re.compile(r"""\b(?:type|method|sServerMethod)['"]?\s*:\s*['"]post['"]""", re.I)
_GETS = re.compile(r"""\b(?:type|method)['"]?\s*:\s*['"]get['"]""", re.I)
_ASKED = re.compile(
    r"""\b(?:where|queryParams|data)['"]?\s*:\s*(?:function\s*\w*\s*\([^)]{0,60}\)\s*\{|\([^)]{0,60}\)\s*=>\s*\(?|(?=\{))([^{}]{0,600}\{?[^{}]{0,2000}\})"""
)
_NAMED = re.compile(r"\b(?:where|queryParams|data)['\"]?\s*:\s*([A-Za-z_$][\w$.]{0,60})\s*[,}\n]")
_SET = re.compile(r"\b\w{1,20}\.(\w{1,40})\s*=(?!=)\s*" + _EXPRESSION)
_ROWS = re.compile(r"\b(?:limit|pageSize|pageLength|iDisplayLength)['\"]?\s*:\s*(\d{1,3})\b", re.I)
_SIZES = re.compile(r"\.(?:limit|pageSize|length|iDisplayLength|rows)\b")
_PLACES = re.compile(r"\.(?:offset|start|iDisplayStart)\b")
_TABLE = re.compile(r"<table\b([^<>]{0,2000})>", re.I)
_ATTRIBUTE = re.compile(r"""\bdata-(url|side-pagination|page-size)\s*=\s*["']([^"']{1,300})["']""", re.I)
_JSON = re.compile(r"application/json|JSON\.stringify", re.I)
_SETTINGS_CHARACTERS = 6_000
_MOST = 10
_MOST_ASKED = 3


def grids(script: str, known: Mapping[str, str], read_fields: ReadFields) -> Iterator[Grid]:
    """The grids that a script builds; `known` are its variables, `read_fields` reads an object's fields as they stand."""
    for match in islice(_BUILT.finditer(script), _MOST):
        end = min(closing_brace(script, match.end()), match.end() + _SETTINGS_CHARACTERS)
        settings = script[match.end() - 1 : end]
        named = _URL.search(settings)
        url = worked_out(named[2], known, is_first=True) if named else None
        if named and url:
            library = _OLDER if named[1].lower() == "sajaxsource" else _LIBRARIES[match[1].lower()]
            is_post = bool(_POSTS.search(settings)) or (library.posts and not _GETS.search(settings))
            asking = _asking(script, settings)
            fields = tuple(_fields(settings + asking, library, read_fields).items())
            is_json = is_post and bool(_JSON.search(settings))
            is_open = _is_open(settings, asking, known, dict(fields))
            yield Grid(url, fields, is_post, is_json, (match.start(), end), is_open)


def tables(source: str) -> Iterator[Grid]:
    """The grids that stand in the markup itself: `<table data-toggle="table" data-url="/list">` of bootstrap-table."""
    library = _LIBRARIES[".bootstraptable"]
    for tag in islice(_TABLE.finditer(source), _MOST):
        told = {name.lower(): unescape(value) for name, value in _ATTRIBUTE.findall(tag[1])}
        if url := told.get("url", ""):
            is_paged = told.get("side-pagination") == "server"
            fields = ((library.place, library.first), (library.size, told.get("page-size", "10"))) if is_paged else ()
            yield Grid(url, fields, False, False, (0, 0), "data-query-params" in tag[1])


def _asking(script: str, settings: str) -> str:
    """The function that settings only name (`queryParams: queryParams`), as if it stood in them."""
    named = _NAMED.search(settings)
    name = re.escape(named[1].rpartition(".")[2]) if named else ""
    given = (
        re.search(rf"\b(?:function\s+{name}|{name}\s*[=:]\s*function)\s*\([^)]{{0,60}}\)\s*\{{", script)
        if name
        else None
    )
    return f"queryParams: function () {{{script[given.end() : closing_brace(script, given.end())]}" if given else ""


def _is_open(settings: str, asking: str, known: Mapping[str, str], fields: Mapping[str, str]) -> bool:
    """Whether a grid asks with what cannot be worked out: `where: {nd: year()}`, `queryParams: query` of another file."""
    if _NAMED.search(settings) and not asking:
        return True
    told = {**known, **fields}
    for asked in islice(_ASKED.finditer(settings + asking), _MOST_ASKED):
        if lacks_fields(asked[1][asked[1].rfind("{") :], told, fields):
            return True
        if any(is_condition(name) and name not in fields for name, _ in _SET.findall(asked[1])):
            return True
    return False


def _fields(settings: str, library: Library, read_fields: ReadFields) -> dict[str, str]:
    """What a grid's settings say beyond the address, then its first page in the library's words or its own."""
    rows = _ROWS.search(settings)
    size = rows[1] if rows else "10"
    fields: dict[str, str] = {}
    is_own = False
    for asked in islice(_ASKED.finditer(settings), _MOST_ASKED):
        for name, expression in (*_written(asked[1]), *_SET.findall(asked[1])):
            if told := _place_or_size(name, expression, size):
                fields[name], is_own = told, True
        fields = dict(read_fields(asked[1][asked[1].find("{") :])) | fields
        fields |= {
            name: told for name, written in _SET.findall(asked[1]) for told in _plain(written) if name not in fields
        }
    if is_own or (library.on_server and not library.on_server.search(settings)):
        return fields
    return fields | {library.place: library.first, library.size: size}


def _written(asked: str) -> list[tuple[str, str]]:
    return re.findall(r"""['"]?(\w{1,40})['"]?\s*:\s*([\w$.()/ +-]{1,80})""", asked)


def _plain(written: str) -> list[str]:
    told = worked_out(written, {})
    return [told] if told is not None else []


def _place_or_size(name: str, expression: str, size: str) -> str:
    """What is sent for a place in the list or a number of rows that the library hands to the settings' function."""
    if name.lower() in PAGE_NAMES and re.search(r"\.(?:offset|start|page\w*)\b", expression):
        return "1"
    if _PLACES.search(expression):
        return "0"
    return size if _SIZES.search(expression) else ""
