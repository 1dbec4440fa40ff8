"""A site's own search as an address that can be filled in."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote, urlencode

from selectolax.lexbor import LexborHTMLParser, LexborNode

_MOST_FORMS = 20
_FIELD = re.compile(r"key|word|search|query|^(q|s|k|kw|wd|ss)$|title|content|text", re.I)


def search_form(tree: LexborHTMLParser, here: str, absolute: Callable[[str], str | None]) -> str | None:
    """The address of a page's search form (GET) with `{words}` for what is looked for; None without such a form."""
    for form in tree.css("form")[:_MOST_FORMS]:
        fields = [(box.attributes.get("name") or "", box) for box in form.css("input[name]")[:_MOST_FORMS]]
        words = next((name for name, box in fields if _takes_words(name, box)), None)
        action = absolute(form.attributes.get("action") or here)
        if words and action and (form.attributes.get("method") or "get").lower() == "get":
            fixed = [(n, b.attributes.get("value") or "") for n, b in fields if b.attributes.get("type") == "hidden"]
            query = urlencode(fixed) + ("&" if fixed else "") + f"{quote(words)}={{words}}"
            return f"{action.partition('?')[0]}?{query}"
    return None


def _takes_words(name: str, box: LexborNode) -> bool:
    kind = (box.attributes.get("type") or "text").lower()
    return kind in ("text", "search") and bool(_FIELD.search(name))
