"""Expressions of scripts worked out without running them: strings, numbers and known names joined by `+`.

What cannot be worked out whole is None; nothing is guessed but the number of a first page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice

# Names under which site software counts pages.
PAGE_NAMES = frozenset(
    {
        "page",
        "pageno",
        "pagenum",
        "pagenumber",
        "pageindex",
        "currpage",
        "curpage",
        "currentpage",
        "current",
        "p",
        "cpage",
        "pn",
        "pg",
        "pageid",
        "nowpage",
        "topage",
        "page_no",
        "page_num",
        "page_index",
    }
)
_PIECE = re.compile(r"""^(?:'([^']*)'|"([^"]*)"|`([^`$]*)`|([A-Za-z_$][\w$.]*)|(\d{1,12}))$""")
_SUMMAND = re.compile(r"""'[^']*'|"[^"]*"|`[^`]*`|[^+'"`\s][^+]*""")
_ASKS_FOR_PAGE = re.compile(r"[?&](\w{1,30})=$")
_ASSIGNED = re.compile(
    r"""(?:\b(?:var|let|const)\s+|[,;{\n]\s*)([A-Za-z_$][\w$]{0,40})\s*=\s*(?:'([^'\n]{0,300})'|"([^"\n]{0,300})"|(\d{1,12}))\s*(?=[,;\n}]|$)"""
)
_PUT_BEFORE = re.compile(r"""(?<![\w$.])([A-Za-z_$][\w$]{0,40})\s*\+\s*(['"])""")
_MOST_NAMES = 1_000


def assigned(script: str) -> dict[str, str]:
    """The variables of a script that hold a string or a number, the first value of each."""
    found: dict[str, str] = {}
    for match in islice(_ASSIGNED.finditer(script), _MOST_NAMES):
        found.setdefault(match[1], match[2] or match[3] or match[4] or "")
    return found


def folded(script: str) -> str:
    """A script in which the strings that it keeps under names stand where they are put before others: `base + "_" + n`."""
    kept = {name: value for name, value in assigned(script).items() if "/" in value and "\\" not in value}
    return _PUT_BEFORE.sub(lambda put: f"{put[2]}{kept[put[1]]}" if put[1] in kept else put[0], script)


def worked_out(expression: str, values: Mapping[str, str], is_first: bool = False) -> str | None:
    """A sum as a text; in an address (`…?page=` + n) an unknown page number is the first.

    With `is_first` that holds wherever it stands (`/list/` + page + `.json`).
    """
    text = ""
    # Behind a last `+` stands what is no such piece: "/api/" + [a, b].join("/").
    rest = ("",) if expression.rstrip().endswith("+") else ()
    for piece in (*summands(expression), *rest):
        value = _value(piece, values)
        if value is None and (asks := _ASKS_FOR_PAGE.search(text)) and asks[1].lower() in PAGE_NAMES:
            value = "1"
        if value is None and is_first and text and piece.rpartition(".")[2].lower() in PAGE_NAMES:
            value = "1"
        if value is None:
            return None
        text += value
    return text or None


def summands(expression: str) -> Sequence[str]:
    """The summands of an expression; a `+` inside a string parts nothing."""
    return [piece.strip() for piece in _SUMMAND.findall(expression)]


def _value(piece: str, values: Mapping[str, str]) -> str | None:
    match = _PIECE.match(piece)
    if not match:
        return None
    if match[4]:
        return values.get(match[4])
    return match[1] or match[2] or match[3] or match[5] or ""
