"""Rendering: the Jinja environment that every page is made with, and the stylesheet and scripts beside them."""

from __future__ import annotations

import base64
import hashlib
from datetime import date, datetime
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from checks.forms import TABLE_NAMES
from checks.model import Lifecycle, Severity, Status
from checks.report import Number
from flows import wild
from flows.beijing import BEIJING
from flows.publish import pieces, words
from flows.publish.english import english_sentence
from flows.publish.setting_words import SETTING
from flows.publish.tabulate import marks, table_rows

_HERE = Path(__file__).resolve().parent
STATIC = _HERE / "static"


@cache
def environment() -> Environment:
    """The environment: everything escaped, unknown names an error, every text freed of unseen marks."""
    environment = Environment(
        loader=FileSystemLoader(_HERE / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_seen,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
    )
    environment.globals |= {
        "both": pieces.both,
        "say": pieces.say,
        "crawled": pieces.crawled,
        "away": pieces.away,
        "badge": pieces.badge,
        "grade": pieces.grade,
        "life": pieces.life,
        "since": pieces.since,
        "STATUS": words.STATUS,
        "STATUS_MARK": words.STATUS_MARK,
        "STATUS_MEANING": words.STATUS_MEANING,
        "SEVERITY": words.SEVERITY,
        "SEVERITY_MEANING": words.SEVERITY_MEANING,
        "LIFECYCLE": words.LIFECYCLE,
        "RESPONSIBILITY": words.RESPONSIBILITY,
        "CELL_STATE": words.CELL_STATE,
        "TABLE_NAMES": TABLE_NAMES,
        "DECISION": words.DECISION,
        "CASE": words.CASE,
        "STAGE": words.STAGE,
        "SETTING": SETTING,
        "Status": Status,
        "Severity": Severity,
        "Lifecycle": Lifecycle,
        "kind_words": words.kind_words,
        "level_words": words.level_words,
        "web_link": wild.web_link,
        "anchor": wild.anchor,
        "text_fragment": wild.text_fragment,
        "page_name": wild.page_name,
        "table_rows": table_rows,
        "marks": marks,
    }
    environment.filters |= {
        "both": pieces.both,
        "ours": pieces.ours,
        "apart": pieces.apart,
        "moment": moment,
        "figure": figure,
        "percent": percent,
        "day": day,
        "english_sentence": english_sentence,
    }
    return environment


def render(template: str, **facts: object) -> str:
    """One page as text."""
    return environment().get_template(template).render(**facts)


def write_page(path: Path, template: str, **facts: object) -> None:
    """One page into a file, a part at a time: the list of a big night's findings is tens of megabytes."""
    parts = environment().get_template(template).stream(**facts)
    parts.enable_buffering(100)
    parts.dump(str(path), encoding="utf-8", errors="replace")


def _seen(value: object) -> object:
    return wild.shown(value) if type(value) is str else value


def moment(value: datetime | str | None) -> str:
    """A moment in Beijing time to the minute; what is no moment is given back as it is."""
    if not value:
        return "—"
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            return str(value)
    return f"{value.astimezone(BEIJING):%Y-%m-%d %H:%M}" if value.tzinfo else f"{value:%Y-%m-%d %H:%M}"


def day(value: date | None) -> str:
    """A day, or a dash."""
    return value.isoformat() if value else "—"


def figure(value: Number) -> str:
    """A figure with thousands apart, without needless decimals."""
    return f"{value:,.6f}".rstrip("0").rstrip(".") if isinstance(value, float) else f"{value:,}"


def percent(share: float | None) -> str:
    """A share, 0 to 1, in percent with one decimal; a dash where there is nothing to divide by."""
    return "—" if share is None else f"{share:.1%}"


@cache
def static_text(name: str) -> str:
    """The text of a stylesheet or script."""
    return (STATIC / name).read_text("utf-8")


@cache
def static_digest(name: str) -> str:
    """A stylesheet's or script's digest as a content security policy names it."""
    digest = hashlib.sha256(static_text(name).encode()).digest()
    return "sha256-" + base64.b64encode(digest).decode()
