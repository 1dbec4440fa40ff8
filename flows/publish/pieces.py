"""The small pieces that every page is made of, as markup: both languages, crawled text, links away, badges."""

from __future__ import annotations

import re
from datetime import date
from functools import cache, lru_cache

from markupsafe import Markup, escape

from checks.forms import Form
from checks.model import Lifecycle, Severity, Status
from flows.publish.english import told
from flows.publish.words import LIFECYCLE, SEVERITY, STATUS, STATUS_MARK, Words
from flows.wild import shown, web_link

# As a trail writes an address, in visible ASCII; the stop after it is the sentence's.
_ADDRESS = re.compile(r"(https?://[!-~]+?)(?=[:,;]?(?:[^!-~]|$))")
# An attribute as we write it; in crawled text the quotation mark is escaped.
_NAMED = re.compile(r'( id="| aria-labelledby="| href="#)')


@lru_cache(maxsize=8192)
def both(zh: str, en: str) -> Markup:
    """The same in both languages, side by side; the reader's switch hides one."""
    if zh == en:
        return escape(shown(zh))
    return _side_by_side(escape(shown(zh)), escape(shown(en)))


def _side_by_side(zh: Markup, en: Markup) -> Markup:
    return Markup(f'<span class="zh">{zh}</span><span class="en" lang="en">{en}</span>')


def say(words: Words) -> Markup:
    """Words of the desk in both languages."""
    return both(*words)


def ours(text: str, form: Form | None = None) -> Markup:
    """A label or sentence of our own in both languages, cells by their names, with addresses in it as links."""
    said = told(text, form)
    if "://" not in text:
        return Markup(f"<bdi>{say(said)}</bdi>")
    zh, en = (_linked(one) for one in said)
    return Markup(f"<bdi>{zh if zh == en else _side_by_side(zh, en)}</bdi>")


def _linked(text: str) -> Markup:
    parts = _ADDRESS.split(text)
    return Markup("").join(away(part) if place % 2 else escape(shown(part)) for place, part in enumerate(parts))


def crawled(text: object) -> Markup:
    """Text from the wild: escaped, freed of unseen marks, its direction kept to itself."""
    return Markup(f"<bdi>{escape(shown(text) if isinstance(text, str) else text)}</bdi>")


def away(url: str | None, text: str | None = None) -> Markup:
    """A link to the world outside where the address is one to follow, else its words alone."""
    words = crawled(text or url or "—")
    if web_link(url) is None:
        return words
    rest = 'rel="noopener noreferrer nofollow" target="_blank"'
    return Markup(f'<a href="{escape(url)}" {rest}>{words}<span class="away" aria-hidden="true">↗</span></a>')


def apart(markup: Markup, prefix: str) -> Markup:
    """The same markup with its ids and the links to them led by a prefix: several reports may stand on one page."""
    return Markup(_NAMED.sub(rf"\g<1>{prefix}", markup))


@cache
def badge(status: Status) -> Markup:
    """An agency's standing: sign, word and colour."""
    mark = f'<span class="mark" aria-hidden="true">{STATUS_MARK[status]}</span>'
    return Markup(f'<span class="badge s-{status.value}">{mark}{say(STATUS[status])}</span>')


@cache
def grade(severity: Severity) -> Markup:
    """A severity in words."""
    return Markup(f'<span class="grade g-{severity.value}">{say(SEVERITY[severity])}</span>')


@lru_cache(maxsize=1024)
def since(day: date, run_id: str, is_back: bool) -> Markup:
    """When a finding came up, or came back. In the run that it names the page's script makes it stand out."""
    zh, en = ("复发", "came back") if is_back else ("新增", "new")
    turn = Lifecycle.REGRESSED if is_back else Lifecycle.NEW
    told = both(f"{day} {zh}", f"{en} on {day}")
    return Markup(f'<span class="life" data-run="{escape(run_id)}" data-turn="{turn.value}">{told}</span>')


@cache
def life(status: Lifecycle) -> Markup:
    """A finding against the last night, in words."""
    return Markup(f'<span class="life l-{status.value}">{say(LIFECYCLE[status])}</span>')
