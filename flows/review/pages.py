"""The console's pages: the desk's own Jinja environment with the console's templates before the others."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fastapi.responses import HTMLResponse
from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from flows.ledger.accounts import Role
from flows.ledger.decisions import Kind
from flows.publish.pages import STATIC as DESK
from flows.publish.pages import environment
from flows.review import words
from flows.review.item import State

_HERE = Path(__file__).resolve().parent
STATIC = {
    "desk.css": (DESK / "desk.css", "text/css"),
    "desk.js": (DESK / "desk.js", "text/javascript"),
    "htmx.min.js": (_HERE / "static" / "htmx.min.js", "text/javascript"),
    "review.css": (_HERE / "static" / "review.css", "text/css"),
    "review.js": (_HERE / "static" / "review.js", "text/javascript"),
}


@cache
def _environment() -> Environment:
    desk = environment()
    assert desk.loader is not None
    ours = desk.overlay(loader=ChoiceLoader([FileSystemLoader(_HERE / "templates"), desk.loader]))
    ours.globals = {
        **desk.globals,
        "KIND": words.KIND,
        "VERB": words.VERB,
        "STATE": words.STATE,
        "ROLE": words.ROLE,
        "ACTION": words.ACTION,
        "DEED": words.DEED,
        "OUTBOX": words.OUTBOX,
        "Kind": Kind,
        "State": State,
        "Role": Role,
    }
    return ours


def page(template: str, status: int = 200, /, **facts: object) -> HTMLResponse:
    """One page; nothing of it may be kept by a cache."""
    given = {"who": None, "place": "", "notice": None} | facts
    html = _environment().get_template(template).render(**given)
    return HTMLResponse(html.encode("utf-8", "replace"), status, {"Cache-Control": "no-store"})
