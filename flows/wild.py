"""Text from the wild on its way to a page, a sheet or a file name: what is taken off, what is refused.

Escaping for HTML is Jinja's; here is what escaping does not do.
"""

from __future__ import annotations

import hashlib
import json
import re
from urllib.parse import quote, urlsplit

# Control characters, halves of characters, and marks that turn the direction of what follows: with those a title
# could show other words than it holds.
_UNSEEN = re.compile(
    "[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f-\\x9f\\u061c\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069\\ud800-\\udfff\\ufffe\\uffff]"
)
_PLAIN_ID = re.compile(r"[a-z0-9_][a-z0-9_.-]{0,99}")
_MAX_URL = 2000


def shown(text: str) -> str:
    """The text without control characters and marks that turn its direction; line breaks and tabs stay."""
    return _UNSEEN.sub("", text)


def web_link(url: str | None) -> str | None:
    """The address if a person may follow it (http or https), else None: it is then shown as words."""
    if not url or len(url) > _MAX_URL or shown(url) != url:
        return None
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def page_name(some_id: str) -> str:
    """A file name for the page of an agency or a rule; an id that is no plain word is named by its digest."""
    if _PLAIN_ID.fullmatch(some_id):
        return f"{some_id}.html"
    return f"id-{hashlib.sha256(some_id.encode('utf-8', 'replace')).hexdigest()[:24]}.html"


def anchor(finding_id: str) -> str:
    """A fragment name for a finding's card."""
    return "f-" + re.sub(r"[^A-Za-z0-9_.:-]", "-", finding_id)[:80]


def text_fragment(quote_text: str) -> str:
    """The end of an address that makes a browser show and mark this sentence on the page."""
    words = " ".join(shown(quote_text).split())[:120]
    return "#:~:text=" + quote(words, safe="").replace("-", "%2D") if words else ""


def script_json(value: object) -> str:
    """JSON that may stand inside a script element: no `<`, `>` or `&`, so nothing in it can end the element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    text = text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
    return text.replace("\u2028", "\\u2028").replace("\u2029", "\\u2029").encode("utf-8", "replace").decode()
