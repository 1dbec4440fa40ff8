"""Lists that a form asks for: boxes of years and of agencies, and a button 查询 that sends what was chosen in the address."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from urllib.parse import parse_qsl, urlencode, urlsplit

from selectolax.lexbor import LexborNode

from flows.crawl.dialects.dialect import Dialect
from flows.crawl.pages.around import text_of
from flows.crawl.pages.links import Link
from flows.crawl.pages.names import is_organ
from flows.crawl.pages.page import Page

_YEAR = re.compile(r"^\D{0,4}(20\d{2})\s*年?度?$")
_MOST_FORMS = 5
_MOST_BOXES = 6
_MOST_OPTIONS = 500


class QueryForm(Dialect):
    """查询表单."""

    name = "查询表单"

    def recognises(self, page: Page) -> bool:
        """Whether a form of the page offers years or agencies."""
        source = page.source.lower()
        return page.is_html and "<form" in source and "<select" in source and any(True for _ in _asked(page))

    def columns(self, page: Page) -> Sequence[Link]:
        """What the form would show for each year, and for each agency, all else as it stands."""
        return list(_asked(page))


def _asked(page: Page) -> Iterator[Link]:
    for form in page.forms[:_MOST_FORMS]:
        url = page.absolute(form.attributes.get("action") or page.url)
        if not url or (form.attributes.get("method") or "get").lower() != "get" or form.css_first("[type='password']"):
            continue
        # What was asked for stands, whether or not the page shows it as chosen.
        standing = _standing(form)
        standing |= {name: value for name, value in parse_qsl(urlsplit(page.url).query) if name in standing}
        for box in form.css("select[name]")[:_MOST_BOXES]:
            for option in box.css("option")[:_MOST_OPTIONS]:
                text, chosen = text_of(option), {box.attributes.get("name") or "": _value(option)}
                if _YEAR.match(text) or (is_organ(text) and _value(option)):
                    yield Link(text, f"{url.partition('?')[0]}?{urlencode({**standing, **chosen})}")


def _standing(form: LexborNode) -> dict[str, str]:
    """The form's fields as they are: what is hidden or written in, and of each box the option that is chosen."""
    fields: dict[str, str] = {}
    for box in form.css("input[name]"):
        if (box.attributes.get("type") or "text").lower() in ("hidden", "text", "search"):
            fields[box.attributes.get("name") or ""] = box.attributes.get("value") or ""
    for box in form.css("select[name]")[:_MOST_BOXES]:
        chosen = box.css_first("option[selected]") or box.css_first("option")
        fields[box.attributes.get("name") or ""] = _value(chosen) if chosen else ""
    return fields


def _value(option: LexborNode) -> str:
    """What an option sends; one without a value sends what it shows."""
    told = option.attributes.get("value", text_of(option))
    return (told or "").strip()
