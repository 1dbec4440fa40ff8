"""Lists that a form asks for: boxes of years and of agencies, and a button 查询 that sends what was chosen.

What a form posts is asked for only where the form does nothing but ask: no page is to be changed by a reader.
"""

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
_ASKS = re.compile(r"^\W*(?:查\s*[询看找]|搜\s*索|检\s*索|筛\s*选|search|go)\W*$", re.I)
_SENDS = re.compile(r"submit\s*\(|__doPostBack\s*\(", re.I)
# setTimeout('__doPostBack(\'ctl00$year\',\'\')', 0): ASP.NET is told which box was changed.
_POST_BACK = re.compile(r"""__doPostBack\s*\(\s*\\?['"]([^'"\\]{1,200})""")
_WRITES = "textarea, [type='password'], [type='file'], [required]"
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
        is_posted = (form.attributes.get("method") or "get").lower() == "post"
        if not url or form.css_first("[type='password']") or (is_posted and not _only_asks(form)):
            continue
        # What was asked for stands, whether or not the page shows it as chosen.
        standing = _standing(form)
        standing |= {name: value for name, value in parse_qsl(urlsplit(page.url).query) if name in standing}
        sent = {**standing, **_sent(form)} if is_posted else standing
        for box in form.css("select[name]")[:_MOST_BOXES]:
            for option in box.css("option")[:_MOST_OPTIONS]:
                text, chosen = text_of(option), {box.attributes.get("name") or "": _value(option)}
                if not (_YEAR.match(text) or (is_organ(text) and _value(option))):
                    continue
                if is_posted:
                    yield Link(text, url, form=tuple({**sent, **_target(box), **chosen}.items()))
                else:
                    yield Link(text, f"{url.partition('?')[0]}?{urlencode({**sent, **chosen})}")


def _only_asks(form: LexborNode) -> bool:
    """Whether a form has a button 查询, or is sent when an option is chosen, and nothing to be filled in at length."""
    if form.css_first(_WRITES) is not None:
        return False
    told = " ".join(box.attributes.get("onchange") or "" for box in form.css("select")[:_MOST_BOXES])
    return bool(_SENDS.search(told) or _button(form))


def _button(form: LexborNode) -> LexborNode | None:
    buttons = form.css("button, input[type='submit' i], input[type='button' i], a")
    return next((one for one in buttons if _ASKS.match(one.attributes.get("value") or text_of(one))), None)


def _sent(form: LexborNode) -> dict[str, str]:
    """What the button itself adds to what its form sends."""
    button = _button(form)
    name = button.attributes.get("name") if button else None
    return {name: button.attributes.get("value") or ""} if button and name else {}


def _target(box: LexborNode) -> dict[str, str]:
    """What a box that posts ASP.NET's form back adds to it."""
    told = _POST_BACK.search(box.attributes.get("onchange") or "")
    return {"__EVENTTARGET": told[1]} if told else {}


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
