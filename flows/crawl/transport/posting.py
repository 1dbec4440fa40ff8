"""What is posted to a site: the fields of a form, or a text of JSON as newer sites' scripts send it.

Both are (name, value) pairs, so that requests compare; JSON is one pair whose name is its media type.
"""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlencode

JSON = "application/json"
FORM = "application/x-www-form-urlencoded"

Fields = tuple[tuple[str, str], ...]


def as_json(text: str) -> Fields:
    """A text of JSON as something to post."""
    return ((JSON, text),)


def body_of(form: Mapping[str, str] | None) -> bytes | None:
    """The bytes of what is posted; None where nothing is."""
    if form is None:
        return None
    return form[JSON].encode() if JSON in form else urlencode(list(form.items())).encode()


def headers_of(form: Mapping[str, str] | None) -> dict[str, str]:
    """The header that tells what the bytes are."""
    return {} if form is None else {"Content-Type": f"{JSON};charset=UTF-8" if JSON in form else FORM}
